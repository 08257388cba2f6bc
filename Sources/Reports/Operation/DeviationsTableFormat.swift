package import ReadinessModel

/// Renders deviations, and what they look like together, for a terminal.
package struct DeviationsTableFormat: Sendable {
  /// Columns of the terminal.
  package var width: Int
  /// Whether to use colour.
  package var isColored: Bool

  /// Creates a format for a terminal.
  package init(width: Int = 100, isColored: Bool = false) {
    self.width = min(max(width, 60), 160)
    self.isColored = isColored
  }

  private var style: TerminalStyle { TerminalStyle(isColored: isColored) }

  /// Renders the deviations; ends with a line break.
  package func render(_ report: OperationReport) -> String {
    let count = report.deviations.count
    let title =
      "\(SafeText.line(report.repository)) · as of \(report.asOf) · "
      + (count == 1 ? "1 deviation" : "\(count) deviations")
    var lines = [style.bold(title)]
    if report.deviations.isEmpty {
      lines += ["", report.records == nil ? "There is no ledger yet." : "None is known."]
    }
    for deviation in report.deviations { lines += [""] + entry(deviation) }
    if !report.forecasts.isEmpty { lines += ["", style.bold("What an auditor is likely to see")] }
    for forecast in report.forecasts {
      let text = "\(forecast.control)  \(forecast.outlook.rawValue): \(forecast.reason)"
      lines += TextWidth.wrapped(SafeText.line(text), to: width - 2).map { "  \($0)" }
    }
    let limit = "A deviation stays when it is mended; what was done is told beside it."
    return (lines + ["", style.dim(limit)]).joined(separator: "\n") + "\n"
  }

  private func entry(_ deviation: Deviation) -> [String] {
    let controls = deviation.controls.map(\.rawValue).joined(separator: ", ")
    let head = "\(OperationWording.span(deviation))  \(controls)  \(deviation.kind.rawValue)"
    var lines = TextWidth.wrapped(head, to: width).map { style.status($0, .failing) }
    lines += TextWidth.wrapped(SafeText.line(deviation.message), to: width - 2).map { "  \($0)" }
    if let correction = deviation.correction {
      lines += TextWidth.wrapped("Since: \(SafeText.line(correction))", to: width - 2)
        .map { style.dim("  \($0)") }
    }
    if !deviation.evidence.isEmpty {
      let evidence = deviation.evidence.map(SafeText.line).joined(separator: ", ")
      lines += TextWidth.wrapped("Evidence: \(evidence)", to: width - 2).map {
        style.dim("  \($0)")
      }
    }
    return lines
  }
}
