import ScriptLanguage

/// Express, and routers that keep to its ways.
///
/// Source: Express 4 and 5 API reference, "Application", "Router".
final class ExpressModel: FrameworkModel {
  let name = "express"
  private(set) var routers: [RouterHost] = []

  private static let factories: [String: Bool] = [
    "express": true, "express.application": true, "express.default": true,
    "express.Router": false, "router": false, "express-promise-router": false,
    "@root/async-router": false, "express-async-router.AsyncRouter": false,
    "ultimate-express": true, "hyper-express.Server": true, "hyper-express.Router": false,
    "restana": true, "polka": true,
  ]

  static let methods: Set<String> = [
    "get", "post", "put", "delete", "patch", "options", "head", "all", "copy", "lock", "mkcol",
    "move", "purge", "propfind", "proppatch", "unlock", "report", "mkactivity", "checkout", "merge",
    "notify", "subscribe", "unsubscribe", "search", "link", "unlink", "trace", "connect", "query",
    "m-search", "rebind", "unbind", "acl", "source",
  ]

  func call(_ call: ScriptCall, in evaluator: ScriptEvaluator) throws -> ScriptValue? {
    switch call.callee {
    case .external(let external):
      if let isApplication = Self.factories[external.name] {
        return .host(make(isApplication: isApplication, at: call.place))
      }
      // Helpers that return the application they are given.
      if ["@awaitjs/express.addAsync", "express-ws"].contains(external.name),
        case .host(let router as RouterHost) = call.argument(0)
      {
        return .host(router)
      }
      return nil
    case .host(let method as RouterMethod):
      return try registration(method, call, in: evaluator)
    default: return nil
    }
  }

  func make(isApplication: Bool, at place: ScriptPlace) -> RouterHost {
    let router = RouterHost(
      framework: name,
      style: .connect,
      place: place,
      isApplication: isApplication
    )
    routers.append(router)
    return router
  }

  func property(
    _ name: String,
    of host: ScriptHost,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    guard let router = host as? RouterHost, router.framework == self.name else {
      guard let chain = host as? RouteChain else { return nil }
      return .host(RouterMethod(chain.router, name, path: chain.path))
    }
    if name == "locals" || name == "settings" { return .unknown(name) }
    if name == "router" || name == "_router" { return .host(router) }
    return .host(RouterMethod(router, name, path: nil))
  }

  private func registration(
    _ method: RouterMethod,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    let router = method.router
    guard router.framework == name else { return nil }
    let own = ScriptValue.host(method.path == nil ? router : RouteChain(router, method.path ?? "/"))
    let lower = method.name.lowercased()
    if lower == "use" {
      use(router, call, in: evaluator)
      return own
    }
    if lower == "route", method.path == nil {
      let path = RoutePath.paths(call.argument(0))?.first ?? "/{?}"
      return .host(RouteChain(router, path))
    }
    // Variants of the verbs, as promise-aware routers have them.
    let verb = lower.hasSuffix("async") ? String(lower.dropLast(5)) : lower
    guard Self.methods.contains(verb) else {
      return try other(lower, router, call, own, in: evaluator)
    }
    route(router, verb, method.path, call, in: evaluator)
    return own
  }

  private func other(
    _ name: String,
    _ router: RouterHost,
    _ call: ScriptCall,
    _ own: ScriptValue,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue {
    if ["listen", "on", "once", "onready"].contains(name) {
      for argument in call.arguments {
        if case .function = argument { _ = try? evaluator.apply(argument, [], at: call.place) }
      }
    }
    return own
  }

  private func use(_ router: RouterHost, _ call: ScriptCall, in evaluator: ScriptEvaluator) {
    var handlers = call.arguments
    var paths = ["/"]
    if let first = handlers.first, handlers.count > 1 || isPath(first), isPath(first) {
      paths = RoutePath.paths(first) ?? ["/{?}"]
      handlers.removeFirst()
    }
    for path in paths {
      router.add(.middleware, path, handlers, at: call.place, in: evaluator)
    }
  }

  private func isPath(_ value: ScriptValue) -> Bool {
    switch value {
    case .string, .pattern: return true
    case .list(let list):
      return !list.elements.isEmpty
        && list.elements.allSatisfy { if case .string = $0 { true } else { false } }
    case .union(let values): return values.contains { isPath($0) }
    case .symbol(let symbol):
      return symbol.name.hasPrefix("/") || symbol.marks.contains(.configuration)
    default: return false
    }
  }

  private func route(
    _ router: RouterHost,
    _ verb: String,
    _ fixedPath: String?,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) {
    var handlers = call.arguments
    var paths: [String]
    if let fixedPath {
      paths = [fixedPath]
    } else {
      // `app.get('setting')` reads a setting.
      guard handlers.count > 1 else { return }
      let first = handlers.removeFirst()
      paths =
        RoutePath.paths(first) ?? ["/{\(first.displayName.isEmpty ? "?" : first.displayName)}"]
    }
    let method = verb == "all" ? "ANY" : verb.uppercased()
    for path in paths {
      router.add(.route([method]), path, handlers, at: call.place, in: evaluator)
    }
  }

  func routes(in evaluator: ScriptEvaluator) -> [RouteCandidate] {
    var walk = RouterWalk(evaluator)
    for router in routers where !router.isMounted { walk.walk(router) }
    return walk.candidates
  }

  var packages: [String] { ["express", "express-promise-router", "polka", "restana"] }

  var applicationModules: Set<String> {
    ["express", "ultimate-express", "hyper-express", "restana", "polka"]
  }

  func makesApplication(_ external: ScriptExternal) -> Bool {
    Self.factories[external.name] == true
  }

  func stray(at place: ScriptPlace, isRoot: Bool) -> ScriptValue? {
    let router = make(isApplication: true, at: place)
    router.isStray = !isRoot
    return .host(router)
  }
}

/// A method of a router, waiting to be called.
final class RouterMethod: ScriptHost {
  override var isFunction: Bool { true }
  let router: RouterHost
  let name: String
  let path: String?
  init(_ router: RouterHost, _ name: String, path: String?) {
    self.router = router
    self.name = name
    self.path = path
  }
}

/// What `router.route(path)` gives.
final class RouteChain: ScriptHost {
  let router: RouterHost
  let path: String
  init(_ router: RouterHost, _ path: String) {
    self.router = router
    self.path = path
  }
}
