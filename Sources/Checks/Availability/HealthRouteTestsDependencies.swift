import ReadinessModel

/// A health route tests what the application depends on before it answers.
///
/// ## Why it matters
/// A route that merely answers keeps sending traffic to an instance that cannot reach its database.
///
/// ## What is inspected
/// Routes that say whether the service is well, and the dependencies their handlers call.
///
/// ## What this cannot show
/// Whether a load balancer or orchestrator asks the route.
enum HealthRouteTestsDependencies: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.routes]

  /// The health routes, and what there is to test.
  struct Subject: Codable, Hashable, Sendable {
    var endpoints: [HealthEndpoint]
    var table: RouteTable
    var usesDatabase: Bool
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    let usesDatabase = !facts.databaseUse.isEmpty
    let endpoints = facts.application.value?.healthEndpoints ?? []
    return RouteTable.observed(in: facts).map { table in
      Subject(endpoints: endpoints, table: table, usesDatabase: usesDatabase)
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let testing = subject.endpoints.filter { !$0.testsDependencies.isEmpty }
    guard testing.isEmpty else {
      return holds(
        "\(listed(testing.map(\.path))) \(verb(testing.count, "tests", "test"))"
          + " \(listed(Set(testing.flatMap(\.testsDependencies)).sorted()))",
        at: testing.map(\.location)
      )
    }
    guard subject.endpoints.isEmpty else {
      let paths = listed(subject.endpoints.map(\.path))
      let number = subject.endpoints.count
      return [
        finding(
          subject.usesDatabase ? .doesNotHold : .unconfirmed,
          "\(paths) \(verb(number, "answers", "answer")) without testing"
            + " \(subject.usesDatabase ? "the database" : "anything, and no dependency was seen")",
          at: subject.endpoints.map(\.location),
          lookedFor: "a call of the database or another dependency in the handler",
          next: "Run a trivial query with a short time limit before answering."
        )
      ]
    }
    guard !subject.table.routes.isEmpty else {
      return cannotSee(subject.table.reasonForNoRoutes, at: subject.table.home)
    }
    return absent(
      subject.table.routes.count == 1
        ? "The one route does not say whether the application is well"
        : "None of \(subject.table.routes.count) routes says whether the application is well",
      belongs: subject.table.home,
      lookedFor: "a health route such as GET /healthz",
      next: "Add a health route that runs a trivial query before answering."
    )
  }
}
