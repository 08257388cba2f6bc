import SyntaxTrees

/// Questions about TypeScript and JavaScript syntax that reading models needs.
enum ScriptSyntax {
  /// The text of a string without escapes or substitutions, nil for anything else.
  static func string(_ node: SyntaxNode?) -> String? {
    guard let node = node.map(unwrapped) else { return nil }
    guard node.kind == "string" || node.kind == "template_string" else { return nil }
    guard !node.children.contains(where: { $0.kind == "template_substitution" }) else { return nil }
    let text = node.text
    return text.count >= 2 ? String(text.dropFirst().dropLast()) : nil
  }

  /// The properties of an object literal by name; spread and computed ones are left out.
  static func properties(_ node: SyntaxNode?) -> [(
    name: String, value: SyntaxNode, pair: SyntaxNode
  )] {
    guard let node = node.map(unwrapped), node.kind == "object" else { return [] }
    return node.namedChildren.compactMap { pair in
      guard pair.kind == "pair", let key = pair.child("key"), let value = pair.child("value") else {
        return nil
      }
      guard key.kind != "computed_property_name" else { return nil }
      return (string(key) ?? key.text, unwrapped(value), pair)
    }
  }

  /// The value of a property of an object literal.
  static func property(_ name: String, of node: SyntaxNode?) -> SyntaxNode? {
    properties(node).first { $0.name == name }?.value
  }

  /// The arguments of a call, comments left out.
  static func arguments(_ call: SyntaxNode) -> [SyntaxNode] {
    guard let list = call.child("arguments"), list.kind == "arguments" else { return [] }
    return list.namedChildren.filter { $0.kind != "comment" }.map(unwrapped)
  }

  /// The last part of what is called: `createTable` of `knex.schema.createTable(…)`.
  static func calledName(_ call: SyntaxNode) -> String? {
    guard let function = call.child("function") ?? call.child("constructor") else { return nil }
    return lastName(function)
  }

  /// The last name of an identifier or a member access.
  static func lastName(_ node: SyntaxNode) -> String? {
    switch node.kind {
    case "identifier", "property_identifier", "type_identifier": node.text
    case "member_expression": node.child("property")?.text
    default: nil
    }
  }

  /// The expression without parentheses, `as`, `satisfies` and `!`.
  static func unwrapped(_ node: SyntaxNode) -> SyntaxNode {
    var node = node
    for _ in 0..<16 {
      switch node.kind {
      case "parenthesized_expression", "as_expression", "satisfies_expression",
        "non_null_expression", "await_expression":
        guard let inner = node.namedChildren.first(where: { $0.kind != "comment" }) else {
          return node
        }
        node = inner
      default: return node
      }
    }
    return node
  }

  /// The object literal that an expression is, or that an arrow function returns.
  static func objectLiteral(_ node: SyntaxNode) -> SyntaxNode? {
    let node = unwrapped(node)
    if node.kind == "object" { return node }
    guard node.kind == "arrow_function", let body = node.child("body").map(unwrapped) else {
      return nil
    }
    if body.kind == "object" { return body }
    let statement = body.namedChildren.last { $0.kind == "return_statement" }
    return statement?.namedChildren.first.map(unwrapped).flatMap { $0.kind == "object" ? $0 : nil }
  }

  /// The innermost call of a chain, with the chain's root: `t.string('a')` of
  /// `t.string('a').notNullable().unique()`.
  static func chainStart(_ node: SyntaxNode) -> SyntaxNode? {
    var call = unwrapped(node)
    guard call.kind == "call_expression" else { return nil }
    for _ in 0..<64 {
      guard let function = call.child("function"), function.kind == "member_expression",
        let object = function.child("object").map(unwrapped), object.kind == "call_expression"
      else { return call }
      call = object
    }
    return call
  }

  /// Comments directly before a node, and one that ends its line.
  static func comments(around node: SyntaxNode) -> [String] {
    guard let parent = node.parent else { return [] }
    var before: [SyntaxNode] = []
    var isPast = false
    for sibling in parent.children {
      if sibling.index == node.index {
        isPast = true
        continue
      }
      if isPast {
        if sibling.kind == "comment", sibling.line == node.endLine {
          return texts(before + [sibling])
        }
        if sibling.isNamed { break }
      } else if sibling.kind == "comment" {
        // A comment that ends the line of the member before belongs to that one.
        before.append(sibling)
      } else if sibling.isNamed {
        before = []
      } else if sibling.text == "," || sibling.text == ";" || sibling.text == "{" {
        continue
      }
    }
    let own = before.filter { comment in
      !parent.children.contains { member in
        member.kind != "comment" && member.isNamed && member.endLine == comment.line
          && member.index < comment.index
      }
    }
    return texts(own)
  }

  private static func texts(_ comments: [SyntaxNode]) -> [String] {
    comments.map { String($0.text.prefix(600)) }
  }

  /// Whether a node lies in a function that undoes a migration.
  static func isInUndo(_ node: SyntaxNode) -> Bool {
    var place: SyntaxNode? = node
    for _ in 0..<200 {
      guard let current = place else { return false }
      let name: String?
      switch current.kind {
      case "function_declaration", "method_definition", "variable_declarator",
        "function_expression":
        name = current.child("name")?.text
      case "assignment_expression": name = current.child("left").flatMap(lastName)
      case "pair": name = current.child("key")?.text
      default: name = nil
      }
      if name == "down" || name == "rollback" { return true }
      place = current.parent
    }
    return false
  }

  /// Every node of a tree, in document order, without recursion.
  static func nodes(of tree: SyntaxTree, _ visit: (SyntaxNode) -> Void) {
    var open = [tree.root]
    while let node = open.popLast() {
      if node.isNamed { visit(node) }
      var children = Array(node.children)
      children.reverse()
      open.append(contentsOf: children)
    }
  }
}
