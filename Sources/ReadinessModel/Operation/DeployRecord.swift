/// A deployment as the pipeline recorded it: who put what where, and who said yes.
package struct DeployRecord: Codable, Hashable, Sendable {
  /// How it ended.
  package enum Status: String, Codable, Hashable, Sendable, CaseIterable {
    /// It is in use.
    case success
    /// It did not come about.
    case failure
    /// It was taken back.
    case rolledBack = "rolled-back"
  }

  /// Why there was no time for an approval, and who looked afterwards.
  package struct Emergency: Codable, Hashable, Sendable {
    /// Why.
    package var reason: String
    /// Who looked at it afterwards.
    package var reviewedBy: String?
    /// When.
    package var reviewedAt: Moment?

    /// Creates a value from its parts.
    package init(reason: String, reviewedBy: String? = nil, reviewedAt: Moment? = nil) {
      self.reason = reason
      self.reviewedBy = reviewedBy
      self.reviewedAt = reviewedAt
    }
  }

  /// What was deployed, as its users name it, for example `v2.14.0`.
  package var version: String
  /// The commit.
  package var commit: String
  /// Where to.
  package var environment: String
  /// Numbers of the pull requests that came with it.
  package var pullRequests: [Int]
  /// Digest of what was deployed, with its algorithm, for example `sha256:…`.
  package var artifactDigest: String?
  /// Who started it.
  package var deployer: String
  /// Who approved it.
  package var approver: String?
  /// When it was asked for.
  package var requestedAt: Moment?
  /// When it was approved.
  package var approvedAt: Moment?
  /// When it ended.
  package var finishedAt: Moment
  /// How it ended.
  package var status: Status
  /// The page of the run.
  package var runURL: String?
  /// The version that it took back.
  package var rollbackOf: String?
  /// Set when it could not wait for an approval.
  package var emergency: Emergency?
  /// Whether the commit is on the protected branch, as git said when the record was made; nil when
  /// nobody asked.
  package var isOnProtectedBranch: Bool?

  /// Creates a value from its parts.
  package init(
    version: String,
    commit: String,
    environment: String,
    pullRequests: [Int] = [],
    artifactDigest: String? = nil,
    deployer: String,
    approver: String? = nil,
    requestedAt: Moment? = nil,
    approvedAt: Moment? = nil,
    finishedAt: Moment,
    status: Status,
    runURL: String? = nil,
    rollbackOf: String? = nil,
    emergency: Emergency? = nil,
    isOnProtectedBranch: Bool? = nil
  ) {
    self.version = version
    self.commit = commit
    self.environment = environment
    self.pullRequests = pullRequests
    self.artifactDigest = artifactDigest
    self.deployer = deployer
    self.approver = approver
    self.requestedAt = requestedAt
    self.approvedAt = approvedAt
    self.finishedAt = finishedAt
    self.status = status
    self.runURL = runURL
    self.rollbackOf = rollbackOf
    self.emergency = emergency
    self.isOnProtectedBranch = isOnProtectedBranch
  }

  /// What tells it from every other deployment.
  package var id: String { "\(environment)/\(version)/\(finishedAt)" }
}
