import ReadinessModel

/// The default branch takes a change only after somebody other than its author approved it.
///
/// ## Why it matters
/// An approval by a second person is what stops a mistake, or one bad actor, on the way to
/// production.
///
/// ## What is inspected
/// The branch's rules as the git host reports them; a protection file in the repository says what
/// was intended and is named, but does not show what is in force.
///
/// ## What this cannot show
/// Anything without access to the git host; nor whether rules were bypassed or lifted for a while.
enum DefaultBranchRequiresReview: Check {
  static let severity = Severity.high

  static func subject(in facts: RepositoryFacts) -> Observation<HostTable> {
    .observed(HostTable(facts))
  }

  static func evaluate(_ table: HostTable) -> [Finding] {
    needsHost("whether the default branch requires a review", table)
  }
}
