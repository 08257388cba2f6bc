import ReadinessModel
import ScriptLanguage

/// Imagines two calls of a route, by a stranger and by somebody signed in, and compares them.
///
/// A guard is whatever stops the stranger and lets the other pass, under any name. What depends on
/// roles, or on whose object it is, shows in the refusals the second caller may still meet.
struct RouteExaminer {
  let evaluator: ScriptEvaluator
  let semantics: AccessSemantics
  let locate: (ScriptPlace) -> SourceLocation
  /// Steps one imagined call may take.
  var budget = 30_000

  /// What came of examining a route.
  struct Verdict {
    var authentication: AccessDecision
    var authorization: AccessDecision
    var ownership: AccessDecision
    var audit: AuditDecision
    var dataAccess: [DataAccess]
    var handlerPlace: ScriptPlace?
    var isSelfScoped: Bool
  }

  func examine(_ route: RouteCandidate) -> Verdict {
    let stranger = follow(route, as: .anonymous)
    let known = follow(route, as: .signedIn)
    let roles = authorization(route, known)
    let owner = ownership(route, known)
    var first = authentication(route, stranger, known)
    // Whoever checks a role of the caller has refused the stranger as well.
    if first.status == .unprotected, roles.status == .protected, stranger.isRefused {
      first = roles
    }
    let touches = known.scene.effects.compactMap { effect -> DataAccess? in
      guard case .data(let touch) = effect.action else { return nil }
      return DataAccess(
        model: touch.model,
        operation: touch.operation,
        location: locate(effect.place)
      )
    }
    return Verdict(
      authentication: first,
      authorization: roles,
      ownership: owner,
      audit: audit(known),
      dataAccess: unique(touches),
      handlerPlace: Self.place(of: route.handler.value),
      isSelfScoped: !route.path.contains("{") && owner.status == .protected
    )
  }

  private func unique(_ touches: [DataAccess]) -> [DataAccess] {
    var seen: Set<DataAccess> = []
    return touches.filter { seen.insert($0).inserted }
  }

  static func place(of value: ScriptValue) -> ScriptPlace? {
    switch value {
    case .function(let function): return function.place
    case .result(let result):
      for argument in result.arguments {
        if case .function(let function) = argument { return function.place }
      }
      return nil
    case .union(let values): return values.lazy.compactMap { place(of: $0) }.first
    default: return nil
    }
  }

  // MARK: Following a call

  /// How far an imagined call came, and what happened on the way.
  struct Passage {
    let scene: Scene
    /// What stopped the call before the handler, nil when nothing did.
    var stoppedBy: Step?
    /// Guards whose code is not in the repository.
    var unknownGuards: [Step] = []
    /// What the handler did.
    var handler: Step?
    /// Whether the handler's work was reached and useful.
    var isUseful = false
    /// Whether the evaluation was cut short.
    var isCutShort = false

    var isRefused: Bool { stoppedBy != nil || !isUseful }
  }

  /// One function of the chain, followed.
  struct Step {
    let name: String
    let place: ScriptPlace
    let effects: [Effect]
    let thrown: [ScriptThrow]
    let outcome: ScriptOutcome?
    let conditions: [ScriptCondition]
    let proceeds: Bool
    let proceedsUnderConfiguration: Bool
  }

  private func follow(_ route: RouteCandidate, as caller: Caller) -> Passage {
    let scene = Scene(caller: caller, method: route.method, path: route.path)
    var passage = Passage(scene: scene)
    semantics.scene = scene
    defer { semantics.scene = nil }
    let objects = CallObjects(scene)
    let completed: Bool? = try? evaluator.run(budget: budget) {
      for element in route.chain {
        let step = try self.step(element, objects, scene)
        if isUnknownGuard(element.value) { passage.unknownGuards.append(step) }
        if !step.proceeds {
          passage.stoppedBy = step
          return true
        }
      }
      let step = try self.step(route.handler, objects, scene, isLast: true)
      passage.handler = step
      passage.isUseful = isUseful(step, style: route.handler.style)
      return true
    }
    passage.isCutShort = completed == nil
    return passage
  }

  private func step(
    _ element: ChainElement,
    _ objects: CallObjects,
    _ scene: Scene,
    isLast: Bool = false
  ) throws -> Step {
    let start = scene.effects.count
    let function = Self.unwrapped(element.value)
    var arguments = objects.arguments(element.style)
    if let given = element.arguments { arguments = try given(scene, evaluator) }
    let outcome = try evaluator.outcome(
      of: function,
      arguments,
      this: element.this,
      at: element.place
    )
    let effects = Array(scene.effects[start...])
    var thrown = outcome.mayThrow
    if let definite = outcome.thrown { thrown.append(definite) }
    let (proceeds, underConfiguration) = goesOn(element, outcome, effects)
    var name = element.value.displayName
    if name.isEmpty { name = function.displayName }
    return Step(
      name: name.isEmpty ? "(inline)" : name,
      place: element.place,
      effects: effects,
      thrown: thrown,
      outcome: outcome,
      conditions: element.conditions,
      proceeds: proceeds,
      proceedsUnderConfiguration: underConfiguration
    )
  }

  private func goesOn(
    _ element: ChainElement,
    _ outcome: ScriptOutcome,
    _ effects: [Effect]
  ) -> (Bool, Bool) {
    if element.decidesByReturning {
      return (outcome.thrown == nil && outcome.value?.truth != false, false)
    }
    switch element.style {
    case .connect, .koa, .hono:
      let onward = effects.filter { if case .proceed = $0.action { true } else { false } }
      let allConfigured =
        !onward.isEmpty
        && onward.allSatisfy { effect in
          effect.conditions.contains { $0.test.marks().contains(.configuration) }
        }
      return (!onward.isEmpty, allConfigured)
    case .fastify:
      let answered = effects.contains { effect in
        switch effect.action {
        case .respond, .redirect, .fail: effect.isCertain
        default: false
        }
      }
      return (outcome.thrown == nil && !answered, false)
    case .web, .injected: return (outcome.thrown == nil, false)
    }
  }

  /// Wrappers from outside the program stand for the one function they are given.
  static func unwrapped(_ value: ScriptValue) -> ScriptValue {
    guard case .result(let result) = value, LibraryKnowledge.role(of: value) == nil else {
      return value
    }
    let functions = result.arguments.filter { argument in
      if case .function = argument { return true }
      return false
    }
    return functions.count == 1 ? functions[0] : value
  }

  private func isUnknownGuard(_ value: ScriptValue) -> Bool {
    switch value {
    case .symbol, .external, .result:
      guard LibraryKnowledge.role(of: value) == nil else { return false }
      if case .function = Self.unwrapped(value) { return false }
      return Self.soundsLikeGuard(value.displayName)
    default: return false
    }
  }

  /// Whether a name suggests a guard; enough to ask, never enough to believe.
  static func soundsLikeGuard(_ name: String) -> Bool {
    let lower = name.lowercased()
    return [
      "auth", "protect", "guard", "login", "verify", "permission", "role", "acl", "jwt", "admin",
    ]
    .contains { lower.contains($0) }
  }

  /// Whether a handler did something for its caller: answered well, or changed stored data.
  private func isUseful(_ step: Step, style: HandlerStyle) -> Bool {
    for effect in step.effects {
      switch effect.action {
      case .respond(let status):
        if let status, status >= 400 { continue }
        return true
      case .data(let touch) where touch.operation != "read": return true
      case .redirect(let target):
        if let target, !AccessWords.isSignInPath(target), target != "/" { return true }
      case .proceed: return true
      default: continue
      }
    }
    guard [.fastify, .hono, .web, .injected].contains(style) else { return false }
    return returnsSomething(step.outcome?.value)
  }

  private func returnsSomething(_ value: ScriptValue?) -> Bool {
    switch value {
    case nil: return false
    case .host(let given as GivenResponse)?: return (given.status ?? 200) < 400
    case .union(let values)?: return values.contains { returnsSomething($0) }
    default: return true
    }
  }

  // MARK: Conclusions

  private func authentication(
    _ route: RouteCandidate,
    _ stranger: Passage,
    _ known: Passage
  ) -> AccessDecision {
    if let declared = route.declaredPublic, stranger.stoppedBy == nil {
      return AccessDecision(
        status: .declaredPublic,
        by: declared.by,
        at: locate(declared.at),
        reason: "the code declares it open"
      )
    }
    if let guardStep = stranger.stoppedBy {
      guard known.stoppedBy == nil || known.stoppedBy?.name != guardStep.name else {
        return AccessDecision(
          status: .unresolved,
          by: guardStep.name,
          at: locate(guardStep.place),
          reason: "\(guardStep.name) stops every call that could be imagined"
        )
      }
      if !guardStep.conditions.isEmpty {
        return AccessDecision(
          status: .unresolved,
          by: guardStep.name,
          at: locate(guardStep.place),
          reason: "\(guardStep.name) is applied only under a condition"
        )
      }
      return AccessDecision(
        status: .protected,
        by: guardStep.name,
        at: locate(guardStep.place),
        reason: refusalText(guardStep)
      )
    }
    if stranger.isCutShort || known.isCutShort {
      return AccessDecision(
        status: .unresolved,
        reason: "the code was too long to follow to its end"
      )
    }
    if let reason = route.unresolved {
      return AccessDecision(status: .unresolved, reason: reason)
    }
    if let handler = stranger.handler, !stranger.isUseful, known.isUseful,
      let denial = denial(in: handler)
    {
      return AccessDecision(
        status: .protected,
        by: handler.name,
        at: locate(denial),
        reason: "the handler refuses callers who are not signed in"
      )
    }
    let configured = known.scene === stranger.scene
    if let unknown = stranger.unknownGuards.first, !configured {
      return AccessDecision(
        status: .unresolved,
        by: unknown.name,
        at: locate(unknown.place),
        reason: "the code of \(unknown.name) is not in the repository"
      )
    }
    return AccessDecision(status: .unprotected)
  }

  private func denial(in step: Step) -> ScriptPlace? {
    for effect in step.effects {
      switch effect.action {
      case .respond(let status?) where status == 401 || status == 403 || status == 404:
        return effect.place
      case .redirect: return effect.place
      case .fail: return effect.place
      default: continue
      }
    }
    for thrown in step.thrown {
      if Refusals.refuses(Refusals.status(of: thrown.value, in: evaluator)),
        let place = thrown.place
      {
        return place
      }
    }
    return nil
  }

  private func refusalText(_ step: Step) -> String {
    for effect in step.effects {
      switch effect.action {
      case .respond(let status?) where status >= 400: return "answers \(status)"
      case .redirect(let target):
        return target.map { "redirects to \($0)" } ?? "redirects"
      default: continue
      }
    }
    let statuses = step.thrown.compactMap { Refusals.status(of: $0.value, in: evaluator) }
    return statuses.first.map { "raises \($0)" } ?? "does not hand the request on"
  }

  private func authorization(_ route: RouteCandidate, _ known: Passage) -> AccessDecision {
    if let decision = known.scene.libraryDecisions.first(where: { $0.kind == .checksRole }) {
      return AccessDecision(
        status: .protected,
        by: decision.name,
        at: locate(decision.place),
        reason: "requires a role or permission"
      )
    }
    if let found = conditional(known, where: { $0.contains(.role) }) {
      return AccessDecision(
        status: .protected,
        by: found.by,
        at: locate(found.place),
        reason: "refuses callers by role or permission"
      )
    }
    return undecided(known) ?? AccessDecision(status: .unprotected)
  }

  private func ownership(_ route: RouteCandidate, _ known: Passage) -> AccessDecision {
    for effect in known.scene.effects {
      guard case .data(let touch) = effect.action, touch.isScoped else { continue }
      return AccessDecision(
        status: .protected,
        by: "\(touch.operation) of \(touch.model)",
        at: locate(effect.place),
        reason: "rows are chosen by who is calling"
      )
    }
    let compares: (ScriptMarks) -> Bool = { marks in
      marks.contains(.identity) && !marks.contains(.role)
        && (marks.contains(.request) || marks.contains(.stored))
    }
    if let found = conditional(known, where: compares) {
      return AccessDecision(
        status: .protected,
        by: found.by,
        at: locate(found.place),
        reason: "compares the caller with the object"
      )
    }
    return undecided(known) ?? AccessDecision(status: .unprotected)
  }

  private func undecided(_ passage: Passage) -> AccessDecision? {
    if passage.isCutShort {
      return AccessDecision(
        status: .unresolved,
        reason: "the code was too long to follow to its end"
      )
    }
    guard let unknown = passage.unknownGuards.first else { return nil }
    return AccessDecision(
      status: .unresolved,
      by: unknown.name,
      at: locate(unknown.place),
      reason: "the code of \(unknown.name) is not in the repository"
    )
  }

  /// Finds a refusal that depends on something about the caller.
  private func conditional(
    _ passage: Passage,
    where matches: (ScriptMarks) -> Bool
  ) -> (by: String, place: ScriptPlace)? {
    for effect in passage.scene.effects {
      let isRefusal: Bool
      switch effect.action {
      case .respond(let status): isRefusal = status.map { [401, 403, 404].contains($0) } ?? false
      case .fail: isRefusal = true
      case .redirect: isRefusal = true
      default: isRefusal = false
      }
      guard isRefusal else { continue }
      if effect.conditions.contains(where: { matches($0.test.marks()) }) {
        return (effect.function.isEmpty ? "(inline)" : effect.function, effect.place)
      }
    }
    return nil
  }

  private func audit(_ known: Passage) -> AuditDecision {
    for effect in known.scene.effects {
      guard case .audit(let name) = effect.action else { continue }
      return AuditDecision(status: .logged, by: name, at: locate(effect.place))
    }
    if known.isCutShort {
      return AuditDecision(
        status: .unresolved,
        reason: "the code was too long to follow to its end"
      )
    }
    return AuditDecision(status: .unlogged)
  }
}

/// The objects one imagined call is made with.
struct CallObjects {
  private let request: RequestHost
  private let response: ResponseHost
  private let next: NextHost
  private let koa: ContextHost
  private let hono: ContextHost

  init(_ scene: Scene) {
    request = RequestHost(scene)
    response = ResponseHost(scene)
    next = NextHost(scene)
    koa = ContextHost(scene, .koa)
    hono = ContextHost(scene, .hono)
  }

  /// The arguments a framework calls a function with.
  func arguments(_ style: HandlerStyle) -> [ScriptValue] {
    switch style {
    case .connect: [.host(request), .host(response), .host(next)]
    case .koa: [.host(koa), .host(next)]
    case .hono: [.host(hono), .host(next)]
    case .fastify: [.host(request), .host(response), .host(next)]
    case .web:
      [.host(request), .symbol(ScriptSymbol("context", marks: .request, presence: .present))]
    case .injected: []
    }
  }
}
