import ReadinessModel

/// Reads the commits of a branch itself, and when each reached it.
///
/// A date in a commit is whatever its author typed, so the host's own record of pushes and merges
/// says when a commit arrived, wherever it can be read.
struct CommitsReader: Sendable {
  private static let monthInSeconds = 31 * 86_400

  let reader: GitHubReader
  let branch: String
  let period: HostPeriod

  private var client: GitHubClient { reader.client }

  /// Pushes and merges since the period began, up to now, the oldest first.
  func activity() -> HostCollection<RefActivity> {
    var query = ["ref": "refs/heads/\(branch)"]
    query["time_period"] = period.span(
      upTo: client.access.now(),
      of: [(1, "day"), (7, "week"), (28, "month"), (90, "quarter"), (365, "year")]
    )
    var result = reader.collection(
      "pushes to the branch",
      client.path("activity"),
      query,
      isPast: { page in page.last?.moment("timestamp").map { $0 < period.from } ?? false },
      read: Self.activity
    )
    result.rows = result.rows.filter { $0.at >= period.from }
      .sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    return result
  }

  private static func activity(_ row: Payload) -> RefActivity? {
    guard let id = row["id"].int, let kind = row["activity_type"].string,
      let before = row["before"].string, let after = row["after"].string,
      let at = row.moment("timestamp")
    else { return nil }
    return RefActivity(
      id: id,
      kind: kind,
      ref: row["ref"].string ?? "",
      before: before,
      after: after,
      actor: row["actor"].actor,
      at: at
    )
  }

  /// The commits that reached the branch in the period, the oldest first.
  func commits(_ activity: HostCollection<RefActivity>) -> HostCollection<BranchCommit> {
    var walk = FirstParentWalk(
      from: period.from,
      origin: activity.isComplete ? activity.rows.first?.before : nil,
      isQuiet: activity.isComplete && activity.rows.isEmpty,
      margin: Self.monthInSeconds
    )
    var result = reader.collection(
      "commits of the branch",
      client.path("commits"),
      ["sha": branch],
      isPast: { walk.isDone(after: $0.compactMap(Self.commit)) },
      read: Self.commit
    )
    result.details = [client.path("commits/{sha}/pulls")]
    walk.advance(with: result.rows)
    result.rows = walk.chain
    arrive(&result.rows, activity.rows, walk)
    if activity.isComplete, !activity.rows.isEmpty, !walk.hasReachedOrigin, result.isComplete {
      result.lacks("history was rewritten, so what the branch held before cannot be told")
    }
    if activity.isComplete {
      result.rows = result.rows.filter { $0.pushedAt.map(period.contains) ?? false }
    } else {
      result.rows = result.rows.filter { $0.committedAt.map(period.contains) ?? true }
      result.lacks(
        "when commits reached the branch is not shown (\(activity.reason ?? "")), and the dates in"
          + " them can be typed by anybody",
        activity.refusal
      )
    }
    result.rows.reverse()
    return result
  }

  /// Gives each commit of the chain the moment and the actor that the host recorded.
  private func arrive(
    _ chain: inout [BranchCommit],
    _ activity: [RefActivity],
    _ walk: FirstParentWalk
  ) {
    let places = Dictionary(
      chain.enumerated().map { ($1.sha, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for event in activity {
      guard let newest = places[event.after] else { continue }
      let oldest = places[event.before] ?? chain.count
      // Without what the branch held before, only commits as young as the period can be its own.
      let isKnown = places[event.before] != nil || walk.hasReachedOrigin && event == activity.first
      for index in newest..<max(newest, oldest) where chain[index].pushedAt == nil {
        guard isKnown || !walk.isOld(chain[index]) else { continue }
        chain[index].pushedAt = event.at
        chain[index].pushedBy = event.actor
      }
    }
  }

  private static func commit(_ row: Payload) -> BranchCommit? {
    guard let sha = row["sha"].string, let parents = row["parents"].list else { return nil }
    let commit = row["commit"]
    let author = row["author"].actor
    return BranchCommit(
      sha: sha,
      parents: parents.compactMap { $0["sha"].string },
      title: String((commit["message"].string ?? "").prefix { !$0.isNewline }.prefix(300)),
      author: author,
      authorEmail: author == nil ? commit["author"]["email"].string : nil,
      committer: row["committer"].actor,
      committedAt: commit["committer"].moment("date"),
      isVerified: commit["verification"]["verified"].bool,
      verificationReason: commit["verification"]["reason"].string
    )
  }

  // MARK: - Pull requests

  /// Joins commits to the merged pull requests that brought them.
  func join(
    _ commits: HostCollection<BranchCommit>,
    to changes: HostCollection<MergedChange>
  ) -> HostCollection<BranchCommit> {
    let byMerge = Dictionary(
      changes.rows.compactMap { change in change.mergeSHA.map { ($0, change.number) } },
      uniquingKeysWith: { first, _ in first }
    )
    var result = commits
    result.rows = concurrentMap(commits.rows, threads: client.access.parallelRequests) { commit in
      var commit = commit
      if let number = byMerge[commit.sha] {
        commit.pullRequests = .observed([number])
      } else {
        commit.pullRequests = numbers(of: commit.sha)
      }
      return commit
    }
    return result
  }

  private func numbers(of sha: String) -> Observation<[Int]> {
    let found = reader.collection(
      "pull requests of commits",
      client.path("commits/\(sha)/pulls")
    ) { row -> Int? in
      guard let number = row["number"].int else { return nil }
      let isMerged = row.moment("merged_at") != nil && row["base"]["ref"].string == branch
      // A pull request that only contains the commit did not bring it to the branch.
      return isMerged ? number : 0
    }
    guard case .observed(let numbers) = found.whole else {
      return .notObservable(reason: found.reason ?? "the list is not complete")
    }
    return .observed(numbers.filter { $0 > 0 }.sorted())
  }
}

/// Follows first parents from the tip of a branch until the period's beginning is behind.
private struct FirstParentWalk {
  /// Old commits in a row after which what the branch held is no longer looked for.
  private static let oldAtMost = 200

  /// The beginning of the period.
  let from: Moment
  /// What the branch stood at when the period began, where the host tells.
  let origin: String?
  /// Seconds before the period within which commits are not old.
  let margin: Int

  private(set) var chain: [BranchCommit] = []
  private(set) var hasReachedOrigin = false
  private var known: [String: BranchCommit] = [:]
  private var wanted: String?
  private var hasEnded: Bool
  private var oldInARow = 0

  /// Creates a walk; there is nothing to follow when the host says that nothing reached the branch.
  init(from: Moment, origin: String?, isQuiet: Bool, margin: Int) {
    self.from = from
    self.origin = origin
    self.margin = margin
    hasEnded = isQuiet
  }

  /// Whether a commit was made so long before the period that it is hardly of it.
  func isOld(_ commit: BranchCommit) -> Bool {
    commit.committedAt.map { $0 < from.adding(seconds: -margin) } ?? false
  }

  mutating func isDone(after page: [BranchCommit]) -> Bool {
    advance(with: page)
    return hasEnded
  }

  mutating func advance(with commits: [BranchCommit]) {
    if wanted == nil, chain.isEmpty { wanted = commits.first?.sha }
    for commit in commits { known[commit.sha] = commit }
    while !hasEnded, let sha = wanted, let commit = known.removeValue(forKey: sha) {
      if isBehind(commit) {
        hasEnded = true
      } else {
        chain.append(commit)
        wanted = commit.parents.first
        if wanted == nil {
          hasEnded = true
          // A branch that was made in the period held nothing before.
          hasReachedOrigin = origin?.allSatisfy { $0 == "0" } ?? false
        }
      }
    }
  }

  private mutating func isBehind(_ commit: BranchCommit) -> Bool {
    guard let origin else { return commit.committedAt.map { $0 < from } ?? false }
    if commit.sha == origin { hasReachedOrigin = true }
    oldInARow = isOld(commit) ? oldInARow + 1 : 0
    return hasReachedOrigin || oldInARow > Self.oldAtMost
  }
}
