/// A ruleset that is there, in force or not.
package struct HostRuleset: Codable, Hashable, Sendable {
  /// Its number.
  package var id: Int
  /// Its name.
  package var name: String
  /// Who set it.
  package var source: RuleSourceKind
  /// The repository, organization or enterprise that set it.
  package var sourceName: String
  /// `branch`, `tag` or `push`.
  package var target: String
  /// Whether it is in force.
  package var enforcement: RulesetEnforcement
  /// When it was made.
  package var createdAt: Moment?
  /// When it was last changed.
  package var updatedAt: Moment?
  /// Branches it is for.
  package var includes: [String]
  /// Branches it is not for.
  package var excludes: [String]
  /// Who may go around it; not observable when the host does not show it.
  package var bypass: Observation<[BypassActor]>
  /// What it asks.
  package var requirements: [BranchRequirement]

  /// Creates a value from its parts.
  package init(
    id: Int,
    name: String,
    source: RuleSourceKind = .repositoryRuleset,
    sourceName: String = "",
    target: String = "branch",
    enforcement: RulesetEnforcement = .disabled,
    createdAt: Moment? = nil,
    updatedAt: Moment? = nil,
    includes: [String] = [],
    excludes: [String] = [],
    bypass: Observation<[BypassActor]> = .notObservable(reason: "the host does not show it"),
    requirements: [BranchRequirement] = []
  ) {
    self.id = id
    self.name = name
    self.source = source
    self.sourceName = sourceName
    self.target = target
    self.enforcement = enforcement
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.includes = includes
    self.excludes = excludes
    self.bypass = bypass
    self.requirements = requirements
  }
}

/// Whether a ruleset is in force.
package enum RulesetEnforcement: String, Codable, Hashable, Sendable, CaseIterable {
  /// It is switched off.
  case disabled
  /// It only reports what it would refuse.
  case evaluate
  /// It is in force.
  case active
  /// The host says something that the collector does not know.
  case unknown
}
