import ReadinessModel

/// Runs the scans that a repository has once a week as well.
enum ScheduleAddition {
  /// Adds a schedule to the workflow with most of the scans, if that does nothing else.
  static func add(
    to proposal: inout FixProposal,
    _ uses: [ScanCoverage.Use],
    _ project: FixProject
  ) {
    let harmless: Set<ActivityKind> = [
      .test, .build, .lint, .staticAnalysis, .dependencyScan, .secretScan, .containerScan,
      .infrastructureScan,
    ]
    let candidates = Dictionary(grouping: uses, by: \.workflow.path)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    for (path, uses) in candidates {
      guard let workflow = uses.first?.workflow,
        workflow.jobs.flatMap(\.activities).allSatisfy({ harmless.contains($0.kind) }),
        let text = WorkflowText(path, in: project.files),
        let edit = TriggerEdit.adding(
          "schedule",
          block: ["schedule:", "  - cron: \"23 4 * * 1\""],
          to: text
        )
      else { continue }
      proposal.changes.append(
        FixChange(
          title: "Run the scans of \(path) every week as well",
          reason: "Weaknesses become known in code that nobody touches.",
          applicability: .safe,
          edits: [edit]
        )
      )
      return
    }
    guard let use = uses.first else { return }
    proposal.refusals.append(
      FixRefusal(
        subject: "a weekly run of the scans",
        reason: "the workflow with the scans does other things as well",
        location: use.activity.location,
        next: "Move the scans to a workflow of their own, and run this again."
      )
    )
  }
}
