package import ReadinessModel

/// Lets roles decide who may use each route, and whose data it reaches.
///
/// One table says who may use which route; one middleware enforces it and refuses what has no line;
/// queries reach the caller's own rows, those of their team, or all of their tenant.
package enum LimitAccessByRole: Fixer {
  package static let title = "Let roles decide who may do what, and to whose data"
  package static let aliases = ["rbac", "roles", "access-control"]
  package static let controls: [ControlID] = ["SEC-2"]
  package static let checks: [CheckID] = [
    "routes-require-authorization", "object-routes-check-ownership",
  ]
  package static let decisions = [roles, refusals, ownersOfRows, team, roleColumn]

  static let roles = FixDecision(
    id: "rbac-roles",
    question: "Which roles are there, and what may each reach?",
    standard: "admin (full access), manager (team data), member (own data only)"
  )

  static let refusals = FixDecision(
    id: "rbac-refusals",
    question: "How do refusals look from outside?",
    choices: [
      .init("concealed", "All alike, 403, so that nobody learns which routes there are."),
      .init("not-found", "All alike, 404."),
      .init("strict", "As RFC 9110 has it: 401 with a challenge, 403, or 404."),
    ],
    standard: "concealed"
  )

  static let ownersOfRows = FixDecision(
    id: "rbac-owners",
    question: "Whose are the rows of tables where it cannot be told? TABLE=COLUMN that leads to a"
      + " user, TABLE=everyone (all roles may read it) or TABLE=full-access, with commas between.",
    standard: "as-found"
  )

  static let team = FixDecision(
    id: "rbac-team",
    question: "Which column of the users' table says who is in which team?"
  )

  static let roleColumn = FixDecision(
    id: "rbac-role-column",
    question: "Users have no role yet. Is a column to be added that says which they hold?",
    choices: [
      .init("add", "A migration adds it; everybody holds the role that may do least."),
      .init("leave", "It is added by hand."),
    ],
    standard: "leave"
  )

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    switch decision {
    case roles.id:
      do throws(RoleSentence.Problem) {
        _ = try RoleSentence.read(answer)
        return nil
      } catch {
        return error.description
      }
    case ownersOfRows.id:
      return answer == ownersOfRows.standard || pairs(answer) != nil
        ? nil : "'\(answer)' is not written as TABLE=COLUMN, TABLE=everyone or TABLE=full-access"
    default: return nil
    }
  }

  /// Decisions about tables, by the table's name.
  static func owners(_ answers: FixAnswers) -> [String: String] {
    answers[ownersOfRows].flatMap { pairs($0) } ?? [:]
  }

  private static func pairs(_ answer: String) -> [String: String]? {
    var pairs: [String: String] = [:]
    for part in answer.split(whereSeparator: { $0 == "," || $0 == ";" }) {
      let sides = part.split(separator: "=").map { String($0).trimmed }
      guard sides.count == 2, sides.allSatisfy({ !$0.isEmpty && !$0.contains(" ") }) else {
        return nil
      }
      pairs[sides[0]] = sides[1]
    }
    return pairs.isEmpty ? nil : pairs
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard !project.routes.isEmpty else {
      return .refusing(
        "access by role",
        because: "no route was found",
        next: "See what auditwright routes lists; a framework it does not know needs work by hand."
      )
    }
    var proposal = FixProposal()
    for (framework, routes) in Dictionary(grouping: project.routes, by: \.framework).sorted(by: {
      $0.key < $1.key
    }) {
      let open = AccessPlan.open(routes)
      guard ["express", "nestjs"].contains(framework) else {
        if !open.isEmpty { proposal.refusals.append(refusal(framework, open)) }
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

  private static func refusal(_ framework: String, _ open: [Route]) -> FixRefusal {
    FixRefusal(
      subject: "\(open.count) routes of \(framework)",
      reason: "access by role is written for Express and NestJS only",
      location: open.first?.location,
      next: "Give each route a guard that refuses callers without the role."
    )
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
    if let revision = AccessRevision.make(
      project,
      package: package,
      framework: framework,
      routes: routes,
      answers
    ) {
      proposal.changes += revision.change.map { [$0] } ?? []
      proposal.refusals += revision.refusals
      if revision.change != nil { return }
    }
    guard !AccessPlan.open(routes).isEmpty else { return }
    switch AccessPlan.make(
      project,
      package: package,
      framework: framework,
      routes: routes,
      answers
    ) {
    case .success(let plan):
      proposal.changes += plan.changes
      proposal.refusals += plan.refusals
      proposal.followUps += plan.followUps
    case .failure(let obstacle): proposal.refusals.append(obstacle.refusal)
    }
  }
}
