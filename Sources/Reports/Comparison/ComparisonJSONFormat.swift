package import ReadinessModel

/// Renders a comparison as JSON, for programs.
///
/// `Documentation/Schemas/compare.schema.json` describes the output.
package struct ComparisonJSONFormat: Sendable {
  /// Creates a format.
  package init() {}

  /// Renders the comparison; ends with a line break.
  package func render(_ comparison: ReadinessComparison) -> String {
    JSONValue.object([
      ("schemaVersion", .integer(comparison.schemaVersion)),
      ("profile", .text(comparison.profile)),
      ("before", side(comparison.before)),
      ("after", side(comparison.after)),
      ("categories", .list(comparison.categories.map(category))),
      ("moved", .list(comparison.moved.map(control))),
      ("remaining", .list(comparison.remaining.map(control))),
      ("newGaps", .list(comparison.newGaps.map(gap))),
    ]).rendered()
  }

  private func side(_ side: ComparedAssessment) -> JSONValue {
    .object([
      ("repository", .text(side.repository)),
      ("commit", side.commit.map(JSONValue.text)),
      ("assessedOn", .text(side.assessedOn)),
      ("passing", .integer(side.summary.passing)),
      ("total", .integer(side.summary.total)),
      ("effortDays", .days(side.summary.effort)),
    ])
  }

  private func category(_ category: CategoryMovement) -> JSONValue {
    .object([
      ("category", .text(category.after.category.rawValue)),
      ("before", category.before.map { .integer($0.passing) } ?? .null),
      ("after", .integer(category.after.passing)),
      ("total", .integer(category.after.total)),
    ])
  }

  private func control(_ control: ControlMovement) -> JSONValue {
    .object([
      ("control", .text(control.control.rawValue)),
      ("title", .text(control.title)),
      ("category", .text(control.category.rawValue)),
      ("before", control.before.map { .text($0.rawValue) } ?? .null),
      ("after", .text(control.after.rawValue)),
      ("direction", .text(control.direction.rawValue)),
      ("reason", .text(control.reason)),
      ("checks", .list(control.checks.map(check))),
      ("keyLocations", .list(control.keyLocations.map(JSONValue.location))),
    ])
  }

  private func check(_ check: CheckMovement) -> JSONValue {
    .object([
      ("check", .text(check.check.rawValue)),
      ("statement", .text(check.statement)),
      ("before", check.before.map { .text($0.rawValue) } ?? .null),
      ("after", .text(check.after.rawValue)),
      ("gapsBefore", .integer(check.gapsBefore)),
      ("gapsAfter", .integer(check.gapsAfter)),
      ("summary", .text(check.summary)),
    ])
  }

  private func gap(_ gap: ControlFinding) -> JSONValue {
    .object([
      ("control", .text(gap.control.rawValue)),
      ("check", .text(gap.finding.check.rawValue)),
      ("outcome", .text(gap.finding.outcome.rawValue)),
      ("message", .text(gap.finding.message)),
      ("resource", gap.finding.resource.map(JSONValue.text) ?? .null),
      ("locations", .list(gap.finding.locations.map(JSONValue.location))),
    ])
  }
}
