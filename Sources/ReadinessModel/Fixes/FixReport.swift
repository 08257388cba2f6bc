/// What a fix would change, or has changed, in the repository and in its assessment.
package struct FixReport: Codable, Hashable, Sendable {
  /// Version of this value's shape.
  package var schemaVersion: Int
  /// Name of the repository's folder.
  package var repository: String
  /// Whether the files were written; otherwise this is a preview.
  package var isApplied: Bool
  /// What each fixer does, in the order in which they are applied.
  package var fixers: [FixerReport]
  /// Files as they were and as they become, sorted by path.
  package var files: [FilePatch]
  /// Controls that the fixers serve, or whose design changes.
  package var controls: [ControlChange]
  /// Checks that the fixers serve, or whose outcome changes.
  package var checks: [CheckChange]
  /// Questions that bear on the fix, with their answers.
  package var decisions: [DecisionReport]
  /// Why the fix must not be applied; empty when it may be.
  package var problems: [String]
  /// Where the change comes from, when a language model wrote it.
  package var proposal: ModelProposal?

  /// Creates a value from its parts.
  package init(
    repository: String,
    isApplied: Bool = false,
    fixers: [FixerReport] = [],
    files: [FilePatch] = [],
    controls: [ControlChange] = [],
    checks: [CheckChange] = [],
    decisions: [DecisionReport] = [],
    problems: [String] = [],
    proposal: ModelProposal? = nil
  ) {
    schemaVersion = 1
    self.repository = repository
    self.isApplied = isApplied
    self.fixers = fixers
    self.files = files
    self.controls = controls
    self.checks = checks
    self.decisions = decisions
    self.problems = problems
    self.proposal = proposal
  }

  /// Whether every control that the fixers serve passes afterwards.
  package var reachesEverything: Bool {
    controls.filter(\.isServed).allSatisfy { $0.after == .passing }
  }

  /// Whether nothing could be fixed, for the reasons the fixers give.
  package var isRefusedWhole: Bool {
    files.isEmpty && !fixers.isEmpty && fixers.allSatisfy { !$0.refusals.isEmpty }
  }
}

/// What one fixer does.
package struct FixerReport: Codable, Hashable, Sendable {
  /// Its identifier.
  package var id: String
  /// What it does, as an imperative sentence.
  package var title: String
  /// Controls it serves.
  package var controls: [ControlID]
  /// What it changes, or shows only.
  package var changes: [ChangeReport]
  /// What it leaves alone.
  package var refusals: [RefusalReport]
  /// What remains for people to do.
  package var followUps: [String]

  /// Creates a value from its parts.
  package init(
    id: String,
    title: String,
    controls: [ControlID],
    changes: [ChangeReport] = [],
    refusals: [RefusalReport] = [],
    followUps: [String] = []
  ) {
    self.id = id
    self.title = title
    self.controls = controls
    self.changes = changes
    self.refusals = refusals
    self.followUps = followUps
  }
}

/// Edits that belong together.
package struct ChangeReport: Codable, Hashable, Sendable {
  /// What they do.
  package var title: String
  /// Why.
  package var reason: String
  /// `safe`, `needs-decision` or `display-only`.
  package var applicability: String
  /// The decision they depend on, nil for none.
  package var decision: String?
  /// Whether they are part of the patch.
  package var isIncluded: Bool
  /// Files they touch, sorted.
  package var files: [String]
  /// Edits that are only shown, as text; empty for those that are part of the patch.
  package var suggestions: [String]

  /// Creates a value from its parts.
  package init(
    title: String,
    reason: String,
    applicability: String,
    decision: String? = nil,
    isIncluded: Bool,
    files: [String],
    suggestions: [String] = []
  ) {
    self.title = title
    self.reason = reason
    self.applicability = applicability
    self.decision = decision
    self.isIncluded = isIncluded
    self.files = files
    self.suggestions = suggestions
  }
}

/// Something a fixer leaves alone.
package struct RefusalReport: Codable, Hashable, Sendable {
  /// What.
  package var subject: String
  /// Why, as a clause.
  package var reason: String
  /// Where, nil when it is about the whole repository.
  package var location: SourceLocation?
  /// What a person can do instead.
  package var next: String

  /// Creates a value from its parts.
  package init(subject: String, reason: String, location: SourceLocation? = nil, next: String) {
    self.subject = subject
    self.reason = reason
    self.location = location
    self.next = next
  }
}

/// One file as it was and as it becomes.
package struct FilePatch: Codable, Hashable, Sendable {
  /// Path relative to the root.
  package var path: String
  /// Its text before, nil when it is new.
  package var before: String?
  /// Its text after.
  package var after: String

  /// Creates a value from its parts.
  package init(path: String, before: String?, after: String) {
    self.path = path
    self.before = before
    self.after = after
  }
}

/// What becomes of one control.
package struct ControlChange: Codable, Hashable, Sendable {
  /// The control.
  package var id: ControlID
  /// Its title.
  package var title: String
  /// Its design before.
  package var before: DesignStatus
  /// Its design after.
  package var after: DesignStatus
  /// Why it stands where it stands after.
  package var reason: String
  /// Whether one of the fixers serves it.
  package var isServed: Bool

  /// Creates a value from its parts.
  package init(
    id: ControlID,
    title: String,
    before: DesignStatus,
    after: DesignStatus,
    reason: String,
    isServed: Bool
  ) {
    self.id = id
    self.title = title
    self.before = before
    self.after = after
    self.reason = reason
    self.isServed = isServed
  }
}

/// What becomes of one check.
package struct CheckChange: Codable, Hashable, Sendable {
  /// The check.
  package var check: CheckID
  /// The sentence it answers.
  package var statement: String
  /// Its outcome before.
  package var before: Outcome
  /// Its outcome after.
  package var after: Outcome
  /// What its findings amount to afterwards.
  package var summary: String
  /// Whether one of the fixers serves it.
  package var isServed: Bool

  /// Creates a value from its parts.
  package init(
    check: CheckID,
    statement: String,
    before: Outcome,
    after: Outcome,
    summary: String,
    isServed: Bool
  ) {
    self.check = check
    self.statement = statement
    self.before = before
    self.after = after
    self.summary = summary
    self.isServed = isServed
  }
}

/// A question and its answer.
package struct DecisionReport: Codable, Hashable, Sendable {
  /// One answer that can be given.
  package struct Choice: Codable, Hashable, Sendable {
    /// The answer as it is written down.
    package var value: String
    /// What it means.
    package var meaning: String

    /// Creates a value from its parts.
    package init(value: String, meaning: String) {
      self.value = value
      self.meaning = meaning
    }
  }

  /// Its name.
  package var id: String
  /// The question.
  package var question: String
  /// The answer in force, nil when there is none yet.
  package var answer: String?
  /// Whether somebody gave it; otherwise it is the standard one.
  package var isGiven: Bool
  /// Answers that can be given; empty for free text.
  package var choices: [Choice]

  /// Creates a value from its parts.
  package init(
    id: String,
    question: String,
    answer: String?,
    isGiven: Bool,
    choices: [Choice]
  ) {
    self.id = id
    self.question = question
    self.answer = answer
    self.isGiven = isGiven
    self.choices = choices
  }
}
