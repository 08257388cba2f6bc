import ReadinessModel

/// Every route that is not declared public makes callers prove who they are.
///
/// ## Why it matters
/// A route that anybody can call gives an outsider what it serves, whatever stands before the
/// routes beside it.
///
/// ## What is inspected
/// Each route of the application with the guards that run before its handler, across mounts,
/// global guards and opt-outs. Sign-in, health, static and not-found routes are open by nature;
/// webhooks must check a signature or secret; documentation counts when it reaches stored data.
///
/// ## What this cannot show
/// Whether the guard decides rightly, whether a gateway adds or removes protection, and whether
/// the routes declared public were meant to be.
enum RoutesRequireAuthentication: Check {
  static let severity = Severity.critical
  static let affectedBySkipped: [SkippedKind] = [.routes]

  static func subject(in facts: RepositoryFacts) -> Observation<RouteTable> {
    RouteTable.observed(in: facts)
  }

  static func evaluate(_ table: RouteTable) -> [Finding] {
    guard !table.routes.isEmpty || !table.unresolved.isEmpty else {
      return cannotSee(table.reasonForNoRoutes, at: table.home)
    }
    let open = table.product.filter(\.isDeclaredPublic)
    let scored = table.product.filter { !$0.isDeclaredPublic }
    let unprotected = scored.filter { $0.authentication.status == .unprotected }
    let total = "\(unprotected.count) of \(counted(scored.count, "route")) that must be protected"
    let failing = unprotected.map { route in
      finding(
        .doesNotHold,
        "\(route.label) answers anybody\(hint(for: route)); \(total)"
          + " \(verb(unprotected.count, "is", "are")) not",
        at: [route.location],
        resource: route.label,
        lookedFor: route.purpose == .webhook
          ? "a signature or secret checked before the handler"
          : "a guard before the handler, on its router or application, or at its top",
        next: "Put the guard before the handler, or declare the route public in auditwright.yml."
      )
    }
    let unsure = scored.filter { $0.authentication.status == .unresolved }.map { route in
      finding(
        .unconfirmed,
        "\(route.label) may be open: \(route.authentication.reason ?? "its guards are unknown")",
        at: [route.authentication.at ?? route.location],
        resource: route.label
      )
    }
    let doubtful = table.doubtfulSignIns.map { route in
      finding(
        .unconfirmed,
        "\(route.label) looks like a sign-in route, yet takes an object's id and answers anybody",
        at: [route.location],
        resource: route.label
      )
    }
    return eachItem(failing + unsure + doubtful + unresolvedRegistrations(table)) {
      let also = open.isEmpty ? "" : "; declared public: \(listed(open.map(\.label)))"
      guard !scored.isEmpty else {
        return notApplicable("No route needs protection\(also)", at: open.map(\.location))
      }
      return holds(
        "\(all(scored.count, "route")) that must be protected"
          + " \(verb(scored.count, "requires", "require")) authentication\(also)",
        at: Set(scored.map { $0.authentication.at ?? $0.location }).sorted()
          + open.map(\.location)
      )
    }
  }

  private static func hint(for route: Route) -> String {
    route.purpose == .webhook ? ", because no signature is checked" : ""
  }
}
