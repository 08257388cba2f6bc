/// An environment that deployments go to.
package struct HostEnvironment: Codable, Hashable, Sendable {
  /// Its name.
  package var name: String
  /// Who must approve a deployment; one of them is enough.
  package var reviewers: [EnvironmentReviewer]
  /// Whether who starts a deployment may not approve it.
  package var preventsSelfReview: Bool
  /// Minutes a deployment waits.
  package var waitMinutes: Int
  /// Branches it may be deployed from.
  package var branches: EnvironmentBranches
  /// Patterns of branches and tags, where it has its own.
  package var branchPatterns: [String]
  /// Whether administrators may go around; nil when not shown.
  package var letsAdministratorsBypass: Bool?
  /// Whether applications decide about deployments beside.
  package var hasOwnRules: Bool
  /// When it was made.
  package var createdAt: Moment?
  /// When it was last changed.
  package var updatedAt: Moment?

  /// Creates a value from its parts.
  package init(
    name: String,
    reviewers: [EnvironmentReviewer] = [],
    preventsSelfReview: Bool = false,
    waitMinutes: Int = 0,
    branches: EnvironmentBranches = .all,
    branchPatterns: [String] = [],
    letsAdministratorsBypass: Bool? = nil,
    hasOwnRules: Bool = false,
    createdAt: Moment? = nil,
    updatedAt: Moment? = nil
  ) {
    self.name = name
    self.reviewers = reviewers
    self.preventsSelfReview = preventsSelfReview
    self.waitMinutes = waitMinutes
    self.branches = branches
    self.branchPatterns = branchPatterns
    self.letsAdministratorsBypass = letsAdministratorsBypass
    self.hasOwnRules = hasOwnRules
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }
}

/// Somebody who may approve deployments.
package struct EnvironmentReviewer: Codable, Hashable, Sendable {
  /// `user` or `team`.
  package var kind: String
  /// The name.
  package var name: String
  /// Its number.
  package var id: Int?

  /// Creates a value from its parts.
  package init(
    kind: String,
    name: String,
    id: Int? = nil
  ) {
    self.kind = kind
    self.name = name
    self.id = id
  }
}

/// Branches from which an environment may be deployed.
package enum EnvironmentBranches: String, Codable, Hashable, Sendable, CaseIterable {
  /// All branches.
  case all
  /// Branches that are protected.
  case protected
  /// Branches that fit a pattern.
  case patterns
}
