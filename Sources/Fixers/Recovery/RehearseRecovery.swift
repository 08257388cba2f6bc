package import ReadinessModel

/// Restores the latest backup on a schedule, looks at what came back, and writes the drill's record.
///
/// For PostgreSQL and GitHub Actions: an RDS instance is restored to a point in time, a dump of
/// `pg_dump` into a scratch server of the runner. The fixer writes no record: whether recovery was
/// tested is said by a drill that ran, and by the person who accepts its result.
package enum RehearseRecovery: Fixer {
  package static let title = "Restore the latest backup on a schedule, and measure it"
  package static let aliases = ["restore-drill", "recovery", "disaster-recovery"]
  package static let controls: [ControlID] = ["AVL-3", "AVL-4"]
  package static let checks: [CheckID] = ["backups-are-verified", "recovery-tests-are-scheduled"]
  package static let decisions = [recoveryTime, recoveryPoint, source, cadence]

  static let recoveryTime = FixDecision(
    id: "recovery-time-target-minutes",
    question: "How many minutes may it take until the service is back after the database is lost?"
  )

  static let recoveryPoint = FixDecision(
    id: "recovery-point-target-minutes",
    question: "How many minutes of data may be lost with the database?"
  )

  static let source = FixDecision(
    id: "restore-drill-source",
    question: "What is the drill to restore?",
    choices: [
      .init(
        "as-built",
        "The RDS instance of the infrastructure code, or a dump where there is none."
      ),
      .init("rds", "An RDS instance, to its latest point in time."),
      .init("dump", "The latest file of pg_dump; a backup that writes one is added."),
    ],
    standard: "as-built"
  )

  static let cadence = FixDecision(
    id: "restore-drill-cadence",
    question: "How often is the backup to be restored?",
    choices: [
      .init("weekly", "Every Sunday."),
      .init("monthly", "On the first of every month."),
      .init("quarterly", "On the first of January, April, July and October."),
    ],
    standard: "monthly"
  )

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    guard [recoveryTime.id, recoveryPoint.id].contains(decision) else { return nil }
    guard let minutes = Int(answer), (1...1_000_000).contains(minutes) else {
      return "'\(answer)' is no number of minutes between 1 and 1000000"
    }
    return nil
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    let scheduled = (project.facts.delivery.value?.workflows ?? []).filter { workflow in
      workflow.triggers.contains { $0.event == "schedule" }
    }
    let restoring = scheduled.flatMap(\.jobs).flatMap(\.activities)
      .first { $0.kind == .restoreTest }
    if let restoring {
      guard !restoring.blocking else { return FixProposal() }
      return .refusing(
        "The restore test",
        because: "one is there, but its failure is not noticed",
        at: restoring.location,
        next: "Let its failure fail the run."
      )
    }
    do throws(FixObstacle) {
      return try RestoreDrill(project, answers).proposal(answers)
    } catch {
      return FixProposal(refusals: [error.refusal])
    }
  }
}
