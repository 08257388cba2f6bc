/// The ruleset that is recommended for a default branch, beside what is there.
package struct ProtectionPlan: Codable, Hashable, Sendable {
  /// Owner and name of the repository.
  package var repository: String
  /// The branch.
  package var branch: String
  /// Number of the ruleset that would be changed; nil when one would be made.
  package var ruleset: Int?
  /// What is recommended, each with whether it is in force.
  package var steps: [ProtectionStep]
  /// Jobs whose checks are not required, with the reason.
  package var leftOut: [String]
  /// What could not be seen of the rules that are there.
  package var unseen: [String]
  /// The file of the repository that says what is wanted beside; nil when there is none.
  package var reviewedFile: String?
  /// The ruleset as the host takes it, in JSON.
  package var body: String
  /// Whether everything recommended is in force, so that nothing needs to be set.
  package var isInForce: Bool { steps.allSatisfy(\.isInForce) }

  /// Creates a value from its parts.
  package init(
    repository: String,
    branch: String,
    ruleset: Int? = nil,
    steps: [ProtectionStep] = [],
    leftOut: [String] = [],
    unseen: [String] = [],
    reviewedFile: String? = nil,
    body: String
  ) {
    self.repository = repository
    self.branch = branch
    self.ruleset = ruleset
    self.steps = steps
    self.leftOut = leftOut
    self.unseen = unseen
    self.reviewedFile = reviewedFile
    self.body = body
  }
}

/// One recommendation for a default branch.
package struct ProtectionStep: Codable, Hashable, Sendable {
  /// What is recommended, as a sentence without its end.
  package var what: String
  /// Whether it is in force and binds everybody.
  package var isInForce: Bool
  /// How things stand, where it is not.
  package var now: String

  /// Creates a value from its parts.
  package init(what: String, isInForce: Bool, now: String = "") {
    self.what = what
    self.isInForce = isInForce
    self.now = now
  }
}
