import ReadinessModel

/// Every audit event says who did what to which resource, when, and from where.
///
/// ## Why it matters
/// An event that leaves one of these out cannot answer the question it was written for.
///
/// ## What is inspected
/// The fields that each audit function, middleware or table writes.
///
/// ## What this cannot show
/// Whether the values are right, for example an address that a proxy hides.
enum AuditEventsAreComplete: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.routes]

  static func subject(in facts: RepositoryFacts) -> Observation<AuditTable> {
    AuditTable.observed(in: facts)
  }

  static func evaluate(_ table: AuditTable) -> [Finding] {
    guard !table.trails.isEmpty else { return noAuditTrail(table) }
    let items = table.trails.compactMap { trail -> Finding? in
      let missing = wanted.filter { !trail.fields.contains($0.field) }
      guard !missing.isEmpty else { return nil }
      guard !trail.fields.isEmpty else {
        return finding(
          .unconfirmed,
          "Which fields \(quoted(trail.name)) records could not be told",
          at: [trail.location],
          resource: trail.name
        )
      }
      return finding(
        .doesNotHold,
        "Events of \(quoted(trail.name)) do not say \(listed(missing.map(\.question), limit: 5))",
        at: [trail.location],
        resource: trail.name,
        lookedFor: "the fields \(listed(missing.map(\.field), limit: 5))",
        next: "Record the missing fields with every event."
      )
    }
    return eachItem(items) {
      holds(
        "Events of \(listed(table.trails.map(\.name))) say who, what, which resource, when and from"
          + " where",
        at: table.trails.map(\.location)
      )
    }
  }

  private static let wanted = [
    (field: "actor", question: "who"), (field: "action", question: "what was done"),
    (field: "resource", question: "to which resource"), (field: "time", question: "when"),
    (field: "source", question: "from where"),
  ]
}
