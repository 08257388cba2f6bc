import SyntaxTrees

/// Reads what a value has gone through when a piece of code gives it.
struct ValueReader {
  /// What a piece of code gives.
  struct Shape: Hashable {
    var flows: [String] = []
    var isLeaky = false
  }

  /// Methods by which mappers hand a value over on its way into the store.
  static let writeMethods: Set<String> = ["to", "toDriver", "convertToDatabaseValue", "set"]
  private static let functions: Set<String> = [
    "arrow_function", "function_expression", "function", "function_declaration",
    "method_definition", "generator_function_declaration",
  ]
  private static let deepest = 8
  /// Most nodes of one function that are looked at.
  private static let mostNodes = 20_000

  /// Whether a node is a function.
  static func isFunction(_ node: SyntaxNode) -> Bool { functions.contains(node.kind) }

  /// What a definition gives.
  static func shape(of node: SyntaxNode, depth: Int = 0) -> Shape {
    let node = ScriptSyntax.unwrapped(node)
    guard depth < deepest else { return Shape() }
    if let write = writeMethod(in: node) { return shape(of: write, depth: depth + 1) }
    if isFunction(node) { return function(node, depth) }
    switch node.kind {
    case "call_expression", "new_expression":
      for argument in ScriptSyntax.arguments(node) {
        if let write = writeMethod(in: argument) { return shape(of: write, depth: depth + 1) }
      }
      return Shape(flows: names(under: node, withIdentifiers: true))
    case "class", "class_declaration", "object": return Shape()
    default: return Shape(flows: names(under: node, withIdentifiers: true))
    }
  }

  /// The method of an object or class by which values go into the store.
  static func writeMethod(in node: SyntaxNode) -> SyntaxNode? {
    let members: [SyntaxNode]
    switch node.kind {
    case "object": members = node.namedChildren
    case "class", "class_declaration", "abstract_class_declaration":
      members = node.child("body")?.namedChildren ?? []
    default: return nil
    }
    for member in members {
      let name = (member.child("key") ?? member.child("name") ?? member.child("property"))?.text
      guard let name, writeMethods.contains(name) else { continue }
      if member.kind == "method_definition" { return member }
      if let value = member.child("value").map(ScriptSyntax.unwrapped), isFunction(value) {
        return value
      }
      if let value = member.child("value") { return value }
    }
    return nil
  }

  // MARK: - Functions

  private static func function(_ node: SyntaxNode, _ depth: Int) -> Shape {
    guard let body = node.child("body") else { return Shape() }
    let parameters = parameterNames(of: node)
    guard body.kind == "statement_block" else {
      return expression(body, parameters, in: node, depth)
    }
    let inner = own(body)
    let returns = inner.filter { $0.kind == "return_statement" }
    var shape = Shape()
    for statement in returns {
      guard let value = statement.namedChildren.first(where: { $0.kind != "comment" }) else {
        continue
      }
      if parameters.contains(ScriptSyntax.unwrapped(value).text) {
        if !dependsOnValue(statement, parameters, in: body) { shape.isLeaky = true }
        continue
      }
      let part = expression(value, parameters, in: node, depth)
      shape.flows += part.flows
      shape.isLeaky = shape.isLeaky || part.isLeaky
    }
    guard returns.isEmpty else { return shape }
    // Setters hand the value on instead.
    for statement in inner {
      if statement.kind == "call_expression",
        ["setDataValue", "set"].contains(ScriptSyntax.calledName(statement) ?? ""),
        let value = ScriptSyntax.arguments(statement).last
      {
        shape.flows += expression(value, parameters, in: node, depth).flows
      } else if statement.kind == "assignment_expression",
        statement.child("left")?.kind == "member_expression", let value = statement.child("right")
      {
        shape.flows += expression(value, parameters, in: node, depth).flows
      }
    }
    return shape
  }

  /// What an expression has gone through, and whether it may be the bare value.
  private static func expression(
    _ node: SyntaxNode,
    _ parameters: Set<String>,
    in function: SyntaxNode,
    _ depth: Int
  ) -> Shape {
    var shape = Shape()
    var waiting = [node]
    while let next = waiting.popLast() {
      let node = ScriptSyntax.unwrapped(next)
      switch node.kind {
      case "object":
        guard let write = writeMethod(in: node) else {
          shape.flows += traced(node, in: function)
          continue
        }
        let inner = Self.shape(of: write, depth: depth + 1)
        shape.flows += inner.flows
        shape.isLeaky = shape.isLeaky || inner.isLeaky
      case "sequence_expression": waiting += [node.namedChildren.last].compactMap(\.self)
      case "ternary_expression":
        let arms = [node.child("consequence"), node.child("alternative")].compactMap(\.self)
        let isAboutValue = node.child("condition").map { mentions($0, parameters) } ?? false
        for arm in arms {
          if !parameters.contains(ScriptSyntax.unwrapped(arm).text) {
            waiting.append(arm)
          } else if !isAboutValue {
            shape.isLeaky = true
          }
        }
      case "binary_expression" where ["||", "??"].contains(node.child("operator")?.text ?? ""):
        if let right = node.child("right"), parameters.contains(ScriptSyntax.unwrapped(right).text)
        {
          shape.isLeaky = true
        }
        waiting += [node.child("left")].compactMap(\.self)
      default:
        if let write = isFunction(node) ? node : nil, depth < deepest {
          let inner = Self.function(write, depth + 1)
          shape.flows += inner.flows
          shape.isLeaky = shape.isLeaky || inner.isLeaky
        } else {
          shape.flows += traced(node, in: function)
        }
      }
    }
    return shape
  }

  /// Whether a return of the bare value depends on what the value is.
  private static func dependsOnValue(
    _ statement: SyntaxNode,
    _ parameters: Set<String>,
    in body: SyntaxNode
  ) -> Bool {
    var place = statement
    for _ in 0..<60 {
      guard let parent = place.parent, place.index != body.index else { break }
      if parent.kind == "catch_clause" { return false }
      if parent.kind == "if_statement", let condition = parent.child("condition"),
        condition.index != place.index
      {
        return mentions(condition, parameters)
      }
      if parent.index == body.index {
        // `if (value) return seal(value); return value;`
        return parent.namedChildren.prefix { $0.index != place.index }.contains { earlier in
          earlier.kind == "if_statement"
            && earlier.child("condition").map { mentions($0, parameters) } == true
        }
      }
      place = parent
    }
    return false
  }

  // MARK: - Names

  /// Functions an expression has gone through, with those that its variables have.
  private static func traced(_ node: SyntaxNode, in function: SyntaxNode) -> [String] {
    var found = names(under: node, withIdentifiers: false)
    guard let body = function.child("body") else { return found }
    var values: [String: [SyntaxNode]] = [:]
    for inner in all(under: body) {
      switch inner.kind {
      case "variable_declarator":
        if let name = inner.child("name")?.text, let value = inner.child("value") {
          values[name, default: []].append(value)
        }
      case "assignment_expression", "augmented_assignment_expression":
        if let name = inner.child("left")?.text, let value = inner.child("right") {
          values[name, default: []].append(value)
        }
      default: break
      }
    }
    var seen: Set<String> = []
    var waiting = identifiers(under: node)
    while let name = waiting.popLast(), seen.count < 200 {
      guard seen.insert(name).inserted, let nodes = values[name] else { continue }
      for value in nodes {
        found += names(under: value, withIdentifiers: false)
        waiting += identifiers(under: value)
      }
    }
    return unique(found)
  }

  /// What is called and made under a node; with identifiers, every other value that is named too.
  static func names(under node: SyntaxNode, withIdentifiers: Bool) -> [String] {
    var found: [String] = []
    for inner in all(under: node) {
      switch inner.kind {
      case "call_expression":
        if let callee = inner.child("function") { found.append(compact(callee)) }
      case "new_expression":
        if let callee = inner.child("constructor") { found.append(compact(callee)) }
      case "identifier" where withIdentifiers,
        "shorthand_property_identifier" where withIdentifiers:
        found.append(inner.text)
      default: break
      }
    }
    return unique(found)
  }

  /// Every identifier and name of a property under a node.
  static func mentions(of node: SyntaxNode) -> [String] {
    var found: [String] = []
    for inner in all(under: node) {
      switch inner.kind {
      case "identifier", "shorthand_property_identifier", "property_identifier":
        found.append(inner.text)
      default: break
      }
    }
    return Array(unique(found).prefix(500))
  }

  /// Whether a name is called under a node, or handed to what calls it.
  static func calls(_ name: String, in node: SyntaxNode) -> Bool {
    all(under: node).contains { inner in
      guard inner.kind == "identifier" || inner.kind == "property_identifier", inner.text == name,
        let parent = inner.parent
      else { return false }
      switch parent.kind {
      case "call_expression", "arguments": return true
      case "member_expression": return parent.parent?.kind == "call_expression"
      default: return false
      }
    }
  }

  private static func mentions(_ node: SyntaxNode, _ names: Set<String>) -> Bool {
    all(under: node).contains { $0.kind == "identifier" && names.contains($0.text) }
  }

  private static func identifiers(under node: SyntaxNode) -> [String] {
    all(under: node).filter { $0.kind == "identifier" }.map(\.text)
  }

  private static func compact(_ callee: SyntaxNode) -> String {
    let text = callee.text.prefix(120).filter { !$0.isWhitespace && $0 != "?" && $0 != "!" }
    return text.hasPrefix("this.") ? String(text.dropFirst(5)) : text
  }

  private static func parameterNames(of function: SyntaxNode) -> Set<String> {
    if let single = function.child("parameter") { return [single.text] }
    guard let list = function.child("parameters") else { return [] }
    return Set(all(under: list).filter { $0.kind == "identifier" }.map(\.text))
  }

  // MARK: - Nodes

  /// Nodes under one, itself among them.
  static func all(under node: SyntaxNode) -> [SyntaxNode] { nodes(node) { _ in true } }

  /// Nodes of a function's body without those of functions in it.
  private static func own(_ body: SyntaxNode) -> [SyntaxNode] { nodes(body) { !isFunction($0) } }

  private static func nodes(
    _ root: SyntaxNode,
    enters: (SyntaxNode) -> Bool
  ) -> [SyntaxNode] {
    var found: [SyntaxNode] = []
    var waiting = [root]
    while let node = waiting.popLast(), found.count < mostNodes {
      found.append(node)
      guard node.index == root.index || enters(node) else { continue }
      waiting += node.namedChildren.reversed()
    }
    return found
  }

  static func unique<Element: Hashable>(_ names: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return names.filter { seen.insert($0).inserted }
  }
}
