import ScriptLanguage

/// Koa, its routers, and the helpers that mount and compose middleware.
///
/// Source: Koa 2 and 3, "Application"; @koa/router 8 to 14, "Router"; koa-mount; koa-compose.
final class KoaModel: FrameworkModel {
  let name = "koa"
  private(set) var routers: [RouterHost] = []

  private static let applications: Set<String> = ["koa", "koa.default"]
  private static let routerNames: Set<String> = [
    "koa-router", "@koa/router", "koa-router.default", "@koa/router.default", "@koa/router.Router",
    "koa-joi-router", "koa-better-router", "koa-tree-router", "koa-router.Router",
    "koa-trie-router", "koa-zod-router",
  ]
  private static let verbs: Set<String> = [
    "get", "post", "put", "delete", "del", "patch", "options", "head", "all", "query", "link",
    "unlink", "copy", "lock", "unlock", "propfind", "proppatch", "search", "trace", "report",
  ]

  func call(_ call: ScriptCall, in evaluator: ScriptEvaluator) throws -> ScriptValue? {
    switch call.callee {
    case .external(let external): return self.external(external, call, in: evaluator)
    case .host(let method as RouterMethod) where method.router.framework == name:
      return registration(method, call, in: evaluator)
    case .host(let router as RouterHost) where router.framework == name:
      // `router.routes()` is middleware, which some call themselves.
      _ = router
      return .undefined
    case .list(let list): return try composed(list, call, in: evaluator)
    default: return nil
    }
  }

  private func external(
    _ external: ScriptExternal,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    if Self.applications.contains(external.name) {
      return .host(make(isApplication: true, at: call.place))
    }
    if Self.routerNames.contains(external.name) || Self.isRouter(external) {
      let router = make(isApplication: false, at: call.place)
      let prefix = evaluator.property("prefix", of: call.argument(0), at: call.place)
      router.prefix = RoutePath.paths(prefix)?.first ?? ""
      return .host(router)
    }
    switch external.name {
    case "koa-mount", "koa-mount.default":
      let first = call.argument(0)
      if call.arguments.count < 2 { return first }
      let mounted = make(isApplication: false, at: call.place)
      mounted.prefix = RoutePath.paths(first)?.first ?? "/{?}"
      mounted.add(.middleware, "/", [call.argument(1)], at: call.place, in: evaluator)
      return .host(mounted)
    case "koa-compose", "koa-compose.default":
      return call.argument(0)
    case "koa-convert", "koa-convert.default": return call.argument(0)
    default: return nil
    }
  }

  /// Whether something is a router of another package for Koa, which extends the usual one.
  private static func isRouter(_ external: ScriptExternal) -> Bool {
    guard let name = external.path.last, external.path.count == 1 else { return false }
    return external.module.contains("koa") && (name == "Router" || name.hasSuffix("Router"))
  }

  private func make(isApplication: Bool, at place: ScriptPlace) -> RouterHost {
    let router = RouterHost(
      framework: name,
      style: .koa,
      place: place,
      isApplication: isApplication
    )
    routers.append(router)
    return router
  }

  /// Middleware composed into one runs in a row until one of them does not go on.
  private func composed(
    _ list: ScriptList,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    guard case .host(let context as ContextHost) = call.argument(0) else { return nil }
    let scene = context.scene
    for (index, element) in list.elements.enumerated() {
      let start = scene.effects.count
      let next = ScriptValue.host(NextHost(scene))
      _ = try evaluator.apply(element, [call.argument(0), next], at: call.place)
      let onward = scene.effects[start...].contains {
        if case .proceed = $0.action { true } else { false }
      }
      guard onward, index < list.elements.count - 1 else { break }
      // Only the last one hands the request on to what follows the whole.
      var kept = Array(scene.effects[start...])
      kept.removeAll { if case .proceed = $0.action { true } else { false } }
      scene.effects.replaceSubrange(start..., with: kept)
    }
    return .undefined
  }

  // MARK: Properties

  func property(
    _ name: String,
    of host: ScriptHost,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    guard let router = host as? RouterHost, router.framework == self.name else { return nil }
    if ["context", "env", "keys", "proxy", "silent", "stack", "opts"].contains(name) {
      return .unknown(name)
    }
    return .host(RouterMethod(router, name, path: nil))
  }

  // MARK: Registration

  private func registration(
    _ method: RouterMethod,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue {
    let router = method.router
    let own = ScriptValue.host(router)
    let lower = method.name.lowercased()
    switch lower {
    case "use": use(router, call, in: evaluator)
    case "routes", "middleware": return own
    case "allowedmethods": return .external(ScriptExternal(module: "#allowedMethods"))
    case "prefix":
      if let prefix = RoutePath.paths(call.argument(0))?.first {
        router.prefix = RoutePath.join(prefix, router.prefix)
      }
    case "register":
      let methods = evaluator.elements(of: call.argument(1)).items.compactMap(\.knownString)
      add(router, methods, call.argument(0), [call.argument(2)], call.place, in: evaluator)
    case "redirect":
      add(router, ["ANY"], call.argument(0), [.unknown("redirect")], call.place, in: evaluator)
    case "route":
      // `route({method, path, handler})` of joi-router; elsewhere it looks a route up.
      route(router, call, in: evaluator)
    case "listen", "callback", "on":
      break
    default:
      if Self.verbs.contains(lower) { verb(router, lower, call, in: evaluator) }
    }
    return own
  }

  private func verb(
    _ router: RouterHost,
    _ verb: String,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) {
    var values = call.arguments
    guard values.count > 1 else { return }
    var path = values.removeFirst()
    // A route may be given a name before its path.
    if values.count > 1, let second = values.first, case .string = path, isPath(second) {
      path = second
      values.removeFirst()
    }
    let method = verb == "all" ? "ANY" : verb == "del" ? "DELETE" : verb.uppercased()
    add(router, [method], path, values, call.place, in: evaluator)
  }

  private func route(_ router: RouterHost, _ call: ScriptCall, in evaluator: ScriptEvaluator) {
    for options in RouterHost.flattened(call.argument(0)) {
      guard case .object(let object) = options, let path = object["path"] else { continue }
      let methods = RouterHost.flattened(object["method"] ?? .undefined).compactMap(\.knownString)
      let handler = object["handler"] ?? .undefined
      add(router, methods, path, [handler], call.place, in: evaluator)
    }
  }

  private func add(
    _ router: RouterHost,
    _ methods: [String],
    _ path: ScriptValue,
    _ handlers: [ScriptValue],
    _ place: ScriptPlace,
    in evaluator: ScriptEvaluator
  ) {
    let name = path.displayName
    let paths = RoutePath.paths(path) ?? ["/{\(name.isEmpty ? "?" : name)}"]
    let upper = methods.isEmpty ? ["ANY"] : methods.map { $0.uppercased() }
    for path in paths {
      router.add(.route(upper), path, handlers, at: place, in: evaluator)
    }
  }

  private func use(_ router: RouterHost, _ call: ScriptCall, in evaluator: ScriptEvaluator) {
    var values = call.arguments
    var paths = ["/"]
    if let first = values.first, isPath(first) {
      paths = RoutePath.paths(first) ?? ["/{?}"]
      values.removeFirst()
    }
    for path in paths { router.add(.middleware, path, values, at: call.place, in: evaluator) }
  }

  private func isPath(_ value: ScriptValue) -> Bool {
    switch value {
    case .string, .pattern: true
    case .list(let list):
      !list.elements.isEmpty && list.elements.allSatisfy { isPath($0) }
    case .symbol(let symbol): symbol.name.hasPrefix("/")
    case .union(let values): values.contains { isPath($0) }
    default: false
    }
  }

  // MARK: Routes

  func routes(in evaluator: ScriptEvaluator) -> [RouteCandidate] {
    var walk = RouterWalk(evaluator)
    for router in routers where !router.isMounted { walk.walk(router) }
    return walk.candidates
  }

  var packages: [String] { ["koa", "koa-router", "@koa/router"] }

  var applicationModules: Set<String> { ["koa"] }

  func makesApplication(_ external: ScriptExternal) -> Bool {
    Self.applications.contains(external.name)
  }

  func stray(at place: ScriptPlace, isRoot: Bool) -> ScriptValue? {
    let router = make(isApplication: true, at: place)
    router.isStray = !isRoot
    return .host(router)
  }
}
