import ReadinessModel

/// Somebody reviewed each registered vendor within the last twelve months.
///
/// ## Why it matters
/// A vendor's security changes after the contract is signed.
///
/// ## What is inspected
/// Day and reviewer of the last review of each entry of the vendor register.
///
/// ## What this cannot show
/// How thorough the review was.
enum VendorReviewsAreInDate: Check {
  static let severity = Severity.medium

  static func subject(in facts: RepositoryFacts) -> Observation<VendorTable> {
    VendorTable.observed(in: facts)
  }

  static func evaluate(_ table: VendorTable) -> [Finding] {
    guard let register = table.register, !register.entries.isEmpty else {
      guard table.sawFiles || table.register != nil else { return cannotSee("No file was read") }
      return absent(
        "No vendor was reviewed, because none is registered",
        belongs: table.register.map { [$0.location] } ?? table.home,
        lookedFor: "a register of vendors with the day of each review",
        next: "Review the vendors that get data, and record day and reviewer."
      )
    }
    let items = register.entries.compactMap { item($0, asOf: table.assessedOn) }
    return eachItem(items) {
      holds(
        "\(all(register.entries.count, "vendor")) \(verb(register.entries.count, "was", "were"))"
          + " reviewed within the last twelve months",
        at: register.entries.map(\.location)
      )
    }
  }

  private static func item(_ entry: VendorEntry, asOf today: String) -> Finding? {
    let name = quoted(entry.name)
    let day = quoted(entry.reviewedOn ?? "")
    switch Freshness(of: entry.reviewedOn, asOf: today) {
    case .current:
      guard entry.reviewer == nil else { return nil }
      return about(entry, .unconfirmed, "The review of \(name) on \(day) names no reviewer")
    case .stale:
      return about(entry, .doesNotHold, "\(name) was last reviewed on \(day)")
    case .future:
      return about(entry, .unconfirmed, "The review of \(name) is dated \(day), yet to come")
    case .undated:
      return about(entry, .doesNotHold, "\(name) has no day of review that can be read")
    }
  }

  private static func about(_ entry: VendorEntry, _ outcome: Outcome, _ message: String) -> Finding
  {
    finding(
      outcome,
      message,
      at: [entry.location],
      resource: entry.name,
      next: "Review the vendor, and record day and reviewer."
    )
  }
}
