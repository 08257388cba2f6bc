import ReadinessModel
import SyntaxTrees

/// Names resources in every file whose routes reach data.
struct RouteWiring {
  /// Files in which something is named.
  private(set) var files: Set<String> = []
  private let site: ExpressSite
  private let routes: [Route]

  init(_ site: ExpressSite, _ routes: [Route]) {
    self.site = site
    self.routes = routes
    files = Set(routes.map(\.location.file))
  }

  /// The edits, file by file.
  mutating func edits() -> [SourceEdit] {
    let byFile = Dictionary(grouping: routes, by: \.location.file)
    return site.sources.flatMap { source -> [SourceEdit] in
      // A file that means something else by the name keeps it; its routes are recorded all the same.
      guard let routes = byFile[source.path], !source.mentions("audit") else { return [] }
      return wire(routes, in: source)
    }
  }

  private struct Registration {
    var route: Route
    var call: SyntaxNode
    var receiver: String
    var localPath: String
  }

  private func wire(_ routes: [Route], in source: ScriptSource) -> [SourceEdit] {
    let calls = source.nodes(["call_expression"])
    let found = routes.compactMap { registration(of: $0, calls) }
    guard let first = found.map(\.call.range.lowerBound).min() else { return [] }
    let importing = ScriptEdits.importing(
      ["audit"],
      from: site.middleware,
      in: source,
      site.style,
      before: first
    )
    var edits: [SourceEdit] = []
    for (receiver, group) in Dictionary(grouping: found, by: \.receiver).sorted(by: {
      $0.key < $1.key
    }) {
      let names = Set(group.compactMap(mount))
      if names.count == 1, let name = names.first, group.allSatisfy({ mount($0) == name }),
        let declaration = declaration(of: receiver, in: source)
      {
        let place = max(source.end(of: declaration), lastImport(before: first, in: source))
        edits.append(install(name, on: receiver, at: place, in: source))
      } else {
        edits += group.compactMap { name($0, in: source) }
      }
    }
    return edits.isEmpty ? [] : [importing] + edits
  }

  private func registration(of route: Route, _ calls: [SyntaxNode]) -> Registration? {
    let method = route.method == "ANY" ? "all" : route.method.lowercased()
    for call in calls where (call.line...call.endLine).contains(route.location.line) {
      guard let function = call.child("function"), function.kind == "member_expression",
        function.child("property")?.text == method,
        function.child("property")?.line == route.location.line,
        let object = function.child("object"), object.kind == "identifier",
        let first = call.child("arguments")?.namedChildren.first, first.kind == "string"
      else { continue }
      let path = String(first.text.dropFirst().dropLast())
      return Registration(route: route, call: call, receiver: object.text, localPath: path)
    }
    return nil
  }

  /// The last fixed part of the path a router is mounted at, nil when that names no resource.
  private func mount(_ registration: Registration) -> String? {
    let full = registration.route.path.split(separator: "/")
    let local = registration.localPath.split(separator: "/")
    guard full.count > local.count else { return nil }
    let last = full[full.count - local.count - 1]
    return Self.isResource(last) ? String(last) : nil
  }

  private static func isResource(_ part: Substring) -> Bool {
    let isVersion = part.first == "v" && part.dropFirst().allSatisfy(\.isNumber)
    return part != "api" && part != "rest" && !isVersion && part.first?.isLetter == true
      && part.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F
      }
  }

  private func declaration(of name: String, in source: ScriptSource) -> SyntaxNode? {
    source.statements.first { statement in
      source.nodes(in: statement, ["variable_declarator"]).contains { declarator in
        declarator.child("name")?.text == name
          && declarator.child("value")?.child("function")?.text.hasSuffix("Router") == true
      }
    }
  }

  /// The end of the imports that come before a place.
  private func lastImport(before place: Int, in source: ScriptSource) -> Int {
    source.imports.map { source.end(of: $0.statement) }.filter { $0 <= place }.max() ?? 0
  }

  private func install(
    _ name: String,
    on receiver: String,
    at place: Int,
    in source: ScriptSource
  ) -> SourceEdit {
    let style = ScriptStyle(source)
    let end = style.usesSemicolons ? ";" : ""
    let quoted = "\(style.quote)\(name)\(style.quote)"
    return .insert(
      path: source.path,
      at: place,
      text: "\(style.newline)\(style.newline)\(receiver).use(audit(\(quoted)))\(end)"
    )
  }

  /// Names the resource of one route, among its handlers.
  private func name(_ registration: Registration, in source: ScriptSource) -> SourceEdit? {
    let parts = registration.route.path.split(separator: "/")
    guard let name = parts.first(where: Self.isResource),
      let path = registration.call.child("arguments")?.namedChildren.first
    else { return nil }
    let quote = ScriptStyle(source).quote
    return .insert(
      path: source.path,
      at: path.range.upperBound,
      text: ", audit(\(quote)\(name)\(quote))"
    )
  }
}
