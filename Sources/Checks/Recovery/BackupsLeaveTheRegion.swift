import ReadinessModel

/// A copy of every database's backups is kept in another region or account.
///
/// ## Why it matters
/// Backups beside the database are lost with it: to an outage of the region, or to whoever takes
/// the account.
///
/// ## What is inspected
/// Replicas and backup copies of each database in infrastructure code, and backup plans that copy
/// elsewhere.
///
/// ## What this cannot show
/// Whether copies arrive, and copies made by other means.
enum BackupsLeaveTheRegion: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.infrastructure]

  static func subject(in facts: RepositoryFacts) -> Observation<StoreTable> {
    StoreTable.observed(in: facts)
  }

  static func evaluate(_ table: StoreTable) -> [Finding] {
    let plans = BackupCoverage(table.plans)
    return eachDatabase(
      table,
      holding: { "\(all($0, "database")) \(verb($0, "has", "have")) a copy elsewhere" },
      at: { $0.copiedToOtherRegion.location ?? plans[$0]?.location },
      item: { item($0, plans) }
    )
  }

  private static func item(_ store: DataStore, _ plans: BackupCoverage) -> Finding? {
    let plan = plans[store]
    if store.copiedToOtherRegion.effective == true || plan?.copiesElsewhere.effective == true {
      return nil
    }
    let name = quoted(store.address)
    let reason = store.copiedToOtherRegion.unknownReason ?? plan?.copiesElsewhere.unknownReason
    if let reason {
      return finding(
        .unconfirmed,
        "Whether a copy of \(name) leaves the region is unknown: \(reason)",
        at: [store.location],
        resource: store.address
      )
    }
    if let selective = plans.selective, selective.copiesElsewhere.effective != false {
      return finding(
        .unconfirmed,
        "\(quoted(selective.address)) may copy \(name) elsewhere: it selects by tag or pattern",
        at: [selective.location, store.location],
        resource: store.address,
        next: "Name the database in the plan's selection."
      )
    }
    return finding(
      .doesNotHold,
      "No copy of \(name) is kept in another region or account",
      at: [store.copiedToOtherRegion.location ?? plan?.location ?? store.location],
      resource: store.address,
      lookedFor: "a replica, replicated backups or a backup plan that copies to another region",
      next: "Copy backups to a second region or account."
    )
  }
}
