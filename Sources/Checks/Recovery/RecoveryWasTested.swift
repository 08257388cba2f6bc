import ReadinessModel

/// A recovery was tested within the last twelve months, succeeded, and was signed.
///
/// ## Why it matters
/// The first recovery should not be the real one.
///
/// ## What is inspected
/// Records of restore and failover tests: day, result, measured times, signature. A discussion
/// around a table is no test of recovery.
///
/// ## What this cannot show
/// Whether the test was like the real thing.
enum RecoveryWasTested: Check {
  static let severity = Severity.high

  static func subject(in facts: RepositoryFacts) -> Observation<DrillTable> {
    DrillTable.observed(["restore", "failover"], in: facts)
  }

  static func evaluate(_ table: DrillTable) -> [Finding] {
    let next = "Recover from a backup following the runbook, measure it, and sign the record."
    if let drill = table.latest { return judge(drill, asOf: table.assessedOn, next: next) }
    guard table.sawFiles else { return cannotSee("No file was read") }
    return absent(
      "No recovery was ever tested, as far as the repository shows",
      belongs: table.home,
      lookedFor: "a record of a restore or failover test with day, result and signature",
      next: next
    )
  }
}
