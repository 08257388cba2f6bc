import ScriptLanguage

/// How far an imagined call came, and what happened on the way.
struct CallPassage {
  /// Everything noticeable that happened, in order.
  var effects: [Effect] = []
  /// What guards of libraries decided.
  var libraryDecisions: [LibraryDecision] = []
  /// What stood before the handler, as far as the call came.
  var steps: [CallStep] = []
  /// Declarations that leave the route open.
  var openings: [GuardOpening] = []
  /// Declared guards whose code says otherwise.
  var contradictions: [DeclaredGuards.Contradiction] = []
  /// What stopped the call before the handler, nil when nothing did.
  var stoppedBy: CallStep?
  /// What refuses forged requests, and may ask who is calling or not.
  var forgeryChecks: [CallStep] = []
  /// Guards whose code is not in the repository.
  var unknownGuards: [CallStep] = []
  /// What the handler did.
  var handler: CallStep?
  /// What was thrown on some paths.
  var thrown: [ScriptThrow] = []
  /// Whether the handler's work was reached and useful.
  var isUseful = false
  /// Whether the evaluation was cut short.
  var isCutShort = false

  /// Whether the caller got nothing out of the call.
  var isRefused: Bool { stoppedBy != nil || !isUseful }

  /// Position of what stopped the call before the handler, nil when nothing did.
  var stoppedAt: Int? { stoppedBy == nil ? nil : steps.count - 1 }
}

/// One function of the chain, followed.
struct CallStep {
  /// How the code names the function.
  let name: String
  /// Where it is applied.
  let place: ScriptPlace
  let effects: [Effect]
  let libraryDecisions: [LibraryDecision]
  let openings: [GuardOpening]
  let thrown: [ScriptThrow]
  /// What it returned or threw, nil when the evaluation was cut short.
  let outcome: ScriptOutcome?
  /// Undecided tests under which it is applied.
  let conditions: [ScriptCondition]
  /// Whether it hands the request on, on some path.
  let proceeds: Bool
  /// Whether it hands it on to everybody, but only under some configuration.
  let proceedsUnderConfiguration: Bool
  let isUnknownGuard: Bool
  /// Whether what it returns is its verdict.
  let decidesByReturning: Bool
  /// Declarations it asked for and found.
  let declarations: [RouteDeclaration]
  /// The team's own guards by declaration that refused the caller in it.
  let declaredGuards: [DeclaredGuards.Declaration]
  let contradictions: [DeclaredGuards.Contradiction]
  /// The function, where it is written in the repository.
  let function: ScriptFunction?
  /// The classes whose objects decided.
  var types: [ScriptClass] = []

  var isCutShort: Bool { outcome == nil }

  /// Whether it reads a proof that the request is not forged.
  var checksForgery: Bool {
    effects.contains { if case .readForgeryProof = $0.action { true } else { false } }
  }

  /// Whether it refuses the caller where an operation that it hands the caller's credentials to
  /// fails, so that whom it refuses is up to that operation.
  var refusesByFailure: Bool {
    effects.contains { effect in
      let isRefusal =
        switch effect.action {
        case .respond(let status), .fail(let status): status == 401 || status == 403
        case .redirect(let target): target.map(AccessWords.isSignInPath) ?? false
        default: false
        }
      return isRefusal
        && effect.conditions.contains {
          $0.whenTrue && $0.test.marks().isSuperset(of: [.failure, .identity])
        }
    }
  }

  /// Whether it goes on or refuses by something that is not to be seen in the repository, and that
  /// is neither sent by the caller nor configured.
  var isDoubtful: Bool {
    guard decidesByReturning, proceeds, let outcome else { return false }
    let known: ScriptMarks = [.request, .configuration]
    if let value = outcome.value, value.truth == nil {
      return value.marks().isDisjoint(with: known)
    }
    return thrown.contains { thrown in
      !thrown.conditions.isEmpty
        && thrown.conditions.allSatisfy { $0.test.marks().isDisjoint(with: known) }
    }
  }
}

/// The objects imagined calls are made with; what one call leaves on them is taken off again.
final class CallObjects {
  let request: RequestHost
  let response: ResponseHost
  let next: NextHost
  private let koa: ContextHost
  private let hono: ContextHost

  init(_ scene: Scene) {
    request = RequestHost(scene)
    response = ResponseHost(scene)
    next = NextHost(scene)
    koa = ContextHost(scene, .koa)
    hono = ContextHost(scene, .hono)
    scene.objects = self
  }

  private var hosts: [ScriptHost] {
    let contexts = [koa, hono].flatMap { (context: ContextHost) -> [ScriptHost] in
      [context, context.request, context.request.session, context.response, context.state]
    }
    return [request, request.session, response, response.locals] + contexts
  }

  /// Takes everything off the objects.
  func clear() { state = hosts.map { _ in [:] } }

  /// What the program has stored on the objects so far.
  var state: [[String: ScriptValue]] {
    get { hosts.map(\.properties) }
    set {
      for (host, properties) in zip(hosts, newValue) { host.properties = properties }
      for answering in [response, koa.response, hono.response] { answering.status = nil }
    }
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
