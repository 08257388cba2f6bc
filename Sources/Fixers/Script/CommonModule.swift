import SyntaxTrees

/// Rewrites an ES module of generated JavaScript for `require` and `module.exports`.
enum CommonModule {
  private static let path = "generated.js"

  /// The text as a CommonJS module; the text itself where it cannot be parsed.
  static func apply(to text: String) -> String {
    guard let source = ScriptSource(path: path, bytes: Array(text.utf8)) else { return text }
    var edits: [SourceEdit] = []
    var names: [String] = []
    for statement in source.statements {
      if statement.kind == "import_statement" {
        edits.append(.replace(path: path, range: statement.range, text: requiring(statement)))
      } else if statement.kind == "export_statement", let what = statement.child("declaration") {
        let prefix = statement.range.lowerBound..<what.range.lowerBound
        edits.append(.replace(path: path, range: prefix, text: ""))
        names += declared(by: what)
      }
    }
    if !names.isEmpty {
      edits.append(.insert(path: path, at: source.bytes.count, text: "\n\(exporting(names))\n"))
    }
    let changed = try? EditApplication.apply(edits, to: ProjectFiles([path: source.bytes]))[path]
    return changed.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  private static func requiring(_ statement: SyntaxNode) -> String {
    guard let module = statement.child("source")?.text else { return statement.text }
    var target = ""
    for clause in statement.namedChildren where clause.kind == "import_clause" {
      for part in clause.namedChildren {
        target =
          part.kind == "named_imports" ? part.text.replacing(" as ", with: ": ") : part.text
      }
    }
    guard !target.isEmpty else { return "require(\(module));" }
    return "const \(target) = require(\(module));"
  }

  private static func declared(by declaration: SyntaxNode) -> [String] {
    if let name = declaration.child("name") { return [name.text] }
    return declaration.namedChildren.compactMap { $0.child("name")?.text }
  }

  private static func exporting(_ names: [String]) -> String {
    let line = "module.exports = { \(names.joined(separator: ", ")) };"
    guard line.count > 80 || names.count > 4 else { return line }
    return "module.exports = {\n" + names.map { "  \($0),\n" }.joined() + "};"
  }
}
