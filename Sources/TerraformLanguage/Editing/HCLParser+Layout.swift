extension HCLParser {
  /// Finds where everything in a file is written, and how many mistakes it has.
  static func layout(_ bytes: [UInt8], file: String) -> (body: BodyLayout, problems: Int) {
    var parser = HCLParser(bytes, file: file)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.offset = 3 }
    var body = BodyLayout()
    var problems = 0
    while true {
      parser.skipBlanks(acrossLines: true)
      guard parser.offset < parser.end else { return (body, problems) }
      do throws(SyntaxProblem) {
        try parser.layoutItem(into: &body)
      } catch {
        problems += 1
        parser.recover()
      }
    }
  }

  private mutating func layoutItem(into body: inout BodyLayout) throws(SyntaxProblem) {
    let start = offset
    guard let name = readIdentifier() else { throw problem("expected an argument or a block") }
    let nameRange = start..<offset
    skipBlanks(acrossLines: false)
    if peek() == UInt8(ascii: "="), peek(1) != UInt8(ascii: "=") {
      body.attributes.append(try layoutAttribute(name, nameRange))
      return
    }
    let labels = try parseLabels()
    let open = offset
    guard take("{") else { throw problem("expected '=' or '{' after \(name)") }
    try enter()
    defer { depth -= 1 }
    var content = BodyLayout()
    while true {
      skipBlanks(acrossLines: true)
      guard offset < end else { throw problem("a block is not closed") }
      if peek() == UInt8(ascii: "}") { break }
      try layoutItem(into: &content)
    }
    body.blocks.append(
      BlockLayout(
        type: name,
        labels: labels,
        range: start..<offset + 1,
        open: open,
        close: offset,
        body: content,
        line: lines.line(of: start),
        endLine: lines.line(of: offset)
      )
    )
    offset += 1
  }

  private mutating func layoutAttribute(
    _ name: String,
    _ nameRange: Range<Int>
  ) throws(SyntaxProblem) -> AttributeLayout {
    let sign = offset
    offset += 1
    skipBlanks(acrossLines: false)
    let start = offset
    let expression = try parseExpression()
    let stop = lastBlank.upperBound == offset ? max(lastBlank.lowerBound, start) : offset
    try endItem()
    return AttributeLayout(
      name: name,
      nameRange: nameRange,
      sign: sign,
      value: start..<stop,
      expression: expression,
      line: lines.line(of: nameRange.lowerBound),
      endLine: lines.line(of: max(start, stop - 1))
    )
  }
}
