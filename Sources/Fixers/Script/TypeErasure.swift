import SyntaxTrees

/// Turns generated TypeScript into the JavaScript that somebody would have written by hand.
///
/// Types go; what they told of exported functions and of shapes stays as JSDoc.
struct TypeErasure {
  private let source: ScriptSource
  private let types: TypeNotes
  private var edits: [SourceEdit] = []

  /// The text in JavaScript; the text itself where it cannot be parsed.
  static func apply(to text: String) -> String {
    guard let source = ScriptSource(path: path, bytes: Array(text.utf8)) else { return text }
    var erasure = TypeErasure(source: source, types: TypeNotes(source))
    erasure.run()
    let files = ProjectFiles([path: source.bytes])
    guard let bytes = try? EditApplication.apply(erasure.edits, to: files)[path] else {
      return text
    }
    return String(String(decoding: bytes, as: UTF8.self).drop { $0 == "\n" })
  }

  private static let path = "generated.ts"

  private mutating func run() {
    for statement in source.statements { erase(statement) }
  }

  // MARK: - Statements

  private mutating func erase(_ statement: SyntaxNode) {
    let declaration = statement.child("declaration") ?? statement
    switch declaration.kind {
    case "import_statement": eraseImport(statement)
    case "interface_declaration":
      let comment = comment(before: statement)
      let start = comment?.range.lowerBound ?? statement.range.lowerBound
      replace(start..<statement.range.upperBound, types.definition(of: declaration, comment))
    case "type_alias_declaration": removeLines(of: statement)
    case "function_declaration":
      if statement.kind == "export_statement" { annotate(declaration, in: statement) }
      eraseTypes(in: declaration)
    case "lexical_declaration":
      annotateVariable(declaration, in: statement)
      eraseTypes(in: declaration)
    default: eraseTypes(in: declaration)
    }
  }

  /// Takes names away that stand for types only, and the statement with the last of them.
  private mutating func eraseImport(_ statement: SyntaxNode) {
    guard !statement.children.contains(where: { $0.kind == "type" }) else {
      return removeLines(of: statement)
    }
    let specifiers = source.nodes(in: statement, ["import_specifier"])
    let kept = specifiers.filter { specifier in
      types.isUsedAsValue((specifier.child("alias") ?? specifier.child("name"))?.text ?? "")
    }
    guard kept.count < specifiers.count else { return }
    guard let first = specifiers.first, let list = first.parent, !kept.isEmpty else {
      return removeLines(of: statement)
    }
    replace(list.range, "{ \(kept.map(\.text).joined(separator: ", ")) }")
  }

  private mutating func removeLines(of statement: SyntaxNode) {
    var end = source.lineEnd(after: statement)
    // A declaration goes with the blank line after it, an import does not.
    if statement.kind != "import_statement", end < source.bytes.count, source.bytes[end] == 0x0A {
      end += 1
    }
    replace(statement.range.lowerBound..<end, "")
  }

  // MARK: - Comments

  private func comment(before statement: SyntaxNode) -> SyntaxNode? {
    let before = source.tree.root.namedChildren.last {
      $0.range.upperBound <= statement.range.lowerBound
    }
    guard let before, before.kind == "comment", before.text.hasPrefix("/**"),
      before.endLine + 1 == statement.line
    else { return nil }
    return before
  }

  /// Adds what is known of parameters and result to the comment of an exported function.
  private mutating func annotate(_ function: SyntaxNode, in statement: SyntaxNode) {
    let tags = types.tags(of: function)
    guard !tags.isEmpty, let comment = comment(before: statement) else { return }
    replace(comment.range, TypeNotes.comment(TypeNotes.lines(of: comment) + [""] + tags))
  }

  /// Says what an empty variable is to hold.
  private mutating func annotateVariable(_ declaration: SyntaxNode, in statement: SyntaxNode) {
    guard comment(before: statement) == nil,
      let variable = declaration.namedChildren.first(where: { $0.kind == "variable_declarator" }),
      let type = variable.child("type"),
      ["[]", "null", nil].contains(variable.child("value")?.text)
    else { return }
    let text = "/** @type {\(types.text(of: type))} */\n"
    edits.append(.insert(path: source.path, at: statement.range.lowerBound, text: text))
  }

  // MARK: - Expressions

  private mutating func eraseTypes(in root: SyntaxNode) {
    var waiting = [root]
    while let node = waiting.popLast() {
      switch node.kind {
      case "type_annotation", "type_arguments", "type_parameters", "type_predicate_annotation":
        replace(node.range, "")
      case "formal_parameters": replace(node.range, parameters(node))
      case "class_heritage":
        replace((node.range.lowerBound - 1)..<node.range.upperBound, extended(node))
      case "accessibility_modifier":
        replace(node.range.lowerBound..<(node.range.upperBound + 1), "")
      case "as_expression": waiting += eraseCast(node)
      case "parenthesized_expression":
        waiting += Array(node.children).filter { !isCast($0) || !standsAlone($0, in: node) }
        if let cast = node.namedChildren.first, isCast(cast), standsAlone(cast, in: node) {
          replace(node.range, cast.namedChildren.first?.text ?? "")
        }
      default: waiting += Array(node.children)
      }
    }
  }

  private func isCast(_ node: SyntaxNode) -> Bool { node.kind == "as_expression" }

  /// Whether what is cast needs no parentheses of its own.
  private func standsAlone(_ cast: SyntaxNode, in _: SyntaxNode) -> Bool {
    let inner = cast.namedChildren.first?.kind ?? ""
    return ["identifier", "member_expression", "call_expression"].contains(inner)
  }

  private mutating func eraseCast(_ cast: SyntaxNode) -> [SyntaxNode] {
    guard let inner = cast.namedChildren.first else { return [] }
    replace(inner.range.upperBound..<cast.range.upperBound, "")
    return [inner]
  }

  private func extended(_ heritage: SyntaxNode) -> String {
    let clause = heritage.namedChildren.first { $0.kind == "extends_clause" }
    return clause.map { " \($0.text)" } ?? ""
  }

  /// Parameters on one line, by name and standard value.
  private func parameters(_ node: SyntaxNode) -> String {
    let names = node.namedChildren.filter { $0.kind != "comment" }.map { parameter in
      let name = parameter.child("pattern")?.text ?? parameter.text
      return parameter.child("value").map { "\(name) = \($0.text)" } ?? name
    }
    return "(\(names.joined(separator: ", ")))"
  }

  private mutating func replace(_ range: Range<Int>, _ text: String) {
    edits.append(.replace(path: source.path, range: range, text: text))
  }
}
