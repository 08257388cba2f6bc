package import ReadinessModel

/// Archives the months of our audit log, reads the archives back, and drops what is past its time.
///
/// For the store that `LogDataAccess` makes, whose database functions do the work and refuse what
/// must not happen; nothing runs them by itself. The job needs `pg`, whatever library the application
/// uses, since it has a connection of its own.
package enum KeepAuditLogToItsTime: Fixer {
  package static let title = "Archive the audit log, and drop months that are past their time"
  package static let aliases = ["audit-retention", "retention"]
  package static let controls: [ControlID] = ["CNF-3"]
  package static let checks: [CheckID] = ["retention-is-enforced"]
  package static let decisions = [PurgeWhatIsPastItsTime.schedule]

  /// The functions of the store that the job calls.
  private static let functions = [
    "audit.make_months", "audit.seal", "audit.months_older_than", "audit.read_month",
    "audit.month_table", "audit.digest", "audit.detach_month", "audit.drop_month",
  ]

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard let migration = store(in: project) else { return FixProposal() }
    let jobs = project.facts.application.value?.purgeJobs ?? []
    guard !jobs.contains(where: { StoredSchema.plain($0.target) == "auditlog" }) else {
      return FixProposal()
    }
    do throws(FixObstacle) {
      return try AuditRetentionProposal(project, answers, migration: migration).proposal()
    } catch {
      return FixProposal(refusals: [error.refusal])
    }
  }

  /// The file that makes the store; nil when there is none, or one of another making.
  private static func store(in project: FixProject) -> String? {
    let trails = project.facts.application.value?.auditTrails ?? []
    guard trails.contains(where: { $0.store == "audit.audit_logs" }) else { return nil }
    return project.files.paths.first { path in
      guard path.lowercased().contains("migration"), !path.contains("node_modules/"),
        let text = project.files.text(of: path)
      else { return false }
      return functions.allSatisfy { text.contains("CREATE FUNCTION \($0)(") }
    }
  }
}
