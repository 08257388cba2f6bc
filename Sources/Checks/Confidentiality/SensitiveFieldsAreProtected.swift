import ReadinessModel

/// Every field of a special category, and every credential, is encrypted, hashed, tokenised or masked.
///
/// ## Why it matters
/// Encryption of the whole disk protects nothing from whoever can query the table.
///
/// ## What is inspected
/// Fields recognised as sensitive or as credentials, with protection declared in the model or done
/// on their way. Confidential business data and guesses of low confidence are unconfirmed, until a
/// data inventory with owner and review gives the field a class that asks for less.
///
/// ## What this cannot show
/// Protection by the database or a proxy, and data in free text.
enum SensitiveFieldsAreProtected: Check {
  static let severity = Severity.high
  static let affectedBySkipped: [SkippedKind] = [.data]

  /// The records, and how passwords are hashed on their way into them.
  struct Subject: Codable, Hashable, Sendable {
    var table: DataTable
    var hashes: [PasswordHash]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    DataTable.observed(in: facts).map { table in
      Subject(table: table, hashes: facts.application.value?.passwordHashes ?? [])
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard !subject.table.models.isEmpty else {
      return cannotSee("No model or table was found, so the fields that are kept are unknown")
    }
    let hashesSlowly = !subject.hashes.isEmpty && subject.hashes.allSatisfy(\.isSlow)
    let scored = subject.table.models { field in
      [.sensitive, .credential, .confidential].contains(field.sensitivity)
    }
    let items = scored.flatMap { model, fields in
      fields.filter { !isProtected($0, hashesSlowly: hashesSlowly) }
        .filter { !isSettled($0, of: model, subject.table) }
        .map { item($0, of: model) }
    }
    return eachItem(items) {
      let fields = scored.flatMap(\.fields)
      guard !fields.isEmpty else {
        return notApplicable(
          "No sensitive field and no credential was recognised in"
            + " \(counted(subject.table.models.count, "model"))"
        )
      }
      return holds(
        "\(all(fields.count, "sensitive field")) \(verb(fields.count, "is", "are")) protected",
        at: fields.map(\.location),
        confidence: .medium
      )
    }
  }

  /// Whether a doubt about a field is answered by whoever owns the inventory, with a class that does
  /// not ask for protection of the field by itself.
  private static func isSettled(
    _ field: DataField,
    of model: DataModel,
    _ table: DataTable
  ) -> Bool {
    guard !isCertain(field), let inventory = table.inventory,
      inventory.isConfirmed(asOf: table.assessedOn),
      let given = inventory.classification(of: field, in: model)
    else { return false }
    return ["public", "internal", "confidential"].contains(given.lowercased())
  }

  private static func isCertain(_ field: DataField) -> Bool {
    field.confidence != .low && field.sensitivity != .confidential
  }

  private static func item(_ field: DataField, of model: DataModel) -> Finding {
    let isCertain = isCertain(field)
    let kind =
      switch field.sensitivity {
      case .credential: "a credential"
      case .confidential: "confidential"
      default: "sensitive"
      }
    return finding(
      isCertain ? .doesNotHold : .unconfirmed,
      "\(quoted(model.name)).\(quoted(field.name)) \(isCertain ? "is" : "may be") \(kind) and is kept"
        + " as it is",
      at: [field.location],
      confidence: field.confidence,
      resource: "\(model.name).\(field.name)",
      lookedFor: "encryption, hashing, tokenisation or masking of the field",
      next: field.sensitivity == .credential
        ? "Hash it, or encrypt it if it must be read back." : "Encrypt the field.",
      aspect: field.sensitivity == .credential ? "credential" : nil
    )
  }

  /// A field named for a hash holds one; a password is hashed when every hashing call is slow.
  private static func isProtected(_ field: DataField, hashesSlowly: Bool) -> Bool {
    if field.protection != nil { return true }
    guard field.sensitivity == .credential else { return false }
    let name = normalised(field.name)
    if ["hash", "digest", "encrypted", "ciphertext", "cipher"].contains(where: name.contains) {
      return true
    }
    return hashesSlowly && (name.contains("password") || name.contains("passwd"))
  }
}
