import ReadinessModel

/// Infrastructure and the database's schema are changed through files of the repository.
///
/// ## Why it matters
/// A change made by hand in a console is reviewed by nobody and recorded nowhere.
///
/// ## What is inspected
/// Infrastructure code, and migrations where the application uses a database with a schema.
///
/// ## What this cannot show
/// Whether changes are also made by hand.
enum InfrastructureIsInTheRepository: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.infrastructure]

  /// What is kept as code, and what should be.
  struct Subject: Codable, Hashable, Sendable {
    var infrastructure: InfrastructureFacts
    var migrations: [SourceLocation]
    var schemas: [SourceLocation]
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.infrastructure.map { infrastructure in
      let models = facts.data.value?.models ?? []
      let created = facts.data.value?.databaseGrants.filter { $0.kind == .createTable } ?? []
      return Subject(
        infrastructure: infrastructure,
        migrations: (facts.delivery.value?.schemaMigrations ?? []) + created.map(\.location),
        schemas: models.filter { $0.mapper != "mongoose" && $0.mapper != "sql" }.map(\.location),
        home: facts.rootManifest
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    var items: [Finding] = []
    let code = subject.infrastructure
    if code.roots.isEmpty {
      let containers = code.containers.map(\.location) + code.composeServices.map(\.location)
      items.append(
        finding(
          containers.isEmpty ? .doesNotHold : .unconfirmed,
          containers.isEmpty
            ? "No infrastructure code is in the repository"
            : "Only container files are in the repository; where they run is set up elsewhere",
          at: containers.isEmpty ? subject.home : containers,
          lookedFor: "a root configuration of infrastructure code",
          next: "Keep the infrastructure as code, or attest how it is changed."
        )
      )
    }
    if !subject.schemas.isEmpty, subject.migrations.isEmpty {
      items.append(
        finding(
          .doesNotHold,
          "Models are mapped to tables, but no migration is in the repository",
          at: Array(subject.schemas.prefix(3)),
          lookedFor: "migrations of the database's schema",
          next: "Change the schema by migrations only."
        )
      )
    }
    return eachItem(items) {
      holds(
        "Infrastructure is kept as code in \(listed(code.roots.map { $0.isEmpty ? "." : $0 }))"
          + (subject.migrations.isEmpty ? "" : ", the schema as migrations"),
        at: (code.firstPlace ?? subject.home) + Array(subject.migrations.prefix(3))
      )
    }
  }
}
