/// A pull request that was merged.
package struct MergedChange: Codable, Hashable, Sendable {
  /// Its number.
  package var number: Int
  /// Its title.
  package var title: String
  /// Who opened it; nil when the account is gone.
  package var author: HostActor?
  /// The branch it was merged into.
  package var base: String
  /// The last commit of what was proposed.
  package var headSHA: String
  /// The commit that it became.
  package var mergeSHA: String?
  /// When it was opened.
  package var createdAt: Moment?
  /// When it was merged.
  package var mergedAt: Moment
  /// Who merged it; nil when not shown or the account is gone.
  package var mergedBy: HostActor?
  /// Its labels.
  package var labels: [String]
  /// Whether it came from another repository.
  package var isFromFork: Bool
  /// When its last commit reached the host, where known.
  package var lastPushedAt: Moment?
  /// Commits that were proposed.
  package var commits: Observation<[ChangeCommit]>
  /// Reviews, the oldest first.
  package var reviews: Observation<[ChangeReview]>
  /// Checks of the last commit that was proposed.
  package var checks: Observation<[ChangeCheck]>

  /// Creates a value from its parts.
  package init(
    number: Int,
    title: String,
    author: HostActor? = nil,
    base: String,
    headSHA: String,
    mergeSHA: String? = nil,
    createdAt: Moment? = nil,
    mergedAt: Moment,
    mergedBy: HostActor? = nil,
    labels: [String] = [],
    isFromFork: Bool = false,
    lastPushedAt: Moment? = nil,
    commits: Observation<[ChangeCommit]> = .notObservable(reason: "was not asked for"),
    reviews: Observation<[ChangeReview]> = .notObservable(reason: "was not asked for"),
    checks: Observation<[ChangeCheck]> = .notObservable(reason: "was not asked for")
  ) {
    self.number = number
    self.title = title
    self.author = author
    self.base = base
    self.headSHA = headSHA
    self.mergeSHA = mergeSHA
    self.createdAt = createdAt
    self.mergedAt = mergedAt
    self.mergedBy = mergedBy
    self.labels = labels
    self.isFromFork = isFromFork
    self.lastPushedAt = lastPushedAt
    self.commits = commits
    self.reviews = reviews
    self.checks = checks
  }
}

/// A commit of a pull request.
package struct ChangeCommit: Codable, Hashable, Sendable {
  /// The commit.
  package var sha: String
  /// The account of its author; nil when the host knows none.
  package var author: HostActor?
  /// The account of its committer; nil when the host knows none.
  package var committer: HostActor?
  /// When it was made, as its committer says.
  package var committedAt: Moment?
  /// Whether the host verified its signature; nil when not shown.
  package var isVerified: Bool?

  /// Creates a value from its parts.
  package init(
    sha: String,
    author: HostActor? = nil,
    committer: HostActor? = nil,
    committedAt: Moment? = nil,
    isVerified: Bool? = nil
  ) {
    self.sha = sha
    self.author = author
    self.committer = committer
    self.committedAt = committedAt
    self.isVerified = isVerified
  }
}

/// A review of a pull request.
package struct ChangeReview: Codable, Hashable, Sendable {
  /// Who reviewed; nil when the account is gone.
  package var user: HostActor?
  /// What the review says.
  package var state: ReviewState
  /// The commit that was looked at; nil when it is gone.
  package var commit: String?
  /// When.
  package var submittedAt: Moment?

  /// Creates a value from its parts.
  package init(
    user: HostActor? = nil,
    state: ReviewState = .commented,
    commit: String? = nil,
    submittedAt: Moment? = nil
  ) {
    self.user = user
    self.state = state
    self.commit = commit
    self.submittedAt = submittedAt
  }
}

/// What a review says.
package enum ReviewState: String, Codable, Hashable, Sendable, CaseIterable {
  /// Neither yes nor no.
  case commented
  /// Yes.
  case approved
  /// No.
  case changesRequested = "changes-requested"
  /// Taken back; what it said before is not told.
  case dismissed
  /// Not yet given.
  case pending
}

/// A check of a commit: a check run, or a commit status.
package struct ChangeCheck: Codable, Hashable, Sendable {
  /// Its name.
  package var name: String
  /// Number of the application that reported it; nil for a status.
  package var application: Int?
  /// `success`, `failure`, `neutral`, `skipped`, `pending` or another word of the host.
  package var conclusion: String
  /// When it ended.
  package var completedAt: Moment?

  /// Creates a value from its parts.
  package init(
    name: String,
    application: Int? = nil,
    conclusion: String,
    completedAt: Moment? = nil
  ) {
    self.name = name
    self.application = application
    self.conclusion = conclusion
    self.completedAt = completedAt
  }

  /// Whether the host lets a change pass with it.
  package var passes: Bool { ["success", "neutral", "skipped"].contains(conclusion) }
}
