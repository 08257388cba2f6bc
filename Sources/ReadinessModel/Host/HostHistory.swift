/// What happened in the repository in a period, as the host tells it.
///
/// A period contains its first moment and not its end, so that two that follow one another share
/// nothing and leave nothing out.
package struct HostHistory: Codable, Hashable, Sendable {
  /// Version of this value's shape.
  package var schemaVersion: Int
  /// The kind of host.
  package var host: String
  /// Owner and name.
  package var repository: String
  /// The branch whose changes are listed.
  package var branch: String
  /// The first moment of the period.
  package var from: Moment
  /// The first moment after the period.
  package var to: Moment
  /// When the collection ended.
  package var collectedAt: Moment
  /// Pull requests that were merged into the branch.
  package var changes: HostCollection<MergedChange>
  /// Commits of the branch itself: its first parents.
  package var commits: HostCollection<BranchCommit>
  /// Pushes as the rules judged them, bypasses among them.
  package var ruleSuites: HostCollection<RuleSuite>
  /// Changes to the rules.
  package var ruleChanges: HostCollection<RuleChange>
  /// Deployments.
  package var deployments: HostCollection<HostDeployment>
  /// Runs of workflows.
  package var workflowRuns: HostCollection<WorkflowRun>
  /// Alerts about dependencies that were open at some moment of the period.
  package var dependencyAlerts: HostCollection<SecurityAlert>
  /// Alerts about the source that were open at some moment of the period.
  package var codeAlerts: HostCollection<SecurityAlert>
  /// Alerts about secrets that were open at some moment of the period.
  package var secretAlerts: HostCollection<SecurityAlert>
  /// Pushes, forced ones among them, merges and deletions of branches.
  package var activity: HostCollection<RefActivity>
  /// What was asked of the host, and what came of it.
  package var readings: [HostReading]

  /// Creates a value from its parts.
  package init(
    schemaVersion: Int = 1,
    host: String = "github",
    repository: String,
    branch: String,
    from: Moment,
    to: Moment,
    collectedAt: Moment,
    changes: HostCollection<MergedChange> = .notAsked,
    commits: HostCollection<BranchCommit> = .notAsked,
    ruleSuites: HostCollection<RuleSuite> = .notAsked,
    ruleChanges: HostCollection<RuleChange> = .notAsked,
    deployments: HostCollection<HostDeployment> = .notAsked,
    workflowRuns: HostCollection<WorkflowRun> = .notAsked,
    dependencyAlerts: HostCollection<SecurityAlert> = .notAsked,
    codeAlerts: HostCollection<SecurityAlert> = .notAsked,
    secretAlerts: HostCollection<SecurityAlert> = .notAsked,
    activity: HostCollection<RefActivity> = .notAsked,
    readings: [HostReading] = []
  ) {
    self.schemaVersion = schemaVersion
    self.host = host
    self.repository = repository
    self.branch = branch
    self.from = from
    self.to = to
    self.collectedAt = collectedAt
    self.changes = changes
    self.commits = commits
    self.ruleSuites = ruleSuites
    self.ruleChanges = ruleChanges
    self.deployments = deployments
    self.workflowRuns = workflowRuns
    self.dependencyAlerts = dependencyAlerts
    self.codeAlerts = codeAlerts
    self.secretAlerts = secretAlerts
    self.activity = activity
    self.readings = readings
  }
}
