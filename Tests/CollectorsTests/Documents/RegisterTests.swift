import Collectors
import ReadinessModel
import Testing

@Suite("Registers and records are read, whatever they are written in")
struct RegisterTests {
  @Test(
    "A vendor register",
    arguments: [
      (
        "vendors.yml",
        "vendors:\n  - name: Stripe\n    tier: critical\n    owner: Kim\n    data_shared: [cards, names]\n    last_review: {date: 2026-02-01, by: Kim}\n    assurance: SOC 2 Type 2\n"
      ),
      (
        "compliance/vendors.csv",
        "Name,Tier,Owner,Data shared,Last reviewed,Assurance\nStripe,critical,Kim,\"cards, names\",2026-02-01,SOC 2 Type 2\n"
      ),
      (
        "docs/vendor-register.md",
        "# Vendors\n\n| Vendor | Criticality | Owner | Data | Last review | SOC 2 report |\n|---|---|---|---|---|---|\n| Stripe | critical | Kim | cards, names | 2026-02-01 | SOC 2 Type 2 |\n"
      ),
      (
        "vendors.json",
        #"{"vendors": {"Stripe": {"tier": "critical", "owner": "Kim", "data": "cards, names", "reviewedOn": "2026-02-01", "assurance": "SOC 2 Type 2"}}}"#
      ),
    ]
  )
  func readsVendors(path: String, text: String) throws {
    let register = try #require(documents([path: text]).vendorRegister)
    let entry = try #require(register.entries.first)
    #expect(register.entries.count == 1)
    #expect(entry.name == "Stripe")
    #expect(entry.tier == "critical")
    #expect(entry.owner == "Kim")
    #expect(entry.dataShared == "cards, names")
    #expect(entry.assurance == "SOC 2 Type 2")
    if !path.hasSuffix("yml") { #expect(entry.reviewedOn == "2026-02-01") }
  }

  @Test(
    "What is no register gives none",
    arguments: [
      ("src/vendors.json", #"[{"name":"Stripe","owner":"x"}]"#),
      ("vendors.json", #"[{"name":"Stripe"}]"#),
      ("vendors.yml", "a: [\n"), ("docs/vendor-api.md", "| name | owner |\n|---|---|\n| a | b |\n"),
    ]
  )
  func ignoresOthers(path: String, text: String) {
    #expect(documents([path: text]).vendorRegister == nil)
  }

  @Test(
    "A register of risks says which of them somebody accepted, and until when",
    arguments: [
      (
        "docs/registers/risks.yml",
        "risks:\n  - title: Old TLS\n    likelihood: 2\n    owner: Kim\n    accepted_by: Ada, until 2027-01-31\n"
          + "  - title: Outage\n    impact: 4\n    owner: Kim\n    accepted_by: \"no\"\n"
          + "  - title: Breach\n    impact: 4\n    accepted_by: TBD\n"
      ),
      (
        "docs/risk-register.md",
        "# Risks\n\n| Risk | Likelihood | Owner | Treatment | Approver | Expires |\n|---|---|---|---|---|---|\n"
          + "| Old TLS | low | Kim | Accept | Ada, until 2027-01-31 | 2027-01-31 |\n"
          + "| Outage | low | Kim | Mitigate | Ada |  |\n| Breach | low |  | Accept |  |  |\n"
      ),
      (
        "risk-register.csv",
        "title,likelihood,owner,accepted,approver,accepted until\n"
          + "Old TLS,1,Kim,yes,\"Ada, until 2027-01-31\",2027-01-31\nOutage,1,Kim,no,Ada,\nBreach,1,,yes,,\n"
      ),
    ]
  )
  func readsRisks(path: String, text: String) throws {
    let register = try #require(documents([path: text]).riskRegister)
    #expect(register.entries.map(\.title) == ["Old TLS", "Outage", "Breach"])
    #expect(register.accepted.map(\.title) == ["Old TLS"])
    #expect(register.accepted.first?.acceptedBy == "Ada, until 2027-01-31")
    #expect(register.accepted.first?.acceptedUntil == CivilDay("2027-01-31"))
  }

  @Test(
    "A file that only speaks of risk is no register",
    arguments: [
      ("risks.yml", "risks:\n  - title: a\n"), ("src/risk.json", #"[{"title":"a","impact":1}]"#),
      ("risks.yml", "a: [\n"),
    ]
  )
  func ignoresTalkOfRisk(path: String, text: String) {
    #expect(documents([path: text]).riskRegister == nil)
  }

  @Test("A data inventory and a retention schedule make one list")
  func readsData() throws {
    let inventory = try #require(
      documents([
        "data-inventory.yml": """
        owner: Dana
        reviewed_on: 2026-05-01
        data:
          User:
            classification: confidential
            retention: 2 years
            disposal: hard delete
            fields: {email: personal, password_hash: restricted}
          Invoice: {classification: internal, retention_days: 3650}
        """,
        "docs/retention-schedule.csv": "Table,Retention,Disposal\nevents,90 days,partition drop\n",
      ]).dataInventory
    )
    #expect(inventory.owner == "Dana")
    #expect(inventory.reviewedOn == "2026-05-01")
    #expect(
      inventory.entries.map { "\($0.subject) \($0.classification ?? "-") \($0.retentionDays ?? 0)" }
        == [
          "User confidential 730", "User.email personal 0", "User.passwordhash restricted 0",
          "Invoice internal 3650", "events - 90",
        ]
    )
  }

  @Test("A recovery test has a day, a result and measured times")
  func readsDrills() throws {
    let facts = documents([
      "evidence/restore-tests/2026-04-02.md": """
      # Restore test
      - Date: 2026-04-02
      - Result: success
      - Recovery time: 1 h 20 min
      - Data age: 15 minutes
      - Approved by: Sam
      """,
      "drills/tabletop-2026.yml": "performed_on: 2026-01-10\nresult: passed\ntype: tabletop\n",
      "drills/template.md": "# Restore test\nDate: [DATE]\nResult: [RESULT]\n",
      "docs/restore-test-plan.md": "# Restore test plan\nDate: 2026-01-01\nResult: n/a\n",
    ])
    #expect(facts.drills.map(\.kind) == ["tabletop", "restore"])
    let restore = try #require(facts.drills.last)
    #expect(restore.performedOn == "2026-04-02")
    #expect(restore.recoveryTimeMinutes == 80)
    #expect(restore.recoveryPointMinutes == 15)
    #expect(restore.approver == "Sam")
  }

  @Test("Access reviews and reviews of incidents are found")
  func readsReviews() {
    let facts = documents([
      "access-reviews/2026-Q1.md":
        "# Access review\nDate: 2026-03-31\nReviewer: Kim\n\n| user | decision |\n",
      "access-reviews/README.md": "How we review access. Date: 2026-01-01",
      "postmortems/2026-02-outage.md":
        "# Outage\n## Timeline\nx\n## Root cause\ny\n## Lessons\nz\n",
      "docs/incidents/index.md": "# Incidents\nA list.\n",
    ])
    #expect(facts.accessReviews.map(\.performedOn) == ["2026-03-31"])
    #expect(facts.accessReviews.first?.reviewer == "Kim")
    #expect(facts.incidents.map(\.file) == ["postmortems/2026-02-outage.md"])
  }

  @Test("A status page and a contact for weaknesses are links, not words")
  func findsPublicPages() {
    let facts = documents([
      "README.md":
        "# X\nUses https://status.openai.com for status.\nStatus: https://status.ourproduct.io\n",
      ".github/SECURITY.md": "# Security\n\nMail security@ourproduct.io\n",
    ])
    #expect(facts.statusPage?.line == 3)
    #expect(facts.securityContact == SourceLocation(file: ".github/SECURITY.md", line: 3))
    let none = documents([
      "SECURITY.md": "Mail [EMAIL] or x@example.com", "README.md": "our status page",
    ])
    #expect(none.statusPage == nil)
    #expect(none.securityContact == nil)
  }

  @Test("Vendors are derived from packages, providers, actions and hosts")
  func derivesVendors() {
    let facts = documents([
      "package.json":
        #"{"dependencies":{"stripe":"1","@aws-sdk/client-s3":"3","lodash":"4"},"devDependencies":{"twilio":"5"}}"#,
      "infra/main.tf": "provider \"aws\" {}\nresource \"cloudflare_record\" \"x\" {}\n",
      ".github/workflows/ci.yml":
        "on: push\njobs:\n  a:\n    steps:\n      - uses: codecov/codecov-action@v4\n",
      "src/mail.ts":
        "fetch('https://api.resend.com/emails')\n// https://api.openai.com\nconst d = 'https://docs.stripe.com/x'\n",
      "src/mail.test.ts": "fetch('https://api.mailgun.net')\n",
    ])
    #expect(
      facts.derivedVendors.map { "\($0.name) \($0.via)" } == [
        "Amazon Web Services infrastructure", "Amazon Web Services sdk",
        "Cloudflare infrastructure",
        "Codecov action", "Resend host", "Stripe sdk",
      ]
    )
  }

  @Test("The directory knows at least 120 vendors by their packages, each sign once")
  func hasAWideDirectory() {
    #expect(VendorDirectory.all.filter { !$0.packages.isEmpty }.count >= 120)
    let signs = VendorDirectory.all.flatMap(\.packages)
    #expect(Set(signs).count == signs.count)
    #expect(Set(VendorDirectory.all.map(\.name)).count == VendorDirectory.all.count)
  }
}
