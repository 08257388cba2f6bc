import ReadinessModel

/// Nobody may go around the rules of the default branch, administrators included.
///
/// ## Why it matters
/// A rule that some may skip shows nothing about the changes of those who may.
///
/// ## What is inspected
/// For review, status checks, forced pushes and deletion: whom each source of rules exempts. Where
/// several sources ask for the same, one that exempts nobody binds everybody.
///
/// ## What this cannot show
/// Anything without access to the git host. The host shows who may bypass a ruleset only to those
/// who may change it; and a right to bypass says nothing of whether it was used.
enum DefaultBranchRulesBindEverybody: Check {
  static let severity = Severity.high

  static func subject(in facts: RepositoryFacts) -> Observation<HostTable> {
    .observed(HostTable(facts))
  }

  static func evaluate(_ table: HostTable) -> [Finding] {
    judging("whether everybody is bound by the rules of the default branch", table) { rules in
      let kinds: [(RequirementKind, String)] = [
        (.pullRequest, "the review"), (.statusChecks, "the status checks"),
        (.noForcePush, "the ban on forced pushes"), (.noDeletion, "the ban on deletion"),
      ]
      let asked = kinds.filter { !rules.requirements($0.0).isEmpty }
      guard !asked.isEmpty else {
        return rules.isComplete
          ? notApplicable("\(rules.name) has no rules that anybody could be bound by")
          : hostHides(
            "whether everybody is bound by the rules of the default branch",
            because: rules.unseen.first?.reason ?? "",
            at: table.home
          )
      }
      let items = asked.compactMap { item(of: rules.requirements($0.0), $0.1, rules, table) }
      return eachItem(items) {
        ruled("The rules of \(rules.name) bind everybody, administrators included", table)
      }
    }
  }

  /// Whom the rules of one kind exempt, nil when it is nobody.
  private static func item(
    of requirements: [BranchRequirement],
    _ what: String,
    _ rules: BranchRules,
    _ table: HostTable
  ) -> Finding? {
    let exempted = requirements.map(\.bypass.value)
    if exempted.contains([]) { return nil }
    let hidden = requirements.first { $0.bypass.value == nil }
    if let hidden, case .notObservable(let reason) = hidden.bypass {
      return finding(
        .unconfirmed,
        "Who may bypass \(what) of \(rules.name) is not shown (\(hidden.origin)): \(reason)",
        at: table.places,
        resource: table.resource,
        next: "Ask with a token that may change the rules, or attest who may bypass them."
      )
    }
    // Who is exempt from one source may be bound by another, so only those exempt from all count.
    let known = exempted.compactMap { $0.map { actors in Set(actors.map(\.identity)) } }
    let common = known.dropFirst().reduce(known.first ?? []) { $0.intersection($1) }
    guard !common.isEmpty, let rule = requirements.first, let actors = rule.bypass.value else {
      return finding(
        .unconfirmed,
        "Two sources of rules exempt different people from \(what) of \(rules.name)",
        at: table.places,
        resource: table.resource,
        next: "Empty both lists of those who may bypass."
      )
    }
    let names = actors.filter { common.contains($0.identity) }.map(\.words)
    return finding(
      .doesNotHold,
      "\(listed(names)) may bypass \(what) of \(rules.name) (\(rule.origin))",
      at: table.places,
      resource: table.resource,
      lookedFor: "an empty list of those who may bypass",
      next: "Empty the list of those who may bypass: auditwright github protect."
    )
  }
}

extension BypassActor {
  /// The actor, whatever way it may bypass.
  fileprivate var identity: String {
    isAdministrators ? "administrators" : "\(kind) \(id ?? 0) \(name)"
  }

  /// The actor in words for a reader.
  fileprivate var words: String {
    let called = name.isEmpty ? id.map { "\($0)" } ?? "" : name
    switch kind {
    case "organization-administrator": return "owners of the organization"
    case "role": return name == "admin" ? "administrators" : "the role \(called)"
    case "deploy-key": return "deploy keys"
    default: return "the \(kind) \(called)"
    }
  }
}
