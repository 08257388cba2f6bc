import ReadinessModel

/// No workflow can give the approval that a change needs.
///
/// ## Why it matters
/// Whoever may change a workflow could otherwise approve their own change through it.
///
/// ## What is inspected
/// The repository's setting for workflows as the git host reports it.
///
/// ## What this cannot show
/// Anything without access to the git host, and approvals by other applications.
enum WorkflowsCannotApproveChanges: Check {
  static let severity = Severity.medium

  /// The setting, and where workflows are.
  struct Subject: Codable, Hashable, Sendable {
    var table: HostTable
    var actions: Observation<ActionsSettings>
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    let unknown = Observation<ActionsSettings>.notObservable(reason: "the host was not asked")
    return .observed(
      Subject(
        table: HostTable(facts, readsProtectionFiles: false),
        actions: facts.host.value?.actions ?? unknown
      )
    )
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let question = "whether a workflow may approve pull requests"
    let table = subject.table
    if table.unconnectedBecause != nil { return needsHost(question, table) }
    switch subject.actions {
    case .notObservable(let reason): return hostHides(question, because: reason, at: table.home)
    case .observed(let settings) where !settings.isEnabled:
      return notApplicable("No workflow may run in the repository")
    case .observed(let settings):
      guard let may = settings.canApprovePullRequests else {
        return hostHides(question, because: "the host does not show it", at: table.home)
      }
      return may
        ? [
          finding(
            .doesNotHold,
            "A workflow may approve pull requests",
            at: table.home,
            resource: table.repository,
            next: "Switch it off in the repository's settings for Actions."
          )
        ] : ruled("No workflow may approve pull requests", table)
    }
  }
}
