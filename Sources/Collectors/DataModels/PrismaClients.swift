import SyntaxTrees

/// Clients of Prisma and what extends them.
enum PrismaClients {
  /// What a client goes through from the place where it is made.
  static func use(of made: SyntaxNode, in tree: SyntaxTree) -> ClientUse {
    var use = ClientUse(wrappers: [], scopes: [], isRaw: false)
    var place = made
    for _ in 0..<40 {
      guard let parent = place.parent else { break }
      switch parent.kind {
      case "arguments":
        guard let call = parent.parent, call.kind == "call_expression",
          let callee = call.child("function")
        else { return finished(use) }
        use.wrappers.append(callee.text)
        place = call
      case "member_expression":
        guard let call = parent.parent, call.kind == "call_expression",
          call.child("function")?.index == parent.index
        else { return finished(use) }
        add(call, to: &use)
        place = call
      case "variable_declarator":
        guard parent.child("value")?.index == place.index || use.wrappers.isEmpty,
          let name = parent.child("name"), name.kind == "identifier"
        else { return finished(use) }
        return use.wrappers.isEmpty && use.scopes.isEmpty
          ? followed(name, use, in: tree) : finished(use)
      case "parenthesized_expression", "as_expression", "binary_expression", "await_expression",
        "satisfies_expression", "non_null_expression", "assignment_expression",
        "ternary_expression":
        place = parent
      default: return finished(use)
      }
    }
    return finished(use)
  }

  private static func finished(_ use: ClientUse) -> ClientUse {
    var use = use
    use.isRaw = use.wrappers.isEmpty && use.scopes.isEmpty
    return use
  }

  /// `client.$extends(…)` and `client.$use(…)`.
  private static func add(_ call: SyntaxNode, to use: inout ClientUse) {
    guard let name = ScriptSyntax.calledName(call), name == "$extends" || name == "$use" else {
      return
    }
    for argument in ScriptSyntax.arguments(call) {
      use.scopes += scopes(under: argument)
      use.wrappers += ValueReader.names(under: argument, withIdentifiers: true)
    }
  }

  /// A client in a variable: every use of it must lead to the extended one.
  private static func followed(
    _ name: SyntaxNode,
    _ use: ClientUse,
    in tree: SyntaxTree
  ) -> ClientUse {
    var use = use
    var isRaw = false
    var isChanged = false
    if isExported(name) {
      if isTelling(name.text) { use.exportedName = name.text } else { isRaw = true }
    }
    follow(name, &use, &isRaw, &isChanged, in: tree)
    let isBare = use.wrappers.isEmpty && use.scopes.isEmpty
    use.isRaw = isRaw && !isChanged || isBare && use.exportedName == nil
    return use
  }

  /// Whether every file that uses a name is sure to be read.
  private static func isTelling(_ name: String) -> Bool { name.lowercased().contains("prisma") }

  /// What uses of a name lead to.
  private static func follow(
    _ name: SyntaxNode,
    _ use: inout ClientUse,
    _ isRaw: inout Bool,
    _ isChanged: inout Bool,
    in tree: SyntaxTree
  ) {
    ScriptSyntax.nodes(of: tree) { node in
      guard node.kind == "identifier" || node.kind == "shorthand_property_identifier",
        node.text == name.text, node.index != name.index, let parent = node.parent
      else { return }
      if parent.kind == "member_expression", let call = parent.parent,
        call.kind == "call_expression", let method = parent.child("property")?.text
      {
        switch method {
        case "$extends": add(call, to: &use)
        case "$use":
          add(call, to: &use)
          isChanged = true
        case "$connect", "$disconnect", "$on": break
        default: isRaw = true
        }
      } else if parent.kind == "arguments", let call = parent.parent,
        call.kind == "call_expression", let callee = call.child("function")
      {
        use.wrappers.append(callee.text)
      } else {
        isRaw = true
      }
    }
  }

  // MARK: - Other files

  /// Clients that are taken from other files, as far as names tell.
  static func imported(in tree: SyntaxTree) -> [ImportedClient] {
    var found: [ImportedClient] = []
    ScriptSyntax.nodes(of: tree) { node in
      let name: SyntaxNode?
      let local: SyntaxNode?
      switch node.kind {
      case "import_specifier":
        name = node.child("name")
        local = node.child("alias") ?? name
      case "shorthand_property_identifier_pattern" where isRequired(node.parent):
        (name, local) = (node, node)
      case "pair_pattern" where isRequired(node.parent):
        (name, local) = (node.child("key"), node.child("value"))
      default: return
      }
      guard let name, let local, isTelling(name.text), name.text != "PrismaClient",
        found.count < 50
      else { return }
      var use = ClientUse(wrappers: [], scopes: [], isRaw: false)
      var isRaw = false
      var isChanged = false
      follow(local, &use, &isRaw, &isChanged, in: tree)
      use.isRaw = isRaw && !isChanged
      found.append(ImportedClient(name: name.text, use: use))
    }
    return found
  }

  private static func isRequired(_ pattern: SyntaxNode?) -> Bool {
    guard let pattern, pattern.kind == "object_pattern" else { return false }
    return pattern.parent?.child("value").map { ScriptSyntax.calledName($0) } == "require"
  }

  /// Names of clients that are handed on in ways that are not followed: exported once more, or read
  /// from a whole module.
  static func loose(in tree: SyntaxTree) -> [String] {
    var found: Set<String> = []
    ScriptSyntax.nodes(of: tree) { node in
      guard found.count < 200, isTelling(node.text.prefix(200).description) else { return }
      switch node.kind {
      case "export_specifier":
        for name in [node.child("name")?.text, node.child("alias")?.text] {
          if let name, isTelling(name) { found.insert(name) }
        }
      case "property_identifier" where node.parent?.kind == "member_expression":
        found.insert(node.text)
      default: return
      }
    }
    return found.sorted()
  }

  private static func isExported(_ name: SyntaxNode) -> Bool {
    name.parent?.parent?.parent?.kind == "export_statement"
  }

  // MARK: - Extensions

  /// What the `query` parts of extensions under a node do.
  static func scopes(under node: SyntaxNode) -> [ClientScope] {
    var found: [ClientScope] = []
    for object in ValueReader.all(under: node) where object.kind == "object" {
      guard let query = ScriptSyntax.property("query", of: object), query.kind == "object" else {
        continue
      }
      for (model, body) in members(of: query) {
        if ValueReader.isFunction(body) {
          found.append(scope("$allModels", model, body))
        } else {
          for (operation, function) in members(of: body) where ValueReader.isFunction(function) {
            found.append(scope(model, operation, function))
          }
        }
      }
    }
    return Array(found.prefix(200))
  }

  private static func members(of object: SyntaxNode) -> [(String, SyntaxNode)] {
    guard object.kind == "object" else { return [] }
    return object.namedChildren.compactMap { member in
      switch member.kind {
      case "method_definition": return member.child("name").map { ($0.text, member) }
      case "pair":
        guard let key = member.child("key"), let value = member.child("value") else { return nil }
        return (ScriptSyntax.string(key) ?? key.text, ScriptSyntax.unwrapped(value))
      default: return nil
      }
    }
  }

  private static func scope(
    _ model: String,
    _ operation: String,
    _ function: SyntaxNode
  ) -> ClientScope {
    var assigned: [String: [String]] = [:]
    for node in ValueReader.all(under: function) {
      let target: String?
      let value: SyntaxNode?
      switch node.kind {
      case "assignment_expression":
        target = node.child("left").flatMap {
          $0.kind == "member_expression" ? $0.child("property")?.text : nil
        }
        value = node.child("right")
      case "pair":
        target = node.child("key")?.text
        value = node.child("value")
      default: continue
      }
      guard let target, let value else { continue }
      let names = ValueReader.names(under: value, withIdentifiers: false)
      if !names.isEmpty { assigned[target, default: []] += names }
    }
    return ClientScope(
      model: model,
      operation: operation,
      assigned: assigned,
      mentions: ValueReader.mentions(of: function)
    )
  }
}
