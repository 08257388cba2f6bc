import ReadinessModel

/// No connection the product makes switches certificate verification off.
///
/// ## Why it matters
/// TLS without verification encrypts the conversation with whoever answered.
///
/// ## What is inspected
/// Options and environment variables that switch verification off, outside test code. Libraries
/// verify by default, so nothing written is what is wanted.
///
/// ## What this cannot show
/// Switches set in the environment of production.
enum CertificatesAreVerified: Check {
  static let severity = Severity.high
  static let affectedBySkipped: [SkippedKind] = [.routes]

  static func subject(in facts: RepositoryFacts) -> Observation<TransportTable> {
    TransportTable.observed([.certificateVerification], in: facts)
  }

  static func evaluate(_ table: TransportTable) -> [Finding] {
    guard table.hasApplication || !table.settings.isEmpty else {
      return cannotSee("No application was recognised that could make a connection")
    }
    let items = transportItems(
      table.settings,
      fault: "switches certificate verification off",
      next: "Verify the certificate; give the client the issuer's certificate if it is private."
    )
    return eachItem(items) {
      holds("Nothing switches certificate verification off", at: table.home)
    }
  }
}
