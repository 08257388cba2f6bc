import ReadinessModel

/// Reads deployments with what became of them, and the runs of workflows.
struct DeploymentsReader: Sendable {
  /// The host shows no more rows of a search.
  private static let rowsOfASearch = 1000
  /// Parts that a period is asked for in.
  private static let spansAtMost = 400

  let reader: GitHubReader
  let period: HostPeriod

  private var client: GitHubClient { reader.client }

  /// Deployments, the oldest first.
  func deployments() -> HostCollection<HostDeployment> {
    let path = client.path("deployments")
    var result = reader.collection(
      "deployments",
      path,
      isPast: { page in page.last?.moment("created_at").map { $0 < period.from } ?? false },
      read: Self.deployment
    )
    result.details = ["\(path)/{id}/statuses", client.path("actions/runs/{run}/approvals")]
    result.rows = result.rows.filter { period.contains($0.createdAt) }
      .sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    result.rows = concurrentMap(
      result.rows,
      threads: client.access.parallelRequests,
      withStatuses
    )
    let runs = Array(Set(result.rows.compactMap(\.workflowRun))).sorted()
    let approvals = concurrentMap(runs, threads: client.access.parallelRequests, approvals)
    let byRun = Dictionary(zip(runs, approvals), uniquingKeysWith: { first, _ in first })
    for index in result.rows.indices {
      guard let run = result.rows[index].workflowRun else {
        result.rows[index].approvals = .notObservable(
          reason: "no run of a workflow is named, and only those keep approvals"
        )
        continue
      }
      let environment = result.rows[index].environment
      result.rows[index].approvals = byRun[run]?.limited(to: environment) ?? .observed([])
    }
    return result
  }

  private static func deployment(_ row: Payload) -> HostDeployment? {
    guard let id = row["id"].int, let sha = row["sha"].string,
      let createdAt = row.moment("created_at")
    else { return nil }
    return HostDeployment(
      id: id,
      sha: sha,
      ref: row["ref"].string ?? "",
      task: row["task"].string ?? "deploy",
      environment: row["environment"].string ?? "",
      isProduction: row["production_environment"].bool,
      creator: row["creator"].actor,
      createdAt: createdAt
    )
  }

  private func withStatuses(_ bare: HostDeployment) -> HostDeployment {
    var deployment = bare
    let found = reader.collection(
      "statuses of deployments",
      client.path("deployments/\(bare.id)/statuses")
    ) { row -> StatusRow? in
      guard let state = row["state"].string, let createdAt = row.moment("created_at") else {
        return nil
      }
      let status = DeploymentStatus(
        state: state,
        creator: row["creator"].actor,
        createdAt: createdAt,
        description: row["description"].string ?? ""
      )
      let address = row["log_url"].string ?? row["target_url"].string ?? ""
      let run = address.firstMatch(of: /\/actions\/runs\/(\d{1,18})/).flatMap { Int($0.1) }
      return StatusRow(status: status, run: run)
    }
    switch found.whole {
    case .observed(let rows):
      let ordered = rows.sorted {
        ($0.status.createdAt, $0.status.state) < ($1.status.createdAt, $1.status.state)
      }
      deployment.statuses = .observed(ordered.map(\.status))
      deployment.workflowRun = ordered.compactMap(\.run).first
    case .notObservable(let reason): deployment.statuses = .notObservable(reason: reason)
    }
    return deployment
  }

  /// A status, and the run that it names.
  private struct StatusRow: Codable, Hashable, Sendable {
    var status: DeploymentStatus
    var run: Int?
  }

  private func approvals(of run: Int) -> Observation<[DeploymentApproval]> {
    reader.collection(
      "approvals of deployments",
      client.path("actions/runs/\(run)/approvals")
    ) { row in
      row["state"].string.map {
        DeploymentApproval(
          user: row["user"].actor,
          state: $0,
          environments: (row["environments"].list ?? []).compactMap { $0["name"].string }.sorted(),
          comment: row["comment"].string ?? ""
        )
      }
    }.whole
  }

  // MARK: - Runs

  /// Runs of workflows, the oldest first.
  ///
  /// The host shows at most a thousand rows of a search, so a period with more is asked for in parts.
  func workflowRuns() -> HostCollection<WorkflowRun> {
    let part = "runs of workflows"
    let path = client.path("actions/runs")
    let last = period.to.adding(seconds: -1)
    var result = HostCollection<WorkflowRun>(
      query: HostQuery(
        endpoint: "GET \(path)",
        parameters: ["created": "\(period.from)..\(last)"]
      ),
      hostTotal: 0,
      isComplete: true
    )
    var spans = [(period.from, last)]
    var asked = 0
    while let (first, last) = spans.popLast() {
      asked += 1
      let query = ["created": "\(first)..\(last)"]
      let length = last.secondsSince1970 - first.secondsSince1970
      if asked < Self.spansAtMost, length > 3600, isTooLong(part, path, query) {
        let middle = first.adding(seconds: length / 2)
        spans += [(middle.adding(seconds: 1), last), (first, middle)]
        continue
      }
      let found = reader.collection(part, path, query, key: "workflow_runs", read: Self.run)
      result.rows += found.rows
      result.pages += found.pages
      result.hostTotal = result.hostTotal.flatMap { one in found.hostTotal.map { one + $0 } }
      result.retrievedAt = found.retrievedAt ?? result.retrievedAt
      if !found.isComplete {
        result.lacks(found.reason ?? "the list is not whole", found.refusal)
        // What fails in one part of the period fails in the others, and asking on helps nobody.
        break
      }
    }
    var seen: Set<Int> = []
    result.rows = result.rows.filter { seen.insert($0.id).inserted }
      .sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    return result
  }

  /// Whether the host counts more rows of a search than it shows.
  private func isTooLong(_ part: String, _ path: String, _ query: [String: String]) -> Bool {
    guard
      case .success(let payload) = reader.ask(part, path, query.merging(["per_page": "1"]) { $1 })
    else { return false }
    return payload["total_count"].int ?? 0 > Self.rowsOfASearch
  }

  private static func run(_ row: Payload) -> WorkflowRun? {
    guard let id = row["id"].int, let sha = row["head_sha"].string,
      let createdAt = row.moment("created_at"), let event = row["event"].string
    else { return nil }
    return WorkflowRun(
      id: id,
      workflow: row["name"].string ?? "",
      path: row["path"].string.map { String($0.prefix { $0 != "@" }) },
      event: event,
      status: row["status"].string ?? "unknown",
      conclusion: row["conclusion"].string,
      branch: row["head_branch"].string,
      sha: sha,
      actor: row["triggering_actor"].actor ?? row["actor"].actor,
      attempt: row["run_attempt"].int ?? 1,
      createdAt: createdAt,
      startedAt: row.moment("run_started_at"),
      updatedAt: row.moment("updated_at")
    )
  }
}

extension Observation<[DeploymentApproval]> {
  /// Only the approvals for one environment.
  fileprivate func limited(to environment: String) -> Observation {
    guard case .observed(let approvals) = self else { return self }
    return .observed(
      approvals.filter { $0.environments.isEmpty || $0.environments.contains(environment) }
    )
  }
}
