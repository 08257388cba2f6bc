import ReadinessModel
import SyntaxTrees

/// The function that answers a route, and the queries in it.
struct HandlerCode {
  /// Where a value comes from.
  enum Origin {
    /// Who is calling.
    case caller
    /// What the caller sends.
    case request
    /// Anything else, such as a row that was read before.
    case other
  }

  let source: ScriptSource
  let function: SyntaxNode
  /// What the function calls the request and the response.
  let request: String
  let response: String

  /// Finds the handler of a route; nil when it is no function that can be read.
  init?(_ route: Route, _ site: AccessSite) {
    guard let source = site.source(route.location.file),
      let call = Self.registration(of: route, in: source),
      let last = call.child("arguments")?.namedChildren.last(where: { $0.kind != "comment" }),
      let (home, function) = Self.function(last, in: source, site, depth: 0),
      let names = Self.parameters(of: function)
    else { return nil }
    self.source = home
    self.function = function
    (request, response) = names
  }

  /// The call that registers a route.
  static func registration(of route: Route, in source: ScriptSource) -> SyntaxNode? {
    source.nodes(["call_expression"]).first { call in
      guard let property = call.child("function")?.child("property") else { return false }
      return property.line == route.location.line && property.column == route.location.column
    }
  }

  private static func function(
    _ node: SyntaxNode,
    in source: ScriptSource,
    _ site: AccessSite,
    depth: Int
  ) -> (ScriptSource, SyntaxNode)? {
    guard depth < 5 else { return nil }
    switch node.kind {
    case "arrow_function", "function_expression", "function", "function_declaration":
      return (source, node)
    case "call_expression":
      // A wrapper such as asyncHandler(…) stands for what it is given.
      guard let inner = node.child("arguments")?.namedChildren, inner.count == 1 else { return nil }
      return function(inner[0], in: source, site, depth: depth + 1)
    case "identifier":
      if let found = declaration(of: node.text, in: source) {
        return function(found, in: source, site, depth: depth + 1)
      }
      for module in source.imports {
        guard let name = module.names.first(where: { $0.value == node.text })?.key,
          let target = site.target(of: module.source, from: source.path),
          let found = declaration(of: name, in: target)
        else { continue }
        return function(found, in: target, site, depth: depth + 1)
      }
      return nil
    default: return nil
    }
  }

  /// The function or value that a name at the top of a file stands for.
  static func declaration(of name: String, in source: ScriptSource) -> SyntaxNode? {
    for statement in source.statements {
      let inner = statement.child("declaration") ?? statement
      if inner.kind == "function_declaration", inner.child("name")?.text == name { return inner }
      for declarator in inner.namedChildren
      where declarator.kind == "variable_declarator" && declarator.child("name")?.text == name {
        return declarator.child("value")
      }
    }
    return nil
  }

  private static func parameters(of function: SyntaxNode) -> (String, String)? {
    let names = function.child("parameters")?.namedChildren.compactMap { parameter in
      let pattern = parameter.child("pattern") ?? parameter
      return pattern.kind == "identifier" ? pattern.text : nil
    }
    guard let names, names.count >= 2 else { return nil }
    return (names[0], names[1])
  }

  // MARK: - Queries

  /// The queries in the function, in order.
  var queries: [QueryCall] {
    source.nodes(in: function, ["call_expression"]).compactMap { QueryCall($0, in: source) }
  }

  /// A file with queries of its own that the function calls into, nil when there is none.
  func otherQueries(_ site: AccessSite) -> String? {
    let called = Set(
      source.nodes(in: function, ["call_expression", "new_expression"]).compactMap { call in
        let callee = call.child("function") ?? call.child("constructor")
        return callee.flatMap { callee in
          source.nodes(in: callee, ["identifier"]).first?.text
        }
      }
    )
    for name in called.sorted() {
      if let found = Self.declaration(of: name, in: source), found.range != function.range,
        source.nodes(in: found, ["call_expression"]).contains(where: {
          QueryCall($0, in: source) != nil
        })
      {
        return name
      }
    }
    var waiting = source.imports.filter { module in
      module.names.values.contains { called.contains($0) }
    }
    .compactMap { site.target(of: $0.source, from: source.path) }
    var seen: Set<String> = [source.path]
    while let file = waiting.popLast() {
      guard seen.insert(file.path).inserted, seen.count < 200 else { continue }
      let queries = file.nodes(["call_expression"]).contains { QueryCall($0, in: file) != nil }
      if queries { return file.path }
      waiting += file.imports.compactMap { site.target(of: $0.source, from: file.path) }
    }
    return nil
  }

  /// Where a value comes from, names followed to where they are declared.
  func origin(of value: SyntaxNode, depth: Int = 0) -> Origin {
    var found = Origin.other
    for node in source.nodes(in: value, ["member_expression", "identifier"]) {
      if node.kind == "member_expression" {
        let path = node.text.filter { $0 != "!" && $0 != "?" && !$0.isWhitespace }
        let parts = path.split(separator: ".").map(String.init)
        if parts.count > 2, parts[0] == request, Self.holders.contains(parts[1]) { return .caller }
        if parts.count >= 2, parts[0] == request, Self.sent.contains(parts[1]) { found = .request }
      } else if node.text != request, node.parent?.kind != "member_expression" || isObject(node),
        depth < 4, let initial = initial(of: node.text, before: node)
      {
        // What the database answered is no longer what was asked.
        if isAnswer(initial) { continue }
        switch origin(of: initial, depth: depth + 1) {
        case .caller: return .caller
        case .request: found = .request
        case .other: continue
        }
      } else if node.text == request, node.parent?.kind == "arguments" {
        found = .request
      }
    }
    return found
  }

  private func isAnswer(_ value: SyntaxNode) -> Bool {
    source.nodes(in: value, ["call_expression"]).contains { QueryCall($0, in: source) != nil }
  }

  private func isObject(_ node: SyntaxNode) -> Bool {
    node.parent?.child("object")?.range == node.range
  }

  private static let holders: Set<String> = ["user", "auth", "account", "currentUser", "principal"]
  private static let sent: Set<String> = ["params", "query", "body", "headers", "cookies"]

  /// What a name was declared with in the function.
  func initial(of name: String, before node: SyntaxNode) -> SyntaxNode? {
    source.nodes(in: function, ["variable_declarator"]).last { declarator in
      guard declarator.range.upperBound <= node.range.lowerBound,
        let target = declarator.child("name")
      else { return false }
      if target.kind == "identifier" { return target.text == name }
      return source.nodes(in: target, ["shorthand_property_identifier_pattern", "identifier"])
        .contains { $0.text == name }
    }?.child("value")
  }

  /// The statement of the function's own body that holds a node.
  func ownStatement(of node: SyntaxNode) -> SyntaxNode? {
    guard let body = function.child("body"), body.kind == "statement_block" else { return nil }
    return body.namedChildren.first {
      $0.range.lowerBound <= node.range.lowerBound && node.range.upperBound <= $0.range.upperBound
    }
  }

  /// Whether every name an expression uses is known before a statement of the function's own body.
  func isKnown(_ value: SyntaxNode, before statement: SyntaxNode) -> Bool {
    guard let body = function.child("body") else { return false }
    let earlier = body.namedChildren.filter { $0.range.upperBound <= statement.range.lowerBound }
    var names: Set<String> = [request, response]
    for declaration in earlier
    where declaration.kind == "lexical_declaration" || declaration.kind == "variable_declaration" {
      for declarator in declaration.namedChildren {
        guard let target = declarator.child("name") else { continue }
        names.formUnion(
          source.nodes(in: target, ["shorthand_property_identifier_pattern", "identifier"])
            .map(\.text)
        )
      }
    }
    let inner = source.nodes(in: function, ["variable_declarator", "required_parameter"])
      .flatMap { part -> [String] in
        guard let target = part.child("name") ?? part.child("pattern") else { return [] }
        return source.nodes(in: target, ["shorthand_property_identifier_pattern", "identifier"])
          .map(\.text)
      }
    return source.nodes(in: value, ["identifier"]).allSatisfy { identifier in
      names.contains(identifier.text) || !inner.contains(identifier.text)
    } && source.nodes(in: value, ["await_expression", "assignment_expression"]).isEmpty
  }
}

/// A call that hands the database a statement of SQL.
struct QueryCall {
  let call: SyntaxNode
  /// The string or template with the statement.
  let literal: SyntaxNode
  let statement: SQLStatement
  /// The list of values, nil when there is none.
  let values: SyntaxNode?
  /// The values, empty when they are not written as a list.
  let elements: [SyntaxNode]

  init?(_ call: SyntaxNode, in source: ScriptSource) {
    guard let list = call.child("arguments") else { return nil }
    let arguments = list.namedChildren.filter { $0.kind != "comment" }
    guard let literal = arguments.first, ["string", "template_string"].contains(literal.kind)
    else { return nil }
    let start = literal.range.lowerBound + 1
    let inner = start..<max(start, literal.range.upperBound - 1)
    let holes = literal.namedChildren.filter { $0.kind == "template_substitution" }.map(\.range)
    guard let statement = SQLStatement(SQLText(source.bytes, in: inner, holes: holes)) else {
      return nil
    }
    self.call = call
    self.literal = literal
    self.statement = statement
    values = arguments.count > 1 ? arguments[1] : nil
    elements =
      values?.kind == "array" ? values?.namedChildren.filter { $0.kind != "comment" } ?? [] : []
  }

  /// Why values cannot be added, nil when they can.
  var obstacle: String? {
    if let obstacle = statement.obstacle { return obstacle }
    if let values {
      guard values.kind == "array" else { return "its values are not written as a list" }
      guard elements.allSatisfy({ $0.kind != "spread_element" }) else {
        return "its values are put together from other lists"
      }
    }
    guard elements.count == statement.highestParameter else {
      return "its values are not as many as its parameters"
    }
    return nil
  }

  /// The value of a parameter.
  func value(_ parameter: Int) -> SyntaxNode? {
    elements.indices.contains(parameter - 1) ? elements[parameter - 1] : nil
  }
}
