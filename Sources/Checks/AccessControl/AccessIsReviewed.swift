import ReadinessModel

/// Somebody reviewed who has access within the last twelve months.
///
/// ## Why it matters
/// Access outlives its reason: people change roles and leave, and nobody complains of having too
/// much.
///
/// ## What is inspected
/// Records of access reviews kept in the repository, with their day and reviewer.
///
/// ## What this cannot show
/// Reviews recorded elsewhere, and whether what they found was acted on.
enum AccessIsReviewed: Check {
  static let severity = Severity.medium

  /// The records, and the day they are judged on.
  struct Subject: Codable, Hashable, Sendable {
    var reviews: [AccessReviewRecord]
    var assessedOn: String
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    .observed(
      Subject(
        reviews: facts.documents.accessReviews,
        assessedOn: facts.assessedOn,
        home: facts.rootManifest
      )
    )
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let latest = subject.reviews.max { ($0.performedOn ?? "") < ($1.performedOn ?? "") }
    guard let latest else {
      return [
        finding(
          .needsAttestation,
          "No record of an access review is kept in the repository",
          at: subject.home,
          lookedFor: "a record of an access review with its day and reviewer",
          next: "Record each review, or attest where reviews are recorded."
        )
      ]
    }
    let day = quoted(latest.performedOn ?? "no day")
    switch Freshness(of: latest.performedOn, asOf: subject.assessedOn) {
    case .current where latest.reviewer != nil:
      return holds(
        "Access was last reviewed on \(day) by \(quoted(latest.reviewer ?? ""))",
        at: [latest.location]
      )
    case .current:
      return unsure("The access review of \(day) names no reviewer", latest)
    case .stale:
      return [
        finding(
          .doesNotHold,
          "Access was last reviewed on \(day), more than twelve months ago",
          at: [latest.location],
          next: "Review who has access, and record it."
        )
      ]
    case .future: return unsure("The access review is dated \(day), which is yet to come", latest)
    case .undated: return unsure("The access review has no day that can be read", latest)
    }
  }

  private static func unsure(_ message: String, _ review: AccessReviewRecord) -> [Finding] {
    [finding(.unconfirmed, message, at: [review.location])]
  }
}
