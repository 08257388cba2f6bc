import ReadinessModel

/// The data stores that infrastructure code declares, beside what the application uses.
struct StoreTable: Codable, Hashable, Sendable {
  /// Every data store.
  var stores: [DataStore]
  /// Backup plans, which may cover a store.
  var plans: [BackupPlan]
  /// Blocks that could not be evaluated.
  var unresolved: [UnresolvedInfrastructure]
  /// Places that show that the application uses a database.
  var databaseUse: [SourceLocation]
  /// Where something missing from the infrastructure code belongs.
  var home: [SourceLocation]

  /// Picks the stores out of everything that was collected.
  static func observed(in facts: RepositoryFacts) -> Observation<StoreTable> {
    facts.infrastructure.map { infrastructure in
      StoreTable(
        stores: infrastructure.dataStores,
        plans: infrastructure.backupPlans,
        unresolved: infrastructure.unresolved,
        databaseUse: facts.databaseUse,
        home: facts.infrastructureHome
      )
    }
  }

  /// Stores that hold the application's records.
  var databases: [DataStore] {
    stores.filter { store in
      switch store.kind {
      case .relationalDatabase, .documentDatabase, .keyValueStore, .warehouse: true
      default: false
      }
    }
  }
}

extension Check {
  /// Says that the application uses a database no infrastructure code declares.
  static func unseenDatabase(_ table: StoreTable) -> [Finding] {
    guard !table.databaseUse.isEmpty, table.databases.isEmpty else { return [] }
    return [
      finding(
        .notObservable,
        "The application uses a database, but no infrastructure code declares it",
        at: table.databaseUse,
        lookedFor: "a database in the infrastructure code",
        next: "Connect the cloud account, or attest how the database is set up."
      )
    ]
  }

  /// Says that there is no data store at all.
  static func noStores(_ table: StoreTable) -> [Finding] {
    notApplicable("No data store was seen in the infrastructure code or the application")
  }

  /// Says that blocks could not be evaluated, when there are any.
  ///
  /// A provider whose region is unknown hides no resource: where the region matters, the settings
  /// of the resources say that it is unknown.
  static func unresolvedBlocks(_ unresolved: [UnresolvedInfrastructure]) -> [Finding] {
    let blocks = unresolved.filter { !$0.address.hasPrefix("provider.") }
    guard let first = blocks.first else { return [] }
    return [
      finding(
        .unconfirmed,
        "\(counted(blocks.count, "block")) of the infrastructure code could not be evaluated"
          + " (\(quoted(first.address)): \(first.reason))",
        at: blocks.map(\.location),
        next: "Give the values or modules that are missing, or attest what the blocks set up."
      )
    ]
  }
}
