import ScriptLanguage

/// Reads route registrations of Fastify, and gives every route its chain.
enum FastifyRoutes {
  /// Notes `instance.verb(path, options?, handler)`.
  static func register(
    _ verb: String,
    _ call: ScriptCall,
    _ conditions: [ScriptCondition],
    on instance: FastifyInstance,
    _ evaluator: ScriptEvaluator
  ) {
    guard call.arguments.count > 1 else { return }
    var options = ScriptValue.undefined
    var handler = call.argument(1)
    if call.arguments.count > 2 {
      options = call.argument(1)
      handler = call.argument(2)
    } else if case .object = handler {
      options = handler
      handler = evaluator.property("handler", of: options, at: call.place)
    }
    note(
      [verb == "all" ? "ANY" : verb.uppercased()],
      call.argument(0),
      handler,
      options,
      call.place,
      conditions,
      instance,
      evaluator
    )
  }

  /// Notes `instance.route(options)`.
  static func register(
    _ options: ScriptValue,
    at place: ScriptPlace,
    _ conditions: [ScriptCondition],
    on instance: FastifyInstance,
    _ evaluator: ScriptEvaluator
  ) {
    if case .union(let values) = options {
      for value in values { register(value, at: place, conditions, on: instance, evaluator) }
      return
    }
    let read = { (name: String) in evaluator.property(name, of: options, at: place) }
    var path = read("url")
    if case .undefined = path { path = read("path") }
    var methods = read("method")
    if case .undefined = methods { methods = read("methods") }
    note(
      self.methods(methods),
      path,
      read("handler"),
      options,
      place,
      conditions,
      instance,
      evaluator
    )
  }

  /// Notes the files a plugin serves.
  static func register(
    files pending: FastifyInstance.Pending,
    on instance: FastifyInstance,
    _ evaluator: ScriptEvaluator
  ) {
    let read = { (name: String) in
      evaluator.property(name, of: pending.options, at: pending.place)
    }
    if case .boolean(false) = read("serve") { return }
    let files = StaticFiles(server: "@fastify/static", folder: read("root").knownString)
    let prefix = RoutePath.paths(read("prefix"))?.first ?? "/"
    for name in files.paths(namedIn: pending.place.file, evaluator.source) {
      note(
        ["GET"],
        .string(RoutePath.join(prefix, name).replacing("{*}", with: "*")),
        .external(ScriptExternal(module: "@fastify/static")),
        .object(evaluator.object()),
        pending.place,
        pending.conditions,
        instance,
        evaluator
      )
    }
  }

  private static func methods(_ value: ScriptValue) -> [String] {
    let all: [ScriptValue]
    if case .list(let list) = value { all = list.elements } else { all = value.alternatives }
    let known = all.compactMap(\.knownString).map { $0 == "*" ? "ANY" : $0.uppercased() }
    return known.isEmpty ? ["ANY"] : known
  }

  private static func note(
    _ methods: [String],
    _ path: ScriptValue,
    _ handler: ScriptValue,
    _ options: ScriptValue,
    _ place: ScriptPlace,
    _ conditions: [ScriptCondition],
    _ instance: FastifyInstance,
    _ evaluator: ScriptEvaluator
  ) {
    guard instance.registered.count < 20_000 else { return }
    let name = path.displayName
    let paths = RoutePath.paths(path) ?? ["/{\(name.isEmpty ? "?" : name)}"]
    var hooks: [(stage: FastifyStage, value: ScriptValue)] = []
    var unresolved: String?
    for stage in FastifyStage.allCases {
      for option in stage.optionNames {
        let value = evaluator.property(option, of: options, at: place)
        if isUnread(value, of: options) { unresolved = "its options could not be read" }
        for function in RouterHost.flattened(value) where isFunction(function) {
          hooks.append((stage, function))
        }
      }
    }
    for path in paths {
      instance.registered.append(
        FastifyInstance.Registered(
          methods: methods,
          path: path,
          handler: handler,
          hooks: hooks,
          place: place,
          conditions: conditions,
          unresolved: unresolved,
          options: FastifyRouteOptions(options)
        )
      )
    }
  }

  /// Whether an option may be there all the same, because the options are not known whole.
  private static func isUnread(_ value: ScriptValue, of options: ScriptValue) -> Bool {
    guard case .symbol = value else { return false }
    switch options {
    case .symbol, .result, .external: return true
    case .object(let object): return object.rest != nil
    default: return false
    }
  }

  private static func isFunction(_ value: ScriptValue) -> Bool {
    switch value {
    case .undefined, .null, .boolean, .number, .string: false
    default: true
    }
  }

  // MARK: Chains

  /// The routes of one context.
  static func candidates(of instance: FastifyInstance, model: FastifyModel) -> [RouteCandidate] {
    instance.registered.flatMap { route -> [RouteCandidate] in
      let path = RoutePath.join(instance.prefix, route.path)
      let chain = chain(of: route, path, instance, model)
      var handler = ChainElement(
        model.current(route.handler),
        at: route.place,
        style: .fastify,
        conditions: route.conditions
      )
      handler.this = .host(instance)
      let name = route.handler.displayName
      return route.methods.map { method in
        var candidate = RouteCandidate(
          method: method,
          path: path,
          framework: "fastify",
          place: route.place,
          chain: chain,
          handler: handler,
          handlerName: name.isEmpty ? "(inline)" : name
        )
        candidate.unresolved = route.unresolved
        candidate.context = route.options
        if instance.isStray {
          candidate.unresolved =
            "nothing that could be followed calls the function that registers it"
        }
        return candidate
      }
    }
  }

  private static func chain(
    of route: FastifyInstance.Registered,
    _ path: String,
    _ instance: FastifyInstance,
    _ model: FastifyModel
  ) -> [ChainElement] {
    var chain: [ChainElement] = []
    for stage in FastifyStage.allCases {
      for hook in instance.hooks where hook.stage == stage {
        guard RoutePath.isPrefix(hook.path, of: path) || hook.style == .fastify else { continue }
        chain.append(
          element(
            hook.value,
            stage,
            hook.place,
            instance,
            model,
            hook.style,
            hook.conditions.filter { outer in
              // A test that the route stands under, too, does not come between them.
              !route.conditions.contains {
                $0.place == outer.place && $0.whenTrue == outer.whenTrue
              }
            }
          )
        )
      }
      for hook in route.hooks where hook.stage == stage {
        chain.append(element(hook.value, stage, route.place, instance, model, .fastify, []))
      }
    }
    return chain
  }

  private static func element(
    _ value: ScriptValue,
    _ stage: FastifyStage,
    _ place: ScriptPlace,
    _ instance: FastifyInstance,
    _ model: FastifyModel,
    _ style: HandlerStyle,
    _ conditions: [ScriptCondition]
  ) -> ChainElement {
    let function = model.current(value)
    var element = ChainElement(function, at: place, style: style, conditions: conditions)
    element.this = .host(instance)
    if function.displayName.isEmpty { element.name = instance.name(of: function) }
    guard stage == .preParsing else { return element }
    // Only these hooks are given the payload, before the callback.
    element.arguments = { scene, _ in
      [
        .host(RequestHost(scene)), .host(ResponseHost(scene)), .unknown("payload"),
        .host(NextHost(scene)),
      ]
    }
    return element
  }
}
