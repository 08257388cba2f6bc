package import SyntaxTrees

/// One module that a file brings in, by `import` or by `require`.
package struct ScriptImport: Sendable {
  /// The module as it is written.
  package let source: String
  /// Local names by the name they have in the module; `*` and `default` as such.
  package let names: [String: String]
  /// Whether it is `require`.
  package let isRequire: Bool
  /// Whether it brings in types only.
  package let isTypeOnly: Bool
  /// The statement.
  package let statement: SyntaxNode

  /// Reads the imports of a statement; a `require` may declare several.
  static func read(_ statement: SyntaxNode) -> [ScriptImport] {
    switch statement.kind {
    case "import_statement": [importing(statement)].compactMap { $0 }
    case "lexical_declaration", "variable_declaration":
      statement.namedChildren.filter { $0.kind == "variable_declarator" }
        .compactMap { requiring($0, in: statement) }
    default: []
    }
  }

  private static func importing(_ statement: SyntaxNode) -> ScriptImport? {
    guard let source = statement.child("source").flatMap(text) else {
      return importEquals(statement)
    }
    var names: [String: String] = [:]
    for clause in statement.namedChildren where clause.kind == "import_clause" {
      for part in clause.namedChildren {
        switch part.kind {
        case "identifier": names["default"] = part.text
        case "namespace_import":
          names["*"] = part.namedChildren.first { $0.kind == "identifier" }?.text
        case "named_imports":
          for specifier in part.namedChildren where specifier.kind == "import_specifier" {
            guard let name = specifier.child("name")?.text else { continue }
            names[name] = specifier.child("alias")?.text ?? name
          }
        default: break
        }
      }
    }
    return ScriptImport(
      source: source,
      names: names,
      isRequire: false,
      isTypeOnly: statement.children.contains { $0.kind == "type" },
      statement: statement
    )
  }

  /// `import x = require('y')`.
  private static func importEquals(_ statement: SyntaxNode) -> ScriptImport? {
    guard
      let clause = statement.namedChildren.first(where: { $0.kind == "import_require_clause" }),
      let name = clause.namedChildren.first(where: { $0.kind == "identifier" })?.text,
      let source = clause.child("source").flatMap(text)
    else { return nil }
    return ScriptImport(
      source: source,
      names: ["*": name],
      isRequire: false,
      isTypeOnly: false,
      statement: statement
    )
  }

  private static func requiring(
    _ declarator: SyntaxNode,
    in statement: SyntaxNode
  ) -> ScriptImport? {
    guard let call = declarator.child("value"), call.kind == "call_expression",
      call.child("function")?.text == "require",
      let argument = call.child("arguments")?.namedChildren.first, argument.kind == "string",
      let source = text(argument), let target = declarator.child("name")
    else { return nil }
    var names: [String: String] = [:]
    if target.kind == "identifier" { names["*"] = target.text }
    for part in target.namedChildren {
      switch part.kind {
      case "shorthand_property_identifier_pattern": names[part.text] = part.text
      case "pair_pattern":
        if let key = part.child("key")?.text { names[key] = part.child("value")?.text }
      default: break
      }
    }
    return ScriptImport(
      source: source,
      names: names,
      isRequire: true,
      isTypeOnly: false,
      statement: statement
    )
  }

  /// The value of a string without escapes.
  private static func text(_ string: SyntaxNode) -> String? {
    guard string.kind == "string" else { return nil }
    return String(string.text.dropFirst().dropLast())
  }
}
