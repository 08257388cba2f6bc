import ReadinessModel

/// Reads the pull requests that were merged into a branch in a period, each with its evidence.
struct ChangesReader: Sendable {
  /// The host lists no more commits of one pull request.
  private static let commitsListed = 250

  let reader: GitHubReader
  let branch: String
  let period: HostPeriod

  private var client: GitHubClient { reader.client }

  /// The changes, the first merged first.
  ///
  /// Whatever was merged in the period was also changed in it or later, so the list by time of change
  /// is read until it reaches the period's beginning.
  func read() -> HostCollection<MergedChange> {
    let path = client.path("pulls")
    let query = ["state": "closed", "base": branch, "sort": "updated", "direction": "desc"]
    var listed = reader.collection(
      "merged pull requests",
      path,
      query,
      isPast: { page in page.last?.moment("updated_at").map { $0 < period.from } ?? false },
      read: Self.listing
    )
    let rows = listed.rows.compactMap(\.change).filter { period.contains($0.mergedAt) }
    var result = HostCollection<MergedChange>(
      query: listed.query,
      details: [
        "\(path)/{number}", "\(path)/{number}/reviews", "\(path)/{number}/commits",
        client.path("commits/{head}/check-runs"), client.path("commits/{head}/status"),
      ],
      pages: listed.pages,
      retrievedAt: listed.retrievedAt,
      isComplete: listed.isComplete,
      reason: listed.reason,
      refusal: listed.refusal
    )
    listed.rows = []
    result.rows = concurrentMap(rows, threads: client.access.parallelRequests, whole)
    result.rows.sort { ($0.mergedAt, $0.number) < ($1.mergedAt, $1.number) }
    result.hostTotal = total()
    if let total = result.hostTotal, result.rows.count < total {
      result.lacks("GitHub's search counts \(total) and \(result.rows.count) were listed", .failed)
    }
    return result
  }

  /// A row of the list: a closed pull request, which may not have been merged.
  struct Listing: Codable, Hashable, Sendable {
    var change: MergedChange?
  }

  private static func listing(_ row: Payload) -> Listing? {
    guard let number = row["number"].int, row.has("merged_at"),
      let head = row["head"]["sha"].string,
      let base = row["base"]["ref"].string
    else { return nil }
    guard !row["merged_at"].isNull else { return Listing() }
    guard let mergedAt = row.moment("merged_at") else { return nil }
    let source = row["head"]["repo"]["id"].int
    return Listing(
      change: MergedChange(
        number: number,
        title: row["title"].string ?? "",
        author: row["user"].actor,
        base: base,
        headSHA: head,
        mergeSHA: row["merge_commit_sha"].string,
        createdAt: row.moment("created_at"),
        mergedAt: mergedAt,
        mergedBy: row["merged_by"].actor,
        labels: (row["labels"].list ?? []).compactMap { $0["name"].string }.sorted(),
        isFromFork: source != row["base"]["repo"]["id"].int
      )
    )
  }

  /// How many the host's search counts, nil when it does not tell.
  private func total() -> Int? {
    let last = period.to.adding(seconds: -1)
    let words =
      "repo:\(client.repository) is:pr is:merged base:\(branch) merged:\(period.from)..\(last)"
    let found = reader.observe(
      "the count of merged pull requests",
      "/search/issues",
      ["q": words, "per_page": "1"]
    ) { $0["incomplete_results"].bool == true ? nil : $0["total_count"].int }
    return found.value
  }

  // MARK: - One change

  private func whole(_ listed: MergedChange) -> MergedChange {
    var change = listed
    let path = client.path("pulls/\(change.number)")
    client.access.progress("Reading pull request \(change.number)")
    var commitCount = 0
    if case .success(let payload) = reader.ask("pull requests", path) {
      change.mergedBy = payload["merged_by"].actor ?? change.mergedBy
      change.mergeSHA = payload["merge_commit_sha"].string ?? change.mergeSHA
      commitCount = payload["commits"].int ?? 0
    }
    change.reviews = reader.collection("reviews", "\(path)/reviews", read: Self.review).whole
      .sorted { ($0.submittedAt, $0.user?.login ?? "") < ($1.submittedAt, $1.user?.login ?? "") }
    change.commits =
      reader.collection("commits of pull requests", "\(path)/commits") {
        Self.commit($0)
      }.whole
    if commitCount > Self.commitsListed {
      change.commits = .notObservable(
        reason: "GitHub lists \(Self.commitsListed) of \(commitCount) commits"
      )
    }
    change.checks = checks(of: change.headSHA)
    return change
  }

  private static func review(_ row: Payload) -> ChangeReview? {
    guard let state = row["state"].string else { return nil }
    let states: [String: ReviewState] = [
      "APPROVED": .approved, "CHANGES_REQUESTED": .changesRequested, "COMMENTED": .commented,
      "DISMISSED": .dismissed, "PENDING": .pending,
    ]
    guard let known = states[state.uppercased()] else { return nil }
    return ChangeReview(
      user: row["user"].actor,
      state: known,
      commit: row["commit_id"].string,
      submittedAt: row.moment("submitted_at")
    )
  }

  private static func commit(_ row: Payload) -> ChangeCommit? {
    row["sha"].string.map {
      ChangeCommit(
        sha: $0,
        author: row["author"].actor,
        committer: row["committer"].actor,
        committedAt: row["commit"]["committer"].moment("date"),
        isVerified: row["commit"]["verification"]["verified"].bool
      )
    }
  }

  /// Check runs and statuses of a commit, which are two lists at the host.
  private func checks(of sha: String) -> Observation<[ChangeCheck]> {
    let runs = reader.collection(
      "check runs",
      client.path("commits/\(sha)/check-runs"),
      key: "check_runs"
    ) { row in
      row["name"].string.map {
        ChangeCheck(
          name: $0,
          application: row["app"]["id"].int,
          conclusion: row["conclusion"].string ?? "pending",
          completedAt: row.moment("completed_at")
        )
      }
    }
    let statuses = reader.collection(
      "commit statuses",
      client.path("commits/\(sha)/status"),
      key: "statuses"
    ) { row in
      row["context"].string.map {
        ChangeCheck(
          name: $0,
          conclusion: row["state"].string ?? "pending",
          completedAt: row.moment("updated_at")
        )
      }
    }
    guard case .observed(let first) = runs.whole else { return runs.whole }
    guard case .observed(let second) = statuses.whole else { return statuses.whole }
    return .observed(
      (first + second).sorted { ($0.name, $0.application ?? 0) < ($1.name, $1.application ?? 0) }
    )
  }
}

extension Observation {
  /// The list in another order, where it was observed.
  fileprivate func sorted<Row>(_ order: (Row, Row) -> Bool) -> Observation where Value == [Row] {
    guard case .observed(let rows) = self else { return self }
    return .observed(rows.sorted(by: order))
  }
}

/// Orders moments that may be unknown; what is unknown comes first.
func < (left: (Moment?, String), right: (Moment?, String)) -> Bool {
  let times = (left.0?.secondsSince1970 ?? .min, right.0?.secondsSince1970 ?? .min)
  return times.0 == times.1 ? left.1 < right.1 : times.0 < times.1
}
