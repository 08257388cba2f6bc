/// Reads the native syntax of the configuration language.
///
/// Written by hand instead of through the tree-sitter grammar because evaluation needs what that
/// grammar loses: chained conditionals group to the right, blanks inside templates count, and the
/// same template reader serves quoted strings, heredocs, template files and JSON strings.
struct HCLParser {
  let bytes: [UInt8]
  let file: String
  let lines: LineIndex
  var offset = 0
  /// Past this byte there is nothing to read.
  var end: Int
  /// How deeply the reader is nested; bounded, since every level is a call.
  var depth = 0
  /// Whether a line break is a blank, as inside brackets.
  var ignoresLineBreaks = false
  /// The blanks and comments read past last; what is written ends before them.
  var lastBlank = 0..<0

  /// Deepest nesting that is read.
  static let depthLimit = 120

  init(_ bytes: [UInt8], file: String, at offset: Int = 0, end: Int? = nil) {
    self.bytes = bytes
    self.file = file
    self.lines = LineIndex(bytes)
    self.offset = offset
    self.end = end ?? bytes.count
  }

  // MARK: - Files

  /// Parses a whole file, going on after a mistake at the next line that starts in column 1.
  static func parse(_ bytes: [UInt8], file: String) -> ConfigurationFile {
    var parser = HCLParser(bytes, file: file)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.offset = 3 }
    var result = ConfigurationFile()
    while true {
      parser.skipBlanks(acrossLines: true)
      guard parser.offset < parser.end else { return result }
      do throws(SyntaxProblem) {
        try parser.parseItem(into: &result.body)
      } catch {
        if result.problems.count < 100 { result.problems.append(error) }
        parser.recover()
      }
    }
  }

  mutating func recover() {
    depth = 0
    ignoresLineBreaks = false
    while offset < end {
      let byte = bytes[offset]
      offset += 1
      if byte == .newline, offset < end, bytes[offset].startsIdentifier { return }
    }
  }

  // MARK: - Bodies

  private mutating func parseItem(into body: inout ConfigurationBody) throws(SyntaxProblem) {
    let start = offset
    guard let name = readIdentifier() else { throw problem("expected an argument or a block") }
    skipBlanks(acrossLines: false)
    if peek() == UInt8(ascii: "="), peek(1) != UInt8(ascii: "=") {
      offset += 1
      let expression = try parseExpression()
      let location = location(from: start, to: offset)
      try endItem()
      guard body.attributes[name] == nil else {
        throw SyntaxProblem(message: "the argument \(name) is set twice", location: location)
      }
      body.attributes[name] = ConfigurationAttribute(
        name: name,
        expression: expression,
        location: location
      )
      return
    }
    let labels = try parseLabels()
    guard take("{") else { throw problem("expected '=' or '{' after \(name)") }
    let content = try parseBlockBody()
    body.blocks.append(
      ConfigurationBlock(
        type: name,
        labels: labels,
        body: content,
        location: location(from: start, to: offset)
      )
    )
  }

  mutating func parseLabels() throws(SyntaxProblem) -> [String] {
    var labels: [String] = []
    while labels.count < 8 {
      skipBlanks(acrossLines: false)
      if peek() == UInt8(ascii: "\"") {
        guard let text = try parseQuotedTemplate().plainText else {
          throw problem("a block label must be plain text")
        }
        labels.append(text)
      } else if let label = readIdentifier() {
        labels.append(label)
      } else {
        break
      }
    }
    return labels
  }

  private mutating func parseBlockBody() throws(SyntaxProblem) -> ConfigurationBody {
    try enter()
    defer { depth -= 1 }
    var body = ConfigurationBody()
    while true {
      skipBlanks(acrossLines: true)
      guard offset < end else { throw problem("a block is not closed") }
      if take("}") { return body }
      try parseItem(into: &body)
    }
  }

  /// Requires that an argument ends with its line or its block.
  mutating func endItem() throws(SyntaxProblem) {
    skipBlanks(acrossLines: false)
    guard offset < end else { return }
    let next = bytes[offset]
    guard next == .newline || next == UInt8(ascii: "}") else {
      throw problem("expected a new line after an argument")
    }
  }

  // MARK: - Reading

  func peek(_ ahead: Int = 0) -> UInt8 {
    offset + ahead < end ? bytes[offset + ahead] : 0
  }

  mutating func take(_ text: StaticString) -> Bool {
    guard offset + text.utf8CodeUnitCount <= end else { return false }
    let matches = text.withUTF8Buffer { expected in
      expected.indices.allSatisfy { expected[$0] == bytes[offset + $0] }
    }
    if matches { offset += text.utf8CodeUnitCount }
    return matches
  }

  mutating func readIdentifier() -> String? {
    guard offset < end, bytes[offset].startsIdentifier else { return nil }
    let start = offset
    while offset < end, bytes[offset].continuesIdentifier { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// Reads past blanks and comments, across lines when told or inside brackets.
  mutating func skipBlanks(acrossLines: Bool) {
    let acrossLines = acrossLines || ignoresLineBreaks
    let start = offset
    defer {
      if offset > start {
        lastBlank = (lastBlank.upperBound == start ? lastBlank.lowerBound : start)..<offset
      }
    }
    while offset < end {
      switch bytes[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): offset += 1
      case .newline:
        guard acrossLines else { return }
        offset += 1
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"): skipLine()
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
        offset += 2
        while offset < end, !(peek() == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/")) {
          offset += 1
        }
        offset = min(offset + 2, end)
      default: return
      }
    }
  }

  private mutating func skipLine() {
    while offset < end, bytes[offset] != .newline { offset += 1 }
  }

  mutating func enter() throws(SyntaxProblem) {
    guard depth < Self.depthLimit else { throw problem("nests too deeply") }
    depth += 1
  }

  func problem(_ message: String) -> SyntaxProblem {
    SyntaxProblem(message: message, location: location(from: offset, to: offset))
  }

  func location(from start: Int, to stop: Int) -> ConfigurationLocation {
    ConfigurationLocation(
      file: file,
      line: lines.line(of: start),
      column: lines.column(of: start, in: bytes),
      endLine: lines.line(of: max(start, stop - 1))
    )
  }
}

extension UInt8 {
  static let newline = UInt8(ascii: "\n")

  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  var startsIdentifier: Bool {
    (self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z"))
      || (self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z"))
      || self == UInt8(ascii: "_") || self >= 0x80
  }

  var continuesIdentifier: Bool { startsIdentifier || isDigit || self == UInt8(ascii: "-") }
}
