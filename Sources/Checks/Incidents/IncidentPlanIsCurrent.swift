import ReadinessModel

/// A written plan for incidents has an owner and was reviewed within the last twelve months.
///
/// ## Why it matters
/// In an incident nobody has the time to decide who decides.
///
/// ## What is inspected
/// Documents about incident response: their length, places left to fill, owner and day of review.
///
/// ## What this cannot show
/// Whether people know the plan, and plans kept elsewhere.
enum IncidentPlanIsCurrent: Check {
  static let severity = Severity.medium

  static func subject(in facts: RepositoryFacts) -> Observation<DocumentTable> {
    DocumentTable.observed([.incidentResponse], in: facts)
  }

  static func evaluate(_ table: DocumentTable) -> [Finding] {
    currentDocument(
      table,
      what: "plan for incidents",
      lookedFor: "a document about incident response with owner and day of review",
      next: "Write who does what in an incident, who is told, and when."
    )
  }
}
