import ReadinessModel

/// Reads the rules in force on a branch from both of the host's ways, and merges them.
///
/// Neither way tells of the other: the protection of a branch answers "not protected" where only
/// rulesets are in force, and rulesets are silent on protection. Both are always asked.
struct BranchRulesReader {
  let reader: GitHubReader
  let branch: String

  private var client: GitHubClient { reader.client }

  /// The merged rules, or why nothing at all could be seen of them.
  func read(_ rulesets: HostCollection<HostRuleset>) -> Observation<BranchRules> {
    let state = reader.ask("the branch \(branch)", client.path("branches/\(encoded)"))
    let classic = reader.ask(
      "classic protection of the branch \(branch)",
      client.path("branches/\(encoded)/protection")
    )
    let effective = reader.collection(
      "rulesets in force on the branch \(branch)",
      client.path("rules/branches/\(encoded)"),
      read: Self.effectiveRule
    )

    var rules = BranchRules(branch: branch)
    let shown = try? state.get()
    rules.isProtected = shown?["protected"].bool
    add(classic: classic, shown, to: &rules)
    add(effective: effective, rulesets, to: &rules)
    if rules.requirements.isEmpty, rules.unseen.count > 1 {
      let reasons = rules.unseen.map { "\($0.source.words): \($0.reason)" }
      return .notObservable(reason: reasons.joined(separator: "; "))
    }
    rules.requirements.sort { $0.order < $1.order }
    return .observed(rules)
  }

  /// The branch's name for a path; a slash in it stays, as the host wants it.
  private var encoded: String { branch }

  // MARK: - Classic protection

  private func add(
    classic: Result<Payload, GitHubRefusal>,
    _ shown: Payload?,
    to rules: inout BranchRules
  ) {
    switch classic {
    case .success(let payload):
      let (requirements, unseen) = ClassicProtection(payload, branch: branch).read()
      rules.requirements += requirements
      rules.unseen += unseen
    case .failure(let refusal):
      // "Branch not protected" is said only to those who may see protection; and what the host
      // calls unprotected has none. Any other 404 may hide one.
      if refusal.outcome == .absent || rules.isProtected == false { return }
      rules.unseen.append(UnseenRules(source: .classicProtection, reason: refusal.reason))
      guard let protection = shown?["protection"], protection["enabled"].bool == true else {
        return
      }
      rules.requirements += ClassicProtection.checks(inShown: protection, branch: branch)
    }
  }

  // MARK: - Rulesets

  /// A rule in force, which names its ruleset but not who may go around it.
  private static func effectiveRule(_ row: Payload) -> BranchRequirement? {
    guard var requirement = RulesetRules.requirement(row) else { return nil }
    requirement.source = RuleSource(
      kind: RulesetRules.kind(ofSource: row["ruleset_source_type"].string ?? ""),
      id: row["ruleset_id"].int
    )
    return requirement
  }

  private func add(
    effective: HostCollection<BranchRequirement>,
    _ rulesets: HostCollection<HostRuleset>,
    to rules: inout BranchRules
  ) {
    if !effective.isComplete {
      rules.unseen.append(
        UnseenRules(source: .repositoryRuleset, reason: effective.reason ?? "it was not read whole")
      )
    }
    for var requirement in effective.rows {
      let ruleset = rulesets.rows.first { $0.id == requirement.source.id }
      requirement.source.name = ruleset?.name ?? ""
      requirement.bypass =
        ruleset?.bypass
        ?? .notObservable(reason: rulesets.reason ?? "the ruleset itself is not shown")
      requirement.bindsAdministrators = requirement.bypass.value.map { actors in
        !actors.contains(where: \.isAdministrators)
      }
      rules.requirements.append(requirement)
    }
  }
}

extension RuleSourceKind {
  /// The source in words for a reader.
  var words: String {
    switch self {
    case .classicProtection: "classic branch protection"
    case .repositoryRuleset, .organizationRuleset, .enterpriseRuleset: "rulesets"
    }
  }
}

extension BranchRequirement {
  /// A place in a list that does not depend on the host's order.
  fileprivate var order: String {
    let kinds = RequirementKind.allCases
    let kind = kinds.firstIndex(of: kind) ?? kinds.count
    return "\(kind + 100) \(source.kind.rawValue) \(source.id ?? 0) \(names.joined(separator: ","))"
  }
}
