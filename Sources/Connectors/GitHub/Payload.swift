/// A JSON value that came from outside, read with bounds on its depth and size.
///
/// Looking something up in the wrong kind of value gives nothing rather than an error, so that what
/// an answer lacks is seen at the one place that needs it.
indirect enum Payload: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case list([Payload])
  case object([String: Payload])

  /// The value under a key; null when there is none.
  subscript(key: String) -> Payload {
    guard case .object(let members) = self else { return .null }
    return members[key] ?? .null
  }

  /// The text, nil when it is none.
  var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The whole number, nil when it is none.
  var int: Int? {
    guard case .number(let number) = self else { return nil }
    return Int(exactly: number)
  }

  /// The truth value, nil when it is none.
  var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The elements, nil when it is no list.
  var list: [Payload]? {
    guard case .list(let elements) = self else { return nil }
    return elements
  }

  /// Whether it is an object.
  var isObject: Bool {
    guard case .object = self else { return false }
    return true
  }

  /// Whether there is nothing.
  var isNull: Bool { self == .null }

  /// Whether an object has a key, be it null.
  func has(_ key: String) -> Bool {
    guard case .object(let members) = self else { return false }
    return members[key] != nil
  }
}

/// Reads JSON as RFC 8259 has it, at most 64 levels deep.
struct PayloadReader {
  private static let depthAtMost = 64

  private let bytes: [UInt8]
  private var position = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a whole text; nil when it is no JSON, is cut off, or is nested too deeply.
  static func read(_ bytes: [UInt8]) -> Payload? {
    var reader = PayloadReader(bytes)
    guard let value = reader.value(depth: 0) else { return nil }
    reader.skipSpace()
    return reader.position == bytes.count ? value : nil
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard current == byte else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) -> Payload? {
    skipSpace()
    guard depth <= Self.depthAtMost, let byte = current else { return nil }
    switch byte {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return list(depth: depth)
    case UInt8(ascii: "\""): return text().map(Payload.string)
    case UInt8(ascii: "t"): return word("true", .bool(true))
    case UInt8(ascii: "f"): return word("false", .bool(false))
    case UInt8(ascii: "n"): return word("null", .null)
    default: return number()
    }
  }

  private mutating func word(_ word: String, _ value: Payload) -> Payload? {
    guard bytes[position...].starts(with: word.utf8) else { return nil }
    position += word.utf8.count
    return value
  }

  private mutating func number() -> Payload? {
    let start = position
    while let byte = current, Self.isOfNumber(byte) { position += 1 }
    // No number that a host sends is longer, and a long one takes long to read.
    guard (1...40).contains(position - start) else { return nil }
    return Double(String(decoding: bytes[start..<position], as: UTF8.self)).map(Payload.number)
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
  }

  private mutating func list(depth: Int) -> Payload? {
    position += 1
    var elements: [Payload] = []
    if take(UInt8(ascii: "]")) { return .list(elements) }
    while true {
      guard let element = value(depth: depth + 1) else { return nil }
      elements.append(element)
      if take(UInt8(ascii: "]")) { return .list(elements) }
      guard take(UInt8(ascii: ",")) else { return nil }
    }
  }

  private mutating func object(depth: Int) -> Payload? {
    position += 1
    var members: [String: Payload] = [:]
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\""), let key = text(), take(UInt8(ascii: ":")),
        let member = value(depth: depth + 1)
      else { return nil }
      members[key] = member
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { return nil }
    }
  }

  private mutating func text() -> String? {
    position += 1
    var result: [UInt8] = []
    while let byte = current {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: result, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let escape = current else { return nil }
        position += 1
        guard let scalars = unescaped(escape) else { return nil }
        result += scalars
      default: result.append(byte)
      }
    }
    return nil
  }

  private mutating func unescaped(_ escape: UInt8) -> [UInt8]? {
    switch escape {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [escape]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      guard let first = unit() else { return nil }
      guard (0xD800...0xDBFF).contains(first) else { return Self.encoded(UInt32(first)) }
      let mark = position
      if bytes[position...].starts(with: "\\u".utf8) {
        position += 2
        if let second = unit(), (0xDC00...0xDFFF).contains(second) {
          let high = UInt32(first) - 0xD800
          return Self.encoded(0x10000 + high << 10 + (UInt32(second) - 0xDC00))
        }
        position = mark
      }
      return Self.encoded(0xFFFD)
    default: return nil
    }
  }

  private mutating func unit() -> UInt16? {
    guard position + 4 <= bytes.count else { return nil }
    let digits = bytes[position..<position + 4]
    guard digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
    position += 4
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private static func encoded(_ number: UInt32) -> [UInt8] {
    Array(String(Character(Unicode.Scalar(number) ?? "\u{FFFD}")).utf8)
  }
}
