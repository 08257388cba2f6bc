import ReadinessModel
import SyntaxTrees

/// All queries that a route reaches, in its handler and in what that calls.
struct RouteCode {
  /// A query, and the function it stands in.
  struct Place {
    let query: StoredQuery
    let code: HandlerCode
  }

  let handler: HandlerCode
  private(set) var places: [Place] = []
  /// Why it cannot be told what the route reaches, nil when it can.
  private(set) var obstacle: String?
  /// Files of the package that are called into in a way that could not be followed.
  private(set) var unfollowed: [ScriptSource] = []

  init?(_ route: Route, _ site: AccessSite, _ reader: QueryReader) {
    guard let handler = HandlerCode(route, site, reader) else { return nil }
    self.handler = handler
    var waiting = [handler]
    var seen: Set<String> = []
    while let code = waiting.first {
      waiting.removeFirst()
      let id = "\(code.source.path):\(code.function.range.lowerBound)"
      guard seen.insert(id).inserted, seen.count <= 40 else { continue }
      let queries = reader.queries(in: code)
      places += queries.map { Place(query: $0, code: code) }
      for call in code.source.nodes(in: code.function, ["call_expression"]) {
        guard
          !queries.contains(where: {
            $0.call.range.contains(call.range.lowerBound)
              && $0.call.range.upperBound >= call.range.upperBound
          }),
          let callee = call.child("function"),
          ["identifier", "member_expression"].contains(callee.kind)
        else { continue }
        guard
          case .function(let home, let function)? = site.table.thing(of: callee, in: code.source)
        else {
          if let file = Self.file(of: callee, in: code, site) { unfollowed.append(file) }
          continue
        }
        guard function.range != code.function.range || home.path != code.source.path else {
          continue
        }
        guard code.links.count < 4 else {
          obstacle = obstacle ?? "its queries are too many calls away"
          continue
        }
        let link = HandlerCode.Link(
          source: code.source,
          call: call,
          calleeSource: home,
          callee: function,
          caller: code
        )
        waiting.append(HandlerCode(function, in: home, called: link, from: code))
      }
    }
    // What the collector saw of stored data has to be among them, place by place.
    for access in route.dataAccess where obstacle == nil {
      let isKnown = places.contains { place in
        place.code.source.path == access.location.file
          && place.query.holds(line: access.location.line, column: access.location.column)
      }
      if !isKnown, !isHandedOn(access, site) {
        let place = "\(access.location.file):\(access.location.line)"
        obstacle = "how it reaches \(access.model) at \(place) could not be read"
      }
    }
  }

  /// Whether what runs there is a statement that a function was handed, and one of those in sight.
  private func isHandedOn(_ access: DataAccess, _ site: AccessSite) -> Bool {
    let table = access.model.split(separator: ".").last.map { $0.lowercased() } ?? access.model
    let isThere = places.contains {
      $0.query.table == table && $0.query.verb.operation == access.operation
    }
    guard isThere, let source = site.source(access.location.file) else { return false }
    return source.nodes(["call_expression"]).contains { call in
      (call.line...call.endLine).contains(access.location.line)
        && QueryReader.arguments(of: call).first?.kind == "identifier"
    }
  }

  /// The file of the package that the first name of a call comes from.
  private static func file(
    of callee: SyntaxNode,
    in code: HandlerCode,
    _ site: AccessSite
  ) -> ScriptSource? {
    var node = callee
    while let object = node.child("object"), node.kind == "member_expression" { node = object }
    guard node.kind == "identifier" else { return nil }
    for module in code.source.imports where module.names.values.contains(node.text) {
      guard let target = site.table.target(of: module.source, from: code.source) else { continue }
      // The connection itself is no code of the project's.
      if case .exported(let binding) = site.access.reach, binding.file == target.path { return nil }
      return target
    }
    return nil
  }
}
