import AgentServer
import Engine
import Foundation
import ReadinessModel
import Synchronization
import TestSupport

/// A client in the same process: sends lines, and keeps what comes back.
final class Peer: Sendable {
  let connection: AgentConnection
  private let received: Mailbox

  private final class Mailbox: Sendable {
    let messages = Mutex<[JSONTree]>([])
    let lines = Mutex<[String]>([])
  }

  init(
    root: String,
    isReadOnly: Bool = false,
    progress: @escaping @Sendable () -> Void = {}
  ) throws {
    let mailbox = Mailbox()
    received = mailbox
    let context = RunContext(today: "2026-11-23", jobs: 1)
    connection = try AgentConnection(
      options: AgentOptions(root: root, isReadOnly: isReadOnly, context: context)
    ) { bytes in
      let line = String(decoding: bytes, as: UTF8.self)
      mailbox.lines.withLock { $0.append(line) }
      if let message = try? JSONTree(parsing: line) {
        mailbox.messages.withLock { $0.append(message) }
        if message["method"]?.text == "notifications/progress" { progress() }
      }
    }
  }

  var messages: [JSONTree] { received.messages.withLock { $0 } }
  var lines: [String] { received.lines.withLock { $0 } }

  func send(_ line: String) { connection.receive(.whole(Array(line.utf8))) }

  /// Waits until a message fits; nil when none comes.
  func message(
    within seconds: Int = 60,
    where fits: (JSONTree) -> Bool
  ) async throws -> JSONTree? {
    for _ in 0..<(seconds * 50) {
      if let message = messages.first(where: fits) { return message }
      try await Task.sleep(for: .milliseconds(20))
    }
    return nil
  }

  func response(_ id: Int) async throws -> JSONTree? {
    try await message { $0["id"]?.number == Double(id) && $0["method"] == nil }
  }

  // MARK: - Ways of asking

  static let metadata = """
    "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
    "io.modelcontextprotocol/clientInfo":{"name":"peer","version":"1"},\
    "io.modelcontextprotocol/clientCapabilities":{}}
    """

  /// Sends a request of the stateless revision, and waits for the answer.
  func ask(_ id: Int, _ method: String, _ members: String = "") async throws -> JSONTree? {
    send(Self.request(id, method, members))
    return try await response(id)
  }

  static func request(_ id: Int, _ method: String, _ members: String = "") -> String {
    let rest = members.isEmpty ? "" : "," + members
    return #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":{\#(metadata)\#(rest)}}"#
  }

  /// Calls a tool in the stateless revision, and waits for the answer.
  func call(_ id: Int, _ tool: String, _ arguments: String = "{}") async throws -> JSONTree? {
    try await ask(id, "tools/call", #""name":"\#(tool)","arguments":\#(arguments)"#)
  }

  /// Begins a session.
  func begin(_ revision: String, capabilities: String = "{}") async throws -> JSONTree? {
    send(
      #"{"jsonrpc":"2.0","id":9000,"method":"initialize","params":{"protocolVersion":"\#(revision)","#
        + #""capabilities":\#(capabilities),"clientInfo":{"name":"peer","version":"1"}}}"#
    )
    return try await response(9000)
  }

  /// Sends a request inside a session, and waits for the answer.
  func askInSession(_ id: Int, _ method: String, _ params: String = "{}") async throws -> JSONTree?
  {
    send(#"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"#)
    return try await response(id)
  }
}

extension JSONTree {
  var code: Int? { self["error"]?["code"]?.number.map { Int($0) } }
  var result: JSONTree? { self["result"] }
  var content: JSONTree? { self["result"]?["structuredContent"] }
  var isToolError: Bool { self["result"]?["isError"] == .boolean(true) }
  var toolText: String { self["result"]?["content"]?.items.first?["text"]?.text ?? "" }
}

/// A small repository with something to find.
enum Shop {
  static let files = [
    "package.json": #"{"name": "shop", "dependencies": {"express": "4.18.0"}}"#,
    "src/app.ts": """
    import express from 'express';
    const app = express();
    app.get('/orders', (req, res) => res.json([]));
    app.get('/secret\\u{202E}route', (req, res) => res.json([]));
    app.listen(3000);
    """,
    "infra/main.tf": """
    resource "aws_db_instance" "main" {
      identifier        = "shop"
      engine            = "postgres"
      instance_class    = "db.t3.micro"
      allocated_storage = 20
    }
    """,
  ]

  static func folder() throws -> TemporaryFolder { try TemporaryFolder(files) }
}
