/// Tells where the keys and values of a YAML file stand, so that one can be changed and the rest kept.
///
/// It reads what workflows are made of: mappings and sequences under each other, texts, blocks, and lists
/// between brackets. It is no judge of YAML: what it does not know it refuses, and nothing is edited.
struct YAMLOutline {
  private static let deepest = 60
  private static let mostBytes = 512_000

  let lines: YAMLLines
  private var cursor = 0

  private init(_ bytes: [UInt8]) { lines = YAMLLines(bytes) }

  /// Reads the one document of a file.
  static func read(_ bytes: [UInt8]) throws(YAMLObstacle) -> (root: YAMLNode, lines: YAMLLines) {
    guard bytes.count <= mostBytes, !bytes.contains(0) else {
      throw YAMLObstacle(reason: "it is too large, or holds NUL bytes", line: 1)
    }
    var outline = YAMLOutline(bytes)
    if let first = outline.lines.firstBusy(from: 0), outline.lines.text(first) == "---" {
      outline.cursor = first + 1
    }
    guard let line = outline.lines.firstBusy(from: outline.cursor) else {
      throw YAMLObstacle(reason: "it is empty", line: 1)
    }
    let root = try outline.node(line: line, column: outline.lines.indent(line), depth: 0)
    if let rest = outline.lines.firstBusy(from: outline.cursor) {
      throw YAMLObstacle(reason: "what follows has no place in it", line: rest + 1)
    }
    return (root, outline.lines)
  }

  private func fail(_ reason: String, _ line: Int) -> YAMLObstacle {
    YAMLObstacle(reason: reason, line: line + 1)
  }

  // MARK: - Blocks

  /// The node that begins at a place; the cursor moves to the line after it.
  private mutating func node(
    line: Int,
    column: Int,
    depth: Int
  ) throws(YAMLObstacle) -> YAMLNode {
    guard depth < Self.deepest else { throw fail("it nests too deeply", line) }
    if lines.bytes[lines.ranges[line]].prefix(column + 1).contains(0x09) {
      throw fail("a tab stands where blanks belong", line)
    }
    let start = lines.ranges[line].lowerBound + column
    let rest = lines.bytes[start..<lines.ranges[line].upperBound]
    if rest.first == 0x2D, rest.count == 1 || rest.dropFirst().first == 0x20 {
      return try sequence(line: line, column: column, depth: depth)
    }
    if try key(line: line, start: start) != nil {
      return try mapping(line: line, column: column, depth: depth)
    }
    return try inline(line: line, start: start, parent: column - 1)
  }

  private mutating func mapping(
    line: Int,
    column: Int,
    depth: Int
  ) throws(YAMLObstacle) -> YAMLNode {
    var entries: [YAMLEntry] = []
    var next: Int? = line
    var isFirst = true
    while let line = next {
      let indent = isFirst ? column : lines.indent(line)
      guard isFirst || lines.bytes[lines.ranges[line].lowerBound + indent] != 0x09 else {
        throw fail("a tab stands where blanks belong", line)
      }
      if indent < column { break }
      guard indent == column else { throw fail("its indentation is not even", line) }
      let start = lines.ranges[line].lowerBound + column
      let first = lines.bytes[start]
      if first == 0x2D, lines.bytes[start..<lines.ranges[line].upperBound].dropFirst().first == 0x20
      {
        break
      }
      guard let found = try key(line: line, start: start) else {
        throw fail("a key was expected", line)
      }
      let value = try value(line: line, after: found.end, column: column, depth: depth)
      entries.append(
        YAMLEntry(key: found.text, start: start, line: line, column: column, value: value)
      )
      isFirst = false
      next = lines.firstBusy(from: cursor)
    }
    let end = entries.last.map { $0.lines.upperBound } ?? line + 1
    let bytes = lines.ranges[line].lowerBound + column..<lines.ranges[end - 1].upperBound
    return YAMLNode(content: .mapping(entries), range: bytes, lines: line..<end)
  }

  private mutating func sequence(
    line: Int,
    column: Int,
    depth: Int
  ) throws(YAMLObstacle) -> YAMLNode {
    var items: [YAMLItem] = []
    var next: Int? = line
    var isFirst = true
    while let line = next {
      let indent = isFirst ? column : lines.indent(line)
      if indent < column { break }
      let start = lines.ranges[line].lowerBound + column
      let rest = lines.bytes[start..<lines.ranges[line].upperBound]
      guard indent == column, rest.first == 0x2D else {
        if indent == column { break }
        throw fail("its indentation is not even", line)
      }
      guard rest.count == 1 || rest.dropFirst().first == 0x20 else { break }
      var inner = start + 1
      while inner < lines.ranges[line].upperBound, lines.bytes[inner] == 0x20 { inner += 1 }
      let value: YAMLNode
      if inner >= lines.ranges[line].upperBound || lines.bytes[inner] == 0x23 {
        value = try below(line: line, column: column, mayBeLevel: false, depth: depth)
      } else {
        let place = inner - lines.ranges[line].lowerBound
        let isNested = try key(line: line, start: inner) != nil || lines.bytes[inner] == 0x2D
        value =
          isNested
          ? try node(line: line, column: place, depth: depth + 1)
          : try inline(line: line, start: inner, parent: column)
      }
      items.append(YAMLItem(line: line, column: column, value: value))
      isFirst = false
      next = lines.firstBusy(from: cursor)
    }
    let end = items.last.map { $0.lines.upperBound } ?? line + 1
    let bytes = lines.ranges[line].lowerBound + column..<lines.ranges[end - 1].upperBound
    return YAMLNode(content: .sequence(items), range: bytes, lines: line..<end)
  }

  /// What stands on the lines below a key or a dash.
  private mutating func below(
    line: Int,
    column: Int,
    mayBeLevel: Bool,
    depth: Int
  ) throws(YAMLObstacle) -> YAMLNode {
    cursor = line + 1
    let end = lines.ranges[line].upperBound
    let nothing = YAMLNode(content: .null, range: end..<end, lines: line..<(line + 1))
    guard let next = lines.firstBusy(from: cursor) else { return nothing }
    let indent = lines.indent(next)
    let start = lines.ranges[next].lowerBound + indent
    let isDash = lines.bytes[start] == 0x2D
    guard indent > column || mayBeLevel && indent == column && isDash else { return nothing }
    return try node(line: next, column: indent, depth: depth + 1)
  }

  private mutating func value(
    line: Int,
    after end: Int,
    column: Int,
    depth: Int
  ) throws(YAMLObstacle) -> YAMLNode {
    var start = end
    while start < lines.ranges[line].upperBound, lines.bytes[start] == 0x20 { start += 1 }
    guard start < lines.ranges[line].upperBound, lines.bytes[start] != 0x23 else {
      return try below(line: line, column: column, mayBeLevel: true, depth: depth)
    }
    if [0x26, 0x2A, 0x21].contains(lines.bytes[start]) {
      var node = try special(line: line, start: start, column: column, depth: depth)
      node.isSpecial = true
      return node
    }
    return try inline(line: line, start: start, parent: column)
  }

  /// A value behind an anchor, an alias or a tag: its extent is told, and it is not edited.
  private mutating func special(
    line: Int,
    start: Int,
    column: Int,
    depth: Int
  ) throws(YAMLObstacle) -> YAMLNode {
    let upper = lines.ranges[line].upperBound
    var end = start
    while end < upper, lines.bytes[end] != 0x20 { end += 1 }
    var rest = end
    while rest < upper, lines.bytes[rest] == 0x20 { rest += 1 }
    if rest >= upper || lines.bytes[rest] == 0x23 {
      guard lines.bytes[start] != 0x2A else {
        cursor = line + 1
        return YAMLNode(content: .flow, range: start..<end, lines: line..<(line + 1))
      }
      return try below(line: line, column: column, mayBeLevel: true, depth: depth)
    }
    return try inline(line: line, start: rest, parent: column)
  }

  // MARK: - Texts

  /// A value that begins on a line.
  private mutating func inline(
    line: Int,
    start: Int,
    parent: Int
  ) throws(YAMLObstacle) -> YAMLNode {
    switch lines.bytes[start] {
    case 0x7C, 0x3E: return block(line: line, start: start, parent: parent)
    case 0x5B, 0x7B, 0x22, 0x27:
      let end = try YAMLFlow(lines).end(line: line, start: start)
      cursor = end.line + 1
      let range = start..<end.offset
      let content = YAMLFlow(lines).content(of: range)
      return YAMLNode(content: content, range: range, lines: line..<(end.line + 1))
    default: return plain(line: line, start: start, parent: parent)
    }
  }

  private mutating func block(line: Int, start: Int, parent: Int) -> YAMLNode {
    var last = line
    var next = line + 1
    while next < lines.count {
      if !lines.isBlank(next) {
        guard lines.indent(next) > max(parent, 0) || parent < 0 else { break }
        last = next
      }
      next += 1
    }
    cursor = last + 1
    let first = (line + 1..<max(last + 1, line + 1)).first { !lines.isBlank($0) }
    let indent = first.map { lines.indent($0) } ?? parent + 1
    return YAMLNode(
      content: .block(lines: (line + 1)..<(last + 1), indent: indent),
      range: start..<lines.ranges[last].upperBound,
      lines: line..<(last + 1)
    )
  }

  private mutating func plain(line: Int, start: Int, parent: Int) -> YAMLNode {
    var last = line
    var end = commentStart(line: line, from: start)
    var text = String(decoding: lines.bytes[start..<end], as: UTF8.self)
    // A text may go on below, deeper than its key.
    while last + 1 < lines.count, !lines.isIdle(last + 1), lines.indent(last + 1) > parent,
      parent >= 0 || last > line
    {
      last += 1
      let begin = lines.ranges[last].lowerBound + lines.indent(last)
      end = commentStart(line: last, from: begin)
      text += " " + String(decoding: lines.bytes[begin..<end], as: UTF8.self)
    }
    cursor = last + 1
    return YAMLNode(content: .scalar(text), range: start..<end, lines: line..<(last + 1))
  }

  /// Where a plain text on a line ends: before blanks and a comment.
  private func commentStart(line: Int, from start: Int) -> Int {
    let upper = lines.ranges[line].upperBound
    var end = start
    var index = start
    while index < upper {
      if lines.bytes[index] == 0x23, index > start, lines.bytes[index - 1] == 0x20 { break }
      if lines.bytes[index] != 0x20, lines.bytes[index] != 0x09 { end = index + 1 }
      index += 1
    }
    return end
  }

  // MARK: - Keys

  /// The key that begins at a place, and the byte after its colon; nil when there is none.
  private func key(
    line: Int,
    start: Int
  ) throws(YAMLObstacle) -> (text: String, end: Int)? {
    let upper = lines.ranges[line].upperBound
    guard start < upper else { return nil }
    let first = lines.bytes[start]
    if first == 0x3F, start + 1 == upper || lines.bytes[start + 1] == 0x20 {
      throw fail("a key of more than one line is not edited", line)
    }
    if first == 0x22 || first == 0x27 {
      guard let end = try? YAMLFlow(lines).end(line: line, start: start), end.line == line,
        end.offset < upper, lines.bytes[end.offset] == 0x3A
      else { return nil }
      let text = String(decoding: lines.bytes[(start + 1)..<(end.offset - 1)], as: UTF8.self)
      return (text, end.offset + 1)
    }
    guard ![0x5B, 0x7B, 0x7C, 0x3E, 0x23].contains(first) else { return nil }
    var index = start
    while index < upper {
      let byte = lines.bytes[index]
      if byte == 0x23, index > start, lines.bytes[index - 1] == 0x20 { return nil }
      if byte == 0x3A, index + 1 == upper || lines.bytes[index + 1] == 0x20 {
        return (String(decoding: lines.bytes[start..<index], as: UTF8.self), index + 1)
      }
      index += 1
    }
    return nil
  }
}
