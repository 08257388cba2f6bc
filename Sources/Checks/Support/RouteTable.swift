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
  /// Names of models that carry the key of a tenant, in a form in which spellings meet.
  var tenantModels: Set<String>
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
        tenantModels: Set(
          facts.data.value?.models.filter(\.carriesTenantKey).flatMap(\.names) ?? []
        ),
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
      case .documentation, .staticContent: !route.dataAccess.isEmpty
      case .health: !route.merelySaysItIsWell
      case .signIn: false
      }
    }
  }

  /// Sign-in routes that are open and take the id of an object, as no sign-in needs to.
  var doubtfulSignIns: [Route] {
    routes.filter { route in
      route.purpose == .signIn && route.takesObjectID && !route.dataAccess.isEmpty
        && route.authentication.status == .unprotected
    }
  }

  /// Whether a route acts on the caller alone, and not on everything of the caller's tenant.
  ///
  /// Rows chosen by who is calling may be chosen by tenant; unless the path says that it is about
  /// the caller, a model that carries the key of a tenant leaves that open.
  func servesCallerAlone(_ route: Route) -> Bool {
    guard route.isSelfScoped else { return false }
    let words = route.path.lowercased().split { !$0.isLetter }
    let own: Set<Substring> = [
      "me", "my", "self", "current", "profile", "account", "preferences", "session",
    ]
    return !own.isDisjoint(with: words) || !reachesTenants(route)
  }

  /// Whether a route reaches a model that carries the key of a tenant.
  func reachesTenants(_ route: Route) -> Bool {
    route.dataAccess.contains { tenantModels.contains(normalisedSubject($0.model)) }
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

  /// Whether a parameter of its path is the id of an object.
  var takesObjectID: Bool {
    path.split(separator: "/").contains { part in
      guard part.hasPrefix("{") else { return false }
      let name = normalised(String(part))
      return name.hasSuffix("id") || name.hasSuffix("uuid")
    }
  }

  /// Whether it is about the service, as a health route is, and reaches no record of the product.
  var merelySaysItIsWell: Bool {
    !path.contains("{") && dataAccess.allSatisfy { $0.model == "*" }
  }

  /// Whether it takes calls of another system, and is no page where users manage such calls.
  var isIncomingCall: Bool {
    purpose == .webhook && ["POST", "PUT", "ANY"].contains(method) && !takesObjectID
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
        next: "Register the route with a literal method and path, or state it in auditwright.yml.",
        aspect: UnseenAspect.registration
      )
    }
  }
}
