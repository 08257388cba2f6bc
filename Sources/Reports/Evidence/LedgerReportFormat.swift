package import ReadinessModel

/// Renders what verifying a ledger found.
package struct LedgerReportFormat: Sendable {
  private let style: TerminalStyle

  /// Creates a format.
  package init(isColored: Bool = false) { style = TerminalStyle(isColored: isColored) }

  /// Renders a report as JSON; `Documentation/Schemas/ledger.schema.json` describes it.
  package static func json(_ report: LedgerReport) -> String {
    JSONValue.object([
      ("holds", .boolean(report.holds)),
      ("origin", .text(report.origin)),
      ("records", .integer(report.records)),
      ("root", .text(report.root)),
      ("payloads", .integer(report.payloads)),
      ("checkpoints", .integer(report.checkpoints)),
      ("covered", .integer(report.covered)),
      ("coveredAt", report.coveredAt.map { .text($0.description) } ?? .null),
      ("firstMisfit", report.firstMisfit.map { .text($0.description) } ?? .null),
      (
        "problems",
        .list(
          report.problems.map { problem in
            .object([
              ("part", .text(problem.part.rawValue)),
              ("record", problem.record.map { .text($0.description) } ?? .null),
              ("message", .text(problem.message)),
            ])
          }
        )
      ),
      ("notes", .texts(report.notes)),
    ]).rendered()
  }

  /// Renders a report in words.
  package func render(_ report: LedgerReport) -> String {
    var lines: [String] = []
    if report.holds {
      lines.append(style.bold("Everything fits."))
    } else if let first = report.firstMisfit {
      lines.append(style.bold("The first record that does not fit is \(first)."))
    } else {
      lines.append(style.bold("Not everything fits."))
    }
    lines += report.problems.map { "  \(SafeText.line($0.message))" }
    lines += [
      "",
      "Ledger       \(SafeText.line(report.origin))",
      "Records      \(report.records), \(report.payloads) payloads",
      "Root         \(report.root)",
      "Checkpoints  \(report.checkpoints), the last right one covers \(report.covered) records"
        + (report.coveredAt.map { ", signed \($0)" } ?? ""),
    ]
    lines += report.notes.map { "Note: \(SafeText.line($0))" }
    return lines.joined(separator: "\n") + "\n"
  }
}
