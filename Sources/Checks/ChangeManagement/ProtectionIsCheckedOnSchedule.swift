import ReadinessModel

/// A scheduled job checks that branch protection still stands.
///
/// ## Why it matters
/// Protection that somebody lifts for a quick fix is seldom put back.
///
/// ## What is inspected
/// Workflows with a schedule, for steps that read the branch rules and fail when they changed.
///
/// ## What this cannot show
/// Whether the job ran, and what it found.
enum ProtectionIsCheckedOnSchedule: Check {
  static let severity = Severity.low
  static let affectedBySkipped: [SkippedKind] = [.pipeline]

  static func subject(in facts: RepositoryFacts) -> Observation<PipelineTable> {
    PipelineTable.observed(in: facts)
  }

  static func evaluate(_ table: PipelineTable) -> [Finding] {
    onSchedule(
      [.protectionCheck],
      in: table,
      what: "a check of branch protection",
      lookedFor: "a step that reads the branch rules in a workflow with a schedule",
      next: "Check the rules every week and report a difference."
    )
  }
}
