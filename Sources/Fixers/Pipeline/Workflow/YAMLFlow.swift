/// Reads what stands between quotes, brackets or braces.
struct YAMLFlow {
  private let lines: YAMLLines

  init(_ lines: YAMLLines) { self.lines = lines }

  /// The byte after the end of what begins at a place, and its line.
  func end(line: Int, start: Int) throws(YAMLObstacle) -> (line: Int, offset: Int) {
    var line = line
    var index = start
    var depth = 0
    var quote: UInt8?
    while line < lines.count {
      let upper = lines.ranges[line].upperBound
      while index < upper {
        let byte = lines.bytes[index]
        if let open = quote {
          if byte == 0x5C, open == 0x22 {
            index += 1
          } else if byte == open {
            if open == 0x27, index + 1 < upper, lines.bytes[index + 1] == 0x27 {
              index += 1
            } else {
              quote = nil
              if depth == 0 { return (line, index + 1) }
            }
          }
        } else {
          switch byte {
          case 0x22, 0x27: quote = byte
          case 0x5B, 0x7B: depth += 1
          case 0x5D, 0x7D:
            depth -= 1
            if depth == 0 { return (line, index + 1) }
          case 0x23 where index > lines.ranges[line].lowerBound && lines.bytes[index - 1] == 0x20:
            index = upper
          default: break
          }
        }
        index += 1
      }
      line += 1
      if line < lines.count { index = lines.ranges[line].lowerBound }
    }
    throw YAMLObstacle(reason: "a quote or bracket is not closed", line: lines.count)
  }

  /// What the bytes hold: a quoted text, a list of plain texts, or something else.
  func content(of range: Range<Int>) -> YAMLNode.Content {
    let bytes = lines.bytes[range]
    guard let first = bytes.first else { return .null }
    if first == 0x22 || first == 0x27 { return .scalar(Self.unquoted(bytes)) }
    guard first == 0x5B else { return .flow }
    var words: [YAMLWord] = []
    var start = range.lowerBound + 1
    var index = start
    var quote: UInt8?
    while index < range.upperBound {
      let byte = lines.bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x7B || byte == 0x23 || byte == 0x5B {
        return .flow
      } else if byte == 0x2C || index == range.upperBound - 1 {
        if let word = word(start..<index) { words.append(word) }
        start = index + 1
      }
      index += 1
    }
    return .list(words)
  }

  private func word(_ range: Range<Int>) -> YAMLWord? {
    let idle: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, idle.contains(lines.bytes[lower]) { lower += 1 }
    while upper > lower, idle.contains(lines.bytes[upper - 1]) { upper -= 1 }
    guard lower < upper else { return nil }
    let bytes = lines.bytes[lower..<upper]
    let isQuoted = bytes.first == 0x22 || bytes.first == 0x27
    let text = isQuoted ? Self.unquoted(bytes) : String(decoding: bytes, as: UTF8.self)
    return YAMLWord(text: text, range: lower..<upper)
  }

  /// The text between quotes; of escapes, those are undone that workflows use.
  private static func unquoted(_ bytes: ArraySlice<UInt8>) -> String {
    let inner = String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
    guard bytes.first == 0x22 else { return inner.replacing("''", with: "'") }
    return inner.replacing("\\\"", with: "\"").replacing("\\n", with: "\n")
      .replacing("\\\\", with: "\\")
  }
}
