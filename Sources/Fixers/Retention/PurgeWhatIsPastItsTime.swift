package import ReadinessModel

/// Deletes data when its time is up, in a job that runs every night and records what it deleted.
///
/// Periods are those of the data inventory; without one it refuses. For PostgreSQL through `pg`,
/// Prisma, TypeORM and Knex. The audit trail is left to its own job, which archives before it drops.
package enum PurgeWhatIsPastItsTime: Fixer {
  package static let title = "Delete data when its time is up, and record it"
  package static let aliases = ["retention", "purge"]
  package static let controls: [ControlID] = ["CNF-3", "CNF-4"]
  package static let checks: [CheckID] = ["retention-is-enforced", "deletions-are-recorded"]
  package static let decisions = [countedFrom, schedule, LogDataAccess.appRole]

  static let countedFrom = FixDecision(
    id: "retention-counted-from",
    question: "From which column does a period count, where it is not that of the row's end or last"
      + " change (table=column, table=column)?",
    standard: "as-recognised"
  )

  static let schedule = FixDecision(
    id: "purge-runs-on",
    question: "Where does the nightly purge run?",
    choices: [
      .init(
        "as-deployed",
        "As a task of ECS where the service is deployed there, else on a runner."
      ),
      .init("ecs", "As a task of ECS with the definition of the service."),
      .init("runner", "On a runner of GitHub, which has to reach the database."),
    ],
    standard: "as-deployed"
  )

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    guard decision == countedFrom.id, answer != countedFrom.standard else { return nil }
    let pairs = answer.split(separator: ",")
    let isRead = !pairs.isEmpty && pairs.allSatisfy { $0.split(separator: "=").count == 2 }
    return isRead ? nil : "'\(answer)' does not name columns as in customers=closed_at"
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    let entries = (project.facts.documents.dataInventory?.entries ?? [])
      .filter { $0.retentionDays != nil }
    guard !entries.isEmpty else {
      return .refusing(
        "the purge job",
        because: "no data inventory says how long anything is kept",
        next: "Write the number of days for each table in data-inventory.yml, under retention_days;"
          + " only the owner of the data knows them."
      )
    }
    let jobs = project.facts.application.value?.purgeJobs ?? []
    do throws(FixObstacle) {
      return try PurgeProposal(project, entries, jobs, answers).proposal()
    } catch {
      return FixProposal(refusals: [error.refusal])
    }
  }
}
