import ScriptLanguage

/// Follows imagined calls of one kind of caller from route to route.
///
/// Routes of one application share most of what stands before them: what was found out about a
/// shared start is kept, as long as it did not depend on the route.
final class CallFollower {
  private struct Kept {
    let element: ChainElement
    let step: CallStep
    let state: [[String: ScriptValue]]
    let dependsOnRoute: Bool
  }

  /// Steps of evaluation one function of a chain may take.
  private let budget = 50_000
  private let evaluator: ScriptEvaluator
  private let semantics: AccessSemantics
  private let scene: Scene
  private let objects: CallObjects
  private var kept: [Kept] = []

  init(
    _ caller: Caller,
    _ evaluator: ScriptEvaluator,
    _ semantics: AccessSemantics,
    ignoresDeclarations: Bool = false
  ) {
    self.evaluator = evaluator
    self.semantics = semantics
    scene = Scene(caller: caller)
    scene.ignoresDeclarations = ignoresDeclarations
    objects = CallObjects(scene)
  }

  /// - Parameter forgeryChecks: Steps known to read a proof that the request is not forged.
  func follow(_ route: RouteCandidate, forgeryChecks: Set<Int> = []) -> CallPassage {
    begin(route)
    semantics.scene = scene
    defer { semantics.scene = nil }
    var passage = CallPassage()
    for entry in kept { take(entry.step, into: &passage, forgeryChecks) }
    for element in route.chain.dropFirst(kept.count) where passage.stoppedBy == nil {
      scene.dependsOnRoute = false
      let step = step(element)
      kept.append(
        Kept(
          element: element,
          step: step,
          state: objects.state,
          dependsOnRoute: scene.dependsOnRoute || element.arguments != nil
        )
      )
      take(step, into: &passage, forgeryChecks)
    }
    guard passage.stoppedBy == nil else { return passage }
    scene.isAtHandler = true
    let step = step(route.handler)
    scene.isAtHandler = false
    passage.effects += step.effects
    passage.libraryDecisions += step.libraryDecisions
    passage.openings += step.openings
    passage.thrown += step.thrown
    passage.contradictions += step.contradictions
    passage.handler = step
    passage.isCutShort = step.isCutShort
    passage.isUseful = HandlerWork.isUseful(step, style: route.handler.style)
    return passage
  }

  private func take(
    _ step: CallStep,
    into passage: inout CallPassage,
    _ forgeryChecks: Set<Int>
  ) {
    passage.steps.append(step)
    passage.effects += step.effects
    passage.libraryDecisions += step.libraryDecisions
    passage.openings += step.openings
    passage.thrown += step.thrown
    passage.contradictions += step.contradictions
    if step.isUnknownGuard { passage.unknownGuards.append(step) }
    guard !step.proceeds else { return }
    // A session that is asked for beside such a proof may be one that anybody is given.
    let isCheck = step.checksForgery || forgeryChecks.contains(passage.steps.count - 1)
    if isCheck, scene.caller.isStranger {
      passage.forgeryChecks.append(step)
    } else {
      passage.stoppedBy = step
    }
  }

  /// Goes back to where this route's chain parts from the one before.
  private func begin(_ route: RouteCandidate) {
    scene.method = route.method
    scene.path = route.path
    scene.route = route.context
    scene.routeFile = route.place.file
    var shared = 0
    for (entry, element) in zip(kept, route.chain) {
      let isSame =
        entry.element.value.isSame(as: element.value) && entry.element.place == element.place
        && entry.element.conditions.count == element.conditions.count
      guard isSame, !entry.dependsOnRoute else { break }
      shared += 1
    }
    kept.removeSubrange(shared...)
    objects.state = kept.last?.state ?? []
    if kept.isEmpty { objects.clear() }
  }

  private func step(_ element: ChainElement) -> CallStep {
    scene.effects = []
    scene.libraryDecisions = []
    scene.declarations = []
    scene.openings = []
    scene.declaredGuards = []
    scene.contradictions = []
    scene.followedGuards = []
    scene.opaqueCalls = []
    let isDeclared = semantics.declared.declaration(of: element.value) != nil
    let function = isDeclared ? element.value : Self.unwrapped(element.value)
    let outcome: ScriptOutcome?? = try? evaluator.run(budget: budget) {
      var arguments = objects.arguments(element.style)
      if let given = element.arguments { arguments = try given(scene, evaluator) }
      return try evaluator.outcome(of: function, arguments, this: element.this, at: element.place)
    }
    let ended = outcome ?? nil
    var thrown = ended?.mayThrow ?? []
    if let definite = ended?.thrown { thrown.append(definite) }
    let onward = goesOn(element, ended)
    var name = element.name ?? element.value.displayName
    if name.isEmpty { name = function.displayName }
    // A global name is marked as such inside only.
    if name.hasPrefix("#") { name.removeFirst() }
    return CallStep(
      name: name.isEmpty ? "(inline)" : name,
      place: element.place,
      effects: scene.effects,
      libraryDecisions: scene.libraryDecisions,
      openings: scene.openings,
      thrown: thrown,
      outcome: ended,
      conditions: element.conditions,
      proceeds: onward.proceeds,
      proceedsUnderConfiguration: onward.underConfiguration,
      isUnknownGuard: element.isOpaqueGuard
        || !isDeclared && GuardNames.isUnknownGuard(element.value),
      decidesByReturning: element.decidesByReturning,
      declarations: scene.declarations,
      declaredGuards: scene.declaredGuards,
      contradictions: scene.contradictions,
      function: element.code ?? RouteExaminer.function(of: function),
      types: element.types
    )
  }

  private func goesOn(
    _ element: ChainElement,
    _ outcome: ScriptOutcome?
  ) -> (proceeds: Bool, underConfiguration: Bool) {
    guard let outcome else { return (true, false) }
    if element.decidesByReturning {
      return (outcome.thrown == nil && outcome.value?.truth != false, false)
    }
    switch element.style {
    case .connect, .koa, .hono:
      let onward = scene.effects.filter { if case .proceed = $0.action { true } else { false } }
      let isConfigured = onward.allSatisfy { effect in
        effect.conditions.contains { $0.test.marks().contains(.configuration) }
      }
      let demands = scene.effects.contains {
        if case .demandsConfiguration = $0.action { $0.isCertain } else { false }
      }
      return (!onward.isEmpty, !onward.isEmpty && (isConfigured || demands))
    case .fastify:
      let answered = scene.effects.contains { effect in
        switch effect.action {
        case .respond, .redirect, .fail: effect.isCertain
        default: false
        }
      }
      return (outcome.thrown == nil && !answered, false)
    case .web:
      let proceeds = outcome.thrown == nil && passesOn(outcome.value)
      return (proceeds, proceeds && stopsUnderConfiguration())
    case .injected: return (outcome.thrown == nil, false)
    }
  }

  /// Whether some configuration decides that the request is answered, and nothing about the caller.
  private func stopsUnderConfiguration() -> Bool {
    scene.effects.contains { effect in
      switch effect.action {
      case .respond, .redirect, .fail: break
      default: return false
      }
      let marks = effect.conditions.map { $0.test.marks() }
      return marks.contains { $0.contains(.configuration) }
        && !marks.contains { $0.contains(.identity) }
    }
  }

  /// Whether a function before a route lets the request go on: it does unless it answers itself.
  private func passesOn(_ value: ScriptValue?) -> Bool {
    switch value {
    case .host(let given as GivenResponse)?: return given.passesOn
    case .union(let values)?: return values.contains { passesOn($0) }
    default: return true
    }
  }

  /// Wrappers from outside the program stand for the one function they are given.
  static func unwrapped(_ value: ScriptValue) -> ScriptValue {
    guard case .result(let result) = value, LibraryKnowledge.role(of: value) == nil,
      result.method != "unless"
    else { return value }
    let functions = result.arguments.filter { argument in
      if case .function = argument { return true }
      return false
    }
    return functions.count == 1 ? functions[0] : value
  }
}

/// Tells what a handler did for its caller.
enum HandlerWork {
  /// Whether it answered well, or changed stored data.
  static func isUseful(_ step: CallStep, style: HandlerStyle) -> Bool {
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

  private static func returnsSomething(_ value: ScriptValue?) -> Bool {
    switch value {
    case nil, .undefined?: return false
    case .host(let given as GivenResponse)?: return (given.status ?? 200) < 400
    case .union(let values)?: return values.contains { returnsSomething($0) }
    default: return true
    }
  }
}

/// Tells which names suggest a guard; enough to ask, never enough to believe.
enum GuardNames {
  /// Whether a value outside the program sounds like a guard and is not known to be anything else.
  static func isUnknownGuard(_ value: ScriptValue) -> Bool {
    switch value {
    case .symbol, .external, .result:
      guard LibraryKnowledge.role(of: value) == nil, !isHarmless(value) else { return false }
      if case .function = CallFollower.unwrapped(value) { return false }
      return soundsLikeGuard(value.displayName)
    default: return false
    }
  }

  static func soundsLikeGuard(_ name: String) -> Bool {
    let lower = name.lowercased()
    return [
      "auth", "protect", "guard", "login", "verify", "permission", "role", "acl", "jwt", "admin",
    ].contains { lower.holds($0) }
  }

  static func isHarmless(_ value: ScriptValue) -> Bool {
    switch value {
    case .external(let external): return harmless.contains(external.module)
    case .result(let result):
      if let receiver = result.receiver, isHarmless(receiver) { return true }
      return isHarmless(result.callee)
    default: return false
    }
  }

  /// Middleware that never asks who is calling.
  private static let harmless: Set<String> = [
    "helmet", "cors", "morgan", "body-parser", "compression", "express-rate-limit", "cookie-parser",
    "csurf", "csrf-csrf", "lusca", "multer", "express-session", "cookie-session", "hpp",
    "serve-static", "serve-index", "serve-favicon", "express-validator", "celebrate",
    "connect-flash",
    "express-fileupload", "method-override", "response-time", "express-winston", "pino-http",
    "express-pino-logger", "feature-policy", "express-slow-down", "rate-limiter-flexible",
    "xss-clean",
    "express-mongo-sanitize", "express", "frameguard", "hsts", "i18n", "swagger-ui-express",
    "@koa/cors", "koa-bodyparser", "koa-body", "koa-helmet", "koa-logger", "koa-static",
    "koa-compress", "hono/cors", "hono/logger", "hono/secure-headers", "hono/csrf", "@fastify/cors",
    "@fastify/helmet", "@fastify/csrf-protection", "@fastify/rate-limit", "prom-client",
    "express-prom-bundle", "@sentry/node", "dd-trace", "newrelic", "connect-timeout", "zod",
    "express-http-proxy", "http-proxy-middleware",
  ]
}
