import ReadinessModel
import SyntaxTrees

/// A function on the way from a route to the rows it reaches: the handler, or what it calls.
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

  /// A call that leads from one function to the next.
  struct Link {
    let source: ScriptSource
    let call: SyntaxNode
    let calleeSource: ScriptSource
    let callee: SyntaxNode
    /// The function with the call.
    let caller: HandlerCode
  }

  let source: ScriptSource
  let function: SyntaxNode
  /// What the function calls the request and the response; empty where it is not handed them.
  let request: String
  let response: String
  /// Where the values of its parameters come from, by name.
  let origins: [String: Origin]
  /// Names of parameters that hold a part of the path, which is always there.
  let pathNames: Set<String>
  /// The calls that lead here, empty for the handler itself.
  let links: [Link]
  let isNest: Bool
  /// Recognises queries.
  let reader: QueryReader

  /// Finds the handler of a route; nil when it is no function that can be read.
  init?(_ route: Route, _ site: AccessSite, _ reader: QueryReader) {
    self.reader = reader
    let found = site.nest == nil ? Self.express(route, site) : Self.method(route, site)
    guard let (home, function) = found else { return nil }
    source = home
    self.function = function
    links = []
    isNest = site.nest != nil
    if isNest {
      let parameters = NestParameters(function, in: home)
      (request, response, origins) = (parameters.request, "", parameters.origins)
      pathNames = parameters.pathNames
    } else {
      guard let names = Self.parameters(of: function) else { return nil }
      (request, response) = names
      (origins, pathNames) = ([:], [])
    }
  }

  /// A whole file, as far as it matters which queries are in it.
  init(whole source: ScriptSource, _ reader: QueryReader) {
    self.source = source
    self.reader = reader
    function = source.tree.root
    (request, response, origins, links, isNest) = ("", "", [:], [], false)
    pathNames = []
  }

  /// A function that another one calls.
  init(_ function: SyntaxNode, in source: ScriptSource, called link: Link, from caller: HandlerCode)
  {
    self.source = source
    self.function = function
    (request, response) = ("", "")
    links = caller.links + [link]
    reader = caller.reader
    isNest = caller.isNest
    var origins: [String: Origin] = [:]
    var pathNames: Set<String> = []
    let given = link.call.child("arguments")?.namedChildren.filter { $0.kind != "comment" } ?? []
    for (parameter, value) in zip(Self.parameterNodes(of: function), given) {
      let origin = caller.origin(of: value)
      let pattern = parameter.child("pattern") ?? parameter
      let names =
        pattern.kind == "identifier"
        ? [pattern]
        : source.nodes(in: pattern, ["shorthand_property_identifier_pattern", "identifier"])
      for name in names { origins[name.text] = origin }
      if pattern.kind == "identifier", caller.isFromPath(value) { pathNames.insert(pattern.text) }
    }
    self.origins = origins
    self.pathNames = pathNames
  }

  /// What the function writes for the reach of the request.
  var reach: String { isNest || !links.isEmpty ? "reach" : "reach(\(response))" }

  /// The statement with which the function refuses.
  func refusing(_ reason: String, _ style: ScriptStyle) -> String {
    let quoted = "\(style.quote)\(reason)\(style.quote)"
    let end = style.usesSemicolons ? ";" : ""
    if isNest { return "throw new ForbiddenException(\(quoted))\(end)" }
    return links.isEmpty
      ? "return deny(\(response), \(quoted))\(end)" : "throw new Refusal(\(quoted))\(end)"
  }

  // MARK: - Finding the handler

  private static func express(_ route: Route, _ site: AccessSite) -> (ScriptSource, SyntaxNode)? {
    guard let source = site.source(route.location.file),
      let call = registration(of: route, in: source),
      let last = call.child("arguments")?.namedChildren.last(where: { $0.kind != "comment" })
    else { return nil }
    return function(last, in: source, site)
  }

  private static func method(_ route: Route, _ site: AccessSite) -> (ScriptSource, SyntaxNode)? {
    guard let place = route.handlerLocation, let source = site.source(place.file) else {
      return nil
    }
    return source.nodes(["method_definition"]).first { $0.line == place.line }.map { (source, $0) }
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
    _ site: AccessSite
  ) -> (ScriptSource, SyntaxNode)? {
    guard case .function(let home, let function)? = site.table.thing(of: node, in: source) else {
      return nil
    }
    return (home, function)
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

  static func parameterNodes(of function: SyntaxNode) -> [SyntaxNode] {
    if let only = function.child("parameter") { return [only] }
    return function.child("parameters")?.namedChildren.filter { $0.kind != "comment" } ?? []
  }

  private static func parameters(of function: SyntaxNode) -> (String, String)? {
    let names = parameterNodes(of: function).compactMap { parameter in
      let pattern = parameter.child("pattern") ?? parameter
      return pattern.kind == "identifier" ? pattern.text : nil
    }
    guard names.count >= 2 else { return nil }
    return (names[0], names[1])
  }

  // MARK: - Values

  /// Where a value comes from, names followed to where they are declared.
  func origin(of value: SyntaxNode, depth: Int = 0) -> Origin {
    var found = Origin.other
    for node in source.nodes(
      in: value,
      ["member_expression", "identifier", "shorthand_property_identifier"]
    ) {
      if node.kind == "member_expression" {
        let path = node.text.filter { $0 != "!" && $0 != "?" && !$0.isWhitespace }
        let parts = path.split(separator: ".").map(String.init)
        if parts.count >= 2, parts[0] == request, Self.holders.contains(parts[1]) { return .caller }
        if parts.count >= 2, parts[0] == request, Self.sent.contains(parts[1]) { found = .request }
      } else if let known = origins[node.text], !isProperty(node) {
        if known == .caller { return .caller }
        if known == .request { found = .request }
      } else if node.text != request, !isProperty(node), depth < 4,
        let initial = initial(of: node.text, before: node)
      {
        // What the database answered is no longer what was asked.
        if isAnswer(initial) { continue }
        switch origin(of: initial, depth: depth + 1) {
        case .caller: return .caller
        case .request: found = .request
        case .other: continue
        }
      } else if node.text == request, !request.isEmpty, node.parent?.kind == "arguments" {
        found = .request
      }
    }
    return found
  }

  /// Whether a value is made of a part of the request's path, so that it is always there.
  func isFromPath(_ value: SyntaxNode, depth: Int = 0) -> Bool {
    if ["identifier", "shorthand_property_identifier"].contains(value.kind) {
      if pathNames.contains(value.text) { return true }
      guard depth < 4, let initial = initial(of: value.text, before: value) else { return false }
      return isFromPath(initial, depth: depth + 1)
    }
    let text = value.text
    if !request.isEmpty, text == "\(request).params" || text.hasPrefix("\(request).params.") {
      return true
    }
    guard value.kind == "call_expression",
      ["Number", "parseInt", "String", "BigInt"].contains(value.child("function")?.text ?? ""),
      let inner = QueryReader.arguments(of: value).first
    else {
      guard ["unary_expression", "as_expression", "non_null_expression"].contains(value.kind),
        let inner = value.namedChildren.first
      else { return false }
      return isFromPath(inner, depth: depth + 1)
    }
    return isFromPath(inner, depth: depth + 1)
  }

  private func isAnswer(_ value: SyntaxNode) -> Bool {
    source.nodes(in: value, ["call_expression"]).contains {
      reader.read($0, in: self) != nil
    }
  }

  /// Whether a name stands after a dot.
  private func isProperty(_ node: SyntaxNode) -> Bool {
    node.parent?.kind == "member_expression" && node.parent?.child("object")?.range != node.range
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
    names.formUnion(origins.keys)
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
    return source.nodes(in: value, ["identifier", "shorthand_property_identifier"])
      .allSatisfy { identifier in
        names.contains(identifier.text) || !inner.contains(identifier.text)
      } && source.nodes(in: value, ["await_expression", "assignment_expression"]).isEmpty
  }

  /// Whether `await` may stand in the function.
  var isAsync: Bool { function.children.contains { $0.kind == "async" } }
}

/// What a method of a controller is handed, as its decorators say.
private struct NestParameters {
  var request = ""
  var origins: [String: HandlerCode.Origin] = [:]
  var pathNames: Set<String> = []

  init(_ method: SyntaxNode, in source: ScriptSource) {
    for parameter in HandlerCode.parameterNodes(of: method) {
      guard let pattern = parameter.child("pattern") else { continue }
      let decorator = parameter.namedChildren.first { $0.kind == "decorator" }?.namedChildren.first
      let name = decorator.map { $0.child("function")?.text ?? $0.text } ?? ""
      if ["Req", "Request"].contains(name) {
        request = pattern.text
        continue
      }
      let lower = name.lowercased()
      let isCaller = ["user", "auth", "account", "principal", "caller"].contains {
        lower.contains($0)
      }
      let names =
        pattern.kind == "identifier"
        ? [pattern]
        : source.nodes(in: pattern, ["shorthand_property_identifier_pattern", "identifier"])
      for one in names { origins[one.text] = isCaller ? .caller : .request }
      if name == "Param", pattern.kind == "identifier" { pathNames.insert(pattern.text) }
    }
  }
}
