import ReadinessModel

/// Every route that takes an object's id checks that the object belongs to the caller or their tenant.
///
/// ## Why it matters
/// Otherwise a caller reads or changes another customer's record by changing the id in the address.
///
/// ## What is inspected
/// Routes with a parameter in their path that reach stored data: a filter by user or tenant in the
/// query, or a comparison that refuses. A route that requires an administrator's role may reach
/// every object; any other role alone is unconfirmed.
///
/// ## What this cannot show
/// Rules the database enforces by itself, and whether an id in a body or query is checked.
enum ObjectRoutesCheckOwnership: Check {
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
      !route.isIncomingCall && route.path.contains("{") && !route.isDeclaredPublic
        && route.ownership.status != .declaredPublic
    }
    let open = scored.filter { $0.ownership.status == .unprotected }
    let missing = open.filter { !$0.dataAccess.isEmpty && !requiresRole($0) }
    let items = open.compactMap { route -> Finding? in
      if requiresAdministrator(route) { return nil }
      if requiresRole(route) {
        return unsure(route, "is limited by role alone, so any object of any tenant may be reached")
      }
      guard !route.dataAccess.isEmpty else {
        return unsure(route, "takes an object's id, but what it does with it was not seen")
      }
      return finding(
        .doesNotHold,
        "\(route.label) reaches \(route.reached) by id without checking whose it is;"
          + " \(missing.count) of \(counted(scored.count, "route")) that"
          + " \(verb(scored.count, "takes", "take")) an id \(verb(missing.count, "does", "do")) so",
        at: [route.location] + route.dataAccess.prefix(2).map(\.location),
        resource: route.label,
        lookedFor: "a filter by user or tenant in the query, or a comparison that refuses",
        next: "Filter by the caller's user or tenant in the query itself."
      )
    }
    let unresolved = scored.filter { $0.ownership.status == .unresolved }.map { route in
      unsure(route, "may not check it: \(route.ownership.reason ?? "the query is unknown")")
    }
    return eachItem(items + unresolved + unresolvedRegistrations(table)) {
      guard !scored.isEmpty else { return notApplicable("No route takes an object's id") }
      return holds(
        "\(all(scored.count, "route")) that \(verb(scored.count, "takes", "take")) an object's id"
          + " \(verb(scored.count, "checks", "check")) whose it is or"
          + " \(verb(scored.count, "requires", "require")) an administrator",
        at: scored.map { $0.ownership.at ?? $0.authorization.at ?? $0.location }
      )
    }
  }

  private static func requiresRole(_ route: Route) -> Bool {
    route.authorization.status == .protected
  }

  private static func requiresAdministrator(_ route: Route) -> Bool {
    guard requiresRole(route) else { return false }
    let guardText = "\(route.authorization.by ?? "") \(route.authorization.reason ?? "")"
    return ["admin", "superuser", "staff"].contains { guardText.lowercased().contains($0) }
  }

  private static func unsure(_ route: Route, _ text: String) -> Finding {
    finding(
      .unconfirmed,
      "\(route.label) \(text)",
      at: [route.ownership.at ?? route.location],
      resource: route.label
    )
  }
}
