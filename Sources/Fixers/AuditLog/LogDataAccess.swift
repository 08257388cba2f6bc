package import ReadinessModel

/// Records who accessed what, when and from where, in a log that only grows.
///
/// For Express in TypeScript and JavaScript and for NestJS on Express, with PostgreSQL through `pg`,
/// Prisma, TypeORM or Knex. One middleware before everything else sees each request that reaches a route or is refused; the
/// routers name their resources; a migration makes the table, and the database keeps it append-only.
package enum LogDataAccess: Fixer {
  package static let title = "Record who accessed what, in a log that only grows"
  package static let aliases = ["audit-log", "audit-logging", "audit"]
  package static let controls: [ControlID] = ["SEC-3"]
  package static let checks: [CheckID] = [
    "data-access-is-logged", "audit-events-are-complete", "audit-store-is-append-only",
    "audit-log-is-kept-long-enough",
  ]
  package static let decisions = [failureMode, appRole, actor, hotDays]

  static let failureMode = FixDecision(
    id: "audit-failure-mode",
    question: "What happens to requests while audit events can be kept neither in the database nor"
      + " on disk?",
    choices: [
      .init("fail-closed", "They are answered 503, so that nothing happens unrecorded."),
      .init("fail-closed-for-changes", "Changes are answered 503; reads go on, and are counted."),
      .init("fail-open", "They go on; what was not recorded is counted and written to the log."),
    ],
    standard: "fail-closed"
  )

  static let appRole = FixDecision(
    id: "audit-app-role",
    question: "Which database role does the application run as, if not the one that migrates?",
    standard: "CURRENT_USER"
  )

  static let actor = FixDecision(
    id: "audit-actor",
    question: "Which expression gives the id of the caller, for example req.user?.id?"
  )

  static let hotDays = FixDecision(
    id: "audit-hot-days",
    question: "For how many days do events stay in daily use, before their month is archived?",
    standard: "90"
  )

  /// A year of observation, and the weeks in which it is examined.
  static let keptDays = 400

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    // Probes that ask for nothing but the database are nobody's access to data.
    let reaching = project.routes.filter { route in
      !route.dataAccess.isEmpty
        && !(route.purpose == .health && route.dataAccess.allSatisfy { $0.model == "*" })
    }
    guard !reaching.isEmpty else {
      return .refusing(
        "audit logging",
        because: "no route was found that reaches stored data",
        next: "See what auditwright routes lists; a framework it does not know needs work by hand."
      )
    }
    let unlogged = reaching.filter { $0.audit.status != .logged }
    guard !unlogged.isEmpty else { return FixProposal() }
    var proposal = FixProposal()
    for (framework, routes) in Dictionary(grouping: unlogged, by: \.framework).sorted(by: {
      $0.key < $1.key
    }) {
      guard ["express", "nestjs"].contains(framework) else {
        proposal.refusals.append(
          FixRefusal(
            subject: "\(routes.count) routes of \(framework)",
            reason: "audit logging is written for Express and NestJS only",
            location: routes.first?.location,
            next: "Write an event for each request in a hook that runs after the response."
          )
        )
        continue
      }
      for (package, routes) in Dictionary(grouping: routes, by: \.package).sorted(by: {
        $0.key < $1.key
      }) {
        add(framework, package, routes, of: project, answers, to: &proposal)
      }
    }
    return proposal
  }

  /// Adds what one package needs, or why it is left alone.
  private static func add(
    _ framework: String,
    _ package: String,
    _ routes: [Route],
    of project: FixProject,
    _ answers: FixAnswers,
    to proposal: inout FixProposal
  ) {
    let plan =
      framework == "express"
      ? ExpressAuditPlan.make(project, package: package, routes: routes, answers)
        .map { ($0.changes, $0.followUps) }
      : NestAuditPlan.make(project, package: package, routes: routes, answers)
        .map { ($0.changes, $0.followUps) }
    switch plan {
    case .success((let changes, let followUps)):
      proposal.changes += changes
      proposal.followUps += followUps
    case .failure(let obstacle): proposal.refusals.append(obstacle.refusal)
    }
  }
}

/// Why a whole package is left alone.
struct FixObstacle: Error {
  var refusal: FixRefusal

  init(_ subject: String, _ reason: String, at location: SourceLocation? = nil, next: String) {
    refusal = FixRefusal(subject: subject, reason: reason, location: location, next: next)
  }
}
