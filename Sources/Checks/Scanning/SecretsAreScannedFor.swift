import ReadinessModel

/// Every pull request is scanned for secrets, and a finding stops it.
///
/// ## Why it matters
/// A secret that reaches the history must be changed; one that is stopped before need not.
///
/// ## What is inspected
/// Workflows started by pull requests, for steps that run a secret scanner, and whether their failure
/// fails the run.
///
/// ## What this cannot show
/// Push protection of the git host and hooks on people's machines.
enum SecretsAreScannedFor: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.pipeline]

  static func subject(in facts: RepositoryFacts) -> Observation<PipelineTable> {
    PipelineTable.observed(in: facts)
  }

  static func evaluate(_ table: PipelineTable) -> [Finding] {
    onEveryRequest(
      [.secretScan],
      in: table,
      what: "a scan for secrets",
      lookedFor: "a step that runs a secret scanner",
      next: "Add a secret scanner to the workflow of pull requests and let it fail the run."
    )
  }
}
