import ReadinessModel

/// A scheduled job restores a backup and looks at what it restored.
///
/// ## Why it matters
/// A restore that nobody schedules is not done.
///
/// ## What is inspected
/// Workflows with a schedule, for steps that restore a backup.
///
/// ## What this cannot show
/// Whether the job ran, and what it found.
enum RecoveryTestsAreScheduled: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.pipeline]

  static func subject(in facts: RepositoryFacts) -> Observation<PipelineTable> {
    PipelineTable.observed(in: facts)
  }

  static func evaluate(_ table: PipelineTable) -> [Finding] {
    onSchedule(
      [.restoreTest],
      in: table,
      what: "a restore test",
      lookedFor: "a step that restores a backup in a workflow with a schedule",
      next: "Restore the latest backup on a schedule and query it."
    )
  }
}
