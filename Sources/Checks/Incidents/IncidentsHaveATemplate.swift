import ReadinessModel

/// A template says what is recorded of an incident.
///
/// ## Why it matters
/// Times and decisions that are not written down during an incident cannot be shown later.
///
/// ## What is inspected
/// Issue templates for incidents, and documents that are templates of post-incident reviews.
///
/// ## What this cannot show
/// Templates of a tool outside the repository.
enum IncidentsHaveATemplate: Check {
  static let severity = Severity.low

  /// The templates, and where a missing one belongs.
  struct Subject: Codable, Hashable, Sendable {
    var templates: [RepositoryTemplate]
    var documents: [GovernanceDocument]
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.delivery.map { delivery in
      Subject(
        templates: delivery.templates.filter { $0.kind == "incident" },
        documents: facts.documents.documents.filter {
          $0.topic == .postIncidentReview && !$0.placeholders.isEmpty
        },
        home: facts.rootManifest
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let places = (subject.templates.map(\.location) + subject.documents.map(\.location)).sorted()
    guard let first = places.first else {
      return absent(
        "There is no template for incidents",
        belongs: subject.home,
        lookedFor: "an issue template or a document template for incidents",
        next: "Add a template with the times of detection, declaration, resolution and review."
      )
    }
    return holds("\(quoted(first.file)) says what is recorded of an incident", at: places)
  }
}
