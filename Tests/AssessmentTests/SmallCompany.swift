import Assessment
import ReadinessModel

/// A company's repository at a host, to which things happen.
struct SmallCompany {
  static let from = at("2026-03-02T00:00:00Z")
  static let to = at("2026-03-09T00:00:00Z")

  var changes: [MergedChange] = []
  var commits: [BranchCommit] = []
  var suites: [RuleSuite] = []
  var ruleChanges: [RuleChange] = []
  var deployments: [HostDeployment] = []
  var runs: [WorkflowRun] = []
  var alerts: [SecurityAlert] = []

  static func at(_ text: String) -> Moment { Moment(text) ?? Moment(secondsSince1970: 0) }

  var history: HostHistory {
    HostHistory(
      repository: "acme/shop",
      branch: "main",
      from: Self.from,
      to: Self.to,
      collectedAt: Self.to,
      changes: all(changes),
      commits: all(commits),
      ruleSuites: all(suites),
      ruleChanges: all(ruleChanges),
      deployments: all(deployments),
      workflowRuns: all(runs),
      dependencyAlerts: all(alerts),
      codeAlerts: all([]),
      secretAlerts: all([])
    )
  }

  func review(_ facts: (inout OperationFacts) -> Void = { _ in }) -> OperationReview {
    var operation = OperationFacts(histories: [history], requiredChecks: ["test"])
    facts(&operation)
    return OperationReview(of: operation, at: Self.to)
  }

  /// A change as it should be, with the commit it became; the closure spoils it.
  mutating func merge(_ number: Int, _ spoil: (inout MergedChange) -> Void = { _ in }) {
    let merged = Self.at("2026-03-04T12:00:00Z")
    var change = MergedChange(
      number: number,
      title: "Change \(number)",
      author: HostActor(login: "ada", id: 1),
      base: "main",
      headSHA: "head-\(number)",
      mergeSHA: "merge-\(number)",
      mergedAt: merged,
      mergedBy: HostActor(login: "ada", id: 1),
      commits: .observed([
        ChangeCommit(sha: "head-\(number)", author: HostActor(login: "ada", id: 1))
      ]),
      reviews: .observed([Self.approval("grace", 2, "head-\(number)")]),
      checks: .observed([ChangeCheck(name: "test", conclusion: "success")])
    )
    spoil(&change)
    changes.append(change)
    commits.append(
      BranchCommit(
        sha: change.mergeSHA ?? "",
        parents: ["before"],
        title: change.title,
        author: change.author,
        committedAt: change.mergedAt,
        pullRequests: .observed([number])
      )
    )
  }

  static func approval(
    _ login: String,
    _ id: Int,
    _ commit: String,
    at moment: String = "2026-03-04T11:00:00Z",
    _ state: ReviewState = .approved
  ) -> ChangeReview {
    ChangeReview(
      user: HostActor(login: login, id: id),
      state: state,
      commit: commit,
      submittedAt: at(moment)
    )
  }

  static func deployment(_ version: String, commit: String) -> DeployRecord {
    DeployRecord(
      version: version,
      commit: commit,
      environment: "production",
      deployer: "ada",
      approver: "grace",
      approvedAt: at("2026-03-05T09:00:00Z"),
      finishedAt: at("2026-03-05T10:00:00Z"),
      status: .success
    )
  }

  private func all<Row>(_ rows: [Row]) -> HostCollection<Row> {
    HostCollection(
      rows: rows,
      query: HostQuery(endpoint: "GET /rows"),
      pages: 1,
      retrievedAt: Self.to,
      isComplete: true
    )
  }
}
