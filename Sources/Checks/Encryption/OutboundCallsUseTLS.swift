import ReadinessModel

/// No call to another host leaves without TLS.
///
/// ## Why it matters
/// What the product sends to others is read and changed on the way like anything else.
///
/// ## What is inspected
/// Addresses of other hosts in calls outside test code; addresses of the same machine are left out.
///
/// ## What this cannot show
/// Addresses that come from the environment or the database.
enum OutboundCallsUseTLS: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.routes]

  static func subject(in facts: RepositoryFacts) -> Observation<TransportTable> {
    TransportTable.observed([.outboundPlainText], in: facts)
  }

  static func evaluate(_ table: TransportTable) -> [Finding] {
    guard table.hasApplication || !table.settings.isEmpty else {
      return cannotSee("No application was recognised that could make a connection")
    }
    let items = transportItems(
      table.settings,
      fault: "is called without TLS",
      next: "Call the address with https."
    )
    return eachItem(items) {
      holds("No call to another host without TLS was found", at: table.home)
    }
  }
}
