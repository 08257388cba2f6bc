import ReadinessModel

/// Every commit on the default branch is signed by its author.
///
/// ## Why it matters
/// The name in a commit is whatever its author typed; a signature is not.
///
/// ## What is inspected
/// The branch's rules and its commits as the git host reports them.
///
/// ## What this cannot show
/// Anything without access to the git host.
enum CommitsAreSigned: Check {
  static let severity = Severity.low

  static func subject(in facts: RepositoryFacts) -> Observation<HostTable> {
    .observed(HostTable(facts))
  }

  static func evaluate(_ table: HostTable) -> [Finding] {
    needsHost("whether commits are signed", table)
  }
}
