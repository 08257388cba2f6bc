import ReadinessModel

/// Every database is backed up automatically.
///
/// ## Why it matters
/// Without a backup one wrong statement, or one criminal, ends the company.
///
/// ## What is inspected
/// Backup retention and point-in-time recovery of each database in infrastructure code, and backup
/// plans that cover it.
///
/// ## What this cannot show
/// Whether backups succeed and can be restored, and backups made by other means.
enum DatabasesAreBackedUp: Check {
  static let severity = Severity.critical
  static let affectedBySkipped: [SkippedKind] = [.infrastructure]

  static func subject(in facts: RepositoryFacts) -> Observation<StoreTable> {
    StoreTable.observed(in: facts)
  }

  static func evaluate(_ table: StoreTable) -> [Finding] {
    let plans = BackupCoverage(table.plans)
    return eachDatabase(
      table,
      holding: { "\(all($0, "database")) \(verb($0, "is", "are")) backed up automatically" },
      at: { $0.backupRetentionDays.location ?? $0.pointInTimeRecovery.location },
      item: { item($0, plans) }
    )
  }

  private static func item(_ store: DataStore, _ plans: BackupCoverage) -> Finding? {
    let days = store.backupRetentionDays
    if let kept = days.effective, kept > 0 { return nil }
    if store.pointInTimeRecovery.effective == true || plans[store] != nil {
      return nil
    }
    let name = quoted(store.address)
    if let reason = days.unknownReason ?? store.pointInTimeRecovery.unknownReason {
      return finding(
        .unconfirmed,
        "Whether \(name) is backed up is unknown: \(reason)",
        at: [store.location],
        resource: store.address
      )
    }
    if let plan = plans.selective {
      return finding(
        .unconfirmed,
        "\(name) keeps no backup of its own, and \(quoted(plan.address)) selects by tag or pattern",
        at: [plan.location, store.location],
        resource: store.address,
        next: "Name the database in the plan's selection."
      )
    }
    guard days.effective == 0 || store.pointInTimeRecovery.effective == false else {
      return finding(
        .unconfirmed,
        "Nothing says whether \(name) is backed up",
        at: [store.location],
        resource: store.address,
        lookedFor: "backup retention, point-in-time recovery or a backup plan that covers it"
      )
    }
    let isDefault = !days.isWritten && !store.pointInTimeRecovery.isWritten
    return finding(
      .doesNotHold,
      "\(name) keeps no automatic backup\(isDefault ? ", which is the default" : "")",
      at: [days.location ?? store.pointInTimeRecovery.location ?? store.location],
      resource: store.address,
      lookedFor: "backup retention, point-in-time recovery or a backup plan that covers it",
      next: "Keep automatic backups for at least 7 days."
    )
  }
}
