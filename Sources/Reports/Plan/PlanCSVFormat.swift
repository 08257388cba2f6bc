package import ReadinessModel

/// Renders a plan as comma-separated values (RFC 4180), an item in each row.
package struct PlanCSVFormat: Sendable {
  /// Creates a format.
  package init() {}

  /// Renders the plan, with a header.
  package func render(_ plan: RemediationPlan) -> String {
    let header = [
      "number", "id", "title", "controls", "unlocks", "criteria", "days low", "days high",
      "lead time days", "by", "fixer", "after", "engineer", "starts on", "ends on", "evidence on",
      "first place", "findings",
    ]
    return CSVText.lines([header] + plan.items.map(row))
  }

  private func row(_ item: PlanItem) -> [String] {
    [
      "\(item.number)", item.id, item.title, list(item.controls.map(\.rawValue)),
      list(item.unlocks.map(\.rawValue)), list(item.criteria.map(\.rawValue)),
      JSONValue.decimal(item.effort.low), JSONValue.decimal(item.effort.high),
      "\(item.leadTimeDays)", list(PlanWording.means(item).map(\.rawValue)),
      list(item.steps.compactMap(\.fixer)), list(item.after.map(\.remedy)),
      "\(item.dates.engineer)", "\(item.dates.startsOn)", "\(item.dates.endsOn)",
      item.dates.evidenceOn.map { "\($0)" } ?? "",
      item.steps.compactMap(\.locations.first).first.map { "\($0)" } ?? "",
      "\(item.steps.map(\.findings).reduce(0, +))",
    ]
  }

  private func list(_ texts: [String]) -> String { texts.joined(separator: "; ") }
}
