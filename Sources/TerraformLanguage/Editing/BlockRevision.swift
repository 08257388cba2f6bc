/// Changes to one block that leave the rest of its file as it is.
///
/// Where the block's arguments stand in columns, as the formatter of the language puts them, they do
/// so afterwards. All changes to a block belong in one revision.
package struct BlockRevision {
  private let source: ConfigurationSource
  private let block: BlockLayout
  private var values: [String: String] = [:]
  private var added: [Addition] = []
  private var blocks: [String] = []

  /// A new argument, and the position of the written one it follows; nil for the block's start.
  struct Addition {
    var name: String
    var value: String
    var anchor: Int?
  }

  /// Starts with nothing changed.
  package init(_ source: ConfigurationSource, _ block: BlockLayout) {
    self.source = source
    self.block = block
  }

  /// Whether anything would change.
  package var isEmpty: Bool { values.isEmpty && added.isEmpty && blocks.isEmpty }

  /// Gives an argument a value, written as source text on one line.
  ///
  /// - Parameter neighbours: Names of arguments it belongs beside, best first.
  package mutating func set(_ name: String, to value: String, beside neighbours: [String] = []) {
    if let written = block.body.attribute(name) {
      values[name] = source.text(written.value) == value ? nil : value
      return
    }
    guard !added.contains(where: { $0.name == name }) else { return }
    added.append(Addition(name: name, value: value, anchor: anchor(beside: neighbours)))
  }

  /// Adds a block inside, after everything but what always comes last.
  ///
  /// - Parameter text: Lines without indentation of their own, with `\n` between them.
  package mutating func add(block text: String) { blocks.append(text) }

  // MARK: - Places

  /// Arguments that come last by habit.
  private static let last: Set<String> = [
    "tags", "tags_all", "depends_on", "provider", "providers", "count", "for_each",
  ]

  private func anchor(beside neighbours: [String]) -> Int? {
    let attributes = block.body.attributes
    for name in neighbours {
      if let found = attributes.firstIndex(where: { $0.name == name }) { return found }
      if let found = added.first(where: { $0.name == name }) { return found.anchor }
    }
    if let ordinary = attributes.lastIndex(where: { !Self.last.contains($0.name) }) {
      return ordinary
    }
    return attributes.lastIndex { ["provider", "count", "for_each"].contains($0.name) }
  }

  // MARK: - Edits

  /// The edits, in no order; they do not touch one another.
  package var edits: [TextReplacement] {
    guard !isEmpty else { return [] }
    if block.line == block.endLine { return [rewritten] }
    let columns = ArgumentColumns(source, block.body.attributes, values: values, added: added)
    var result = columns.edits
    for (name, value) in values {
      guard let written = block.body.attribute(name) else { continue }
      result.append(TextReplacement(range: written.value, text: source.native(value)))
    }
    let groups = Dictionary(grouping: added, by: \.anchor)
    for (anchor, additions) in groups {
      result.append(insertion(of: additions, after: anchor, columns))
    }
    if let edit = nestedBlocks { result.append(edit) }
    return result
  }

  private func insertion(
    of additions: [Addition],
    after anchor: Int?,
    _ columns: ArgumentColumns
  ) -> TextReplacement {
    let lines = additions.map { addition in
      indentation + addition.name
        + String(
          repeating: " ",
          count: max(1, columns.signColumn(ofAdded: addition.name) - addition.name.count)
        )
        + "= " + addition.value
    }
    guard let anchor else {
      let offset = source.endOfLine(from: block.open)
      let isFollowed = !block.body.blocks.isEmpty || !block.body.attributes.isEmpty
      return TextReplacement(
        range: offset..<offset,
        text: source.native("\n" + lines.joined(separator: "\n") + (isFollowed ? "\n" : ""))
      )
    }
    let written = block.body.attributes[anchor]
    let offset = source.endOfLine(from: written.value.upperBound)
    return TextReplacement(
      range: offset..<offset,
      text: source.native("\n" + lines.joined(separator: "\n"))
    )
  }

  private var nestedBlocks: TextReplacement? {
    guard !blocks.isEmpty else { return nil }
    let text = blocks.map { indented($0) }.joined(separator: "\n\n")
    let isMeta = blocks.allSatisfy { $0.hasPrefix("lifecycle") }
    // What always comes last stays last.
    let trailing =
      isMeta
      ? nil : block.body.blocks.first { ["lifecycle", "provisioner"].contains($0.type) }
    if let trailing {
      let start = leadingComments(of: trailing.range.lowerBound)
      return TextReplacement(range: start..<start, text: source.native(text + "\n\n"))
    }
    let start = source.startOfLine(of: block.close)
    let isFirst = block.body.attributes.isEmpty && block.body.blocks.isEmpty && added.isEmpty
    return TextReplacement(
      range: start..<start,
      text: source.native((isFirst || endsBlank(start) ? "" : "\n") + text + "\n")
    )
  }

  /// Whether the line before a byte is blank.
  private func endsBlank(_ start: Int) -> Bool {
    guard start > 0 else { return false }
    let line = source.text(source.startOfLine(of: start - 1)..<start)
    return line.allSatisfy(\.isWhitespace)
  }

  /// Where the comments that stand directly above a line begin.
  private func leadingComments(of offset: Int) -> Int {
    var start = source.startOfLine(of: offset)
    while start > 0 {
      let above = source.startOfLine(of: start - 1)
      let line = source.text(above..<start).drop { $0 == " " || $0 == "\t" }
      guard line.hasPrefix("#") || line.hasPrefix("//") else { break }
      start = above
    }
    return start
  }

  /// A block on one line, over several.
  private var rewritten: TextReplacement {
    var arguments = block.body.attributes.map { attribute in
      (attribute.name, values[attribute.name] ?? source.text(attribute.value))
    }
    arguments += added.map { ($0.name, $0.value) }
    let width = arguments.map { $0.0.count }.max() ?? 0
    var parts = [
      arguments.map { name, value in
        name + String(repeating: " ", count: width - name.count) + " = " + value
      }.joined(separator: "\n")
    ]
    parts += block.body.blocks.map { source.text($0.range) } + blocks
    let text = parts.filter { !$0.isEmpty }.map { indented($0) }.joined(separator: "\n\n")
    let close = source.indentation(of: block.range.lowerBound)
    return TextReplacement(
      range: block.open..<block.close + 1,
      text: source.native("{\n" + text + "\n" + close + "}")
    )
  }

  // MARK: - Indentation

  private var indentation: String {
    let outer = source.indentation(of: block.range.lowerBound)
    guard block.line != block.endLine else { return outer + (outer.hasPrefix("\t") ? "\t" : "  ") }
    if let first = block.body.attributes.first, first.line != block.line {
      return source.indentation(of: first.nameRange.lowerBound)
    }
    if let first = block.body.blocks.first, first.line != block.line {
      return source.indentation(of: first.range.lowerBound)
    }
    return outer + (outer.hasPrefix("\t") ? "\t" : "  ")
  }

  private func indented(_ text: String) -> String {
    let indentation = indentation
    let step = indentation.contains("\t") ? "\t" : "  "
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let inner = line.prefix { $0 == " " }.count / 2
      let content = line.drop { $0 == " " }
      return content.isEmpty ? "" : indentation + String(repeating: step, count: inner) + content
    }.joined(separator: "\n")
  }
}
