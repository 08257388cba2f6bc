import ReadinessModel

/// Written steps for recovery have an owner and were reviewed within the last twelve months.
///
/// ## Why it matters
/// Who must recover at night follows steps, or guesses.
///
/// ## What is inspected
/// Recovery runbooks and continuity plans: their length, places left to fill, owner, approval and days
/// of review. Beside a runbook, a plan for continuity does not count.
///
/// ## What this cannot show
/// Whether the steps work; a test of recovery shows that.
enum RecoveryRunbookExists: Check {
  static let severity = Severity.medium

  static func subject(in facts: RepositoryFacts) -> Observation<DocumentTable> {
    DocumentTable.observed([.recoveryRunbook, .businessContinuity], in: facts)
  }

  static func evaluate(_ table: DocumentTable) -> [Finding] {
    currentDocument(
      table,
      what: "runbook for recovery",
      lookedFor: "a recovery runbook or continuity plan with owner and day of review",
      next: "Write the steps from a lost database to a running service, with the times wanted.",
      decisive: { $0.topic == .recoveryRunbook }
    )
  }
}
