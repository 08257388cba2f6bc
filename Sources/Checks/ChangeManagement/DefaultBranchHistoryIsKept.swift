import ReadinessModel

/// Nobody can rewrite or delete the history of the default branch.
///
/// ## Why it matters
/// The history says who changed what and who approved it; what can be rewritten shows nothing.
///
/// ## What is inspected
/// Whether the branch's rules, classic protection and rulesets together, refuse a forced push and a
/// deletion.
///
/// ## What this cannot show
/// Anything without access to the git host; nor who may bypass the rule, which is a check of its
/// own.
enum DefaultBranchHistoryIsKept: Check {
  static let severity = Severity.medium

  static func subject(in facts: RepositoryFacts) -> Observation<HostTable> {
    .observed(HostTable(facts))
  }

  static func evaluate(_ table: HostTable) -> [Finding] {
    let question = "whether the history of the default branch can be rewritten"
    return judging(question, table) { rules in
      let wanted: [(RequirementKind, String)] = [
        (.noForcePush, "be rewritten by a forced push"), (.noDeletion, "be deleted"),
      ]
      let missing = wanted.filter { rules.requirements($0.0).isEmpty }.map(\.1)
      guard missing.isEmpty else {
        return lacking(
          "\(rules.name) can \(missing.joined(separator: " and "))",
          question,
          table,
          rules,
          next: "Refuse forced pushes and deletion: auditwright github protect."
        )
      }
      return ruled("\(rules.name) can neither be rewritten nor deleted", table)
    }
  }
}
