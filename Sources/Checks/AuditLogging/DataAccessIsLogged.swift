import ReadinessModel

/// Every route that reaches stored data writes an audit event.
///
/// ## Why it matters
/// Without an event for each access nobody can say who saw or changed what, in an incident or to
/// an auditor.
///
/// ## What is inspected
/// Each route whose handler creates, reads, updates or deletes stored data, with the audit
/// middleware installed before it and the audit calls on its way.
///
/// ## What this cannot show
/// Access that bypasses the application, such as a database console, and whether events arrive in
/// production.
enum DataAccessIsLogged: Check {
  static let severity = Severity.high
  static let affectedBySkipped: [SkippedKind] = [.routes]

  static func subject(in facts: RepositoryFacts) -> Observation<RouteTable> {
    RouteTable.observed(in: facts)
  }

  static func evaluate(_ table: RouteTable) -> [Finding] {
    guard !table.routes.isEmpty || !table.unresolved.isEmpty else {
      return cannotSee(table.reasonForNoRoutes, at: table.home)
    }
    let scored = table.routes.filter { route in
      !route.dataAccess.isEmpty && !(route.purpose == .health && route.merelySaysItIsWell)
    }
    let unlogged = scored.filter { $0.audit.status == .unlogged }
    let total = "\(unlogged.count) of \(counted(scored.count, "route"))"
    let failing = unlogged.map { route in
      finding(
        .doesNotHold,
        "\(route.label) reaches \(route.reached) and writes no audit event; \(total) that reach"
          + " stored data \(verb(unlogged.count, "writes", "write")) none",
        at: [route.location] + route.dataAccess.prefix(2).map(\.location),
        resource: route.label,
        lookedFor: "audit middleware before the handler, or an audit call on its way",
        next: "Install audit middleware on the router, so that new routes are covered too."
      )
    }
    let unsure = scored.filter { $0.audit.status == .unresolved }.map { route in
      finding(
        .unconfirmed,
        "\(route.label) may write no audit event:"
          + " \(route.audit.reason ?? "what it calls is unknown")",
        at: [route.audit.at ?? route.location],
        resource: route.label
      )
    }
    return eachItem(failing + unsure + unresolvedRegistrations(table)) {
      guard !scored.isEmpty else { return nothingReached(table) }
      return holds(
        "\(all(scored.count, "route")) that \(verb(scored.count, "reaches", "reach")) stored data"
          + " \(verb(scored.count, "writes", "write")) an audit event",
        at: Set(scored.map { $0.audit.at ?? $0.location }).sorted()
      )
    }
  }

  private static func nothingReached(_ table: RouteTable) -> [Finding] {
    guard table.keepsData else {
      return notApplicable("No stored data was seen, and no route reaches any", at: table.home)
    }
    return cannotSee(
      "The application keeps data, but no route was seen to reach it",
      at: table.home
    )
  }
}
