import ReadinessModel

/// Incidents end in a written review.
///
/// ## Why it matters
/// What is not understood happens again.
///
/// ## What is inspected
/// Post-incident reviews kept in the repository.
///
/// ## What this cannot show
/// Incidents that were never reviewed; whether none occurred, only a person can say.
enum IncidentsAreReviewed: Check {
  static let severity = Severity.low

  /// The reviews, and where a missing one belongs.
  struct Subject: Codable, Hashable, Sendable {
    var reviews: [SourceLocation]
    var sawFiles: Bool
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    .observed(
      Subject(
        reviews: facts.documents.incidents,
        sawFiles: facts.inventory.files > 0,
        home: facts.rootManifest
      )
    )
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard subject.reviews.isEmpty else {
      return holds(
        "\(counted(subject.reviews.count, "post-incident review"))"
          + " \(verb(subject.reviews.count, "is", "are")) kept",
        at: subject.reviews,
        confidence: .medium
      )
    }
    guard subject.sawFiles else { return cannotSee("No file was read") }
    return [
      finding(
        .needsAttestation,
        "No post-incident review is kept in the repository",
        at: subject.home,
        lookedFor: "post-incident reviews",
        next: "Keep a review of each incident, or attest that none occurred."
      )
    ]
  }
}
