/// One token of SQL text.
struct SQLToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// A keyword or a name without quotes.
    case word
    /// A name in quotes of its dialect.
    case quotedName
    /// A string, a dollar-quoted one included.
    case string
    case number
    /// One punctuation character.
    case symbol
  }

  let kind: Kind
  /// The token without its quotes.
  let text: String
  /// The text in upper case, for words only.
  let keyword: String
  /// Offset of the first byte.
  let offset: Int
  /// Offset of the first byte of the text inside the quotes.
  let innerOffset: Int

  /// Whether the token is this punctuation character.
  func isSymbol(_ character: Character) -> Bool {
    kind == .symbol && text.first == character
  }
}

/// Takes SQL text of PostgreSQL, MySQL, SQLite and SQL Server apart into tokens.
struct SQLLexer {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  /// Most tokens of one text.
  static let mostTokens = 2_000_000

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Reads all tokens, comments left out; an unclosed string runs to the end of the text.
  static func tokens(of bytes: ArraySlice<UInt8>) -> [SQLToken] {
    var lexer = SQLLexer(bytes)
    var tokens: [SQLToken] = []
    while let token = lexer.next(), tokens.count < mostTokens { tokens.append(token) }
    return tokens
  }

  private mutating func next() -> SQLToken? {
    skipBlanksAndComments()
    guard position < bytes.endIndex else { return nil }
    let start = position
    let byte = bytes[start]
    switch byte {
    case UInt8(ascii: "'"): return quoted(closing: byte, kind: .string, escapes: false)
    case UInt8(ascii: "\""), UInt8(ascii: "`"):
      return quoted(closing: byte, kind: .quotedName, escapes: false)
    case UInt8(ascii: "[") where isNameStart(peek(1)):
      return quoted(closing: UInt8(ascii: "]"), kind: .quotedName, escapes: false)
    case UInt8(ascii: "$"):
      if let token = dollarQuoted() { return token }
    case UInt8(ascii: "e"), UInt8(ascii: "E"):
      if peek(1) == UInt8(ascii: "'") {
        position += 1
        return quoted(closing: UInt8(ascii: "'"), kind: .string, escapes: true)
      }
    default: break
    }
    if isNameStart(byte) { return run(.word, isNamePart) }
    if (48...57).contains(byte) { return run(.number) { (48...57).contains($0) || $0 == 46 } }
    position += 1
    return token(.symbol, start..<position, offset: start)
  }

  private mutating func run(_ kind: SQLToken.Kind, _ isPart: (UInt8) -> Bool) -> SQLToken {
    let start = position
    while position < bytes.endIndex, isPart(bytes[position]) { position += 1 }
    return token(kind, start..<position, offset: start)
  }

  private mutating func quoted(
    closing: UInt8,
    kind: SQLToken.Kind,
    escapes: Bool
  ) -> SQLToken {
    let start = position
    position += 1
    let inner = position
    while position < bytes.endIndex {
      let byte = bytes[position]
      if escapes, byte == UInt8(ascii: "\\") {
        position += 2
      } else if byte == closing {
        // A doubled quote stands for one.
        guard peek(1) == closing else { break }
        position += 2
      } else {
        position += 1
      }
    }
    let end = min(position, bytes.endIndex)
    position = min(end + 1, bytes.endIndex)
    return token(kind, inner..<end, offset: start)
  }

  private mutating func dollarQuoted() -> SQLToken? {
    let start = position
    var end = start + 1
    while end < bytes.endIndex, end - start < 64, isNamePart(bytes[end]),
      bytes[end] != UInt8(ascii: "$")
    {
      end += 1
    }
    guard end < bytes.endIndex, bytes[end] == UInt8(ascii: "$") else { return nil }
    let tag = bytes[start...end]
    let inner = end + 1
    var place = inner
    while place < bytes.endIndex {
      if bytes[place] == UInt8(ascii: "$"), bytes[place...].starts(with: tag) {
        position = place + tag.count
        return token(.string, inner..<place, offset: start)
      }
      place += 1
    }
    position = bytes.endIndex
    return token(.string, inner..<bytes.endIndex, offset: start)
  }

  private mutating func skipBlanksAndComments() {
    while position < bytes.endIndex {
      let byte = bytes[position]
      if byte <= 32 {
        position += 1
      } else if byte == UInt8(ascii: "-"), peek(1) == byte {
        skipLine()
      } else if byte == UInt8(ascii: "#"), peek(1) != UInt8(ascii: ">") {
        skipLine()
      } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        skipBlockComment()
      } else {
        return
      }
    }
  }

  private mutating func skipLine() {
    while position < bytes.endIndex, bytes[position] != 10 { position += 1 }
  }

  private mutating func skipBlockComment() {
    position += 2
    while position < bytes.endIndex {
      if bytes[position] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        position += 2
        return
      }
      position += 1
    }
  }

  private func peek(_ distance: Int) -> UInt8 {
    position + distance < bytes.endIndex ? bytes[position + distance] : 0
  }

  private func token(_ kind: SQLToken.Kind, _ range: Range<Int>, offset: Int) -> SQLToken {
    let text = String(decoding: bytes[range], as: UTF8.self)
    return SQLToken(
      kind: kind,
      text: text,
      keyword: kind == .word ? text.uppercased() : "",
      offset: offset,
      innerOffset: range.lowerBound
    )
  }

  private func isNameStart(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
      || byte >= 0x80
  }

  private func isNamePart(_ byte: UInt8) -> Bool {
    isNameStart(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "$")
  }
}
