package import ReadinessModel

/// Renders an assessment as a table for a terminal.
package struct TableFormat: Sendable {
  /// Columns of the terminal.
  package var width: Int
  /// Whether to use colour.
  package var isColored: Bool

  private static let statusWidth = 17
  private static let fixFirstAtMost = 5
  private static let notSeenAtMost = 12

  /// Creates a format for a terminal.
  package init(width: Int = 100, isColored: Bool = false) {
    self.width = min(max(width, 60), 160)
    self.isColored = isColored
  }

  private var style: TerminalStyle { TerminalStyle(isColored: isColored) }

  /// Renders the assessment; ends with a line break.
  package func render(_ assessment: ReadinessAssessment) -> String {
    var lines = heading(of: assessment)
    for score in assessment.summary.categories {
      lines += section(score, assessment)
    }
    lines += bottomLine(assessment)
    lines += fixFirst(assessment)
    lines += notSeen(assessment)
    lines += remainder(assessment)
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(of assessment: ReadinessAssessment) -> [String] {
    var parts = [
      SafeText.line(assessment.repository), "\(assessment.profile) profile",
      "as of \(SafeText.line(assessment.assessedOn))",
    ]
    if let commit = assessment.commit { parts.append("commit \(SafeText.line(commit).prefix(12))") }
    let routes = assessment.summary.routes
    if routes > 0 { parts.append("\(routes) routes") }
    return TextWidth.wrapped(parts.joined(separator: " · "), to: width).map(style.bold)
  }

  // MARK: - Controls

  private func section(_ score: CategoryScore, _ assessment: ReadinessAssessment) -> [String] {
    let controls = assessment.controls.filter { $0.category == score.category }
    let title = "\(Wording.name(of: score.category)): \(score.passing) of \(score.total) passing"
    let columns = Columns(width: width, status: Self.statusWidth, ids: controls.map(\.id.rawValue))
    return ["", style.bold(title), columns.header(style), columns.rule(style)]
      + controls.flatMap { row($0, columns, assessment) }
  }

  private func row(
    _ control: ControlAssessment,
    _ columns: Columns,
    _ assessment: ReadinessAssessment
  ) -> [String] {
    let label = labels(of: control, columns)
    let finding = findingLines(of: control, assessment).flatMap { text, isPlace in
      TextWidth.wrapped(text, to: columns.finding).map { isPlace ? style.dim($0) : $0 }
    }
    return (0..<max(label.count, finding.count)).map { index in
      let left = index < label.count ? label[index] : ""
      let status = index == 0 ? Wording.name(of: control.design) : ""
      let cells = [
        index == 0
          ? TextWidth.padded(left, to: columns.control)
          : style.dim(TextWidth.padded(left, to: columns.control)),
        style.status(TextWidth.padded(status, to: columns.status), control.design),
        index < finding.count ? finding[index] : "",
      ]
      return trimmed(cells.joined(separator: " "))
    }
  }

  private func labels(of control: ControlAssessment, _ columns: Columns) -> [String] {
    let indent = String(repeating: " ", count: columns.id + 1)
    let titles = TextWidth.wrapped(control.title, to: columns.control - columns.id - 1)
    var lines = titles.enumerated().map { index, line in
      (index == 0 ? TextWidth.padded(control.id.rawValue, to: columns.id) + " " : indent) + line
    }
    let called = Wording.labels(of: control)
    if !called.isEmpty {
      lines += TextWidth.wrapped(called, to: columns.control - columns.id - 1).map { indent + $0 }
    }
    return lines
  }

  /// The lines of the finding column, each with whether it is a place in a file.
  private func findingLines(
    of control: ControlAssessment,
    _ assessment: ReadinessAssessment
  ) -> [(String, Bool)] {
    let gaps = control.checks.filter {
      $0.isRequired && ($0.outcome == .doesNotHold || $0.outcome == .unconfirmed)
    }
    guard !gaps.isEmpty else {
      let place = control.keyLocations.first.map { [(SafeText.line("\($0)"), true)] } ?? []
      return [(SafeText.line(control.reason), false)] + place
    }
    var told: Set<String> = []
    return gaps.filter { told.insert($0.summary).inserted }.flatMap { gap in
      let mark = gap.outcome == .unconfirmed && control.design == .failing ? "Unconfirmed: " : ""
      return [(mark + SafeText.line(gap.summary), false)]
        + places(of: gap, in: assessment).map { ($0, true) }
    }
  }

  private func places(of check: CheckResult, in assessment: ReadinessAssessment) -> [String] {
    let places = assessment.findings
      .filter { $0.finding.check == check.check && $0.finding.outcome.isGap }
      .compactMap(\.finding.locations.first)
    var unique: [SourceLocation] = []
    for place in places where unique.last != place { unique.append(place) }
    guard let first = unique.first else { return [] }
    let more = unique.count - 1
    return [SafeText.line("\(first)") + (more > 0 ? " and \(more) more" : "")]
  }

  // MARK: - Below the controls

  private func bottomLine(_ assessment: ReadinessAssessment) -> [String] {
    let summary = assessment.summary
    let line = "Bottom line: \(Wording.bottomLine(summary))."
    return [""] + TextWidth.wrapped(line, to: width).map(style.bold)
      + TextWidth.wrapped("\(Wording.tally(summary)).", to: width)
  }

  private func fixFirst(_ assessment: ReadinessAssessment) -> [String] {
    guard !assessment.fixFirst.isEmpty else { return [] }
    let gaps = assessment.fixFirst.prefix(Self.fixFirstAtMost)
    var lines = ["", style.bold("Fix first")]
    for (index, gap) in gaps.enumerated() {
      let text = "\(Wording.controls(of: gap)) (\(Wording.cost(of: gap))): \(gap.message)"
      lines += bullet("\(index + 1).", SafeText.line(text))
    }
    let waiting = assessment.fixFirst.filter { $0.leadTimeDays > 0 }
    if let longest = waiting.map(\.leadTimeDays).max() {
      let ids = waiting.map(Wording.controls).joined(separator: ", ")
      lines += bullet(
        "→",
        "Start soon: \(ids) must gather \(longest) days of evidence after the fix."
      )
    }
    return lines
  }

  private func notSeen(_ assessment: ReadinessAssessment) -> [String] {
    guard !assessment.notSeen.isEmpty else { return [] }
    let more = assessment.notSeen.count - Self.notSeenAtMost
    return ["", style.bold("Not looked at")]
      + assessment.notSeen.prefix(Self.notSeenAtMost).flatMap { bullet("-", SafeText.line($0)) }
      + (more > 0 ? bullet("-", "and \(more) more, which --format markdown lists") : [])
  }

  /// What stays open even when every control passes.
  private func remainder(_ assessment: ReadinessAssessment) -> [String] {
    let people = assessment.criteria.filter { $0.coverage != .tested }.map(\.criterion)
    var text = "This is readiness as designed; how controls operate over time is not part of it."
    if !people.isEmpty {
      text +=
        " \(people.count) of \(assessment.criteria.count) criteria in scope need documents"
        + " and people whatever the code shows: \(Wording.criteria(people))."
        + Wording.register(assessment.criteria)
    }
    return [""] + TextWidth.wrapped(text, to: width).map(style.dim)
  }

  private func bullet(_ mark: String, _ text: String) -> [String] {
    let indent = String(repeating: " ", count: 5)
    return TextWidth.wrapped(text, to: width - 5).enumerated().map { index, line in
      (index == 0 ? "  " + TextWidth.padded(mark, to: 3) : indent) + line
    }
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}

/// The widths of the table's columns.
private struct Columns {
  let id: Int
  let control: Int
  let status: Int
  let finding: Int

  init(width: Int, status: Int, ids: [String]) {
    self.status = status
    id = ids.map(\.count).max() ?? 5
    control = min(38, max(24, width * 3 / 10))
    finding = width - control - status - 2
  }

  func header(_ style: TerminalStyle) -> String {
    let cells = [
      TextWidth.padded("Control", to: control), TextWidth.padded("Status", to: status), "Finding",
    ]
    return style.dim(cells.joined(separator: " "))
  }

  func rule(_ style: TerminalStyle) -> String {
    style.dim(
      [control, status, finding].map { String(repeating: "─", count: $0) }.joined(separator: " ")
    )
  }
}

extension Outcome {
  /// Whether the outcome keeps a control from passing and can be worked on.
  var isGap: Bool { self == .doesNotHold || self == .unconfirmed }
}
