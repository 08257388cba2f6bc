/// Something that only time can give, and that therefore starts as early as it can.
package struct EvidenceClock: Codable, Hashable, Sendable {
  /// Its identifier, the same in every plan.
  package var id: String
  /// What it is, in a few words.
  package var title: String
  /// Why it cannot wait, and what to do about it now.
  package var action: String
  /// Items that start it.
  package var items: [String]
  /// Controls whose evidence it is.
  package var controls: [ControlID]
  /// Its first day.
  package var startsOn: CivilDay
  /// Its last day.
  package var endsOn: CivilDay

  /// Creates a value from its parts.
  package init(
    id: String,
    title: String,
    action: String,
    items: [String] = [],
    controls: [ControlID] = [],
    startsOn: CivilDay,
    endsOn: CivilDay
  ) {
    self.id = id
    self.title = title
    self.action = action
    self.items = items
    self.controls = controls
    self.startsOn = startsOn
    self.endsOn = endsOn
  }
}

/// A control that the plan has no work for, although it does not pass.
package struct UnplannedControl: Codable, Hashable, Sendable {
  /// The control.
  package var control: ControlID
  /// Its title.
  package var title: String
  /// Its status.
  package var design: DesignStatus
  /// Why, in one sentence.
  package var reason: String

  /// Creates a value from its parts.
  package init(control: ControlID, title: String, design: DesignStatus, reason: String) {
    self.control = control
    self.title = title
    self.design = design
    self.reason = reason
  }
}

/// When a team of another size would be done.
package struct PlanTeam: Codable, Hashable, Sendable {
  /// People who work at the same time.
  package var engineers: Int
  /// The last day of work.
  package var endsOn: CivilDay

  /// Creates a value from its parts.
  package init(engineers: Int, endsOn: CivilDay) {
    self.engineers = engineers
    self.endsOn = endsOn
  }
}

/// The work between a repository and controls that pass, in order and with days.
package struct RemediationPlan: Codable, Hashable, Sendable {
  /// Version of this value's shape.
  package var schemaVersion: Int
  /// Name of the repository's folder.
  package var repository: String
  /// The commit that was assessed, nil outside a git work tree.
  package var commit: String?
  /// The profile assessed against.
  package var profile: String
  /// The day it is judged as of, `YYYY-MM-DD`.
  package var assessedOn: String
  /// Version of Auditwright.
  package var toolVersion: String
  /// Controls that pass now.
  package var passing: Int
  /// Controls that pass once the plan is done.
  package var passingAfter: Int
  /// Controls that apply.
  package var total: Int
  /// Engineering days of all items.
  package var effort: EffortRange
  /// The first day of work.
  package var startsOn: CivilDay
  /// The last day of work, when everything takes as long as the high estimate.
  package var endsOn: CivilDay
  /// People who work at the same time.
  package var engineers: Int
  /// When teams of other sizes would be done.
  package var otherTeams: [PlanTeam]
  /// What has to start today, because only time gives it.
  package var clocks: [EvidenceClock]
  /// The work, in order.
  package var items: [PlanItem]
  /// Controls without work in the plan that do not pass.
  package var unplanned: [UnplannedControl]

  /// Creates a value from its parts.
  package init(
    schemaVersion: Int = 1,
    repository: String,
    commit: String? = nil,
    profile: String,
    assessedOn: String,
    toolVersion: String,
    passing: Int,
    passingAfter: Int,
    total: Int,
    effort: EffortRange,
    startsOn: CivilDay,
    endsOn: CivilDay,
    engineers: Int,
    otherTeams: [PlanTeam] = [],
    clocks: [EvidenceClock] = [],
    items: [PlanItem] = [],
    unplanned: [UnplannedControl] = []
  ) {
    self.schemaVersion = schemaVersion
    self.repository = repository
    self.commit = commit
    self.profile = profile
    self.assessedOn = assessedOn
    self.toolVersion = toolVersion
    self.passing = passing
    self.passingAfter = passingAfter
    self.total = total
    self.effort = effort
    self.startsOn = startsOn
    self.endsOn = endsOn
    self.engineers = engineers
    self.otherTeams = otherTeams
    self.clocks = clocks
    self.items = items
    self.unplanned = unplanned
  }
}
