/// One token of a template, before directives are nested.
private enum TemplateToken {
  case literal(String)
  case interpolation(Expression)
  case ifStart(Expression)
  case otherwise
  case ifEnd
  case forStart(key: String?, value: String, source: Expression)
  case forEnd

  var literalText: String? {
    guard case .literal(let text) = self else { return nil }
    return text
  }
}

/// The tokens of a template while they are read.
private struct TemplateTokens {
  var tokens: [TemplateToken] = []
  /// Whether a marker asked to drop the blanks that follow.
  var trimsNext = false

  mutating func append(literal: String) {
    let text = trimsNext ? literal.droppingLeadingBlanks : literal
    trimsNext = false
    tokens.append(.literal(text))
  }

  mutating func append(_ token: TemplateToken, trimsBefore: Bool, trimsAfter: Bool) {
    if trimsBefore, let last = tokens.last?.literalText {
      tokens[tokens.count - 1] = .literal(last.droppingTrailingBlanks)
    }
    tokens.append(token)
    trimsNext = trimsAfter
  }
}

extension HCLParser {
  /// Parses the whole text as a template, as template files and JSON strings are.
  static func parseTemplate(
    _ text: String,
    file: String,
    depth: Int = 0
  ) throws(SyntaxProblem) -> Expression {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "{") }) else { return .text(text) }
    var parser = HCLParser(Array(text.utf8), file: file)
    parser.depth = depth
    let tokens = try parser.readBareTokens()
    return .template(try parser.nest(tokens))
  }

  /// Parses a quoted template.
  mutating func parseQuotedTemplate() throws(SyntaxProblem) -> Expression {
    try enter()
    defer { depth -= 1 }
    offset += 1
    var result = TemplateTokens()
    var literal: [UInt8] = []
    while true {
      guard offset < end, bytes[offset] != .newline else {
        throw problem("a quoted text is not closed")
      }
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        offset += 1
        break
      } else if byte == UInt8(ascii: "\\") {
        try readEscape(into: &literal)
      } else if let marker = takeDoubledMarker() {
        literal += marker
      } else if startsSequence {
        flush(&literal, into: &result)
        try readSequence(into: &result)
      } else {
        literal.append(byte)
        offset += 1
      }
    }
    flush(&literal, into: &result)
    return .template(try nest(result.tokens))
  }

  /// Parses a heredoc; the one written `<<-` loses the indentation its lines share.
  mutating func parseHeredoc() throws(SyntaxProblem) -> Expression {
    try enter()
    defer { depth -= 1 }
    offset += 2
    let sharesIndentation = take("-")
    guard let marker = readIdentifier() else { throw problem("expected a heredoc marker") }
    if peek() == UInt8(ascii: "\r") { offset += 1 }
    guard peek() == .newline else { throw problem("expected a new line after a heredoc marker") }
    offset += 1
    guard let close = findHeredocEnd(Array(marker.utf8)) else {
      throw problem("a heredoc is not closed")
    }
    var inner = HCLParser(self, end: close.start)
    var tokens = try inner.readBareTokens()
    if sharesIndentation { Self.removeSharedIndentation(&tokens) }
    let parts = try inner.nest(tokens)
    offset = close.end
    return .template(parts)
  }

  private init(_ outer: HCLParser, end: Int) {
    self = outer
    self.end = end
    ignoresLineBreaks = false
  }

  /// Finds the line that closes a heredoc: its start, and the end of its marker.
  private func findHeredocEnd(_ marker: [UInt8]) -> (start: Int, end: Int)? {
    var line = offset
    while line < end {
      var position = line
      while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
      let stop = position + marker.count
      if stop <= end, bytes[position..<stop].elementsEqual(marker),
        stop == end || !bytes[stop].continuesIdentifier
      {
        return (line, stop)
      }
      while position < end, bytes[position] != .newline { position += 1 }
      line = position + 1
    }
    return nil
  }

  /// Reads tokens up to the end; a literal ends with its line.
  private mutating func readBareTokens() throws(SyntaxProblem) -> [TemplateToken] {
    var result = TemplateTokens()
    var literal: [UInt8] = []
    while offset < end {
      let byte = bytes[offset]
      if let marker = takeDoubledMarker() {
        literal += marker
      } else if startsSequence {
        flush(&literal, into: &result)
        try readSequence(into: &result)
      } else {
        offset += 1
        // Terraform reads a line's carriage return as part of the line break.
        literal.append(byte)
        if byte == .newline { flush(&literal, into: &result) }
      }
    }
    flush(&literal, into: &result)
    return result.tokens
  }

  private func flush(_ literal: inout [UInt8], into result: inout TemplateTokens) {
    guard !literal.isEmpty else { return }
    result.append(literal: String(decoding: literal, as: UTF8.self))
    literal.removeAll(keepingCapacity: true)
  }

  // MARK: - Sequences

  private var startsSequence: Bool {
    (peek() == UInt8(ascii: "$") || peek() == UInt8(ascii: "%")) && peek(1) == UInt8(ascii: "{")
  }

  /// Takes `$${` or `%%{`, which stand for `${` and `%{`.
  private mutating func takeDoubledMarker() -> [UInt8]? {
    let byte = peek()
    guard byte == UInt8(ascii: "$") || byte == UInt8(ascii: "%"), peek(1) == byte,
      peek(2) == UInt8(ascii: "{")
    else { return nil }
    offset += 3
    return [byte, UInt8(ascii: "{")]
  }

  private mutating func readSequence(into result: inout TemplateTokens) throws(SyntaxProblem) {
    let isDirective = peek() == UInt8(ascii: "%")
    offset += 2
    let trimsBefore = take("~")
    let outer = ignoresLineBreaks
    ignoresLineBreaks = true
    skipBlanks(acrossLines: true)
    let token = isDirective ? try readDirective() : .interpolation(try parseExpression())
    skipBlanks(acrossLines: true)
    let trimsAfter = take("~")
    guard take("}") else { throw problem("expected '}' at the end of a template sequence") }
    ignoresLineBreaks = outer
    result.append(token, trimsBefore: trimsBefore, trimsAfter: trimsAfter)
  }

  private mutating func readDirective() throws(SyntaxProblem) -> TemplateToken {
    switch readIdentifier() {
    case "if": return .ifStart(try parseExpression())
    case "else": return .otherwise
    case "endif": return .ifEnd
    case "endfor": return .forEnd
    case "for":
      skipBlanks(acrossLines: true)
      guard var value = readIdentifier() else { throw problem("expected a name after 'for'") }
      var key: String?
      skipBlanks(acrossLines: true)
      if take(",") {
        skipBlanks(acrossLines: true)
        guard let second = readIdentifier() else { throw problem("expected a name after ','") }
        key = value
        value = second
        skipBlanks(acrossLines: true)
      }
      guard readIdentifier() == "in" else { throw problem("expected 'in'") }
      return .forStart(key: key, value: value, source: try parseExpression())
    default: throw problem("unknown template directive")
    }
  }

  private mutating func readEscape(into literal: inout [UInt8]) throws(SyntaxProblem) {
    let kind = peek(1)
    offset += 2
    switch kind {
    case UInt8(ascii: "n"): literal.append(0x0A)
    case UInt8(ascii: "r"): literal.append(0x0D)
    case UInt8(ascii: "t"): literal.append(0x09)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): literal.append(kind)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let length = kind == UInt8(ascii: "u") ? 4 : 8
      guard offset + length <= end,
        let code = UInt32(
          String(decoding: bytes[offset..<offset + length], as: UTF8.self),
          radix: 16
        ),
        let scalar = Unicode.Scalar(code)
      else { throw problem("not a Unicode escape") }
      literal += Array(String(Character(scalar)).utf8)
      offset += length
    default: throw problem("unknown escape sequence")
    }
  }

  // MARK: - Nesting

  private func nest(_ tokens: [TemplateToken]) throws(SyntaxProblem) -> [Expression.TemplatePart] {
    var position = 0
    let parts = try nest(tokens, from: &position, level: 0)
    guard position == tokens.count else { throw problem("a template directive closes nothing") }
    return parts
  }

  /// Nests tokens up to a closing directive, which stays for the caller.
  private func nest(
    _ tokens: [TemplateToken],
    from position: inout Int,
    level: Int
  ) throws(SyntaxProblem) -> [Expression.TemplatePart] {
    guard level < 40 else { throw problem("template directives nest too deeply") }
    var parts: [Expression.TemplatePart] = []
    while position < tokens.count {
      let token = tokens[position]
      switch token {
      case .literal(let text):
        if case .literal(let before) = parts.last {
          parts[parts.count - 1] = .literal(before + text)
        } else if !text.isEmpty {
          parts.append(.literal(text))
        }
      case .interpolation(let expression): parts.append(.interpolation(expression))
      case .otherwise, .ifEnd, .forEnd: return parts
      case .ifStart(let condition):
        position += 1
        parts.append(try nestIf(condition, tokens, from: &position, level: level))
      case .forStart(let key, let value, let source):
        position += 1
        let body = try nest(tokens, from: &position, level: level + 1)
        guard position < tokens.count, case .forEnd = tokens[position] else {
          throw problem("a template 'for' is not closed")
        }
        parts.append(.loop(key: key, value: value, source: source, body: body))
      }
      position += 1
    }
    return parts
  }

  private func nestIf(
    _ condition: Expression,
    _ tokens: [TemplateToken],
    from position: inout Int,
    level: Int
  ) throws(SyntaxProblem) -> Expression.TemplatePart {
    let first = try nest(tokens, from: &position, level: level + 1)
    var second: [Expression.TemplatePart] = []
    if position < tokens.count, case .otherwise = tokens[position] {
      position += 1
      second = try nest(tokens, from: &position, level: level + 1)
    }
    guard position < tokens.count, case .ifEnd = tokens[position] else {
      throw problem("a template 'if' is not closed")
    }
    return .conditional(condition, then: first, otherwise: second)
  }

  // MARK: - Indentation

  private static func removeSharedIndentation(_ tokens: inout [TemplateToken]) {
    var shared = Int.max
    var startsLine = true
    var adjusted: [Int] = []
    for (position, token) in tokens.enumerated() {
      if startsLine {
        startsLine = false
        var blanks = 0
        if let text = token.literalText {
          let trimmed = text.droppingLeadingBlanks
          if trimmed.isEmpty, text.utf8.last == .newline {
            blanks = Int.max
          } else {
            blanks = text.unicodeScalars.count - trimmed.unicodeScalars.count
            adjusted.append(position)
          }
        }
        shared = min(shared, blanks)
      }
      if token.literalText?.utf8.last == .newline { startsLine = true }
    }
    for position in adjusted {
      guard let text = tokens[position].literalText else { continue }
      tokens[position] = .literal(
        String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(shared)))
      )
    }
  }
}

extension String {
  fileprivate var droppingLeadingBlanks: String {
    String(String.UnicodeScalarView(unicodeScalars.drop(while: \.properties.isWhitespace)))
  }

  fileprivate var droppingTrailingBlanks: String {
    var scalars = unicodeScalars
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}
