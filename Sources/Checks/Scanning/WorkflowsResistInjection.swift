import ReadinessModel

/// No workflow runs what an outsider writes, or holds more rights than it needs.
///
/// ## Why it matters
/// A workflow holds the keys to production; text of a pull request that reaches its shell takes them.
///
/// ## What is inspected
/// Untrusted text in scripts, checkouts of untrusted code with rights, permissions of the token, and
/// secrets handed on whole.
///
/// ## What this cannot show
/// What actions of others do, and the default rights set at the git host.
enum WorkflowsResistInjection: Check {
  static let severity = Severity.high
  static let affectedBySkipped: [SkippedKind] = [.pipeline]

  static func subject(in facts: RepositoryFacts) -> Observation<PipelineTable> {
    PipelineTable.observed(in: facts)
  }

  static func evaluate(_ table: PipelineTable) -> [Finding] {
    guard !table.workflows.isEmpty else {
      return cannotSee("No workflow was found", at: table.home)
    }
    let items = table.workflows.flatMap { workflow in
      workflow.risks.map { risk in
        finding(
          .doesNotHold,
          "\(quoted(workflow.path)): \(sentence(for: risk)) (\(quoted(risk.detail)))",
          at: [risk.location],
          severity: severity(of: risk),
          resource: workflow.path,
          next: step(for: risk),
          aspect: risk.kind
        )
      }
    }
    return eachItem(items) {
      holds(
        "\(all(table.workflows.count, "workflow")) \(verb(table.workflows.count, "runs", "run")) no"
          + " untrusted text and \(verb(table.workflows.count, "limits", "limit")) the token",
        at: table.workflows.map(\.location)
      )
    }
  }

  private static func sentence(for risk: WorkflowRisk) -> String {
    switch risk.kind {
    case "script-injection": "text an outsider writes reaches a script"
    case "untrusted-checkout": "code of an outsider is checked out with the repository's rights"
    case "excessive-permissions": "the token may do more than the workflow needs"
    case "secrets-inherit": "every secret is handed to another workflow"
    default: quoted(risk.kind)
    }
  }

  private static func severity(of risk: WorkflowRisk) -> Severity {
    switch risk.kind {
    case "script-injection", "untrusted-checkout": .high
    case "secrets-inherit": .low
    default: .medium
    }
  }

  private static func step(for risk: WorkflowRisk) -> String {
    switch risk.kind {
    case "script-injection": "Pass the text through an environment variable."
    case "untrusted-checkout": "Run the code of pull requests without secrets, on pull_request."
    case "excessive-permissions": "Write `permissions: {}` and give each job what it needs."
    default: "Hand on only what is needed."
    }
  }
}
