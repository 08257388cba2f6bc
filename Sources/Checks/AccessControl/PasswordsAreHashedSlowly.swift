import ReadinessModel

/// Passwords are hashed with an algorithm made to be slow, at a sufficient cost.
///
/// ## Why it matters
/// A stolen table of passwords that were hashed fast is a table of passwords.
///
/// ## What is inspected
/// Calls that hash or compare passwords, with their algorithm and cost (bcrypt 10, PBKDF2 100,000
/// iterations, scrypt 16,384), and fields of stored records that look like passwords.
///
/// ## What this cannot show
/// How an identity provider outside the repository keeps passwords.
enum PasswordsAreHashedSlowly: Check {
  static let severity = Severity.critical
  static let affectedBySkipped: [SkippedKind] = [.data]

  /// The hashing calls and the fields they should stand before.
  struct Subject: Codable, Hashable, Sendable {
    var hashes: [PasswordHash]
    var passwordFields: [String: SourceLocation]
    var modelsWereSeen: Bool
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.application.map { application in
      let models = facts.data.value?.models ?? []
      let fields = models.flatMap { model in
        model.fields.filter { isPassword($0) }
          .map { ("\(model.name).\($0.name)", $0.location) }
      }
      return Subject(
        hashes: application.passwordHashes,
        passwordFields: Dictionary(fields, uniquingKeysWith: { first, _ in first }),
        modelsWereSeen: !models.isEmpty,
        home: facts.applicationHome
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard !subject.hashes.isEmpty else { return withoutHashes(subject) }
    return eachItem(subject.hashes.compactMap { item($0) }) {
      let algorithms = Set(subject.hashes.map(\.algorithm)).sorted()
      return holds(
        "\(all(subject.hashes.count, "password call")) \(verb(subject.hashes.count, "uses", "use"))"
          + " \(listed(algorithms))",
        at: subject.hashes.map(\.location)
      )
    }
  }

  private static func withoutHashes(_ subject: Subject) -> [Finding] {
    let fields = subject.passwordFields.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    guard fields.isEmpty else {
      return fields.map { name, location in
        finding(
          .unconfirmed,
          "\(quoted(name)) looks like a password, but no call that hashes passwords was found",
          at: [location],
          resource: name,
          lookedFor: "a call of argon2, bcrypt, scrypt or PBKDF2",
          next: "Hash passwords with argon2id or bcrypt, or say who keeps them."
        )
      }
    }
    guard subject.modelsWereSeen else {
      return cannotSee(
        "No call that hashes passwords and no stored record was found, so who keeps passwords is"
          + " unknown",
        at: subject.home
      )
    }
    return notApplicable("No password is kept: no stored record has one and no call hashes one")
  }

  private static func item(_ hash: PasswordHash) -> Finding? {
    guard hash.isSlow else {
      return finding(
        .doesNotHold,
        "A password is hashed with \(quoted(hash.algorithm)), which is made to be fast",
        at: [hash.location],
        next: "Use argon2id or bcrypt, and rehash each password at its owner's next sign-in."
      )
    }
    let algorithm = normalised(hash.algorithm)
    let least: (Int, String)? =
      switch true {
      case algorithm.hasPrefix("bcrypt"): (10, "rounds")
      case algorithm.hasPrefix("pbkdf2"): (100_000, "iterations")
      case algorithm.hasPrefix("scrypt"): (16_384, "as its cost")
      default: nil
      }
    guard let least else { return nil }
    guard let cost = hash.cost else {
      guard algorithm.hasPrefix("pbkdf2") else { return nil }
      return finding(
        .unconfirmed,
        "A password is hashed with PBKDF2 and a number of iterations that is not written here",
        at: [hash.location]
      )
    }
    guard cost < least.0 else { return nil }
    return finding(
      .doesNotHold,
      "A password is hashed with \(quoted(hash.algorithm)) and \(cost) \(least.1), fewer than"
        + " \(least.0)",
      at: [hash.location],
      severity: .high,
      next: "Raise the cost."
    )
  }

  private static func isPassword(_ field: DataField) -> Bool {
    let name = normalised(field.name)
    return ["password", "passwd", "passphrase", "pwd", "passcode"].contains { name.contains($0) }
      && !name.contains("reset") && !name.hasSuffix("at")
  }
}
