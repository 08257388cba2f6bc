import ReadinessModel

/// A job measures how much load the service bears.
///
/// ## Why it matters
/// Capacity that was never measured is a hope.
///
/// ## What is inspected
/// Steps of workflows that run a load test.
///
/// ## What this cannot show
/// Load tests run by hand, and their results.
enum CapacityIsLoadTested: Check {
  static let severity = Severity.low
  static let affectedBySkipped: [SkippedKind] = [.pipeline]

  static func subject(in facts: RepositoryFacts) -> Observation<PipelineTable> {
    PipelineTable.observed(in: facts)
  }

  static func evaluate(_ table: PipelineTable) -> [Finding] {
    let uses = table.uses(of: [.loadTest])
    guard uses.isEmpty else {
      return holds(
        "\(listed(Set(uses.map(\.activity.tool)).sorted())) measures capacity in"
          + " \(listed(Set(uses.map(\.workflow.path)).sorted()))",
        at: uses.map(\.activity.location)
      )
    }
    return absent(
      "No workflow measures capacity",
      belongs: table.home,
      lookedFor: "a step that runs a load test",
      next: "Run a load test before releases or every month."
    )
  }
}
