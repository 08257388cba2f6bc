/// Backup plans by the stores they name: the one place that says which plan covers what.
package struct BackupCoverage: Sendable {
  /// A plan that selects by tag or pattern, so that which stores it covers is unknown.
  package let selective: BackupPlan?
  private var plans: [String: BackupPlan] = [:]

  /// Reads what each plan covers.
  package init(_ all: [BackupPlan]) {
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
  package subscript(store: DataStore) -> BackupPlan? {
    plans["*"] ?? plans[store.address] ?? store.name.flatMap { plans[$0] }
  }
}
