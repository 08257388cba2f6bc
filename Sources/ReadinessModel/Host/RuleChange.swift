/// A change to the rules of the repository or the organization.
package struct RuleChange: Codable, Hashable, Sendable {
  /// When.
  package var at: Moment
  /// Who, where the host tells.
  package var actor: HostActor?
  /// `ruleset-history` or `audit-log`.
  package var source: String
  /// What was done, as the host names it.
  package var action: String
  /// Number of the ruleset.
  package var ruleset: Int?
  /// Name of the ruleset.
  package var rulesetName: String?
  /// Number of the ruleset's version after the change.
  package var version: Int?
  /// The ruleset after the change.
  package var state: Observation<HostRuleset>
  /// The ruleset before the change.
  package var previous: Observation<HostRuleset>

  /// Creates a value from its parts.
  package init(
    at: Moment,
    actor: HostActor? = nil,
    source: String,
    action: String,
    ruleset: Int? = nil,
    rulesetName: String? = nil,
    version: Int? = nil,
    state: Observation<HostRuleset> = .notObservable(reason: "the host does not tell"),
    previous: Observation<HostRuleset> = .notObservable(reason: "the host does not tell")
  ) {
    self.at = at
    self.actor = actor
    self.source = source
    self.action = action
    self.ruleset = ruleset
    self.rulesetName = rulesetName
    self.version = version
    self.state = state
    self.previous = previous
  }
}
