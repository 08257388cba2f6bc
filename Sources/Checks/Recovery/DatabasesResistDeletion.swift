import ReadinessModel

/// No database can be deleted without its protection being lifted first.
///
/// ## Why it matters
/// One command, or one wrong plan, is otherwise enough to delete everything.
///
/// ## What is inspected
/// The deletion protection of each database in infrastructure code.
///
/// ## What this cannot show
/// Who may lift the protection.
enum DatabasesResistDeletion: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.infrastructure]

  static func subject(in facts: RepositoryFacts) -> Observation<StoreTable> {
    StoreTable.observed(in: facts)
  }

  static func evaluate(_ table: StoreTable) -> [Finding] {
    eachDatabase(
      table,
      holding: { "\(all($0, "database")) \(verb($0, "is", "are")) protected from deletion" },
      at: { $0.deletionProtection.location },
      item: { store in
        settingItem(
          store.deletionProtection,
          of: store.address,
          at: store.location,
          wording: SettingWording(
            what: "deletion protection",
            written: "can be deleted with one command",
            byDefault: "can be deleted with one command, because protection is not written",
            next: "Switch deletion protection on."
          )
        )
      }
    )
  }
}
