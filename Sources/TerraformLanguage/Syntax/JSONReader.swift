/// A JSON document with the place of everything in it.
indirect enum JSONNode {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([Element])
  case object([Member])

  struct Element {
    var node: JSONNode
    var offset: Int
    var end: Int
  }

  struct Member {
    var key: String
    var node: JSONNode
    var offset: Int
    var end: Int
  }

  /// The same data as a value of the language.
  var value: Value {
    switch self {
    case .null: .null
    case .bool(let bool): .bool(bool)
    case .number(let number): .number(number)
    case .string(let text): .string(text)
    case .array(let elements): .tuple(elements.map(\.node.value))
    case .object(let members):
      .object(Dictionary(members.map { ($0.key, $0.node.value) }) { $1 })
    }
  }
}

/// Reads JSON; bounded in depth.
struct JSONReader {
  private let bytes: [UInt8]
  private(set) var offset = 0
  private var depth = 0

  struct Failure: Error {
    var message: String
    var offset: Int
  }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a whole document.
  static func read(_ bytes: [UInt8]) throws(Failure) -> JSONNode {
    var reader = JSONReader(bytes)
    let node = try reader.readValue()
    reader.skipBlanks()
    guard reader.offset == bytes.count else { throw reader.failure("something follows the JSON") }
    return node
  }

  private func failure(_ message: String) -> Failure { Failure(message: message, offset: offset) }

  private mutating func skipBlanks() {
    while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
  }

  private func peek() -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private mutating func readValue() throws(Failure) -> JSONNode {
    guard depth < 100 else { throw failure("the JSON nests too deeply") }
    depth += 1
    defer { depth -= 1 }
    skipBlanks()
    switch peek() {
    case UInt8(ascii: "{"): return try readObject()
    case UInt8(ascii: "["): return try readArray()
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "t"): return try readWord("true", .bool(true))
    case UInt8(ascii: "f"): return try readWord("false", .bool(false))
    case UInt8(ascii: "n"): return try readWord("null", .null)
    default: return try readNumber()
    }
  }

  private mutating func readWord(_ word: String, _ node: JSONNode) throws(Failure) -> JSONNode {
    guard bytes[offset...].starts(with: word.utf8) else { throw failure("not JSON") }
    offset += word.utf8.count
    return node
  }

  private mutating func readNumber() throws(Failure) -> JSONNode {
    let start = offset
    while offset < bytes.count, bytes[offset].isDigit || "+-.eE".utf8.contains(bytes[offset]) {
      offset += 1
    }
    guard let number = NumberText.parse(String(decoding: bytes[start..<offset], as: UTF8.self))
    else { throw failure("not JSON") }
    return .number(number)
  }

  private mutating func readArray() throws(Failure) -> JSONNode {
    var elements: [JSONNode.Element] = []
    offset += 1
    skipBlanks()
    if peek() == UInt8(ascii: "]") {
      offset += 1
      return .array([])
    }
    while true {
      skipBlanks()
      let start = offset
      let node = try readValue()
      elements.append(JSONNode.Element(node: node, offset: start, end: offset))
      skipBlanks()
      let next = peek()
      offset += 1
      if next == UInt8(ascii: "]") { return .array(elements) }
      guard next == UInt8(ascii: ",") else { throw failure("expected ',' or ']'") }
    }
  }

  private mutating func readObject() throws(Failure) -> JSONNode {
    var members: [JSONNode.Member] = []
    offset += 1
    skipBlanks()
    if peek() == UInt8(ascii: "}") {
      offset += 1
      return .object([])
    }
    while true {
      skipBlanks()
      let start = offset
      guard peek() == UInt8(ascii: "\"") else { throw failure("expected a name") }
      let key = try readString()
      skipBlanks()
      guard peek() == UInt8(ascii: ":") else { throw failure("expected ':'") }
      offset += 1
      let node = try readValue()
      members.append(JSONNode.Member(key: key, node: node, offset: start, end: offset))
      skipBlanks()
      let next = peek()
      offset += 1
      if next == UInt8(ascii: "}") { return .object(members) }
      guard next == UInt8(ascii: ",") else { throw failure("expected ',' or '}'") }
    }
  }

  private mutating func readString() throws(Failure) -> String {
    offset += 1
    var text: [UInt8] = []
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try readEscape(into: &text)
      case 0..<0x20: throw failure("a control character in a JSON text")
      default: text.append(byte)
      }
    }
    throw failure("a JSON text is not closed")
  }

  private mutating func readEscape(into text: inout [UInt8]) throws(Failure) {
    let kind = peek()
    offset += 1
    switch kind {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(kind)
    case UInt8(ascii: "u"):
      var code = try readHex()
      if (0xD800..<0xDC00).contains(code), peek() == UInt8(ascii: "\\") {
        offset += 2
        let low = try readHex()
        guard (0xDC00..<0xE000).contains(low) else { throw failure("not a Unicode escape") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
      text += Array(String(Character(scalar)).utf8)
    default: throw failure("unknown escape in a JSON text")
    }
  }

  private mutating func readHex() throws(Failure) -> UInt32 {
    guard offset + 4 <= bytes.count,
      let code = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
    else { throw failure("not a Unicode escape") }
    offset += 4
    return code
  }
}
