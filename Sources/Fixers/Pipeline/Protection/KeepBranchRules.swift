package import ReadinessModel

/// Keeps the rules of the default branch as a file that is reviewed like code.
///
/// The file has the form in which GitHub exports and imports rulesets. `auditwright github protect
/// --apply` sets what it asks for, and the weekly check compares with it. The checks it requires are those
/// that every pull request gets from the workflows, under the names the host gives them.
package enum KeepBranchRules: Fixer {
  package static let title = "Keep the rules of the default branch as a file that is reviewed"
  package static let aliases = ["pipeline", "branch-rules"]
  package static let controls: [ControlID] = ["CHG-1", "CHG-2"]
  package static let checks: [CheckID] = []
  package static let decisions = [GitHostPlan.decision, GitHostPlan.releaseBranch]

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    AuditwrightSource.objection(to: answer, of: decision)
  }

  /// Where the rules of the default branch are kept.
  static let path = ".github/rulesets/default-branch.json"

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard PipelineHost.obstacle(in: project, "the rules of branches") == nil,
      project.facts.delivery.value != nil
    else { return FixProposal() }
    var proposal = FixProposal()
    let checks = requestChecks(project)
    let hasRules = project.facts.delivery.value?.protectionFiles.isEmpty == false
    if !hasRules {
      guard !checks.isEmpty else {
        return .refusing(
          "the rules of the default branch",
          because: "no job runs on every pull request under a name that is known, so no check could"
            + " be required",
          next: "Run tests and scans on pull requests first."
        )
      }
      proposal.changes.append(
        FixChange(
          title: "Keep the rules of the default branch in \(path)",
          reason:
            "What protects the branch is then changed by pull request, and compared every week.",
          applicability: .safe,
          edits: [
            .create(
              path: path,
              text: RulesetFile.text(
                name: "Auditwright: default branch",
                branch: "~DEFAULT_BRANCH",
                checks: checks
              )
            )
          ]
        )
      )
      proposal.followUps.append(
        "Set the rules of \(path) with auditwright github protect --apply, once the checks they name"
          + " have run on a pull request: \(checks.joined(separator: ", "))."
      )
    }
    addReleaseRules(to: &proposal, checks, project, answers)
    return proposal
  }

  /// The rules of the release branch, where its pull requests are the approval.
  private static func addReleaseRules(
    to proposal: inout FixProposal,
    _ checks: [String],
    _ project: FixProject,
    _ answers: FixAnswers
  ) {
    guard answers[GitHostPlan.decision] == GitHostPlan.team.rawValue,
      DeployJob.all(in: project).jobs.contains(where: { $0.trial == nil && !$0.isPreview })
    else { return }
    let branch = answers[GitHostPlan.releaseBranch] ?? "production"
    let path = ".github/rulesets/release-branch.json"
    guard !project.files.contains(path) else { return }
    proposal.changes.append(
      FixChange(
        title: "Keep the rules of the branch \(branch) in \(path)",
        reason: "What is merged into it is deployed, so a merge takes somebody else's approval.",
        applicability: .needsDecision(GitHostPlan.decision.id),
        edits: [
          .create(
            path: path,
            text: RulesetFile.text(
              name: "Auditwright: release branch",
              branch: "refs/heads/\(branch)",
              checks: checks
            )
          )
        ]
      )
    )
    proposal.followUps.append(
      "Import \(path) in the repository's settings, under Rules, Rulesets."
    )
  }

  /// Names of the checks that every pull request gets.
  static func requestChecks(_ project: FixProject) -> [String] {
    let wanted: Set<ActivityKind> = [
      .test, .build, .lint, .staticAnalysis, .dependencyScan, .secretScan, .infrastructureScan,
      .containerScan,
    ]
    let uses = ScanCoverage(project.facts).uses(of: wanted).filter(ScanCoverage.runsOnEveryRequest)
    return Set(uses.flatMap(\.job.checkRuns)).sorted()
  }
}
