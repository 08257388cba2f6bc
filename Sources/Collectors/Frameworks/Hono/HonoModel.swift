import ScriptLanguage

/// Hono, with its factory helpers, combinators and OpenAPI variant.
///
/// Source: Hono 4, "Hono", "Routing", "Middleware", "Factory helper"; @hono/zod-openapi.
final class HonoModel: FrameworkModel {
  let name = "hono"
  private(set) var routers: [RouterHost] = []

  private static let verbs: Set<String> = [
    "get", "post", "put", "delete", "patch", "options", "head", "all", "query",
  ]

  func call(_ call: ScriptCall, in evaluator: ScriptEvaluator) throws -> ScriptValue? {
    switch call.callee {
    case .external(let external): return self.external(external, call, in: evaluator)
    case .host(let method as RouterMethod) where method.router.framework == name:
      return registration(method, call, in: evaluator)
    case .host(let method as HonoFactoryMethod): return factory(method, call, in: evaluator)
    case .host(let combination as HonoCombination):
      return try combination.decide(call, in: evaluator)
    default: return nil
    }
  }

  /// The module and name without what only says where the package comes from.
  private static func name(of external: ScriptExternal) -> String {
    var module = external.module
    for prefix in ["npm:", "jsr:@", "jsr:"] where module.hasPrefix(prefix) {
      module = String(module.dropFirst(prefix.count))
    }
    if module.hasPrefix("http"), module.holds("/x/hono") { module = "hono" }
    if module.hasPrefix("hono/hono") { module = "hono" + module.dropFirst(9) }
    if let version = module.firstIndex(of: "@"), version != module.startIndex {
      module = String(module[..<version])
    }
    return ([module] + external.path).joined(separator: ".")
  }

  private func external(
    _ external: ScriptExternal,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    if makesApplication(external) { return .host(make(at: call.place)) }
    switch Self.name(of: external) {
    case "hono/factory.createFactory", "hono/helper.createFactory": return .host(HonoFactory())
    case "hono/factory.createMiddleware", "hono/helper.createMiddleware": return call.argument(0)
    case "@hono/zod-openapi.createRoute": return call.argument(0)
    case "hono/combine.every": return .host(HonoCombination(.every, call.arguments))
    case "hono/combine.some": return .host(HonoCombination(.some, call.arguments))
    case "hono/combine.except":
      return .host(
        HonoCombination(.except(call.argument(0)), Array(call.arguments.dropFirst()))
      )
    default: return nil
    }
  }

  var applicationModules: Set<String> { ["hono", "@hono/zod-openapi"] }

  func makesApplication(_ external: ScriptExternal) -> Bool {
    [
      "hono.Hono", "hono/tiny.Hono", "hono/quick.Hono", "hono.default",
      "@hono/zod-openapi.OpenAPIHono", "hono/hono-base.HonoBase",
    ]
    .contains(Self.name(of: external))
  }

  private func make(at place: ScriptPlace) -> RouterHost {
    let router = RouterHost(framework: name, style: .hono, place: place, isApplication: true)
    routers.append(router)
    return router
  }

  private func factory(
    _ method: HonoFactoryMethod,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue {
    switch method.name {
    case "createApp": .host(make(at: call.place))
    case "createHandlers": evaluator.list(call.arguments)
    default: call.argument(0)
    }
  }

  // MARK: Properties

  func property(
    _ name: String,
    of host: ScriptHost,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    if host is HonoFactory { return .host(HonoFactoryMethod(name)) }
    guard let router = host as? RouterHost, router.framework == self.name else { return nil }
    if ["fetch", "request", "routes", "openAPIRegistry", "router"].contains(name) {
      return .host(router)
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
    switch method.name {
    case "use": use(router, call, in: evaluator)
    case "route":
      let paths = RoutePath.paths(call.argument(0)) ?? ["/{?}"]
      for path in paths {
        router.add(.middleware, path, [call.argument(1)], at: call.place, in: evaluator)
      }
    case "basePath":
      let prefix = RoutePath.paths(call.argument(0))?.first ?? "/{?}"
      return .host(RouterHost(viewing: router, prefix: prefix))
    case "on":
      let methods = RouterHost.flattened(call.argument(0)).compactMap(\.knownString)
      add(
        router,
        methods.map { $0 == "ALL" ? "ANY" : $0.uppercased() },
        call.argument(1),
        Array(call.arguments.dropFirst(2)),
        call.place,
        in: evaluator
      )
    case "openapi": openapi(router, call, in: evaluator)
    case "mount":
      let path = RoutePath.join(RoutePath.paths(call.argument(0))?.first ?? "/{?}", "{*}")
      router.add(.route(["ANY"]), path, [call.argument(1)], at: call.place, in: evaluator)
    case "doc", "doc31":
      let written = call.argument(0)
      add(router, ["GET"], written, [.unknown("openapi document")], call.place, in: evaluator)
    default:
      if Self.verbs.contains(method.name) { verb(router, method.name, call, in: evaluator) }
    }
    return .host(router)
  }

  private func verb(
    _ router: RouterHost,
    _ verb: String,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) {
    var values = call.arguments
    let method = verb == "all" ? "ANY" : verb.uppercased()
    guard let first = values.first else { return }
    if isPath(first) {
      values.removeFirst()
      add(router, [method], first, values, call.place, in: evaluator)
    } else if let last = router.holder.lastPath {
      router.holder.add(.route([method]), last, values, at: call.place, in: evaluator)
    } else {
      add(router, [method], .string("/"), values, call.place, in: evaluator)
    }
  }

  private func openapi(_ router: RouterHost, _ call: ScriptCall, in evaluator: ScriptEvaluator) {
    let route = call.argument(0)
    let read = { (name: String) in evaluator.property(name, of: route, at: call.place) }
    let methods = read("method").knownString.map { [$0.uppercased()] } ?? ["ANY"]
    var handlers = RouterHost.flattened(read("middleware")).filter {
      if case .undefined = $0 { false } else { true }
    }
    handlers.append(call.argument(1))
    add(router, methods, read("path"), handlers, call.place, in: evaluator)
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
    for path in paths where !handlers.isEmpty {
      router.add(
        .route(methods.isEmpty ? ["ANY"] : methods),
        path,
        handlers,
        at: place,
        in: evaluator
      )
      router.holder.lastPath = router === router.holder ? path : RoutePath.join(router.prefix, path)
    }
  }

  private func use(_ router: RouterHost, _ call: ScriptCall, in evaluator: ScriptEvaluator) {
    var values = call.arguments
    var paths = ["/{*}"]
    if let first = values.first, isPath(first) {
      paths = RoutePath.paths(first) ?? ["/{?}"]
      values.removeFirst()
    }
    for path in paths { router.add(.middleware, path, values, at: call.place, in: evaluator) }
  }

  private func isPath(_ value: ScriptValue) -> Bool {
    switch value {
    case .string, .pattern: true
    case .list(let list): !list.elements.isEmpty && list.elements.allSatisfy { isPath($0) }
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

  var packages: [String] { ["hono", "@hono/zod-openapi"] }

  func stray(at place: ScriptPlace, isRoot: Bool) -> ScriptValue? {
    let router = make(at: place)
    router.isStray = !isRoot
    return .host(router)
  }
}

/// What `createFactory()` gives.
final class HonoFactory: ScriptHost {}

/// A method of a factory, waiting to be called.
final class HonoFactoryMethod: ScriptHost {
  let name: String
  init(_ name: String) { self.name = name }
}
