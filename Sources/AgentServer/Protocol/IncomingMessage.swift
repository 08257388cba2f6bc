import ReadinessModel

/// What tells a request from others that are under way: a text or a whole number.
enum RequestID: Hashable, Sendable {
  case text(String)
  case number(Int)

  /// Reads an identifier; nil for what is none, and for numbers that could not be given back exactly.
  init?(_ value: JSON) {
    switch value {
    case .string(let text) where text.utf8.count <= 1_000: self = .text(text)
    case .number(let number):
      guard let whole = Int(exactly: number), whole.magnitude < 1 << 53 else { return nil }
      self = .number(whole)
    default: return nil
    }
  }

  var json: JSON {
    switch self {
    case .text(let text): .string(text)
    case .number(let number): .integer(number)
    }
  }
}

/// One message of a client.
enum IncomingMessage: Sendable {
  case request(RequestID, method: String, parameters: JSON)
  case notification(method: String, parameters: JSON)
  /// The answer to something that the server asked; nil where the client could not answer.
  case answer(RequestID, JSON?)
  case malformed(RequestID?, ProtocolError)

  /// Reads one line.
  init(_ line: [UInt8]) {
    let value: JSON
    do {
      value = try JSON(reading: line)
    } catch {
      self = .malformed(nil, .parse("\(error)"))
      return
    }
    if case .array = value {
      self = .malformed(nil, .request("several messages in one line are not taken"))
      return
    }
    guard value.isObject else {
      self = .malformed(nil, .request("a message is an object"))
      return
    }
    self = Self.read(value)
  }

  private static func read(_ value: JSON) -> IncomingMessage {
    let id = value["id"].flatMap(RequestID.init)
    guard value["jsonrpc"]?.text == "2.0" else {
      return .malformed(id, .request("jsonrpc has to be \"2.0\""))
    }
    if value["id"] != nil, id == nil {
      return .malformed(nil, .request("an id is a text or a whole number"))
    }
    guard let method = value["method"] else {
      guard let id, value["result"] != nil || value["error"] != nil else {
        return .malformed(id, .request("there is no method"))
      }
      return .answer(id, value["result"])
    }
    guard let name = method.text else {
      return .malformed(id, .request("a method is a text"))
    }
    let parameters = value["params"] ?? [:]
    guard let id else { return .notification(method: name, parameters: parameters) }
    guard parameters.isObject else {
      return .malformed(id, .parameters("params has to be an object"))
    }
    return .request(id, method: name, parameters: parameters)
  }
}
