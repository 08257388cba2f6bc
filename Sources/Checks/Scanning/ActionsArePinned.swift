import ReadinessModel

/// Every action of somebody else's that a workflow uses is pinned to a commit.
///
/// ## Why it matters
/// A tag can be moved to other code, which then runs with the workflow's secrets.
///
/// ## What is inspected
/// Uses of actions and reusable workflows, and whether each names a full commit, a digest or a local
/// path.
///
/// ## What this cannot show
/// What the pinned code does, and what it fetches when it runs.
enum ActionsArePinned: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.pipeline]

  static func subject(in facts: RepositoryFacts) -> Observation<PipelineTable> {
    PipelineTable.observed(in: facts)
  }

  static func evaluate(_ table: PipelineTable) -> [Finding] {
    let actions = table.workflows.flatMap(\.actions)
    guard !table.workflows.isEmpty else {
      return cannotSee("No workflow was found", at: table.home)
    }
    guard !actions.isEmpty else { return notApplicable("No workflow uses an action") }
    let loose = actions.filter { !$0.isPinned }
    let items = loose.map { action in
      finding(
        .doesNotHold,
        "\(quoted(action.name)) is used at \(quoted(action.reference)), which can be moved;"
          + " \(loose.count) of \(counted(actions.count, "use")) of actions"
          + " \(verb(loose.count, "is", "are")) not pinned",
        at: [action.location],
        severity: action.name.hasPrefix("actions/") || action.name.hasPrefix("github/")
          ? .low : nil,
        resource: action.name,
        lookedFor: "a full commit hash after the @",
        next: "Pin the action to the full hash of a commit, with its version in a comment."
      )
    }
    return eachItem(items) {
      holds(
        "\(all(actions.count, "use")) of actions \(verb(actions.count, "is", "are")) pinned",
        at: actions.map(\.location)
      )
    }
  }
}
