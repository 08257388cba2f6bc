/// What a check says about one subject.
package enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
  /// The statement is true, and the finding shows where.
  case holds
  /// The statement is false.
  case doesNotHold = "does-not-hold"
  /// The design suggests it, but the deciding fact cannot be confirmed.
  case unconfirmed
  /// The facts needed could not be seen.
  case notObservable = "not-observable"
  /// Only a person can say.
  case needsAttestation = "needs-attestation"
  /// There is nothing the statement could be about.
  case notApplicable = "not-applicable"
}

/// How much a finding matters.
package enum Severity: String, Codable, Hashable, Sendable, CaseIterable {
  /// An outsider can act on it now.
  case critical
  /// A control cannot work.
  case high
  /// A control is weakened.
  case medium
  /// A control could be shown better.
  case low
  /// Nothing needs to be done.
  case informational
}

/// How sure a statement is.
package enum Confidence: String, Codable, Hashable, Sendable, CaseIterable {
  /// Follows from the code.
  case high
  /// Follows from the code and well-kept conventions.
  case medium
  /// Suggested by names alone.
  case low
}

/// What one check says about one subject.
package struct Finding: Codable, Hashable, Sendable {
  /// The check.
  package var check: CheckID
  /// What it says.
  package var outcome: Outcome
  /// How much it matters.
  package var severity: Severity
  /// How sure it is.
  package var confidence: Confidence
  /// What was found, in one sentence.
  package var message: String
  /// Where it shows; for something absent, where it belongs.
  package var locations: [SourceLocation]
  /// The subject, for example a route or a resource address.
  package var resource: String?
  /// What was looked for, when it is absent.
  package var lookedFor: String?
  /// What to do about it, in one sentence.
  package var nextStep: String?
  /// The part of the check's sentence that is false, where it has several, in kebab case.
  package var aspect: String?
  /// How many further findings it stands for, when they are too many to list.
  package var more: Int?

  /// Creates a value from its parts.
  package init(
    check: CheckID,
    outcome: Outcome,
    severity: Severity,
    confidence: Confidence = .high,
    message: String,
    locations: [SourceLocation] = [],
    resource: String? = nil,
    lookedFor: String? = nil,
    nextStep: String? = nil,
    aspect: String? = nil,
    more: Int? = nil
  ) {
    self.check = check
    self.outcome = outcome
    self.severity = severity
    self.confidence = confidence
    self.message = message
    self.locations = locations
    self.resource = resource
    self.lookedFor = lookedFor
    self.nextStep = nextStep
    self.aspect = aspect
    self.more = more
  }
}

/// Aspects of findings that say what could not be seen, and nothing of what was.
package enum UnseenAspect {
  /// A route was registered in a way that could not be resolved.
  package static let registration = "unresolved-registration"
  /// A file that may matter was not read.
  package static let unreadFile = "unread-file"

  /// All of them.
  package static let all: Set<String> = [registration, unreadFile]
}
