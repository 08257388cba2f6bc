import AgentServer
import Foundation
import TestSupport
import Testing

@Suite("Messages that are not what they should be get the right error")
struct FramingTests {
  @Test(
    "what is no message is refused, without an answer to anybody in particular",
    arguments: [
      ("{", -32700), ("nonsense", -32700), (#"{"a":1,"a":2}"#, -32700),
      ("\u{0}", -32700), ("[]", -32600), (#"[{"jsonrpc":"2.0","id":1,"method":"ping"}]"#, -32600),
      ("7", -32600), (#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600),
      (#"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#, -32600),
      (#"{"jsonrpc":"2.0","id":9007199254740993,"method":"ping"}"#, -32600),
      (#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#, -32600),
      (String(repeating: "[", count: 100_000), -32700),
    ]
  )
  func malformed(line: String, code: Int) throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    peer.send(line)
    #expect(peer.messages.count == 1)
    #expect(peer.messages.first?.code == code)
    #expect(peer.messages.first?["id"] == nil)
  }

  @Test(
    "what has an id is answered by that id",
    arguments: [
      (#"{"id":1,"method":"ping"}"#, -32600),
      (#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, -32600),
      (#"{"jsonrpc":"2.0","id":1}"#, -32600), (#"{"jsonrpc":"2.0","id":1,"method":7}"#, -32600),
      (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}"#, -32602),
      (#"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":7}}"#, -32602),
    ]
  )
  func answered(line: String, code: Int) throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    peer.send(line)
    #expect(peer.messages.first?.code == code)
    #expect(peer.messages.first?["id"]?.number == 1)
  }

  @Test("bytes that are no UTF-8 are refused, and an empty line is nothing")
  func bytes() throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    peer.connection.receive(.whole([]))
    peer.connection.receive(.whole(Array(" \t\r".utf8)))
    #expect(peer.messages.isEmpty)
    peer.connection.receive(.whole([0x22, 0xFF, 0xFE, 0x22]))
    #expect(peer.messages.first?.code == -32700)
  }

  @Test("a line that is too long is skipped, and the next one is read")
  func tooLong() {
    var reader = LineReader(limit: 10)
    let lines = reader.lines(in: Array("short\n12345678901\nnext\nrest".utf8))
    #expect(lines == [.whole(Array("short".utf8)), .tooLong, .whole(Array("next".utf8))])
    #expect(reader.last() == .whole(Array("rest".utf8)))
    #expect(reader.last() == nil)
  }

  @Test("a message that is too long is refused")
  func oversize() throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    peer.connection.receive(.tooLong)
    #expect(peer.messages.first?.code == -32600)
  }

  @Test("every answer is one line")
  func oneLine() async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    _ = try await peer.call(1, "soc2_report", #"{"format":"markdown"}"#)
    #expect(peer.lines.allSatisfy { !$0.contains("\n") && !$0.contains("\r") })
  }
}
