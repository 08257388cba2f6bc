import ScriptLanguage

/// Runs guards.
struct NestGuards {
  unowned let model: NestModel

  /// The chain element for one list of guards out of which all, or one of several, apply.
  func element(
    _ slot: NestRecord.GuardSlot,
    conditions: [ScriptCondition] = [],
    _ injector: NestInjector
  ) -> ChainElement {
    if let known = slot.element { return known }
    let alternatives = slot.alternatives.map { list in
      list.map { instance($0, injector) }
    }
    let own = alternatives.flatMap { $0 }
    let names = slot.alternatives.flatMap { $0 }.map { Self.name(of: $0) }
    var element = ChainElement(
      .host(
        NestInvocation { [unowned model] scene, evaluator in
          guard let context = scene.route as? NestContext else { return .boolean(true) }
          return try NestGuards(model: model).decide(alternatives, context, slot, in: evaluator)
        }
      ),
      at: slot.place,
      style: .injected,
      conditions: conditions
    )
    element.decidesByReturning = true
    element.name = names.first { !$0.isEmpty } ?? "guard"
    element.isOpaqueGuard = own.contains { isOpaque($0) && declaration(of: $0, slot) == nil }
    element.types = own.flatMap { value -> [ScriptClass] in
      guard case .object(let object) = value else { return [] }
      return object.instanceOf?.lineage ?? []
    }
    slot.element = element
    return element
  }

  static func name(of value: ScriptValue) -> String {
    switch value {
    case .host(let guardType as NestLibraryGuard): guardType.name
    case .host(let late as NestLateInstance): late.type.name
    default: value.displayName
    }
  }

  private func instance(_ value: ScriptValue, _ injector: NestInjector) -> ScriptValue {
    if case .host(let late as NestLateInstance) = value { return injector.instance(of: late.type) }
    return injector.enhancer(value)
  }

  /// Whether what a guard does cannot be seen.
  private func isOpaque(_ value: ScriptValue) -> Bool {
    switch value {
    case .object(let object):
      guard let type = object.instanceOf else { return object["canActivate"] == nil }
      return !type.lineage.contains { $0.ownMember("canActivate") != nil }
        && !isKnown(type.lineage.last?.superclass) && object["canActivate"] == nil
    case .host: return false
    case .union(let values): return values.contains { isOpaque($0) }
    case .function, .undefined, .null: return false
    default: return true
    }
  }

  private func isKnown(_ superclass: ScriptValue?) -> Bool {
    if case .host? = superclass { return true }
    return false
  }

  /// What the team declares of a guard, or of the decorator that puts it on.
  private func declaration(
    of value: ScriptValue,
    _ slot: NestRecord.GuardSlot
  ) -> DeclaredGuards.Declaration? {
    guard let declared = model.declared else { return nil }
    return declared.declaration(of: value) ?? declared.declaration(named: slot.decorator)
  }

  // MARK: Deciding

  private func decide(
    _ alternatives: [[ScriptValue]],
    _ context: NestContext,
    _ slot: NestRecord.GuardSlot,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue {
    guard alternatives.count > 1 else {
      return try decide(alternatives.first ?? [], context, slot, in: evaluator)
    }
    // Whichever applies, the caller is refused only when each of them refuses.
    var refusal: ScriptThrow?
    var result: ScriptValue?
    for list in alternatives {
      do {
        let value = try decide(list, context, slot, in: evaluator)
        result = result.map { .join($0, value) } ?? value
      } catch let thrown as ScriptThrow {
        refusal = thrown
      }
    }
    if let result { return result }
    if let refusal { throw refusal }
    return .boolean(true)
  }

  private func decide(
    _ guards: [ScriptValue],
    _ context: NestContext,
    _ slot: NestRecord.GuardSlot,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue {
    var last = ScriptValue.boolean(true)
    for value in guards {
      last = try decide(value, context, slot, in: evaluator)
      if last.truth == false { return last }
    }
    return last
  }

  private func decide(
    _ value: ScriptValue,
    _ context: NestContext,
    _ slot: NestRecord.GuardSlot,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue {
    guard !isOpaque(value) else { return try decideByDeclaration(value, context, slot, evaluator) }
    switch value {
    case .object, .host:
      return try evaluator.callMethod(
        "canActivate",
        of: value,
        with: [.host(context)],
        at: slot.place
      )
    case .union(let values):
      return try decide(values.map { [$0] }, context, slot, in: evaluator)
    default: return .boolean(true)
    }
  }

  /// A guard whose code is elsewhere does what the team says it does.
  private func decideByDeclaration(
    _ value: ScriptValue,
    _ context: NestContext,
    _ slot: NestRecord.GuardSlot,
    _ evaluator: ScriptEvaluator
  ) throws -> ScriptValue {
    guard let declaration = declaration(of: value, slot), let declared = model.declared,
      let scene = model.scene(evaluator)
    else { return .boolean(true) }
    // What looks like an exception may be one; only the guard's code could tell.
    scene.dependsOnRoute = true
    if model.decorations.opens(context, in: evaluator) { return .unknown(declaration.name) }
    try declared.refuse(declaration, slot.place, scene)
    declared.pass(declaration, slot.place, scene)
    return .boolean(true)
  }

  // MARK: Guards of libraries

  func method(
    _ name: String,
    _ type: NestLibraryGuard,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    guard let scene = model.scene(evaluator) else { return .unknown(name) }
    if name == "handleRequest" { return try handleRequest(call) }
    switch type.kind {
    case .lets: return .boolean(true)
    case .passport(let role):
      return try passport(role, type, call, scene, in: evaluator)
    case .refusesStrangers(let openers):
      let isOpened = openers.contains { isDeclared($0, call, in: evaluator) }
      if isOpened || scene.caller == .signedIn { return .boolean(true) }
      throw refusal(401, type.name, at: call.place)
    case .refusesRoles(let keys):
      guard keys.contains(where: { isDeclared($0, call, in: evaluator) }) else {
        return .boolean(true)
      }
      if scene.caller.isStranger { throw refusal(403, type.name, at: call.place) }
      scene.libraryDecisions.append(
        LibraryDecision(
          kind: .checksRole,
          name: type.name,
          place: call.place,
          wanted: declaredTexts(keys, call, in: evaluator)
        )
      )
      return .boolean(true)
    }
  }

  private func isDeclared(
    _ key: String,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> Bool {
    guard case .host(let context as NestContext) = call.argument(0) else { return false }
    let targets: [ScriptValue] = [.function(context.handler), .classValue(context.type)]
    return targets.contains { target in
      if case .undefined = model.metadata(key, on: target, in: evaluator) { return false }
      return true
    }
  }

  /// The texts that are declared under keys on the handler, or else on its class.
  private func declaredTexts(
    _ keys: [String],
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptWanted {
    guard case .host(let context as NestContext) = call.argument(0) else { return ScriptWanted() }
    let targets: [ScriptValue] = [.function(context.handler), .classValue(context.type)]
    return ScriptWanted(
      keys.flatMap { key in
        targets.lazy.map { target in
          self.model.decorations.metadata(key, on: target, in: evaluator)?.value.texts ?? []
        }.first { !$0.isEmpty } ?? []
      }
    )
  }

  /// `AuthGuard(strategy)`: what is made of the strategy's outcome is up to `handleRequest`.
  private func passport(
    _ role: LibraryKnowledge.Role,
    _ type: NestLibraryGuard,
    _ call: ScriptCall,
    _ scene: Scene,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue {
    if case .lets = role { return .boolean(true) }
    var user = scene.identity("req.user")
    if case .startsSignIn = role {
      // Whoever comes back from signing in is somebody.
      user = .symbol(ScriptSymbol("req.user", marks: .identity, presence: .present))
    }
    let context = call.argument(0)
    let given: [ScriptValue] = [.null, user, .unknown("info"), context, .unknown("status")]
    let handler =
      call.receiver.map { evaluator.property("handleRequest", of: $0, at: call.place) }
      ?? .undefined
    let result: ScriptValue
    if case .function = handler {
      result = try evaluator.apply(handler, given, this: call.receiver, at: call.place)
    } else {
      var decision = call
      decision.arguments = given
      result = try handleRequest(decision) ?? user
    }
    if let request = scene.request {
      evaluator.store(result, to: "user", of: .host(request), at: call.place)
    }
    return .boolean(true)
  }

  /// What passport's guard does unless the program says otherwise: no user, no way on.
  private func handleRequest(_ call: ScriptCall) throws -> ScriptValue? {
    if call.argument(0).truth == true || call.argument(1).truth == false {
      throw refusal(401, "AuthGuard", at: call.place)
    }
    return call.argument(1)
  }

  private func refusal(_ status: Int, _ name: String, at place: ScriptPlace) -> ScriptThrow {
    let symbol = ScriptSymbol(
      "Unauthorized \(status) from \(name)",
      marks: .identity,
      presence: .present
    )
    return ScriptThrow(.symbol(symbol), at: place)
  }
}
