import ReadinessModel
import SyntaxTrees

/// The guards of an application of NestJS, and how roles are asked right after them.
struct NestGuards {
  private(set) var edits: [SourceEdit] = []
  private(set) var imports: [String: Set<String>] = [:]
  private(set) var refusals: [FixRefusal] = []

  init(_ site: AccessSite, _ routes: [Route]) throws(FixObstacle) {
    let guarded = routes.filter { Self.isGuarded($0, site) }
    let places = Set(guarded.compactMap(\.authentication.at))
    var done: Set<SourceEdit> = []
    for place in places.sorted(by: { ($0.file, $0.line) < ($1.file, $1.line) }) {
      guard let edit = Self.edit(at: place, site) else {
        throw FixObstacle(
          "The guard at \(place.file):\(place.line)",
          "it is not put on by @UseGuards, APP_GUARD or useGlobalGuards where roles could be asked"
            + " after it",
          at: place,
          next: "Put it on with @UseGuards(…), or for all routes with APP_GUARD."
        )
      }
      guard done.insert(edit).inserted else { continue }
      edits.append(edit)
      imports[edit.path, default: []].insert("AccessGuard")
    }
    if let filter = site.nest?.filters.first {
      refusals.append(
        FixRefusal(
          subject: filter.name,
          reason: "it may answer refusals before the filter that makes them all alike",
          location: filter.place,
          next: "Leave 401, 403 and the 404 of unknown routes to RefusalFilter."
        )
      )
    }
  }

  /// Whether a guard stands before a route, and not in its handler.
  static func isGuarded(_ route: Route, _ site: AccessSite) -> Bool {
    guard route.authentication.status == .protected, let at = route.authentication.at else {
      return false
    }
    return edit(at: at, site) != nil
  }

  /// The edit that puts the guard of roles after the one at a place, or in the decorator there that
  /// puts it on.
  private static func edit(at place: SourceLocation, _ site: AccessSite) -> SourceEdit? {
    guard let source = site.source(place.file) else { return nil }
    if let found = edit(at: place, in: source) { return found }
    for mark in source.nodes(["decorator"]) where (mark.line...mark.endLine).contains(place.line) {
      guard let call = mark.namedChildren.first,
        let name = call.kind == "call_expression" ? call.child("function") : call,
        case .function(let home, let function)? = site.table.thing(of: name, in: source)
      else { continue }
      for inner in home.nodes(in: function, ["call_expression"])
      where inner.child("function")?.text == "UseGuards" {
        guard let last = inner.child("arguments")?.namedChildren.last else { continue }
        return .insert(path: home.path, at: last.range.upperBound, text: ", AccessGuard")
      }
    }
    return nil
  }

  /// The edit that puts the guard of roles after the one at a place.
  private static func edit(at place: SourceLocation, in source: ScriptSource) -> SourceEdit? {
    let around = source.nodes(["call_expression"]).filter { call in
      (call.line...call.endLine).contains(place.line)
    }
    for call in around {
      let name = call.child("function")?.text ?? ""
      guard let list = call.child("arguments"), let last = list.namedChildren.last else { continue }
      if name == "UseGuards" {
        return .insert(path: source.path, at: last.range.upperBound, text: ", AccessGuard")
      }
      if name.hasSuffix(".useGlobalGuards") {
        return .insert(path: source.path, at: last.range.upperBound, text: ", new AccessGuard()")
      }
    }
    for object in source.nodes(["object"])
    where (object.line...object.endLine).contains(place.line) {
      guard QueryReader.value("provide", of: object)?.text == "APP_GUARD",
        object.parent?.kind == "array"
      else { continue }
      let indent = source.indentation(at: object.range.lowerBound)
      let isOnOwnLine =
        source.lineStart(of: object.range.lowerBound) + indent.utf8.count
        == object.range.lowerBound
      let gap = isOnOwnLine ? ScriptStyle(source).newline + indent : " "
      return .insert(
        path: source.path,
        at: object.range.upperBound,
        text: ",\(gap){ provide: APP_GUARD, useClass: AccessGuard }"
      )
    }
    return nil
  }
}
