import ReadinessModel

/// Backups are restored to see whether they are good, by a scheduled job or within twelve months.
///
/// ## Why it matters
/// A backup is worth what its restore is.
///
/// ## What is inspected
/// Workflows with a schedule that restore a backup, and records of restore tests.
///
/// ## What this cannot show
/// Whether the job ran and what the restored data held.
enum BackupsAreVerified: Check {
  static let severity = Severity.medium

  static func subject(in facts: RepositoryFacts) -> Observation<DrillTable> {
    DrillTable.observed(["restore"], in: facts)
  }

  static func evaluate(_ table: DrillTable) -> [Finding] {
    let jobs = table.pipeline?.uses(of: [.restoreTest]) ?? []
    let scheduled = jobs.filter { use in
      use.workflow.triggers.contains { $0.event == "schedule" }
    }
    let counting = scheduled.filter { $0.toleratedBecause == nil }
    guard counting.isEmpty else {
      return holds(
        "\(listed(Set(counting.map(\.activity.tool)).sorted())) restores a backup on a schedule",
        at: counting.map(\.activity.location)
      )
    }
    let next = "Restore the latest backup on a schedule, query it, and record the result."
    if let drill = table.latest { return judge(drill, asOf: table.assessedOn, next: next) }
    if let use = scheduled.first, let reason = use.toleratedBecause {
      return [
        finding(
          .doesNotHold,
          "\(quoted(use.activity.tool)) restores a backup, but its failure is not noticed: \(reason)",
          at: [use.activity.location],
          next: "Let its failure fail the run."
        )
      ]
    }
    guard table.sawFiles || table.pipeline != nil else { return cannotSee("No file was read") }
    return absent(
      jobs.isEmpty
        ? "No backup is ever restored to see whether it is good"
        : "A backup is restored only when somebody starts the job",
      belongs: jobs.isEmpty ? table.home : jobs.map(\.activity.location),
      lookedFor: "a scheduled job that restores a backup, or a record of a restore test",
      next: next
    )
  }
}
