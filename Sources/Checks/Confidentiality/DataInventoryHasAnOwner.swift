import ReadinessModel

/// The data inventory has an owner and was reviewed within the last twelve months.
///
/// ## Why it matters
/// Schemas change every week, and an inventory that nobody owns describes last year's.
///
/// ## What is inspected
/// The data inventory kept in the repository: its entries, owner and day of review.
///
/// ## What this cannot show
/// Inventories kept elsewhere.
enum DataInventoryHasAnOwner: Check {
  static let severity = Severity.medium

  /// The inventory, and where a missing one belongs.
  struct Subject: Codable, Hashable, Sendable {
    var inventory: DataInventory?
    var assessedOn: String
    var sawFiles: Bool
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    .observed(
      Subject(
        inventory: facts.documents.dataInventory,
        assessedOn: facts.assessedOn,
        sawFiles: facts.inventory.files > 0,
        home: facts.rootManifest
      )
    )
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard let inventory = subject.inventory else {
      guard subject.sawFiles else { return cannotSee("No file was read") }
      return absent(
        "There is no inventory of the data that is kept",
        belongs: subject.home,
        lookedFor: "data-inventory.yml or another inventory of data",
        next: "List each model with its class, owner and the time it is kept."
      )
    }
    let about = { (outcome: Outcome, message: String) in
      finding(
        outcome,
        message,
        at: [inventory.location],
        next: "Have its owner review it and write name and day."
      )
    }
    guard !inventory.entries.isEmpty else {
      return [about(.doesNotHold, "The data inventory lists nothing")]
    }
    guard let owner = inventory.owner else {
      return [about(.doesNotHold, "The data inventory names no owner")]
    }
    let day = quoted(inventory.reviewedOn ?? "")
    switch Freshness(of: inventory.reviewedOn, asOf: subject.assessedOn) {
    case .current:
      return holds(
        "The data inventory of \(counted(inventory.entries.count, "entry", plural: "entries")) was"
          + " reviewed on \(day) by \(quoted(owner))",
        at: [inventory.location]
      )
    case .stale:
      return [about(.doesNotHold, "The data inventory was last reviewed on \(day)")]
    case .future:
      return [about(.unconfirmed, "The data inventory is dated \(day), which is yet to come")]
    case .undated:
      return [about(.doesNotHold, "The data inventory has no day of review that can be read")]
    }
  }
}
