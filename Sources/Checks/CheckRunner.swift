package import ReadinessModel

/// Runs every check over the facts of one repository.
package enum CheckRunner {
  /// The identifier of every check, sorted.
  package static let identifiers: [CheckID] = all.map { $0.id }

  /// Findings of every check, sorted by check, outcome, place and message.
  package static func run(_ facts: RepositoryFacts) -> [Finding] {
    all.flatMap { findings(of: $0, in: facts) }
  }

  /// Findings of one check, sorted by outcome, place and message.
  package static func findings(
    of check: any Check.Type,
    in facts: RepositoryFacts
  ) -> [Finding] {
    assess(check, facts).sorted(by: isOrdered)
  }

  /// What a check is, for readers; nil when there is no such check.
  package static func description(of check: CheckID) -> CheckDescription? {
    descriptionsByID[check]
  }

  private static let descriptionsByID = Dictionary(
    descriptions.map { ($0.id, $0) },
    uniquingKeysWith: { first, _ in first }
  )

  private static func assess<C: Check>(_ check: C.Type, _ facts: RepositoryFacts) -> [Finding] {
    switch check.subject(in: facts) {
    case .notObservable(let reason):
      check.cannotSee("Not assessed: \(reason)", at: facts.rootManifest)
    case .observed(let subject):
      check.evaluate(subject) + lost(check, facts)
    }
  }

  /// Says that the answer may be incomplete, when files that bear on it were not read.
  private static func lost<C: Check>(_ check: C.Type, _ facts: RepositoryFacts) -> [Finding] {
    let kinds = Set(check.affectedBySkipped.map(\.rawValue))
    guard !kinds.isEmpty else { return [] }
    let files = facts.inventory.skipped.filter { !kinds.isDisjoint(with: $0.mattersFor) }
    guard let first = files.first else { return [] }
    return [
      check.finding(
        .unconfirmed,
        "\(counted(files.count, "file")) that may matter here \(verb(files.count, "was", "were"))"
          + " not read (\(quoted(first.file)): \(first.reason))",
        at: files.map { SourceLocation(file: $0.file, line: 1) },
        next: "Exclude the files in auditwright.yml if they are not part of the product.",
        aspect: UnseenAspect.unreadFile
      )
    ]
  }

  private static func isOrdered(_ left: Finding, _ right: Finding) -> Bool {
    if left.outcome != right.outcome { return rank(left.outcome) < rank(right.outcome) }
    let (leftPlace, rightPlace) = (left.locations.first, right.locations.first)
    if let leftPlace, let rightPlace, leftPlace != rightPlace { return leftPlace < rightPlace }
    if (leftPlace == nil) != (rightPlace == nil) { return leftPlace != nil }
    return (left.resource ?? "", left.message) < (right.resource ?? "", right.message)
  }

  private static func rank(_ outcome: Outcome) -> Int {
    switch outcome {
    case .doesNotHold: 0
    case .unconfirmed: 1
    case .notObservable: 2
    case .needsAttestation: 3
    case .holds: 4
    case .notApplicable: 5
    }
  }
}
