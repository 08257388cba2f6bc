package import ReadinessModel

/// Renders a review as JSON, for programs.
///
/// `Documentation/Schemas/review.schema.json` describes the output.
package struct ReviewJSONFormat: Sendable {
  /// Creates a format.
  package init() {}

  /// Renders the review; ends with a line break.
  package func render(_ review: ReviewedChange) -> String {
    JSONValue.object([
      ("schemaVersion", .integer(review.schemaVersion)),
      ("repository", .text(review.repository)),
      ("verdict", .text(review.verdict.rawValue)),
      ("base", side(review.base)),
      ("head", side(review.head)),
      (
        "extent",
        .object([
          ("files", .integer(review.extent.files)),
          ("moved", .integer(review.extent.moved)),
          ("addedLines", .integer(review.extent.addedLines)),
          ("removedLines", .integer(review.extent.removedLines)),
        ])
      ),
      ("controls", .list(review.controls.map(control))),
      ("concerns", .list(review.concerns.map(concern))),
      ("improvements", .texts(review.improvements)),
    ]).rendered()
  }

  private func control(_ control: ReviewedControl) -> JSONValue {
    .object([
      ("control", .text(control.control.rawValue)),
      ("title", .text(control.title)),
      ("before", .text(control.before.rawValue)),
      ("after", .text(control.after.rawValue)),
    ])
  }

  private func side(_ side: ReviewedSide) -> JSONValue {
    .object([
      ("name", .text(side.name)),
      ("commit", side.commit.map(JSONValue.text) ?? .null),
      ("routes", .integer(side.routes)),
    ])
  }

  private func concern(_ concern: ReviewConcern) -> JSONValue {
    .object([
      ("id", .text(concern.id)),
      ("kind", .text(concern.kind.rawValue)),
      ("severity", .text(concern.severity.rawValue)),
      ("confidence", .text(concern.confidence.rawValue)),
      ("title", .text(concern.title)),
      ("detail", .text(concern.detail)),
      ("check", concern.check.map { .text($0.rawValue) } ?? .null),
      ("causes", .list(concern.causes.map(cause))),
      ("affected", .list(concern.affected.map(subject))),
      ("suggestion", concern.suggestion.map(JSONValue.text) ?? .null),
    ])
  }

  private func cause(_ cause: ReviewCause) -> JSONValue {
    .object([
      ("location", .location(cause.location)),
      ("ground", .text(cause.ground.rawValue)),
      ("isFileGone", .boolean(cause.isFileGone)),
      ("removed", .texts(cause.removed)),
      ("added", .texts(cause.added)),
    ])
  }

  private func subject(_ subject: AffectedSubject) -> JSONValue {
    .object([
      ("name", .text(subject.name)),
      ("location", subject.location.map(JSONValue.location) ?? .null),
      ("isInChange", .boolean(subject.isInChange)),
    ])
  }
}
