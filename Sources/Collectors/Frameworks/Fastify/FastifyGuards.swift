import ScriptLanguage

/// What Fastify's own plugins for authentication add.
enum FastifyGuards {
  /// Decorators that a plugin of a library adds, as functions known to refuse strangers.
  static func decorators(of library: String) -> [(String, ScriptValue)] {
    let names: [String]
    switch library {
    case "@fastify/basic-auth", "fastify-basic-auth": names = ["basicAuth"]
    case "@fastify/bearer-auth", "fastify-bearer-auth": names = ["verifyBearerAuth"]
    case "fastify-auth0-verify", "auth0-fastify", "@auth0/auth0-fastify-api":
      names = ["authenticate", "requireAuth"]
    case "@auth0/auth0-fastify": names = ["auth0"]
    default: names = []
    }
    return names.map { name in
      (name, .external(ScriptExternal(module: library, path: [name])))
    }
  }

  /// The hook a plugin of a library puts before every route of its context, if any.
  static func hook(
    of library: String,
    _ options: ScriptValue,
    _ evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    guard ["@fastify/bearer-auth", "fastify-bearer-auth"].contains(library) else { return nil }
    let place = ScriptPlace(file: "", line: 1, column: 1, endLine: 1)
    if case .boolean(false) = evaluator.property("addHook", of: options, at: place) { return nil }
    return .external(ScriptExternal(module: library, path: ["verifyBearerAuth"]))
  }

  // MARK: `fastify.auth([…])`

  /// Reads the guards a route may choose from.
  static func choice(_ call: ScriptCall, in evaluator: ScriptEvaluator) -> FastifyChoice {
    let relation = evaluator.property("relation", of: call.argument(1), at: call.place)
    return choice(call.argument(0), needsAll: relation.knownString == "and")
  }

  private static func choice(_ value: ScriptValue, needsAll: Bool, depth: Int = 0) -> FastifyChoice
  {
    guard case .list(let list) = value else { return FastifyChoice([value], needsAll: needsAll) }
    // A list within a list is joined the other way.
    let guards = list.elements.map { element -> ScriptValue in
      guard case .list = element, depth < 4 else { return element }
      return .host(choice(element, needsAll: !needsAll, depth: depth + 1))
    }
    return FastifyChoice(guards, needsAll: needsAll)
  }

  /// Calls the guards as the plugin does: any that passes is enough, or all must.
  static func decide(
    _ choice: FastifyChoice,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue {
    guard let scene = scene(of: call) else { return .undefined }
    let start = scene.effects.count
    var refusals: [Effect] = []
    var thrown: ScriptThrow?
    for candidate in choice.guards {
      let before = scene.effects.count
      let outcome = try evaluator.outcome(of: candidate, call.arguments, at: call.place)
      let effects = Array(scene.effects[before...])
      let refused = outcome.thrown != nil || effects.contains { isRefusal($0) }
      if refused {
        thrown = thrown ?? outcome.thrown
        refusals += effects
        scene.effects.removeSubrange(before...)
        guard choice.needsAll else { continue }
        break
      }
      guard !choice.needsAll else { continue }
      // Another way in makes the refusals before it meaningless.
      return .undefined
    }
    let isRefused = choice.needsAll ? !refusals.isEmpty || thrown != nil : !choice.guards.isEmpty
    guard isRefused else { return .undefined }
    scene.effects.removeSubrange(min(start, scene.effects.count)...)
    scene.effects += refusals
    if let thrown { throw thrown }
    return .undefined
  }

  private static func isRefusal(_ effect: Effect) -> Bool {
    switch effect.action {
    case .respond, .redirect, .fail: effect.isCertain
    default: false
    }
  }

  private static func scene(of call: ScriptCall) -> Scene? {
    for argument in call.arguments {
      if case .host(let response as ResponseHost) = argument { return response.scene }
    }
    return nil
  }
}
