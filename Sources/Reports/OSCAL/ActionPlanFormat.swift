import ReadinessModel

/// Renders the plan of a report as an OSCAL plan of action and milestones.
package struct ActionPlanFormat: Sendable {
  /// Creates a format.
  package init() {}

  /// Renders the plan; ends with a line break.
  ///
  /// OSCAL has no empty plan: where no work is left, one item says so.
  package func render(_ report: ReadinessReport) -> String {
    let pieces = OSCALPieces(report)
    let observations = pieces.observations
    let items = report.plan?.items.map { item($0, pieces) } ?? []
    return JSONValue.object([
      (
        "plan-of-action-and-milestones",
        .object([
          ("uuid", .text(pieces.identifiers.uuid("plan of action"))),
          ("metadata", pieces.metadata("Plan of action")),
          (
            "system-id",
            .object([("id", .text(OSCALPieces.line(report.assessment.repository)))])
          ),
          ("observations", observations.isEmpty ? nil : .list(observations)),
          ("poam-items", .list(items.isEmpty ? [nothing(pieces)] : items)),
        ])
      )
    ]).rendered()
  }

  private func item(_ item: PlanItem, _ pieces: OSCALPieces) -> JSONValue {
    let known = Set(pieces.checks.map(\.check))
    let observed = item.steps.flatMap(\.checks).filter(known.contains).map { check in
      JSONValue.object([("observation-uuid", .text(pieces.observation(of: check)))])
    }
    let how = item.steps.map(\.how).joined(separator: " ")
    return .object([
      ("uuid", .text(pieces.identifiers.uuid("item \(item.id)"))),
      ("title", .text(OSCALPieces.line(item.title))),
      ("description", .text(OSCALPieces.line(how))),
      (
        "props",
        .list(
          [
            pieces.property("starts-on", "\(item.dates.startsOn)"),
            pieces.property("ends-on", "\(item.dates.endsOn)"),
            pieces.property("days", PlanWording.number(item.effort)),
          ]
            + (item.dates.evidenceOn.map { [pieces.property("evidence-on", "\($0)")] } ?? [])
            + item.controls.map { pieces.property("control", $0.rawValue) }
        )
      ),
      ("related-observations", observed.isEmpty ? nil : .list(observed)),
    ])
  }

  private func nothing(_ pieces: OSCALPieces) -> JSONValue {
    .object([
      ("uuid", .text(pieces.identifiers.uuid("nothing to do"))),
      ("title", .text("No work on the repository is left")),
      ("description", .text("What remains is time, documents and people.")),
    ])
  }
}
