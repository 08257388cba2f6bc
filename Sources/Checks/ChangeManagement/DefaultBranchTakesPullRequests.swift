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
/// Anything without access to the git host; nor whether rules were bypassed or lifted for a while.
enum DefaultBranchTakesPullRequests: Check {
  static let severity = Severity.high

  static func subject(in facts: RepositoryFacts) -> Observation<HostTable> {
    .observed(HostTable(facts))
  }

  static func evaluate(_ table: HostTable) -> [Finding] {
    needsHost("whether the default branch takes changes by pull request only", table)
  }
}
