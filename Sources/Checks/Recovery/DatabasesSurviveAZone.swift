import ReadinessModel

/// Every database goes on when one zone of the provider fails.
///
/// ## Why it matters
/// Zones fail; a database in one zone fails with it, for hours.
///
/// ## What is inspected
/// The standby or replication setting of each database in infrastructure code.
///
/// ## What this cannot show
/// How long a failover takes, and whether the application survives it.
enum DatabasesSurviveAZone: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.infrastructure]

  static func subject(in facts: RepositoryFacts) -> Observation<StoreTable> {
    StoreTable.observed(in: facts)
  }

  static func evaluate(_ table: StoreTable) -> [Finding] {
    eachDatabase(
      table,
      holding: { "\(all($0, "database")) \(verb($0, "has", "have")) a standby in another zone" },
      at: { $0.multiZone.location },
      item: { store in
        settingItem(
          store.multiZone,
          of: store.address,
          at: store.location,
          wording: SettingWording(
            what: "a standby in another zone",
            written: "runs in one zone",
            byDefault: "runs in one zone by default",
            next: "Run a standby in another zone."
          )
        )
      }
    )
  }
}
