package import ReadinessModel

/// Renders an assessment as JSON, for programs.
///
/// `Documentation/Schemas/scan.schema.json` describes the output.
package struct JSONFormat: Sendable {
  /// Creates a format.
  package init() {}

  /// Renders the assessment; ends with a line break.
  package func render(_ assessment: ReadinessAssessment) -> String {
    JSONValue.object([
      ("schemaVersion", .integer(assessment.schemaVersion)),
      (
        "tool",
        .object([("name", .text("auditwright")), ("version", .text(assessment.toolVersion))])
      ),
      ("repository", .text(assessment.repository)),
      ("commit", assessment.commit.map(JSONValue.text)),
      ("profile", .text(assessment.profile)),
      ("assessedOn", .text(assessment.assessedOn)),
      ("summary", summary(assessment.summary)),
      ("controls", .list(assessment.controls.map(control))),
      ("findings", .list(assessment.findings.map(finding))),
      ("fixFirst", .list(assessment.fixFirst.map(gap))),
      ("criteria", .list(assessment.criteria.map(criterion))),
      ("notSeen", .texts(assessment.notSeen)),
    ]).rendered()
  }

  private func summary(_ summary: ReadinessSummary) -> JSONValue {
    .object([
      ("passing", .integer(summary.passing)),
      ("total", .integer(summary.total)),
      ("assessed", .integer(summary.assessed)),
      ("failing", .integer(summary.failing)),
      ("warning", .integer(summary.warning)),
      ("notAssessed", .integer(summary.notAssessed)),
      ("needsAttestation", .integer(summary.needsAttestation)),
      ("collecting", .integer(summary.collecting)),
      ("notApplicable", .integer(summary.notApplicable)),
      ("effortDays", .days(summary.effort)),
      ("categories", .list(summary.categories.map(category))),
      ("routes", .integer(summary.routes)),
      ("unprotectedRoutes", .integer(summary.unprotectedRoutes)),
    ])
  }

  private func category(_ score: CategoryScore) -> JSONValue {
    .object([
      ("category", .text(score.category.rawValue)),
      ("passing", .integer(score.passing)),
      ("assessed", .integer(score.assessed)),
      ("total", .integer(score.total)),
    ])
  }

  private func control(_ control: ControlAssessment) -> JSONValue {
    .object([
      ("id", .text(control.id.rawValue)),
      ("title", .text(control.title)),
      ("category", .text(control.category.rawValue)),
      ("aliases", .texts(control.aliases)),
      ("criteria", .texts(control.criteria.map(\.rawValue))),
      ("primaryCriteria", .texts(control.primaryCriteria.map(\.rawValue))),
      ("design", .text(control.design.rawValue)),
      ("reason", .text(control.reason)),
      ("operation", .text(control.operation)),
      ("effortDays", .days(control.effort)),
      ("checks", .list(control.checks.map(check))),
      ("keyLocations", .list(control.keyLocations.map(JSONValue.location))),
    ])
  }

  private func check(_ check: CheckResult) -> JSONValue {
    .object([
      ("check", .text(check.check.rawValue)),
      ("statement", .text(check.statement)),
      ("required", .boolean(check.isRequired)),
      ("outcome", .text(check.outcome.rawValue)),
      ("summary", .text(check.summary)),
      ("subjects", .integer(check.subjects)),
      ("failingSubjects", .integer(check.failingSubjects)),
      ("effortDays", .days(check.effort)),
    ])
  }

  private func finding(_ bearing: ControlFinding) -> JSONValue {
    let finding = bearing.finding
    return .object([
      ("check", .text(finding.check.rawValue)),
      ("control", .text(bearing.control.rawValue)),
      ("criteria", .texts(bearing.criteria.map(\.rawValue))),
      ("outcome", .text(finding.outcome.rawValue)),
      ("severity", .text(finding.severity.rawValue)),
      ("confidence", .text(finding.confidence.rawValue)),
      ("message", .text(finding.message)),
      ("locations", .list(finding.locations.map(JSONValue.location))),
      ("resource", finding.resource.map(JSONValue.text) ?? .null),
      ("lookedFor", finding.lookedFor.map(JSONValue.text)),
      ("nextStep", finding.nextStep.map(JSONValue.text)),
    ])
  }

  private func gap(_ gap: FixFirst) -> JSONValue {
    .object([
      ("control", .text(gap.control.rawValue)),
      ("check", .text(gap.check.rawValue)),
      ("message", .text(gap.message)),
      ("effortDays", .days(gap.effort)),
      ("unlocks", .texts(gap.unlocks.map(\.rawValue))),
      ("criteria", .texts(gap.criteria.map(\.rawValue))),
      ("leadTimeDays", .integer(gap.leadTimeDays)),
    ])
  }

  private func criterion(_ coverage: CriterionCoverage) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("criterion", .text(coverage.criterion.rawValue)),
      ("title", .text(coverage.title)),
      ("coverage", .text(coverage.coverage.rawValue)),
      ("controls", .texts(coverage.controls.map(\.rawValue))),
      ("passing", .integer(coverage.passing)),
    ]
    if let documents = coverage.documents {
      let list = documents.map { document in
        JSONValue.object([
          ("file", .text(document.file)), ("title", .text(document.title)),
          ("isApproved", .boolean(document.isApproved)),
        ])
      }
      members.append(("documents", .list(list)))
    }
    return .object(members)
  }
}
