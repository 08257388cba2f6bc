/// A step of an item of a plan: what one kind of worker does.
package struct PlanStep: Codable, Hashable, Sendable {
  /// Who does it.
  package var means: RemedyMeans
  /// Name of the fixer, where one does it.
  package var fixer: String?
  /// What to do, in one sentence.
  package var how: String
  /// Checks whose gaps it closes.
  package var checks: [CheckID]
  /// What was found, a line for each check.
  package var gaps: [String]
  /// Findings that it closes.
  package var findings: Int
  /// Places to open first; at most five.
  package var locations: [SourceLocation]
  /// Engineering days.
  package var effort: EffortRange

  /// Creates a value from its parts.
  package init(
    means: RemedyMeans,
    fixer: String? = nil,
    how: String,
    checks: [CheckID],
    gaps: [String] = [],
    findings: Int = 0,
    locations: [SourceLocation] = [],
    effort: EffortRange
  ) {
    self.means = means
    self.fixer = fixer
    self.how = how
    self.checks = checks
    self.gaps = gaps
    self.findings = findings
    self.locations = locations
    self.effort = effort
  }
}

/// When an item is worked on, and when its evidence has gathered.
package struct PlanDates: Codable, Hashable, Sendable {
  /// The engineer who does it, from 1.
  package var engineer: Int
  /// The first day of work.
  package var startsOn: CivilDay
  /// The last day of work, when it takes as long as the high estimate.
  package var endsOn: CivilDay
  /// The day from which its evidence suffices; nil where none has to gather.
  package var evidenceOn: CivilDay?

  /// Creates a value from its parts.
  package init(
    engineer: Int,
    startsOn: CivilDay,
    endsOn: CivilDay,
    evidenceOn: CivilDay? = nil
  ) {
    self.engineer = engineer
    self.startsOn = startsOn
    self.endsOn = endsOn
    self.evidenceOn = evidenceOn
  }
}

/// A piece of work of a plan.
package struct PlanItem: Codable, Hashable, Sendable {
  /// Its place in the order, from 1.
  package var number: Int
  /// Its identifier, the same in every plan.
  package var id: String
  /// What is done, in the imperative.
  package var title: String
  /// Why its gaps fall together, in one sentence.
  package var together: String
  /// Controls with a gap that it closes.
  package var controls: [ControlID]
  /// Controls that have no gap left once it and the items before it are done.
  package var unlocks: [ControlID]
  /// Criteria that it gives evidence for, those addressed directly first.
  package var criteria: [CriterionID]
  /// Engineering days.
  package var effort: EffortRange
  /// Days of evidence to gather afterwards.
  package var leadTimeDays: Int
  /// Whether only that evidence shows that the control works.
  package var isDecidedByHistory: Bool
  /// Items of the plan that come first.
  package var after: [RemedyDependency]
  /// What is done, by whom.
  package var steps: [PlanStep]
  /// What a person states once it is done.
  package var attestations: [String]
  /// When it is done.
  package var dates: PlanDates

  /// Creates a value from its parts.
  package init(
    number: Int,
    id: String,
    title: String,
    together: String,
    controls: [ControlID],
    unlocks: [ControlID] = [],
    criteria: [CriterionID] = [],
    effort: EffortRange,
    leadTimeDays: Int = 0,
    isDecidedByHistory: Bool = false,
    after: [RemedyDependency] = [],
    steps: [PlanStep],
    attestations: [String] = [],
    dates: PlanDates
  ) {
    self.number = number
    self.id = id
    self.title = title
    self.together = together
    self.controls = controls
    self.unlocks = unlocks
    self.criteria = criteria
    self.effort = effort
    self.leadTimeDays = leadTimeDays
    self.isDecidedByHistory = isDecidedByHistory
    self.after = after
    self.steps = steps
    self.attestations = attestations
    self.dates = dates
  }
}
