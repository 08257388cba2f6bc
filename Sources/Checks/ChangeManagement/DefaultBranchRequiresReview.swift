import ReadinessModel

/// The default branch takes a change only after somebody other than its author approved it.
///
/// ## Why it matters
/// An approval by a second person is what stops a mistake, or one bad actor, on the way to
/// production.
///
/// ## What is inspected
/// The branch's rules as the git host reports them, classic protection and rulesets together: how
/// many approvals, and whether one given before the last push still counts. A protection file in
/// the repository says what was intended and is named, but does not show what is in force.
///
/// ## What this cannot show
/// Anything without access to the git host; who may bypass the rule, which is a check of its own;
/// nor whether it was lifted for a while.
enum DefaultBranchRequiresReview: Check {
  static let severity = Severity.high

  static func subject(in facts: RepositoryFacts) -> Observation<HostTable> {
    .observed(HostTable(facts))
  }

  static func evaluate(_ table: HostTable) -> [Finding] {
    let question = "whether the default branch requires a review"
    return judging(question, table) { rules in
      let asking = rules.requirements(.pullRequest).filter { $0.approvals > 0 }
      guard let rule = asking.max(by: { strength($0) < strength($1) }) else {
        return lacking(
          "\(rules.name) takes changes that nobody approved",
          question,
          table,
          rules,
          next: "Require an approval: auditwright github protect."
        )
      }
      let asked = "\(rules.name) takes a change after \(counted(rule.approvals, "approval"))"
      guard asking.contains(where: { $0.asksAfterLastPush || $0.dismissesStale }) else {
        return [
          finding(
            .unconfirmed,
            "\(asked) (\(rule.origin)), and one given before the last push still counts",
            at: table.places,
            resource: table.resource,
            next: "Require an approval of the last push: auditwright github protect."
          )
        ]
      }
      return ruled("\(asked) of what was pushed last (\(rule.origin))", table)
    }
  }

  private static func strength(_ rule: BranchRequirement) -> Int {
    rule.approvals + (rule.asksAfterLastPush || rule.dismissesStale ? 10 : 0)
  }
}
