package import ReadinessModel

/// Scans and tests every pull request, and scans what is there once a week.
///
/// What a repository has already is kept: a scan that runs and stops nothing is made to stop, and only
/// what is missing is added. The tools were chosen because each fails by itself when it finds
/// something, keeps accepted findings in files that are reviewed, and needs neither an account nor a
/// paid plan, also for private repositories, which code scanning and dependency review of the git host
/// do:
/// - **Semgrep** for the source: one tool for all languages. What it needs from the package index is fixed by
///   version and day.
/// - **OSV-Scanner** for dependencies: it reads the lock files of npm, pnpm, yarn and a dozen others
///   alike, and an accepted vulnerability has a reason and a day on which it counts again.
/// - **Gitleaks** for secrets, built from its module by `go run`: Go checks the module against a public
///   log of checksums. Its action asks organizations for a licence.
/// - **Checkov** for Terraform and container files.
package enum ScanEveryChange: Fixer {
  package static let title = "Scan and test every pull request, and scan the code every week"
  package static let aliases = ["pipeline", "scans"]
  package static let controls: [ControlID] = ["SEC-6", "CHG-1"]
  package static let checks: [CheckID] = [
    "source-is-scanned", "dependencies-are-scanned", "secrets-are-scanned-for",
    "scans-run-on-schedule", "infrastructure-is-scanned", "tests-run-on-pull-requests",
  ]
  package static let decisions: [FixDecision] = []

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    if let obstacle = PipelineHost.obstacle(in: project, "scans and tests of pull requests") {
      return FixProposal(refusals: [obstacle])
    }
    var proposal = FixProposal()
    addScans(to: &proposal, project)
    PullRequestTests.add(to: &proposal, project)
    return proposal
  }

  private static func addScans(to proposal: inout FixProposal, _ project: FixProject) {
    let coverage = ScanCoverage(project.facts)
    var missing: [ScanJob] = []
    for job in ScanJob.allCases where !coverage.stopsEveryRequest(job.kinds(in: project)) {
      switch job.need(in: project) {
      case .notNeeded: continue
      case .impossible(let refusal): proposal.refusals.append(refusal)
      case .needed:
        let tolerated = coverage.tolerated(job.kinds(in: project))
        let mended = tolerated.compactMap { ToleranceRemoval.change(of: $0, in: project) }
        if let use = tolerated.first, mended.isEmpty, let rule = use.activity.hostRule {
          proposal.followUps.append(
            "\(use.activity.tool) reports to the host: require \(rule) in the ruleset of the default"
              + " branch, or nothing stops a pull request it finds something in."
          )
        }
        // The same line may hold several scans; it is changed once.
        for change in mended where !proposal.changes.contains(where: { $0.edits == change.edits }) {
          proposal.changes.append(change)
        }
        if mended.isEmpty { missing.append(job) }
      }
    }
    let everything = ScanJob.allCases.reduce(into: Set<ActivityKind>()) {
      $0.formUnion($1.kinds(in: project))
    }
    guard missing.isEmpty else {
      proposal.changes.append(workflow(missing, project))
      proposal.followUps.append(
        "The first run reports what was there before: mend it, or accept each finding with its"
          + " reason where the workflow says, before the scans are required."
      )
      return
    }
    let uses = coverage.uses(of: everything)
    let isScheduled = uses.contains { use in
      use.workflow.triggers.contains { $0.event == "schedule" }
    }
    guard !isScheduled else { return }
    ScheduleAddition.add(to: &proposal, uses, project)
  }

  private static func workflow(_ jobs: [ScanJob], _ project: FixProject) -> FixChange {
    let path = PipelineHost.freePath(["security", "security-scans", "scan-changes"], in: project)
    let header = PipelineTemplate.render(
      PackageResources.pipeline_scans_yml,
      [
        "title": "Security",
        "group": ProjectPath.name(of: path).replacing(".yml", with: ""),
        "accepting": jobs.map { "#   \($0.accepting)" }.joined(separator: "\n"),
      ]
    )
    let parts = jobs.map { $0.text(in: project) }
    return FixChange(
      title: "Scan \(jobs.map(\.subject).joined(separator: ", ")) of every pull request",
      reason: "What is found before a merge never reaches customers; what becomes known later is"
        + " found within a week.",
      applicability: .safe,
      edits: [.create(path: path, text: header + parts.joined(separator: "\n"))]
    )
  }
}
