package import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An HTTP server on this machine that answers as it is told; one connection for each request.
package final class LoopbackServer: Sendable {
  /// A request as it came.
  package struct Request: Sendable {
    /// The method, in upper case.
    package var method: String
    /// The path and parameters, as they were sent.
    package var target: String
    /// The headers, with names in lower case.
    package var headers: [String: String]
    /// The body.
    package var body: Data

    /// The path without parameters.
    package var path: String { String(target.prefix { $0 != "?" }) }

    /// The parameters, not decoded.
    package var query: [String: String] {
      var result: [String: String] = [:]
      for part in target.dropFirst(path.count + 1).split(separator: "&") {
        let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
        result[pair[0]] = pair.count > 1 ? pair[1] : ""
      }
      return result
    }
  }

  /// What is answered.
  package struct Response: Sendable {
    /// The status.
    package var status: Int
    /// Headers beside those every answer has.
    package var headers: [String: String]
    /// The body.
    package var body: Data
    /// Bytes of the body after which the connection is closed; nil to send it whole.
    package var cutAfter: Int?

    /// Creates a response from its parts.
    package init(
      _ status: Int = 200,
      _ body: String = "",
      headers: [String: String] = [:],
      cutAfter: Int? = nil
    ) {
      self.status = status
      self.headers = headers
      self.body = Data(body.utf8)
      self.cutAfter = cutAfter
    }
  }

  private let socket: Int32
  private let requestsSeen = Mutex<[Request]>([])
  private let answer: @Sendable (Request) -> Response
  /// The port it listens on.
  package let port: UInt16

  /// Starts a server; it answers until the process ends.
  package init(_ answer: @escaping @Sendable (Request) -> Response) throws {
    self.answer = answer
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
        bind(descriptor, $0, length) == 0 && listen(descriptor, 64) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in serve() }
  }

  /// Its address.
  package var address: String { "http://127.0.0.1:\(port)" }

  /// The requests that came, in their order.
  package var requests: [Request] { requestsSeen.withLock { $0 } }

  private func serve() {
    while true {
      let connection = accept(socket, nil, nil)
      guard connection >= 0 else { return }
      Thread.detachNewThread { [self] in
        if let request = read(connection) {
          requestsSeen.withLock { $0.append(request) }
          send(answer(request), over: connection)
        }
        close(connection)
      }
    }
  }

  private func read(_ connection: Int32) -> Request? {
    var bytes = Data()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let request = Self.request(bytes) { return request }
      #if canImport(Glibc)
        let count = Glibc.read(connection, &buffer, buffer.count)
      #else
        let count = Darwin.read(connection, &buffer, buffer.count)
      #endif
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
    }
  }

  /// The request in bytes that came so far, nil when it is not whole.
  private static func request(_ bytes: Data) -> Request? {
    guard let end = bytes.range(of: Data("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
      .components(separatedBy: "\r\n")
    let first = (lines.first ?? "").split(separator: " ").map(String.init)
    guard first.count >= 2 else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] =
        line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    let body = bytes[end.upperBound...]
    guard body.count >= Int(headers["content-length"] ?? "0") ?? 0 else { return nil }
    return Request(method: first[0], target: first[1], headers: headers, body: Data(body))
  }

  private func send(_ response: Response, over connection: Int32) {
    var head = "HTTP/1.1 \(response.status) X\r\nConnection: close\r\n"
    for (name, value) in response.headers { head += "\(name): \(value)\r\n" }
    if response.headers["Content-Type"] == nil { head += "Content-Type: application/json\r\n" }
    if response.status != 204, response.status != 304 {
      head += "Content-Length: \(response.body.count)\r\n"
    }
    var bytes = Array((head + "\r\n").utf8)
    bytes += response.cutAfter.map { response.body.prefix($0) } ?? response.body
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      sent += count
    }
  }
}
