import ReadinessModel

/// Changes reach the default branch only through a pull request.
///
/// ## Why it matters
/// A direct push bypasses tests and review, so nobody but the author has seen the change.
///
/// ## What is inspected
/// The branch's rules as the git host reports them; a protection file in the repository says what
/// was intended and is named, but does not show what is in force.
///
/// ## What this cannot show
/// Anything without access to the git host; who may bypass the rule, which is a check of its own;
/// nor whether it was lifted for a while.
enum DefaultBranchTakesPullRequests: Check {
  static let severity = Severity.high

  static func subject(in facts: RepositoryFacts) -> Observation<HostTable> {
    .observed(HostTable(facts))
  }

  static func evaluate(_ table: HostTable) -> [Finding] {
    let question = "whether the default branch takes changes by pull request only"
    return judging(question, table) { rules in
      guard let rule = rules.requirements(.pullRequest).first else {
        return lacking(
          "\(rules.name) takes changes without a pull request",
          question,
          table,
          rules,
          next: "Require a pull request: auditwright github protect."
        )
      }
      return ruled("\(rules.name) takes changes by pull request only (\(rule.origin))", table)
    }
  }
}
