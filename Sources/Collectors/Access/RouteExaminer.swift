import ReadinessModel
import ScriptLanguage

/// Imagines two calls of a route, by a stranger and by somebody signed in, and compares them.
///
/// A guard is whatever stops the stranger and lets the other pass, under any name. What depends on
/// roles, or on whose object it is, shows in the refusals the second caller may still meet.
struct RouteExaminer {
  let evaluator: ScriptEvaluator
  let locate: (ScriptPlace) -> SourceLocation
  let settings: AccessSettings
  private let stranger: CallFollower
  private let known: CallFollower
  /// A stranger who meets the guards as if nothing had been declared on the route.
  private let undeclared: CallFollower
  /// A stranger who makes credentials up.
  private let pretender: CallFollower

  init(
    evaluator: ScriptEvaluator,
    semantics: AccessSemantics,
    locate: @escaping (ScriptPlace) -> SourceLocation
  ) {
    self.evaluator = evaluator
    self.locate = locate
    settings = semantics.settings
    stranger = CallFollower(.anonymous, evaluator, semantics)
    known = CallFollower(.signedIn, evaluator, semantics)
    undeclared = CallFollower(.anonymous, evaluator, semantics, ignoresDeclarations: true)
    pretender = CallFollower(.pretender, evaluator, semantics)
  }

  /// What came of examining a route.
  struct Verdict {
    var authentication: AccessDecision
    var authorization: AccessDecision
    var ownership: AccessDecision
    var audit: AuditDecision
    var dataAccess: [DataAccess]
    var handlerPlace: ScriptPlace?
    var isSelfScoped: Bool
    /// Places that record who did what, met on the way.
    var trails: [AuditTrail] = []
    /// Data of subjects that is deleted on the way.
    var deletions: [DeletionPath] = []
    /// What refuses callers before the handler.
    var guards: [AppliedGuard] = []
    /// Whether the handler hands a signed-in caller on.
    var passesOn = false
  }

  func examine(_ route: RouteCandidate) -> Verdict {
    let known = known.follow(route)
    let checks = known.steps.indices.filter { known.steps[$0].checksForgery }
    let stranger = stranger.follow(route, forgeryChecks: Set(checks))
    let roles = authorization(route, known)
    let owner = ownership(route, known, after: stranger.stoppedAt)
    var first = authentication(route, stranger, known)
    // Whoever checks a role of the caller has refused the stranger as well.
    if first.status == .unprotected, first.by == nil, roles.status == .protected, stranger.isRefused
    {
      first = roles
    }
    // What a health route asks of the database it may ask before its handler.
    let isHealth = RoutePurposes.purpose(of: route) == .health
    let before = isHealth ? known.steps.flatMap(\.effects).filter(Self.isProbe) : []
    let touches = ((known.handler?.effects ?? []) + before).compactMap { effect -> DataAccess? in
      guard case .data(let touch) = effect.action else { return nil }
      return DataAccess(
        model: touch.model,
        operation: touch.operation,
        location: locate(effect.place),
        isForTenant: touch.isForTenant ? true : nil
      )
    }
    return Verdict(
      authentication: first,
      authorization: roles,
      ownership: owner,
      audit: audit(known),
      dataAccess: unique(touches),
      handlerPlace: route.handler.definition ?? Self.place(of: route.handler.value),
      isSelfScoped: isSelfScoped(route, known, owner),
      trails: RouteTraces.trails(known, refused: stranger, locate),
      deletions: RouteTraces.deletions(known, route, locate),
      guards: guards(stranger, known),
      passesOn: known.handler.map(Self.passesOn) ?? false
    )
  }

  private static func passesOn(_ step: CallStep) -> Bool {
    step.effects.contains { if case .proceed = $0.action { true } else { false } }
      && !step.effects.contains { effect in
        if case .respond(let status) = effect.action { (status ?? 200) < 400 } else { false }
      }
  }

  private func guards(_ stranger: CallPassage, _ known: CallPassage) -> [AppliedGuard] {
    let refusing = known.steps.enumerated().filter { index, step in
      index == stranger.stoppedAt || denial(in: step) != nil
    }
    return refusing.flatMap { _, step in
      [step.function.map { AppliedGuard(.function($0), place: step.place) }].compactMap { $0 }
        + step.types.map { AppliedGuard(.type($0), place: step.place) }
    }
  }

  private static func isProbe(_ effect: Effect) -> Bool {
    guard case .data(let touch) = effect.action else { return false }
    return touch.isProbe
  }

  /// Whether a signed-in caller is served.
  func isServed(_ route: RouteCandidate) -> Bool {
    let passage = known.follow(route)
    return passage.isCutShort || passage.stoppedBy == nil && passage.isUseful
  }

  private func unique(_ touches: [DataAccess]) -> [DataAccess] {
    var seen: Set<DataAccess> = []
    return touches.filter { seen.insert($0).inserted }
  }

  static func place(of value: ScriptValue) -> ScriptPlace? { function(of: value)?.place }

  /// The function that a value is, or that a library was given to make it.
  static func function(of value: ScriptValue) -> ScriptFunction? {
    switch value {
    case .function(let function): return function
    case .result(let result):
      for argument in result.arguments {
        if case .function(let function) = argument { return function }
      }
      return nil
    case .union(let values): return values.lazy.compactMap { function(of: $0) }.first
    default: return nil
    }
  }

  // MARK: Conclusions

  private func authentication(
    _ route: RouteCandidate,
    _ stranger: CallPassage,
    _ known: CallPassage
  ) -> AccessDecision {
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
      if let decision = presenceAlone(route, guardStep, known) { return decision }
      return AccessDecision(
        status: .protected,
        by: guardStep.name,
        at: locate(guardStep.place),
        reason: declared(refusalText(guardStep), by: guardStep)
      )
    }
    let isCutShort = stranger.isCutShort || known.isCutShort
    if !isCutShort, let handler = stranger.handler, !stranger.isUseful, known.isUseful,
      let denial = denial(in: handler) ?? failure(in: handler)
    {
      return AccessDecision(
        status: .protected,
        by: handler.name,
        at: locate(denial),
        reason: declared("the handler refuses callers who are not signed in", by: handler)
      )
    }
    if let opening = stranger.openings.first {
      return AccessDecision(
        status: .declaredPublic,
        by: opening.name,
        at: locate(opening.place),
        reason: "the guard makes an exception of it"
      )
    }
    if let declared = route.declaredPublic ?? opening(route, stranger) {
      return AccessDecision(
        status: .declaredPublic,
        by: declared.by,
        at: locate(declared.at),
        reason: "the code declares it open"
      )
    }
    if isCutShort {
      return AccessDecision(
        status: .unresolved,
        reason: "the code was too long to follow to its end"
      )
    }
    if let reason = route.unresolved {
      return AccessDecision(status: .unresolved, reason: reason)
    }
    if let unknown = stranger.unknownGuards.first {
      return AccessDecision(
        status: .unresolved,
        by: unknown.name,
        at: locate(unknown.place),
        reason: "the code of \(unknown.name) is not in the repository"
      )
    }
    for (step, other) in zip(stranger.steps, known.steps)
    where step.proceedsUnderConfiguration && !other.proceedsUnderConfiguration {
      return AccessDecision(
        status: .unresolved,
        by: step.name,
        at: locate(step.place),
        reason: "\(step.name) lets anybody pass under some configuration"
      )
    }
    if let check = stranger.forgeryChecks.first {
      return AccessDecision(
        status: .unresolved,
        by: check.name,
        at: locate(check.place),
        reason: "\(check.name) refuses forged requests; whether it asks who is calling is not told"
      )
    }
    let handlers = stranger.handler.map { [$0] } ?? []
    if let doubtful = (stranger.steps + handlers).first(where: { step in
      step.refusesByFailure || step.isDoubtful
    }) {
      return AccessDecision(
        status: .unresolved,
        by: doubtful.name,
        at: locate(doubtful.place),
        reason: "whom \(doubtful.name) refuses depends on code that is not in the repository"
      )
    }
    return unprotected(.authentication, stranger)
  }

  /// Finds that a guard lets everybody pass who sends something, whatever it is.
  private func presenceAlone(
    _ route: RouteCandidate,
    _ step: CallStep,
    _ known: CallPassage
  ) -> AccessDecision? {
    guard known.libraryDecisions.isEmpty, step.declaredGuards.isEmpty else { return nil }
    let passage = pretender.follow(route)
    let before = passage.steps.flatMap(\.effects)
    guard passage.stoppedBy == nil, !passage.isCutShort, passage.isUseful,
      passage.unknownGuards.isEmpty, passage.forgeryChecks.isEmpty,
      !before.contains(where: { if case .consults = $0.action { true } else { false } })
    else { return nil }
    let header = before.lazy.compactMap { effect -> String? in
      if case .believes(let name) = effect.action { name } else { nil }
    }.first
    if let header {
      return AccessDecision(
        status: .unresolved,
        by: step.name,
        at: locate(step.place),
        reason: "\(step.name) believes the header \(header); what sets it is not in the code"
      )
    }
    return AccessDecision(
      status: .unprotected,
      by: step.name,
      at: locate(step.place),
      reason: "\(step.name) asks only whether a credential was sent; nothing verifies it"
    )
  }

  /// Finds the declaration without which a stranger would have been stopped.
  private func opening(
    _ route: RouteCandidate,
    _ stranger: CallPassage
  ) -> (by: String, at: ScriptPlace)? {
    guard stranger.steps.contains(where: { !$0.declarations.isEmpty }) else { return nil }
    let closed = undeclared.follow(route)
    guard let index = closed.stoppedAt, index < stranger.steps.count else { return nil }
    return stranger.steps[index].declarations.first.map { ($0.name, $0.place) }
  }

  private func denial(in step: CallStep) -> ScriptPlace? {
    for effect in step.effects {
      switch effect.action {
      case .respond(let status?) where status == 401 || status == 403 || status == 404:
        return effect.place
      case .redirect: return effect.place
      case .fail(let status) where status == nil || Refusals.refuses(status): return effect.place
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

  /// What a handler answers with an error whenever somebody calls who is not signed in.
  private func failure(in step: CallStep) -> ScriptPlace? {
    step.effects.first { effect in
      guard case .respond(let status?) = effect.action else { return false }
      return status >= 400 && effect.isCertain
    }?.place
  }

  private func refusalText(_ step: CallStep) -> String {
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

  private func authorization(_ route: RouteCandidate, _ known: CallPassage) -> AccessDecision {
    if let decision = known.libraryDecisions.first(where: { $0.kind == .checksRole }) {
      return AccessDecision(
        status: .protected,
        by: decision.name,
        at: locate(decision.place),
        reason: decision.inItsOwnWords("requires a role or permission"),
        asksFor: decision.wanted.texts.isEmpty ? nil : decision.wanted.texts
      )
    }
    if let found = conditional(known, asksForRoles: true, where: { $0.contains(.role) }) {
      return AccessDecision(
        status: .protected,
        by: found.by,
        at: locate(found.place),
        reason: "refuses callers by role or permission",
        asksFor: found.wanted.texts.isEmpty ? nil : found.wanted.texts,
        asksForAll: found.wanted.isAll || found.wanted.texts.count > 1 ? found.wanted.isAll : nil
      )
    }
    return undecided(known) ?? unprotected(.authorization, known)
  }

  private func ownership(
    _ route: RouteCandidate,
    _ known: CallPassage,
    after guardIndex: Int?
  ) -> AccessDecision {
    if let decision = known.libraryDecisions.first(where: { $0.kind == .checksOwnership }) {
      return AccessDecision(
        status: .protected,
        by: decision.name,
        at: locate(decision.place),
        reason: decision.inItsOwnWords("refuses objects of somebody else")
      )
    }
    let first = guardIndex.map { $0 + 1 } ?? route.chain.count
    let inHandler = known.handler?.effects ?? []
    let effects = known.steps.dropFirst(first).flatMap(\.effects) + inHandler
    if let (touch, place) = scopedTouch(route, among: effects, inHandler, of: known) {
      return AccessDecision(
        status: .protected,
        by: "\(touch.operation) of \(touch.model)",
        at: locate(place),
        reason: "rows are chosen by who is calling"
      )
    }
    let compares: (ScriptMarks) -> Bool = { marks in
      marks.contains(.identity) && !marks.contains(.role)
        && (marks.contains(.request) || marks.contains(.stored))
    }
    if let found = conditional(known, asksForRoles: false, where: compares) {
      return AccessDecision(
        status: .protected,
        by: found.by,
        at: locate(found.place),
        reason: "compares the caller with the object"
      )
    }
    return undecided(known) ?? unprotected(.ownership, known)
  }

  /// Finds an access to data that shows whose the object is.
  ///
  /// Looking up who is calling is no filter by who is calling. Where the path names an object, and
  /// rows are chosen by what the caller sends, one such choice must name the caller too.
  private func scopedTouch(
    _ route: RouteCandidate,
    among effects: [Effect],
    _ inHandler: [Effect],
    of known: CallPassage
  ) -> (DataTouch, ScriptPlace)? {
    let touches = Self.touches(effects)
    let own = Self.touches(inHandler)
    if let both = touches.first(where: { $0.0.isScoped && $0.0.isKeyed }) { return both }
    if route.path.contains("{"), touches.contains(where: { $0.0.isKeyed }) { return nil }
    // What guards look up of the caller says nothing of what the handler reaches.
    if !own.isEmpty { return own.first { $0.0.isScoped } }
    // A handler that reaches nothing can only hand out what its guards found of the caller.
    return (touches.isEmpty ? Self.touches(known.effects) : touches).first { $0.0.isScoped }
  }

  private static func touches(_ effects: [Effect]) -> [(DataTouch, ScriptPlace)] {
    effects.compactMap { effect in
      guard case .data(let touch) = effect.action else { return nil }
      return (touch, effect.place)
    }
  }

  /// Whether the handler reaches rows of the person who is calling and no others.
  private func isSelfScoped(
    _ route: RouteCandidate,
    _ known: CallPassage,
    _ owner: AccessDecision
  ) -> Bool {
    guard !route.path.contains("{"), owner.status == .protected else { return false }
    let touches = Self.touches(known.handler?.effects ?? []).map(\.0)
    return touches.allSatisfy { $0.isScoped && !$0.isCompanyWide }
  }

  private func undecided(_ passage: CallPassage) -> AccessDecision? {
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

  private func audit(_ known: CallPassage) -> AuditDecision {
    for effect in known.effects {
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
