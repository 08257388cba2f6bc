import Fixers
import Foundation
import Intents
import ReadinessModel
import TestSupport
import Testing

@Suite("A request in words is one command, or is refused")
struct IntentTests {
  /// A line of the table that was written before the reader.
  struct Case: Sendable, CustomTestStringConvertible {
    var kind: String
    var request: String
    var command: String
    var testDescription: String { request }
  }

  static let table: [Case] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/requests.tsv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Case(
        kind: parts[0],
        request: parts[1].replacing("\\n", with: "\n"),
        command: parts[2]
      )
    }
  }()

  private let reader = IntentReader(
    vocabulary: IntentVocabulary(names: [
      "SEC-1", "SEC-3", "CC6.1", "CC6.3", "CC7.2", "CC8.1", "vendor risk", "security gates",
      "DR test", "deletion evidence", "routes-require-authentication",
    ])
  )

  @Test("the table has the five prompts and twenty variations")
  func whole() {
    #expect(Self.table.count { $0.kind == "walkthrough" } == 5)
    #expect(Self.table.count { $0.kind == "variation" } == 20)
  }

  @Test("each gives the command that was meant", arguments: table.filter { $0.kind != "refused" })
  func understood(line: Case) throws {
    let intent = try reader.read(line.request)
    #expect(intent.command == "auditwright " + line.command)
  }

  @Test(
    "nonsense is refused, with what would be understood",
    arguments: table.filter { $0.kind == "refused" }
  )
  func refused(line: Case) throws {
    do {
      let intent = try reader.read(line.request)
      Issue.record("understood as \(intent.command)")
    } catch {
      #expect(!error.reason.isEmpty)
      #expect(!error.examples.isEmpty)
      for example in error.examples { #expect(throws: Never.self) { try reader.read(example) } }
    }
  }

  @Test(
    "what takes protection away is refused, however it is put",
    arguments: [
      "Disable audit logging", "remove RBAC from the admin routes", "turn off encryption at rest",
      "Make deploys skip the approval gate", "Don't require reviews", "do not log who reads data",
      "bypass branch protection and deploy to production", "Fix CI by removing the security scan",
      "Generate a report without the failing controls", "Add a way to ignore the security scan",
      "backdate the evidence", "Write a report that hides SEC-3",
    ]
  )
  func weakening(request: String) {
    #expect(throws: UnreadRequest.self) { try reader.read(request) }
  }

  @Test(
    "a question is never a change",
    arguments: [
      ("Is audit logging in place?", "scan --control SEC-3"),
      ("do we encrypt the database?", "scan --control SEC-4"),
      ("What is failing?", nil), ("Which roles can do what?", nil),
      ("How do I add audit logging?", nil),
    ]
  )
  func questions(request: String, command: String?) {
    let intent = try? reader.read(request)
    if let intent { #expect(intent.effect == .looks) }
    if let command { #expect(intent?.command == "auditwright " + command) }
  }

  @Test("parts of the pipeline are asked for one by one, and all of them together")
  func pipeline() throws {
    #expect(
      try reader.read("Add a security scan and an approval gate to CI/CD").arguments
        == ["fix", "scans", "deploy-approval"]
    )
    #expect(try reader.read("Harden our GitHub Actions").arguments == ["fix", "pipeline"])
    #expect(
      try reader.read("Log every deployment in the pipeline").arguments == ["fix", "deploy-record"]
    )
    #expect(try reader.read("Fix CC6.3").arguments == ["fix", "CC6.3"])
  }

  @Test(
    "roles are taken as they are written, or left to be asked for",
    arguments: [
      ("Implement RBAC: admin (full access)", ["--roles", "admin (full access)"]),
      ("Add roles", []), ("Implement RBAC: everyone is happy", []),
      (
        "Add RBAC: owner (full access), it's \"quoted\" (own data only); $(rm -rf /)",
        ["--roles", "owner (full access), it's \"quoted\" (own data only); $(rm -rf /)"]
      ),
    ]
  )
  func roles(request: String, expected: [String]) throws {
    #expect(try reader.read(request).arguments == ["fix", "rbac"] + expected)
  }

  @Test("a command can be pasted into a shell")
  func quoting() {
    let intent = Intent(["fix", "rbac", "--roles", "it's $(x) `y` (own)", ""])
    #expect(intent.command == #"auditwright fix rbac --roles 'it'\''s $(x) `y` (own)' ''"#)
  }

  @Test("a file that is named stays inside the folder")
  func files() throws {
    #expect(try reader.read("compare with before.json").arguments == ["compare", "before.json"])
    for name in ["/etc/x.json", "../x.json", "--output.json"] {
      #expect((try? reader.read("compare with \(name)")) == nil)
    }
  }

  @Test("no text takes long or stops the reader")
  func hostile() {
    for text in [
      String(repeating: "audit ", count: 100_000), String(repeating: "(", count: 2_000),
      "\u{0}\u{202E}\u{1B}[31m", String(repeating: "roles: a (b), ", count: 140), "'", "-", ":",
    ] {
      _ = try? reader.read(text)
    }
  }

  @Test("every fix that a request can lead to is one that there is, for that control")
  func fixes() {
    for (fix, control) in IntentReader.fixes {
      let fixers = FixerRegistry.fixers(named: fix)
      #expect(!fixers.isEmpty, "\(fix)")
      guard let control else { continue }
      let controls = fixers.flatMap { $0.controls.map(\.rawValue) }
      #expect(controls.contains(control), "\(fix) \(control)")
    }
  }
}
