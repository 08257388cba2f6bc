import ReadinessModel
import SyntaxTrees

/// Hands the reach of a request down from handlers to the functions with queries.
struct ReachPassing {
  /// A function that is given the reach as its last parameter.
  struct Receiver {
    let source: ScriptSource
    let function: SyntaxNode
  }

  let site: AccessSite
  /// Handlers of routes in which roles are asked, by identity.
  let governed: [String: HandlerCode]

  static func id(_ source: ScriptSource, _ function: SyntaxNode) -> String {
    "\(source.path):\(function.range.lowerBound)"
  }

  init(_ site: AccessSite, _ routes: [Route], _ reader: QueryReader) {
    self.site = site
    var governed: [String: HandlerCode] = [:]
    var open: Set<String> = []
    for route in routes {
      guard let code = HandlerCode(route, site, reader) else { continue }
      let id = Self.id(code.source, code.function)
      if GuardCode.isGuarded(route, site) { governed[id] = code } else { open.insert(id) }
    }
    self.governed = governed.filter { !open.contains($0.key) }
  }

  /// Why the reach cannot be handed down to a function, nil when it can.
  func obstacle(to code: HandlerCode) -> String? {
    if code.links.isEmpty {
      let isGoverned = governed[Self.id(code.source, code.function)] != nil
      return isGoverned ? nil : "its handler also answers a route that is open to anybody"
    }
    let chain = Set(code.links.map { Self.id($0.calleeSource, $0.callee) })
    for link in code.links {
      guard let name = Self.name(of: link.callee), link.callee.child("parameters") != nil else {
        return "the function with its query has no name, or no list of parameters"
      }
      let parameters = HandlerCode.parameterNodes(of: link.callee)
      let given = QueryReader.arguments(of: link.call)
      let isPlain = parameters.allSatisfy {
        ["required_parameter", "identifier", "object_pattern"].contains($0.kind)
          && $0.child("value") == nil && $0.child("pattern")?.kind != "rest_pattern"
      }
      guard isPlain, parameters.count == given.count,
        !given.contains(where: { $0.kind == "spread_element" })
      else { return "\(name) takes parameters to which no other can be added" }
      guard !parameters.contains(where: { ($0.child("pattern") ?? $0).text == "reach" }) else {
        return "\(name) has a parameter called reach"
      }
      if let test = test(calling: name, of: link.calleeSource) {
        return "\(name) is also called in \(test), without a reach"
      }
      for (source, call, around) in calls(of: link.callee, in: link.calleeSource) {
        let id = around.map { Self.id(source, $0) }
        guard let id, chain.contains(id) || governed[id] != nil else {
          return "\(name) is also called at \(source.path):\(call.line), where no role is asked"
        }
      }
    }
    return nil
  }

  /// The edits that hand the reach to functions, and names to bring in by file.
  func edits(
    to receivers: [String: Receiver],
    handlers: Set<String>
  ) -> (edits: [SourceEdit], imports: [String: Set<String>]) {
    var edits: [SourceEdit] = []
    var imports: [String: Set<String>] = [:]
    var asking = handlers
    for (_, receiver) in receivers.sorted(by: { $0.key < $1.key }) {
      guard let list = receiver.function.child("parameters") else { continue }
      let source = receiver.source
      let type = source.isTypeScript ? ": Reach" : ""
      edits.append(Self.appending("reach\(type)", to: list, in: source))
      if source.isTypeScript { imports[source.path, default: []].insert("Reach") }
      for (file, call, around) in calls(of: receiver.function, in: source) {
        guard let id = around.map({ Self.id(file, $0) }), let given = call.child("arguments") else {
          continue
        }
        if let handler = governed[id] {
          edits.append(Self.appending(handler.reach, to: given, in: file))
          asking.insert(id)
        } else if receivers[id] != nil {
          edits.append(Self.appending("reach", to: given, in: file))
        }
      }
    }
    for id in asking.sorted() {
      guard let handler = governed[id] else { continue }
      guard site.nest != nil else {
        imports[handler.source.path, default: []].insert("reach")
        continue
      }
      guard let list = handler.function.child("parameters") else { continue }
      edits.append(Self.appending("@CurrentReach() reach: Reach", to: list, in: handler.source))
      imports[handler.source.path, default: []].formUnion(["CurrentReach", "Reach"])
    }
    return (edits, imports)
  }

  private static func appending(
    _ text: String,
    to list: SyntaxNode,
    in source: ScriptSource
  ) -> SourceEdit {
    let parts = list.namedChildren.filter { $0.kind != "comment" }
    guard let first = parts.first, let last = parts.last else {
      return .insert(path: source.path, at: list.range.lowerBound + 1, text: text)
    }
    guard last.endLine < list.endLine, first.line > list.line else {
      return .insert(path: source.path, at: last.range.upperBound, text: ", \(text)")
    }
    let opening = QueryReader.end(of: list, in: source, "")
    return .insert(
      path: source.path,
      at: opening.offset,
      text: opening.before + text + opening.after
    )
  }

  /// A test that calls a function of a file.
  private func test(calling name: String, of home: ScriptSource) -> String? {
    let file = ProjectPath.name(of: home.path).prefix { $0 != "." }
    return site.tests.first { source in
      source.contains("\(name)(") && source.contains(String(file))
        && source.nodes(["call_expression"]).contains { call in
          let callee = call.child("function")
          return (callee?.child("property")?.text ?? callee?.text) == name
        }
    }?.path
  }

  /// What a function is called.
  static func name(of function: SyntaxNode) -> String? {
    if let name = function.child("name")?.text { return name }
    var holder = function.parent
    // A wrapper such as asyncHandler(…).
    while let call = holder, ["arguments", "call_expression"].contains(call.kind) {
      holder = call.parent
    }
    guard let holder else { return nil }
    if ["variable_declarator", "pair"].contains(holder.kind) {
      return (holder.child("name") ?? holder.child("key"))?.text
    }
    guard holder.kind == "assignment_expression" else { return nil }
    return holder.child("left")?.child("property")?.text
  }

  /// All calls of a function, each with the function of a route or service that it stands in.
  private func calls(
    of function: SyntaxNode,
    in home: ScriptSource
  ) -> [(source: ScriptSource, call: SyntaxNode, around: SyntaxNode?)] {
    guard let name = Self.name(of: function) else { return [] }
    return site.sources.filter { $0.contains("\(name)(") }.flatMap { source in
      source.nodes(["call_expression"]).compactMap { call in
        guard let callee = call.child("function"),
          (callee.child("property")?.text ?? callee.text) == name,
          case .function(let other, let target)? = site.table.thing(of: callee, in: source),
          other.path == home.path, target.range == function.range
        else { return nil }
        return (source, call, Self.function(around: call))
      }
    }
  }

  /// The function that a node stands in, as far out as one can be called.
  private static func function(around node: SyntaxNode) -> SyntaxNode? {
    let kinds: Set<String> = [
      "arrow_function", "function_expression", "function", "function_declaration",
      "method_definition",
    ]
    var found: SyntaxNode?
    var place = node.parent
    while let current = place {
      if kinds.contains(current.kind) { found = current }
      if current.kind == "method_definition" { return current }
      place = current.parent
    }
    return found
  }
}
