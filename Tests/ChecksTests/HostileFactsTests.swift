import Checks
import ReadinessModel
import Testing

@Suite("Facts of a hostile repository stay within bounds")
struct HostileFactsTests {
  @Test("At most 200 findings of one outcome are listed, and a closing one counts the rest")
  func findingsAreBounded() throws {
    let actions = (1...450).map { line in
      ActionReference(
        name: "owner/action",
        reference: "v\(line)",
        isPinned: false,
        location: SourceLocation(file: "ci.yml", line: line)
      )
    }
    var facts = try emptyFacts()
    facts.delivery = .observed(DeliveryFacts(workflows: [workflow(using: actions)]))
    let check = try #require(CheckRunner.all.first { $0.id == "actions-are-pinned" })
    let findings = CheckRunner.findings(of: check, in: facts)
    #expect(findings.count == 201)
    #expect(findings.contains { $0.message == "250 more items of the same kind are not listed" })
  }

  @Test("A name of any length makes a message of bounded length")
  func messagesAreBounded() throws {
    var facts = try emptyFacts()
    let name = String(repeating: "x", count: 100_000)
    facts.delivery = .observed(
      DeliveryFacts(workflows: [
        workflow(using: [
          ActionReference(
            name: name,
            reference: name,
            isPinned: false,
            location: SourceLocation(file: "ci.yml", line: 1)
          )
        ])
      ])
    )
    for finding in CheckRunner.run(facts) {
      #expect(finding.message.count <= 600)
    }
  }

  @Test("Time grows in step with the repository", .timeLimit(.minutes(30)))
  func timeIsBounded() throws {
    let facts = try manyFacts(500)
    let clock = ContinuousClock()
    var slow: [String] = []
    for check in CheckRunner.all {
      let time = clock.measure { _ = CheckRunner.findings(of: check, in: facts) }
      if time > .seconds(1) { slow.append("\(check.id): \(time)") }
    }
    #expect(slow == [])
  }

  private func emptyFacts() throws -> RepositoryFacts {
    try SpecDecoder.decode(RepositoryFacts.self, from: SpecNode(yaml: "inventory: { files: 1 }"))
  }

  private func workflow(using actions: [ActionReference]) -> Workflow {
    Workflow(
      name: "ci",
      path: "ci.yml",
      host: "github-actions",
      triggers: [],
      jobs: [],
      permissions: [:],
      declaresPermissions: true,
      actions: actions,
      risks: [],
      location: SourceLocation(file: "ci.yml", line: 1)
    )
  }

  /// Facts with so many of everything that work done for every pair would not end in time.
  private func manyFacts(_ number: Int) throws -> RepositoryFacts {
    let rows = 0..<number
    let repeated = { (key: String, item: (Int) -> String) in
      "  \(key):\n" + rows.map { "  - { \(item($0)) }\n" }.joined()
    }
    let yaml =
      "inventory: { files: 1 }\napplication:\n"
      + repeated("routes") {
        "route: POST /r\($0)/login, at: a.ts:\($0 + 1), reaches: [m\($0)], purpose: \($0 % 2 == 0 ? "application" : "sign-in")"
      }
      + repeated("rateLimits") { "scope: /q\($0), location: 'a.ts:\($0 + 1)'" }
      + repeated("auditTrails") { "name: t\($0), store: s\($0), fields: [actor]" }
      + repeated("deletionPaths") { "subject: d\($0)" }
      + repeated("purgeJobs") { "target: p\($0)" }
      + "data:\n"
      + repeated("models") {
        "name: m\($0), fields: [{ name: tenant_id }, { name: email, sensitivity: personal, confidence: high }]"
      }
      + repeated("databaseGrants") { "kind: revoke, table: s\($0), privileges: [UPDATE]" }
      + "infrastructure:\n"
      + repeated("dataStores") { "address: db\($0), kind: relational-database" }
      + repeated("backupPlans") { "address: plan\($0), covers: [other\($0)]" }
      + repeated("logGroups") { "address: group\($0)" }
      + "documents:\n  dataInventory:\n    entries:\n"
      + rows.map { "    - { subject: e\($0), retentionDays: 3 }\n" }.joined()
      + "  vendorRegister:\n    entries:\n" + rows.map { "    - { name: v\($0) }\n" }.joined()
      + repeated("derivedVendors") { "name: w\($0)" }
    return try SpecDecoder.decode(RepositoryFacts.self, from: SpecNode(yaml: yaml))
  }
}
