/// The rules in force on a branch, merged from every source the host has.
///
/// Rules of several sources apply together, and the strictest of each kind decides. Each keeps its
/// source, because each source has its own list of who may go around it.
package struct BranchRules: Codable, Hashable, Sendable {
  /// The branch.
  package var branch: String
  /// Whether the host calls the branch protected; nil when not shown.
  package var isProtected: Bool?
  /// What is asked of a change, with the source of each.
  package var requirements: [BranchRequirement]
  /// Sources that could not be read: there may be more rules than are listed.
  package var unseen: [UnseenRules]

  /// Creates a value from its parts.
  package init(
    branch: String,
    isProtected: Bool? = nil,
    requirements: [BranchRequirement] = [],
    unseen: [UnseenRules] = []
  ) {
    self.branch = branch
    self.isProtected = isProtected
    self.requirements = requirements
    self.unseen = unseen
  }

  /// Whether every source was read, so that what is not listed is not there.
  package var isComplete: Bool { unseen.isEmpty }

  /// Requirements of one kind.
  package func requirements(_ kind: RequirementKind) -> [BranchRequirement] {
    requirements.filter { $0.kind == kind }
  }
}

/// A source of rules that could not be read.
package struct UnseenRules: Codable, Hashable, Sendable {
  /// The source.
  package var source: RuleSourceKind
  /// Why it could not be read.
  package var reason: String

  /// Creates a value from its parts.
  package init(
    source: RuleSourceKind = .classicProtection,
    reason: String
  ) {
    self.source = source
    self.reason = reason
  }
}

/// Where a rule is written.
package enum RuleSourceKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// The protection of a branch, the older of the host's two ways.
  case classicProtection = "classic-protection"
  /// A ruleset of the repository.
  case repositoryRuleset = "repository-ruleset"
  /// A ruleset of the organization.
  case organizationRuleset = "organization-ruleset"
  /// A ruleset of the enterprise.
  case enterpriseRuleset = "enterprise-ruleset"
}
