package import ReadinessModel

/// Renders a comparison for a terminal.
package struct ComparisonTableFormat: Sendable {
  /// Columns of the terminal.
  package var width: Int
  /// Whether to use colour.
  package var isColored: Bool

  private static let newGapsAtMost = 20

  /// Creates a format for a terminal.
  package init(width: Int = 100, isColored: Bool = false) {
    self.width = min(max(width, 60), 160)
    self.isColored = isColored
  }

  private var style: TerminalStyle { TerminalStyle(isColored: isColored) }

  /// Renders the comparison; ends with a line break.
  package func render(_ comparison: ReadinessComparison) -> String {
    let sections =
      [heading(comparison), table(comparison), bottomLine(comparison)]
      + [
        list("Moved", comparison.moved), list("Remaining", comparison.remaining),
        newGaps(comparison.newGaps),
      ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private func heading(_ comparison: ReadinessComparison) -> [String] {
    let sides = [("Before", comparison.before), ("After", comparison.after)]
    return sides.flatMap { label, side in
      item(
        SafeText.line(ComparisonWording.name(of: side)),
        mark: TextWidth.padded(label, to: 6)
      )
    }
  }

  private func table(_ comparison: ReadinessComparison) -> [String] {
    let rows = ComparisonWording.rows(comparison)
    let name = (rows.map { $0.name.count } + [8]).max() ?? 8
    let before = (rows.map { $0.before.count } + [6]).max() ?? 6
    let line = { (cells: (name: String, before: String, after: String)) in
      TextWidth.padded(cells.name, to: name + 2) + TextWidth.padded(cells.before, to: before + 2)
        + cells.after
    }
    return [style.bold(line(("Category", "Before", "After")))]
      + rows.dropLast().map(line) + rows.suffix(1).map { style.bold(line($0)) }
  }

  private func bottomLine(_ comparison: ReadinessComparison) -> [String] {
    TextWidth.wrapped(ComparisonWording.bottomLine(comparison) + ".", to: width).map(style.bold)
  }

  private func list(_ title: String, _ controls: [ControlMovement]) -> [String] {
    guard !controls.isEmpty else { return [] }
    return [style.bold(title)]
      + controls.flatMap { control -> [String] in
        let name = "\(control.control.rawValue)  \(SafeText.line(control.title)): "
        let status = style.status(ComparisonWording.movement(of: control), control.after)
        var lines = ["  " + mark(control.direction) + " " + name + status]
        if control.after != .passing {
          lines += wrapped(SafeText.line(control.reason), indent: 4).map(style.dim)
        }
        guard title == "Moved" else { return lines }
        return lines
          + control.checks.flatMap { check in
            item(
              SafeText.line(ComparisonWording.text(of: check)),
              mark: check.after == .holds ? "✓" : "✗",
              indent: 4
            )
          }
      }
  }

  private func newGaps(_ gaps: [ControlFinding]) -> [String] {
    guard !gaps.isEmpty else { return [] }
    let more = gaps.count - Self.newGapsAtMost
    return [style.bold("Gaps that were not there before")]
      + gaps.prefix(Self.newGapsAtMost).flatMap { gap in
        let place = gap.finding.locations.first.map { " \($0)" } ?? ""
        return item(
          SafeText.line("\(gap.control.rawValue): \(gap.finding.message)\(place)"),
          mark: "✗"
        )
      } + (more > 0 ? ["  and \(more) more, which --format json lists"] : [])
  }

  private func mark(_ direction: ControlMovement.Direction) -> String {
    switch direction {
    case .better: "▲"
    case .worse: "▼"
    case .same: "·"
    }
  }

  private func item(_ text: String, mark: String, indent: Int = 0) -> [String] {
    let lead = String(repeating: " ", count: indent) + mark + " "
    let rest = String(repeating: " ", count: indent + mark.count + 1)
    return TextWidth.wrapped(text, to: max(20, width - rest.count)).enumerated()
      .map { ($0.offset == 0 ? lead : rest) + $0.element }
  }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    TextWidth.wrapped(text, to: width - indent).map { String(repeating: " ", count: indent) + $0 }
  }
}
