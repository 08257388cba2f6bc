package import ReadinessModel
import SyntaxTrees

/// Adds a route that says whether the application can serve, or has the one that is there ask the
/// database first.
///
/// For Express and for NestJS, with PostgreSQL through `pg`, Prisma, TypeORM or Knex. The route
/// stands before everything that could refuse, count or record it: probes come every few seconds, and
/// without credentials.
package enum ReportHealth: Fixer {
  package static let title = "Say whether the application can serve, after asking the database"
  package static let aliases = ["health", "health-route", "monitoring"]
  package static let controls: [ControlID] = ["AVL-1"]
  package static let checks: [CheckID] = ["health-route-tests-dependencies"]
  package static let decisions = [owner]

  static let owner = FixDecision(
    id: "health-route-owner",
    question: "Who answers for the health route being open to anybody, by name or role?"
  )

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    guard decision == owner.id else { return nil }
    return ClassifyData.objection(to: answer, of: ClassifyData.owner.id)
  }

  /// Where the new route is served.
  static let path = "/healthz"

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    let reaching = project.routes.filter { !$0.dataAccess.isEmpty }
    guard !reaching.isEmpty else {
      return .refusing(
        "the health route",
        because: project.routes.isEmpty
          ? "no route was found"
          : "no route was seen to reach stored data, which it could ask about",
        next: "See what auditwright routes lists; a framework it does not know needs work by hand."
      )
    }
    let endpoints = project.facts.application.value?.healthEndpoints ?? []
    var proposal = FixProposal()
    for (package, routes) in Dictionary(grouping: reaching, by: \.package).sorted(by: {
      $0.key < $1.key
    }) {
      let own = endpoints.filter { endpoint in
        project.routes.contains {
          $0.package == package && $0.path == endpoint.path && $0.method == endpoint.method
        }
      }
      guard own.allSatisfy(\.testsDependencies.isEmpty) else {
        declare(package, own, of: project, answers, to: &proposal)
        continue
      }
      let existing = project.routes.filter { route in
        route.package == package && own.contains { $0.path == route.path }
          && ["GET", "ANY"].contains(route.method)
      }
      add(package, routes, existing, of: project, answers, to: &proposal)
    }
    return proposal
  }

  private static func add(
    _ package: String,
    _ routes: [Route],
    _ existing: [Route],
    of project: FixProject,
    _ answers: FixAnswers,
    to proposal: inout FixProposal
  ) {
    let frameworks = Set(routes.map(\.framework))
    do throws(FixObstacle) {
      if frameworks.contains("express") {
        let plan = try ExpressHealthPlan(project, package, routes, existing)
        proposal.changes += plan.changes
        if existing.isEmpty {
          proposal.changes +=
            OpenRouteList.change(entering: "GET \(path)", package: package, of: project)
            .map { [$0] } ?? []
          proposal.changes +=
            OpenRouteDeclaration.change(
              method: "GET",
              path: path,
              in: project,
              answers
            ).map { [$0] } ?? []
        }
        proposal.followUps += plan.followUps
      } else if frameworks.contains("nestjs") {
        let plan = try NestHealthPlan(project, package, routes, existing)
        proposal.changes += plan.changes
        if existing.isEmpty {
          proposal.changes +=
            OpenRouteList.change(entering: "GET \(plan.path)", package: package, of: project)
            .map { [$0] } ?? []
        }
        if existing.isEmpty, plan.isOpenByNature {
          proposal.changes +=
            OpenRouteDeclaration.change(
              method: "GET",
              path: plan.path,
              in: project,
              answers
            ).map { [$0] } ?? []
        }
        proposal.followUps += plan.followUps
      } else {
        throw FixObstacle(
          "\(routes.count) routes of \(frameworks.sorted().joined(separator: " and "))",
          "a health route is written for Express and NestJS only",
          at: routes.first?.location,
          next: "Have a route run SELECT 1 with a time limit, and answer 503 when it fails."
        )
      }
    } catch {
      proposal.refusals.append(error.refusal)
    }
  }

  /// Declares routes open that ask the database already.
  private static func declare(
    _ package: String,
    _ endpoints: [HealthEndpoint],
    of project: FixProject,
    _ answers: FixAnswers,
    to proposal: inout FixProposal
  ) {
    let open = project.routes.first { route in
      route.package == package && route.purpose == .health && route.path.hasSuffix(path)
        && route.authentication.status == .unprotected
        && endpoints.contains { $0.path == route.path && !$0.testsDependencies.isEmpty }
    }
    guard let open else { return }
    proposal.changes +=
      OpenRouteList.change(
        entering: "\(open.method) \(open.path)",
        package: package,
        of: project
      ).map { [$0] } ?? []
    guard
      let change = OpenRouteDeclaration.change(
        method: open.method,
        path: open.path,
        in: project,
        answers
      )
    else { return }
    proposal.changes.append(change)
  }

  /// What people have to do once the route is there.
  static func followUps(path: String) -> [String] {
    [
      "Point the health check of the load balancer at \(path), and have a monitor outside ask it every"
        + " minute.",
      "Keep \(path) out of checks that restart an instance: it answers 503 while the database is"
        + " away, and a restart does not bring that back.",
    ]
  }
}

extension DatabaseAccess {
  /// The trivial query, as code that is awaited.
  func trivialQuery(on client: String) -> String {
    switch library {
    case .pg, .typeorm: "\(client).query('SELECT 1')"
    case .prisma: "\(client).$queryRaw`SELECT 1`"
    case .knex: "\(client).raw('SELECT 1')"
    }
  }

  /// Keeps connections that end while nobody uses them from ending the process; empty where the
  /// library sees to that, or the project does.
  func listener(in sources: [ScriptSource]) -> String {
    guard library == .pg, case .exported(let binding) = reach else { return "" }
    let isThere = sources.contains { source in
      source.contains(".on(")
        && source.nodes(["call_expression"]).contains { call in
          guard let function = call.child("function"), function.child("property")?.text == "on",
            let name = function.child("object")?.text,
            name == binding.name || source.path == binding.file,
            let event = call.child("arguments")?.namedChildren.first
          else { return false }
          return event.text.dropFirst().dropLast() == "error"
        }
    }
    guard !isThere else { return "" }
    return """
      // A database that stops ends idle connections; without a listener that would end the process too.
      \(binding.name).on('error', (error) => {
        console.error(`an idle connection to the database ended: ${error.message}`);
      });

      """
  }
}
