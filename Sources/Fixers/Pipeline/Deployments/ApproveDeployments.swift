package import ReadinessModel

/// Lets a person approve each deployment to production before it starts.
///
/// Where environments have reviewers, the job that deploys gets one. On the other plans of the git host it
/// deploys from a release branch, which takes changes by approved pull request only; the ruleset for
/// that is among the files of the branch rules.
package enum ApproveDeployments: Fixer {
  package static let title = "Ask a person before each deployment to production"
  package static let aliases = ["pipeline", "deploy-approval"]
  package static let controls: [ControlID] = ["CHG-2"]
  package static let checks: [CheckID] = ["production-deploys-need-approval"]
  package static let decisions = [GitHostPlan.decision, GitHostPlan.releaseBranch]

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    AuditwrightSource.objection(to: answer, of: decision)
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    if let obstacle = PipelineHost.obstacle(in: project, "approval of deployments") {
      return FixProposal(refusals: [obstacle])
    }
    let (jobs, refusals) = DeployJob.all(in: project)
    var proposal = FixProposal(refusals: refusals)
    guard !jobs.isEmpty || !refusals.isEmpty else {
      return .refusing(
        "approval of deployments",
        because: "no workflow was found that deploys",
        next: "Where deployments are started elsewhere, let that ask for approval and say so."
      )
    }
    let plan = answers[GitHostPlan.decision].flatMap(GitHostPlan.init(rawValue:))
    let release = answers[GitHostPlan.releaseBranch] ?? "production"
    var seen: Set<SourceLocation> = []
    for job in jobs where !job.isPreview {
      let place = SourceLocation(file: job.text.path, line: job.entry.line + 1)
      guard seen.insert(place).inserted else { continue }
      if let word = job.trial {
        if job.job.environment == nil { name(job, word, jobs, in: &proposal) }
        continue
      }
      approve(job, plan, release, jobs, in: &proposal)
    }
    return proposal
  }

  /// Names the environment of a job that deploys to something else than production.
  private static func name(
    _ job: DeployJob,
    _ word: String,
    _ all: [DeployJob],
    in proposal: inout FixProposal
  ) {
    guard let edit = environment(word, because: nil, of: job, all) else { return }
    proposal.changes.append(
      FixChange(
        title: "Name the environment that \(job.job.id) in \(job.workflow.path) deploys to",
        reason: "What is deployed to \(word) is then no deployment to production.",
        applicability: .safe,
        edits: [edit]
      )
    )
  }

  private static func approve(
    _ job: DeployJob,
    _ plan: GitHostPlan?,
    _ release: String,
    _ all: [DeployJob],
    in proposal: inout FixProposal
  ) {
    guard !job.isComputed else { return }
    var edits: [SourceEdit] = []
    if job.job.environment == nil {
      let reason =
        plan == .team
        ? "# What is merged into \(release) was approved by somebody else than its author."
        : "# Waits until a reviewer of the environment has approved it."
      guard let edit = environment("production", because: reason, of: job, all) else {
        proposal.refusals.append(refusal(job))
        return
      }
      edits.append(edit)
    }
    if plan == .team {
      switch ReleaseBranch.edits(for: job, branch: release) {
      case .success(let more): edits += more
      case .failure(let obstacle): proposal.refusals.append(obstacle.refusal)
      }
    }
    if plan != nil { proposal.followUps += followUps(job, plan, release) }
    guard !edits.isEmpty else { return }
    proposal.changes.append(
      FixChange(
        title: "Let \(job.job.id) in \(job.workflow.path) wait for approval",
        reason: "The last moment at which a wrong change can be stopped is before it reaches"
          + " customers.",
        applicability: .needsDecision(GitHostPlan.decision.id),
        edits: edits
      )
    )
  }

  private static func followUps(
    _ job: DeployJob,
    _ plan: GitHostPlan?,
    _ release: String
  ) -> [String] {
    let name = job.job.environment ?? "production"
    guard plan == .team else {
      return [
        "In the repository's settings, under Environments, give \(name) required reviewers, prevent"
          + " self-review, and limit it to the branch that is deployed from."
      ]
    }
    return [
      "Environments of private repositories have no reviewers on this plan. Create the branch"
        + " \(release) from what is deployed now, set its ruleset (.github/rulesets), and deploy by"
        + " merging a pull request into it."
    ]
  }

  /// Adds an environment below what the job runs on; nil where a job cannot have one.
  private static func environment(
    _ name: String,
    because reason: String?,
    of job: DeployJob,
    _ all: [DeployJob]
  ) -> SourceEdit? {
    let callers = Set(
      all.filter { $0.text.path == job.text.path && $0.entry.line == job.entry.line }
        .map { $0.workflow.path + " " + $0.key }
    )
    guard callers.count < 2, let anchor = job.entry.value.entry("runs-on"),
      anchor.line > job.entry.line, job.entry.value.entry("environment") == nil
    else { return nil }
    let column = String(repeating: " ", count: anchor.column)
    let lines = [reason, "environment: \(name)"].compactMap { $0 }.map { column + $0 }
    return job.text.insert(lines, before: anchor.lines.upperBound)
  }

  private static func refusal(_ job: DeployJob) -> FixRefusal {
    let isForeign = job.entry.value.entry("uses") != nil
    return FixRefusal(
      subject: "the job \(job.job.id) in \(job.workflow.path)",
      reason: isForeign
        ? "it runs a workflow of another repository, and only a job of its own can have an environment"
        : "several jobs call it, or its notation has no place for an environment",
      location: job.text.location(job.entry.line),
      next: "Hand the environment to the called workflow as an input, and set it in its job."
    )
  }
}
