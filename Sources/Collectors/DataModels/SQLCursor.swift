/// A walk over the tokens of one statement.
struct SQLCursor {
  private let tokens: ArraySlice<SQLToken>
  private(set) var position: Int

  init(_ tokens: ArraySlice<SQLToken>) {
    self.tokens = tokens
    position = tokens.startIndex
  }

  /// The token at hand, nil past the end.
  var current: SQLToken? { position < tokens.endIndex ? tokens[position] : nil }
  /// Whether nothing is left.
  var isAtEnd: Bool { position >= tokens.endIndex }
  /// All tokens of the statement.
  var all: ArraySlice<SQLToken> { tokens }
  /// What is left.
  var rest: ArraySlice<SQLToken> { tokens[position...] }

  /// Steps over the token at hand and returns it.
  @discardableResult
  mutating func advance() -> SQLToken? {
    defer { if position < tokens.endIndex { position += 1 } }
    return current
  }

  /// Steps over these keywords if all of them follow.
  mutating func accept(_ keywords: String...) -> Bool {
    guard tokens[position...].count >= keywords.count else { return false }
    for (index, keyword) in keywords.enumerated() where tokens[position + index].keyword != keyword
    {
      return false
    }
    position += keywords.count
    return true
  }

  /// Steps over any of these keywords, as often as they come.
  mutating func skip(_ keywords: Set<String>) {
    while let token = current, keywords.contains(token.keyword) { position += 1 }
  }

  /// Steps over a punctuation character if it follows.
  mutating func accept(symbol: Character) -> Bool {
    guard let token = current, token.isSymbol(symbol) else { return false }
    position += 1
    return true
  }

  /// Steps to just past a keyword, if it comes.
  mutating func advance(past keyword: String) -> Bool {
    while let token = advance() {
      if token.keyword == keyword { return true }
    }
    return false
  }

  /// Reads a name with its qualifiers and returns all parts.
  mutating func qualifiedName() -> [String] {
    var parts: [String] = []
    while let token = current, token.kind == .word || token.kind == .quotedName {
      parts.append(token.text)
      position += 1
      guard accept(symbol: ".") else { break }
    }
    return parts
  }

  /// Reads a table's name without its schema, nil when none follows.
  mutating func tableName() -> String? { qualifiedName().last }

  /// Reads a parenthesised list and returns its items; nested parentheses stay together.
  mutating func parenthesised() -> [ArraySlice<SQLToken>]? {
    guard accept(symbol: "(") else { return nil }
    let items = Self.items(of: tokens, from: position)
    position = min(items.end + 1, tokens.endIndex)
    return items.items
  }

  /// Splits what is left at the commas outside parentheses.
  func commaSeparated() -> [ArraySlice<SQLToken>] {
    Self.items(of: tokens, from: position).items
  }

  private static func items(
    of tokens: ArraySlice<SQLToken>,
    from start: Int
  ) -> (items: [ArraySlice<SQLToken>], end: Int) {
    var items: [ArraySlice<SQLToken>] = []
    var depth = 0
    var first = start
    var index = start
    while index < tokens.endIndex {
      let token = tokens[index]
      if token.isSymbol("(") {
        depth += 1
      } else if token.isSymbol(")") {
        if depth == 0 { break }
        depth -= 1
      } else if depth == 0, token.isSymbol(",") {
        items.append(tokens[first..<index])
        first = index + 1
      }
      index += 1
    }
    if first < index { items.append(tokens[first..<index]) }
    return (items, index)
  }
}
