import ReadinessModel

/// Every deletion of data leaves a record of what was deleted and when.
///
/// ## Why it matters
/// Who must show that data was deleted has nothing left to show but the record.
///
/// ## What is inspected
/// Jobs that delete data, with what they write about it, and routes that delete, with their audit
/// event.
///
/// ## What this cannot show
/// Deletion by hand, and whether the records are kept long enough.
enum DeletionsAreRecorded: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.routes]

  /// What deletes, and where.
  struct Subject: Codable, Hashable, Sendable {
    var jobs: [PurgeJob]
    var routes: [Route]
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.application.map { application in
      Subject(
        jobs: application.purgeJobs,
        routes: application.routes.filter { route in
          route.dataAccess.contains { $0.operation == "delete" }
            || (route.method == "DELETE" && !route.dataAccess.isEmpty)
        },
        home: facts.applicationHome
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard !subject.jobs.isEmpty || !subject.routes.isEmpty else {
      return cannotSee("No job and no route was seen to delete data", at: subject.home)
    }
    let jobs = subject.jobs.filter { !$0.writesLog }.map { job in
      finding(
        .doesNotHold,
        "The job that deletes from \(quoted(job.target)) writes nothing about what it deleted",
        at: [job.location],
        resource: job.target,
        lookedFor: "a record of table, number and time in the job",
        next: "Record what was deleted, how much and when."
      )
    }
    let routes = subject.routes.compactMap { route -> Finding? in
      guard route.audit.status != .logged else { return nil }
      return finding(
        route.audit.status == .unlogged ? .doesNotHold : .unconfirmed,
        route.audit.status == .unlogged
          ? "\(route.label) deletes from \(route.reached) and leaves no record"
          : "\(route.label) may leave no record:"
            + " \(route.audit.reason ?? "what it calls is unknown")",
        at: [route.audit.at ?? route.location],
        resource: route.label,
        lookedFor: "an audit event on the way of the route",
        next: "Write an audit event for the deletion."
      )
    }
    return eachItem(jobs + routes) {
      let number = subject.jobs.count + subject.routes.count
      return holds(
        "\(all(number, "job or route", plural: "jobs and routes")) that"
          + " \(verb(number, "deletes data leaves", "delete data leave")) a record",
        at: subject.jobs.map(\.location) + subject.routes.map { $0.audit.at ?? $0.location }
      )
    }
  }
}
