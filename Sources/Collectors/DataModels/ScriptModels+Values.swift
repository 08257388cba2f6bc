import SyntaxTrees

/// What a script defines that could make values unreadable, and Prisma's clients.
extension ScriptModels {
  /// Whether the file speaks of encryption or of Prisma's client, in any spelling.
  static func mayDefineValues(_ file: RepositoryFile) -> Bool {
    let text = LowerText(String(decoding: file.bytes.prefix(2_000_000), as: UTF8.self))
    return ["encrypt", "cipher", "prismaclient", "$extends"].contains {
      text.range(of: Array($0.utf8)) != nil
    }
  }

  /// Reads the definitions, imports and clients of a file.
  ///
  /// - Parameter whole: Whether it may define values; otherwise only what writes rows is read.
  static func values(in tree: SyntaxTree, whole: Bool) -> ScriptValues {
    var values = ScriptValues()
    values.writes = StoredWrites.read(tree)
    values.importedClients = PrismaClients.imported(in: tree)
    values.looseClients = PrismaClients.loose(in: tree)
    readDefinitions(in: tree, into: &values)
    guard whole else {
      // Only what is called as the client's own operations are matters of such a file.
      values.imports = [:]
      values.definitions = values.definitions.filter { definition in
        StoredWrite.bulk.contains(definition.name)
          || definition.table.keys.contains(where: StoredWrite.bulk.contains)
      }
      return values
    }
    readClients(in: tree, into: &values)
    return values
  }

  private static func readDefinitions(in tree: SyntaxTree, into values: inout ScriptValues) {
    for statement in tree.root.namedChildren {
      readImport(statement, into: &values)
      for (name, node) in defined(by: statement) {
        values.definitions.append(definition(name, node))
        guard node.kind.contains("class"), let body = node.child("body") else { continue }
        for member in body.namedChildren where member.kind == "method_definition" {
          guard let method = member.child("name")?.text else { continue }
          var inner = definition(method, member)
          inner.isMethod = true
          values.definitions.append(inner)
        }
      }
    }
  }

  private static func readClients(in tree: SyntaxTree, into values: inout ScriptValues) {
    ScriptSyntax.nodes(of: tree) { node in
      switch node.kind {
      case "new_expression":
        guard ScriptSyntax.calledName(node) == "PrismaClient" else { return }
        values.clients.append(PrismaClients.use(of: node, in: tree))
      case "extends_clause":
        let parent = node.child("value") ?? node.namedChildren.first
        guard parent.flatMap(ScriptSyntax.lastName) == "PrismaClient" else { return }
        values.clients.append(ClientUse(wrappers: [], scopes: [], isRaw: true))
      case "call_expression":
        guard let name = ScriptSyntax.calledName(node), name == "$extends" || name == "$use" else {
          return
        }
        values.extensions += ScriptSyntax.arguments(node).flatMap {
          ValueReader.names(under: $0, withIdentifiers: true)
        }
      default: break
      }
    }
  }

  private static func definition(_ name: String, _ node: SyntaxNode) -> ValueDefinition {
    let shape = ValueReader.shape(of: node)
    var result = ValueDefinition(name: name, flows: shape.flows, isLeaky: shape.isLeaky)
    result.mentions = ValueReader.mentions(of: node)
    result.callsItself = ValueReader.calls(name, in: node)
    let plain = ScriptSyntax.unwrapped(node)
    if plain.kind == "object" {
      for (key, value, _) in ScriptSyntax.properties(plain).prefix(500) {
        result.table[key] = Array(names(below: value).prefix(500))
      }
    }
    result.scopes = PrismaClients.scopes(under: node)
    return result
  }

  /// Texts and keys below a value.
  private static func names(below node: SyntaxNode) -> [String] {
    ValueReader.all(under: node).compactMap { inner in
      switch inner.kind {
      case "string": ScriptSyntax.string(inner)
      case "property_identifier": inner.text
      default: nil
      }
    }
  }

  // MARK: - Statements

  private static func defined(by statement: SyntaxNode) -> [(String, SyntaxNode)] {
    let declaration =
      statement.kind == "export_statement"
      ? statement.child("declaration") ?? statement.child("value") ?? statement : statement
    let isDefault = statement.children.contains { $0.kind == "default" }
    switch declaration.kind {
    case "function_declaration", "class_declaration", "abstract_class_declaration",
      "generator_function_declaration":
      let name = declaration.child("name")?.text
      let names = [name, isDefault ? "default" : nil].compactMap(\.self)
      return names.map { ($0, declaration) }
    case "lexical_declaration", "variable_declaration":
      return declaration.namedChildren.filter { $0.kind == "variable_declarator" }
        .compactMap { variable in
          guard let name = variable.child("name"), name.kind == "identifier",
            let value = variable.child("value")
          else { return nil }
          return (name.text, value)
        }
    case "expression_statement":
      guard let assignment = declaration.namedChildren.first,
        assignment.kind == "assignment_expression", let left = assignment.child("left"),
        let value = assignment.child("right")
      else { return [] }
      if left.text == "module.exports" { return [("default", value)] + members(of: value) }
      guard left.text.hasPrefix("exports.") || left.text.hasPrefix("module.exports."),
        let name = left.child("property")?.text
      else { return [] }
      return [(name, value)]
    default:
      return isDefault && declaration.kind != "export_statement" ? [("default", declaration)] : []
    }
  }

  private static func members(of object: SyntaxNode) -> [(String, SyntaxNode)] {
    guard object.kind == "object" else { return [] }
    return object.namedChildren.compactMap { member in
      if member.kind == "method_definition" {
        return member.child("name").map { ($0.text, member) }
      }
      guard member.kind == "pair", let key = member.child("key"), let value = member.child("value")
      else { return nil }
      return (key.text, value)
    }
  }

  private static func readImport(_ statement: SyntaxNode, into values: inout ScriptValues) {
    switch statement.kind {
    case "import_statement":
      guard let module = ScriptSyntax.string(statement.child("source")) else { return }
      for clause in statement.namedChildren where clause.kind == "import_clause" {
        for part in clause.namedChildren {
          switch part.kind {
          case "identifier":
            values.imports[part.text] = ImportedValue(module: module, name: "default")
          case "namespace_import":
            guard let name = part.namedChildren.first?.text else { continue }
            values.imports[name] = ImportedValue(module: module, name: "*")
          case "named_imports":
            for specifier in part.namedChildren {
              guard let name = specifier.child("name")?.text else { continue }
              values.imports[specifier.child("alias")?.text ?? name] =
                ImportedValue(module: module, name: name)
            }
          default: break
          }
        }
      }
    case "lexical_declaration", "variable_declaration":
      for variable in statement.namedChildren where variable.kind == "variable_declarator" {
        readRequire(variable, into: &values)
      }
    default: break
    }
  }

  private static func readRequire(_ variable: SyntaxNode, into values: inout ScriptValues) {
    guard let call = variable.child("value"), call.kind == "call_expression",
      call.child("function")?.text == "require",
      let module = ScriptSyntax.string(ScriptSyntax.arguments(call).first),
      let target = variable.child("name")
    else { return }
    if target.kind == "identifier" {
      values.imports[target.text] = ImportedValue(module: module, name: "*")
    }
    for part in target.namedChildren {
      if part.kind == "shorthand_property_identifier_pattern" {
        values.imports[part.text] = ImportedValue(module: module, name: part.text)
      } else if part.kind == "pair_pattern", let key = part.child("key")?.text,
        let name = part.child("value")?.text
      {
        values.imports[name] = ImportedValue(module: module, name: key)
      }
    }
  }

  // MARK: - Fields

  /// Code of a field, as it is judged together with what it names.
  static func code(_ node: SyntaxNode) -> FieldCode {
    var code = FieldCode(tokens: [])
    var size = 0
    for inner in leaves(under: node) {
      guard size < 600 else { break }
      let text = String(inner.text.prefix(200))
      code.tokens.append(text)
      size += text.count
    }
    for inner in ValueReader.all(under: node) where inner.kind == "object" {
      guard let write = ValueReader.writeMethod(in: inner), ValueReader.isFunction(write) else {
        continue
      }
      let shape = ValueReader.shape(of: write)
      code.write = ValueDefinition(name: "", flows: shape.flows, isLeaky: shape.isLeaky)
      break
    }
    return code
  }

  /// Comments inside a field's code.
  static func innerComments(_ node: SyntaxNode) -> [String] {
    ValueReader.all(under: node).filter { $0.kind == "comment" }.prefix(20)
      .map { String($0.text.prefix(600)) }
  }

  private static func leaves(under node: SyntaxNode) -> [SyntaxNode] {
    var found: [SyntaxNode] = []
    var waiting = [node]
    while let node = waiting.popLast(), found.count < 600 {
      if node.kind == "comment" { continue }
      let children = Array(node.children)
      if children.isEmpty || node.kind == "string" {
        found.append(node)
      } else {
        waiting += children.reversed()
      }
    }
    return found
  }
}
