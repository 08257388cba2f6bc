import ReadinessModel

/// A template asks every pull request for what reviewers and auditors need.
///
/// ## Why it matters
/// Why a change was made, and how it was tested, is known on the day it is made.
///
/// ## What is inspected
/// Pull-request templates in the repository.
///
/// ## What this cannot show
/// Whether authors fill it in, and templates inherited from the organization.
enum PullRequestsFollowATemplate: Check {
  static let severity = Severity.low

  /// The templates, and where a missing one belongs.
  struct Subject: Codable, Hashable, Sendable {
    var templates: [RepositoryTemplate]
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.delivery.map { delivery in
      Subject(
        templates: delivery.templates.filter { $0.kind == "pull-request" },
        home: facts.rootManifest
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard let template = subject.templates.first else {
      return absent(
        "There is no template for pull requests",
        belongs: subject.home,
        lookedFor: "a pull-request template in the root, docs or .github",
        next: "Add a template that asks for reason, risk and tests."
      )
    }
    return holds(
      "Pull requests follow \(quoted(template.location.file))",
      at: subject.templates.map(\.location)
    )
  }
}
