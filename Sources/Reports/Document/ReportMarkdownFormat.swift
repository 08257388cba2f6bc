import ReadinessModel

/// Renders a readiness report as Markdown, to be kept as `SOC2-READINESS-REPORT.md`.
///
/// The parts are those of the page; gaps come with their lines, since nothing can be unfolded here.
package struct ReportMarkdownFormat: Sendable {
  /// Name of the file that a report is kept in.
  package static let fileName = "SOC2-READINESS-REPORT.md"
  /// Most gaps written down; the JSON has all of them.
  private static let gapsAtMost = 2_000
  private static let placesAtMost = 5

  /// Creates a format.
  package init() {}

  /// Renders the report; ends with a line break.
  package func render(_ report: ReadinessReport) -> String {
    let gaps = PageGapList(report)
    let sections = ReportPageFormat.sections(of: report, gaps)
    var blocks = heading(report)
    for section in sections {
      blocks.append("## \(MarkdownText.inline(section.title))")
      if let lead = section.lead { blocks.append(MarkdownText.inline(lead)) }
      blocks +=
        section.id == gaps.section.id
        ? self.blocks(of: gaps) : MarkdownText.blocks(of: section.content)
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func heading(_ report: ReadinessReport) -> [String] {
    let masthead = PageMasthead(report: report)
    let figures = masthead.figures.map { figure in
      let total = [figure.total.map { "of \($0)" }, figure.unit].compactMap { $0 }
        .map { " \($0)" }.joined()
      return
        "| \(MarkdownText.cell(figure.title)) | **\(MarkdownText.cell(figure.figure))\(total)** |"
        + " \(MarkdownText.cell(figure.note)) |"
    }
    return [
      "# SOC 2 readiness of \(MarkdownText.inline(report.assessment.repository))",
      masthead.items.map(MarkdownText.inline).joined(separator: " · "),
      "**\(MarkdownText.inline(ReportWording.verdict(report)))**",
      (["| | | |", "|---|---|---|"] + figures).joined(separator: "\n"),
      MarkdownText.inline(ReportWording.limit),
    ]
  }

  // MARK: - Gaps

  private func blocks(of list: PageGapList) -> [String] {
    let shown = list.gaps.prefix(Self.gapsAtMost)
    var order: [ControlID] = []
    var byControl: [ControlID: [PageGapList.Gap]] = [:]
    for gap in shown {
      if byControl[gap.bearing.control] == nil { order.append(gap.bearing.control) }
      byControl[gap.bearing.control, default: []].append(gap)
    }
    let blocks = order.flatMap { control -> [String] in
      let gaps = byControl[control] ?? []
      return ["### \(control) (\(gaps.count))"] + gaps.flatMap { self.blocks(of: $0) }
    }
    let more = list.gaps.count + list.left - shown.count
    return blocks + (more > 0 ? ["And \(more) more, in the JSON."] : [])
  }

  private func blocks(of gap: PageGapList.Gap) -> [String] {
    let finding = gap.bearing.finding
    let places = finding.locations.prefix(Self.placesAtMost)
      .map { MarkdownText.inline(PageGapList.bounded("\($0)")) }
    let more = finding.locations.count - places.count
    let facts =
      [finding.severity.rawValue, gap.mark.name.lowercased(), gap.fix]
      + gap.bearing.criteria.map(\.rawValue)
    var text =
      "- **\(MarkdownText.inline(PageGapList.bounded(finding.message)))**\n"
      + "  \(facts.map(MarkdownText.inline).joined(separator: " · "))"
    if !places.isEmpty {
      text += "\n  \(places.joined(separator: ", "))\(more > 0 ? " and \(more) more" : "")"
    }
    if let lookedFor = finding.lookedFor {
      text += "\n  Looked for: \(MarkdownText.inline(PageGapList.bounded(lookedFor)))"
    }
    if let next = finding.nextStep {
      text += "\n  Next: \(MarkdownText.inline(PageGapList.bounded(next)))"
    }
    guard let snippet = gap.snippet else { return [text] }
    return [text, MarkdownText.indented(MarkdownText.fenced(snippet.lines.map(Self.numbered)))]
  }

  private static func numbered(_ line: (number: Int, text: String)) -> String {
    let number = "\(line.number)"
    return String(repeating: " ", count: max(0, 5 - number.count)) + number + "  " + line.text
  }
}
