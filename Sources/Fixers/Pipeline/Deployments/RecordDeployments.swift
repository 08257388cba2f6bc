package import ReadinessModel

/// Records each deployment to production: what, by whom, approved by whom, when, and how it ended.
///
/// A job of its own runs after the deployment, whatever came of it. It asks the git host who approved
/// the run and which pull requests brought the commit, and pushes the ledger to a branch that
/// keeps it: artifacts of a run are deleted after weeks, and a job that deploys should not hold the
/// right to write the trail. What others can choose, such as names of branches and tags, reaches its
/// script through the environment only.
package enum RecordDeployments: Fixer {
  package static let title = "Record each deployment to production"
  package static let aliases = ["pipeline", "deploy-record"]
  package static let controls: [ControlID] = ["CHG-2"]
  package static let checks: [CheckID] = ["deployments-are-recorded"]
  package static let decisions = [
    GitHostPlan.decision, GitHostPlan.releaseBranch, AuditwrightSource.decision,
    AuditwrightSource.branch,
  ]

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    AuditwrightSource.objection(to: answer, of: decision)
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard PipelineHost.obstacle(in: project, "a trail of deployments") == nil else {
      return FixProposal()
    }
    let jobs = DeployJob.all(in: project).jobs.filter { !$0.isPreview && $0.trial == nil }
    guard !jobs.isEmpty, !isRecorded(project) else { return FixProposal() }
    var proposal = FixProposal()
    let source = answers[AuditwrightSource.decision].flatMap { AuditwrightSource($0) }
    let waits =
      answers.settles(GitHostPlan.decision) ? AuditwrightSource.decision : GitHostPlan.decision
    var edits =
      source?.files(in: project, branch: answers[AuditwrightSource.branch] ?? "") ?? []
    var paths: [String] = []
    for (path, jobs) in Dictionary(grouping: jobs, by: \.workflow.path).sorted(by: {
      $0.key < $1.key
    }) {
      guard let text = WorkflowText(path, in: project.files) else { continue }
      guard let more = recording(jobs, text, answers) else {
        proposal.refusals.append(
          FixRefusal(
            subject: "recording what \(path) deploys",
            reason: "its notation has no place for another job",
            location: text.location(0),
            next: "Write the jobs under each other, and run this again."
          )
        )
        continue
      }
      edits += more
      paths.append(path)
    }
    guard !paths.isEmpty else { return proposal }
    proposal.changes.append(
      FixChange(
        title: "Record what \(paths.joined(separator: ", ")) deploys",
        reason: "The list of deployments is the population that an auditor samples changes from.",
        applicability: .needsDecision(waits.id),
        edits: edits
      )
    )
    if source != nil, answers.settles(GitHostPlan.decision) {
      proposal.followUps += followUps(answers[AuditwrightSource.branch] ?? "")
    }
    return proposal
  }

  private static func followUps(_ branch: String) -> [String] {
    [
      "Protect the branch \(branch) against being rewritten or deleted; whoever may read the repository"
        + " reads the trail, and that of a public repository is public.",
      "Sign the trail: auditwright key init makes a key; AUDITWRIGHT_KEY_FILE names it in the"
        + " pipeline. Unsigned records can be exchanged by whoever may push to the branch.",
    ]
  }

  /// Whether a step records deployments with everything a record needs.
  private static func isRecorded(_ project: FixProject) -> Bool {
    (project.facts.delivery.value?.deployRecords ?? []).contains { record in
      Set(["deployer", "approver", "time"]).isSubset(of: record.fields)
        && !Set(["version", "commit", "digest"]).isDisjoint(with: record.fields)
    }
  }

  private static func recording(
    _ jobs: [DeployJob],
    _ text: WorkflowText,
    _ answers: FixAnswers
  ) -> [SourceEdit]? {
    guard let last = text.jobs.last, let first = jobs.first else { return nil }
    let plan = answers[GitHostPlan.decision].flatMap(GitHostPlan.init(rawValue:))
    let taken = Set(text.jobs.map(\.key))
    let id = ["record", "record-deployment", "deployment-record"].first { !taken.contains($0) }
    let needs = Array(Set(jobs.map(\.key))).sorted()
    let digest = jobs.count == 1 ? ArtifactDigest.edits(for: first) : nil
    let protected =
      plan == .team
      ? answers[GitHostPlan.releaseBranch] ?? "production"
      : first.branch ?? "${{ github.event.repository.default_branch }}"
    let computed = jobs.compactMap(\.job.environment).first { $0.contains("${{") }
    let environment = computed == nil ? first.job.environment ?? "production" : "production"
    let approval =
      plan == .team
      ? PackageResources.pipeline_record_review_sh : PackageResources.pipeline_record_reviewer_sh
    let rendered = PipelineTemplate.render(
      PackageResources.pipeline_record_yml,
      [
        "id": id ?? "record-of-deployments",
        "needs": needs.count == 1 ? needs[0] : "[\(needs.joined(separator: ", "))]",
        "protected": protected,
        "digest": digest?.value ?? "\"\"",
        "environment": environment,
        "job": first.job.name.contains("${{") ? first.key : first.job.name,
        "approved-note": plan == .team
          ? ": a review\n        # of the pull request counts"
          : ": it was\n        # when the job began",
        "approval": String(decoding: approval, as: UTF8.self).generatedLines.joined(
          separator: "\n"
        ),
      ]
    )
    let lines = text.indented(rendered.generatedLines, at: last.column)
    return (digest?.edits ?? []) + [text.insert([""] + lines, before: last.lines.upperBound)]
  }
}
