import Assessment
import ReadinessModel

/// Finds the jobs that run by themselves, and the controls that rely on them.
enum ScheduledJobs {
  /// The jobs of the workflows, those that the team declared among them.
  static func all(
    in facts: RepositoryFacts,
    declared: ProjectConfiguration
  ) throws(EngineFailure) -> [ScheduledJob] {
    let workflows = facts.delivery.value?.workflows ?? []
    var result = workflows.compactMap { workflow -> ScheduledJob? in
      let controls = Set(workflow.jobs.flatMap(\.activities).compactMap { control(for: $0.kind) })
      guard !controls.isEmpty, let interval = interval(of: workflow) else { return nil }
      return job(workflow, interval, controls.sorted())
    }
    let purging = Set((facts.application.value?.purgeJobs ?? []).compactMap(\.workflow))
    for workflow in workflows where purging.contains(workflow.path) {
      guard let interval = interval(of: workflow) else { continue }
      let known = result.first { $0.path == workflow.path }?.controls ?? []
      result.removeAll { $0.path == workflow.path }
      result.append(job(workflow, interval, Set(known + ["CNF-4"]).sorted()))
    }
    for entry in declared.jobs {
      guard let workflow = workflows.first(where: { $0.path == entry.workflow }) else {
        throw .configuration(
          file: InitialConfiguration.fileName,
          line: nil,
          problem: "there is no workflow \(entry.workflow)",
          next: "Name a file such as .github/workflows/purge.yml under evidence: jobs:."
        )
      }
      guard let interval = interval(of: workflow) else {
        throw .configuration(
          file: InitialConfiguration.fileName,
          line: nil,
          problem: "\(entry.workflow) has no schedule",
          next: "Add on: schedule: to the workflow, or take it out of evidence: jobs:."
        )
      }
      result.removeAll { $0.path == entry.workflow }
      result.append(job(workflow, interval, entry.controls))
    }
    return result.sorted { $0.path < $1.path }
  }

  private static func job(
    _ workflow: Workflow,
    _ interval: Int,
    _ controls: [ControlID]
  ) -> ScheduledJob {
    ScheduledJob(
      path: workflow.path,
      title: "The workflow '\(workflow.name)'",
      interval: interval,
      controls: controls
    )
  }

  /// The longest time between two runs; with several schedules, that of the busiest.
  private static func interval(of workflow: Workflow) -> Int? {
    workflow.triggers.compactMap(\.schedule).compactMap { CronSchedule($0)?.longestInterval }.min()
  }

  private static func control(for kind: ActivityKind) -> ControlID? {
    switch kind {
    case .staticAnalysis, .dependencyScan, .secretScan, .containerScan, .infrastructureScan: "SEC-6"
    case .restoreTest: "AVL-4"
    case .protectionCheck: "CHG-1"
    default: nil
    }
  }
}
