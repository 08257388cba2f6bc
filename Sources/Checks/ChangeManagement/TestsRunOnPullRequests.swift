import ReadinessModel

/// Every pull request to the default branch runs the tests, and a failing test stops it.
///
/// ## Why it matters
/// A change that is not tested before it is merged is tested by customers.
///
/// ## What is inspected
/// Workflows started by pull requests, for steps that run tests, and whether their failure fails the
/// run; limits by branch, path and condition.
///
/// ## What this cannot show
/// Whether the git host requires the run before a merge, and what the tests cover.
enum TestsRunOnPullRequests: Check {
  static let severity = Severity.high
  static let affectedBySkipped: [SkippedKind] = [.pipeline]

  static func subject(in facts: RepositoryFacts) -> Observation<PipelineTable> {
    PipelineTable.observed(in: facts)
  }

  static func evaluate(_ table: PipelineTable) -> [Finding] {
    onEveryRequest(
      [.test],
      in: table,
      what: "a run of the tests",
      lookedFor: "a step that runs tests in a workflow started by pull_request",
      next: "Run the tests in a workflow started by pull_request."
    )
  }
}
