import Collectors
package import ReadinessModel

/// What a project says about itself in `auditwright.yml`.
package struct ProjectConfiguration: Hashable, Sendable {
  /// A part of the repository that is to be left out.
  package struct Exclusion: Hashable, Sendable {
    /// A pattern in the syntax of `.gitignore`.
    package var path: String
    /// Why it is left out.
    package var reason: String
  }

  /// A route that is meant to be open.
  package struct PublicRoute: Hashable, Sendable {
    /// HTTP method in upper case, `ANY` for all.
    package var method: String
    /// Path; `/*` at its end stands for everything under it.
    package var path: String
    /// Why it is open.
    package var reason: String
    /// Who answers for it.
    package var owner: String
    /// The declaration.
    package var location: SourceLocation

    /// Creates a value from its parts.
    package init(
      method: String,
      path: String,
      reason: String,
      owner: String,
      location: SourceLocation
    ) {
      self.method = method
      self.path = path
      self.reason = reason
      self.owner = owner
      self.location = location
    }
  }

  /// A scheduled workflow on which controls rely.
  package struct Job: Hashable, Sendable {
    /// The workflow's file.
    package var workflow: String
    /// The controls.
    package var controls: [ControlID]

    /// Creates a value from its parts.
    package init(workflow: String, controls: [ControlID]) {
      self.workflow = workflow
      self.controls = controls
    }
  }

  /// Categories that reports are about; empty for all.
  package var categories: [FocusCategory] = []
  /// Parts of the repository that are left out.
  package var exclusions: [Exclusion] = []
  /// Functions that refuse callers who have not signed in.
  package var authenticationGuards: [String] = []
  /// Functions that refuse callers without a role or permission.
  package var authorizationGuards: [String] = []
  /// Functions that refuse objects of somebody else.
  package var ownershipGuards: [String] = []
  /// Functions that write an audit event.
  package var auditFunctions: [String] = []
  /// Routes that are meant to be open.
  package var publicRoutes: [PublicRoute] = []

  /// Answers to what fixers cannot decide, by the decision's name.
  package var decisions: [String: String] = [:]

  /// What the auditor is to examine; nil when it is not agreed yet.
  package var engagement: Engagement?
  /// Scheduled workflows on which controls rely, as the team says.
  package var jobs: [Job] = []

  /// Creates a configuration that says nothing.
  package init() {}
}

extension ProjectConfiguration {
  /// What is to be known of the team's own functions where routes are followed.
  var accessSettings: AccessSettings {
    var guards: [String: GuardKinds] = [:]
    for name in authenticationGuards { guards[name, default: []].insert(.authentication) }
    for name in authorizationGuards { guards[name, default: []].insert(.authorization) }
    for name in ownershipGuards { guards[name, default: []].insert(.ownership) }
    return AccessSettings(
      guards: guards,
      auditFunctions: Set(auditFunctions),
      file: InitialConfiguration.fileName
    )
  }

  /// Marks the routes that are declared open, where nothing was found to protect them.
  func declaringPublicRoutes(in routes: [Route]) -> [Route] {
    guard !publicRoutes.isEmpty else { return routes }
    return routes.map { route in
      guard
        route.authentication.status == .unprotected || route.authentication.status == .unresolved,
        let declaration = publicRoutes.first(where: { $0.names(route) })
      else { return route }
      var route = route
      route.authentication = AccessDecision(
        status: .declaredPublic,
        by: "\(InitialConfiguration.fileName), \(declaration.owner)",
        at: declaration.location,
        reason: declaration.reason
      )
      return route
    }
  }
}

extension ProjectConfiguration.PublicRoute {
  /// Whether the declaration is about a route; names of parameters do not matter.
  package func names(_ route: Route) -> Bool {
    guard method == "ANY" || method == route.method else { return false }
    let wanted = path.split(separator: "/")
    let actual = route.path.split(separator: "/")
    if wanted.last == "*" {
      let prefix = wanted.dropLast()
      return actual.count >= prefix.count && zip(prefix, actual).allSatisfy(Self.isSame)
    }
    return wanted.count == actual.count && zip(wanted, actual).allSatisfy(Self.isSame)
  }

  private static func isSame(_ wanted: Substring, _ actual: Substring) -> Bool {
    let isParameter = { (part: Substring) in
      part.hasPrefix(":") || (part.hasPrefix("{") && part.hasSuffix("}"))
    }
    return wanted == actual || (isParameter(wanted) && isParameter(actual))
  }
}
