package import ReadinessModel

/// Tells when the rules of the branch were weaker than they had been, and for how long.
package struct ProtectionChanges: Sendable {
  /// Creates a value.
  package init() {}

  /// Times in which a ruleset was weaker than before, from the history of its changes.
  package func deviations(in changes: [RuleChange]) -> [Deviation] {
    let byRuleset = Dictionary(grouping: changes) { $0.ruleset ?? 0 }
    return byRuleset.keys.sorted().flatMap { key in
      weakenings(
        of: (byRuleset[key] ?? []).sorted { ($0.at, $0.version ?? 0) < ($1.at, $1.version ?? 0) }
      )
    }
  }

  /// What is weaker in the second of two rulesets, in words; empty when nothing is.
  package func weakenings(from before: HostRuleset, to after: HostRuleset) -> [String] {
    guard before.enforcement == .active, before.target == "branch" else { return [] }
    guard after.enforcement == .active else { return ["it was switched off"] }
    var result: [String] = []
    let lostBranches = before.includes.filter { !after.includes.contains($0) }
    let newExceptions = after.excludes.filter { !before.excludes.contains($0) }
    if !lostBranches.isEmpty || !newExceptions.isEmpty {
      let names = (lostBranches + newExceptions).sorted().joined(separator: ", ")
      result.append("it no longer covers \(names)")
    }
    result += weakenings(from: before.requirements, to: after.requirements)
    if let old = before.bypass.value, let new = after.bypass.value {
      result += newcomers(old, new)
    }
    return result
  }

  /// What is weaker in the second of two sets of rules for a branch, in words; nil when they cannot
  /// be compared.
  ///
  /// A token that many pipelines have sees only some sources of rules. What it saw before and does
  /// not see any more is told; what only became visible is not.
  package func weakenings(from before: BranchRules, to after: BranchRules) -> [String]? {
    let hidden = Set(before.unseen.map(\.source))
    guard hidden.isSuperset(of: after.unseen.map(\.source)) else { return nil }
    let lost =
      weakenings(from: before.requirements, to: after.requirements)
      + newcomers(bypass(before.requirements), bypass(after.requirements))
    guard lost.isEmpty, before.isProtected == true, after.isProtected == false else { return lost }
    return ["it is not protected"]
  }

  // MARK: - The history of a ruleset

  private func weakenings(of changes: [RuleChange]) -> [Deviation] {
    var result: [Deviation] = []
    var strongest: HostRuleset?
    for change in changes {
      if strongest == nil, case .observed(let previous) = change.previous { strongest = previous }
      guard let before = strongest else {
        strongest = change.state.value
        continue
      }
      let lost = lostRules(before, in: change)
      if lost.isEmpty {
        strongest = change.state.value ?? before
        if let open = result.indices.last, result[open].to == nil { result[open].to = change.at }
      } else if result.last.map({ $0.to == nil }) != true {
        result.append(deviation(before, lost, change))
      }
    }
    return result
  }

  private func lostRules(_ before: HostRuleset, in change: RuleChange) -> [String] {
    if let after = change.state.value { return weakenings(from: before, to: after) }
    return change.action.contains("destroy") || change.action.contains("delete")
      ? ["it was deleted"] : []
  }

  private func deviation(
    _ ruleset: HostRuleset,
    _ lost: [String],
    _ change: RuleChange
  ) -> Deviation {
    let who = change.actor?.login
    return Deviation(
      kind: .protectionWeakened,
      controls: ["CHG-1"],
      subject: "ruleset \(ruleset.name)",
      from: change.at,
      to: nil,
      actor: who,
      message: "The ruleset \(ruleset.name) was weakened\(who.map { " by \($0)" } ?? ""): "
        + lost.joined(separator: "; "),
      evidence: ["\(change.source) \(change.ruleset ?? 0) version \(change.version ?? 0)"]
    )
  }

  // MARK: - Requirements

  private func weakenings(
    from before: [BranchRequirement],
    to after: [BranchRequirement]
  ) -> [String] {
    RequirementKind.allCases.flatMap { kind -> [String] in
      let old = before.filter { $0.kind == kind }
      guard !old.isEmpty else { return [] }
      let new = after.filter { $0.kind == kind }
      guard !new.isEmpty else { return ["it no longer asks for \(kind.words)"] }
      return lost(old, new)
    }
  }

  private func lost(_ old: [BranchRequirement], _ new: [BranchRequirement]) -> [String] {
    var result: [String] = []
    let approvals = (old.map(\.approvals).max() ?? 0, new.map(\.approvals).max() ?? 0)
    if approvals.1 < approvals.0 {
      result.append("it asks for \(approvals.1) approvals instead of \(approvals.0)")
    }
    let switches: [(KeyPath<BranchRequirement, Bool>, String)] = [
      (\.dismissesStale, "approvals no longer lapse with a new commit"),
      (\.asksCodeOwners, "code owners are no longer asked"),
      (\.asksAfterLastPush, "who pushed last may approve"),
      (\.asksThreadsResolved, "comments may stay open"),
      (\.isStrict, "a branch may be behind when it is merged"),
    ]
    for (path, words) in switches
    where old.contains(where: { $0[keyPath: path] }) && !new.contains(where: { $0[keyPath: path] })
    {
      result.append(words)
    }
    let checks = Set(old.flatMap(\.checks).map(\.context))
      .subtracting(new.flatMap(\.checks).map(\.context))
    if !checks.isEmpty {
      result.append("it no longer asks for the checks \(checks.sorted().joined(separator: ", "))")
    }
    if old.contains(where: { $0.bindsAdministrators == true }),
      new.allSatisfy({ $0.bindsAdministrators == false })
    {
      result.append("administrators are no longer bound")
    }
    return result
  }

  private func bypass(_ requirements: [BranchRequirement]) -> [BypassActor] {
    requirements.flatMap { $0.bypass.value ?? [] }
  }

  private func newcomers(_ old: [BypassActor], _ new: [BypassActor]) -> [String] {
    let added = Set(new).subtracting(old)
    guard !added.isEmpty else { return [] }
    let names = added.map { $0.name.isEmpty ? $0.kind : $0.name }.sorted()
    return ["\(names.joined(separator: ", ")) may now go around it"]
  }
}

extension RequirementKind {
  fileprivate var words: String {
    switch self {
    case .pullRequest: "a pull request"
    case .statusChecks: "status checks"
    case .signatures: "signed commits"
    case .noForcePush: "history that is not rewritten"
    case .noDeletion: "a branch that is not deleted"
    case .linearHistory: "a history without merges"
    case .restrictedPushes: "pushes by few"
    case .locked: "a locked branch"
    case .deployments: "a deployment before"
    case .codeScanning: "a scan of the source"
    case .workflows: "workflows that passed"
    case .mergeQueue: "a queue of merges"
    case .other: "a rule of another kind"
    }
  }
}
