import ReadinessModel

/// Who gets in, and how.
extension FactBook {
  mutating func readRoutes(_ application: ApplicationFacts, _ project: FixProject) {
    let routes = application.routes
    guard !routes.isEmpty else { return }
    count("routes", routes.count, of: "route")
    let signedIn = routes.filter {
      $0.authentication.status == .protected && $0.purpose != .webhook
    }
    let guards = Dictionary(grouping: signedIn, by: { $0.authentication.by ?? "" })
    if let main = guards.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }) {
      let place = main.value.compactMap(\.authentication.at).min()
      if !main.key.isEmpty {
        self["guard"] = DocumentFact(code: main.key, at: place.map { [$0] } ?? [])
      }
    }
    count("routes.signed-in", signedIn.count)
    let open = routes.filter { $0.authentication.status != .protected }
    count("routes.open", open.count, of: "route")
    let explained = { (route: Route) in
      route.purpose != .application || route.authentication.status == .declaredPublic
    }
    self[list: "open"] = Self.rows(open.filter(explained))
    self[list: "open-unexplained"] = Self.rows(open.filter { !explained($0) })
    let own = routes.filter { $0.purpose == .application && $0.authentication.status == .protected }
    let gated = own.filter { $0.authorization.status == .protected }
    count(
      "routes.gated",
      gated.count,
      of: "route",
      at: gated.compactMap(\.authorization.at).first.map { [$0] } ?? []
    )
    let ungated = own.filter { $0.authorization.status == .unprotected }
    count("routes.ungated", ungated.count, of: "route", at: Self.first(ungated))
    let unowned = own.filter { $0.ownership.status == .unprotected && $0.path.contains("{") }
    count("routes.unowned", unowned.count, of: "route", at: Self.first(unowned))
    let hooks = routes.filter { $0.purpose == .webhook }
    self[list: "webhooks"] = Self.rows(hooks)
    self[list: "webhooks-checked"] = Self.rows(
      hooks.filter { $0.authentication.status == .protected }
    )
    let reaching = routes.filter { !$0.dataAccess.isEmpty && $0.purpose != .health }
    let logged = reaching.filter { $0.audit.status == .logged }
    count("routes.logged", logged.count, of: "route")
    let unlogged = reaching.filter { $0.audit.status == .unlogged }
    count("routes.unlogged", unlogged.count, of: "route", at: Self.first(unlogged))
    readRoles(application, project)
  }

  private mutating func readRoles(_ application: ApplicationFacts, _ project: FixProject) {
    let named = application.roleModel.filter { (2...12).contains($0.members.count) }
    guard let roles = named.min(by: { $0.location < $1.location }) ?? RoleType.first(in: project)
    else { return }
    self["roles"] = DocumentFact(
      Phrase.listed(roles.members.map(SafeWords.code), limit: 12),
      at: [roles.location]
    )
    count("roles.count", roles.members.count, of: "role")
  }

  private static func rows(_ routes: [Route]) -> [FactRow] {
    routes.sorted { ($0.path, $0.method) < ($1.path, $1.method) }.map { route in
      [
        "route": DocumentFact(code: "\(route.method) \(route.path)", at: [route.location]),
        "why": DocumentFact(why(route)),
      ]
    }
  }

  private static func first(_ routes: [Route]) -> [SourceLocation] {
    routes.map(\.location).min().map { [$0] } ?? []
  }

  private static func why(_ route: Route) -> String {
    switch route.purpose {
    case .signIn: "a caller proves who they are, or recovers access"
    case .webhook: "another system calls it"
    case .health: "it says whether the service is well"
    case .documentation: "it is documentation"
    case .staticContent: "it serves files that anybody may read"
    case .application:
      route.authentication.status == .declaredPublic
        ? "it is declared open in the code"
        : route.authentication.status == .unresolved
          ? "could not be told from the code" : "nothing in the code says why"
    }
  }

  // MARK: - Proving who one is

  mutating func readSignIn(_ application: ApplicationFacts) {
    let slow = application.passwordHashes.filter(\.isSlow)
    if let hash = slow.min(by: { $0.location < $1.location }) {
      let cost = hash.cost.map { " at cost \($0)" } ?? ""
      self["password-hash"] = DocumentFact(hash.algorithm + cost, at: [hash.location])
    }
    let weak = application.passwordHashes.filter { !$0.isSlow }
    if let hash = weak.min(by: { $0.location < $1.location }) {
      self["password-weak"] = DocumentFact(code: hash.algorithm, at: weak.map(\.location))
    }
    readTokens(application)
    if let session = application.sessions.min(by: { $0.location < $1.location }) {
      self["session"] = DocumentFact(code: session.library, at: [session.location])
      if let seconds = session.maxAgeSeconds.effective, seconds > 0 {
        self["session-lifetime"] = DocumentFact(
          Phrase.duration(seconds: seconds),
          at: [session.maxAgeSeconds.location ?? session.location]
        )
      }
    }
    let limits = application.rateLimits.sorted { $0.location < $1.location }
    if !limits.isEmpty {
      let scopes = limits.map { $0.scope == "*" ? "every route" : SafeWords.code($0.scope) }
      var seen: Set<String> = []
      self["throttled"] = DocumentFact(
        Phrase.listed(scopes.filter { seen.insert($0).inserted }, limit: 6),
        at: limits.map(\.location)
      )
    }
    count(
      "denial-tests",
      application.testSuites.reduce(0) { $0 + $1.denials.count },
      of: "test",
      at: application.testSuites.flatMap(\.denials)
    )
  }

  private mutating func readTokens(_ application: ApplicationFacts) {
    let tokens = application.tokens.sorted { $0.location < $1.location }
    let signing = tokens.filter { $0.operation == "sign" }
    let lifetimes = (signing.isEmpty ? tokens : signing).compactMap { token in
      token.expiry.effective.flatMap(Phrase.lifetime).map { (token, $0) }
    }
    if let (token, lifetime) = lifetimes.first {
      self["token-lifetime"] = DocumentFact(lifetime, at: [token.expiry.location ?? token.location])
    }
    if let verify = tokens.first(where: { $0.operation == "verify" }) {
      self["token-verify"] = DocumentFact(code: verify.library, at: [verify.location])
      if !verify.algorithms.isEmpty {
        self["token-algorithm"] = DocumentFact(
          Phrase.listed(verify.algorithms.map(SafeWords.code)),
          at: [verify.location]
        )
      }
    }
    if let token = tokens.first {
      let words = [
        "environment": "the environment", "file": "a file", "service": "a secret store",
        "literal": "the source itself",
      ]
      self["token-secret"] = words[token.secretSource].map {
        DocumentFact($0, at: [token.location])
      }
    }
  }
}
