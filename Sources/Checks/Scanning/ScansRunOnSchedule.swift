import ReadinessModel

/// A scan for vulnerabilities runs on a schedule, whether anything changed or not.
///
/// ## Why it matters
/// New vulnerabilities are published in code that nobody touches.
///
/// ## What is inspected
/// Workflows with a schedule, for steps that scan source, dependencies, secrets, containers or
/// infrastructure.
///
/// ## What this cannot show
/// Whether the scheduled runs happened and what came of them.
enum ScansRunOnSchedule: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.pipeline]

  static func subject(in facts: RepositoryFacts) -> Observation<PipelineTable> {
    PipelineTable.observed(in: facts)
  }

  static func evaluate(_ table: PipelineTable) -> [Finding] {
    onSchedule(
      [.staticAnalysis, .dependencyScan, .secretScan, .containerScan, .infrastructureScan],
      in: table,
      what: "a scan",
      lookedFor: "a scan in a workflow with a schedule",
      next: "Run the scans every week as well."
    )
  }
}
