package import ReadinessModel

/// Renders a comparison as Markdown.
package struct ComparisonMarkdownFormat: Sendable {
  /// Creates a format.
  package init() {}

  /// Renders the comparison; ends with a line break.
  package func render(_ comparison: ReadinessComparison) -> String {
    let sections = [
      heading(comparison), table(comparison), moved(comparison.moved),
      remaining(comparison.remaining), newGaps(comparison.newGaps),
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private func safe(_ text: String) -> String { SafeText.markdown(text) }

  private func heading(_ comparison: ReadinessComparison) -> [String] {
    [
      "# What moved", "",
      "**\(safe(ComparisonWording.bottomLine(comparison))).**", "",
      "- Before: \(safe(ComparisonWording.name(of: comparison.before)))",
      "- After: \(safe(ComparisonWording.name(of: comparison.after)))",
    ]
  }

  private func table(_ comparison: ReadinessComparison) -> [String] {
    ["| Category | Before | After |", "|---|---|---|"]
      + ComparisonWording.rows(comparison).map { row in
        let mark = row.name == "Overall" ? "**" : ""
        return
          "| \([row.name, row.before, row.after].map { mark + $0 + mark }.joined(separator: " | ")) |"
      }
  }

  private func moved(_ controls: [ControlMovement]) -> [String] {
    guard !controls.isEmpty else { return [] }
    return ["## Moved", ""]
      + controls.flatMap { control in
        ["- \(name(of: control)): \(ComparisonWording.movement(of: control))"]
          + (control.after == .passing ? [] : ["  - \(safe(control.reason))"])
          + control.checks.map { check in
            "  - \(check.after == .holds ? "✓" : "✗") \(safe(ComparisonWording.text(of: check)))"
          }
      }
  }

  private func remaining(_ controls: [ControlMovement]) -> [String] {
    guard !controls.isEmpty else { return [] }
    return ["## Remaining", ""]
      + controls.map { control in
        "- \(name(of: control)), \(Wording.name(of: control.after).lowercased()):"
          + " \(safe(control.reason))"
      }
  }

  private func newGaps(_ gaps: [ControlFinding]) -> [String] {
    guard !gaps.isEmpty else { return [] }
    return ["## Gaps that were not there before", ""]
      + gaps.map { gap in
        let place = gap.finding.locations.first.map { " — \(safe("\($0)"))" } ?? ""
        return "- \(gap.control.rawValue): \(safe(gap.finding.message))\(place)"
      }
  }

  private func name(of control: ControlMovement) -> String {
    "**\(control.control.rawValue) \(safe(control.title))**"
  }
}
