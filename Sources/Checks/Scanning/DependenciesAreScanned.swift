import ReadinessModel

/// Every pull request's dependencies are scanned for known vulnerabilities, and a finding stops it.
///
/// ## Why it matters
/// Most code of a product is other people's, and its flaws are published.
///
/// ## What is inspected
/// Workflows started by pull requests, for steps that audit dependencies, and whether their failure
/// fails the run.
///
/// ## What this cannot show
/// Alerts the git host raises by its own settings.
enum DependenciesAreScanned: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.pipeline]

  static func subject(in facts: RepositoryFacts) -> Observation<PipelineTable> {
    PipelineTable.observed(in: facts)
  }

  static func evaluate(_ table: PipelineTable) -> [Finding] {
    onEveryRequest(
      [.dependencyScan],
      in: table,
      what: "a scan of the dependencies",
      lookedFor: "a step that audits dependencies",
      next: "Audit dependencies in the workflow of pull requests and let it fail the run."
    )
  }
}
