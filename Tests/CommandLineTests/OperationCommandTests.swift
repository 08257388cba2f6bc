import Foundation
import TestSupport
import Testing

@Suite("Operation on the command line")
struct OperationCommandTests {
  private let folder: TemporaryFolder
  private let environment: [String: String]

  init() throws {
    folder = try TemporaryFolder([
      "shop/package.json": #"{"name": "shop"}"#,
      "shop/auditwright.yml": """
      version: 1
      engagement: { name: first, type: II, from: 2026-01-01, through: 2026-03-31 }
      """,
    ])
    environment = [
      "XDG_CONFIG_HOME": folder.path + "config", "XDG_CACHE_HOME": folder.path + "cache",
    ]
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    let shop = folder.url.appending(path: "shop")
    return try Program.run(arguments, in: shop, environment: environment)
  }

  @Test("without a ledger every window has to start today, and nothing is written")
  func noLedger() throws {
    let windows = try run("evidence", "windows")
    #expect(windows.code == 0)
    #expect(windows.output.contains("no ledger yet"))
    #expect(windows.output.contains("18 windows: 18 not started"))
    #expect(
      windows.output.contains("Engagement first: type II, from 2026-01-01 through 2026-03-31.")
    )
    #expect(!FileManager.default.fileExists(atPath: folder.path + "shop/.auditwright"))
  }

  @Test("the weekly check records itself, and what it saw is as the schema says")
  func watch() throws {
    let dry = try run("watch", "--dry-run", "--format", "json")
    #expect(dry.code == 0, "\(dry.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "shop/.auditwright"))
    let first = try run("watch", "--format", "json")
    let value = try JSONTree(parsing: first.output)
    #expect(try JSONSchema(named: "watch.schema.json").problems(in: value) == [])
    let second = try run("watch", "--format", "markdown")
    #expect(second.output.hasPrefix("# Weekly check of shop, "))
    #expect(second.output.contains("Nothing was seen to change for the worse since"))
    let windows = try JSONTree(parsing: run("evidence", "windows", "--format", "json").output)
    #expect(try JSONSchema(named: "operation.schema.json").problems(in: windows) == [])
    #expect(try run("evidence", "verify").code == 0)
    // What was recorded is not taken for part of the repository by the next scan.
    let facts = try run("facts").output
    #expect(facts.contains("the ledger of evidence") && !facts.contains("payloads/"))
    let scan = try JSONTree(parsing: run("scan", "--format", "json").output)
    #expect(try JSONSchema(named: "scan.schema.json").problems(in: scan) == [])
  }

  @Test("how something was set up last month cannot be shown today; what it did can")
  func lateEvidence() throws {
    try folder.write("held", to: "shop/note.txt")
    func add(_ control: String, _ kind: String) throws {
      let added = try run(
        "evidence",
        "add",
        "--control",
        control,
        "--kind",
        kind,
        "--outcome",
        "holds",
        "--file",
        "note.txt",
        "--title",
        "Seen",
        "--from",
        "2026-01-05",
        "--to",
        "2026-01-31"
      )
      #expect(added.code == 0, "\(added.errors)")
    }
    try add("SEC-5", "check")
    try add("SEC-3", "log-sample")
    let windows = try JSONTree(parsing: run("evidence", "windows", "--format", "json").output)
    let found = windows["windows"]?.items ?? []
    let late = found.first { $0["control"]?.text == "SEC-5" }
    #expect(late?["state"]?.text == "not-started")
    #expect(late?["reason"]?.text?.contains("too late to speak of 2026-01-31") == true)
    #expect(found.first { $0["control"]?.text == "SEC-3" }?["state"]?.text == "broken")
  }

  @Test("nothing is concluded from a ledger that does not fit, and a scan says so")
  func tamperedLedger() throws {
    #expect(try run("watch").code == 0)
    let payloads = folder.url.appending(path: "shop/.auditwright/payloads")
    let names = try FileManager.default.subpathsOfDirectory(atPath: payloads.path)
    let name = try #require(names.first { $0.contains("/") })
    try folder.write("something else", to: "shop/.auditwright/payloads/\(name)")
    for arguments in [
      ["evidence", "windows"], ["evidence", "deviations"], ["watch"], ["deploy", "list"],
    ] {
      let refused = try Program.run(
        arguments,
        in: folder.url.appending(path: "shop"),
        environment: environment
      )
      #expect(refused.code == 5, "\(arguments) \(refused.output)")
      #expect(refused.errors.contains("nothing is concluded from it"))
    }
    let scan = try run("scan", "--format", "json")
    #expect(scan.code == 0)
    #expect(scan.output.contains("nothing is concluded from it"))
  }

  @Test("what is no ledger stops no scan, and is an error for what needs one")
  func noLedgerAtAll() throws {
    for content in ["", "SQLite format 3\u{0}", String(repeating: "x", count: 10_000)] {
      try folder.write(content, to: "shop/.auditwright/ledger.db")
      let scan = try run("scan", "--format", "json")
      #expect(scan.code == 0, "\(scan.errors)")
      #expect(scan.output.contains("How controls operated"))
      let windows = try run("evidence", "windows")
      #expect(windows.code == 5, "\(windows.errors)")
      #expect(!windows.errors.contains("defect"))
    }
  }

  @Test("a deployment is recorded once it says who, what and where, and is judged")
  func deploy() throws {
    let commit = String(repeating: "a", count: 40)
    let base = ["deploy", "record", "--environment", "production", "--commit", commit]
    let shop = folder.url.appending(path: "shop")
    func record(_ more: String...) throws -> Program.Result {
      try Program.run(base + more, in: shop, environment: environment)
    }
    #expect(try record("--version", "v1").code == 2)
    #expect(try record("--version", "v1", "--deployer", "ada", "--finished-at", "soon").code == 2)
    let late = try record(
      "--version",
      "v1",
      "--deployer",
      "ada",
      "--finished-at",
      "2999-01-01T00:00:00Z"
    )
    #expect(late.code == 2 && late.errors.contains("in the future"))
    #expect(try record("--version", "v1", "--deployer", "ada", "--approver", "grace").code == 0)
    #expect(try record("--version", "v2", "--deployer", "ada", "--approver", "ada").code == 0)
    #expect(try record("--version", "v3", "--deployer", "ada", "--emergency", "outage").code == 0)
    #expect(
      try run("deploy", "review", "v3", "--environment", "production", "--reviewer", "Ada").code
        == 2
    )
    let told = try run("evidence", "deviations")
    #expect(told.code == 1)
    #expect(told.output.contains("v2 in production was approved by ada, who deployed it"))
    #expect(told.output.contains("v3 in production was an emergency and nobody reviewed it since"))
    #expect(
      try run("deploy", "review", "v3", "--environment", "production", "--reviewer", "grace").code
        == 0
    )
    let csv = try run("deploy", "list", "--format", "csv").output
    #expect(csv.split(separator: "\r\n").count == 4)
    let json = try JSONTree(parsing: run("evidence", "deviations", "--format", "json").output)
    #expect(try JSONSchema(named: "operation.schema.json").problems(in: json) == [])
  }

  @Test("only somebody at a terminal signs a record; anybody may draft and check")
  func attest() throws {
    let draft = try run("attest", "--draft", "incident")
    #expect(draft.code == 0 && draft.output.contains("kind: incident"))
    try folder.write(draft.output, to: "shop/incident.yml")
    let checked = try run("attest", "--check", "incident.yml")
    #expect(checked.code == 1)
    #expect(checked.errors.contains("needs title"))
    try folder.write(
      """
      kind: attestation
      controls: [SEC-7]
      statement: No incident occurred
      person: sarah
      role: CTO
      from: 2026-01-01
      through: 2026-03-31
      """,
      to: "shop/statement.yml"
    )
    #expect(try run("attest", "--check", "statement.yml").code == 0)
    #expect(try run("attest", "statement.yml").errors.contains("no key of a person"))
    #expect(try run("key", "init", "--person", "sarah").code == 0)
    let piped = try run("attest", "statement.yml")
    #expect(piped.code == 2 && piped.errors.contains("only a person at a terminal"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "shop/.auditwright/ledger.db"))
  }
}
