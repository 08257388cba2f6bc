/// Whether a control, as designed, would do its work.
package enum DesignStatus: String, Codable, Hashable, Sendable, CaseIterable {
  /// Every required check was assessed and holds.
  case passing
  /// A required check does not hold.
  case failing
  /// A required fact could not be confirmed.
  case warning
  /// A required fact could not be seen.
  case notAssessed = "not-assessed"
  /// Only a person can decide it.
  case needsAttestation = "needs-attestation"
  /// Every required check holds, and the history that alone shows the control at work is short.
  case collecting
  /// There is nothing it could apply to.
  case notApplicable = "not-applicable"

  /// Whether every required check holds, whatever its history.
  package var isBuiltToWork: Bool { self == .passing || self == .collecting }
}

/// The outcome of one check over all its subjects.
package struct CheckResult: Codable, Hashable, Sendable {
  /// The check.
  package var check: CheckID
  /// The sentence it answers.
  package var statement: String
  /// Whether the control passes only when it holds.
  package var isRequired: Bool
  /// The worst outcome over all subjects.
  package var outcome: Outcome
  /// Subjects looked at.
  package var subjects: Int
  /// Subjects for which it does not hold, or for which that could not be confirmed.
  package var failingSubjects: Int
  /// What its findings amount to, in one line.
  package var summary: String
  /// Engineering days to make it hold.
  package var effort: EffortRange

  /// Creates a value from its parts.
  package init(
    check: CheckID,
    statement: String,
    isRequired: Bool,
    outcome: Outcome,
    subjects: Int,
    failingSubjects: Int,
    summary: String = "",
    effort: EffortRange = EffortRange(low: 0, high: 0)
  ) {
    self.check = check
    self.statement = statement
    self.isRequired = isRequired
    self.outcome = outcome
    self.subjects = subjects
    self.failingSubjects = failingSubjects
    self.summary = summary
    self.effort = effort
  }
}

/// The conclusion on one control.
package struct ControlAssessment: Codable, Hashable, Sendable {
  /// The control.
  package var id: ControlID
  /// Its title.
  package var title: String
  /// Its category.
  package var category: ControlCategory
  /// Other labels for it.
  package var aliases: [String]
  /// Primary criteria, then supporting ones.
  package var criteria: [CriterionID]
  /// Criteria that the control addresses directly.
  package var primaryCriteria: [CriterionID]
  /// Whether it would do its work as designed.
  package var design: DesignStatus
  /// Why, in one sentence.
  package var reason: String
  /// What is known of its operation over a window.
  package var operation: String
  /// Engineering days to close its gaps.
  package var effort: EffortRange
  /// Its checks, required ones first.
  package var checks: [CheckResult]
  /// Places a reader should open first; at most three.
  package var keyLocations: [SourceLocation]

  /// Creates a value from its parts.
  package init(
    id: ControlID,
    title: String,
    category: ControlCategory,
    aliases: [String] = [],
    criteria: [CriterionID] = [],
    primaryCriteria: [CriterionID] = [],
    design: DesignStatus,
    reason: String,
    operation: String,
    effort: EffortRange,
    checks: [CheckResult] = [],
    keyLocations: [SourceLocation] = []
  ) {
    self.id = id
    self.title = title
    self.category = category
    self.aliases = aliases
    self.criteria = criteria
    self.primaryCriteria = primaryCriteria
    self.design = design
    self.reason = reason
    self.operation = operation
    self.effort = effort
    self.checks = checks
    self.keyLocations = keyLocations
  }
}

/// A finding as it bears on a control.
package struct ControlFinding: Codable, Hashable, Sendable {
  /// The control.
  package var control: ControlID
  /// The control's primary criteria.
  package var criteria: [CriterionID]
  /// The finding.
  package var finding: Finding

  /// Creates a value from its parts.
  package init(control: ControlID, criteria: [CriterionID] = [], finding: Finding) {
    self.control = control
    self.criteria = criteria
    self.finding = finding
  }
}

/// The score of one category.
package struct CategoryScore: Codable, Hashable, Sendable {
  /// The category.
  package var category: ControlCategory
  /// Controls that pass.
  package var passing: Int
  /// Controls that could be assessed.
  package var assessed: Int
  /// Controls in the category.
  package var total: Int

  /// Creates a value from its parts.
  package init(category: ControlCategory, passing: Int, assessed: Int, total: Int) {
    self.category = category
    self.passing = passing
    self.assessed = assessed
    self.total = total
  }
}

/// A gap worth closing early.
package struct FixFirst: Codable, Hashable, Sendable {
  /// The control it unlocks.
  package var control: ControlID
  /// The check that does not hold.
  package var check: CheckID
  /// What to do.
  package var message: String
  /// Engineering days.
  package var effort: EffortRange
  /// Controls that the work brings to passing, or nearer to it.
  package var unlocks: [ControlID]
  /// Criteria that the work gives evidence for, the ones addressed directly first.
  package var criteria: [CriterionID]
  /// Days of evidence to gather afterwards.
  package var leadTimeDays: Int

  /// Creates a value from its parts.
  package init(
    control: ControlID,
    check: CheckID,
    message: String,
    effort: EffortRange,
    unlocks: [ControlID] = [],
    criteria: [CriterionID] = [],
    leadTimeDays: Int
  ) {
    self.control = control
    self.check = check
    self.message = message
    self.effort = effort
    self.unlocks = unlocks
    self.criteria = criteria
    self.leadTimeDays = leadTimeDays
  }
}

/// The bottom line; every number is computed.
package struct ReadinessSummary: Codable, Hashable, Sendable {
  /// Controls that pass.
  package var passing: Int
  /// Controls in the profile that apply.
  package var total: Int
  /// Controls that could be assessed.
  package var assessed: Int
  /// Controls that fail.
  package var failing: Int
  /// Controls with a fact that could not be confirmed.
  package var warning: Int
  /// Controls that could not be assessed.
  package var notAssessed: Int
  /// Controls only a person can decide.
  package var needsAttestation: Int
  /// Controls whose history is still being gathered.
  package var collecting: Int
  /// Controls that do not apply.
  package var notApplicable: Int
  /// Engineering days to close all gaps.
  package var effort: EffortRange
  /// Scores by category.
  package var categories: [CategoryScore]
  /// Routes found.
  package var routes: Int
  /// Routes without authentication that are not declared public.
  package var unprotectedRoutes: Int

  /// Creates a value from its parts.
  package init(
    passing: Int,
    total: Int,
    assessed: Int,
    failing: Int,
    warning: Int,
    notAssessed: Int,
    needsAttestation: Int,
    collecting: Int = 0,
    notApplicable: Int,
    effort: EffortRange,
    categories: [CategoryScore] = [],
    routes: Int,
    unprotectedRoutes: Int
  ) {
    self.passing = passing
    self.total = total
    self.assessed = assessed
    self.failing = failing
    self.warning = warning
    self.notAssessed = notAssessed
    self.needsAttestation = needsAttestation
    self.collecting = collecting
    self.notApplicable = notApplicable
    self.effort = effort
    self.categories = categories
    self.routes = routes
    self.unprotectedRoutes = unprotectedRoutes
  }
}

/// The answer to "what stands between us and the report".
package struct ReadinessAssessment: Codable, Hashable, Sendable {
  /// Version of this value's shape.
  package var schemaVersion: Int
  /// The profile assessed against.
  package var profile: String
  /// The day it is judged as of, `YYYY-MM-DD`.
  package var assessedOn: String
  /// Name of the repository's folder.
  package var repository: String
  /// The commit assessed, nil outside a git work tree.
  package var commit: String?
  /// Version of Auditwright.
  package var toolVersion: String
  /// The bottom line.
  package var summary: ReadinessSummary
  /// Controls, in the profile's order.
  package var controls: [ControlAssessment]
  /// Findings, sorted by control, severity, place.
  package var findings: [ControlFinding]
  /// Gaps worth closing early, best first.
  package var fixFirst: [FixFirst]
  /// Criteria in scope and what stands behind each.
  package var criteria: [CriterionCoverage]
  /// What could not be looked at, with the reason.
  package var notSeen: [String]

  /// Creates a value from its parts.
  package init(
    schemaVersion: Int = 1,
    profile: String,
    assessedOn: String,
    repository: String,
    commit: String? = nil,
    toolVersion: String,
    summary: ReadinessSummary,
    controls: [ControlAssessment] = [],
    findings: [ControlFinding] = [],
    fixFirst: [FixFirst] = [],
    criteria: [CriterionCoverage] = [],
    notSeen: [String] = []
  ) {
    self.schemaVersion = schemaVersion
    self.profile = profile
    self.assessedOn = assessedOn
    self.repository = repository
    self.commit = commit
    self.toolVersion = toolVersion
    self.summary = summary
    self.controls = controls
    self.findings = findings
    self.fixFirst = fixFirst
    self.criteria = criteria
    self.notSeen = notSeen
  }
}

/// What stands behind a criterion.
package enum CoverageKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// A control tested by checks addresses it.
  case tested
  /// A control only supports it.
  case supported
  /// Only documents and people can show it.
  case people
}

/// A document that says it serves a criterion; never a passing control.
package struct CriterionDocument: Codable, Hashable, Sendable {
  /// Its file.
  package var file: String
  /// Its title.
  package var title: String
  /// Whether somebody else than its author approved it, nothing in it is left to fill in, and its
  /// review is in date.
  package var isApproved: Bool

  /// Creates a value from its parts.
  package init(file: String, title: String, isApproved: Bool) {
    self.file = file
    self.title = title
    self.isApproved = isApproved
  }
}

/// A criterion in scope and what stands behind it.
package struct CriterionCoverage: Codable, Hashable, Sendable {
  /// The criterion.
  package var criterion: CriterionID
  /// Its title, in our own words.
  package var title: String
  /// What stands behind it.
  package var coverage: CoverageKind
  /// Controls that address it.
  package var controls: [ControlID]
  /// How many of them pass.
  package var passing: Int
  /// Documents that say they serve it; nil for none.
  package var documents: [CriterionDocument]?

  /// Creates a value from its parts.
  package init(
    criterion: CriterionID,
    title: String,
    coverage: CoverageKind,
    controls: [ControlID] = [],
    passing: Int,
    documents: [CriterionDocument]? = nil
  ) {
    self.criterion = criterion
    self.title = title
    self.coverage = coverage
    self.controls = controls
    self.passing = passing
    self.documents = documents
  }
}
