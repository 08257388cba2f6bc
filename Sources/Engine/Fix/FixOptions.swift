/// What a fix is limited to, and what was decided for it.
package struct FixOptions: Hashable, Sendable {
  /// Fixers, aliases, controls, criteria or labels; empty for every fixer.
  package var names: [String]
  /// Answers given with the command, by the decision's name.
  package var answers: [String: String]
  /// Identifier of the profile.
  package var profile: String

  /// Creates options; by default everything that applies is fixed.
  package init(
    names: [String] = [],
    answers: [String: String] = [:],
    profile: String = "startup"
  ) {
    self.names = names
    self.answers = answers
    self.profile = profile
  }
}

/// How a fix is written.
package struct FixApplication: Hashable, Sendable {
  /// Whether files that are not committed may be changed.
  package var allowsDirtyTree: Bool
  /// A branch to create for it, nil to stay on the one that is checked out.
  package var branch: String?

  /// Creates a value from its parts.
  package init(allowsDirtyTree: Bool = false, branch: String? = nil) {
    self.allowsDirtyTree = allowsDirtyTree
    self.branch = branch
  }
}
