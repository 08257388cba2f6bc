import ScriptLanguage

/// What Next.js, the web platform and sign-in libraries for both make and answer.
enum NextLibraries {
  /// Gives the value of a call, nil for "not known".
  static func call(
    _ call: ScriptCall,
    scene: Scene?,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    switch call.callee {
    case .external(let external):
      if let value = try NextResponses.call(external, call, scene, in: evaluator) { return value }
      return try self.external(external, call, scene, in: evaluator)
    case .host(let sessions as NextSessions):
      return try sessions.call(call, scene: scene, in: evaluator)
    case .host(let wrapped as NextWrapped):
      guard let scene else { return .undefined }
      return try wrapped.call(call, scene: scene, in: evaluator)
    case .host(let matcher as NextRouteMatcher):
      guard let scene else { return .unknown("isMatch") }
      return matcher.matches(scene).map(ScriptValue.boolean) ?? .unknown("isMatch")
    default: return nil
    }
  }

  private static func external(
    _ external: ScriptExternal,
    _ call: ScriptCall,
    _ scene: Scene?,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    switch external.name {
    case "next-auth", "next-auth.default", "next-auth/next", "next-auth.NextAuth":
      return .host(NextSessions(config: call.argument(0)))
    case "next/headers.headers":
      guard let scene else { return nil }
      return .host(HeadersHost(scene))
    case "@clerk/nextjs/server.createRouteMatcher", "@clerk/nextjs.createRouteMatcher",
      "@clerk/astro/server.createRouteMatcher":
      return .host(NextRouteMatcher(call.argument(0)))
    case "@clerk/nextjs/server.clerkMiddleware", "@clerk/nextjs.clerkMiddleware":
      return .host(NextWrapped(.clerk, call.arguments))
    case "@clerk/nextjs.authMiddleware", "@clerk/nextjs/server.authMiddleware":
      return .host(NextWrapped(.clerkPublicRoutes, call.arguments))
    case "next-auth/middleware.withAuth", "next-auth/middleware":
      if scene != nil, isRequest(call.argument(0)) {
        return try NextWrapped(.nextAuth, []).call(call, scene: scene, in: evaluator)
      }
      return .host(NextWrapped(.nextAuth, call.arguments))
    case "@clerk/nextjs/server.auth.protect", "@clerk/nextjs.auth.protect":
      guard let scene else { return nil }
      return try demand(call, scene)
    default: return nil
    }
  }

  /// Refuses a stranger; arguments ask for a role or permission.
  static func demand(_ call: ScriptCall, _ scene: Scene) throws -> ScriptValue {
    guard scene.caller == .signedIn else {
      let error = ScriptSymbol("Unauthorized 401", marks: .identity, presence: .present)
      throw ScriptThrow(.symbol(error), at: call.place)
    }
    if !call.arguments.isEmpty {
      scene.libraryDecisions.append(
        LibraryDecision(kind: .checksRole, name: "protect", place: call.place)
      )
    }
    return scene.identity("auth")
  }

  static func property(
    _ name: String,
    of host: ScriptHost,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    guard let sessions = host as? NextSessions else { return nil }
    switch name {
    case "auth": return .host(sessions)
    case "handlers":
      let handler = ScriptValue.external(ScriptExternal(module: "next-auth", path: ["handler"]))
      return .object(evaluator.object([("GET", handler), ("POST", handler)]))
    default: return nil
    }
  }

  static func isRequest(_ value: ScriptValue) -> Bool {
    if case .host(let host) = value { return host is RequestHost }
    return false
  }
}

/// What `NextAuth(config)` gives: handlers, and a function that tells or demands the session.
final class NextSessions: ScriptHost {
  let config: ScriptValue
  init(config: ScriptValue) { self.config = config }

  func call(
    _ call: ScriptCall,
    scene: Scene?,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    if call.arguments.contains(where: { if case .function = $0 { true } else { false } }) {
      return .host(NextWrapped(.session, call.arguments))
    }
    guard let scene else { return .unknown("auth()") }
    guard NextLibraries.isRequest(call.argument(0)) else { return scene.identity("auth()") }
    if case .host(is ResponseHost) = call.argument(1) { return scene.identity("auth()") }
    return try NextWrapped(.authorizedCallback, [config]).call(call, scene: scene, in: evaluator)
  }
}

/// What `createRouteMatcher(patterns)` gives.
final class NextRouteMatcher: ScriptHost {
  private let patterns: ScriptValue
  init(_ patterns: ScriptValue) { self.patterns = patterns }

  /// Whether the imagined call's path matches; nil when that cannot be told.
  func matches(_ scene: Scene) -> Bool? {
    scene.dependsOnRoute = true
    let path = AccessSemantics.path(of: scene)
    var isOpen = false
    for pattern in RouterHost.flattened(patterns) {
      let answer: Bool?
      if let source = pattern.knownString {
        answer = NextPaths.matches(source, path)
      } else if let expression = pattern.expression, let texts = path.representatives {
        let answers = Set(texts.map { expression.matches($0) })
        answer = answers.count == 1 ? answers.first ?? nil : nil
      } else {
        answer = nil
      }
      if answer == true { return true }
      isOpen = isOpen || answer == nil
    }
    return isOpen ? nil : false
  }
}

/// A function of the program in the hands of a sign-in library.
final class NextWrapped: ScriptHost {
  enum Kind {
    /// Hands the session on, refuses nobody.
    case session
    /// Asks the configuration whether the caller may go on.
    case authorizedCallback
    /// Sends strangers off to sign in, unless a callback says otherwise.
    case nextAuth
    /// Gives the function a way to ask for the caller.
    case clerk
    /// Sends strangers off, but for a list of paths.
    case clerkPublicRoutes
  }

  private let kind: Kind
  private let arguments: [ScriptValue]

  init(_ kind: Kind, _ arguments: [ScriptValue]) {
    self.kind = kind
    self.arguments = arguments
  }

  private var function: ScriptValue? {
    arguments.first { if case .function = $0 { true } else { false } }
  }

  func call(
    _ call: ScriptCall,
    scene: Scene?,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue {
    guard let scene else { return .undefined }
    let onward = ScriptValue.host(GivenResponse(status: nil, passesOn: true))
    switch kind {
    case .session:
      guard let function else { return onward }
      return try evaluator.apply(function, call.arguments, at: call.place)
    case .clerk:
      guard let function else { return onward }
      let auth = ScriptValue.external(
        ScriptExternal(module: "@clerk/nextjs/server", path: ["auth"])
      )
      return try evaluator.apply(function, [auth] + call.arguments, at: call.place)
    case .clerkPublicRoutes: return try clerkPublicRoutes(call, scene, onward, in: evaluator)
    case .nextAuth, .authorizedCallback:
      let options = kind == .nextAuth ? arguments.last ?? .undefined : arguments[0]
      let callbacks = evaluator.property("callbacks", of: options, at: call.place)
      let authorized = evaluator.property("authorized", of: callbacks, at: call.place)
      guard case .function = authorized else {
        if kind == .authorizedCallback { return onward }
        return try decide(scene.caller == .signedIn, call, scene, onward, in: evaluator)
      }
      let given = evaluator.object([
        ("token", scene.identity("token")), ("auth", scene.identity("auth")),
        ("req", call.argument(0)), ("request", call.argument(0)),
      ])
      let answer = try evaluator.apply(authorized, [.object(given)], at: call.place)
      if case .host(let response as GivenResponse) = answer { return .host(response) }
      return try decide(answer.truth != false, call, scene, onward, in: evaluator)
    }
  }

  private func decide(
    _ isLetIn: Bool,
    _ call: ScriptCall,
    _ scene: Scene,
    _ onward: ScriptValue,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue {
    guard isLetIn else { return NextResponses.redirect(to: "/login", call, scene, evaluator) }
    guard let function else { return onward }
    return try evaluator.apply(function, call.arguments, at: call.place)
  }

  private func clerkPublicRoutes(
    _ call: ScriptCall,
    _ scene: Scene,
    _ onward: ScriptValue,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue {
    let options = arguments.first ?? .undefined
    for name in ["publicRoutes", "ignoredRoutes"] {
      let listed = evaluator.property(name, of: options, at: call.place)
      if case .undefined = listed { continue }
      let isListed: Bool?
      if case .function = listed {
        isListed = try evaluator.apply(listed, call.arguments, at: call.place).truth
      } else {
        isListed = NextRouteMatcher(listed).matches(scene)
      }
      guard isListed != false else { continue }
      if isListed == true { scene.openings.append(GuardOpening(name: name, place: call.place)) }
      return onward
    }
    return try decide(scene.caller == .signedIn, call, scene, onward, in: evaluator)
  }
}
