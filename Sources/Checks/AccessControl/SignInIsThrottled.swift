import ReadinessModel

/// Every route that takes credentials limits how often it may be tried.
///
/// ## Why it matters
/// Without a limit passwords can be guessed at the speed of the network.
///
/// ## What is inspected
/// Routes that sign callers in or recover access, with the rate limiters installed on them, on a
/// prefix of their path, or on the whole application.
///
/// ## What this cannot show
/// Limits of a gateway or firewall, and limits an identity provider sets.
enum SignInIsThrottled: Check {
  static let severity = Severity.high
  static let affectedBySkipped: [SkippedKind] = [.routes]

  /// The routes that take credentials, and the limits in force.
  struct Subject: Codable, Hashable, Sendable {
    var table: RouteTable
    var limits: [RateLimit]
    var firewalls: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    let monitors = facts.infrastructure.value?.monitors ?? []
    let firewalls = monitors.filter { $0.kind == "firewall" && $0.isEnabled.effective != false }
    return facts.application.map { application in
      Subject(
        table: RouteTable(
          routes: application.routes,
          unresolved: application.unresolvedRegistrations,
          frameworks: facts.inventory.frameworks,
          keepsData: false,
          tenantModels: [],
          home: facts.applicationHome
        ),
        limits: application.rateLimits,
        firewalls: firewalls.map(\.location)
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard !subject.table.routes.isEmpty else {
      return cannotSee(subject.table.reasonForNoRoutes, at: subject.table.home)
    }
    let scored = subject.table.routes.filter { takesCredentials($0) }
    guard !scored.isEmpty else {
      return notApplicable("No route of the application takes credentials")
    }
    let limits = Scopes(subject.limits)
    let open = scored.filter { !limits.cover($0) }
    let items = open.map { route in
      finding(
        subject.firewalls.isEmpty ? .doesNotHold : .unconfirmed,
        subject.firewalls.isEmpty
          ? "\(route.label) takes credentials and may be tried without limit"
          : "\(route.label) takes credentials; only a firewall may limit how often it is tried",
        at: [route.location] + subject.firewalls,
        resource: route.label,
        lookedFor: "a rate limiter on the route, a prefix of its path, or the application",
        next: "Limit attempts by account and by address."
      )
    }
    return eachItem(items) {
      holds(
        "\(all(scored.count, "route")) that \(verb(scored.count, "takes", "take")) credentials"
          + " \(verb(scored.count, "is", "are")) limited",
        at: subject.limits.map(\.location)
      )
    }
  }

  private static func takesCredentials(_ route: Route) -> Bool {
    let leaving = ["logout", "signout", "logoff"]
    return route.purpose == .signIn && ["POST", "PUT", "PATCH", "ANY"].contains(route.method)
      && !leaving.contains { normalised(route.path).contains($0) }
  }
}

/// What rate limiters cover: the whole application, a prefix of paths, one method of a path.
private struct Scopes {
  private var scopes: Set<String> = []

  /// Deepest path that is compared.
  private static let deepest = 40

  init(_ limits: [RateLimit]) {
    for limit in limits {
      let parts = limit.scope.split(separator: " ")
      let method = parts.count > 1 ? String(parts.first ?? "") : "ANY"
      let path = (parts.last ?? "").split(separator: "/").filter { $0 != "*" && $0 != "**" }
      guard !parts.isEmpty else { continue }
      scopes.insert("\(method) \(path.joined(separator: "/"))")
    }
  }

  /// Whether a scope is a prefix, of whole segments, of the route's path.
  func cover(_ route: Route) -> Bool {
    let path = route.path.split(separator: "/").prefix(Self.deepest)
    return (0...path.count).contains { depth in
      let prefix = path.prefix(depth).joined(separator: "/")
      return scopes.contains("ANY \(prefix)") || scopes.contains("\(route.method) \(prefix)")
    }
  }
}
