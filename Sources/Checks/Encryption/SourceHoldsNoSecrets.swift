import ReadinessModel

/// No file of the product holds a secret.
///
/// ## Why it matters
/// Everybody who ever had the repository has the secret, and it stays in the history.
///
/// ## What is inspected
/// Every text file of the working tree, against rules for the secrets of known services and for
/// names and values that look like one. Only a masked beginning is reported.
///
/// ## What this cannot show
/// The history before this commit, and whether a secret still works.
enum SourceHoldsNoSecrets: Check {
  static let severity = Severity.critical
  static let affectedBySkipped: [SkippedKind] = [.secrets, .routes]

  /// The secrets found, and how much was read.
  struct Subject: Codable, Hashable, Sendable {
    var secrets: [HardCodedSecret]
    var files: Int
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.application.map { application in
      Subject(
        secrets: application.secrets,
        files: facts.inventory.files,
        home: facts.rootManifest
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard subject.files > 0 || !subject.secrets.isEmpty else {
      return cannotSee("No file was read")
    }
    return eachItem(subject.secrets.compactMap { item($0) }) {
      holds("No secret was found in \(counted(subject.files, "file"))", at: subject.home)
    }
  }

  /// Tests, examples and documents hold made-up values; only what looks entirely real counts there.
  private static func item(_ secret: HardCodedSecret) -> Finding? {
    let isProduct = ["source", "configuration"].contains(secret.context)
    guard isProduct || secret.confidence == .high else { return nil }
    let outcome: Outcome = isProduct && secret.confidence != .low ? .doesNotHold : .unconfirmed
    return finding(
      outcome,
      outcome == .doesNotHold
        ? "\(quoted(secret.title)) is written in \(quoted(secret.location.file))"
          + " (\(quoted(secret.redacted)))"
        : "What may be a secret (\(quoted(secret.title))) is written in"
          + " \(quoted(secret.location.file)) (\(quoted(secret.redacted)))",
      at: [secret.location],
      confidence: secret.confidence,
      resource: secret.rule,
      next: "Change the secret, then read it from a secret store."
    )
  }
}
