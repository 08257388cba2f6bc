import SyntaxTrees

/// Rewrites a script in the style of a team: semicolons, quotes, indentation and line breaks.
///
/// The script must be written with semicolons, single quotes, two spaces and line feeds.
enum ScriptRestyling {
  static func apply(_ style: ScriptStyle, to text: String, path: String) -> String {
    guard let source = ScriptSource(path: path, bytes: Array(text.utf8)) else { return text }
    var edits: [SourceEdit] = []
    if !style.usesSemicolons { edits += semicolons(in: source) }
    if style.quote == "\"" { edits += quotes(in: source) }
    if style.indent != "  " { edits += indents(in: source, style.indent) }
    let files = ProjectFiles([path: source.bytes])
    let changed = try? EditApplication.apply(edits, to: files)[path]
    var result = changed.map { String(decoding: $0, as: UTF8.self) } ?? text
    if !style.endsWithNewline, result.hasSuffix("\n") { result.removeLast() }
    return style.newline == "\n" ? result : result.replacing("\n", with: style.newline)
  }

  /// Takes semicolons away where the next line cannot be read as going on.
  private static func semicolons(in source: ScriptSource) -> [SourceEdit] {
    source.nodes([";"]).compactMap { node in
      guard node.parent?.kind != "for_statement" else { return nil }
      let next = source.bytes[node.range.upperBound...].first { ![0x20, 0x0A].contains($0) }
      let continues = next.map { "([`+-/*,.".utf8.contains($0) } ?? false
      let ends = source.bytes[node.range.upperBound...].first == 0x0A
      guard ends, !continues || isComment(after: node, source) else { return nil }
      return .replace(path: source.path, range: node.range, text: "")
    }
  }

  private static func isComment(after node: SyntaxNode, _ source: ScriptSource) -> Bool {
    let rest = source.bytes[node.range.upperBound...].drop { [0x20, 0x0A].contains($0) }
    return rest.starts(with: "//".utf8) || rest.starts(with: "/*".utf8)
  }

  private static func quotes(in source: ScriptSource) -> [SourceEdit] {
    source.nodes(["string"]).compactMap { node in
      let inner = node.text.dropFirst().dropLast()
      guard node.text.hasPrefix("'"), !inner.contains("\""), !inner.contains("\\") else {
        return nil
      }
      return .replace(path: source.path, range: node.range, text: "\"\(inner)\"")
    }
  }

  /// Indents lines anew, but for those that lie inside a text.
  private static func indents(in source: ScriptSource, _ indent: String) -> [SourceEdit] {
    let texts = source.nodes(["template_string"]).map(\.range)
    var edits: [SourceEdit] = []
    var start = 0
    for line in source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let blanks = line.prefix { $0 == 0x20 }.count
      let isInText = texts.contains { $0.contains(start) && $0.lowerBound < start }
      if blanks >= 2, !isInText {
        let levels = String(repeating: indent, count: blanks / 2)
        let rest = blanks % 2 == 1 ? " " : ""
        edits.append(
          .replace(path: source.path, range: start..<(start + blanks), text: levels + rest)
        )
      }
      start += line.count + 1
    }
    return edits
  }
}
