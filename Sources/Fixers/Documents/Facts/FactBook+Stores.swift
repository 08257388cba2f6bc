import ReadinessModel

/// Where data lies, and what protects it there.
extension FactBook {
  private static let databases: Set<DataStoreKind> = [.relationalDatabase, .documentDatabase]
  private static let holdingData: Set<DataStoreKind> = [
    .relationalDatabase, .documentDatabase, .keyValueStore, .objectStore, .blockVolume,
    .fileSystem, .cache, .searchIndex, .warehouse,
  ]

  mutating func readStores(_ infrastructure: InfrastructureFacts) {
    self["infrastructure"] =
      infrastructure.roots.isEmpty
      ? nil
      : DocumentFact(
        Phrase.listed(
          infrastructure.roots.map { $0.isEmpty ? "the root folder" : SafeWords.code($0 + "/") }
        )
      )
    let stores = infrastructure.dataStores.sorted { $0.location < $1.location }
    let data = stores.filter { Self.holdingData.contains($0.kind) }
    self[list: "stores"] = data.map { store in
      ["store": Self.fact(store), "kind": DocumentFact(Self.words(for: store.kind))]
    }
    split(data, \.encryptedAtRest, "store.encrypted", "store.plain")
    split(data, \.customerManagedKey, "store.own-key", "store.provider-key")
    split(
      data.filter { $0.kind == .objectStore },
      \.versioned,
      "bucket.versioned",
      "bucket.unversioned"
    )
    split(data, \.publiclyAccessible, "store.public", "store.private")
    let databases = data.filter { Self.databases.contains($0.kind) }
    self[list: "databases"] = databases.map { ["store": Self.fact($0)] }
    count("databases.count", databases.count, of: "database")
    split(databases, \.multiZone, "database.zones", "database.one-zone")
    split(databases, \.deletionProtection, "database.protected", "database.unprotected")
    readCopies(databases, infrastructure.backupPlans)
    split(databases, \.encryptedInTransit, "database.tls", "database.plain-text")
    readBackups(databases, infrastructure)
    readRecoverable(databases, infrastructure)
    readSecretStores(stores.filter { $0.kind == .secretStore })
    self[list: "expiring"] = data.compactMap { store in
      guard let days = store.expiryDays.effective, days > 0 else { return nil }
      let place = [store.expiryDays.location ?? store.location]
      return [
        "store": DocumentFact(code: store.address, at: place), "days": DocumentFact("\(days) days"),
      ]
    }
  }

  private static func fact(_ store: DataStore, at place: SourceLocation? = nil) -> DocumentFact {
    DocumentFact(code: store.address, at: [place ?? store.location])
  }

  /// Tells stores for which something is so from those for which it is not; unknown is neither.
  private mutating func split(
    _ stores: [DataStore],
    _ setting: KeyPath<DataStore, Setting<Bool>>,
    _ holding: String,
    _ failing: String
  ) {
    let rows = { (value: Bool) in
      stores.filter { $0[keyPath: setting].effective == value }.map { store in
        ["store": Self.fact(store, at: store[keyPath: setting].location)]
      }
    }
    self[list: holding] = rows(true)
    self[list: failing] = rows(false)
  }

  /// A copy elsewhere is a setting of the database, or a backup plan that names it.
  private mutating func readCopies(_ databases: [DataStore], _ plans: [BackupPlan]) {
    let copying = BackupCoverage(plans.filter { $0.copiesElsewhere.effective == true })
    let perhaps = BackupCoverage(plans.filter { $0.copiesElsewhere.effective == nil })
    var copied: [FactRow] = []
    var notCopied: [FactRow] = []
    for store in databases {
      if store.copiedToOtherRegion.effective == true {
        copied.append(["store": Self.fact(store, at: store.copiedToOtherRegion.location)])
      } else if let plan = copying[store] {
        copied.append(["store": Self.fact(store, at: plan.location)])
      } else if perhaps[store] != nil || perhaps.selective != nil || copying.selective != nil {
        // A plan that selects by tag may cover it or not: then nothing is said.
        continue
      } else if store.copiedToOtherRegion.effective == false {
        notCopied.append(["store": Self.fact(store)])
      }
    }
    self[list: "database.copied"] = copied
    self[list: "database.not-copied"] = notCopied
  }

  private mutating func readBackups(
    _ databases: [DataStore],
    _ infrastructure: InfrastructureFacts
  ) {
    let rows = { (isWanted: (Int) -> Bool) in
      databases.compactMap { store -> FactRow? in
        guard let days = store.backupRetentionDays.effective, isWanted(days) else { return nil }
        return [
          "store": Self.fact(store, at: store.backupRetentionDays.location),
          "days": DocumentFact(Phrase.counted(days, "day")),
        ]
      }
    }
    self[list: "database.backed-up"] = rows { $0 > 0 }
    self[list: "database.not-backed-up"] = rows { $0 == 0 }
    self[list: "database.any-moment"] = databases.filter {
      $0.pointInTimeRecovery.effective == true
    }
    .map { ["store": Self.fact($0, at: $0.pointInTimeRecovery.location)] }
    self[list: "backup-plans"] = infrastructure.backupPlans.sorted { $0.location < $1.location }.map
    {
      plan in
      var row = ["plan": DocumentFact(code: plan.address, at: [plan.location])]
      row["schedule"] = plan.schedule.effective.map { DocumentFact(code: $0) }
      row["days"] = plan.retentionDays.effective.map {
        DocumentFact($0 == 0 ? "for ever" : "for \(Phrase.counted($0, "day"))")
      }
      return row
    }
    let copied = infrastructure.backupPlans.filter { $0.copiesElsewhere.effective == true }
    if let plan = copied.first {
      self["backup-copied"] = DocumentFact(code: plan.address, at: [plan.location])
    }
  }

  /// Databases whose restore has a command that can be written down.
  private mutating func readRecoverable(
    _ databases: [DataStore],
    _ infrastructure: InfrastructureFacts
  ) {
    let region = infrastructure.regions.count == 1 ? infrastructure.regions.first : nil
    self["region"] = region.map { DocumentFact(code: $0) }
    if infrastructure.regions.count > 1 {
      self["regions"] = DocumentFact(Phrase.listed(infrastructure.regions.map(SafeWords.code)))
    }
    self[list: "rds"] = databases.compactMap { store in
      guard store.resourceType == "aws_db_instance", let name = store.name, let region,
        Self.isPlainName(name), Self.isPlainName(region)
      else { return nil }
      return [
        "id": DocumentFact(code: name), "region": DocumentFact(code: region),
        "store": Self.fact(store),
      ]
    }
    self[list: "aurora"] = databases.compactMap { store in
      guard store.resourceType == "aws_rds_cluster", let name = store.name, let region,
        Self.isPlainName(name), Self.isPlainName(region)
      else { return nil }
      return ["id": DocumentFact(code: name), "region": DocumentFact(code: region)]
    }
    if self[list: "rds"].isEmpty, self[list: "aurora"].isEmpty { return }
    self["restore-command"] = DocumentFact("known")
  }

  /// Whether a name can stand in a command as it is.
  static func isPlainName(_ name: String) -> Bool {
    !name.isEmpty && name.count < 100 && !name.hasPrefix("-")
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./".contains($0)) }
  }

  private mutating func readSecretStores(_ stores: [DataStore]) {
    guard !stores.isEmpty else { return }
    self[list: "secret-stores"] = stores.map { store in
      ["name": DocumentFact(code: store.name ?? store.address, at: [store.location])]
    }
    count("secret-stores.count", stores.count, of: "secret", at: [stores[0].location])
    let products = [
      ("aws_secretsmanager", "AWS Secrets Manager"), ("aws_ssm", "AWS Systems Manager"),
      ("google_secret", "Google Secret Manager"), ("azurerm_key_vault", "Azure Key Vault"),
      ("vault_", "Vault"),
    ]
    let names = products.filter { product in
      stores.contains { $0.resourceType.hasPrefix(product.0) }
    }.map(\.1)
    if !names.isEmpty {
      self["secret-product"] = DocumentFact(Phrase.listed(names), at: [stores[0].location])
    }
  }

  private static func words(for kind: DataStoreKind) -> String {
    switch kind {
    case .relationalDatabase: "relational database"
    case .documentDatabase: "document database"
    case .keyValueStore: "key-value store"
    case .objectStore: "bucket"
    case .blockVolume: "disk"
    case .fileSystem: "file system"
    case .cache: "cache"
    case .searchIndex: "search cluster"
    case .queue: "queue"
    case .topic: "topic"
    case .stream: "stream"
    case .warehouse: "warehouse"
    case .secretStore: "secret store"
    case .imageRegistry: "image registry"
    case .backupVault: "backup vault"
    }
  }
}
