import Foundation
import TestSupport
import Testing

@Suite("The auditor's package on the command line")
struct PackageCommandTests {
  private let folder: TemporaryFolder
  private let environment: [String: String]

  init() throws {
    folder = try TemporaryFolder()
    environment = ["XDG_CONFIG_HOME": folder.path + "config", "USER": "ada"]
    try FileManager.default.copyItem(
      at: ProjectFolder.root.appending(path: "Examples/acme"),
      to: folder.url.appending(path: "acme")
    )
  }

  private var acme: URL { folder.url.appending(path: "acme") }

  private func run(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments, in: acme, environment: environment)
  }

  @Test("a package of the example is written, verified, and refused when it was changed")
  func wholeWay() throws {
    let none = try run("report", "--pack", "../p.zip", "--quiet")
    #expect(none.code == 2 && none.errors.contains("auditwright key init"))
    let key = try run("key", "init").output
    try folder.write("id,at\n1,2026-11-01\n", to: "acme.csv")
    for title in ["One", "Two", "Three"] {
      let added = try run(
        "evidence",
        "add",
        "--control",
        "CNF-4",
        "--file",
        "../acme.csv",
        "--title",
        title
      )
      #expect(added.code == 0, "\(added.errors)")
    }
    let written = try run("report", "--pack", "../p.zip", "--quiet")
    #expect(written.code == 0, "\(written.errors)")
    #expect(written.output.contains("3 records of the ledger, each with its proof"))
    #expect(written.output.contains("give it to the auditor alone"))
    try folder.write(key, to: "acme.vkey")
    try folder.write(try run("key", "show", "--pem").output, to: "acme.pem")
    for name in ["acme.vkey", "acme.pem"] {
      let verified = try run("verify", "../p.zip", "--key", "../\(name)")
      #expect(verified.code == 0 && verified.output.hasPrefix("Everything fits.\n"))
      #expect(verified.output.contains("signed with the key that you gave"))
    }
    let json = try JSONTree(parsing: run("verify", "../p.zip", "--format", "json").output)
    #expect(try JSONSchema(named: "verify.schema.json").problems(in: json).isEmpty)
    let unpinned = try run("verify", "../p.zip")
    #expect(unpinned.code == 0 && unpinned.output.contains("not who made it"))
    try change(in: "p.zip")
    let damaged = try run("verify", "../p.zip", "--format", "json")
    #expect(damaged.code == 1)
    #expect(
      try JSONSchema(named: "verify.schema.json").problems(in: JSONTree(parsing: damaged.output))
        .isEmpty
    )
  }

  private func change(in name: String) throws {
    let file = folder.url.appending(path: name)
    var bytes = Array(try Data(contentsOf: file))
    bytes[bytes.count / 2] ^= 1
    try Data(bytes).write(to: file)
  }

  @Test(
    "wrong usage ends with 2",
    arguments: [
      ["report", "--kind", "raw"], ["report", "--pack", "p.zip", "--format", "html"],
      ["report", "--pack", "p.zip", "--from", "a.json"], ["report", "--sign"],
      ["report", "--pack", "p.zip", "--kind", "secret"], ["verify"],
      ["verify", "package.json", "--key", "none.vkey"], ["verify", "package.json"],
    ]
  )
  func wrongUsage(arguments: [String]) throws {
    let result = try Program.run(arguments, in: acme, environment: environment)
    #expect(result.code == 2, "\(result)")
  }

  @Test("what cannot be read ends with 5, what is no package with 1")
  func unreadable() throws {
    #expect(try run("verify", "nothing.zip").code == 5)
    #expect(try run("verify", "src").code == 5)
    #expect(try run("verify", "README.md").code == 1)
  }
}
