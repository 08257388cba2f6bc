/// What moved between two assessments.
package struct ReadinessComparison: Codable, Hashable, Sendable {
  /// Version of this value's shape.
  package var schemaVersion: Int
  /// The profile that both were assessed against.
  package var profile: String
  /// The earlier assessment.
  package var before: ComparedAssessment
  /// The later assessment.
  package var after: ComparedAssessment
  /// Scores by category, in the order of reports.
  package var categories: [CategoryMovement]
  /// Controls that stand differently, in the profile's order.
  package var moved: [ControlMovement]
  /// Controls that apply and do not pass afterwards, in the profile's order.
  package var remaining: [ControlMovement]
  /// Gaps of required checks that only the later assessment has.
  package var newGaps: [ControlFinding]

  /// Creates a value from its parts.
  package init(
    schemaVersion: Int = 1,
    profile: String,
    before: ComparedAssessment,
    after: ComparedAssessment,
    categories: [CategoryMovement],
    moved: [ControlMovement],
    remaining: [ControlMovement],
    newGaps: [ControlFinding]
  ) {
    self.schemaVersion = schemaVersion
    self.profile = profile
    self.before = before
    self.after = after
    self.categories = categories
    self.moved = moved
    self.remaining = remaining
    self.newGaps = newGaps
  }

  /// Whether a control stands worse than before.
  package var hasWorsened: Bool { moved.contains { $0.direction == .worse } }
}

/// One side of a comparison.
package struct ComparedAssessment: Codable, Hashable, Sendable {
  /// Name of the repository's folder.
  package var repository: String
  /// The commit assessed, nil outside a git work tree.
  package var commit: String?
  /// The day it was judged as of, `YYYY-MM-DD`.
  package var assessedOn: String
  /// The bottom line.
  package var summary: ReadinessSummary

  /// Creates a value from its parts.
  package init(
    repository: String,
    commit: String?,
    assessedOn: String,
    summary: ReadinessSummary
  ) {
    self.repository = repository
    self.commit = commit
    self.assessedOn = assessedOn
    self.summary = summary
  }
}

/// The score of one category before and after.
package struct CategoryMovement: Codable, Hashable, Sendable {
  /// Its score before, nil when it was not assessed.
  package var before: CategoryScore?
  /// Its score after.
  package var after: CategoryScore

  /// Creates a value from its parts.
  package init(before: CategoryScore?, after: CategoryScore) {
    self.before = before
    self.after = after
  }
}

/// A control before and after.
package struct ControlMovement: Codable, Hashable, Sendable {
  /// Whether a control stands better or worse.
  package enum Direction: String, Codable, Hashable, Sendable, CaseIterable {
    /// Nearer to passing.
    case better
    /// Farther from passing.
    case worse
    /// As it was.
    case same
  }

  /// The control.
  package var control: ControlID
  /// Its title.
  package var title: String
  /// Its category.
  package var category: ControlCategory
  /// Where it stood, nil when it was not assessed.
  package var before: DesignStatus?
  /// Where it stands.
  package var after: DesignStatus
  /// Which way it moved.
  package var direction: Direction
  /// Why it stands where it stands, in one sentence.
  package var reason: String
  /// Its checks whose outcome changed.
  package var checks: [CheckMovement]
  /// Places a reader should open first.
  package var keyLocations: [SourceLocation]

  /// Creates a value from its parts.
  package init(
    control: ControlID,
    title: String,
    category: ControlCategory,
    before: DesignStatus?,
    after: DesignStatus,
    direction: Direction,
    reason: String,
    checks: [CheckMovement] = [],
    keyLocations: [SourceLocation] = []
  ) {
    self.control = control
    self.title = title
    self.category = category
    self.before = before
    self.after = after
    self.direction = direction
    self.reason = reason
    self.checks = checks
    self.keyLocations = keyLocations
  }
}

/// A check of a control before and after.
package struct CheckMovement: Codable, Hashable, Sendable {
  /// The check.
  package var check: CheckID
  /// The sentence it answers.
  package var statement: String
  /// Its outcome before, nil when it was not run.
  package var before: Outcome?
  /// Its outcome after.
  package var after: Outcome
  /// Subjects that were short of holding before.
  package var gapsBefore: Int
  /// Subjects that are short of holding after.
  package var gapsAfter: Int
  /// What its findings amount to afterwards.
  package var summary: String

  /// Creates a value from its parts.
  package init(
    check: CheckID,
    statement: String,
    before: Outcome?,
    after: Outcome,
    gapsBefore: Int,
    gapsAfter: Int,
    summary: String
  ) {
    self.check = check
    self.statement = statement
    self.before = before
    self.after = after
    self.gapsBefore = gapsBefore
    self.gapsAfter = gapsAfter
    self.summary = summary
  }
}
