import Foundation
import TestSupport
import Testing

@Suite("Each revision of the protocol is spoken as it is written")
struct RevisionTests {
  @Test("a stateless request needs no session, and its answer says what it is")
  func stateless() async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    let answer = try await peer.ask(1, "server/discover")
    #expect(answer?.result?["resultType"]?.text == "complete")
    #expect(answer?.result?["supportedVersions"]?.items.first?.text == "2026-07-28")
    #expect(answer?.result?["_meta"]?["io.modelcontextprotocol/serverInfo"] != nil)
    #expect(answer?.result?["ttlMs"]?.number != nil)
    let list = try await peer.ask(2, "tools/list")
    #expect(list?.result?["tools"]?.items.count == 14)
    #expect(list?.result?["cacheScope"]?.text == "public")
  }

  @Test(
    "a stateless request says which revision and which capabilities",
    arguments: [
      (#""io.modelcontextprotocol/protocolVersion":"2026-07-28""#, -32602),
      (
        #""io.modelcontextprotocol/protocolVersion":7,"io.modelcontextprotocol/clientCapabilities":{}"#,
        -32602
      ),
      (#""io.modelcontextprotocol/protocolVersion":"1900-01-01""#, -32022),
      (#""io.modelcontextprotocol/protocolVersion":"2025-11-25""#, -32022),
      (#""progressToken":1"#, -32602),
    ]
  )
  func metadata(members: String, code: Int) async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    let answer = try await peer.askInSession(1, "tools/list", #"{"_meta":{\#(members)}}"#)
    #expect(answer?.code == code)
    if code == -32022 {
      let data = answer?["error"]?["data"]
      #expect(data?["supported"]?.items.count == 3)
      #expect(data?["requested"]?.text != nil)
    }
  }

  @Test("requests before the session has begun are refused, but for a ping")
  func tooEarly() async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    #expect(try await peer.askInSession(1, "tools/list")?.code == -32602)
    #expect(try await peer.askInSession(2, "tools/call", #"{"name":"soc2_scan"}"#)?.code == -32602)
    #expect(try await peer.askInSession(3, "ping")?.result == .object([:]))
  }

  @Test(
    "a session takes the revision that was asked for, or offers the newest it has",
    arguments: [
      ("2025-11-25", "2025-11-25"), ("2025-06-18", "2025-06-18"), ("2024-11-05", "2025-11-25"),
      ("2026-07-28", "2025-11-25"), ("tomorrow", "2025-11-25"),
    ]
  )
  func session(asked: String, given: String) async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    let answer = try await peer.begin(asked)
    #expect(answer?.result?["protocolVersion"]?.text == given)
    #expect(answer?.result?["resultType"] == nil)
    let list = try await peer.askInSession(1, "tools/list")
    #expect(list?.result?["tools"]?.items.count == 14)
    #expect(list?.result?["ttlMs"] == nil)
    #expect(try await peer.askInSession(2, "server/discover")?.code == -32601)
  }

  @Test("a session begins once, and only with what it needs")
  func sessionOnce() async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    #expect(try await peer.askInSession(1, "initialize")?.code == -32602)
    _ = try await peer.begin("2025-11-25")
    let again = #"{"protocolVersion":"2025-11-25","capabilities":{}}"#
    #expect(try await peer.askInSession(2, "initialize", again)?.code == -32600)
  }

  @Test("both ways of speaking work beside each other")
  func both() async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    _ = try await peer.begin("2025-06-18")
    #expect(try await peer.ask(1, "tools/list")?.result?["resultType"]?.text == "complete")
    #expect(try await peer.askInSession(2, "tools/list")?.result?["resultType"] == nil)
    #expect(try await peer.ask(3, "ping")?.code == -32601)
  }

  @Test("unknown methods, tools, prompts, resources and cursors have their errors")
  func unknown() async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    #expect(try await peer.ask(1, "tools/frobnicate")?.code == -32601)
    #expect(try await peer.ask(2, "initialize")?.code == -32601)
    #expect(try await peer.call(3, "soc2_attest")?.code == -32602)
    #expect(try await peer.ask(4, "tools/call", #""name":7"#)?.code == -32602)
    #expect(
      try await peer.ask(5, "tools/call", #""name":"soc2_scan","arguments":[]"#)?.code == -32602
    )
    #expect(try await peer.ask(6, "prompts/get", #""name":"x""#)?.code == -32602)
    #expect(try await peer.ask(7, "resources/read", #""uri":"file:///etc/passwd""#)?.code == -32602)
    #expect(try await peer.ask(8, "resources/list", #""cursor":"-5""#)?.code == -32602)
    #expect(try await peer.ask(9, "tools/list", #""cursor":"x""#)?.code == -32602)
    _ = try await peer.begin("2025-11-25")
    let old = try await peer.askInSession(10, "resources/read", #"{"uri":"auditwright://x"}"#)
    #expect(old?.code == -32002)
  }

  @Test("wrong arguments are read by the model, and by the protocol in the oldest revision")
  func wrongArguments() async throws {
    let folder = try Shop.folder()
    let arguments = #"{"focus":["privacy"],"speed":9}"#
    let new = try Peer(root: folder.path)
    let answer = try await new.call(1, "soc2_scan", arguments)
    #expect(answer?.isToolError == true)
    #expect(answer?.toolText.contains("security, availability, confidentiality") == true)
    let old = try Peer(root: folder.path)
    _ = try await old.begin("2025-06-18")
    let params = #"{"name":"soc2_scan","arguments":\#(arguments)}"#
    #expect(try await old.askInSession(1, "tools/call", params)?.code == -32602)
  }

  @Test("a stream of changes is acknowledged, and says nothing more")
  func listening() async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    peer.send(
      Peer.request(5, "subscriptions/listen", #""notifications":{"toolsListChanged":true}"#)
    )
    let notice = peer.messages.first
    #expect(notice?["method"]?.text == "notifications/subscriptions/acknowledged")
    let id = notice?["params"]?["_meta"]?["io.modelcontextprotocol/subscriptionId"]
    #expect(id?.number == 5)
    #expect(notice?["params"]?["notifications"] == .object([:]))
    #expect(peer.messages.count == 1)
  }

  @Test("resources come in pages, and each can be read")
  func resources() async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    var names: [String] = []
    var cursor: String?
    var id = 1
    repeat {
      let page = try await peer.ask(
        id,
        "resources/list",
        cursor.map { #""cursor":"\#($0)""# } ?? ""
      )
      names += (page?.result?["resources"]?.items ?? []).compactMap { $0["uri"]?.text }
      cursor = page?.result?["nextCursor"]?.text
      id += 1
    } while cursor != nil
    #expect(Set(names).count == names.count)
    #expect(names.contains("auditwright://criteria/CC6.3"))
    for uri in ["auditwright://controls/SEC-3", "auditwright://reports/markdown", names[60]] {
      let read = try await peer.ask(id, "resources/read", #""uri":"\#(uri)""#)
      #expect(read?.result?["contents"]?.items.first?["text"]?.text?.isEmpty == false)
      id += 1
    }
  }

  @Test("the five steps are prompts, and an argument goes where it belongs")
  func prompts() async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    let list = try await peer.ask(1, "prompts/list")
    #expect(list?.result?["prompts"]?.items.count == 5)
    let prompt = try await peer.ask(
      2,
      "prompts/get",
      #""name":"access-control","arguments":{"roles":"owner (full access)"}"#
    )
    let text = prompt?.result?["messages"]?.items.first?["content"]?["text"]?.text ?? ""
    #expect(text.hasPrefix("Implement RBAC: owner (full access)."))
  }
}
