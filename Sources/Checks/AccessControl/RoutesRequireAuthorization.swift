import ReadinessModel

/// Every route that does more than serve the caller alone requires a role or permission.
///
/// ## Why it matters
/// Without it everybody who can sign in can do everything: read all records, change settings,
/// act as an administrator.
///
/// ## What is inspected
/// For each route that needs authentication: middleware, decorators and calls that refuse callers
/// without a role or permission. Routes that act on the caller's own record alone need none. A
/// route limited to the caller's own or their tenant's objects is unconfirmed; where no route asks
/// for a role at all, a limit by tenant lets everybody of the tenant do everything.
///
/// ## What this cannot show
/// Whether the roles are assigned rightly, or the matrix of roles is what the business wants.
enum RoutesRequireAuthorization: Check {
  static let severity = Severity.high
  static let affectedBySkipped: [SkippedKind] = [.routes]

  static func subject(in facts: RepositoryFacts) -> Observation<RouteTable> {
    RouteTable.observed(in: facts)
  }

  static func evaluate(_ table: RouteTable) -> [Finding] {
    guard !table.routes.isEmpty || !table.unresolved.isEmpty else {
      return cannotSee(table.reasonForNoRoutes, at: table.home)
    }
    let scored = table.product.filter { route in
      !route.isIncomingCall && !route.isDeclaredPublic && !table.servesCallerAlone(route)
        && route.authorization.status != .declaredPublic
    }
    let open = scored.filter { $0.authorization.status == .unprotected }
    let failing = open.filter { $0.ownership.status != .protected }.map { route in
      finding(
        .doesNotHold,
        "\(route.label) requires no role or permission; \(open.count) of"
          + " \(counted(scored.count, "route")) \(verb(open.count, "does", "do")) not",
        at: [route.location],
        resource: route.label,
        lookedFor: "middleware, a decorator or a call that refuses callers without a role",
        next: "Require a role or permission before the handler."
      )
    }
    let asksForRoles = scored.contains { $0.authorization.status != .unprotected }
    let owned = open.filter { $0.ownership.status == .protected }.map { route in
      guard asksForRoles || !table.reachesTenants(route) else {
        return finding(
          .doesNotHold,
          "\(route.label) is open to everybody of the tenant; no route requires a role or permission"
            + " (0 of \(scored.count))",
          at: [route.location],
          resource: route.label,
          lookedFor: "middleware, a decorator or a call that refuses callers without a role",
          next: "Require a role or permission before the handler."
        )
      }
      return finding(
        .unconfirmed,
        "\(route.label) is limited to the caller's own or their tenant's objects, but requires no"
          + " role or permission",
        at: [route.ownership.at ?? route.location],
        resource: route.label
      )
    }
    let unsure = scored.filter { $0.authorization.status == .unresolved }.map { route in
      finding(
        .unconfirmed,
        "\(route.label) may be open to every role:"
          + " \(route.authorization.reason ?? "its guards are unknown")",
        at: [route.authorization.at ?? route.location],
        resource: route.label
      )
    }
    return eachItem(failing + owned + unsure + unresolvedRegistrations(table)) {
      guard !scored.isEmpty else {
        return notApplicable("No route does more than serve the caller alone")
      }
      return holds(
        "\(all(scored.count, "route")) that \(verb(scored.count, "needs", "need")) it"
          + " \(verb(scored.count, "requires", "require")) a role or permission",
        at: Set(scored.map { $0.authorization.at ?? $0.location }).sorted()
      )
    }
  }
}
