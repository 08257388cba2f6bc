import ReadinessModel

/// Renders a report as OSCAL assessment results.
///
/// OSCAL knows two states of a finding. Only a control that passes becomes the first and one that
/// fails, or could not be confirmed, the second; for the others there is the observation and no
/// finding, because nothing was found either way.
package struct AssessmentResultsFormat: Sendable {
  /// Creates a format.
  package init() {}

  /// Renders the report; ends with a line break.
  package func render(_ report: ReadinessReport) -> String {
    let pieces = OSCALPieces(report)
    let plan = pieces.identifiers.uuid("no assessment plan")
    return JSONValue.object([
      (
        "assessment-results",
        .object([
          ("uuid", .text(pieces.identifiers.uuid("assessment results"))),
          ("metadata", pieces.metadata("SOC 2 readiness")),
          ("import-ap", .object([("href", .text("#\(plan)"))])),
          ("results", .list([result(report, pieces)])),
          (
            "back-matter",
            .object([
              (
                "resources",
                .list([
                  .object([
                    ("uuid", .text(plan)),
                    ("title", .text("No assessment plan was written")),
                    (
                      "description",
                      .text(
                        "The checks are those of Auditwright's profile; each says what it inspects."
                      )
                    ),
                  ])
                ])
              )
            ])
          ),
        ])
      )
    ]).rendered()
  }

  private func result(_ report: ReadinessReport, _ pieces: OSCALPieces) -> JSONValue {
    let findings = report.assessment.controls.compactMap { finding($0, pieces) }
    let observations = pieces.observations
    return .object([
      ("uuid", .text(pieces.identifiers.uuid("result"))),
      ("title", .text("Readiness as designed")),
      ("description", .text(OSCALPieces.line(ReportWording.verdict(report)))),
      ("start", .text(pieces.moment)),
      ("end", .text(pieces.moment)),
      ("reviewed-controls", reviewed(report)),
      ("observations", observations.isEmpty ? nil : .list(observations)),
      ("findings", findings.isEmpty ? nil : .list(findings)),
    ])
  }

  /// The criteria that a control addresses, and those that no scan can show.
  private func reviewed(_ report: ReadinessReport) -> JSONValue {
    let criteria = report.assessment.criteria
    let select = { (isIncluded: Bool) in
      criteria.filter { ($0.coverage == .tested) == isIncluded }.map {
        JSONValue.object([("control-id", .text($0.criterion.rawValue.lowercased()))])
      }
    }
    let (included, excluded) = (select(true), select(false))
    return .object([
      (
        "control-selections",
        .list([
          .object([
            ("description", .text("Criteria in scope that controls address.")),
            ("include-controls", included.isEmpty ? nil : .list(included)),
            ("exclude-controls", excluded.isEmpty ? nil : .list(excluded)),
          ])
        ])
      )
    ])
  }

  private func finding(_ control: ControlAssessment, _ pieces: OSCALPieces) -> JSONValue? {
    let state: (state: String, reason: String)
    switch control.design {
    case .passing: state = ("satisfied", "pass")
    case .failing: state = ("not-satisfied", "fail")
    case .warning: state = ("not-satisfied", "other")
    case .notAssessed, .needsAttestation, .collecting, .notApplicable: return nil
    }
    let observed = control.checks.filter(\.isRequired).map { check in
      JSONValue.object([("observation-uuid", .text(pieces.observation(of: check.check)))])
    }
    return .object([
      ("uuid", .text(pieces.identifiers.uuid("finding \(control.id)"))),
      ("title", .text("\(control.id.rawValue) \(OSCALPieces.line(control.title))")),
      ("description", .text(OSCALPieces.line(control.reason))),
      (
        "props",
        .list(
          [pieces.property("control", control.id.rawValue)]
            + control.primaryCriteria.map { pieces.property("criterion", $0.rawValue) }
            + [
              pieces.property("design", control.design.rawValue),
              pieces.property("operation", control.operation),
            ]
        )
      ),
      (
        "target",
        .object([
          ("type", .text("objective-id")),
          ("target-id", .text("\(control.id.rawValue.lowercased())_obj")),
          (
            "status",
            .object([("state", .text(state.state)), ("reason", .text(state.reason))])
          ),
        ])
      ),
      ("related-observations", observed.isEmpty ? nil : .list(observed)),
    ])
  }
}
