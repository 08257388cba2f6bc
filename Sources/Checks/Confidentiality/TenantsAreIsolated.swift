import ReadinessModel

/// Every route that reaches records of tenants keeps to the caller's tenant.
///
/// ## Why it matters
/// One query without the tenant shows one customer another's data.
///
/// ## What is inspected
/// Models and tables that carry the key of a tenant: row level security on the table, or a filter
/// by user or tenant on every route that reaches it; a record that a route makes gets the tenant of the
/// caller. The store of the audit trail is left out, which
/// routes only add to.
///
/// ## What this cannot show
/// Records without such a key, caches, search and exports.
enum TenantsAreIsolated: Check {
  static let severity = Severity.high
  static let affectedBySkipped: [SkippedKind] = [.routes, .data]

  /// The records, the statements on their tables, and the routes that reach them.
  struct Subject: Codable, Hashable, Sendable {
    var models: [DataModel]
    var secured: [DatabaseStatement]
    var routes: [Route]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    switch facts.application {
    case .notObservable(let reason):
      .notObservable(reason: reason)
    case .observed(let application):
      facts.data.map { data in
        let stores = application.auditStores
        return Subject(
          models: data.models.filter { stores.isDisjoint(with: $0.names) },
          secured: data.databaseGrants.filter { $0.kind == .rowSecurity },
          routes: application.routes.filter {
            $0.purpose == .application && !$0.isDeclaredPublic
          }
        )
      }
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard !subject.models.isEmpty else {
      return cannotSee("No model or table was found, so what tenants share is unknown")
    }
    var seen: Set<[String]> = []
    let scored = subject.models.filter { $0.carriesTenantKey && seen.insert($0.names).inserted }
    guard !scored.isEmpty else { return withoutTenants(subject) }
    let reaching = NameIndex(subject.routes) { $0.dataAccess.map(\.model) }
    let secured = NameIndex(subject.secured) { [$0.table] }
    let items = scored.filter { $0.names.allSatisfy { secured[$0].isEmpty } }
      .flatMap { model in
        Self.items(for: model, model.names.flatMap { reaching[$0] })
      }
    return eachItem(items) {
      let names = scored.map(\.name)
      return holds(
        "Records of tenants (\(listed(names))) are reached within the caller's tenant only",
        at: scored.flatMap(\.names).flatMap { name in
          secured[name].map(\.location) + reaching[name].compactMap(\.ownership.at)
        },
        confidence: .medium
      )
    }
  }

  private static func withoutTenants(_ subject: Subject) -> [Finding] {
    [
      finding(
        .needsAttestation,
        "None of \(counted(subject.models.count, "model")) carries the key of a tenant",
        at: Array(subject.models.map(\.location).prefix(3)),
        lookedFor: "a field such as tenant_id, organization_id or workspace_id",
        next:
          "Confirm that records belong to single users, or that each customer has an installation."
      )
    ]
  }

  private static func items(for model: DataModel, _ reaching: [Route]) -> [Finding] {
    let names = Set(model.names)
    // What is only made for the caller's tenant shows nobody anything of another's.
    let others = reaching.filter { route in
      let own = route.dataAccess.filter { names.contains(normalisedSubject($0.model)) }
      return own.isEmpty || !own.allSatisfy { $0.isForTenant == true }
    }
    let open = others.filter { $0.ownership.status == .unprotected }
    let unsure = others.filter { $0.ownership.status == .unresolved }
    let total = counted(reaching.count, "route")
    if let first = open.first {
      return [
        finding(
          .doesNotHold,
          "\(open.count) of \(total) that \(verb(reaching.count, "reaches", "reach"))"
            + " \(quoted(model.name)) \(verb(open.count, "does", "do")) not keep to the caller's"
            + " tenant (\(first.label)\(open.count > 1 ? " and others" : ""))",
          at: open.map(\.location),
          resource: model.name,
          lookedFor: "a filter by tenant in the query, or row level security on the table",
          next: "Filter by tenant in the query, and switch row level security on."
        )
      ]
    }
    if let first = unsure.first {
      return [
        finding(
          .unconfirmed,
          "\(unsure.count) of \(total) that reach \(quoted(model.name)) may not keep to the caller's"
            + " tenant (\(first.label): \(first.ownership.reason ?? "its query is unknown"))",
          at: unsure.map(\.location),
          resource: model.name
        )
      ]
    }
    guard reaching.isEmpty else { return [] }
    return [
      finding(
        .unconfirmed,
        "No route was seen to reach \(quoted(model.name)), which carries the key of a tenant",
        at: [model.location],
        resource: model.name
      )
    ]
  }
}
