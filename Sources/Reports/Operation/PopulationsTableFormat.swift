package import ReadinessModel

/// Renders populations and samples for a terminal.
package struct PopulationsTableFormat: Sendable {
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

  /// Renders the populations; ends with a line break.
  package func render(_ report: OperationReport) -> String {
    var lines = [style.bold("\(SafeText.line(report.repository)) · as of \(report.asOf)")]
    if report.populations.isEmpty {
      lines += [
        "", "Nothing was collected yet: auditwright watch --github owner/name collects it.",
      ]
    }
    for population in report.populations { lines += [""] + entry(population) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Renders samples; ends with a line break.
  package func render(_ samples: [Sample]) -> String {
    guard !samples.isEmpty else { return "There is no complete population to draw from.\n" }
    return samples.flatMap { sample -> [String] in
      let head =
        "\(sample.control)  \(sample.selections.count) of \(sample.populationSize) from"
        + " \(SafeText.line(sample.population)), table \(sample.table)"
      return [style.bold(head), style.dim("seed \(sample.seed)")]
        + sample.selections.map { "  \($0.position + 1). \(SafeText.line($0.item))" } + [""]
    }
    .joined(separator: "\n") + "\n"
  }

  private func entry(_ population: Population) -> [String] {
    let status: DesignStatus =
      switch population.standing {
      case .complete: .passing
      case .noOccurrence: .notApplicable
      case .incomplete: .warning
      }
    let head =
      "\(SafeText.line(population.title)): \(population.items.count) items, "
      + population.standing.rawValue
    var lines = TextWidth.wrapped(head, to: width).map { style.status($0, status) }
    lines.append(
      style.dim("  \(population.from) – \(population.to), for ")
        + style.dim(population.controls.map(\.rawValue).joined(separator: ", "))
    )
    let remarks =
      population.doubts
      + population.reconciliations.filter(\.agrees).map {
        "Agrees with \($0.secondSource), \($0.compared) compared"
      } + population.questions
    for remark in remarks {
      lines += TextWidth.wrapped(SafeText.line(remark), to: width - 2).map { "  \($0)" }
    }
    return lines
  }
}
