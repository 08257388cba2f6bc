import ReadinessModel

/// Runs the tests of a repository's packages on every pull request.
enum PullRequestTests {
  /// Adds a trigger to the workflow that runs the tests elsewhere, or a workflow that runs them.
  static func add(to proposal: inout FixProposal, _ project: FixProject) {
    let coverage = ScanCoverage(project.facts)
    guard !coverage.stopsEveryRequest([.test]) else { return }
    let tolerated = coverage.tolerated([.test])
    let mended = tolerated.compactMap { ToleranceRemoval.change(of: $0, in: project) }
    if let change = mended.first {
      proposal.changes.append(change)
      return
    }
    if let change = trigger(coverage.uses(of: [.test]), project) {
      proposal.changes.append(change)
      return
    }
    let suites = NodeTests.suites(in: project)
    guard !suites.isEmpty else {
      guard !project.packages.isEmpty, coverage.uses(of: [.test]).isEmpty else { return }
      proposal.refusals.append(
        FixRefusal(
          subject: "tests on pull requests",
          reason: "no package has a lock file and a script `test` that runs tests",
          location: SourceLocation(file: "package.json", line: 1),
          next: "Add tests and a script that runs them, and run this again."
        )
      )
      return
    }
    let path = PipelineHost.freePath(["tests", "test", "pull-request-tests"], in: project)
    let header = PipelineTemplate.render(
      PackageResources.pipeline_tests_yml,
      [
        "title": "Tests",
        "group": ProjectPath.name(of: path).replacing(".yml", with: ""),
      ]
    )
    proposal.changes.append(
      FixChange(
        title: "Run the tests of every pull request",
        reason: "A change that is not tested before it is merged is tested by customers.",
        applicability: .safe,
        edits: [
          .create(path: path, text: header + suites.map(\.job).joined(separator: "\n"))
        ]
      )
    )
    proposal.followUps.append(
      "Where the tests need a database or settings, give them to the job in \(path)."
    )
  }

  /// Starts the workflow that tests pushes for pull requests too, where it does nothing but that.
  private static func trigger(_ uses: [ScanCoverage.Use], _ project: FixProject) -> FixChange? {
    let harmless: Set<ActivityKind> = [
      .test, .build, .lint, .staticAnalysis, .dependencyScan, .secretScan, .infrastructureScan,
    ]
    for use in uses where use.blocks {
      let events = use.workflow.triggers.map(\.event)
      guard !events.contains("pull_request"), events.contains("push"),
        ScanCoverage.isAlways(use.job.condition), ScanCoverage.isAlways(use.activity.condition),
        use.workflow.jobs.flatMap(\.activities).allSatisfy({ harmless.contains($0.kind) }),
        let text = WorkflowText(use.workflow.path, in: project.files),
        !text.text(0..<text.lines.bytes.count).contains("secrets."),
        let edit = TriggerEdit.adding("pull_request", block: ["pull_request:"], to: text)
      else { continue }
      return FixChange(
        title: "Run \(use.workflow.path) on pull requests as well",
        reason: "A change that is not tested before it is merged is tested by customers.",
        applicability: .safe,
        edits: [edit]
      )
    }
    return nil
  }
}
