/// What is known of the operation of controls: everything that was collected, in one value.
package struct OperationFacts: Codable, Hashable, Sendable {
  /// What the git host told, period by period; nil when it never was asked.
  package var histories: [HostHistory]
  /// Names of the status checks that a change must pass; nil when not known.
  package var requiredChecks: [String]?
  /// The deploy trail.
  package var deployments: [DeployRecord]
  /// Jobs that are to run by themselves.
  package var jobs: [ScheduledJob]
  /// When the weekly check took place.
  package var checks: [Moment]
  /// Controls that the weekly check looks at.
  package var checkedControls: [ControlID]
  /// The rules of the branch, each time they were read, oldest first.
  package var rules: [DatedRules]
  /// Deviations that were recorded earlier; they stay.
  package var recorded: [Deviation]

  /// The rules of the branch at one moment.
  package struct DatedRules: Codable, Hashable, Sendable {
    /// When they were read.
    package var at: Moment
    /// The rules.
    package var rules: BranchRules
    /// The record that holds them.
    package var record: String

    /// Creates a value from its parts.
    package init(at: Moment, rules: BranchRules, record: String) {
      self.at = at
      self.rules = rules
      self.record = record
    }
  }

  /// Creates a value from its parts.
  package init(
    histories: [HostHistory] = [],
    requiredChecks: [String]? = nil,
    deployments: [DeployRecord] = [],
    jobs: [ScheduledJob] = [],
    checks: [Moment] = [],
    checkedControls: [ControlID] = [],
    rules: [DatedRules] = [],
    recorded: [Deviation] = []
  ) {
    self.histories = histories
    self.requiredChecks = requiredChecks
    self.deployments = deployments
    self.jobs = jobs
    self.checks = checks
    self.checkedControls = checkedControls
    self.rules = rules
    self.recorded = recorded
  }
}
