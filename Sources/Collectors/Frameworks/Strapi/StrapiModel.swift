import ScriptLanguage

/// Strapi: routes are lists that files export, answered by actions of controllers.
///
/// Who may call a route is kept in Strapi's database, as permissions of roles; the code only says
/// which routes ask nobody.
///
/// Source: Strapi 4 and 5, "Routes", "Policies", "Middlewares", "Controllers".
final class StrapiModel: FrameworkModel {
  let name = "strapi"
  private let files: RepositoryFiles
  private let manifests: PackageManifests

  private static let methods: Set<String> = ["GET", "POST", "PUT", "DELETE", "PATCH"]

  init(_ files: RepositoryFiles, manifests: PackageManifests) {
    self.files = files
    self.manifests = manifests
  }

  func call(_ call: ScriptCall, in evaluator: ScriptEvaluator) throws -> ScriptValue? { nil }

  var packages: [String] { ["@strapi/strapi"] }

  func routes(in evaluator: ScriptEvaluator) -> [RouteCandidate] {
    var candidates: [RouteCandidate] = []
    var seen: Set<ObjectIdentifier> = []
    for path in files.files.map(\.path) where isRouteFile(path, evaluator) {
      evaluator.budget = 200_000
      guard let exported = table(of: path, evaluator) else { continue }
      for entry in entries(of: exported, depth: 4)
      where seen.insert(ObjectIdentifier(entry)).inserted {
        guard candidates.count < 20_000 else { return candidates }
        candidates += routes(of: entry, in: path, evaluator)
      }
    }
    return candidates
  }

  // MARK: Tables

  private func isRouteFile(_ path: String, _ evaluator: ScriptEvaluator) -> Bool {
    guard ScriptCompiler.language(of: path) != nil, !path.contains("node_modules/"),
      path.split(separator: "/").dropLast().contains("routes")
    else { return false }
    if let manifest = manifests.manifest(governing: path) {
      return manifest.dependencies.contains {
        $0.name == "strapi" || $0.name.hasPrefix("@strapi/")
      }
    }
    return evaluator.source.program(at: path)?.strings.contains("strapi") == true
  }

  private func table(of path: String, _ evaluator: ScriptEvaluator) -> ScriptValue? {
    let whole = evaluator.exported("default", from: path) ?? evaluator.exported("=", from: path)
    guard case .function(let function)? = whole else { return whole }
    let strapi = ScriptValue.unknown("strapi")
    let given: ScriptValue =
      function.parameterNames.first?.isEmpty == true
      ? .object(evaluator.object([("strapi", strapi)])) : strapi
    return try? evaluator.apply(.function(function), [given], at: function.place)
  }

  /// The routes of a list, an object with one, or several of these by name.
  private func entries(of value: ScriptValue, depth: Int) -> [ScriptObject] {
    guard depth > 0 else { return [] }
    switch value {
    case .list(let list): return list.elements.flatMap { entries(of: $0, depth: depth - 1) }
    case .object(let object):
      if object["handler"] != nil, object["path"] != nil, object["method"] != nil {
        return [object]
      }
      return object.names.prefix(200).flatMap { name in
        object[name].map { entries(of: $0, depth: depth - 1) } ?? []
      }
    default: return []
    }
  }

  // MARK: Routes

  private func routes(
    of entry: ScriptObject,
    in file: String,
    _ evaluator: ScriptEvaluator
  ) -> [RouteCandidate] {
    guard let method = entry["method"]?.knownString?.uppercased(), Self.methods.contains(method),
      let paths = entry["path"].flatMap({ RoutePath.paths($0) }), let place = entry.place
    else { return [] }
    let written = entry["handler"] ?? .undefined
    let isContent = file.hasPrefix("src/api/") || file.contains("/src/api/")
    let handler = action(written, in: file, evaluator)
    let config = entry["config"] ?? .undefined
    let auth = evaluator.property("auth", of: config, at: place)
    return paths.map { path in
      var candidate = RouteCandidate(
        method: method,
        path: isContent ? RoutePath.join("/api", path) : path,
        framework: name,
        place: place,
        chain: chain(config, at: place, evaluator),
        handler: ChainElement(handler, at: place, style: .koa),
        handlerName: written.knownString ?? handler.displayName
      )
      if case .boolean(false) = auth {
        candidate.declaredPublic = ("auth: false", place)
      } else {
        candidate.unresolved = "who may call it is kept in Strapi's database"
      }
      return candidate
    }
  }

  /// What the route names to stand before it.
  private func chain(
    _ config: ScriptValue,
    at place: ScriptPlace,
    _ evaluator: ScriptEvaluator
  ) -> [ChainElement] {
    var chain: [ChainElement] = []
    for list in ["policies", "middlewares"] {
      for value in RouterHost.flattened(evaluator.property(list, of: config, at: place)) {
        switch value {
        case .string(let name):
          let policy = ScriptExternal(module: "strapi", path: [name])
          var element = ChainElement(.external(policy), at: place, style: .koa)
          element.isOpaqueGuard = list == "policies" && LibraryKnowledge.table[policy.name] == nil
          chain.append(element)
        case .function where list == "middlewares":
          chain.append(ChainElement(value, at: place, style: .koa))
        default: continue
        }
      }
    }
    return chain
  }

  /// The function an action such as `item.find` names, where a controller beside the routes has it.
  private func action(
    _ written: ScriptValue,
    in file: String,
    _ evaluator: ScriptEvaluator
  ) -> ScriptValue {
    guard let text = written.knownString else { return written }
    let parts = text.split(separator: ".").suffix(2).map(String.init)
    guard parts.count == 2, let folder = controllers(beside: file),
      let path = evaluator.source.resolve("./\(parts[0])", from: "\(folder)/index.js"),
      let exported = table(of: path, evaluator)
    else { return .external(ScriptExternal(module: "strapi", path: [text])) }
    var owner = exported
    if case .result(let made) = exported {
      // `createCoreController(uid, ({ strapi }) => ({ … }))`.
      guard case .function(let function)? = made.arguments.last,
        let given = try? evaluator.apply(
          .function(function),
          [.object(evaluator.object([("strapi", .unknown("strapi"))]))],
          at: made.place
        )
      else { return .external(ScriptExternal(module: "strapi", path: [text])) }
      owner = given
    }
    let value = evaluator.property(parts[1], of: owner, at: nil)
    if case .function = value { return value }
    return .external(ScriptExternal(module: "strapi", path: [text]))
  }

  private func controllers(beside file: String) -> String? {
    var parts = file.split(separator: "/").dropLast().map(String.init)
    guard let index = parts.lastIndex(of: "routes") else { return nil }
    parts.removeSubrange(index...)
    return (parts + ["controllers"]).joined(separator: "/")
  }
}
