package import ReadinessModel

/// One subject that stands worse than before, with what may show why.
package struct Drift: Hashable, Sendable {
  /// What it is.
  package var kind: ConcernKind
  /// How much it matters.
  package var severity: Severity
  /// How sure it is.
  package var confidence: Confidence
  /// The check it is about, nil when it is about what could not be seen.
  package var check: CheckID?
  /// What stays the same about the subject while it is the same.
  package var subject: String
  /// The subject as readers know it.
  package var name: String
  /// What the change does; `{}` stands for the subject, or for how many there are.
  package var title: String
  /// What several subjects are called, for example `routes`; nil when each is told by itself.
  package var plural: String?
  /// More about it, in a sentence.
  package var detail: String
  /// Where the subject stands on the side the change leads to.
  package var location: SourceLocation?
  /// Old places whose loss is the cause by itself.
  package var lost: [SourceLocation]
  /// New places whose arrival is the cause by itself.
  package var brought: [SourceLocation]
  /// What the code calls that which was lost; lines that mention it are looked at first.
  package var names: [String]
  /// What to do about it, in one sentence.
  package var suggestion: String?

  /// Creates a value from its parts.
  package init(
    kind: ConcernKind,
    severity: Severity,
    confidence: Confidence = .high,
    check: CheckID? = nil,
    subject: String,
    name: String,
    title: String,
    plural: String? = nil,
    detail: String = "",
    location: SourceLocation? = nil,
    lost: [SourceLocation] = [],
    brought: [SourceLocation] = [],
    names: [String] = [],
    suggestion: String? = nil
  ) {
    self.kind = kind
    self.severity = severity
    self.confidence = confidence
    self.check = check
    self.subject = subject
    self.name = name
    self.title = title
    self.plural = plural
    self.detail = detail
    self.location = location
    self.lost = lost
    self.brought = brought
    self.names = names
    self.suggestion = suggestion
  }

  /// What tells this from every other, whatever the lines are.
  package var key: String {
    [kind.rawValue, check?.rawValue ?? "", title, subject].joined(separator: "\u{1F}")
  }
}

/// Two sets of facts, of one repository before and after a change.
package struct FactPair: Sendable {
  /// Facts before.
  package var before: RepositoryFacts
  /// Facts after.
  package var after: RepositoryFacts
  /// What the change does to files.
  package var map: ChangeMap
  /// Findings of every check before.
  package var findingsBefore: [Finding]
  /// Findings of every check after.
  package var findingsAfter: [Finding]

  /// Runs every check over both sides.
  package init(before: RepositoryFacts, after: RepositoryFacts, map: ChangeMap) {
    self.init(before: before, findings: CheckRunner.run(before), after: after, map: map)
  }

  /// Runs every check over the later side; the findings of the earlier one are known.
  package init(
    before: RepositoryFacts,
    findings: [Finding],
    after: RepositoryFacts,
    map: ChangeMap
  ) {
    self.before = before
    self.after = after
    self.map = map
    findingsBefore = findings
    findingsAfter = CheckRunner.run(after)
  }

  /// Everything that stands worse than before, and in sentences what stands better.
  package func drifts() -> (worse: [Drift], better: [String]) {
    let routes = RouteDrift(self).result()
    let secrets = SecretDrift(self).drifts()
    let stores = StoreDrift(self).drifts()
    let fields = FieldDrift(self).drifts()
    let pipeline = PipelineDrift(self).drifts()
    let unseen = VisibilityDrift(self).drifts()
    let told = routes.worse + secrets + stores + fields + pipeline
    let findings = FindingDrift(self, told: told).result()
    return (told + unseen + findings.worse, routes.better + findings.better)
  }

  /// The severity with which a check speaks of a subject afterwards; nil when it does not.
  func severity(_ check: CheckID, of resource: String) -> Severity? {
    let gaps = findingsAfter.filter { $0.check == check && $0.outcome.isShort }
    if let named = gaps.first(where: { $0.resource == resource }) { return named.severity }
    // Beyond a number of subjects a check only counts.
    return gaps.count > 200 ? gaps.first?.severity : nil
  }
}

extension Outcome {
  /// Whether the sentence is false or in doubt.
  var isShort: Bool { self == .doesNotHold || self == .unconfirmed }

  /// How far from holding an outcome is.
  var distance: Int {
    switch self {
    case .holds, .notApplicable: 0
    case .needsAttestation: 1
    case .unconfirmed, .notObservable: 2
    case .doesNotHold: 3
    }
  }
}
