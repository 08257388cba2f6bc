import ScriptLanguage

/// Takes the team at its word about its own guards, as far as their code does not say otherwise.
///
/// A guard whose code is elsewhere does what it is declared to do. One whose code can be followed
/// is followed: what is declared of it fills in what cannot be seen there, and where everything can
/// be seen and nobody is refused, the declaration is contradicted and counts for nothing.
struct DeclaredGuards {
  private let settings: AccessSettings

  init(_ settings: AccessSettings) { self.settings = settings }

  /// A guard by the name it is declared under.
  struct Declaration {
    let name: String
    let kinds: GuardKinds
  }

  /// A declaration that the guard's own code contradicts.
  struct Contradiction {
    let declaration: Declaration
    /// Kinds of refusal that the code does not show.
    let kinds: GuardKinds
    /// Where the guard's code is.
    let place: ScriptPlace
  }

  // MARK: Names

  /// What is declared of a value, nil for nothing.
  func declaration(of value: ScriptValue) -> Declaration? {
    guard !settings.guards.isEmpty else { return nil }
    return declaration(named: names(of: value))
  }

  /// What is declared of a name.
  func declaration(named name: String) -> Declaration? {
    settings.guards.isEmpty ? nil : declaration(named: [name])
  }

  private func declaration(named names: [String]) -> Declaration? {
    for name in names {
      let plain = name.hasSuffix("()") ? String(name.dropLast(2)) : name
      if let kinds = settings.guards[plain] { return Declaration(name: plain, kinds: kinds) }
    }
    return nil
  }

  private func names(of value: ScriptValue, depth: Int = 0) -> [String] {
    guard depth < 4 else { return [] }
    switch value {
    case .function(let function):
      guard let home = function.home else { return [function.name] }
      // What a framework calls stands for the class it belongs to.
      let isEntry = Self.entries.contains(function.name)
      return ["\(home.name).\(function.name)", isEntry ? home.name : function.name]
    case .classValue(let type): return [type.name]
    case .object(let object): return object.instanceOf.map { [$0.name] } ?? []
    case .external(let external):
      let path = external.path.joined(separator: ".")
      let module =
        external.module.hasPrefix("#") ? external.module.dropFirst() : external.module[...]
      return [path, external.path.last ?? String(module)]
    case .symbol(let symbol):
      return [symbol.name, symbol.name.split(separator: ".").last.map(String.init) ?? symbol.name]
    case .result(let result): return names(of: result.callee, depth: depth + 1)
    default: return []
    }
  }

  private static let entries: Set<String> = ["canActivate", "use", "intercept", "handle", "run"]

  private func declaration(ofCalling call: ScriptCall) -> Declaration? {
    if let found = declaration(of: call.callee) { return found }
    switch call.callee {
    // The default export of a package has the name it is imported under.
    case .external, .symbol: return declaration(named: [call.method])
    default: return nil
    }
  }

  // MARK: Guards whose code is elsewhere

  /// The value of calling a declared guard from outside the repository, nil for any other call.
  func outside(
    _ call: ScriptCall,
    _ scene: Scene,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    guard !settings.guards.isEmpty else { return nil }
    switch call.callee {
    case .external, .symbol, .result: break
    default: return nil
    }
    guard let declaration = declaration(ofCalling: call) else { return nil }
    if let role = LibraryKnowledge.role(of: call.callee) {
      // What a library is known to do is not up to the team.
      if case .lets = role { contradict(declaration, declaration.kinds, call.place, scene) }
      return nil
    }
    try refuse(declaration, call.place, scene)
    pass(declaration, call.place, scene)
    if case .result(let wrapper) = call.callee {
      let inner = wrapper.arguments.filter { if case .function = $0 { true } else { false } }
      if inner.count == 1 { return try evaluator.apply(inner[0], call.arguments, at: call.place) }
    }
    if call.arguments.contains(where: { LibraryKnowledge.isNext($0) }) {
      AccessSemantics.record(.proceed, at: call.place, in: scene, evaluator)
    }
    return scene.identity("\(declaration.name)()")
  }

  /// Refuses a stranger, whom a guard of callers or roles does not let pass.
  func refuse(_ declaration: Declaration, _ place: ScriptPlace, _ scene: Scene) throws {
    guard scene.caller.isStranger,
      !declaration.kinds.isDisjoint(with: [.authentication, .authorization])
    else { return }
    scene.declaredGuards.append(declaration)
    let name = "Unauthorized 401 from \(declaration.name)"
    throw ScriptThrow(
      .symbol(ScriptSymbol(name, marks: .identity, presence: .present)),
      at: place
    )
  }

  /// Notes what a guard that lets a signed-in caller pass has asked.
  func pass(_ declaration: Declaration, _ place: ScriptPlace, _ scene: Scene) {
    guard scene.caller == .signedIn else { return }
    if declaration.kinds.contains(.authorization) {
      record(.checksRole, declaration, place, scene)
    }
    if declaration.kinds.contains(.ownership) {
      record(.checksOwnership, declaration, place, scene)
    }
  }

  private func record(
    _ kind: LibraryDecision.Kind,
    _ declaration: Declaration,
    _ place: ScriptPlace,
    _ scene: Scene
  ) {
    scene.libraryDecisions.append(
      LibraryDecision(
        kind: kind,
        name: declaration.name,
        place: place,
        declaredIn: settings.file
      )
    )
  }

  private func contradict(
    _ declaration: Declaration,
    _ kinds: GuardKinds,
    _ place: ScriptPlace,
    _ scene: Scene
  ) {
    scene.contradictions.append(
      Contradiction(declaration: declaration, kinds: kinds, place: place)
    )
  }

  // MARK: Guards whose code is here

  /// Follows a call of a declared guard of the program; nil for any other function.
  func inside(
    _ function: ScriptFunction,
    _ call: ScriptCall,
    _ scene: Scene,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    guard !settings.guards.isEmpty,
      let declaration = declaration(named: names(of: .function(function))),
      !scene.followedGuards.contains(ObjectIdentifier(function))
    else { return nil }
    scene.followedGuards.insert(ObjectIdentifier(function))
    defer { scene.followedGuards.remove(ObjectIdentifier(function)) }
    let asked = scene.dependsOnRoute
    scene.dependsOnRoute = false
    defer { scene.dependsOnRoute = asked || scene.dependsOnRoute }
    let start = scene.effects.count
    let opaque = scene.opaqueCalls.count
    let declarations = scene.declarations.count + scene.openings.count
    let outcome = try evaluator.outcome(
      of: call.callee,
      call.arguments,
      this: call.receiver,
      at: call.place
    )
    // What makes a guard is not the guard it makes.
    if case .function? = outcome.value { return try asItCameOut(outcome, evaluator) }
    let trace = Trace(
      function: function,
      call: call,
      outcome: outcome,
      effects: Array(scene.effects.dropFirst(start)),
      opaque: Array(scene.opaqueCalls.dropFirst(opaque)),
      routeFile: scene.routeFile,
      evaluator: evaluator
    )
    let makesExceptions =
      scene.dependsOnRoute || scene.declarations.count + scene.openings.count > declarations
    switch scene.caller {
    case .anonymous, .pretender:
      if trace.stops {
        scene.declaredGuards.append(declaration)
      } else if trace.mayRefuse || !makesExceptions && trace.isOpaque {
        if !declaration.kinds.isDisjoint(with: [.authentication, .authorization]) {
          scene.effects.removeSubrange(min(start, scene.effects.count)...)
          try refuse(declaration, call.place, scene)
        }
      } else {
        contradict(declaration, [.authentication], function.place, scene)
      }
    case .signedIn:
      if trace.mayRefuse || trace.stops || !makesExceptions && trace.isOpaque {
        pass(declaration, call.place, scene)
      } else {
        contradict(declaration, [.authorization, .ownership], function.place, scene)
      }
      guard !trace.stops else {
        // It is there to let somebody pass, even where it cannot be seen whom.
        scene.effects.removeSubrange(min(start, scene.effects.count)...)
        if trace.hasNext {
          AccessSemantics.record(.proceed, at: call.place, in: scene, evaluator)
        }
        return scene.identity("\(declaration.name)()")
      }
    }
    return try asItCameOut(outcome, evaluator)
  }

  private func asItCameOut(
    _ outcome: ScriptOutcome,
    _ evaluator: ScriptEvaluator
  ) throws -> ScriptValue {
    for thrown in outcome.mayThrow { evaluator.note(thrown) }
    if let thrown = outcome.thrown { throw thrown }
    return outcome.value ?? .undefined
  }

  // MARK: What cannot be seen

  /// Notes a call that may well refuse the caller without anybody seeing it.
  func noteOpaque(_ call: ScriptCall, _ scene: Scene) {
    guard !scene.followedGuards.isEmpty, scene.opaqueCalls.count < 256,
      !GuardNames.isHarmless(call.callee)
    else { return }
    if case .external(let external) = call.callee, external.module.hasPrefix("#") { return }
    if let receiver = call.receiver, case .external(let external) = receiver,
      external.module.hasPrefix("#")
    {
      return
    }
    let owner = (call.receiver?.displayName ?? "") + "." + call.callee.displayName
    let words = ["log", "console", "metric", "trace", "span", "sentry"]
    if words.contains(where: { owner.lowercased().holds($0) }) { return }
    scene.opaqueCalls.append(call.place)
  }
}

/// What following a declared guard has shown.
private struct Trace {
  /// Whether it refuses the caller, whatever undecided tests say.
  let stops: Bool
  /// Whether it refuses the caller on some path.
  let mayRefuse: Bool
  /// Whether it calls what may refuse the caller out of sight.
  let isOpaque: Bool
  /// Whether it is handed a function to go on with.
  let hasNext: Bool

  init(
    function: ScriptFunction,
    call: ScriptCall,
    outcome: ScriptOutcome,
    effects: [Effect],
    opaque: [ScriptPlace],
    routeFile: String,
    evaluator: ScriptEvaluator
  ) {
    // What a handler inside a wrapper does is not the wrapper's doing.
    let guardFile = function.place.file
    let isOwn = { (place: ScriptPlace?) -> Bool in
      place.map { $0.file == guardFile || $0.file != routeFile } ?? true
    }
    hasNext = call.arguments.contains { LibraryKnowledge.isNext($0) }
    let refusals = effects.filter { effect in
      guard isOwn(effect.place) else { return false }
      switch effect.action {
      case .respond(let status): return Refusals.refuses(status)
      case .redirect, .fail: return true
      default: return false
      }
    }
    let proceeds = effects.contains { if case .proceed = $0.action { true } else { false } }
    let throwsRefusal = outcome.mayThrow.contains { thrown in
      let status = Refusals.status(of: thrown.value, in: evaluator)
      return isOwn(thrown.place) && (status == nil || Refusals.refuses(status))
    }
    let isVerdict = function.name == "canActivate"
    let saysNo = isVerdict && outcome.value?.truth == false
    let mayResort = isVerdict && outcome.value.map { $0.truth == nil } ?? false
    let isCertain = refusals.contains(where: \.isCertain)
    stops =
      outcome.thrown != nil || saysNo || isCertain || hasNext && !proceeds && !refusals.isEmpty
    mayRefuse = !refusals.isEmpty || throwsRefusal || mayResort
    isOpaque = opaque.contains { isOwn($0) }
  }
}
