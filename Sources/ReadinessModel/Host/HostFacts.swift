/// What the git host says of the repository at one moment; filled by a connector.
///
/// Each part says for itself whether it could be seen: a token that may read the branch's rules may
/// well not read the members.
package struct HostFacts: Codable, Hashable, Sendable {
  /// The kind of host.
  package var host: String
  /// When the host was asked.
  package var observedAt: Moment
  /// The repository.
  package var repository: HostRepository
  /// The rules in force on the default branch, of all sources together.
  package var branchRules: Observation<BranchRules>
  /// Rulesets that are there, in force or not, those of the organization among them.
  package var rulesets: HostCollection<HostRuleset>
  /// Environments that deployments go to.
  package var environments: HostCollection<HostEnvironment>
  /// The organization that owns the repository.
  package var organization: Observation<HostOrganization>
  /// Members of the organization.
  package var members: HostCollection<HostMember>
  /// Everybody with access to the repository.
  package var collaborators: HostCollection<HostCollaborator>
  /// Keys that reach the repository without an account.
  package var deployKeys: HostCollection<DeployKey>
  /// What workflows may do.
  package var actions: Observation<ActionsSettings>
  /// Open alerts about dependencies.
  package var dependencyAlerts: HostCollection<SecurityAlert>
  /// Open alerts about the source.
  package var codeAlerts: HostCollection<SecurityAlert>
  /// Open alerts about secrets.
  package var secretAlerts: HostCollection<SecurityAlert>
  /// What was asked of the host, and what came of it.
  package var readings: [HostReading]

  /// Creates a value from its parts.
  package init(
    host: String = "github",
    observedAt: Moment,
    repository: HostRepository,
    branchRules: Observation<BranchRules> = .notObservable(reason: "was not asked for"),
    rulesets: HostCollection<HostRuleset> = .notAsked,
    environments: HostCollection<HostEnvironment> = .notAsked,
    organization: Observation<HostOrganization> = .notObservable(reason: "was not asked for"),
    members: HostCollection<HostMember> = .notAsked,
    collaborators: HostCollection<HostCollaborator> = .notAsked,
    deployKeys: HostCollection<DeployKey> = .notAsked,
    actions: Observation<ActionsSettings> = .notObservable(reason: "was not asked for"),
    dependencyAlerts: HostCollection<SecurityAlert> = .notAsked,
    codeAlerts: HostCollection<SecurityAlert> = .notAsked,
    secretAlerts: HostCollection<SecurityAlert> = .notAsked,
    readings: [HostReading] = []
  ) {
    self.host = host
    self.observedAt = observedAt
    self.repository = repository
    self.branchRules = branchRules
    self.rulesets = rulesets
    self.environments = environments
    self.organization = organization
    self.members = members
    self.collaborators = collaborators
    self.deployKeys = deployKeys
    self.actions = actions
    self.dependencyAlerts = dependencyAlerts
    self.codeAlerts = codeAlerts
    self.secretAlerts = secretAlerts
    self.readings = readings
  }

  /// Name of the default branch.
  package var defaultBranch: String { repository.defaultBranch }
}
