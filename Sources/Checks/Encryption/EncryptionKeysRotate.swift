import ReadinessModel

/// Every encryption key the company manages rotates.
///
/// ## Why it matters
/// A key that never changes protects ever more data, and its loss exposes all of it.
///
/// ## What is inspected
/// The rotation setting of each key in infrastructure code.
///
/// ## What this cannot show
/// Keys made outside the infrastructure code; keys the provider manages rotate by its own rules.
enum EncryptionKeysRotate: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.infrastructure]

  /// The keys, and whether stores use keys that were not seen.
  struct Subject: Codable, Hashable, Sendable {
    var keys: [EncryptionKey]
    var storesWithOwnKey: [SourceLocation]
    var hasStores: Bool
    var unresolved: [UnresolvedInfrastructure]
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.infrastructure.map { infrastructure in
      Subject(
        keys: infrastructure.encryptionKeys,
        storesWithOwnKey: infrastructure.dataStores
          .filter { $0.customerManagedKey.effective == true }.map(\.location),
        hasStores: !infrastructure.dataStores.isEmpty,
        unresolved: infrastructure.unresolved,
        home: facts.infrastructureHome
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let items = subject.keys.compactMap { key in
      settingItem(
        key.rotates,
        of: key.address,
        at: key.location,
        wording: SettingWording(
          what: "rotation",
          written: "does not rotate",
          byDefault: "does not rotate, because rotation is not written",
          next: "Switch rotation on."
        )
      )
    }
    return eachItem(items + unresolvedBlocks(subject.unresolved)) {
      guard subject.keys.isEmpty else {
        return holds(
          "\(all(subject.keys.count, "key")) \(verb(subject.keys.count, "rotates", "rotate"))",
          at: subject.keys.map { $0.rotates.location ?? $0.location }
        )
      }
      guard subject.storesWithOwnKey.isEmpty else {
        return cannotSee(
          "\(counted(subject.storesWithOwnKey.count, "data store"))"
            + " \(verb(subject.storesWithOwnKey.count, "uses", "use")) a key that no infrastructure"
            + " code declares",
          at: subject.storesWithOwnKey
        )
      }
      return subject.hasStores
        ? notApplicable("The data stores use no key of the company's own")
        : cannotSee("No key and no data store was found in infrastructure code", at: subject.home)
    }
  }
}
