/// A statement of SQL in its smallest parts, with their places.
struct SQLText {
  enum Kind: Hashable {
    /// A word or quoted name, in lower case.
    case word(String)
    /// `$1` by its number.
    case parameter(Int)
    /// Punctuation, byte by byte.
    case mark(UInt8)
    /// A quoted text.
    case text(String)
    case number
    /// What the program puts in.
    case hole
    case comment
  }

  struct Token {
    var kind: Kind
    /// Offsets in the bytes that were read.
    var range: Range<Int>
    /// How many parentheses are open around it.
    var depth: Int

    var word: String? { if case .word(let text) = kind { text } else { nil } }
  }

  private(set) var tokens: [Token] = []

  /// Reads bytes in a range; `holes` are ranges that the program fills in.
  init(_ bytes: [UInt8], in range: Range<Int>, holes: [Range<Int>] = []) {
    var reader = SQLReader(bytes: bytes, position: range.lowerBound, end: range.upperBound)
    tokens = reader.read(holes: holes)
  }
}

/// Reads SQL byte by byte, in one pass.
private struct SQLReader {
  let bytes: [UInt8]
  var position: Int
  let end: Int
  private var depth = 0

  init(bytes: [UInt8], position: Int, end: Int) {
    self.bytes = bytes
    self.position = position
    self.end = min(end, bytes.count)
  }

  mutating func read(holes: [Range<Int>]) -> [SQLText.Token] {
    var tokens: [SQLText.Token] = []
    var holes = holes[...]
    while position < end {
      while let hole = holes.first, hole.upperBound <= position { holes.removeFirst() }
      let start = position
      if let hole = holes.first, hole.lowerBound <= position {
        position = hole.upperBound
        tokens.append(.init(kind: .hole, range: start..<position, depth: depth))
        continue
      }
      guard let kind = next() else { continue }
      // An opening and its closing parenthesis lie at the same depth.
      if kind == .mark(0x29) { depth = max(0, depth - 1) }
      tokens.append(.init(kind: kind, range: start..<position, depth: depth))
      if kind == .mark(0x28) { depth += 1 }
    }
    return tokens
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < end ? bytes[position + offset] : 0
  }

  private mutating func next() -> SQLText.Kind? {
    let first = byte()
    switch first {
    case 0x20, 0x09, 0x0A, 0x0D:
      position += 1
      return nil
    case 0x27: return .text(quoted(0x27))
    case 0x22: return .word(quoted(0x22))
    case 0x2D where byte(1) == 0x2D:
      while position < end, bytes[position] != 0x0A { position += 1 }
      return .comment
    case 0x2F where byte(1) == 0x2A:
      position += 2
      while position < end, !(byte() == 0x2A && byte(1) == 0x2F) { position += 1 }
      position = min(end, position + 2)
      return .comment
    case 0x24: return dollar()
    case _ where Self.isLetter(first):
      let start = position
      while position < end, Self.isLetter(byte()) || Self.isDigit(byte()) { position += 1 }
      return .word(String(decoding: bytes[start..<position], as: UTF8.self).lowercased())
    case _ where Self.isDigit(first):
      while position < end, Self.isDigit(byte()) || byte() == 0x2E { position += 1 }
      return .number
    default:
      position += 1
      return .mark(first)
    }
  }

  /// `$1`, or a text between dollar signs.
  private mutating func dollar() -> SQLText.Kind {
    position += 1
    if Self.isDigit(byte()) {
      let start = position
      while position < end, Self.isDigit(byte()) { position += 1 }
      return .parameter(Int(String(decoding: bytes[start..<position], as: UTF8.self)) ?? 0)
    }
    let start = position
    while position < end, Self.isLetter(byte()) { position += 1 }
    guard byte() == 0x24 else { return .mark(0x24) }
    let tag = [0x24] + bytes[start..<position] + [0x24]
    position += 1
    let text = position
    while position < end {
      if byte() == 0x24, bytes[position..<min(end, position + tag.count)].elementsEqual(tag) {
        position += tag.count
        return .text(String(decoding: bytes[text..<(position - tag.count)], as: UTF8.self))
      }
      position += 1
    }
    return .text("")
  }

  private mutating func quoted(_ quote: UInt8) -> String {
    position += 1
    let start = position
    while position < end {
      // A script's own escape, as in 'it\'s'.
      if byte() == 0x5C {
        position += 2
        continue
      }
      if byte() == quote {
        guard byte(1) == quote else { break }
        position += 1
      }
      position += 1
    }
    let text = String(decoding: bytes[start..<min(position, end)], as: UTF8.self)
    position = min(end, position + 1)
    return text
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x5F || byte >= 0x80
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
