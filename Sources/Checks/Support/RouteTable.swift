import ReadinessModel

/// The application's routes, with what could not be resolved of them.
struct RouteTable: Codable, Hashable, Sendable {
  /// Every route.
  var routes: [Route]
  /// Registrations whose method or path is unknown.
  var unresolved: [UnresolvedRegistration]
  /// Frameworks in use.
  var frameworks: [String]
  /// Whether schemas or models show that data is kept.
  var keepsData: Bool
  /// Where something missing from the application belongs.
  var home: [SourceLocation]

  /// Picks the routes out of everything that was collected.
  static func observed(in facts: RepositoryFacts) -> Observation<RouteTable> {
    facts.application.map { application in
      RouteTable(
        routes: application.routes,
        unresolved: application.unresolvedRegistrations,
        frameworks: facts.inventory.frameworks,
        keepsData: facts.data.value.map { !$0.models.isEmpty } ?? false,
        home: facts.applicationHome
      )
    }
  }

  /// Why nothing can be said, when no route was found.
  var reasonForNoRoutes: String {
    frameworks.isEmpty
      ? "No route was found: no supported web framework was recognised"
      : "No route was found, although \(listed(frameworks)) is in use"
  }

  /// Routes that serve the product or another system, those declared public included.
  var product: [Route] {
    routes.filter { route in
      switch route.purpose {
      case .application, .webhook: !route.isNotFoundAnswer
      case .documentation: !route.dataAccess.isEmpty
      case .signIn, .health, .staticContent: false
      }
    }
  }
}

extension Route {
  /// Method and path, as a reader names a route.
  var label: String { "\(method) \(quoted(path))" }

  /// Whether the code declares that anybody may call it.
  var isDeclaredPublic: Bool { authentication.status == .declaredPublic }

  /// Whether it only answers requests that no other route takes.
  var isNotFoundAnswer: Bool {
    let wildcards: Set<String> = ["*", "/*", "/{*}", "/{*path}", "/{path*}", "(.*)", "/(.*)"]
    let name = normalised(handler)
    return wildcards.contains(path) && dataAccess.isEmpty
      && (name.contains("notfound") || name.contains("404"))
  }

  /// The models its handler reaches, in words.
  var reached: String {
    let models = Set(dataAccess.map(\.model)).subtracting(["*"]).sorted()
    return models.isEmpty ? "stored data" : listed(models, limit: 2)
  }
}

extension Check {
  /// Says that registrations could not be resolved, when there are any.
  static func unresolvedRegistrations(_ table: RouteTable) -> [Finding] {
    table.unresolved.map { registration in
      finding(
        .unconfirmed,
        "A route of \(registration.framework) could not be resolved: \(registration.reason)",
        at: [registration.location],
        next: "Register the route with a literal method and path, or state it in auditwright.yml."
      )
    }
  }
}
