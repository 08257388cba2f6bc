/// The columns in which the arguments of a block stand, before and after a revision.
///
/// Arguments on lines that follow one another, each on one line or in a heredoc, stand in columns:
/// the sign one blank after the longest name, comments one blank after the longest value. Where that
/// does not hold before, nothing but the new lines is touched.
struct ArgumentColumns {
  private(set) var edits: [TextReplacement] = []
  private var signs: [String: Int] = [:]

  /// The column of the sign, in characters after the indentation.
  func signColumn(ofAdded name: String) -> Int { signs[name] ?? name.count + 1 }

  /// One line of the block as it will be.
  private struct Line {
    var name: String
    var value: String
    /// The argument as it is written, nil for a new one.
    var written: AttributeLayout?
    /// A comment after the value.
    var comment: Range<Int>?
    /// Whether its sign stands in a column with its neighbours.
    var isInColumn: Bool
  }

  init(
    _ source: ConfigurationSource,
    _ attributes: [AttributeLayout],
    values: [String: String],
    added: [BlockRevision.Addition]
  ) {
    var lines: [Line] = []
    func flush() {
      arrange(lines, source)
      lines = []
    }
    func append(_ addition: BlockRevision.Addition) {
      let isInColumn = !addition.value.contains("\n")
      if !isInColumn { flush() }
      lines.append(
        Line(name: addition.name, value: addition.value, isInColumn: isInColumn)
      )
      if !isInColumn { flush() }
    }
    for addition in added where addition.anchor == nil { append(addition) }
    flush()
    for (index, attribute) in attributes.enumerated() {
      if index > 0, attribute.line != attributes[index - 1].endLine + 1 { flush() }
      let value = values[attribute.name] ?? source.text(attribute.value)
      let isHeredoc = value.hasPrefix("<<")
      let isInColumn = isHeredoc || !value.contains("\n")
      if !isInColumn { flush() }
      lines.append(
        Line(
          name: attribute.name,
          value: value,
          written: attribute,
          comment: isHeredoc ? nil : Self.comment(after: attribute, source),
          isInColumn: isInColumn
        )
      )
      if !isInColumn { flush() }
      let additions = added.filter { $0.anchor == index }
      for addition in additions { append(addition) }
    }
    flush()
  }

  private static func comment(
    after attribute: AttributeLayout,
    _ source: ConfigurationSource
  ) -> Range<Int>? {
    var start = attribute.value.upperBound
    let stop = source.endOfLine(from: start)
    while start < stop, source.bytes[start] == UInt8(ascii: " ") { start += 1 }
    guard start < stop,
      source.bytes[start] == UInt8(ascii: "#") || source.bytes[start] == UInt8(ascii: "/")
    else { return nil }
    return start..<stop
  }

  // MARK: - Arranging

  private mutating func arrange(_ lines: [Line], _ source: ConfigurationSource) {
    guard lines.contains(where: \.isInColumn) else { return }
    let width = lines.map(\.name.count).max() ?? 0
    let old = lines.compactMap { $0.written?.name.count }.max() ?? 0
    let wasArranged = lines.allSatisfy { line in
      guard let written = line.written else { return true }
      return written.sign - written.nameRange.upperBound
        == old - written.name.count + 1
    }
    for line in lines {
      guard let written = line.written else {
        signs[line.name] = (wasArranged ? width : line.name.count) + 1
        continue
      }
      guard wasArranged, width != old else { continue }
      edits.append(
        TextReplacement(
          range: written.nameRange.upperBound..<written.sign,
          text: String(repeating: " ", count: width - written.name.count + 1)
        )
      )
    }
    arrangeComments(lines, source)
  }

  private mutating func arrangeComments(_ lines: [Line], _ source: ConfigurationSource) {
    guard Self.areCommentsArranged(lines.filter { $0.written != nil }, source) else { return }
    for run in lines.split(whereSeparator: { $0.comment == nil }) {
      let width = run.map(\.value.count).max() ?? 0
      for line in run {
        guard let written = line.written, let comment = line.comment else { continue }
        let wanted = width - line.value.count + 1
        guard comment.lowerBound - written.value.upperBound != wanted else { continue }
        edits.append(
          TextReplacement(
            range: written.value.upperBound..<comment.lowerBound,
            text: String(repeating: " ", count: wanted)
          )
        )
      }
    }
  }

  private static func areCommentsArranged(_ lines: [Line], _ source: ConfigurationSource) -> Bool {
    lines.split { $0.comment == nil }.allSatisfy { run in
      let values = run.compactMap { $0.written.map { source.text($0.value).count } }
      let width = values.max() ?? 0
      return run.allSatisfy { line in
        guard let written = line.written, let comment = line.comment else { return true }
        return comment.lowerBound - written.value.upperBound
          == width - source.text(written.value).count + 1
      }
    }
  }
}
