import Foundation
import TestSupport
import Testing

@Suite("The command line does what its help says")
struct CommandLineTests {
  private func repository() throws -> TemporaryFolder {
    try TemporaryFolder([
      "package.json": #"{"name": "shop"}"#,
      "infra/main.tf": """
      resource "aws_db_instance" "main" {
        identifier = "shop"
        engine     = "postgres"
      }
      """,
      ".github/workflows/ci.yml": """
      name: ci
      on: [pull_request]
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - run: npm test
      """,
    ])
  }

  @Test("the version is a version")
  func version() throws {
    let result = try Program.run("--version")
    #expect(result.code == 0)
    #expect(result.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test(
    "help has examples and every command has help",
    arguments: ["scan", "routes", "facts", "explain", "init"]
  )
  func help(command: String) throws {
    let whole = try Program.run("--help")
    #expect(whole.code == 0)
    #expect(whole.output.contains(command))
    let result = try Program.run(command, "--help")
    #expect(result.code == 0)
    #expect(result.output.contains("Example"))
  }

  @Test(
    "wrong usage ends with 2, and says what is right on standard error",
    arguments: [
      ["scan", "--focus", "privacy"], ["scan", "--format", "pdf"],
      ["scan", "--as-of", "2026-02-30"],
      ["scan", "--control", "SEC-9"], ["scan", "--profile", "bank"], ["scan", "--jobs", "0"],
      ["explain", "CC8.2"], ["frobnicate"], ["scan", "--facts", "/nonexistent.json"],
    ]
  )
  func wrongUsage(arguments: [String]) throws {
    let result = try Program.run(
      arguments[0],
      arguments.dropFirst().first ?? "--no-such-option",
      arguments.count > 2 ? arguments[2] : "--no-such-option"
    )
    #expect(result.code == 2, "\(result)")
    #expect(result.output.isEmpty)
    #expect(!result.errors.isEmpty)
  }

  @Test("a folder that is not there ends with 3")
  func missingFolder() throws {
    let result = try Program.run("scan", "/nonexistent")
    #expect(result.code == 3)
    #expect(result.errors.contains("/nonexistent"))
  }

  @Test("a pipe gets no colour, no escapes and no progress")
  func pipe() throws {
    let folder = try repository()
    let result = try Program.run("scan", folder.path, environment: ["TERM": "xterm-256color"])
    #expect(!result.output.contains("\u{1B}"))
    #expect(result.errors.isEmpty)
    #expect(result.output.contains("Bottom line:"))
  }

  @Test("the same folder gives the same bytes in every format, on one thread and on many")
  func sameBytes() throws {
    let folder = try repository()
    for format in ["table", "json", "markdown", "sarif"] {
      let one = try Program.run("scan", folder.path, "--format", format, "--jobs", "1")
      let many = try Program.run("scan", folder.path, "--format", format, "--jobs", "8")
      #expect(one.output == many.output)
      #expect(!one.output.isEmpty)
    }
  }

  @Test("JSON on standard output is as its schema says")
  func schema() throws {
    let folder = try repository()
    let result = try Program.run("scan", folder.path, "--format", "json")
    let value = try JSONTree(parsing: result.output)
    #expect(try JSONSchema(named: "scan.schema.json").problems(in: value) == [])
  }

  @Test("the security view has a schema, a threshold of its own, and works from facts")
  func securityView() throws {
    let folder = try repository()
    let result = try Program.run("scan", folder.path, "--view", "security", "--format", "json")
    let value = try JSONTree(parsing: result.output)
    #expect(result.code == 0)
    #expect(try JSONSchema(named: "security.schema.json").problems(in: value) == [])
    let strict = try Program.run("scan", folder.path, "--view", "security", "--fail-on", "low")
    #expect(strict.code == 1)
    let wrong = try Program.run("scan", folder.path, "--fail-on", "high")
    #expect(wrong.code == 2)
    let facts = try TemporaryFolder()
    let file = facts.path + "facts.json"
    _ = try Program.run("facts", folder.path, "--output", file)
    let replayed = try Program.run("scan", "--view", "security", "--facts", file)
    #expect(replayed.code == 0)
    #expect(replayed.output.contains("the facts come from a file"))
  }

  @Test("facts that one run wrote are where another one starts")
  func factsFile() throws {
    let folder = try repository()
    let other = try TemporaryFolder()
    let file = other.path + "facts.json"
    let written = try Program.run(
      "facts",
      folder.path,
      "--output",
      file,
      "--as-of",
      "2026-11-23"
    )
    #expect(written.code == 0)
    let direct = try Program.run("scan", folder.path, "--format", "json", "--as-of", "2026-11-23")
    let replayed = try Program.run("scan", "--facts", file, "--format", "json")
    let strip = { (text: String) in
      text.split(separator: "\n").filter { !$0.contains("\"repository\"") }
    }
    let isSame = strip(direct.output) == strip(replayed.output)
    #expect(isSame)
  }

  @Test("a failing control under --fail-on ends with 1, and without it with 0")
  func failOn() throws {
    let folder = try repository()
    let plain = try Program.run("scan", folder.path)
    let strict = try Program.run("scan", folder.path, "--fail-on", "failing")
    #expect(plain.output == strict.output)
    let hasFailure = plain.output.contains(" failing")
    #expect(plain.code == (plain.output.contains("\n0 of 18 assessed") ? 3 : 0))
    if hasFailure { #expect(strict.code == 1) }
  }

  @Test("--output writes a whole file and nothing to the terminal")
  func output() throws {
    let folder = try repository()
    let target = try TemporaryFolder()
    let file = target.path + "report.md"
    let result = try Program.run("scan", folder.path, "--format", "markdown", "--output", file)
    #expect(result.output.isEmpty)
    #expect(try target.read("report.md").hasPrefix("# SOC 2 readiness of "))
    let nowhere = try Program.run("scan", folder.path, "--output", "/nonexistent/report.md")
    #expect(nowhere.code == 2)
  }

  @Test("a label's real meaning is told once, on standard error")
  func notes() throws {
    let folder = try repository()
    let result = try Program.run("scan", folder.path, "--control", "CC6.3")
    #expect(result.errors.contains("CC7.2"))
    #expect(result.output.contains("SEC-3"))
    #expect(try Program.run("scan", folder.path, "--control", "CC6.3", "--quiet").errors.isEmpty)
  }

  @Test("CC6.3 is explained as access by role, often called audit logging")
  func explain() throws {
    let result = try Program.run("explain", "CC6.3")
    #expect(result.code == 0)
    for words in ["by role", "audit logging", "walkthrough", "SEC-2", "SEC-3"] {
      #expect(result.output.contains(words))
    }
  }

  @Test("init writes a configuration that scan accepts, once")
  func initialConfiguration() throws {
    let folder = try repository()
    #expect(try Program.run("init", folder.path).code == 0)
    #expect(try Program.run("init", folder.path).code == 2)
    #expect([0, 3].contains(try Program.run("scan", folder.path).code))
  }

  @Test("a slip in auditwright.yml is told with its line")
  func configurationSlip() throws {
    let folder = try repository()
    try folder.write("version: 1\nguard: {}\n", to: "auditwright.yml")
    let result = try Program.run("scan", folder.path)
    #expect(result.code == 2)
    #expect(result.errors.contains("auditwright.yml:2"))
  }

  @Test("shells can be taught to complete", arguments: ["bash", "zsh", "fish"])
  func completion(shell: String) throws {
    let result = try Program.run("--generate-completion-script", shell)
    #expect(result.code == 0)
    #expect(result.output.contains("auditwright"))
  }
}
