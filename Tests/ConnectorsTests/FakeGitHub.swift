import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A server on this machine that keeps issues as GitHub does; one connection for each request.
final class FakeGitHub: Sendable {
  struct Issue: Codable {
    var number: Int
    var title: String
    var body: String?
    var state = "open"
    var labels: [String] = []
    var pull_request: [String: String]?
  }

  struct State {
    var issues: [Issue] = []
    var requests: [String] = []
    var authorizations: Set<String> = []
    /// What every request is answered instead, when it is set.
    var status: Int?
    var location = ""
  }

  let state = Mutex(State())
  let port: UInt16
  private let socket: Int32

  init() throws {
    #if canImport(Glibc)
      socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = socket
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in serve() }
  }

  var address: String { "http://127.0.0.1:\(port)" }

  private func serve() {
    while true {
      let connection = accept(socket, nil, nil)
      guard connection >= 0 else { return }
      let answer = answer(to: read(connection))
      _ = answer.withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
      close(connection)
    }
  }

  /// Reads a request with a body as long as its header says.
  private func read(_ connection: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.range(of: "\r\n\r\n") {
        let length = text.firstMatch(of: /(?i)content-length: (\d+)/).flatMap { Int($0.1) } ?? 0
        if text[end.upperBound...].utf8.count >= length { return text }
      }
      #if canImport(Glibc)
        let count = Glibc.read(connection, &buffer, buffer.count)
      #else
        let count = Darwin.read(connection, &buffer, buffer.count)
      #endif
      guard count > 0 else { return text }
      bytes += buffer[..<count]
    }
  }

  private func answer(to request: String) -> [UInt8] {
    let line = request.split(separator: "\r\n").first.map(String.init) ?? ""
    let parts = line.split(separator: " ").map(String.init)
    let body = request.range(of: "\r\n\r\n").map { Data(request[$0.upperBound...].utf8) } ?? Data()
    let (status, content) = state.withLock { state -> (Int, Data) in
      state.requests.append(parts.prefix(2).joined(separator: " "))
      if let token = request.firstMatch(of: /(?i)authorization: ([^\r]*)/) {
        state.authorizations.insert(String(token.1))
      }
      if let status = state.status { return (status, Data("{}".utf8)) }
      return Self.handle(parts[0], parts[1], body, &state.issues)
    }
    let location = state.withLock { $0.location }
    let head =
      "HTTP/1.1 \(status) X\r\nContent-Type: application/json\r\nConnection: close\r\n"
      + (location.isEmpty ? "" : "Location: \(location)\r\n")
      + "Content-Length: \(content.count)\r\n\r\n"
    return Array(head.utf8) + content
  }

  private static func handle(
    _ method: String,
    _ target: String,
    _ body: Data,
    _ issues: inout [Issue]
  ) -> (Int, Data) {
    struct Sent: Decodable {
      var title: String
      var body: String
      var labels: [String]?
    }
    let sent = try? JSONDecoder().decode(Sent.self, from: body)
    switch (method, sent) {
    case ("GET", _):
      let page = target.firstMatch(of: /[?&]page=(\d+)/).flatMap { Int($0.1) } ?? 1
      let label = target.firstMatch(of: /labels=([a-z]+)/).map { String($0.1) } ?? ""
      let found = issues.filter { $0.labels.contains(label) }.dropFirst((page - 1) * 100)
      return (200, (try? JSONEncoder().encode(Array(found.prefix(100)))) ?? Data())
    case ("POST", let sent?):
      let issue = Issue(
        number: issues.count + 1,
        title: sent.title,
        body: sent.body,
        labels: sent.labels ?? []
      )
      issues.append(issue)
      return (201, (try? JSONEncoder().encode(issue)) ?? Data())
    case ("PATCH", let sent?):
      let number = target.split(separator: "/").last.flatMap { Int($0) } ?? 0
      guard issues.indices.contains(number - 1) else { return (404, Data("{}".utf8)) }
      issues[number - 1].title = sent.title
      issues[number - 1].body = sent.body
      return (200, Data("{}".utf8))
    default: return (422, Data("{}".utf8))
    }
  }
}
