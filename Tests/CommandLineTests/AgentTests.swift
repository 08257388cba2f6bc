import Foundation
import TestSupport
import Testing

@Suite("Other programs can work with the server for agents")
struct AgentTests {
  /// A Python with a client of the protocol; nil where there is none.
  static let python: String? = {
    let python =
      ProcessInfo.processInfo.environment["AUDITWRIGHT_AGENT_PYTHON"]
      ?? ProjectFolder.root.appending(path: ".toolchain/agent-client/bin/python").path
    let modules = ["-c", "import mcp.client, mcp_types, jsonschema"]
    return (try? run(python, modules))?.code == 0 ? python : nil
  }()
  static let schemas = ProcessInfo.processInfo.environment["AUDITWRIGHT_AGENT_SCHEMAS"]
  static let noPython: Comment =
    "there is no client of the protocol; Scripts/bootstrap agent-client gets one"
  static let noSchemas: Comment =
    "AUDITWRIGHT_AGENT_SCHEMAS names no folder of the protocol's schemas"

  private static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "auditwright").path

  static func run(_ program: String, _ arguments: [String]) throws -> (code: Int32, output: String)
  {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let folder = try TemporaryFolder(["output": ""])
    let output = try FileHandle(forWritingTo: folder.url.appending(path: "output"))
    (process.standardOutput, process.standardError) = (output, output)
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try folder.read("output"))
  }

  private func script(_ name: String, _ arguments: String...) throws -> (
    code: Int32, output: String
  ) {
    let python = try #require(Self.python)
    let script = ProjectFolder.root.appending(path: "Scripts/\(name)").path
    return try Self.run(python, [script, Self.program] + arguments)
  }

  @Test(
    "a real client walks from a scan to a report",
    .enabled(if: AgentTests.python != nil, AgentTests.noPython),
    arguments: ["auto", "legacy"]
  )
  func walk(mode: String) throws {
    let example = ProjectFolder.root.appending(path: "Examples/acme").path
    let result = try script("agent-walk", example, mode)
    #expect(result.code == 0, "\(result.output)")
    #expect(result.output.hasSuffix("walked\n"))
  }

  @Test(
    "the protocol's own schemas accept every message",
    .enabled(if: AgentTests.python != nil, AgentTests.noPython),
    .enabled(if: AgentTests.schemas != nil, AgentTests.noSchemas)
  )
  func messages() throws {
    let example = try TemporaryFolder()
    let copy = example.path + "/acme"
    try FileManager.default.copyItem(
      atPath: ProjectFolder.root.appending(path: "Examples/acme").path,
      toPath: copy
    )
    let result = try script("check-agent-messages", copy, try #require(Self.schemas))
    #expect(result.code == 0, "\(result.output)")
  }

  @Test(
    "the validator of the Agent Skills specification accepts every skill",
    .enabled(if: AgentTests.python != nil, AgentTests.noPython),
    arguments: ["soc2-readiness", "security-audit", "cicd-pipeline", "code-reviewer"]
  )
  func skills(name: String) throws {
    let program = """
      import pathlib, sys, skills_ref
      problems = skills_ref.validate(pathlib.Path(sys.argv[1]))
      print(*problems, sep="\\n")
      sys.exit(1 if problems else 0)
      """
    let skill = ProjectFolder.root.appending(path: "skills/\(name)").path
    let result = try Self.run(try #require(Self.python), ["-c", program, skill])
    #expect(result.code == 0, "\(result.output)")
  }

  @Test("nothing but messages goes to standard output, and the end of the input is the end")
  func pipe() throws {
    let folder = try TemporaryFolder(["package.json": "{}"])
    let result = try Self.run(
      "/bin/sh",
      [
        "-c",
        "echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}' | \(Self.program) mcp \(folder.path)",
      ]
    )
    #expect(result.code == 0)
    #expect(result.output == "{\"id\":1,\"jsonrpc\":\"2.0\",\"result\":{}}\n")
  }

  @Test("a folder that is not there is told on standard error")
  func missing() throws {
    let result = try Program.run("mcp", "/nonexistent")
    #expect(result.code == 3)
    #expect(result.output.isEmpty)
  }
}
