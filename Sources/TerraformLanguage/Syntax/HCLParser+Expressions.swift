extension HCLParser {
  /// Parses one expression.
  mutating func parseExpression() throws(SyntaxProblem) -> Expression {
    try enter()
    defer { depth -= 1 }
    let condition = try parseBinary(level: 0)
    skipBlanks(acrossLines: false)
    guard take("?") else { return condition }
    let first = try parseExpression()
    skipBlanks(acrossLines: false)
    guard take(":") else { throw problem("expected ':' in a conditional") }
    let second = try parseExpression()
    return .conditional(condition, first, second)
  }

  // MARK: - Operators

  private static let levels: [[(StaticString, Expression.BinaryOperator)]] = [
    [("||", .or)],
    [("&&", .and)],
    [("==", .equal), ("!=", .notEqual)],
    [("<=", .lessOrEqual), (">=", .greaterOrEqual), ("<", .less), (">", .greater)],
    [("+", .add), ("-", .subtract)],
    [("*", .multiply), ("/", .divide), ("%", .remainder)],
  ]

  private mutating func parseBinary(level: Int) throws(SyntaxProblem) -> Expression {
    guard level < Self.levels.count else { return try parseTermWithTraversal() }
    var left = try parseBinary(level: level + 1)
    // A chain of one operator nests to the left, so its length counts as depth.
    var entered = 0
    defer { depth -= entered }
    while true {
      skipBlanks(acrossLines: false)
      guard let found = takeOperator(Self.levels[level]) else { return left }
      try enter()
      entered += 1
      skipBlanks(acrossLines: false)
      let right = try parseBinary(level: level + 1)
      left = .binary(found, left, right)
    }
  }

  private mutating func takeOperator(
    _ choices: [(StaticString, Expression.BinaryOperator)]
  ) -> Expression.BinaryOperator? {
    // `=>` ends the key of an object `for`, and `}` with a strip marker ends an interpolation.
    if peek() == UInt8(ascii: "="), peek(1) == UInt8(ascii: ">") { return nil }
    for (text, choice) in choices where take(text) { return choice }
    return nil
  }

  // MARK: - Terms

  private mutating func parseTermWithTraversal() throws(SyntaxProblem) -> Expression {
    skipBlanks(acrossLines: false)
    if take("-") { return .unary(.negate, try parseOperand()) }
    if peek() == UInt8(ascii: "!"), peek(1) != UInt8(ascii: "=") {
      offset += 1
      return .unary(.not, try parseOperand())
    }
    let term = try parseTerm()
    return try parseTraversal(of: term, insideSplat: false)
  }

  private mutating func parseOperand() throws(SyntaxProblem) -> Expression {
    try enter()
    defer { depth -= 1 }
    return try parseTermWithTraversal()
  }

  private mutating func parseTraversal(
    of source: Expression,
    insideSplat: Bool
  ) throws(SyntaxProblem) -> Expression {
    var term = source
    var entered = 0
    defer { depth -= entered }
    while true {
      let restart = offset
      skipBlanks(acrossLines: false)
      let next = peek()
      guard next == UInt8(ascii: ".") || next == UInt8(ascii: "[") else {
        offset = restart
        return term
      }
      if next == UInt8(ascii: "."), peek(1) == UInt8(ascii: ".") {
        offset = restart
        return term
      }
      if next == UInt8(ascii: "["), insideSplat { return term }
      try enter()
      entered += 1
      offset += 1
      term =
        next == UInt8(ascii: ".") ? try parseDot(of: term) : try parseBracket(of: term)
    }
  }

  private mutating func parseDot(of source: Expression) throws(SyntaxProblem) -> Expression {
    skipBlanks(acrossLines: false)
    if take("*") {
      let item = try parseTraversal(of: .splatItem, insideSplat: true)
      return .splat(source, item)
    }
    if peek().isDigit {
      var number = 0.0
      while peek().isDigit {
        number = number * 10 + Double(peek() - UInt8(ascii: "0"))
        offset += 1
      }
      return .index(source, .literal(.number(number)))
    }
    guard let name = readIdentifier() else { throw problem("expected an attribute name") }
    return .attribute(source, name)
  }

  private mutating func parseBracket(of source: Expression) throws(SyntaxProblem) -> Expression {
    let outer = ignoresLineBreaks
    ignoresLineBreaks = true
    defer { ignoresLineBreaks = outer }
    skipBlanks(acrossLines: true)
    if peek() == UInt8(ascii: "*") {
      offset += 1
      skipBlanks(acrossLines: true)
      guard take("]") else { throw problem("expected ']'") }
      ignoresLineBreaks = outer
      let item = try parseTraversal(of: .splatItem, insideSplat: false)
      return .splat(source, item)
    }
    let key = try parseExpression()
    skipBlanks(acrossLines: true)
    guard take("]") else { throw problem("expected ']'") }
    return .index(source, key)
  }

  private mutating func parseTerm() throws(SyntaxProblem) -> Expression {
    let next = peek()
    switch next {
    case UInt8(ascii: "\""): return try parseQuotedTemplate()
    case UInt8(ascii: "<") where peek(1) == UInt8(ascii: "<"): return try parseHeredoc()
    case UInt8(ascii: "("):
      return try parseBracketed(close: ")") { (parser) throws(SyntaxProblem) in
        try parser.parseExpression()
      }
    case UInt8(ascii: "["): return try parseTuple()
    case UInt8(ascii: "{"): return try parseObject()
    default: break
    }
    if next.isDigit { return try parseNumber() }
    guard var name = readIdentifier() else { throw problem("expected an expression") }
    while peek() == UInt8(ascii: ":"), peek(1) == UInt8(ascii: ":") {
      offset += 2
      guard let part = readIdentifier() else { throw problem("expected a function name") }
      name += "::" + part
    }
    let restart = offset
    skipBlanks(acrossLines: false)
    if peek() == UInt8(ascii: "(") { return try parseCall(name) }
    offset = restart
    switch name {
    case "true": return .literal(.bool(true))
    case "false": return .literal(.bool(false))
    case "null": return .literal(.null)
    default: return .variable(name)
    }
  }

  private mutating func parseNumber() throws(SyntaxProblem) -> Expression {
    let start = offset
    while peek().isDigit { offset += 1 }
    if peek() == UInt8(ascii: "."), peek(1).isDigit {
      offset += 1
      while peek().isDigit { offset += 1 }
    }
    if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
      let signed = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
      if peek(signed ? 2 : 1).isDigit {
        offset += signed ? 2 : 1
        while peek().isDigit { offset += 1 }
      }
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    guard let number = Double(text), number.isFinite else { throw problem("not a number") }
    return .literal(.number(number))
  }

  // MARK: - Brackets

  private mutating func parseBracketed(
    close: StaticString,
    _ content: (inout HCLParser) throws(SyntaxProblem) -> Expression
  ) throws(SyntaxProblem) -> Expression {
    let outer = ignoresLineBreaks
    ignoresLineBreaks = true
    offset += 1
    let inner = try content(&self)
    skipBlanks(acrossLines: true)
    guard take(close) else { throw problem("expected '\(close)'") }
    ignoresLineBreaks = outer
    return inner
  }

  private mutating func parseCall(_ name: String) throws(SyntaxProblem) -> Expression {
    try parseBracketed(close: ")") { (parser) throws(SyntaxProblem) in
      var arguments: [Expression] = []
      while true {
        parser.skipBlanks(acrossLines: true)
        if parser.peek() == UInt8(ascii: ")") { break }
        arguments.append(try parser.parseExpression())
        parser.skipBlanks(acrossLines: true)
        if parser.take("...") {
          return .call(name, arguments, spreadsLast: true)
        }
        guard parser.take(",") else { break }
      }
      return .call(name, arguments, spreadsLast: false)
    }
  }

  private mutating func parseTuple() throws(SyntaxProblem) -> Expression {
    try parseBracketed(close: "]") { (parser) throws(SyntaxProblem) in
      if let loop = try parser.parseForLoop(isObject: false) { return loop }
      var items: [Expression] = []
      while true {
        parser.skipBlanks(acrossLines: true)
        if parser.peek() == UInt8(ascii: "]") { break }
        items.append(try parser.parseExpression())
        parser.skipBlanks(acrossLines: true)
        guard parser.take(",") else { break }
      }
      return .tuple(items)
    }
  }

  private mutating func parseObject() throws(SyntaxProblem) -> Expression {
    try parseBracketed(close: "}") { (parser) throws(SyntaxProblem) in
      if let loop = try parser.parseForLoop(isObject: true) { return loop }
      // A line break separates the items of an object.
      parser.ignoresLineBreaks = false
      var items: [Expression.ObjectItem] = []
      while true {
        parser.skipBlanks(acrossLines: true)
        if parser.peek() == UInt8(ascii: "}") { break }
        items.append(try parser.parseObjectItem())
        parser.skipBlanks(acrossLines: false)
        if parser.take(",") || parser.peek() == .newline { continue }
        break
      }
      return .object(items)
    }
  }

  private mutating func parseObjectItem() throws(SyntaxProblem) -> Expression.ObjectItem {
    let isComputed = peek() == UInt8(ascii: "(")
    var key = try parseExpression()
    if !isComputed, case .variable(let name) = key { key = .text(name) }
    if !isComputed, case .literal(let literal) = key { key = .text(literal.keyText) }
    skipBlanks(acrossLines: false)
    guard take("=") || take(":") else { throw problem("expected '=' after an object key") }
    skipBlanks(acrossLines: true)
    return Expression.ObjectItem(key: key, value: try parseExpression())
  }

  private mutating func parseForLoop(isObject: Bool) throws(SyntaxProblem) -> Expression? {
    skipBlanks(acrossLines: true)
    let restart = offset
    guard readIdentifier() == "for" else {
      offset = restart
      return nil
    }
    skipBlanks(acrossLines: true)
    guard let first = readIdentifier() else {
      offset = restart
      return nil
    }
    var names = [first]
    skipBlanks(acrossLines: true)
    if take(",") {
      skipBlanks(acrossLines: true)
      guard let second = readIdentifier() else { throw problem("expected a name after ','") }
      names.append(second)
      skipBlanks(acrossLines: true)
    }
    guard readIdentifier() == "in" else { throw problem("expected 'in'") }
    let source = try parseExpression()
    skipBlanks(acrossLines: true)
    guard take(":") else { throw problem("expected ':' in a for expression") }
    return .loop(try parseForResult(names: names, source: source, isObject: isObject))
  }

  private mutating func parseForResult(
    names: [String],
    source: Expression,
    isObject: Bool
  ) throws(SyntaxProblem) -> Expression.ForLoop {
    var value = try parseExpression()
    var key: Expression?
    skipBlanks(acrossLines: true)
    if isObject {
      guard take("=>") else { throw problem("expected '=>' in a for expression") }
      key = value
      value = try parseExpression()
      skipBlanks(acrossLines: true)
    }
    let groups = take("...")
    skipBlanks(acrossLines: true)
    var condition: Expression?
    let restart = offset
    if readIdentifier() == "if" { condition = try parseExpression() } else { offset = restart }
    return Expression.ForLoop(
      keyName: names.count > 1 ? names[0] : nil,
      valueName: names[names.count - 1],
      source: source,
      key: key,
      value: value,
      condition: condition,
      groups: groups
    )
  }
}

extension Expression.Literal {
  /// The literal as the key of an object.
  fileprivate var keyText: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let value): NumberText.describe(value)
    }
  }
}
