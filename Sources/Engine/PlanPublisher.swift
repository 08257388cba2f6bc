import Connectors
import Reports
package import ReadinessModel

/// What became of the issues of a plan, by their numbers.
package struct PlanPublication: Hashable, Sendable {
  /// Issues that were created.
  package var created: [Int]
  /// Issues that were changed.
  package var updated: [Int]
  /// Issues that were as they should be.
  package var unchanged: [Int]
  /// Issues that somebody closed, which were left alone.
  package var closed: [Int]
}

/// Writes the items of a plan as issues on GitHub, when somebody asks for it.
package enum PlanPublisher {
  /// Writes the issues; the token comes from the environment, never from the command line.
  package static func publish(
    _ plan: RemediationPlan,
    to repository: String,
    environment: [String: String]
  ) throws -> PlanPublication {
    let drafts = PlanIssueFormat().issues(plan).map {
      IssueDraft(mark: PlanIssue.mark(of: $0.item), title: $0.title, body: $0.body)
    }
    do {
      let outcome = try GitHubIssues(
        repository: repository,
        token: environment["GITHUB_TOKEN"] ?? "",
        label: PlanIssue.label,
        api: environment["GITHUB_API_URL"] ?? "https://api.github.com"
      ).write(drafts)
      return PlanPublication(
        created: outcome.created,
        updated: outcome.updated,
        unchanged: outcome.unchanged,
        closed: outcome.closed
      )
    } catch {
      throw EngineFailure.gitHub(problem: error.problem, next: error.next)
    }
  }
}
