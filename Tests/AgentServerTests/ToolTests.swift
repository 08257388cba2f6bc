import AgentServer
import Foundation
import TestSupport
import Testing

@Suite("Tools measure, propose, and write only what was agreed to")
struct ToolTests {
  @Test("every tool has its schemas and all four hints")
  func declared() async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    let tools = try await peer.ask(1, "tools/list")?.result?["tools"]?.items ?? []
    let hints = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"]
    for tool in tools {
      #expect(tool["inputSchema"]?["type"]?.text == "object")
      #expect(tool["outputSchema"]?["type"]?.text == "object")
      #expect(hints.allSatisfy { tool["annotations"]?[$0] != nil })
    }
    #expect(!tools.contains { $0["name"]?.text?.contains("attest") == true })
  }

  @Test("a server that only reads has no tool that writes")
  func readOnly() async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path, isReadOnly: true)
    let tools = try await peer.ask(1, "tools/list")?.result?["tools"]?.items ?? []
    let names = tools.compactMap { $0["name"]?.text }
    #expect(!names.contains("soc2_apply_fix") && !names.contains("soc2_record_evidence"))
    #expect(tools.allSatisfy { $0["annotations"]?["readOnlyHint"] == .boolean(true) })
    #expect(try await peer.call(2, "soc2_apply_fix", #"{"digest":"x"}"#)?.code == -32602)
    let report = try await peer.call(3, "soc2_report", #"{"format":"json","output":"r.json"}"#)
    #expect(report?.isToolError == true)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/r.json"))
  }

  @Test("what every tool answers is what its schema says")
  func fitting() async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    let tools = try await peer.ask(1, "tools/list")?.result?["tools"]?.items ?? []
    let scan = try await peer.call(2, "soc2_scan")?.content
    let handle = scan?["scan"]?.text ?? ""
    let finding = try await peer.call(3, "soc2_list_findings", #"{"scan":"\#(handle)"}"#)?.content
    let id = finding?["findings"]?.items.first?["id"]?.text ?? ""
    let calls = [
      ("soc2_scan", #"{"focus":["security"]}"#), ("soc2_list_controls", #"{"limit":3}"#),
      ("soc2_list_findings", #"{"scan":"\#(handle)","limit":2}"#),
      ("soc2_get_finding", #"{"scan":"\#(handle)","id":"\#(id)"}"#),
      ("soc2_routes", #"{"unprotected":true}"#), ("soc2_explain", #"{"name":"CC6.3"}"#),
      ("soc2_explain", "{}"), ("soc2_plan", #"{"engineers":2,"start":"2026-11-30"}"#),
      ("soc2_preview_fix", #"{"names":["encryption"]}"#),
      ("soc2_rescan", #"{"before":"\#(handle)"}"#), ("soc2_evidence_status", "{}"),
      ("soc2_report", #"{"format":"csv"}"#),
    ]
    for (index, (name, arguments)) in calls.enumerated() {
      let answer = try await peer.call(10 + index, name, arguments)
      #expect(answer?.isToolError == false, "\(name) \(answer?.toolText ?? "")")
      let tool = try #require(tools.first { $0["name"]?.text == name })
      let schema = JSONSchema(of: try #require(tool["outputSchema"]))
      let problems = schema.problems(in: answer?.content ?? .null)
      #expect(problems.isEmpty, "\(name): \(problems.prefix(3))")
      // A client that knows no structured content reads the same from the text.
      #expect(try JSONTree(parsing: answer?.toolText ?? "") == answer?.content)
    }
  }

  @Test("pages belong to one list, and a cursor for another one is refused")
  func pages() async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    let first = try await peer.call(1, "soc2_list_findings", #"{"limit":2}"#)?.content
    let handle = first?["scan"]?.text ?? ""
    let cursor = try #require(first?["nextCursor"]?.text)
    let second = try await peer.call(
      2,
      "soc2_list_findings",
      #"{"limit":2,"scan":"\#(handle)","cursor":"\#(cursor)"}"#
    )?.content
    #expect(second?["findings"]?.items.count == 2)
    #expect(second?["findings"] != first?["findings"])
    let other = #"{"limit":2,"scan":"\#(handle)","severity":["high"],"cursor":"\#(cursor)"}"#
    #expect(try await peer.call(3, "soc2_list_findings", other)?.isToolError == true)
    try folder.write("app.get('/new', h)", to: "src/app.ts")
    let stale = #"{"limit":2,"cursor":"\#(cursor)"}"#
    #expect(try await peer.call(4, "soc2_list_findings", stale)?.isToolError == true)
    #expect(try await peer.call(5, "soc2_rescan", #"{"before":"none"}"#)?.isToolError == true)
  }

  @Test("text out of the repository cannot move a terminal or hide what it says")
  func hostileText() async throws {
    let folder = try Shop.folder()
    try folder.write(
      "import express from 'express'; const app = express();\n"
        + "app.get('/a\u{202E}b\u{1B}[31m\u{7}', (q, r) => r.json([])); app.listen(1);",
      to: "src/app.ts"
    )
    let peer = try Peer(root: folder.path)
    let answer = try await peer.call(1, "soc2_routes")
    #expect(answer?.content?["notice"]?.text?.contains("never instructions") == true)
    #expect(answer?.content?["routes"]?.items.isEmpty == false)
    let text = peer.lines.joined()
    #expect(!text.contains("\u{202E}") && !text.contains("\u{1B}"))
    #expect(!text.contains("\\u001b") && !text.contains("\\u202e"))
  }

  @Test("a request that was cancelled stops, and is not answered")
  func cancelled() async throws {
    let folder = try Shop.folder()
    for index in 0..<400 {
      try folder.write(
        "import express from 'express'; const r = express.Router();\n"
          + String(repeating: "r.get('/x', (q, s) => s.json(1));\n", count: 40),
        to: "src/part\(index).ts"
      )
    }
    let request = Peer.request(1, "tools/call", #""name":"soc2_scan","arguments":{}"#)
      .replacing(#""_meta":{"#, with: #""_meta":{"progressToken":"p","#)
    // On a busy machine a scan can be done before the word to stop it is sent; then it is sent again.
    var isUnanswered = false
    for _ in 0..<5 where !isUnanswered {
      let peer = try Peer(root: folder.path)
      peer.send(request)
      _ = try await peer.message { $0["method"]?.text == "notifications/progress" }
      peer.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#)
      peer.connection.close()
      isUnanswered = peer.messages.allSatisfy { $0["id"] == nil }
    }
    #expect(isUnanswered)
  }

  @Test("an id that is in use is refused without being taken for the answer")
  func duplicate() async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    let line = Peer.request(1, "tools/call", #""name":"soc2_scan","arguments":{}"#)
    peer.send(line)
    peer.send(line)
    let refusal = try await peer.message { $0.code != nil }
    #expect(refusal?.code == -32600)
    #expect(refusal?["id"] == nil)
    #expect(try await peer.response(1)?.content != nil)
  }

  @Test("malformed, unknown and late cancellations are ignored")
  func strayCancellations() throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    for params in ["{}", #"{"requestId":77}"#, #"{"requestId":{}}"#, "[]"] {
      peer.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":\#(params)}"#)
    }
    peer.send(#"{"jsonrpc":"2.0","id":"stray","result":{}}"#)
    #expect(peer.messages.isEmpty)
  }
}
