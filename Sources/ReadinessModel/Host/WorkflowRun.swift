/// A run of a workflow.
package struct WorkflowRun: Codable, Hashable, Sendable {
  /// Its number.
  package var id: Int
  /// The workflow's name.
  package var workflow: String
  /// The workflow's file.
  package var path: String?
  /// What started it.
  package var event: String
  /// `completed`, `in_progress`, `queued` or another word of the host.
  package var status: String
  /// `success`, `failure`, `cancelled` or another word of the host; nil while it runs.
  package var conclusion: String?
  /// The branch it ran for.
  package var branch: String?
  /// The commit it ran for.
  package var sha: String
  /// Who started it.
  package var actor: HostActor?
  /// How many times it was run.
  package var attempt: Int
  /// When it was asked for.
  package var createdAt: Moment
  /// When its last attempt began.
  package var startedAt: Moment?
  /// When it last changed, which is its end once it is completed.
  package var updatedAt: Moment?

  /// Creates a value from its parts.
  package init(
    id: Int,
    workflow: String,
    path: String? = nil,
    event: String,
    status: String,
    conclusion: String? = nil,
    branch: String? = nil,
    sha: String,
    actor: HostActor? = nil,
    attempt: Int = 1,
    createdAt: Moment,
    startedAt: Moment? = nil,
    updatedAt: Moment? = nil
  ) {
    self.id = id
    self.workflow = workflow
    self.path = path
    self.event = event
    self.status = status
    self.conclusion = conclusion
    self.branch = branch
    self.sha = sha
    self.actor = actor
    self.attempt = attempt
    self.createdAt = createdAt
    self.startedAt = startedAt
    self.updatedAt = updatedAt
  }
}
