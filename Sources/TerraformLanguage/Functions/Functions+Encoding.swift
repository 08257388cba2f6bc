extension PureFunction {
  static let encoding: [String: PureFunction] = [
    "jsonencode": PureFunction(1...1, takesUnknown: true) { (a) throws(EvaluationFailure) in
      guard var unknown = a.unknown(0) else {
        return .string(try JSONText.encode(a.values[0]))
      }
      unknown.shape = .json(a.values[0])
      return .unknown(unknown)
    },
    "jsondecode": PureFunction(1...1, takesUnknown: true) { (a) throws(EvaluationFailure) in
      if let unknown = a.values[0].unknown {
        if case .json(let value) = unknown.shape { return value }
        return .unknown(unknown.forgettingShape)
      }
      guard let node = try? JSONReader.read(Array(try a.string(0).utf8)) else {
        throw EvaluationFailure("jsondecode meets something that is not JSON")
      }
      return node.value
    },
    "base64encode": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      .string(Base64.encode(Array(try a.string(0).utf8)))
    },
    "base64decode": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      guard let bytes = Base64.decode(try a.string(0)) else {
        throw EvaluationFailure("base64decode meets something that is not base64")
      }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw EvaluationFailure("base64decode gives something that is not UTF-8")
      }
      return .string(text)
    },
    "urlencode": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      var result = ""
      for byte in try a.string(0).utf8 {
        if byte.isUnreserved {
          result.unicodeScalars.append(Unicode.Scalar(byte))
        } else if byte == UInt8(ascii: " ") {
          result += "+"
        } else {
          let hex = String(byte, radix: 16, uppercase: true)
          result += "%" + (hex.count < 2 ? "0" : "") + hex
        }
      }
      return .string(result)
    },
    "basename": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      let path = try a.string(0)
      let parts = path.split(separator: "/")
      return .string(parts.last.map(String.init) ?? (path.isEmpty ? "." : "/"))
    },
    "dirname": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      let path = try a.string(0)
      guard let end = path.lastIndex(of: "/") else { return .string(".") }
      return .string(end == path.startIndex ? "/" : String(path[..<end]))
    },
    "csvdecode": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      let rows = commaSeparated(try a.string(0))
      guard let head = rows.first else { return .list(ListValue(.list, [])) }
      var results: [Value] = []
      for row in rows.dropFirst() {
        guard row.count == head.count else { throw EvaluationFailure("a row of a CSV is short") }
        results.append(.object(Dictionary(zip(head, row.map { .string($0) })) { $1 }))
      }
      return .list(ListValue(.list, results))
    },
  ]

  private static func commaSeparated(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var isQuoted = false
    var characters = text.replacing("\r\n", with: "\n")[...]
    while let character = characters.popFirst() {
      switch character {
      case "\"" where isQuoted && characters.first == "\"":
        field.append("\"")
        characters.removeFirst()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        row.append(field)
        field = ""
      case "\n" where !isQuoted:
        if !row.isEmpty || !field.isEmpty { rows.append(row + [field]) }
        row = []
        field = ""
      default: field.append(character)
      }
    }
    if !row.isEmpty || !field.isEmpty { rows.append(row + [field]) }
    return rows
  }
}

extension UInt8 {
  fileprivate var isUnreserved: Bool {
    isDigit || (startsIdentifier && self < 0x80) || "-_.~".utf8.contains(self)
  }
}

/// Base64 with the standard alphabet.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  static func encode(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(bytes.count, start + 3)]
      let padded = Array(part) + Array(repeating: 0, count: 3 - part.count)
      let bits = UInt32(padded[0]) << 16 | UInt32(padded[1]) << 8 | UInt32(padded[2])
      for position in 0..<4 {
        result.append(
          position <= part.count
            ? alphabet[Int(bits >> UInt32(18 - 6 * position) & 63)] : UInt8(ascii: "=")
        )
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  static func decode(_ text: String) -> [UInt8]? {
    guard text.utf8.count % 4 == 0 else { return nil }
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    let body = text.utf8.prefix { $0 != UInt8(ascii: "=") }
    guard text.utf8.count - body.count <= 2 else { return nil }
    for byte in body {
      guard let digit = alphabet.firstIndex(of: byte) else { return nil }
      bits = bits << 6 | UInt32(digit)
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return result
  }
}
