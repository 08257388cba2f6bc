package import SyntaxTrees

/// One file of TypeScript or JavaScript, and the places in it where something can be put.
///
/// Places come from the syntax tree, never from lines that look right. A file of a `ScriptLibrary` is
/// parsed when something is asked of its tree, which for most files is never.
package struct ScriptSource: Sendable {
  /// Path of the file.
  package let path: String
  /// The grammar it is parsed with.
  package let language: SyntaxLanguage
  /// The file's bytes.
  package let bytes: [UInt8]
  let parsed: ParsedScript

  /// Parses a file; nil when its name is not that of a script, or it exceeds the parser's limits.
  package init?(path: String, bytes: [UInt8]) {
    self.init(path: path, bytes: bytes, shelf: nil)
    guard isParsable else { return nil }
  }

  /// Takes a file without parsing it; nil when its name is not that of a script.
  init?(path: String, bytes: [UInt8], shelf: TreeShelf?) {
    guard let language = Self.language(of: path) else { return nil }
    self.path = path
    self.language = language
    self.bytes = bytes
    parsed = ParsedScript(bytes, language, shelf)
  }

  /// Its syntax tree; one without statements where the file exceeds the parser's limits.
  package var tree: SyntaxTree { parsed.tree }

  /// Whether the file can be parsed within the parser's limits.
  package var isParsable: Bool { parsed.isParsable }

  /// The grammar for a file, by its ending.
  package static func language(of path: String) -> SyntaxLanguage? {
    switch ProjectPath.fileExtension(of: path).lowercased() {
    case "ts", "mts", "cts": .typescript
    case "tsx": .tsx
    case "js", "mjs", "cjs", "jsx": .javascript
    default: nil
    }
  }

  /// Whether the file is TypeScript.
  package var isTypeScript: Bool { language != .javascript }

  /// Statements at the top of the file, comments left out.
  package var statements: [SyntaxNode] {
    tree.root.namedChildren.filter { $0.kind != "comment" && $0.kind != "hash_bang_line" }
  }

  /// Imports at the top of the file.
  package var imports: [ScriptImport] { statements.flatMap(ScriptImport.read) }

  /// Finds nodes of a kind anywhere in the file, in document order.
  package func nodes(_ kinds: Set<String>) -> [SyntaxNode] {
    nodes(in: tree.root, kinds)
  }

  /// Finds nodes of a kind in and under a node, in document order.
  package func nodes(in root: SyntaxNode, _ kinds: Set<String>) -> [SyntaxNode] {
    root.tree.nodes(under: root, kinds)
  }

  /// The outermost statement that begins on a line, or holds it.
  package func statement(onLine line: Int) -> SyntaxNode? {
    statements.first { ($0.line...$0.endLine).contains(line) }
  }

  /// The call that begins on a line: the outermost one, as in `router.get(…)`.
  package func call(onLine line: Int) -> SyntaxNode? {
    nodes(["call_expression"]).first { $0.line == line }
  }

  /// Offset just after the line that holds a node's last byte, its line break included.
  package func lineEnd(after node: SyntaxNode) -> Int {
    var offset = node.range.upperBound
    while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
    return min(offset + 1, bytes.count)
  }

  /// Offset after a statement, and after the comment that ends its line.
  package func end(of statement: SyntaxNode) -> Int {
    let end = statement.range.upperBound
    let rest = bytes[end...].prefix { $0 != 0x0A && $0 != 0x0D }
    let isComment = rest.drop { $0 == 0x20 || $0 == 0x09 }.starts(with: "//".utf8)
    return isComment ? rest.endIndex : end
  }

  /// Offset where the line of a byte begins.
  package func lineStart(of offset: Int) -> Int {
    var offset = min(offset, bytes.count)
    while offset > 0, bytes[offset - 1] != 0x0A { offset -= 1 }
    return offset
  }

  /// White space at the beginning of a byte's line.
  package func indentation(at offset: Int) -> String {
    let start = lineStart(of: offset)
    let end = bytes[start...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? bytes.count
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Syntax errors in the file, counted.
  package var errorCount: Int {
    let tree = tree
    var count = 0
    var waiting = [tree.root]
    while let node = waiting.popLast() {
      if node.isBroken { count += 1 }
      let children = Array(node.children)
      count += Self.strayCommas(in: children, of: node)
      waiting += children
    }
    return count
  }

  /// Counts the commas that separate nothing, as in `f(a,, b)`.
  ///
  /// The grammar takes them for holes, which only arrays and patterns of arrays have.
  private static func strayCommas(in children: [SyntaxNode], of node: SyntaxNode) -> Int {
    guard children.contains(where: { $0.kind == "," }),
      !["array", "array_pattern"].contains(node.kind)
    else { return 0 }
    var count = 0
    var mayFollow = false
    for child in children where child.kind != "comment" {
      if child.kind == "," {
        if !mayFollow { count += 1 }
        mayFollow = false
      } else {
        mayFollow = !["(", "{", "[", "<"].contains(child.kind)
      }
    }
    return count
  }
}
