import AgentServer
import Foundation
import TestSupport
import Testing

@Suite("A change is reviewed for an agent as it is at the terminal")
struct ReviewToolTests {
  private static let guarded = """
    import express from 'express';
    import jwt from 'jsonwebtoken';
    const app = express();
    function signedIn(req, res, next) {
      try { req.user = jwt.verify(req.headers.authorization, process.env.KEY); next(); }
      catch { res.status(401).end(); }
    }
    app.use('/api', signedIn);
    app.get('/api/orders', async (req, res) => { res.json([]); });
    app.listen(3000);

    """

  @Test("what a change takes away is told with its line and all it affects, as the schema says")
  func review() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"{"name":"shop","dependencies":{"express":"4","jsonwebtoken":"9"}}"#,
      to: "package.json"
    )
    try folder.write(Self.guarded, to: "src/app.js")
    for arguments in [
      ["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "Begin"],
    ] {
      try git(arguments, in: folder.path)
    }
    let peer = try Peer(root: folder.path)
    let same = try await peer.call(1, "soc2_review", #"{"base":"main"}"#)
    #expect(same?.content?["verdict"]?.text == "approve")

    try folder.write(
      Self.guarded.replacing("app.use('/api', signedIn);\n", with: ""),
      to: "src/app.js"
    )
    let answer = try await peer.call(2, "soc2_review", #"{"base":"main"}"#)
    #expect(answer?.content?["verdict"]?.text == "request-changes")
    let concern = try #require(answer?.content?["concerns"]?.items.first)
    #expect(concern["kind"]?.text == "authentication-lost")
    #expect(concern["causes"]?.items.first?["file"]?.text == "src/app.js")
    #expect(concern["affected"]?.items.contains { $0.text == "GET /api/orders" } == true)

    let tools = try await peer.ask(3, "tools/list")?.result?["tools"]?.items ?? []
    let tool = try #require(tools.first { $0["name"]?.text == "soc2_review" })
    let schema = JSONSchema(of: try #require(tool["outputSchema"]))
    let problems = schema.problems(in: answer?.content ?? .null)
    #expect(problems.isEmpty, "\(problems.prefix(3))")
  }

  @Test("a folder that is no top of a repository is refused, and so is a base that is not there")
  func refusals() async throws {
    let folder = try TemporaryFolder()
    try folder.write("{}", to: "package.json")
    let peer = try Peer(root: folder.path)
    #expect(try await peer.call(1, "soc2_review", "{}")?.isToolError == true)
    try git(["init", "-q", "-b", "main"], in: folder.path)
    #expect(try await peer.call(2, "soc2_review", #"{"base":"--help"}"#)?.isToolError == true)
  }

  private func git(_ arguments: [String], in folder: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-c", "user.name=A", "-c", "user.email=a@example.com", "-C", folder] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}
