import Foundation
import TestSupport
import Testing

@Suite("Evidence on the command line")
struct EvidenceCommandTests {
  private let folder: TemporaryFolder
  private let environment: [String: String]

  init() throws {
    folder = try TemporaryFolder(["shop/drill.csv": "step,minutes\nrestore,12\n"])
    environment = ["XDG_CONFIG_HOME": folder.path + "config", "USER": "ada"]
  }

  private var shop: URL { folder.url.appending(path: "shop") }

  private func run(_ arguments: [String]) throws -> Program.Result {
    try Program.run(arguments, in: shop, environment: environment)
  }

  private func run(_ arguments: String...) throws -> Program.Result { try run(arguments) }

  private func addDrill(_ more: String...) throws -> Program.Result {
    try run(
      ["evidence", "add", "--control", "AVL-3", "--file", "drill.csv", "--title", "Restore drill"]
        + more
    )
  }

  @Test("a record is added, listed, shown, signed, proven and verified")
  func wholeWay() throws {
    let key = try run("key", "init")
    #expect(key.code == 0 && key.output.hasPrefix("shop/evidence-"))
    let added = try addDrill("--rows", "1", "--from", "2026-10-01", "--to", "2026-10-31")
    #expect(added.code == 0, "\(added.errors)")
    #expect(added.output.hasPrefix("EV-1  Restore drill\n\nshop/evidence-"))
    #expect(try run("evidence", "list").output.contains("EV-1"))
    let shown = try run("evidence", "show", "EV-1").output
    #expect(shown.contains("2026-10-01T00:00:00Z to 2026-10-31T23:59:59Z"))
    #expect(shown.contains("Run by        ada"))
    #expect(try run("evidence", "show", "EV-1", "--payload").output == "step,minutes\nrestore,12\n")
    #expect(
      try run("evidence", "proof", "EV-1").output.hasPrefix("c2sp.org/tlog-proof@v1\nindex 0\n")
    )
    let verified = try run("evidence", "verify")
    #expect(verified.code == 0 && verified.output.hasPrefix("Everything fits.\n"))
    let trusting = try run(
      "evidence",
      "verify",
      "--trust",
      key.output.trimmingCharacters(in: .newlines)
    )
    #expect(trusting.code == 0)
    #expect(try run("key", "show").output == key.output)
    #expect(try run("evidence", "checkpoint").output.hasPrefix("shop/evidence-"))
  }

  @Test("JSON is what the schemas say")
  func json() throws {
    #expect(try run("key", "init").code == 0)
    let added = try addDrill(
      "--outcome",
      "does-not-hold",
      "--reason",
      "it took too long",
      "--parameter",
      "region=eu",
      "--redaction",
      "names=personal data",
      "--field",
      "place=eu-west-1",
      "--query",
      "restore.sh",
      "--completeness",
      "one of one"
    )
    #expect(added.code == 0, "\(added.errors)")
    let list = try JSONTree(parsing: run("evidence", "list", "--format", "json").output)
    #expect(try JSONSchema(named: "evidence.schema.json").problems(in: list).isEmpty)
    #expect(list.items.count == 1)
    let report = try JSONTree(parsing: run("evidence", "verify", "--format", "json").output)
    #expect(try JSONSchema(named: "ledger.schema.json").problems(in: report).isEmpty)
    try folder.write("else", to: "shop/\(payloadPath())")
    let damaged = try run("evidence", "verify", "--format", "json")
    #expect(damaged.code == 1)
    #expect(
      try JSONSchema(named: "ledger.schema.json").problems(in: JSONTree(parsing: damaged.output))
        .isEmpty
    )
  }

  private func payloadPath() throws -> String {
    let payloads = ".auditwright/payloads"
    let found = try FileManager.default.subpathsOfDirectory(
      atPath: shop.appending(path: payloads).path
    )
    return "\(payloads)/\(try #require(found.first { $0.contains("/") }))"
  }

  @Test("private keys are the user's alone, and none takes the place of another")
  func keys() throws {
    #expect(try run("key", "show").code == 2)
    #expect(try run("key", "init").code == 0)
    #expect(try run("key", "init").code == 2)
    let keys = try FileManager.default.subpathsOfDirectory(atPath: folder.path + "config")
      .filter { $0.hasSuffix(".key") }
    #expect(keys.count == 1)
    let file = folder.path + "config/" + (keys.first ?? "")
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    let before = try Data(contentsOf: URL(filePath: file))
    #expect(try run("key", "init", "--output", file).code == 2)
    #expect(try Data(contentsOf: URL(filePath: file)) == before)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
    let open = try addDrill()
    #expect(open.code == 5 && open.errors.contains("chmod 600"))
    let wrong = try addDrill("--key", "drill.csv")
    #expect(wrong.code == 5)
    #expect(try addDrill("--no-checkpoint").code == 0)
  }

  @Test(
    "wrong usage ends with 2, and nothing is recorded",
    arguments: [
      ["evidence", "add", "--title", "x", "--file", "drill.csv"],
      ["evidence", "add", "--control", "SEC-99", "--title", "x", "--file", "drill.csv"],
      ["evidence", "add", "--control", "SEC-3", "--title", "x"],
      ["evidence", "add", "--control", "SEC-3", "--title", "x", "--file", "none.csv"],
      ["evidence", "add", "--control", "SEC-3", "--title", "x", "--file", ".", "--kind", "wish"],
      ["evidence", "add", "--control", "SEC-3", "--title", "x", "--outcome", "does-not-hold"],
      ["evidence", "add", "--control", "SEC-3", "--title", "x", "--outcome", "fine"],
      [
        "evidence", "add", "--control", "SEC-3", "--title", "x", "--outcome", "holds", "--from",
        "x",
      ],
      ["evidence", "show", "17"], ["evidence", "verify", "--trust", "nobody"],
    ]
  )
  func wrongUsage(arguments: [String]) throws {
    let result = try run(arguments)
    #expect(result.code == 2, "\(result.errors)")
    #expect(try run("evidence", "list").code == 5)
  }

  @Test("an export is the same twice, and a short script that is not ours finds that all fits")
  func export() throws {
    #expect(try run("key", "init").code == 0)
    for title in ["one", "two", "three"] {
      #expect(try addDrill("--field", "note=\(title)").code == 0)
    }
    #expect(try run("evidence", "export", "a").code == 0)
    #expect(try run("evidence", "export", "b").code == 0)
    #expect(try run("evidence", "export", "a").code == 5)
    let files = try FileManager.default.subpathsOfDirectory(atPath: shop.path + "/a").sorted()
    #expect(
      files == (try FileManager.default.subpathsOfDirectory(atPath: shop.path + "/b").sorted())
    )
    #expect(files.contains("proofs/EV-3.tlog-proof") && files.contains("tile/entries/000.p/3"))
    for file in files {
      let contents = ["a", "b"].map {
        FileManager.default.contents(atPath: "\(shop.path)/\($0)/\(file)")
      }
      #expect(contents[0] == contents[1], "\(file)")
    }
    guard let python = Self.python else { return }
    #expect(try Self.code(of: python, "\(shop.path)/a/verify.py") == 0)
    let records = try folder.read("shop/a/records.jsonl")
    try folder.write(
      records.replacing("note\":\"two", with: "note\":\"six"),
      to: "shop/a/records.jsonl"
    )
    #expect(try Self.code(of: python, "\(shop.path)/a/verify.py") == 1)
  }

  private static var python: String? {
    let isThere = { FileManager.default.isExecutableFile(atPath: $0) }
    guard isThere("/usr/bin/openssl") else { return nil }
    return ["/usr/bin/python3", "/usr/local/bin/python3"].first(where: isThere)
  }

  private static func code(of program: String, _ script: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = [script]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
