import ReadinessModel

/// A written plan for incidents has an owner and was reviewed within the last twelve months.
///
/// ## Why it matters
/// In an incident nobody has the time to decide who decides.
///
/// ## What is inspected
/// Documents about incident response: their length, places left to fill, owner, approval and days of
/// review. Beside a plan, a policy on the same does not count.
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
      next: "Write who does what in an incident, who is told, and when.",
      decisive: isPlan
    )
  }

  /// Whether a document says by its title that it holds steps, as a policy need not.
  private static func isPlan(_ document: GovernanceDocument) -> Bool {
    let steps: Set<String> = ["plan", "playbook", "runbook", "procedure", "procedures", "process"]
    return document.title.lowercased().split { !$0.isLetter }.contains {
      steps.contains(String($0))
    }
  }
}
