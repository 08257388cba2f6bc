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

extension StoreTable {
  /// The backup plan that names a store, nil when none does.
  func plan(covering store: DataStore) -> BackupPlan? {
    plans.first { plan in
      plan.covers.contains { cover in
        cover == "*" || cover == store.address || (store.name != nil && cover == store.name)
          || cover.hasPrefix("\(store.address).")
      }
    }
  }

  /// A backup plan that selects by tag or pattern, so that which stores it covers is unknown.
  var selectivePlan: BackupPlan? {
    plans.first { plan in
      plan.covers.contains { $0.hasPrefix("tag:") || ($0 != "*" && $0.contains("*")) }
    }
  }
}
