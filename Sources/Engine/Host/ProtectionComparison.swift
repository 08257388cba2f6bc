import Connectors
import ReadinessModel

/// Compares rules of a branch with what is recommended.
///
/// A rule counts as in force only where one source of it binds everybody, as far as the host shows.
struct ProtectionComparison {
  private let rules: BranchRules

  init(_ rules: Observation<BranchRules>) {
    self.rules = rules.value ?? BranchRules(branch: "")
  }

  /// The recommendations, each with whether it is in force.
  func steps(_ wanted: RecommendedRules) -> [ProtectionStep] {
    let approvals = wanted.approvals == 1 ? "1 approval" : "\(wanted.approvals) approvals"
    var result = [
      step("changes come by pull request with \(approvals)", .pullRequest) {
        $0.approvals >= wanted.approvals
      },
      step("the last push is approved by somebody else", .pullRequest, \.asksAfterLastPush),
    ]
    result += wanted.checks.map { name in
      step("the check \(name) has passed", .statusChecks) { rule in
        rule.checks.contains { $0.context == name }
      }
    }
    result += [
      step("nobody rewrites the history", .noForcePush), step("nobody deletes it", .noDeletion),
    ]
    if wanted.asksSignatures { result.append(step("commits are signed", .signatures)) }
    return result
  }

  /// What a reviewed file asks for beside the recommendations.
  func steps(_ reviewed: ReviewedRuleset, beside wanted: RecommendedRules) -> [ProtectionStep] {
    var result: [ProtectionStep] = []
    let pull = reviewed.requirements.filter { $0.kind == .pullRequest }
    if pull.contains(where: \.dismissesStale) {
      result.append(step("a push takes approvals back", .pullRequest, \.dismissesStale))
    }
    if pull.contains(where: \.asksCodeOwners) {
      result.append(step("owners of the code approve", .pullRequest, \.asksCodeOwners))
    }
    if pull.contains(where: \.asksThreadsResolved) {
      result.append(step("every conversation is resolved", .pullRequest, \.asksThreadsResolved))
    }
    if reviewed.requirements.contains(where: \.isStrict) {
      result.append(
        step("the branch is up to date with the default one", .statusChecks, \.isStrict)
      )
    }
    let known = Set(wanted.checks)
    result += Set(reviewed.checks).subtracting(known).sorted().map { name in
      step("the check \(name) has passed", .statusChecks) { rule in
        rule.checks.contains { $0.context == name }
      }
    }
    let told: Set<RequirementKind> = [
      .pullRequest, .statusChecks, .noForcePush, .noDeletion, .signatures,
    ]
    result += reviewed.requirements.filter { !told.contains($0.kind) }.map { requirement in
      let names = requirement.names.joined(separator: ", ")
      let what = names.isEmpty ? requirement.kind.rawValue : names
      return step("the rule \(what) of the file holds", requirement.kind) { rule in
        Set(requirement.names).isSubset(of: rule.names)
      }
    }
    return result
  }

  private func step(
    _ what: String,
    _ kind: RequirementKind,
    _ suffices: (BranchRequirement) -> Bool = { _ in true }
  ) -> ProtectionStep {
    let found = rules.requirements(kind).filter(suffices)
    if found.contains(where: { $0.bypass.value == [] }) {
      return ProtectionStep(what: what, isInForce: true)
    }
    guard let rule = found.first else {
      return ProtectionStep(what: what, isInForce: false, now: "is not asked for")
    }
    switch rule.bypass {
    case .notObservable(let reason):
      return ProtectionStep(what: what, isInForce: false, now: "who may bypass it: \(reason)")
    case .observed(let actors):
      let names = actors.map { $0.name.isEmpty ? $0.kind : "\($0.kind) \($0.name)" }
      return ProtectionStep(
        what: what,
        isInForce: false,
        now: "may be bypassed by \(names.joined(separator: ", "))"
      )
    }
  }
}
