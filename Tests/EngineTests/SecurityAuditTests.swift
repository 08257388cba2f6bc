import Engine
import Foundation
import ReadinessModel
import Reports
import TestSupport
import Testing

/// A repository in a temporary folder, with commits.
private struct CommittedFolder {
  let folder: TemporaryFolder

  init(_ files: [String: String]) throws {
    folder = try TemporaryFolder(files)
    try git("init", "-q", "-b", "main")
    try commit("Begin")
  }

  func commit(_ message: String) throws {
    try git("add", "-A")
    try git(
      "-c",
      "user.name=Kim",
      "-c",
      "user.email=kim@example.org",
      "commit",
      "-q",
      "-m",
      message
    )
  }

  func git(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/git")
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(arguments)")
  }
}

@Suite("A security audit tells the findings of a scan, and looks for secrets where they stay")
struct SecurityAuditTests {
  /// A key of the form that its issuer gives out; it was never one.
  private static let key = "sk_" + "live_" + "51Hq9ZtKc3VxPw8LmNbYr7Jd2"
  private static let server = """
    import express from 'express';
    const app = express();
    app.get('/health', (req, res) => res.json({ ok: true }));
    app.get('/users/:id', async (req, res) => res.json(await db.user.find(req.params.id)));
    app.listen(3000);

    """

  private static func repository(key: String?) -> [String: String] {
    [
      "package.json": #"{"name": "shop", "dependencies": {"express": "4.18.0"}}"#,
      "src/server.ts": server,
      "src/config.ts":
        "export const stripe = { apiKey: \(key.map { "'\($0)'" } ?? "process.env.KEY") };\n",
    ]
  }

  private func audit(_ path: String) throws -> SecurityAuditResult {
    let context = RunContext(today: "2026-11-24", jobs: 2)
    return try ReadinessEngine(context: context).securityAudit(.repository(path: path))
  }

  private func shown(_ result: SecurityAuditResult) -> [String] {
    [
      SecurityTableFormat().render(result.audit), SecurityMarkdownFormat().render(result.audit),
      SecurityJSONFormat().render(result.audit),
      SARIFFormat(
        descriptions: result.scan.descriptions,
        source: result.scan.source,
        weaknesses: result.weaknesses
      ).render(result.gaps),
    ]
  }

  @Test("a secret in a file and its history is one entry, masked, with the advice to change it")
  func present() throws {
    let repository = try CommittedFolder(Self.repository(key: Self.key))
    let result = try audit(repository.folder.path)
    let entry = try #require(
      result.audit.entries.first { $0.check == "source-holds-no-secrets" }
    )
    #expect(entry.number.hasPrefix("C"))
    #expect(entry.aspect == nil)
    #expect(entry.notes.contains { $0.contains("in the git history as well") })
    #expect(entry.vulnerable?.lines.contains { $0.text.contains("****") } == true)
    for text in shown(result) {
      #expect(!text.contains(Self.key))
      #expect(!text.contains(Self.key.dropFirst(8)))
    }
  }

  @Test(
    "a secret that only the history has is an entry, and the control's status does not rest on it"
  )
  func gone() throws {
    let repository = try CommittedFolder(Self.repository(key: Self.key))
    try repository.folder.write(
      Self.repository(key: nil)["src/config.ts"] ?? "",
      to: "src/config.ts"
    )
    try repository.commit("Read the key from the environment")
    let result = try audit(repository.folder.path)
    let entry = try #require(result.audit.entries.first { $0.aspect == "history-only" })
    #expect(entry.severity == .high)
    #expect(!entry.bearsOnControls)
    #expect(entry.places.first?.location?.file == "src/config.ts")
    #expect(entry.places.first?.commit?.count == 40)
    #expect(result.audit.history?.extent == .whole)
    let secrets = result.scan.assessment.findings.filter {
      $0.finding.check == "source-holds-no-secrets"
    }
    #expect(secrets.allSatisfy { $0.finding.outcome == .holds })
    for text in shown(result) {
      #expect(!text.contains(Self.key.dropFirst(8)))
      #expect(text.contains("src/config.ts"))
    }
  }

  @Test("a shallow clone, no commit and no git are said, and none is taken for a clean history")
  func blindness() throws {
    let repository = try CommittedFolder(Self.repository(key: nil))
    try repository.folder.write("export {};\n", to: "src/a.ts")
    try repository.commit("Add a file")
    let clone = try TemporaryFolder()
    let target = clone.path + "clone"
    try repository.git("clone", "-q", "--depth", "1", "file://\(repository.folder.path)", target)
    let shallow = try audit(target).audit
    #expect(shallow.history?.extent == .part)
    #expect(shallow.notSeen.contains { $0.contains("shallow") })
    let plain = try TemporaryFolder(Self.repository(key: Self.key))
    let bare = try audit(plain.path).audit
    #expect(bare.history?.extent == HistoryReading.Extent.none)
    #expect(bare.notSeen.contains { $0.contains("git work tree") })
    let entry = try #require(bare.entries.first { $0.check == "source-holds-no-secrets" })
    #expect(entry.notes.contains { $0.contains("could not be seen") })
  }

  @Test("entries are numbered by severity, the same each time, and agree with the scan")
  func numbering() throws {
    // A copy, so that no commit made meanwhile is part of what is compared.
    let copy = try TemporaryFolder()
    let acme = copy.path + "acme"
    try FileManager.default.copyItem(
      at: ProjectFolder.root.appending(path: "Examples/acme"),
      to: URL(filePath: acme)
    )
    let first = try audit(acme)
    let second = try audit(acme)
    #expect(first.audit == second.audit)
    let letters = first.audit.entries.map { String($0.number.prefix(1)) }
    #expect(
      letters
        == letters.sorted {
          "CHMLI".firstIndex(of: Character($0)) ?? "".startIndex
            < "CHMLI".firstIndex(of: Character($1)) ?? "".startIndex
        }
    )
    let gaps = Set(
      first.scan.assessment.findings.filter {
        [.doesNotHold, .unconfirmed].contains($0.finding.outcome)
      }.map(\.finding.check)
    )
    #expect(Set(first.audit.entries.map(\.check)) == gaps.intersection(first.weaknesses.checks))
    let objects = try #require(
      first.audit.entries.first { $0.check == "object-routes-check-ownership" }
    )
    #expect(objects.number == "H1")
    #expect(objects.count == 7)
    #expect(objects.fix.proof == .proven)
    #expect(objects.fix.command == "auditwright fix audit-log rbac")
    #expect(objects.fix.remaining == 0)
    #expect(
      objects.fix.excerpt?.lines.contains { $0.isMarked && $0.text.contains("tenant") } == true
    )
    #expect(first.audit.routes?.open == 0)
    #expect(first.audit.routes?.signedIn == 30)
    #expect(!first.audit.leftOut.isEmpty)
  }

  @Test("nothing of a key's body is shown, and no line beside a secret")
  func keyBody() throws {
    let line = "MIICXQIBAAKBgQDl1fNMQM5EGMT4nnNSVoaEVdiDLc6P0mCAZtUO9W0OjWow+Tw"
    let kind = "RSA PRIVATE" + " KEY"
    let folder = try TemporaryFolder([
      "package.json": #"{"name": "x"}"#,
      "keys/server.key": "-----BEGIN \(kind)-----\n"
        + (0..<12).map { "\(line)\($0)\n" }.joined() + "-----END \(kind)-----\n",
    ])
    let result = try audit(folder.path)
    #expect(result.audit.entries.contains { $0.check == "source-holds-no-secrets" })
    for text in shown(result) { #expect(!text.contains("5EGMT4nnNSVoaEVdiDLc6P0m")) }
  }

  @Test("a control that is asked for limits the report to it")
  func limited() throws {
    let acme = ProjectFolder.root.appending(path: "Examples/acme").path(percentEncoded: false)
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-24", jobs: 2))
    let result = try engine.securityAudit(
      .repository(path: acme),
      options: ScanOptions(controls: ["SEC-5"])
    )
    #expect(result.audit.entries.isEmpty)
    #expect(result.audit.routes == nil)
    #expect(result.audit.history == nil)
    #expect(Set(result.audit.holds.flatMap(\.controls)) == ["SEC-5"])
  }

  @Test("what links lead to, terminal escapes and what is called a secret are not shown")
  func hostile() throws {
    let folder = try TemporaryFolder([
      "package.json": #"{"name": "x", "dependencies": {"express": "4", "jsonwebtoken": "9"}}"#,
      "src/app.ts": """
      import express from 'express';
      import jwt from 'jsonwebtoken';
      const app = express();
      app.get('/a\u{1B}[2J\u{202E}/:id', async (req, res) => res.json(await db.user.find(req.params.id)));
      app.post('/login', (req, res) => { const t = jwt.sign({ id: 1 }, 'hushhush'); res.json(t); });
      app.listen(3000);

      """,
    ])
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "src/passwd.ts"),
      withDestinationURL: URL(filePath: "/etc/passwd")
    )
    let result = try audit(folder.path)
    #expect(!result.audit.entries.isEmpty)
    for text in shown(result) {
      #expect(!text.contains("hushhush"))
      #expect(!text.contains("root:x:0"))
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !SafeText.isUnsafe($0) })
    }
  }
}
