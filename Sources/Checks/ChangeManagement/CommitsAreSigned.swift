import ReadinessModel

/// Every commit on the default branch is signed by its author.
///
/// ## Why it matters
/// The name in a commit is whatever its author typed; a signature is not.
///
/// ## What is inspected
/// The branch's rules as the git host reports them.
///
/// ## What this cannot show
/// Anything without access to the git host.
enum CommitsAreSigned: Check {
  static let severity = Severity.low

  static func subject(in facts: RepositoryFacts) -> Observation<HostTable> {
    .observed(HostTable(facts))
  }

  static func evaluate(_ table: HostTable) -> [Finding] {
    let question = "whether commits are signed"
    return judging(question, table) { rules in
      guard let rule = rules.requirements(.signatures).first else {
        return lacking(
          "\(rules.name) takes commits that are not signed",
          question,
          table,
          rules,
          next: "Require signatures: auditwright github protect --signatures."
        )
      }
      return ruled("\(rules.name) takes signed commits only (\(rule.origin))", table)
    }
  }
}
