import ReadinessModel

/// No place data is kept can be reached or read from the internet.
///
/// ## Why it matters
/// Public buckets and databases are found by scanners and copied whole.
///
/// ## What is inspected
/// The public access setting of each data store in infrastructure code, with policies and access
/// blocks that bear on it.
///
/// ## What this cannot show
/// Stores created outside the infrastructure code, and links that were shared.
enum DataStoresAreNotPublic: Check {
  static let severity = Severity.critical
  static let affectedBySkipped: [SkippedKind] = [.infrastructure]

  static func subject(in facts: RepositoryFacts) -> Observation<StoreTable> {
    StoreTable.observed(in: facts)
  }

  static func evaluate(_ table: StoreTable) -> [Finding] {
    let scored = table.stores.filter { canBePublic($0) }
    let items = scored.compactMap { store in
      settingItem(
        store.publiclyAccessible,
        safe: false,
        of: store.address,
        at: store.location,
        wording: SettingWording(
          what: "public access",
          written: "can be reached from the internet",
          byDefault: "can be reached from the internet by default",
          next: "Switch public access off, and reach the store from inside the network."
        )
      )
    }
    return eachItem(items + unseenDatabase(table) + unresolvedBlocks(table.unresolved)) {
      guard !scored.isEmpty else { return noStores(table) }
      return holds(
        "\(all(scored.count, "data store")) in the infrastructure code"
          + " \(verb(scored.count, "is", "are")) closed to the internet",
        at: scored.map { $0.publiclyAccessible.location ?? $0.location }
      )
    }
  }

  /// Disks, caches and the like have no public switch unless the collector found one.
  private static func canBePublic(_ store: DataStore) -> Bool {
    switch store.kind {
    case .relationalDatabase, .objectStore, .searchIndex, .warehouse: true
    default: store.publiclyAccessible != .unset(providerDefault: nil)
    }
  }
}
