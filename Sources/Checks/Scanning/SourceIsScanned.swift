import ReadinessModel

/// Every pull request's source is scanned for vulnerabilities, and a finding stops it.
///
/// ## Why it matters
/// A flaw is cheapest before it is merged; afterwards it waits for somebody to find it.
///
/// ## What is inspected
/// Workflows started by pull requests, for steps that run a known analyser, and whether their failure
/// fails the run.
///
/// ## What this cannot show
/// Scans the git host runs by its own settings, and how the findings are triaged. Whether findings that
/// go to the host stop a pull request needs access to it.
enum SourceIsScanned: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.pipeline]

  static func subject(in facts: RepositoryFacts) -> Observation<PipelineTable> {
    PipelineTable.observed(in: facts)
  }

  static func evaluate(_ table: PipelineTable) -> [Finding] {
    onEveryRequest(
      [.staticAnalysis],
      in: table,
      what: "a scan of the source",
      lookedFor: "a step that runs a static analyser",
      next: "Add a static analyser to the workflow of pull requests and let it fail the run."
    )
  }
}
