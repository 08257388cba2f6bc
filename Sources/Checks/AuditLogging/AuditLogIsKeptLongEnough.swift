import ReadinessModel

/// Audit events are kept for at least 400 days.
///
/// ## Why it matters
/// An observation window may last a year, and the auditor asks for samples from its first day after
/// its last.
///
/// ## What is inspected
/// Jobs that delete from the audit store, the retention of log stores it names, and the period the
/// data inventory gives for it.
///
/// ## What this cannot show
/// Deletion by hand, and archives kept elsewhere.
enum AuditLogIsKeptLongEnough: Check {
  static let severity = Severity.medium

  /// A year of observation, and the weeks in which it is examined.
  private static let wantedDays = 400

  static func subject(in facts: RepositoryFacts) -> Observation<AuditTable> {
    AuditTable.observed(in: facts)
  }

  static func evaluate(_ table: AuditTable) -> [Finding] {
    guard !table.trails.isEmpty else { return noAuditTrail(table) }
    let stores = table.stores
    let stated = NameIndex(periods(in: table)) { [$0.subject] }
    let statements = stores.map { stated[normalisedSubject($0.name)] }
    let items = zip(stores, statements).flatMap { store, periods -> [Finding] in
      guard !periods.isEmpty else {
        return [
          finding(
            .unconfirmed,
            "Nothing says how long events in \(quoted(store.name)) are kept",
            at: [store.trail.location],
            resource: store.name,
            lookedFor: "a purge job, a log store's retention, or an entry of the data inventory",
            next: "State the period in the data inventory: at least \(wantedDays) days."
          )
        ]
      }
      return periods.compactMap { item(store.name, $0) }
    }
    return eachItem(items + unknownStores(table)) {
      holds(
        "Events in \(listed(stores.map(\.name))) are kept for at least \(wantedDays) days",
        at: statements.flatMap { $0.map(\.location) }
      )
    }
  }

  /// One place that says how long events are kept: days, 0 for ever, nil when unknown.
  private struct Period {
    var subject: String
    var source: String
    var days: Int?
    var location: SourceLocation
  }

  private static func periods(in table: AuditTable) -> [Period] {
    let purges = table.purges.map {
      Period(subject: $0.target, source: "A job", days: $0.ageDays, location: $0.location)
    }
    let entries = table.entries.compactMap { entry in
      entry.retentionDays.map {
        Period(
          subject: entry.subject,
          source: "The data inventory",
          days: $0,
          location: entry.location
        )
      }
    }
    let groups = table.logGroups.map { group in
      Period(
        subject: group.address,
        source: quoted(group.address),
        days: group.retentionDays.effective,
        location: group.retentionDays.location ?? group.location
      )
    }
    return purges + entries + groups
  }

  private static func item(_ store: String, _ period: Period) -> Finding? {
    guard let days = period.days else {
      return finding(
        .unconfirmed,
        "\(period.source) deletes from \(quoted(store)) after a time that is not written there",
        at: [period.location],
        resource: store
      )
    }
    guard days > 0, days < wantedDays else { return nil }
    return finding(
      .doesNotHold,
      "\(period.source) keeps events in \(quoted(store)) for \(counted(days, "day")), fewer than"
        + " \(wantedDays)",
      at: [period.location],
      resource: store,
      next: "Keep events for at least \(wantedDays) days, the older ones in an archive if need be."
    )
  }
}
