import ReadinessModel

/// Every place data is kept encrypts it at rest.
///
/// ## Why it matters
/// A lost disk, snapshot or backup of a store that is not encrypted gives away everything in it.
///
/// ## What is inspected
/// The encryption setting of each data store in infrastructure code. A written value counts; a
/// safe documented default counts and is named as a default; an unsafe default is unconfirmed,
/// because the live store may have been changed by hand.
///
/// ## What this cannot show
/// Stores created outside the infrastructure code, and the live state of those in it.
enum DataStoresAreEncryptedAtRest: Check {
  static let severity = Severity.high
  static let affectedBySkipped: [SkippedKind] = [.infrastructure]

  static func subject(in facts: RepositoryFacts) -> Observation<StoreTable> {
    StoreTable.observed(in: facts)
  }

  static func evaluate(_ table: StoreTable) -> [Finding] {
    let items = table.stores.compactMap { store -> Finding? in
      let encrypted = store.encryptedAtRest
      switch encrypted {
      case .set(true, _), .unset(providerDefault: true):
        return nil
      case .set(_, let place):
        return finding(
          .doesNotHold,
          "\(quoted(store.address)) switches encryption at rest off",
          at: [place ?? store.location],
          resource: store.address,
          next: "Switch encryption on; most stores must be copied to a new one for it."
        )
      case .unset:
        return finding(
          .unconfirmed,
          "\(quoted(store.address)) uses default settings, and encryption at rest is not confirmed",
          at: [store.location],
          resource: store.address,
          lookedFor: "a setting that encrypts the store",
          next: "Write the setting, so that the code shows what is in force."
        )
      case .unknown(let reason):
        return finding(
          .unconfirmed,
          "Encryption at rest of \(quoted(store.address)) is unknown: \(reason)",
          at: [store.location],
          resource: store.address
        )
      }
    }
    return eachItem(items + unseenDatabase(table) + unresolvedBlocks(table.unresolved)) {
      guard !table.stores.isEmpty else { return noStores(table) }
      let byDefault = table.stores.filter { !$0.encryptedAtRest.isWritten }
      return holds(
        "\(all(table.stores.count, "data store")) in the infrastructure code"
          + " \(verb(table.stores.count, "is", "are")) encrypted at rest"
          + (byDefault.isEmpty
            ? "" : ", \(byDefault.count) of them by the provider's documented default"),
        at: table.stores.map { $0.encryptedAtRest.location ?? $0.location }
      )
    }
  }
}
