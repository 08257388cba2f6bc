package import ReadinessModel

/// Renders a plan as JSON, for programs.
///
/// `Documentation/Schemas/plan.schema.json` describes the output.
package struct PlanJSONFormat: Sendable {
  /// Creates a format.
  package init() {}

  /// Renders the plan; ends with a line break.
  package func render(_ plan: RemediationPlan) -> String {
    JSONValue.object([
      ("schemaVersion", .integer(plan.schemaVersion)),
      ("tool", .object([("name", .text("auditwright")), ("version", .text(plan.toolVersion))])),
      ("repository", .text(plan.repository)),
      ("commit", plan.commit.map(JSONValue.text)),
      ("profile", .text(plan.profile)),
      ("assessedOn", .text(plan.assessedOn)),
      ("summary", summary(plan)),
      ("startToday", .list(plan.clocks.map(clock))),
      ("items", .list(plan.items.map(item))),
      ("unplanned", .list(plan.unplanned.map(unplanned))),
    ]).rendered()
  }

  private func summary(_ plan: RemediationPlan) -> JSONValue {
    .object([
      ("passing", .integer(plan.passing)),
      ("passingAfter", .integer(plan.passingAfter)),
      ("total", .integer(plan.total)),
      ("effortDays", .days(plan.effort)),
      ("engineers", .integer(plan.engineers)),
      ("startsOn", .text("\(plan.startsOn)")),
      ("endsOn", .text("\(plan.endsOn)")),
      (
        "otherTeams",
        .list(
          plan.otherTeams.map {
            .object([
              ("engineers", .integer($0.engineers)), ("endsOn", .text("\($0.endsOn)")),
            ])
          }
        )
      ),
    ])
  }

  private func clock(_ clock: EvidenceClock) -> JSONValue {
    .object([
      ("id", .text(clock.id)),
      ("title", .text(clock.title)),
      ("action", .text(clock.action)),
      ("items", .texts(clock.items)),
      ("controls", .texts(clock.controls.map(\.rawValue))),
      ("startsOn", .text("\(clock.startsOn)")),
      ("endsOn", .text("\(clock.endsOn)")),
    ])
  }

  private func item(_ item: PlanItem) -> JSONValue {
    .object([
      ("number", .integer(item.number)),
      ("id", .text(item.id)),
      ("title", .text(item.title)),
      ("together", .text(item.together)),
      ("controls", .texts(item.controls.map(\.rawValue))),
      ("unlocks", .texts(item.unlocks.map(\.rawValue))),
      ("criteria", .texts(item.criteria.map(\.rawValue))),
      ("effortDays", .days(item.effort)),
      ("leadTimeDays", .integer(item.leadTimeDays)),
      ("decidedByHistory", .boolean(item.isDecidedByHistory)),
      ("by", .texts(PlanWording.means(item).map(\.rawValue))),
      ("fixer", item.steps.compactMap(\.fixer).first.map(JSONValue.text) ?? .null),
      (
        "after",
        .list(
          item.after.map {
            .object([("item", .text($0.remedy)), ("because", .text($0.because))])
          }
        )
      ),
      ("steps", .list(item.steps.map(step))),
      ("attestations", .texts(item.attestations)),
      ("engineer", .integer(item.dates.engineer)),
      ("startsOn", .text("\(item.dates.startsOn)")),
      ("endsOn", .text("\(item.dates.endsOn)")),
      ("evidenceOn", item.dates.evidenceOn.map { .text("\($0)") } ?? .null),
    ])
  }

  private func step(_ step: PlanStep) -> JSONValue {
    .object([
      ("by", .text(step.means.rawValue)),
      ("fixer", step.fixer.map(JSONValue.text) ?? .null),
      ("how", .text(step.how)),
      ("checks", .texts(step.checks.map(\.rawValue))),
      ("gaps", .texts(step.gaps)),
      ("findings", .integer(step.findings)),
      ("locations", .list(step.locations.map(JSONValue.location))),
      ("effortDays", .days(step.effort)),
    ])
  }

  private func unplanned(_ control: UnplannedControl) -> JSONValue {
    .object([
      ("control", .text(control.control.rawValue)),
      ("title", .text(control.title)),
      ("design", .text(control.design.rawValue)),
      ("reason", .text(control.reason)),
    ])
  }
}
