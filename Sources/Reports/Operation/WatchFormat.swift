package import ReadinessModel

/// Renders the weekly check, for a terminal or as Markdown for an issue or a chat.
package struct WatchFormat: Sendable {
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

  /// Renders the check for a terminal; ends with a line break.
  package func table(_ report: WatchReport) -> String {
    var lines = [style.bold(title(report)), "", report.headline + "."]
    for finding in report.findings {
      let controls = finding.controls.map(\.rawValue).joined(separator: ", ")
      let when = finding.at.map { "  \($0)" } ?? ""
      lines += ["", style.status("\(finding.severity.rawValue)  \(finding.kind)\(when)", .failing)]
      lines += TextWidth.wrapped(SafeText.line(finding.message), to: width - 2).map { "  \($0)" }
      lines += TextWidth.wrapped(SafeText.line(finding.next), to: width - 2).map { "  \($0)" }
      if !controls.isEmpty { lines.append(style.dim("  \(controls)")) }
    }
    if !report.notSeen.isEmpty { lines += ["", style.bold("Not looked at")] }
    for note in report.notSeen {
      lines += TextWidth.wrapped("- \(SafeText.line(note))", to: width - 2).map { "  \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Renders the check as Markdown.
  package func markdown(_ report: WatchReport) -> String {
    var lines = ["# \(SafeText.markdown(title(report)))", "", "\(report.headline)."]
    if !report.findings.isEmpty {
      lines += ["", "| Severity | What | Since | Controls | Do |", "|---|---|---|---|---|"]
    }
    for finding in report.findings {
      let cells = [
        finding.severity.rawValue, finding.message, finding.at?.description ?? "",
        finding.controls.map(\.rawValue).joined(separator: ", "), finding.next,
      ]
      lines.append("| \(cells.map(SafeText.markdown).joined(separator: " | ")) |")
    }
    if !report.notSeen.isEmpty {
      lines += ["", "## Not looked at", ""]
      lines += report.notSeen.map { "- \(SafeText.markdown($0))" }
    }
    let open = report.windows.filter { $0.state == .collecting || $0.state == .broken }
    if !open.isEmpty { lines += ["", "## Windows", ""] }
    lines += open.map { window in
      SafeText.markdown(
        "\(window.control) \(window.title): \(OperationWording.name(of: window.state)). "
          + window.reason
      )
    }.map { "- \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func title(_ report: WatchReport) -> String {
    "Weekly check of \(SafeText.line(report.repository)), \(report.checkedAt)"
  }
}
