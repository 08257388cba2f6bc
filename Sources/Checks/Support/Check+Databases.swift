import ReadinessModel

extension Check {
  /// Judges one property of every database.
  ///
  /// `item` gives what is wrong with a database, nil when nothing is. Databases that could not be
  /// seen never count as good.
  static func eachDatabase(
    _ table: StoreTable,
    holding message: (Int) -> String,
    at evidence: (DataStore) -> SourceLocation?,
    item: (DataStore) -> Finding?
  ) -> [Finding] {
    let databases = table.databases
    let items = databases.compactMap(item)
    return eachItem(items + unseenDatabase(table) + unresolvedBlocks(table.unresolved)) {
      guard !databases.isEmpty else {
        return notApplicable("No database was seen in the infrastructure code or the application")
      }
      return holds(message(databases.count), at: databases.map { evidence($0) ?? $0.location })
    }
  }
}

/// Backup plans by the stores they name.
struct PlanIndex {
  /// A plan that selects by tag or pattern, so that which stores it covers is unknown.
  let selective: BackupPlan?
  private var plans: [String: BackupPlan] = [:]

  /// Reads what each plan covers.
  init(_ all: [BackupPlan]) {
    selective = all.first { plan in
      plan.covers.contains { $0.hasPrefix("tag:") || ($0 != "*" && $0.contains("*")) }
    }
    for plan in all {
      for cover in plan.covers {
        plans[cover] = plans[cover] ?? plan
        // A reference names an attribute of the store, such as its identifier.
        let owner = cover.split(separator: ".").dropLast().joined(separator: ".")
        plans[owner] = plans[owner] ?? plan
      }
    }
    plans[""] = nil
  }

  /// The plan that names a store, nil when none does.
  subscript(store: DataStore) -> BackupPlan? {
    plans["*"] ?? plans[store.address] ?? store.name.flatMap { plans[$0] }
  }
}
