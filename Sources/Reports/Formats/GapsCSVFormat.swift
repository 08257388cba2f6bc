import ReadinessModel

/// Renders the gaps of a report as CSV, one line each, for a spreadsheet.
package struct GapsCSVFormat: Sendable {
  /// Creates a format.
  package init() {}

  /// Renders the gaps; ends with a line break.
  package func render(_ report: ReadinessReport) -> String {
    let titles = Dictionary(
      report.assessment.controls.map { ($0.id, $0.title) },
      uniquingKeysWith: { first, _ in first }
    )
    let header = [
      "control", "title", "criteria", "check", "outcome", "severity", "confidence", "finding",
      "resource", "file", "line", "places", "next step",
    ]
    let rows = report.assessment.findings
      .filter { [.doesNotHold, .unconfirmed, .needsAttestation].contains($0.finding.outcome) }
      .map { bearing -> [String] in
        let finding = bearing.finding
        let place = finding.locations.first
        return [
          bearing.control.rawValue, titles[bearing.control] ?? "",
          bearing.criteria.map(\.rawValue).joined(separator: " "), finding.check.rawValue,
          finding.outcome.rawValue, finding.severity.rawValue, finding.confidence.rawValue,
          finding.message, finding.resource ?? "", place?.file ?? "",
          place.map { "\($0.line)" } ?? "", "\(finding.locations.count)", finding.nextStep ?? "",
        ]
      }
    return CSVText.lines([header] + rows)
  }
}
