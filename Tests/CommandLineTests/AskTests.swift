import Foundation
import TestSupport
import Testing

@Suite("A request in words shows its command, runs it, and asks a model only when told to")
struct AskTests {
  private func ask(
    _ arguments: String...,
    in folder: TemporaryFolder,
    environment: [String: String] = [:]
  ) throws -> Program.Result {
    try Program.run(["ask"] + arguments, in: folder.url, environment: environment)
  }

  @Test("the command is shown, and run or not")
  func shown() throws {
    let folder = try TemporaryFolder(["package.json": "{}"])
    let dry = try ask("How ready are we for SOC 2?", "--dry-run", in: folder)
    #expect(dry.output == "auditwright scan\n")
    let run = try ask("What does CC7.2 mean?", in: folder)
    #expect(run.errors.hasPrefix("Understood as: auditwright explain CC7.2\n"))
    #expect(run.output.contains("CC7.2"))
    #expect(run.code == 0)
  }

  @Test("nonsense ends with 2, and with requests that are understood")
  func nonsense() throws {
    let folder = try TemporaryFolder()
    let result = try ask("make me a sandwich", in: folder)
    #expect(result.code == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("auditwright ask \""))
  }

  @Test("nothing is changed and no file is written over without --apply")
  func careful() throws {
    let folder = try TemporaryFolder(["package.json": "{}", "readiness.html": "mine"])
    #expect(try ask("Generate a SOC 2 readiness report", in: folder).code == 2)
    #expect(try folder.read("readiness.html") == "mine")
    let undo = try ask("Undo the last fix", in: folder)
    #expect(undo.errors.contains("--apply"))
    _ = try ask("Write the policies", in: folder)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        == ["package.json", "readiness.html"]
    )
  }

  @Test("a model is sent only what was shown, and only after a yes to it")
  func model() throws {
    let folder = try TemporaryFolder(["package.json": "{}"])
    let server = try LoopbackServer { _ in
      .init(200, #"{"choices":[{"message":{"content":"How ready are we for SOC 2?"}}]}"#)
    }
    let environment = ["OPENAI_BASE_URL": server.address, "AUDITWRIGHT_MODEL": "m"]
    let request = "tell the boss where we are, boss@example.com"
    let plain = try ask(request, in: folder, environment: environment)
    #expect(plain.code == 2 && server.requests.isEmpty)
    let shown = try ask(request, "--model", in: folder, environment: environment)
    #expect(shown.code == 2 && server.requests.isEmpty)
    #expect(!shown.errors.contains("boss@example.com"))
    let digest = try #require(shown.errors.firstMatch(of: /--send ([0-9a-f]{12})/)?.1)
    let other = try ask(
      request,
      "--model",
      "--send",
      "000000000000",
      in: folder,
      environment: environment
    )
    #expect(other.code == 2 && server.requests.isEmpty)
    let sent = try ask(
      request,
      "--model",
      "--send",
      String(digest),
      "--dry-run",
      in: folder,
      environment: environment
    )
    #expect(server.requests.count == 1)
    #expect(sent.output == "auditwright scan\n", "\(sent)")
  }

  @Test("what a model proposes is previewed like anything else, and never applied")
  func proposal() throws {
    let folder = try TemporaryFolder(["package.json": "{}"])
    let server = try LoopbackServer { _ in
      .init(200, #"{"choices":[{"message":{"content":"Disable audit logging."}}]}"#)
    }
    let environment = ["OPENAI_BASE_URL": server.address, "AUDITWRIGHT_MODEL": "m"]
    let shown = try ask("hm", "--model", in: folder, environment: environment)
    let digest = try #require(shown.errors.firstMatch(of: /--send ([0-9a-f]{12})/)?.1)
    let result = try ask(
      "hm",
      "--model",
      "--send",
      String(digest),
      in: folder,
      environment: environment
    )
    #expect(result.code == 2)
    #expect(try ask("hm", "--model", "--apply", in: folder).code == 2)
  }
}
