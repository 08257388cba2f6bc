import ReadinessModel

/// Every container the product ships says how to tell whether it is well.
///
/// ## Why it matters
/// A process that hangs still runs, and only a health check gets it replaced.
///
/// ## What is inspected
/// Container build files and compose services that are not for development.
///
/// ## What this cannot show
/// Health checks that an orchestrator or load balancer brings.
enum ContainersHaveHealthChecks: Check {
  static let severity = Severity.low
  static let affectedBySkipped: [SkippedKind] = [.containers, .infrastructure]

  /// The containers, and whether something else may check them.
  struct Subject: Codable, Hashable, Sendable {
    var images: [ContainerImage]
    var services: [ComposeService]
    var hasOrchestrator: Bool
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.infrastructure.map { infrastructure in
      Subject(
        images: infrastructure.containers,
        services: infrastructure.composeServices.filter { !$0.isDevelopment },
        hasOrchestrator: !infrastructure.roots.isEmpty
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard !subject.images.isEmpty || !subject.services.isEmpty else {
      return notApplicable("No container is built or run for production")
    }
    let images = subject.images.filter { !$0.hasHealthCheck }.map { image in
      item(image.file, "\(quoted(image.file)) has no health check", image.location, subject)
    }
    let services = subject.services.filter { !$0.hasHealthCheck }.map { service in
      item(
        service.name,
        "The service \(quoted(service.name)) in \(quoted(service.file)) has no health check",
        service.location,
        subject
      )
    }
    return eachItem(images + services) {
      let places = subject.images.map(\.location) + subject.services.map(\.location)
      return holds(
        "\(all(places.count, "container")) \(verb(places.count, "has", "have")) a health check",
        at: places
      )
    }
  }

  private static func item(
    _ resource: String,
    _ message: String,
    _ location: SourceLocation,
    _ subject: Subject
  ) -> Finding {
    finding(
      subject.hasOrchestrator ? .unconfirmed : .doesNotHold,
      subject.hasOrchestrator ? "\(message) of its own; the platform may bring one" : message,
      at: [location],
      resource: resource,
      lookedFor: "HEALTHCHECK or healthcheck",
      next: "Ask the health route in a health check."
    )
  }
}
