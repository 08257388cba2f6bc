import Collectors
import ReadinessModel
import Testing

func documents(_ files: [String: String]) -> DocumentFacts {
  DocumentsCollector.collect(repository(files)).facts
}

@Suite("Policies, plans and runbooks are told by what they say")
struct GovernanceDocumentTests {
  private let changes = """
    # Change management policy

    | Owner | Dana Reyes |
    |---|---|
    | Approved by | Sam Ortiz |
    | Version | 2.1 |
    | Last reviewed | 12 March 2026 |
    | Next review | 2027-03-12 |

    ## Rules
    Every change to production is proposed as a pull request and must be reviewed and approved by a
    second engineer before it is merged and deployed. Emergency changes are reviewed afterwards.

    ## Rollback
    We go back to the previous release.
    """

  @Test("Owner, approver, version and review come from a table at the top")
  func readsTables() throws {
    let found = documents(["handbook/changes.md": changes]).documents
    let policy = try #require(found.first)
    #expect(found.count == 1)
    #expect(policy.topic == .changeManagement)
    #expect(policy.owner == "Dana Reyes")
    #expect(policy.approver == "Sam Ortiz")
    #expect(policy.version == "2.1")
    #expect(policy.reviewedOn == "2026-03-12")
    #expect(policy.sections == ["Change management policy", "Rules", "Rollback"])
    #expect(policy.placeholders.isEmpty)
    #expect(policy.words > 40)
  }

  @Test("They come from front matter and from plain lines as well")
  func readsFrontMatter() throws {
    let matter = """
      ---
      title: Data Retention Policy
      owner: cto@x.example
      approved_by: ceo@x.example
      approved_at: 2026-01-05T10:00:00Z
      version: 1.0.0
      ---
      Records are retained for 365 days and then deleted. Legal hold suspends deletion.
      """
    let lines = """
      Incident Response Plan
      ======================

      **Owner:** Kim
      **Approved by:** [CEO name]
      Reviewed: 2026-02-30

      When an incident occurs we set a severity, contain it, notify customers and write a review.
      """
    let found = documents(["docs/retention.md": matter, "docs/ir.rst": lines]).documents
    let retention = try #require(found.first { $0.topic == .dataRetention })
    #expect(retention.owner == "cto@x.example")
    #expect(retention.reviewedOn == "2026-01-05")
    #expect(retention.version == "1.0.0")
    let incidents = try #require(found.first { $0.topic == .incidentResponse })
    #expect(incidents.owner == "Kim")
    #expect(incidents.approver == nil)
    #expect(incidents.reviewedOn == nil)
    #expect(incidents.placeholders.map(\.line) == [5])
  }

  @Test(
    "Topics",
    arguments: [
      (
        "Access Control Policy",
        "Access is granted by role with least privilege and reviewed each quarter by the owner of the system. Access is revoked on the day a person leaves.",
        DocumentTopic.accessControl
      ),
      (
        "Disaster recovery plan",
        "The recovery time objective is four hours. We restore from backups in a second region when an outage lasts.",
        .businessContinuity
      ),
      (
        "Vendor risk management",
        "Each vendor is assessed before a contract and reviewed yearly; critical suppliers give us their SOC 2 report.",
        .vendorManagement
      ),
      (
        "Rollback runbook",
        "1. Find the previous version\n2. Deploy the previous release again\n3. Check that the health endpoint answers",
        .rollbackRunbook
      ),
      (
        "Database restore",
        "1. Pick the latest snapshot from the backup vault\n2. Restore it\n3. Verify the row counts of the users table against the source",
        .recoveryRunbook
      ),
      (
        "On-call",
        "The primary engineer carries the pager for one week; if nobody acknowledges the alert it goes to the secondary.",
        .onCall
      ),
      (
        "Information Security Policy",
        "Security protects the confidentiality, integrity and availability of data. Every employee has responsibilities under this policy.",
        .informationSecurity
      ),
      (
        "Code of Conduct",
        "We treat each other with respect. Harassment is a violation and leads to disciplinary measures in every case.",
        .codeOfConduct
      ),
      (
        "Post-mortem template",
        "Root cause: [describe the cause]\nTimeline: [describe events]\nImpact: [list customers]\nLessons: TODO and further action items",
        .postIncidentReview
      ),
    ]
  )
  func tellsTopics(title: String, body: String, topic: DocumentTopic) {
    #expect(documents(["docs/a.md": "# \(title)\n\n\(body)\n"]).documents.map(\.topic) == [topic])
  }

  @Test(
    "What only sounds like one is none",
    arguments: [
      (
        "docs/guide.md",
        "# Vendors\n\nClick Vendors in the sidebar, then click Add and select a vendor from the dropdown. You can edit it on the dashboard with the button."
      ),
      (
        "docs/vendor-management.mdx",
        "---\ntitle: Vendor management\n---\nClick **Vendors** in the sidebar. You can add a vendor with the button; on the dashboard, navigate to Reviews to assess risk."
      ),
      (
        "CHANGELOG.md",
        "# Change management policy\n\nEvery change is reviewed and approved before it is deployed to production."
      ),
      (
        "test/fixtures/policy.md",
        "# Access control policy\n\nAccess is granted by role with least privilege and revoked when people leave."
      ),
      (
        "docs/policy-engine.md",
        "# Policy engine\n\nThe engine compiles rules into a tree and walks it for each request that comes in, caching results."
      ),
      (
        "SECURITY.md",
        "# Security Policy\n\n## Reporting a vulnerability\n\nWrite to security@x.example."
      ),
      ("docs/a.md", "# Access control policy\n\nTBD\n"),
      ("src/seed/policies.md", "# Encryption policy"),
    ]
  )
  func ignoresOthers(path: String, text: String) {
    #expect(documents([path: text]).documents.isEmpty)
  }

  @Test("One file may hold several policies as sections")
  func findsSections() {
    let section =
      "\n"
      + String(
        repeating:
          "Data is retained for 90 days, then it is deleted and purged from backups within years. ",
        count: 5
      )
    let text =
      "# Information security policy\n\nSecurity is everybody's responsibility. Access to data is confidential and policy applies.\n\n## Data retention\(section)\n## Other\nx\n"
    let found = documents(["policies/security.md": text]).documents
    #expect(found.map(\.topic) == [.informationSecurity, .dataRetention])
    #expect(found.last?.location.line == 5)
  }

  @Test(
    "Marks to be filled are found, and what merely looks like them is not",
    arguments: [
      ("This is [COMPANY]'s policy.", true), ("Owner: [Insert name here]", true),
      ("Reviewed TODO.", true), ("TBD", true), ("Dear {{customer}}", true),
      ("Signed: ______", true),
      ("Sent to <Company name>", true), ("See [the guide](a.md)", false), ("- [x] done", false),
      ("a <br> b <details>", false), ("Note [1] and [^2]", false), ("[RFC 2119][rfc]", false),
      ("`{{ value }}` is left", false), ("my todo list", false), ("[NOTE] read this", false),
    ]
  )
  func findsPlaceholders(line: String, expected: Bool) {
    let text =
      "# Access control policy\n\nAccess is granted by role, reviewed each quarter and revoked when people leave us for good.\n\n\(line)\n"
    let found = documents(["docs/access.md": text]).documents.first
    #expect(found?.placeholders.isEmpty == !expected, "\(line)")
  }

  @Test("Odd texts end", .timeLimit(.minutes(30)))
  func survivesHostileText() {
    for piece in ["# ", "[", "<", "|", "| a ", "```\n", "---\n", "{{", "a: ", "\u{0}", "=\n="] {
      let text = String(repeating: piece, count: 20_000)
      _ = documents([
        "policies/access.md": text, "vendors.md": text, "drills/2026-01-01.md": text,
        "vendors.csv": text,
      ])
    }
  }

  @Test(
    "A mark that says what to write is a place to fill in, in text, in code and in front matter",
    arguments: [
      "Led by [[TO WRITE: who leads an incident outside office hours, and how to reach them]].",
      "[[TO DECIDE: hours", "```sh\nrestore --to [[TO WRITE: host]]\n```", "[[CONFIRM: it is so]]",
    ]
  )
  func marks(_ text: String) throws {
    let body = changes.replacing("We go back", with: text + "\n\nWe go back")
    let found = documents(["handbook/changes.md": body]).documents
    #expect(found.first?.placeholders.count == 1)
  }

  @Test(
    "Links between pages, tests of a shell and lists of identifiers are none",
    arguments: [
      "See [[Change log]].", "```sh\nif [[ -n $X ]]; then :; fi\n```", "Serves [A1.2, C1.1].",
    ]
  )
  func noMarks(_ text: String) throws {
    let body = changes.replacing("We go back", with: text + "\n\nWe go back")
    #expect(documents(["handbook/changes.md": body]).documents.first?.placeholders.isEmpty == true)
  }

  @Test("Status, author, approval and the next review are read, and what a document serves")
  func readsApproval() throws {
    let text = """
      ---
      id: incident-response
      title: "Incidents"
      status: draft
      owner: Dana Reyes
      author: Kim
      approver: "[[TO WRITE: who approves]]"
      next_review: 2027-11-20
      satisfies: {TSC: [CC7.3, cc7.4], ISO: A.5.24}
      ---
      An incident is declared by severity, contained, and people are notified.
      """
    let found = try #require(documents(["docs/i.md": text]).documents.first)
    #expect(found.status == "draft" && found.author == "Kim" && found.approver == nil)
    #expect(found.awaitsApproval == true && found.nextReviewOn == "2027-11-20")
    #expect(found.satisfies == ["CC7.3", "CC7.4", "A.5.24"])
  }
}
