/// A push as the rules judged it.
package struct RuleSuite: Codable, Hashable, Sendable {
  /// Its number.
  package var id: Int
  /// Who pushed.
  package var actor: HostActor?
  /// The commit before.
  package var before: String
  /// The commit after.
  package var after: String
  /// The branch.
  package var ref: String
  /// When.
  package var pushedAt: Moment
  /// What came of it.
  package var result: RuleSuiteResult
  /// What would have come of it with rules that only report.
  package var evaluationResult: RuleSuiteResult?
  /// What each rule said; asked for where something was bypassed or refused.
  package var evaluations: Observation<[RuleEvaluation]>

  /// Creates a value from its parts.
  package init(
    id: Int,
    actor: HostActor? = nil,
    before: String,
    after: String,
    ref: String,
    pushedAt: Moment,
    result: RuleSuiteResult = .pass,
    evaluationResult: RuleSuiteResult? = nil,
    evaluations: Observation<[RuleEvaluation]> = .notObservable(reason: "was not asked for")
  ) {
    self.id = id
    self.actor = actor
    self.before = before
    self.after = after
    self.ref = ref
    self.pushedAt = pushedAt
    self.result = result
    self.evaluationResult = evaluationResult
    self.evaluations = evaluations
  }
}

/// What came of a push.
package enum RuleSuiteResult: String, Codable, Hashable, Sendable, CaseIterable {
  /// Every rule let it pass.
  case pass
  /// It was refused.
  case fail
  /// Somebody went around a rule.
  case bypass
  /// The host says something that the collector does not know.
  case unknown
}

/// What one rule said of a push.
package struct RuleEvaluation: Codable, Hashable, Sendable {
  /// The rule, as the host names it.
  package var rule: String
  /// `ruleset` or `protected_branch`.
  package var source: String
  /// Number of the ruleset.
  package var sourceID: Int?
  /// Name of the ruleset.
  package var sourceName: String?
  /// `active`, `evaluate` or `deleted ruleset`.
  package var enforcement: String
  /// `pass` or `fail`.
  package var result: String
  /// What the host says of it.
  package var details: String?

  /// Creates a value from its parts.
  package init(
    rule: String,
    source: String,
    sourceID: Int? = nil,
    sourceName: String? = nil,
    enforcement: String,
    result: String,
    details: String? = nil
  ) {
    self.rule = rule
    self.source = source
    self.sourceID = sourceID
    self.sourceName = sourceName
    self.enforcement = enforcement
    self.result = result
    self.details = details
  }
}
