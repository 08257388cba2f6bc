/// A deployment that the host recorded.
package struct HostDeployment: Codable, Hashable, Sendable {
  /// Its number.
  package var id: Int
  /// What was deployed.
  package var sha: String
  /// The branch, tag or commit it was asked for by.
  package var ref: String
  /// What was done.
  package var task: String
  /// Where to.
  package var environment: String
  /// Whether the host calls the environment one of production; nil when not shown.
  package var isProduction: Bool?
  /// Who started it.
  package var creator: HostActor?
  /// When it was started.
  package var createdAt: Moment
  /// What became of it, the oldest first.
  package var statuses: Observation<[DeploymentStatus]>
  /// Number of the workflow's run, where known.
  package var workflowRun: Int?
  /// Who approved it or did not.
  package var approvals: Observation<[DeploymentApproval]>

  /// Creates a value from its parts.
  package init(
    id: Int,
    sha: String,
    ref: String,
    task: String = "deploy",
    environment: String,
    isProduction: Bool? = nil,
    creator: HostActor? = nil,
    createdAt: Moment,
    statuses: Observation<[DeploymentStatus]> = .notObservable(reason: "was not asked for"),
    workflowRun: Int? = nil,
    approvals: Observation<[DeploymentApproval]> = .notObservable(reason: "was not asked for")
  ) {
    self.id = id
    self.sha = sha
    self.ref = ref
    self.task = task
    self.environment = environment
    self.isProduction = isProduction
    self.creator = creator
    self.createdAt = createdAt
    self.statuses = statuses
    self.workflowRun = workflowRun
    self.approvals = approvals
  }
}

/// A state that a deployment was in.
package struct DeploymentStatus: Codable, Hashable, Sendable {
  /// `success`, `failure`, `error`, `inactive`, `in_progress`, `queued` or `pending`.
  package var state: String
  /// Who reported it.
  package var creator: HostActor?
  /// When.
  package var createdAt: Moment
  /// What was said of it.
  package var description: String

  /// Creates a value from its parts.
  package init(
    state: String,
    creator: HostActor? = nil,
    createdAt: Moment,
    description: String = ""
  ) {
    self.state = state
    self.creator = creator
    self.createdAt = createdAt
    self.description = description
  }
}

/// Somebody's word on a deployment; the host tells no time of it.
package struct DeploymentApproval: Codable, Hashable, Sendable {
  /// Who; nil when the account is gone.
  package var user: HostActor?
  /// `approved`, `rejected` or `pending`.
  package var state: String
  /// The environments it is for.
  package var environments: [String]
  /// What was said.
  package var comment: String

  /// Creates a value from its parts.
  package init(
    user: HostActor? = nil,
    state: String,
    environments: [String] = [],
    comment: String = ""
  ) {
    self.user = user
    self.state = state
    self.environments = environments
    self.comment = comment
  }
}
