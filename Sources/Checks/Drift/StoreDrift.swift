import ReadinessModel

/// Settings of data stores that are less safe than before.
struct StoreDrift {
  private struct Switch {
    var setting: KeyPath<DataStore, Setting<Bool>>
    var safe: Bool
    var check: CheckID
    var severity: Severity
    /// What the loss of the setting does to `{}`.
    var loss: String
    var suggestion: String
  }

  private static var switches: [Switch] {
    [
      Switch(
        setting: \.encryptedAtRest,
        safe: true,
        check: DataStoresAreEncryptedAtRest.id,
        severity: DataStoresAreEncryptedAtRest.severity,
        loss: "Takes encryption at rest from {}",
        suggestion: "Encrypt the store at rest again."
      ),
      Switch(
        setting: \.customerManagedKey,
        safe: true,
        check: DataStoresAreEncryptedAtRest.id,
        severity: DataStoresAreEncryptedAtRest.severity,
        loss: "Takes the key of your own from {}",
        suggestion: "Name the key again."
      ),
      Switch(
        setting: \.encryptedInTransit,
        safe: true,
        check: DatabaseConnectionsUseTLS.id,
        severity: DatabaseConnectionsUseTLS.severity,
        loss: "Lets {} be reached without TLS",
        suggestion: "Require TLS again."
      ),
      Switch(
        setting: \.publiclyAccessible,
        safe: false,
        check: DataStoresAreNotPublic.id,
        severity: DataStoresAreNotPublic.severity,
        loss: "Opens {} to the internet",
        suggestion: "Close the store to the internet again."
      ),
      Switch(
        setting: \.pointInTimeRecovery,
        safe: true,
        check: DatabasesAreBackedUp.id,
        severity: DatabasesAreBackedUp.severity,
        loss: recoveryLoss,
        suggestion: "Switch it on again."
      ),
      Switch(
        setting: \.multiZone,
        safe: true,
        check: DatabasesSurviveAZone.id,
        severity: DatabasesSurviveAZone.severity,
        loss: "Keeps {} in one zone",
        suggestion: "Run it in several zones again."
      ),
      Switch(
        setting: \.deletionProtection,
        safe: true,
        check: DatabasesResistDeletion.id,
        severity: DatabasesResistDeletion.severity,
        loss: "Takes protection from deletion from {}",
        suggestion: "Switch it on again."
      ),
      Switch(
        setting: \.versioned,
        safe: true,
        check: DatabasesAreBackedUp.id,
        severity: DatabasesAreBackedUp.severity,
        loss: "Keeps no earlier versions in {}",
        suggestion: "Keep versions again."
      ),
      Switch(
        setting: \.copiedToOtherRegion,
        safe: true,
        check: BackupsLeaveTheRegion.id,
        severity: BackupsLeaveTheRegion.severity,
        loss: "Keeps the copies of {} in its region",
        suggestion: "Copy to another region again."
      ),
      Switch(
        setting: \.accessLogged,
        safe: true,
        check: DataAccessIsLogged.id,
        severity: DataAccessIsLogged.severity,
        loss: "Stops recording access to {}",
        suggestion: "Record access to the store again."
      ),
    ]
  }

  private let pair: FactPair

  init(_ pair: FactPair) { self.pair = pair }

  func drifts() -> [Drift] {
    pairs().flatMap { old, new in
      let told = Self.switches.compactMap { changed(old, new, $0) }
      // Where recovery to a point in time is all there is, days of it are no second loss.
      let isAllThereIs = told.contains { $0.title == Self.recoveryLoss }
      return told + [isAllThereIs ? nil : backups(old, new), opened(old, new)].compactMap { $0 }
    }
  }

  private static let recoveryLoss = "Takes recovery to a point in time from {}"

  /// Stores that are the same: by address, or by type and name where only the address changed.
  private func pairs() -> [(DataStore, DataStore)] {
    let old = pair.before.infrastructure.value?.dataStores ?? []
    let new = pair.after.infrastructure.value?.dataStores ?? []
    let byAddress = Dictionary(old.map { ($0.address, $0) }, uniquingKeysWith: { a, _ in a })
    let kept = Set(new.map(\.address))
    let gone = old.filter { !kept.contains($0.address) }
    let byPlace = Dictionary(
      gone.map { ("\($0.resourceType)\u{1F}\(pair.map.moved($0.location))", $0) },
      uniquingKeysWith: { a, _ in a }
    )
    let byName = Dictionary(
      gone.compactMap { store in store.name.map { ("\(store.resourceType)\u{1F}\($0)", store) } },
      uniquingKeysWith: { a, _ in a }
    )
    return new.compactMap { store in
      let place = "\(store.location.file):\(store.location.line)"
      let known =
        byAddress[store.address] ?? byPlace["\(store.resourceType)\u{1F}\(place)"]
        ?? store.name.flatMap { byName["\(store.resourceType)\u{1F}\($0)"] }
      return known.map { ($0, store) }
    }
  }

  private func changed(_ old: DataStore, _ new: DataStore, _ item: Switch) -> Drift? {
    let (was, now) = (old[keyPath: item.setting], new[keyPath: item.setting])
    // What could not be told before was written at least; that it is off is known now.
    let wasOpen = was.unknownReason != nil && now.effective == !item.safe
    guard wasOpen || was.effective == item.safe && now.effective != item.safe else { return nil }
    var drift = blank(new, item.check)
    drift.subject += "\u{1F}\(item.loss)"
    drift.lost = [was.location].compactMap { $0 }
    drift.brought = [now.location].compactMap { $0 }
    if let reason = now.unknownReason {
      drift.kind = .notSeen
      drift.severity = .medium
      drift.title = "Possibly \(item.loss.prefix(1).lowercased())\(item.loss.dropFirst())"
      drift.detail = "It cannot be told any more: \(reason)"
      drift.suggestion = "Have somebody confirm what is deployed. \(item.suggestion)"
      return drift
    }
    drift.title = item.loss
    // That nobody writes a setting is a doubt to a scan; that somebody took it away is none.
    let isKnown = now.effective != nil
    drift.severity =
      pair.severity(item.check, of: new.address).map { isKnown ? item.severity : $0 } ?? .medium
    drift.suggestion = item.suggestion
    if wasOpen {
      drift.severity = .medium
      drift.detail = "What it was before could not be told: \(was.unknownReason ?? "")"
    }
    return drift
  }

  /// A bucket that nobody can open is another thing than one that nobody has opened.
  private func opened(_ old: DataStore, _ new: DataStore) -> Drift? {
    guard old.kind == .objectStore, old.publiclyAccessible.isWritten,
      old.publiclyAccessible.effective == false,
      new.publiclyAccessible == .unset(providerDefault: false)
    else { return nil }
    var drift = blank(new, DataStoresAreNotPublic.id)
    drift.subject += "\u{1F}block"
    drift.lost = [old.publiclyAccessible.location].compactMap { $0 }
    drift.title = "Takes the block of public access from {}"
    drift.detail =
      "Nothing opens it to the internet now, and nothing keeps a policy or a list from it"
    drift.suggestion = "Block public access to the bucket again."
    return drift
  }

  private func backups(_ old: DataStore, _ new: DataStore) -> Drift? {
    guard let was = old.backupRetentionDays.effective, was > 0 else { return nil }
    var drift = blank(new, DatabasesAreBackedUp.id)
    drift.subject += "\u{1F}days"
    drift.lost = [old.backupRetentionDays.location].compactMap { $0 }
    drift.brought = [new.backupRetentionDays.location].compactMap { $0 }
    drift.suggestion = "Keep backups as long as before, or have somebody confirm the shorter time."
    guard let now = new.backupRetentionDays.effective else {
      guard let reason = new.backupRetentionDays.unknownReason else { return nil }
      drift.kind = .notSeen
      drift.title = "Leaves it open how long backups of {} are kept"
      drift.detail = reason
      return drift
    }
    guard now < was else { return nil }
    drift.title =
      now == 0
      ? "Ends the automatic backups of {}, which were kept \(counted(was, "day"))"
      : "Keeps backups of {} for \(counted(now, "day")) instead of \(was)"
    drift.severity = pair.severity(DatabasesAreBackedUp.id, of: new.address) ?? .medium
    return drift
  }

  private func blank(_ store: DataStore, _ check: CheckID) -> Drift {
    Drift(
      kind: .infrastructureWeakened,
      severity: .medium,
      check: check,
      subject: store.address,
      name: quoted(store.address),
      title: "",
      plural: "data stores",
      location: store.location,
      names: [store.address.split(separator: ".").last.map(String.init) ?? store.address]
    )
  }
}
