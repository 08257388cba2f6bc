import ReadinessModel

/// The organization at the git host lets in only members who use a second factor.
///
/// ## Why it matters
/// One stolen password of one member is otherwise enough to change the product.
///
/// ## What is inspected
/// The organization's setting as the git host reports it.
///
/// ## What this cannot show
/// Anything without access to the git host.
enum OrganizationRequiresTwoFactors: Check {
  static let severity = Severity.high

  static func subject(in facts: RepositoryFacts) -> Observation<HostTable> {
    .observed(HostTable(facts, readsProtectionFiles: false))
  }

  static func evaluate(_ table: HostTable) -> [Finding] {
    needsHost("whether the organization requires two factors", table)
  }
}
