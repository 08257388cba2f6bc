import ReadinessModel

/// A person approves each deployment to production before it starts.
///
/// ## Why it matters
/// The last moment at which a wrong change can be stopped is before it reaches customers.
///
/// ## What is inspected
/// Jobs that deploy: a step that waits for approval, an environment that can ask for one, or a release
/// branch that takes changes by approved pull request only.
/// Whether an environment does ask is set at the git host: with access to it, the reviewers of the
/// environment and whether they may approve their own deployment; without, an environment is
/// unconfirmed.
///
/// ## What this cannot show
/// Reviewers of an environment without access to the git host, and who approved.
enum ProductionDeploysNeedApproval: Check {
  static let severity = Severity.high
  static let affectedBySkipped: [SkippedKind] = [.pipeline]

  static func subject(in facts: RepositoryFacts) -> Observation<DeployTable> {
    DeployTable.observed(in: facts)
  }

  static func evaluate(_ table: DeployTable) -> [Finding] {
    let deploys = table.production
    guard !deploys.isEmpty else {
      return cannotSee(
        "No step that deploys to production was found",
        at: table.pipeline.home,
        lookedFor: "a job that deploys"
      )
    }
    let items = deploys.compactMap { use -> Finding? in
      let job = "\(quoted(use.job.id)) in \(quoted(use.workflow.path))"
      if waits(use) { return nil }
      let finding = judged(use, job, table.environment(of: use))
      guard finding != nil, let branch = table.release.releaseBranch(of: use) else {
        return finding
      }
      return released(use, job, branch, table.release.answer(for: branch), otherwise: finding)
    }
    return eachItem(items) {
      holds(
        "\(all(deploys.count, "deployment")) \(verb(deploys.count, "waits", "wait")) for a person's"
          + " approval",
        at: deploys.map(\.job.location)
      )
    }
  }

  /// Judges a deployment by the branch it comes from; nil when that takes approved changes only.
  private static func released(
    _ use: PipelineTable.Use,
    _ job: String,
    _ branch: String,
    _ answer: ReleaseRules.Answer,
    otherwise finding: Finding?
  ) -> Finding? {
    switch answer {
    case .approved: return nil
    case .open: return finding
    case .hidden(Observation<HostFacts>.withoutAccess):
      return unconfirmed(
        "The job \(job) deploys from \(quoted(branch)); whether that takes approved changes only needs"
          + " GitHub access",
        use
      )
    case .hidden(let reason):
      return unconfirmed(
        "The job \(job) deploys from \(quoted(branch)); whether that takes approved changes only cannot"
          + " be seen: \(reason)",
        use
      )
    }
  }

  /// Judges a deployment by its environment; nil when that asks a person.
  private static func judged(
    _ use: PipelineTable.Use,
    _ job: String,
    _ answer: EnvironmentAnswer
  ) -> Finding? {
    let name = quoted(use.job.environment ?? "")
    let unsure = "The job \(job) deploys to \(name); whether that asks for approval"
    switch answer {
    case .none: return gap("The job \(job) deploys without asking anybody", use)
    case .missing:
      return gap("The job \(job) deploys to \(name), which the git host does not know", use)
    case .notAsked: return unconfirmed("\(unsure) needs GitHub access", use)
    case .hidden(let reason): return unconfirmed("\(unsure) cannot be seen: \(reason)", use)
    case .found(let environment) where environment.reviewers.isEmpty:
      return environment.hasOwnRules
        ? unconfirmed("An application decides whether the job \(job) may deploy to \(name)", use)
        : gap("The job \(job) deploys to \(name), where nobody is asked", use)
    case .found(let environment) where !environment.preventsSelfReview:
      return unconfirmed(
        "\(listed(environment.reviewers.map(\.name))) may approve deployments to \(name), their own"
          + " as well",
        use
      )
    case .found: return nil
    }
  }

  private static func gap(_ message: String, _ use: PipelineTable.Use) -> Finding {
    finding(
      .doesNotHold,
      message,
      at: [use.activity.location],
      resource: use.job.id,
      lookedFor: "an environment with required reviewers, or a step that waits for approval",
      next: "Deploy through an environment with required reviewers."
    )
  }

  private static func unconfirmed(_ message: String, _ use: PipelineTable.Use) -> Finding {
    finding(
      .unconfirmed,
      message,
      at: [use.job.location],
      resource: use.job.id,
      next: "Connect the git host, or attest the environment's reviewers."
    )
  }

  /// Whether the deploying job, or one it needs, runs an action that waits for a person.
  private static func waits(_ use: PipelineTable.Use) -> Bool {
    let approvals = use.workflow.actions.filter {
      normalised($0.name).contains("manualapproval") || normalised($0.name).contains("approvalgate")
    }
    guard !approvals.isEmpty else { return false }
    let jobs = use.workflow.jobs
    var wanted = [use.job.id]
    var reached: Set<String> = []
    while let id = wanted.popLast() {
      guard reached.insert(id).inserted else { continue }
      wanted += jobs.first { $0.id == id }?.needs ?? []
    }
    let owners = approvals.compactMap { approval in
      jobs.filter { $0.location <= approval.location }.max { $0.location < $1.location }?.id
    }
    return !reached.isDisjoint(with: owners)
  }
}
