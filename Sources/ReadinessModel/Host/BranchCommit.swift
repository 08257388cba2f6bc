/// A commit of the branch itself, found by following first parents from its tip.
package struct BranchCommit: Codable, Hashable, Sendable {
  /// The commit.
  package var sha: String
  /// Its parents.
  package var parents: [String]
  /// The first line of its message.
  package var title: String
  /// The account of its author; nil when the host knows none.
  package var author: HostActor?
  /// The address its author typed, where no account is known.
  package var authorEmail: String?
  /// The account of its committer; nil when the host knows none.
  package var committer: HostActor?
  /// When it was made, as its committer says; anything can be typed.
  package var committedAt: Moment?
  /// When it reached the branch, as the host saw it; nil when not told.
  package var pushedAt: Moment?
  /// Who brought it there; nil when not told.
  package var pushedBy: HostActor?
  /// Whether the host verified its signature; nil when not shown.
  package var isVerified: Bool?
  /// What the host says of the signature, such as `valid` or `unsigned`.
  package var verificationReason: String?
  /// Numbers of the merged pull requests that brought it.
  package var pullRequests: Observation<[Int]>

  /// Creates a value from its parts.
  package init(
    sha: String,
    parents: [String] = [],
    title: String = "",
    author: HostActor? = nil,
    authorEmail: String? = nil,
    committer: HostActor? = nil,
    committedAt: Moment? = nil,
    pushedAt: Moment? = nil,
    pushedBy: HostActor? = nil,
    isVerified: Bool? = nil,
    verificationReason: String? = nil,
    pullRequests: Observation<[Int]> = .notObservable(reason: "was not asked for")
  ) {
    self.sha = sha
    self.parents = parents
    self.title = title
    self.author = author
    self.authorEmail = authorEmail
    self.committer = committer
    self.committedAt = committedAt
    self.pushedAt = pushedAt
    self.pushedBy = pushedBy
    self.isVerified = isVerified
    self.verificationReason = verificationReason
    self.pullRequests = pullRequests
  }

  /// When it reached the branch, as well as is known.
  package var arrivedAt: Moment? { pushedAt ?? committedAt }
}

/// A push, a merge, or a deletion, as the host saw it.
package struct RefActivity: Codable, Hashable, Sendable {
  /// Its number.
  package var id: Int
  /// `push`, `force_push`, `branch_deletion`, `branch_creation`, `pr_merge` or
  /// `merge_queue_merge`.
  package var kind: String
  /// The branch.
  package var ref: String
  /// The commit it stood at before.
  package var before: String
  /// The commit it stood at after.
  package var after: String
  /// Who did it.
  package var actor: HostActor?
  /// When.
  package var at: Moment

  /// Creates a value from its parts.
  package init(
    id: Int,
    kind: String,
    ref: String,
    before: String,
    after: String,
    actor: HostActor? = nil,
    at: Moment
  ) {
    self.id = id
    self.kind = kind
    self.ref = ref
    self.before = before
    self.after = after
    self.actor = actor
    self.at = at
  }
}
