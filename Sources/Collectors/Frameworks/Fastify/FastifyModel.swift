import ScriptLanguage

/// Fastify: instances, plugins and their contexts, decorators and hooks.
///
/// Source: Fastify 4 and 5, "Routes", "Hooks", "Plugins", "Decorators", "Encapsulation".
final class FastifyModel: FrameworkModel {
  let name = "fastify"
  private(set) var instances: [FastifyInstance] = []
  /// Decorators that were read before they were made, by the symbol that stands for them.
  private var awaitedDecorators: [ObjectIdentifier: Late] = [:]
  /// Functions that were put on every request, and on every reply.
  private var onRequests: [String: ScriptValue] = [:]
  private var onReplies: [String: ScriptValue] = [:]
  /// Plugins that may still be loaded; a plugin can register itself.
  private var loadsLeft = 5_000
  /// Steps plugins may take together.
  private var stepsLeft = 20_000_000
  private var depth = 0

  private struct Late {
    let symbol: ScriptSymbol
    let instance: FastifyInstance
    let name: String
  }

  private static let factories: Set<String> = [
    "fastify", "fastify.fastify", "fastify.default", "fastify.default.fastify",
  ]

  private static let verbs: Set<String> = [
    "get", "post", "put", "delete", "patch", "options", "head", "all", "query", "trace", "search",
    "propfind", "proppatch", "mkcol", "copy", "move", "lock", "unlock", "mkcalendar", "report",
  ]

  private static let methods: Set<String> = verbs.union([
    "route", "register", "addhook", "decorate", "decoraterequest", "decoratereply", "after",
    "ready", "listen", "use", "auth", "withtypeprovider", "seterrorhandler", "setnotfoundhandler",
    "addschema", "setvalidatorcompiler", "setserializercompiler", "setreplyserializer",
    "addcontenttypeparser", "addhttpmethod", "hasdecorator", "inject", "close", "printroutes",
    "setschemacontroller", "setschemaerrorformatter", "setgenreqid", "addconstraintstrategy",
    "removeallcontenttypeparsers", "swagger", "hasroute", "getdecorator", "setchilloggerfactory",
  ])

  var applicationModules: Set<String> { ["fastify"] }

  func makesApplication(_ external: ScriptExternal) -> Bool {
    Self.factories.contains(external.name)
  }

  // MARK: Calls

  func call(_ call: ScriptCall, in evaluator: ScriptEvaluator) throws -> ScriptValue? {
    switch call.callee {
    case .external(let external): return self.external(external, call, in: evaluator)
    case .host(let method as FastifyMethod): return try invoke(method, call, in: evaluator)
    case .host(let choice as FastifyChoice):
      return try FastifyGuards.decide(choice, call, in: evaluator)
    case .symbol(let symbol):
      guard let late = awaitedDecorators[ObjectIdentifier(symbol)],
        let value = late.instance.decorator(late.name)
      else { return nil }
      return try evaluator.apply(value, call.arguments, this: call.receiver, at: call.place)
    default: return nil
    }
  }

  private func external(
    _ external: ScriptExternal,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    if Self.factories.contains(external.name) {
      let instance = FastifyInstance(at: call.place, conditions: evaluator.conditions)
      instances.append(instance)
      return .host(instance)
    }
    if ["fastify-plugin", "fastify-plugin.default"].contains(external.name) {
      return .host(FastifyOpenPlugin(call.argument(0)))
    }
    return nil
  }

  private func invoke(
    _ method: FastifyMethod,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    let instance = method.instance
    let own = ScriptValue.host(instance)
    let conditions = instance.conditions + evaluator.conditions
    let name = method.name.lowercased()
    switch name {
    case "route":
      FastifyRoutes.register(call.argument(0), at: call.place, conditions, on: instance, evaluator)
    case "register":
      add(call.argument(0), call.argument(1), at: call.place, conditions, to: instance)
    case "after", "ready":
      if case .function = call.argument(0) {
        let open = ScriptValue.host(FastifyOpenPlugin(call.argument(0)))
        add(open, .undefined, at: call.place, conditions, to: instance)
      }
    case "addhook":
      guard let stage = call.argument(0).knownString.flatMap(FastifyStage.init) else { break }
      addHook(stage, call.argument(1), at: call.place, conditions, to: instance)
    case "decorate":
      guard let name = call.argument(0).knownString else { break }
      instance.decorators[name] = call.argument(1)
    case "decoraterequest", "decoratereply":
      // A value is a place to put the caller into later; a function is the program's own.
      guard let key = call.argument(0).knownString, case .function = call.argument(1) else { break }
      if name == "decoraterequest" {
        onRequests[key] = call.argument(1)
      } else {
        onReplies[key] = call.argument(1)
      }
    case "getdecorator":
      return property(call.argument(0).knownString ?? "", of: instance, in: evaluator)
    case "use": use(call, conditions, on: instance)
    case "auth": return .host(FastifyGuards.choice(call, in: evaluator))
    case "hasdecorator":
      return .boolean(instance.decorator(call.argument(0).knownString ?? "") != nil)
    case "listen", "close":
      for argument in call.arguments {
        if case .function = argument { _ = try? evaluator.apply(argument, [], at: call.place) }
      }
    default:
      if Self.verbs.contains(name) {
        FastifyRoutes.register(name, call, conditions, on: instance, evaluator)
      }
    }
    return own
  }

  private func addHook(
    _ stage: FastifyStage,
    _ value: ScriptValue,
    at place: ScriptPlace,
    _ conditions: [ScriptCondition],
    to instance: FastifyInstance,
    style: HandlerStyle = .fastify,
    path: String = "/"
  ) {
    guard instance.hooks.count < 1_000 else { return }
    instance.hooks.append(
      FastifyInstance.Hook(
        stage: stage,
        value: value,
        place: place,
        conditions: conditions,
        style: style,
        path: RoutePath.join(instance.prefix, path)
      )
    )
  }

  /// Middleware in the manner of Express, which an extension runs first of all.
  private func use(
    _ call: ScriptCall,
    _ conditions: [ScriptCondition],
    on instance: FastifyInstance
  ) {
    var values = call.arguments
    var paths = ["/"]
    if values.count > 1, let first = values.first, let written = RoutePath.paths(first) {
      paths = written
      values.removeFirst()
    }
    for path in paths {
      for value in values.flatMap({ RouterHost.flattened($0) }) {
        addHook(
          .onRequest,
          value,
          at: call.place,
          conditions,
          to: instance,
          style: .connect,
          path: path
        )
      }
    }
  }

  // MARK: Properties

  func decoration(_ name: String, of host: ScriptHost) -> ScriptValue? {
    switch host {
    case is RequestHost: onRequests[name]
    case is ResponseHost: onReplies[name]
    default: nil
    }
  }

  func property(
    _ name: String,
    of host: ScriptHost,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    if host is RequestHost, ["routeOptions", "routeConfig", "routeSchema"].contains(name) {
      return FastifyRouteOptions.property(name, in: evaluator)
    }
    guard let instance = host as? FastifyInstance else { return nil }
    if let value = instance.decorator(name) { return value }
    if Self.methods.contains(name.lowercased()) { return .host(FastifyMethod(instance, name)) }
    if name == "prefix" { return .string(instance.prefix == "/" ? "" : instance.prefix) }
    let symbol = ScriptSymbol("fastify.\(name)")
    awaitedDecorators[ObjectIdentifier(symbol)] = Late(
      symbol: symbol,
      instance: instance,
      name: name
    )
    return .symbol(symbol)
  }

  /// What a value is by now, when it was read before it was decorated.
  func current(_ value: ScriptValue) -> ScriptValue {
    guard case .symbol(let symbol) = value,
      let late = awaitedDecorators[ObjectIdentifier(symbol)]
    else { return value }
    return late.instance.decorator(late.name) ?? value
  }

  // MARK: Plugins

  /// Puts a plugin into the queue of a context.
  private func add(
    _ plugin: ScriptValue,
    _ options: ScriptValue,
    at place: ScriptPlace,
    _ conditions: [ScriptCondition],
    to instance: FastifyInstance
  ) {
    guard instance.pending.count < 2_000 else { return }
    instance.pending.append(
      FastifyInstance.Pending(
        plugin: plugin,
        options: options,
        place: place,
        conditions: conditions
      )
    )
  }

  func awaited(_ value: ScriptValue, in evaluator: ScriptEvaluator) {
    guard case .host(let instance as FastifyInstance) = value, evaluator.conditions.isEmpty else {
      return
    }
    load(instance, in: evaluator)
  }

  func settle(in evaluator: ScriptEvaluator) {
    var index = 0
    while index < instances.count {
      load(instances[index], in: evaluator)
      index += 1
    }
  }

  /// Loads what waits in a context, in order; what a plugin registers comes before its followers.
  private func load(_ instance: FastifyInstance, in evaluator: ScriptEvaluator) {
    while !instance.pending.isEmpty {
      let next = instance.pending.removeFirst()
      let followers = instance.pending
      instance.pending = []
      load(next, into: instance, in: evaluator)
      instance.pending += followers
    }
  }

  private func load(
    _ pending: FastifyInstance.Pending,
    into instance: FastifyInstance,
    in evaluator: ScriptEvaluator
  ) {
    for alternative in pending.plugin.alternatives {
      var plugin = unwrapped(alternative, in: evaluator)
      var isOpen = false
      if case .host(let open as FastifyOpenPlugin) = plugin {
        plugin = unwrapped(open.plugin, in: evaluator)
        isOpen = true
      }
      if let library = Self.library(plugin) {
        loadLibrary(library, pending, into: instance, in: evaluator)
        continue
      }
      if case .host(let hooked as FastifyHookedPlugin) = plugin {
        load(hooked, pending, isOpen: isOpen, into: instance, in: evaluator)
        continue
      }
      let function = CallFollower.unwrapped(plugin)
      guard case .function = function, depth < 32, loadsLeft > 0 else { continue }
      // Plugins may say so themselves, with a symbol for a property.
      let mark = evaluator.property("Symbol(skip-override)", of: function, at: pending.place)
      if case .boolean(true) = mark { isOpen = true }
      let context = isOpen ? instance : inner(of: instance, for: pending, in: evaluator)
      run(function, with: context, pending, in: evaluator)
      load(context, in: evaluator)
    }
  }

  private func inner(
    of instance: FastifyInstance,
    for pending: FastifyInstance.Pending,
    in evaluator: ScriptEvaluator
  ) -> FastifyInstance {
    let prefix = evaluator.property("prefix", of: pending.options, at: pending.place)
    let context = FastifyInstance(
      parent: instance,
      prefix: RoutePath.join(instance.prefix, RoutePath.paths(prefix)?.first ?? "/"),
      at: pending.place,
      conditions: pending.conditions
    )
    instances.append(context)
    return context
  }

  /// Loads hook files into a context of their own, and the plugin after them.
  private func load(
    _ hooked: FastifyHookedPlugin,
    _ pending: FastifyInstance.Pending,
    isOpen: Bool,
    into instance: FastifyInstance,
    in evaluator: ScriptEvaluator
  ) {
    let context = isOpen ? instance : inner(of: instance, for: pending, in: evaluator)
    for plugin in hooked.before + [hooked.plugin] {
      let open = ScriptValue.host(FastifyOpenPlugin(plugin))
      add(open, pending.options, at: pending.place, pending.conditions, to: context)
    }
    load(context, in: evaluator)
  }

  private func run(
    _ function: ScriptValue,
    with context: FastifyInstance,
    _ pending: FastifyInstance.Pending,
    in evaluator: ScriptEvaluator
  ) {
    loadsLeft -= 1
    depth += 1
    let saved = evaluator.budget
    let given = min(400_000, stepsLeft)
    evaluator.budget = given
    defer {
      depth -= 1
      stepsLeft -= given - max(0, evaluator.budget)
      evaluator.budget = saved
    }
    var options = pending.options
    if case .undefined = options { options = .object(evaluator.object()) }
    // What a plugin throws ends it; what it registered before stands.
    _ = try? evaluator.apply(
      function,
      [.host(context), options, .unknown("done")],
      this: .host(context),
      at: pending.place
    )
  }

  /// A module stands for what it exports by default.
  private func unwrapped(_ value: ScriptValue, in evaluator: ScriptEvaluator) -> ScriptValue {
    switch value {
    case .host(let namespace as ScriptNamespace):
      return evaluator.exported("default", from: namespace.path) ?? value
    case .object(let object): return object["default"] ?? value
    default: return value
    }
  }

  private static func library(_ value: ScriptValue) -> String? {
    switch value {
    case .external(let external): external.module
    case .result(let result): library(result.callee)
    default: nil
    }
  }

  private func loadLibrary(
    _ library: String,
    _ pending: FastifyInstance.Pending,
    into instance: FastifyInstance,
    in evaluator: ScriptEvaluator
  ) {
    switch library {
    case "@fastify/autoload", "fastify-autoload":
      let loader = FastifyAutoload(pending.options, at: pending.place, evaluator)
      for found in loader.plugins() {
        let plugin = found.isOpen ? .host(FastifyOpenPlugin(found.plugin)) : found.plugin
        let options = ScriptValue.object(found.options(in: evaluator))
        add(plugin, options, at: found.place, pending.conditions, to: instance)
      }
      load(instance, in: evaluator)
    case "@fastify/static", "fastify-static":
      FastifyRoutes.register(files: pending, on: instance, evaluator)
    default:
      if let hook = FastifyGuards.hook(of: library, pending.options, evaluator) {
        addHook(.onRequest, hook, at: pending.place, pending.conditions, to: instance)
      }
      for (name, value) in FastifyGuards.decorators(of: library)
      where instance.decorators[name] == nil {
        instance.decorators[name] = value
      }
    }
  }

  // MARK: Routes

  func routes(in evaluator: ScriptEvaluator) -> [RouteCandidate] {
    instances.flatMap { FastifyRoutes.candidates(of: $0, model: self) }
  }

  var packages: [String] { ["fastify", "fastify-cli"] }

  func stray(at place: ScriptPlace, isRoot: Bool) -> ScriptValue? {
    let instance = FastifyInstance(at: place, isStray: !isRoot)
    instances.append(instance)
    return .host(instance)
  }
}
