/// Why some bytes are no JSON that can be canonical.
package struct CanonicalJSONFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  package let problem: String
  /// Bytes before it.
  package let offset: Int

  /// The problem with its place.
  package var description: String { "\(problem) at byte \(offset)" }
}

extension CanonicalJSON {
  /// Reads a JSON text, in whatever order and spacing it is written.
  ///
  /// As RFC 8785 demands, names that occur twice, lone surrogates and numbers beyond double
  /// precision are refused; so are bytes that are no UTF-8, and values nested deeper than 64.
  package init(reading bytes: some Sequence<UInt8>) throws {
    var reader = CanonicalJSONReader(bytes: Array(bytes))
    self = try reader.readWhole()
  }
}

/// Reads one JSON text from its first byte to its last.
private struct CanonicalJSONReader {
  private static let deepest = 64

  private let bytes: [UInt8]
  private var offset = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func readWhole() throws -> CanonicalJSON {
    let value = try readValue(depth: 0)
    skipSpace()
    guard offset == bytes.count else { throw failure("something follows the value") }
    return value
  }

  private func failure(_ problem: String) -> CanonicalJSONFailure {
    CanonicalJSONFailure(problem: problem, offset: offset)
  }

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    offset += 1
    return true
  }

  private mutating func readValue(depth: Int) throws -> CanonicalJSON {
    guard depth < Self.deepest else { throw failure("values are nested too deep") }
    skipSpace()
    guard let first = next else { throw failure("a value is missing") }
    switch first {
    case 0x7B: return try readObject(depth: depth)
    case 0x5B: return try readArray(depth: depth)
    case 0x22: return .string(try readString())
    case 0x74: return try readWord("true", as: .bool(true))
    case 0x66: return try readWord("false", as: .bool(false))
    case 0x6E: return try readWord("null", as: .null)
    case 0x2D, 0x30...0x39: return try readNumber()
    default: throw failure("a value is missing")
    }
  }

  private mutating func readWord(_ word: String, as value: CanonicalJSON) throws -> CanonicalJSON {
    guard bytes[offset...].starts(with: word.utf8) else { throw failure("a value is missing") }
    offset += word.utf8.count
    return value
  }

  private mutating func readArray(depth: Int) throws -> CanonicalJSON {
    offset += 1
    skipSpace()
    if take(0x5D) { return .array([]) }
    var values: [CanonicalJSON] = []
    repeat {
      values.append(try readValue(depth: depth + 1))
      skipSpace()
    } while take(0x2C)
    guard take(0x5D) else { throw failure("the list does not end") }
    return .array(values)
  }

  private mutating func readObject(depth: Int) throws -> CanonicalJSON {
    offset += 1
    skipSpace()
    if take(0x7D) { return .object([]) }
    var members: [CanonicalJSON.Member] = []
    var isSorted = true
    repeat {
      skipSpace()
      guard next == 0x22 else { throw failure("a name is missing") }
      let name = try readString()
      skipSpace()
      guard take(0x3A) else { throw failure("a colon is missing") }
      if let last = members.last, !CanonicalJSON.precedes(last.name, name) { isSorted = false }
      members.append(CanonicalJSON.Member(name: name, value: try readValue(depth: depth + 1)))
      skipSpace()
    } while take(0x2C)
    guard take(0x7D) else { throw failure("the object does not end") }
    guard !isSorted else { return .object(members) }
    members.sort { CanonicalJSON.precedes($0.name, $1.name) }
    for (one, other) in zip(members, members.dropFirst())
    where !CanonicalJSON.precedes(one.name, other.name) {
      throw failure("a name occurs twice")
    }
    return .object(members)
  }

  private mutating func readNumber() throws -> CanonicalJSON {
    let start = offset
    _ = take(0x2D)
    if !take(0x30), skipDigits() == 0 { throw failure("a digit is missing") }
    if take(0x2E), skipDigits() == 0 { throw failure("a digit is missing") }
    if take(0x65) || take(0x45) {
      if !take(0x2B) { _ = take(0x2D) }
      if skipDigits() == 0 { throw failure("a digit is missing") }
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    guard let number = Double(text), number.isFinite else {
      throw failure("a number is out of range")
    }
    return .number(number)
  }

  private mutating func skipDigits() -> Int {
    let start = offset
    while let byte = next, (0x30...0x39).contains(byte) { offset += 1 }
    return offset - start
  }

  private mutating func readString() throws -> String {
    offset += 1
    let start = offset
    while let byte = next, byte != 0x22, byte != 0x5C, byte >= 0x20 { offset += 1 }
    if next == 0x22 {
      // Nothing is escaped in most texts.
      defer { offset += 1 }
      return try text(of: bytes[start..<offset])
    }
    var content = Array(bytes[start..<offset])
    while let byte = next {
      switch byte {
      case 0x22:
        offset += 1
        return try text(of: content[...])
      case 0x5C:
        offset += 1
        try readEscape(into: &content)
      case ..<0x20: throw failure("a control character is not escaped")
      default:
        content.append(byte)
        offset += 1
      }
    }
    throw failure("the text does not end")
  }

  private func text(of content: ArraySlice<UInt8>) throws -> String {
    guard let text = String(validating: content, as: UTF8.self) else {
      throw failure("a text is no UTF-8")
    }
    return text
  }

  private mutating func readEscape(into content: inout [UInt8]) throws {
    guard let byte = next else { throw failure("the text does not end") }
    offset += 1
    switch byte {
    case 0x22, 0x5C, 0x2F: content.append(byte)
    case 0x62: content.append(0x08)
    case 0x66: content.append(0x0C)
    case 0x6E: content.append(0x0A)
    case 0x72: content.append(0x0D)
    case 0x74: content.append(0x09)
    case 0x75: try readScalar(into: &content)
    default: throw failure("there is no such escape")
    }
  }

  private mutating func readScalar(into content: inout [UInt8]) throws {
    var value = try readCodeUnit()
    if (0xD800..<0xDC00).contains(value) {
      guard take(0x5C), take(0x75) else { throw failure("a surrogate stands alone") }
      let low = try readCodeUnit()
      guard (0xDC00..<0xE000).contains(low) else { throw failure("a surrogate stands alone") }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw failure("a surrogate stands alone") }
    content += Array(String(scalar).utf8)
  }

  private mutating func readCodeUnit() throws -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("four hexadecimal digits are missing")
      }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }
}

extension CanonicalJSON: Codable {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Reads any JSON value.
  package init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: Name.self) {
      var members: [String: CanonicalJSON?] = [:]
      for key in container.allKeys {
        members[key.stringValue] = try container.decode(CanonicalJSON.self, forKey: key)
      }
      self = .object(of: members)
      return
    }
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .bool(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .string(text)
    } else {
      self = .array(try container.decode([CanonicalJSON].self))
    }
  }

  /// Writes the value; numbers without a fraction are written as integers.
  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .object(let members):
      var container = encoder.container(keyedBy: Name.self)
      for member in members {
        try container.encode(member.value, forKey: Name(stringValue: member.name))
      }
    default:
      var container = encoder.singleValueContainer()
      switch self {
      case .bool(let flag): try container.encode(flag)
      case .number(let number):
        if let whole = Int(exactly: number) {
          try container.encode(whole)
        } else {
          try container.encode(number)
        }
      case .string(let text): try container.encode(text)
      case .array(let values): try container.encode(values)
      case .null, .object: try container.encodeNil()
      }
    }
  }
}
