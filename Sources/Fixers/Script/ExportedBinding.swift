import SyntaxTrees

/// A value that one file makes available to others, and how they bring it in.
struct ExportedBinding: Hashable, Sendable {
  /// How a value leaves its file.
  enum Form: Hashable, Sendable {
    /// By a name: `export const pool`, `exports.pool = …`.
    case named(String)
    /// As the default export.
    case standard
    /// As all there is: `module.exports = pool`.
    case whole
  }

  /// The file.
  let file: String
  /// The name it goes by where it is brought in.
  var name: String
  let form: Form

  /// The statement that brings it in.
  func importing(into file: String, _ style: ScriptStyle) -> String {
    var path = ScriptEdits.importPath(from: file, to: self.file, style)
    // `../db` rather than `../db/index`, as long as endings may be left out.
    if style.importEnding == nil, path.hasSuffix("/index"), path != "./index" {
      path.removeLast("/index".count)
    }
    return switch form {
    case .named(let exported) where exported == name: "import { \(name) } from '\(path)';"
    case .named(let exported): "import { \(exported) as \(name) } from '\(path)';"
    // What was an ES module is there under `default` for `require`.
    case .standard where style.usesRequire: "import { default as \(name) } from '\(path)';"
    case .standard, .whole: "import \(name) from '\(path)';"
    }
  }

  /// Finds what a file exports and an expression makes, given a test for that expression.
  static func find(
    in source: ScriptSource,
    fallbackName: String,
    where makes: (SyntaxNode) -> Bool
  ) -> ExportedBinding? {
    let locals = localNames(in: source, where: makes)
    for statement in source.statements {
      if let (form, local) = export(statement, in: source, locals, makes) {
        let name = local ?? form.exportedName ?? fallbackName
        return ExportedBinding(file: source.path, name: name, form: form)
      }
    }
    return nil
  }

  // MARK: - Declarations

  /// Names at the top of the file that hold such a value.
  private static func localNames(
    in source: ScriptSource,
    where makes: (SyntaxNode) -> Bool
  ) -> Set<String> {
    var names: Set<String> = []
    for statement in source.statements {
      for declarator in declarators(of: statement) {
        guard let name = declarator.child("name"), name.kind == "identifier",
          let value = declarator.child("value"), leaves(of: value).contains(where: makes)
        else { continue }
        names.insert(name.text)
      }
    }
    let declared = Set(
      source.statements.flatMap(declarators).filter { $0.child("value") == nil }
        .compactMap { $0.child("name")?.text }
    )
    guard !declared.isEmpty else { return names }
    for assignment in source.nodes(["assignment_expression"]) {
      guard let left = assignment.child("left"), declared.contains(left.text),
        let right = assignment.child("right"), leaves(of: right).contains(where: makes)
      else { continue }
      names.insert(left.text)
    }
    return names
  }

  private static func declarators(of statement: SyntaxNode) -> [SyntaxNode] {
    let declaration =
      statement.kind == "export_statement" ? statement.child("declaration") : statement
    guard let declaration,
      ["lexical_declaration", "variable_declaration"].contains(declaration.kind)
    else { return [] }
    return declaration.namedChildren.filter { $0.kind == "variable_declarator" }
  }

  /// What an expression may come to: `a ?? b`, `c ? a : b`, `x as T` and the like are looked into.
  private static func leaves(of node: SyntaxNode) -> [SyntaxNode] {
    var found: [SyntaxNode] = []
    var waiting = [node]
    while let node = waiting.popLast() {
      switch node.kind {
      case "parenthesized_expression", "as_expression", "satisfies_expression",
        "non_null_expression", "await_expression":
        waiting += node.namedChildren.prefix(1)
      case "binary_expression":
        waiting += [node.child("left"), node.child("right")].compactMap(\.self)
      case "assignment_expression": waiting += [node.child("right")].compactMap(\.self)
      case "ternary_expression":
        waiting += [node.child("consequence"), node.child("alternative")].compactMap(\.self)
      default: found.append(node)
      }
    }
    return found
  }

  // MARK: - Exports

  private static func export(
    _ statement: SyntaxNode,
    in source: ScriptSource,
    _ locals: Set<String>,
    _ makes: (SyntaxNode) -> Bool
  ) -> (Form, local: String?)? {
    switch statement.kind {
    case "export_statement": module(statement, locals, makes)
    case "expression_statement": common(statement, locals, makes)
    default: nil
    }
  }

  /// `export const x`, `export { x }` and `export default x`.
  private static func module(
    _ statement: SyntaxNode,
    _ locals: Set<String>,
    _ makes: (SyntaxNode) -> Bool
  ) -> (Form, local: String?)? {
    guard statement.child("source") == nil else { return nil }
    for declarator in declarators(of: statement) {
      guard let name = declarator.child("name")?.text, locals.contains(name) else { continue }
      return (.named(name), name)
    }
    if let value = statement.child("value") {
      if locals.contains(value.text) { return (.standard, value.text) }
      return leaves(of: value).contains(where: makes) ? (.standard, nil) : nil
    }
    for clause in statement.namedChildren where clause.kind == "export_clause" {
      for specifier in clause.namedChildren {
        guard let name = specifier.child("name")?.text, locals.contains(name) else { continue }
        let alias = specifier.child("alias")?.text ?? name
        return alias == "default" ? (.standard, name) : (.named(alias), alias)
      }
    }
    return nil
  }

  /// `module.exports = x`, `module.exports = { x }` and `exports.x = x`.
  private static func common(
    _ statement: SyntaxNode,
    _ locals: Set<String>,
    _ makes: (SyntaxNode) -> Bool
  ) -> (Form, local: String?)? {
    guard let assignment = statement.namedChildren.first,
      assignment.kind == "assignment_expression", let left = assignment.child("left"),
      left.kind == "member_expression", let right = assignment.child("right")
    else { return nil }
    func holds(_ value: SyntaxNode) -> Bool {
      locals.contains(value.text) || leaves(of: value).contains(where: makes)
    }
    if left.text == "module.exports" {
      guard right.kind == "object" else {
        let local = right.kind == "identifier" ? right.text : nil
        return holds(right) ? (.whole, local) : nil
      }
      for property in right.namedChildren {
        if property.kind == "shorthand_property_identifier", locals.contains(property.text) {
          return (.named(property.text), property.text)
        }
        if property.kind == "pair", let key = property.child("key"),
          key.kind == "property_identifier", let value = property.child("value"), holds(value)
        {
          return (.named(key.text), key.text)
        }
      }
      return nil
    }
    guard let object = left.child("object")?.text, let name = left.child("property")?.text,
      object == "exports" || object == "module.exports", holds(right)
    else { return nil }
    return (.named(name), name)
  }
}

extension ExportedBinding.Form {
  fileprivate var exportedName: String? {
    if case .named(let name) = self { name } else { nil }
  }
}
