import ScriptLanguage

/// What well-known libraries do about callers.
enum LibraryKnowledge {
  /// What a library's function is, as far as access control is concerned.
  enum Role {
    /// Middleware that refuses strangers.
    case guardsStrangers
    /// Middleware that refuses callers without a role or permission.
    case guardsRole
    /// Middleware that sends people off to sign in, or signs them in.
    case startsSignIn
    /// Middleware that refuses nobody.
    case lets
    /// A function that tells who is calling, or nothing for a stranger.
    case tellsCaller
    /// A function that tells who is calling, and throws for a stranger.
    case demandsCaller
  }

  /// Gives the value of a call inside an imagined call, nil for "not known".
  static func call(
    _ call: ScriptCall,
    scene: Scene,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    if let position = call.arguments.firstIndex(where: { isNext($0) }) {
      if call.method == "catch" || call.method == "then" && position == 1 {
        // What goes wrong is handed on; the rest of the chain has been followed.
        return passesFailure(call, scene, evaluator)
      }
      return try middleware(call, scene: scene, in: evaluator)
    }
    if call.callee.displayName == "authenticate", isPassport(call.receiver ?? call.callee) {
      // What it makes is middleware; its callback waits for a request.
      return evaluator.keptResult(of: call)
    }
    switch role(ofCalling: call.callee, arguments: call.arguments) {
    case .tellsCaller?: return scene.identity(call.callee.displayName)
    case .demandsCaller?:
      guard scene.caller == .signedIn else { throw refusal(call) }
      return scene.identity(call.callee.displayName)
    default: break
    }
    if tellsCallerByName(call) { return scene.identity("\(call.method)()") }
    guard verifies(call) else { return asksForCaller(call, scene: scene) }
    let isGiven = call.arguments.contains { $0.marks().contains(.identity) }
    guard isGiven else { return nil }
    if scene.caller.isStranger {
      if call.arguments.contains(where: { if case .function = $0 { true } else { false } }) {
        return nil
      }
      throw refusal(call)
    }
    if call.arguments.contains(where: { if case .function = $0 { true } else { false } }) {
      return try verifiedCallback(call, scene: scene, in: evaluator)
    }
    return scene.identity("\(call.callee.displayName)()")
  }

  /// Notes that the failure of an operation is handed on where it fails.
  private static func passesFailure(
    _ call: ScriptCall,
    _ scene: Scene,
    _ evaluator: ScriptEvaluator
  ) -> ScriptValue {
    let test = ScriptValue.symbol(ScriptSymbol("error", marks: .failure))
    let condition = ScriptCondition(test: test, whenTrue: true, place: call.place)
    let effect = Effect(
      action: .fail(500),
      place: call.place,
      conditions: evaluator.conditions + [condition],
      function: call.callee.displayName
    )
    if !scene.isFull { scene.effects.append(effect) }
    return evaluator.keptResult(of: call)
  }

  /// Whether a call fails because of who is calling, so that its error is a verdict on the caller.
  static func judgesCaller(_ call: ScriptCall) -> Bool {
    if verifies(call) { return true }
    let name = (call.method.isEmpty ? call.callee.displayName : call.method).lowercased()
    return [
      "authori", "isallowed", "enforce", "checkpermission", "haspermission", "checkaccess",
      "hasaccess",
    ].contains { name.hasPrefix($0) }
  }

  /// What is handed the request and named after the caller tells who is calling.
  private static func asksForCaller(_ call: ScriptCall, scene: Scene) -> ScriptValue? {
    let name = call.method.isEmpty ? call.callee.displayName : call.method
    guard !call.isConstruction, AccessWords.isIdentity(name),
      call.arguments.contains(where: { carriesRequest($0, depth: 3) })
    else { return nil }
    return scene.identity("\(name)()")
  }

  private static func carriesRequest(_ value: ScriptValue, depth: Int) -> Bool {
    guard depth > 0 else { return false }
    switch value {
    case .host(let host): return host is RequestHost || host is HeadersHost || host is ContextHost
    case .object(let object) where object.instanceOf == nil:
      return object.names.prefix(16).contains { name in
        object[name].map { carriesRequest($0, depth: depth - 1) } ?? false
      }
    case .result(let result):
      // Headers made for a question about the caller are copied from the request's.
      if case .external(let maker) = result.callee, maker.module == "#Headers" { return true }
      return result.arguments.contains { carriesRequest($0, depth: depth - 1) }
    default: return false
    }
  }

  /// A verifier given good credentials calls back without an error.
  private static func verifiedCallback(
    _ call: ScriptCall,
    scene: Scene,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue {
    for argument in call.arguments {
      guard case .function(let callback) = argument else { continue }
      let takesError = callback.parameterNames.first.map { $0.lowercased().hasPrefix("e") } ?? false
      let claims = scene.identity("claims")
      let given: [ScriptValue] = takesError ? [.null, claims] : [claims]
      _ = try evaluator.apply(argument, given, at: call.place)
    }
    return .undefined
  }

  private static func refusal(_ call: ScriptCall) -> ScriptThrow {
    let name = "Unauthorized 401 from \(call.callee.displayName)"
    return ScriptThrow(
      .symbol(ScriptSymbol(name, marks: .identity, presence: .present)),
      at: call.place
    )
  }

  /// Whether what signs people in is asked who is calling, without being handed the request.
  private static func tellsCallerByName(_ call: ScriptCall) -> Bool {
    let name = call.method.lowercased()
    let isAsked = ["get", "current", "read", "resolve", "validate"].contains { name.hasPrefix($0) }
    guard isAsked, AccessWords.isIdentity(name), let receiver = call.receiver else { return false }
    let owner = receiver.displayName.lowercased()
    return owner == "auth" || owner.hasSuffix(".auth") || owner.contains("auth.")
      || owner.contains("auth()")
  }

  /// Whether the name of what is called says that it checks what it is given.
  private static func verifies(_ call: ScriptCall) -> Bool {
    let name = (call.method.isEmpty ? call.callee.displayName : call.method).lowercased()
    if name.hasPrefix("verif") || name.hasPrefix("authenticate") || name.hasPrefix("introspect") {
      return true
    }
    if name.holds("verify") { return true }
    return [
      "jwtdecrypt", "unseal", "constructevent", "decrypttoken", "validatetoken", "checktoken",
    ]
    .contains(name)
  }

  static func isNext(_ value: ScriptValue) -> Bool {
    if case .host(let host) = value { return host is NextHost }
    return false
  }

  // MARK: Middleware

  private static func middleware(
    _ call: ScriptCall,
    scene: Scene,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    let name = call.callee.displayName
    if case .result(let guarded) = call.callee, guarded.method == "unless",
      let inner = guarded.receiver
    {
      return try exempted(guarded, inner, call, scene, evaluator)
    }
    if let callback = strategyCallback(call.callee) {
      // The strategy's outcome is handed to the program.
      let user: ScriptValue =
        scene.caller.isStranger
        ? .symbol(ScriptSymbol("user", marks: .identity, presence: .absent))
        : scene.identity("user")
      let info: ScriptValue = scene.caller.isStranger ? .unknown("info") : .undefined
      _ = try evaluator.apply(callback, [.null, user, info], at: call.place)
      return .undefined
    }
    switch role(of: call.callee) {
    case .guardsStrangers?:
      record(.authenticates, name, call, scene, evaluator)
    case .guardsRole?:
      record(.checksRole, name, call, scene, evaluator)
    default: append(.proceed, call, scene, evaluator)
    }
    return .undefined
  }

  /// A guard with exceptions lets those pass, and stands before everything else.
  private static func exempted(
    _ guarded: ScriptResult,
    _ inner: ScriptValue,
    _ call: ScriptCall,
    _ scene: Scene,
    _ evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    scene.dependsOnRoute = true
    let path = AccessSemantics.path(of: scene)
    let options = guarded.arguments.first ?? .undefined
    let isExempt = try GuardExemptions.exempts(options, scene, path: path, call, in: evaluator)
    if isExempt != false {
      let name = "\(inner.displayName).unless"
      if isExempt == true { scene.openings.append(GuardOpening(name: name, place: guarded.place)) }
      append(.proceed, call, scene, evaluator)
    }
    guard isExempt != true else { return .undefined }
    var passed = call
    passed.callee = inner
    return try evaluator.call(passed)
  }

  private static func record(
    _ kind: LibraryDecision.Kind,
    _ name: String,
    _ call: ScriptCall,
    _ scene: Scene,
    _ evaluator: ScriptEvaluator
  ) {
    if scene.caller.isStranger {
      append(.respond(401), call, scene, evaluator)
    } else {
      scene.libraryDecisions.append(
        LibraryDecision(
          kind: kind,
          name: name,
          place: call.place,
          wanted: kind == .checksRole ? call.callee.wanted : ScriptWanted()
        )
      )
      append(.proceed, call, scene, evaluator)
    }
  }

  private static func append(
    _ action: Effect.Action,
    _ call: ScriptCall,
    _ scene: Scene,
    _ evaluator: ScriptEvaluator
  ) {
    scene.effects.append(
      Effect(
        action: action,
        place: call.place,
        conditions: evaluator.conditions,
        function: call.callee.displayName
      )
    )
  }

  /// The callback given to `passport.authenticate(strategy, callback)`.
  private static func strategyCallback(_ callee: ScriptValue) -> ScriptValue? {
    guard case .result(let result) = callee, result.callee.displayName == "authenticate" else {
      return nil
    }
    return result.arguments.first { argument in
      if case .function = argument { return true }
      return false
    }
  }

  // MARK: What is known

  /// What a value used as middleware is.
  static func role(of value: ScriptValue) -> Role? {
    switch value {
    case .result(let result):
      if result.method == "unless", let receiver = result.receiver { return role(of: receiver) }
      return role(ofFactory: result)
    case .external(let external): return table[external.name]
    default: return nil
    }
  }

  private static func role(ofFactory result: ScriptResult) -> Role? {
    if result.callee.displayName == "authenticate", isPassport(result.receiver ?? result.callee) {
      return strategy(result.arguments.first)
    }
    if result.method == "protect", isConstructed(result.receiver, from: "keycloak-connect") {
      return result.arguments.isEmpty ? .guardsStrangers : .guardsRole
    }
    if result.method == "check", isConstructed(result.receiver, from: "express-jwt-permissions") {
      return .guardsRole
    }
    guard case .external(let external) = result.callee else { return nil }
    guard let role = table[external.name] else { return nil }
    return isSwitchedOff(result) ? .lets : role
  }

  /// Options that turn a guard into something that refuses nobody.
  private static func isSwitchedOff(_ result: ScriptResult) -> Bool {
    for argument in result.arguments {
      guard case .object(let options) = argument else { continue }
      for name in ["credentialsRequired", "authRequired", "sessionRequired", "requireAuth"] {
        if case .boolean(false)? = options[name] { return true }
      }
      if case .boolean(true)? = options["passthrough"] { return true }
    }
    return false
  }

  private static func isPassport(_ value: ScriptValue) -> Bool {
    switch value {
    case .external(let external): return external.module.contains("passport")
    case .result(let result): return isPassport(result.callee)
    case .symbol(let symbol): return symbol.name.lowercased().contains("passport")
    case .union(let values): return values.contains { isPassport($0) }
    default: return false
    }
  }

  private static func isConstructed(_ value: ScriptValue?, from module: String) -> Bool {
    switch value {
    case .result(let result)?:
      if case .external(let external) = result.callee { return external.module == module }
      return isConstructed(result.receiver, from: module)
    case .external(let external)?: return external.module == module
    case .symbol(let symbol)?: return symbol.name.lowercased().contains("keycloak")
    default: return false
    }
  }

  /// What a passport strategy is for, by its registered name.
  static func strategy(_ value: ScriptValue?) -> Role {
    var names: [String] = []
    switch value {
    case .string(let name)?: names = [name]
    case .list(let list)?: names = list.elements.compactMap(\.knownString)
    default: return .guardsStrangers
    }
    // Any of several strategies lets the caller in.
    let starts = names.contains { name in
      let lower = name.lowercased()
      return signInStrategies.contains { lower.holds($0) } && !lower.holds("jwt")
        && !lower.holds("bearer")
    }
    if names.contains("anonymous") { return .lets }
    return starts ? .startsSignIn : .guardsStrangers
  }

  private static let signInStrategies = [
    "local", "google", "github", "facebook", "twitter", "oauth", "saml", "openid", "oidc", "ldap",
    "auth0", "azure", "apple", "microsoft", "linkedin", "discord", "slack", "gitlab", "bitbucket",
    "magic", "steam", "spotify", "instagram", "login", "signin", "signup", "register", "okta", "42",
  ]

  private static func role(ofCalling callee: ScriptValue, arguments: [ScriptValue]) -> Role? {
    guard case .external(let external) = callee else { return nil }
    return table[external.name]
  }

  static let table: [String: Role] = [
    "express-jwt": .guardsStrangers, "express-jwt.expressjwt": .guardsStrangers,
    "express-jwt.jwt": .guardsStrangers,
    "express-oauth2-jwt-bearer.auth": .guardsStrangers,
    "express-oauth2-jwt-bearer.requiredScopes": .guardsRole,
    "express-oauth2-jwt-bearer.scopeIncludesAny": .guardsRole,
    "express-oauth2-jwt-bearer.claimIncludes": .guardsRole,
    "express-oauth2-jwt-bearer.claimCheck": .guardsRole,
    "express-oauth2-jwt-bearer.claimEquals": .guardsRole,
    "express-openid-connect.requiresAuth": .guardsStrangers,
    "express-openid-connect.auth": .guardsStrangers,
    "express-openid-connect.claimEquals": .guardsRole,
    "express-openid-connect.claimIncludes": .guardsRole,
    "@clerk/express.requireAuth": .guardsStrangers,
    "@clerk/express.getAuth": .tellsCaller,
    "@clerk/express.clerkMiddleware": .lets,
    "@clerk/clerk-sdk-node.ClerkExpressRequireAuth": .guardsStrangers,
    "connect-ensure-login": .guardsStrangers,
    "connect-ensure-login.ensureLoggedIn": .guardsStrangers,
    "express-basic-auth": .guardsStrangers,
    "basic-auth": .tellsCaller,
    "koa-jwt": .guardsStrangers, "koa-basic-auth": .guardsStrangers,
    "@fastify/basic-auth.basicAuth": .guardsStrangers,
    "fastify-basic-auth.basicAuth": .guardsStrangers,
    "@fastify/bearer-auth.verifyBearerAuth": .guardsStrangers,
    "fastify-bearer-auth.verifyBearerAuth": .guardsStrangers,
    "fastify-auth0-verify.authenticate": .guardsStrangers,
    "@clerk/fastify.getAuth": .tellsCaller,
    "koa-passport.authenticate": .guardsStrangers,
    "hono/cookie.getCookie": .tellsCaller, "hono/cookie.getSignedCookie": .tellsCaller,
    "@hono/clerk-auth.getAuth": .tellsCaller, "@hono/clerk-auth.clerkMiddleware": .lets,
    "@hono/auth-js.verifyAuth": .guardsStrangers, "@hono/auth-js.getAuthUser": .tellsCaller,
    "@hono/oidc-auth.oidcAuthMiddleware": .guardsStrangers,
    "@hono/oidc-auth.getAuth": .tellsCaller,
    "hono/jwt.jwt": .guardsStrangers, "hono/bearer-auth.bearerAuth": .guardsStrangers,
    "hono/basic-auth.basicAuth": .guardsStrangers, "hono/jwk.jwk": .guardsStrangers,
    "supertokens-node/recipe/session/framework/express.verifySession": .guardsStrangers,
    "supertokens-node/recipe/session/framework/koa.verifySession": .guardsStrangers,
    "supertokens-node/recipe/session/framework/fastify.verifySession": .guardsStrangers,
    "next-auth.getServerSession": .tellsCaller, "next-auth/next.getServerSession": .tellsCaller,
    "next-auth.unstable_getServerSession": .tellsCaller,
    "next-auth/next.unstable_getServerSession": .tellsCaller,
    "next-auth/react.getSession": .tellsCaller, "next-auth/jwt.getToken": .tellsCaller,
    "@clerk/nextjs/server.auth": .tellsCaller, "@clerk/nextjs.auth": .tellsCaller,
    "@clerk/nextjs/server.currentUser": .tellsCaller, "@clerk/nextjs.currentUser": .tellsCaller,
    "@clerk/nextjs/server.getAuth": .tellsCaller, "@clerk/nextjs/api.getAuth": .tellsCaller,
    "@auth0/nextjs-auth0.getSession": .tellsCaller,
    "@auth0/nextjs-auth0.getAccessToken": .demandsCaller,
    "iron-session.getIronSession": .tellsCaller, "iron-session/edge.getIronSession": .tellsCaller,
    "@kinde-oss/kinde-auth-nextjs/server.getKindeServerSession": .tellsCaller,
    "@workos-inc/authkit-nextjs.withAuth": .tellsCaller,
    "@stackframe/stack.getUser": .tellsCaller,
    "next/headers.cookies": .tellsCaller,
    "strapi.admin::isAuthenticatedAdmin": .guardsStrangers,
    "strapi.admin::hasPermissions": .guardsRole,
    "strapi.plugin::users-permissions.isAuthenticated": .guardsStrangers,
  ]
}
