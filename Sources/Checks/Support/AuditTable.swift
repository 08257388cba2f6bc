import ReadinessModel

/// The application's audit trails, with everything that says how their events are kept.
struct AuditTable: Codable, Hashable, Sendable {
  /// Places the application records who accessed what.
  var trails: [AuditTrail]
  /// Statements of migrations, in the order they run; nil when no migration was seen.
  var statements: [DatabaseStatement]?
  /// Jobs that delete data.
  var purges: [PurgeJob]
  /// Log stores.
  var logGroups: [LogGroup]
  /// Entries of the data inventory.
  var entries: [DataInventoryEntry]
  /// Whether there is anything whose access could be recorded.
  var hasSomethingToAudit: Bool
  /// Where a missing audit trail belongs.
  var home: [SourceLocation]

  /// Picks the audit trails out of everything that was collected.
  static func observed(in facts: RepositoryFacts) -> Observation<AuditTable> {
    facts.application.map { application in
      AuditTable(
        trails: application.auditTrails,
        statements: facts.data.value?.databaseGrants.sorted { $0.location < $1.location },
        purges: application.purgeJobs,
        logGroups: facts.infrastructure.value?.logGroups ?? [],
        entries: facts.documents.dataInventory?.entries ?? [],
        hasSomethingToAudit: !application.routes.isEmpty || !facts.databaseUse.isEmpty,
        home: facts.applicationHome
      )
    }
  }

  /// Stores the trails write to, each once, with its trail.
  var stores: [(name: String, trail: AuditTrail)] {
    var seen: Set<String> = []
    return trails.compactMap { trail in
      guard let store = trail.store, seen.insert(normalisedSubject(store)).inserted else {
        return nil
      }
      return (store, trail)
    }
  }
}

extension ApplicationFacts {
  /// Names of the stores that audit events are kept in: nobody's records to reach or delete.
  var auditStores: Set<String> { Set(auditTrails.compactMap(\.store).map(normalisedSubject)) }
}

extension Check {
  /// Says that there is no audit trail, as a gap when there is something to audit.
  static func noAuditTrail(_ table: AuditTable) -> [Finding] {
    guard table.hasSomethingToAudit else {
      return cannotSee("No route and no stored data was found whose access could be recorded")
    }
    return absent(
      "The application has no audit trail",
      belongs: table.home,
      lookedFor: "a function, middleware or table that records who did what",
      next: "Add an audit trail that records actor, action, resource, time and source."
    )
  }

  /// Says that the store of a trail could not be told.
  static func unknownStores(_ table: AuditTable) -> [Finding] {
    table.trails.filter { $0.store == nil }.map { trail in
      finding(
        .unconfirmed,
        "Where \(quoted(trail.name)) keeps its events could not be told",
        at: [trail.location],
        resource: trail.name
      )
    }
  }
}
