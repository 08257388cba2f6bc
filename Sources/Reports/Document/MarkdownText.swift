/// Writes pieces of a page as Markdown (CommonMark, with the tables of GitHub).
///
/// Pieces that only a browser can use, drawings and controls, are left out: a page says in words what
/// its drawings show.
enum MarkdownText {
  private static let depthAtMost = 40
  /// Classes of what a page draws and then says in a table.
  private static let drawn: Set<String> = ["criteria", "legend", "moves", "tools", "chips"]

  /// Pieces as blocks, without blank lines around them.
  static func blocks(of nodes: [HTMLNode]) -> [String] { blocks(of: nodes, depth: 0) }

  /// Text as it stands in a line.
  static func inline(_ text: String) -> String {
    let line = SafeText.markdown(text)
    // What begins as a list or a heading would be one.
    return line.first.map { "+-=".contains($0) } == true ? "\\" + line : line
  }

  /// Text as it stands in a table's cell.
  static func cell(_ text: String) -> String { inline(text) }

  /// Lines as a block of code that nothing in them can end.
  static func fenced(_ lines: [String]) -> String {
    let longest = lines.map { longestRun(of: "`", in: $0) }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return ([fence] + lines + [fence]).joined(separator: "\n")
  }

  /// A block as part of a list's item.
  static func indented(_ block: String) -> String {
    block.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n")
  }

  private static func longestRun(of character: Character, in line: String) -> Int {
    var (longest, run) = (0, 0)
    for each in line {
      run = each == character ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  // MARK: - Blocks

  private static func blocks(of nodes: [HTMLNode], depth: Int) -> [String] {
    guard depth < depthAtMost else { return [] }
    var result: [String] = []
    var line = ""
    let flush = { (line: inout String, result: inout [String]) in
      let text = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !text.isEmpty { result.append(text) }
      line = ""
    }
    for node in nodes {
      if let block = block(node, depth: depth) {
        flush(&line, &result)
        result += block
      } else {
        line += text(node, depth: depth)
      }
    }
    flush(&line, &result)
    return result
  }

  /// An element that stands on lines of its own; nil for what belongs to a line.
  private static func block(_ node: HTMLNode, depth: Int) -> [String]? {
    switch node {
    case .text, .raw: return nil
    case .group(let nodes):
      return nodes.contains { block($0, depth: depth + 1) != nil }
        ? blocks(of: nodes, depth: depth + 1) : nil
    case .element(let name, let attributes, let content):
      if attributes.contains(where: { $0.name == "class" && drawn.contains($0.value ?? "") }) {
        return []
      }
      switch name {
      case "p", "summary", "footer": return blocks(of: content, depth: depth + 1)
      case "h3": return heading("###", content, depth)
      case "h4": return heading("####", content, depth)
      case "ul", "ol": return [list(content, isNumbered: name == "ol", depth)]
      case "dl": return [definitions(content, depth)]
      case "table": return [table(content, depth)]
      case "pre": return [fenced([plain(node)])]
      case "details": return details(attributes, content, depth)
      case "div", "section", "article", "header", "li", "fieldset":
        return blocks(of: content, depth: depth + 1)
      default: return nil
      }
    }
  }

  private static func heading(_ mark: String, _ content: [HTMLNode], _ depth: Int) -> [String] {
    [mark + " " + line(content, depth)]
  }

  private static func details(
    _ attributes: [HTMLAttribute],
    _ content: [HTMLNode],
    _ depth: Int
  ) -> [String] {
    guard case .element("summary", _, let summary) = content.first else {
      return blocks(of: content, depth: depth + 1)
    }
    let isControl = attributes.contains { $0.name == "class" && $0.value == "control" }
    return heading(isControl ? "####" : "###", summary, depth)
      + blocks(of: Array(content.dropFirst()), depth: depth + 1)
  }

  private static func list(_ items: [HTMLNode], isNumbered: Bool, _ depth: Int) -> String {
    flattened(items).enumerated().compactMap { index, item -> String? in
      guard case .element("li", _, let content) = item else { return nil }
      let text = line(content, depth)
      return text.isEmpty ? nil : (isNumbered ? "\(index + 1). " : "- ") + text
    }
    .joined(separator: "\n")
  }

  private static func definitions(_ items: [HTMLNode], _ depth: Int) -> String {
    var lines: [String] = []
    func visit(_ nodes: [HTMLNode]) {
      for node in flattened(nodes) {
        guard case .element(let name, _, let content) = node else { continue }
        switch name {
        case "dt": lines.append("- **\(line(content, depth))**")
        case "dd":
          if let last = lines.popLast() { lines.append("\(last): \(line(content, depth))") }
        default: visit(content)
        }
      }
    }
    visit(items)
    return lines.joined(separator: "\n")
  }

  private static func table(_ parts: [HTMLNode], _ depth: Int) -> String {
    var lines: [String] = []
    for part in flattened(parts) {
      guard case .element(let name, _, let rows) = part else { continue }
      for row in flattened(rows) {
        guard case .element("tr", _, let cells) = row else { continue }
        let texts = flattened(cells).map { cell -> String in
          guard case .element(_, _, let content) = cell else { return "" }
          return line(content, depth)
        }
        lines.append("| \(texts.joined(separator: " | ")) |")
        if name == "thead" {
          lines.append(String(repeating: "|---", count: texts.count) + "|")
        }
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func flattened(_ nodes: [HTMLNode]) -> [HTMLNode] {
    nodes.flatMap { node -> [HTMLNode] in
      if case .group(let inner) = node { return flattened(inner) }
      return [node]
    }
  }

  // MARK: - Lines

  /// Everything that pieces say, on one line.
  private static func line(_ nodes: [HTMLNode], _ depth: Int) -> String {
    nodes.map { text($0, depth: depth + 1) }.joined()
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static let blockNames: Set<String> = ["div", "p", "li", "ul", "ol", "summary", "article"]
  private static let leftOut: Set<String> = [
    "button", "input", "select", "script", "style", "template",
  ]

  private static func text(_ node: HTMLNode, depth: Int) -> String {
    guard depth < depthAtMost else { return "" }
    switch node {
    case .text(let text): return SafeText.markdown(text)
    case .raw: return ""
    case .group(let nodes): return nodes.map { text($0, depth: depth + 1) }.joined()
    case .element(let name, let attributes, let content):
      if leftOut.contains(name) { return "" }
      let isQuiet = { (value: String) in
        attributes.contains { $0.name == "class" && $0.value?.contains(value) == true }
      }
      let inner = { content.map { text($0, depth: depth + 1) }.joined() }
      switch name {
      case "svg":
        let name = attributes.first { $0.name == "aria-label" }?.value
        return isQuiet("mark") ? name.map { "**\(SafeText.markdown($0)):** " } ?? "" : ""
      case "code": return code(plain(node))
      case "strong": return "**\(inner())**"
      case _ where isQuiet("strip"):
        return SafeText.markdown(attributes.first { $0.name == "aria-label" }?.value ?? "")
      case "span" where isQuiet("reason"): return " – " + inner()
      case "span" where isQuiet("tag"): return "(\(inner()))"
      case "span" where isQuiet("id"): return inner() + " "
      case _ where blockNames.contains(name): return " " + inner() + " "
      default: return inner()
      }
    }
  }

  /// Text as a code span that nothing in it can end.
  static func code(_ text: String) -> String {
    let text = SafeText.line(text)
    let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
    let padding = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return fence + padding + text.replacing("|", with: "\\|") + padding + fence
  }

  private static func plain(_ node: HTMLNode) -> String {
    switch node {
    case .text(let text): SafeText.line(text)
    case .raw: ""
    case .group(let nodes): nodes.map(plain).joined()
    case .element(_, _, let content): content.map(plain).joined()
    }
  }
}
