import ReadinessModel

/// An answer that a request cannot be carried out, as JSON-RPC has it.
struct ProtocolError: Error, Hashable, Sendable {
  var code: Int
  var message: String
  var data: JSON?

  static func parse(_ problem: String) -> ProtocolError {
    ProtocolError(code: -32700, message: "Parse error: \(problem)")
  }

  static func request(_ problem: String, data: JSON? = nil) -> ProtocolError {
    ProtocolError(code: -32600, message: "Invalid request: \(problem)", data: data)
  }

  static func unknownMethod(_ name: String) -> ProtocolError {
    ProtocolError(code: -32601, message: "Method not found: \(name.prefix(100))")
  }

  static func parameters(_ problem: String, data: JSON? = nil) -> ProtocolError {
    ProtocolError(code: -32602, message: "Invalid params: \(problem)", data: data)
  }

  static func `internal`(_ problem: String) -> ProtocolError {
    ProtocolError(code: -32603, message: "Internal error: \(problem)")
  }

  static func revision(_ requested: String) -> ProtocolError {
    ProtocolError(
      code: -32022,
      message: "Unsupported protocol version",
      data: [
        "requested": .string(requested),
        "supported": .texts(ProtocolRevision.allCases.map(\.rawValue)),
      ]
    )
  }

  var json: JSON {
    ["code": .integer(code), "message": .string(message), "data": data]
  }
}
