package import ReadinessModel

/// Renders a plan for a terminal: what to start today first, then the calendar.
package struct PlanTableFormat: Sendable {
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

  /// Renders the plan; ends with a line break.
  package func render(_ plan: RemediationPlan) -> String {
    var lines = heading(of: plan)
    if !plan.items.isEmpty {
      lines += today(plan)
      lines += calendar(plan)
      lines += reasons(plan)
    }
    lines += unplanned(plan)
    lines += [""] + TextWidth.wrapped(PlanWording.limit, to: width).map(style.dim)
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(of plan: RemediationPlan) -> [String] {
    var parts = [
      SafeText.line(plan.repository), "\(SafeText.line(plan.profile)) profile",
      "as of \(SafeText.line(plan.assessedOn))",
    ]
    if let commit = plan.commit { parts.append("commit \(SafeText.line(commit).prefix(12))") }
    let title = TextWidth.wrapped(parts.joined(separator: " · "), to: width).map(style.bold)
    let now = TextWidth.wrapped(PlanWording.bottomLine(plan), to: width)
    guard !plan.items.isEmpty else { return title + [""] + now }
    return title + [""] + now + TextWidth.wrapped(PlanWording.calendar(plan), to: width)
  }

  // MARK: - Today

  /// What begins on the first day, and the clocks that it starts.
  private func today(_ plan: RemediationPlan) -> [String] {
    var lines = ["", style.bold("Start on \(PlanWording.long(plan.startsOn))")]
    for item in plan.items where item.dates.startsOn == plan.startsOn {
      lines += start(item, plan)
    }
    for clock in plan.clocks where clock.items.isEmpty {
      lines += entry("→", clockTitle(clock), style.bold)
      lines += note(clock.action)
    }
    return lines
  }

  private func start(_ item: PlanItem, _ plan: RemediationPlan) -> [String] {
    let cost = "(\(Wording.days(item.effort)): \(PlanWording.list(item.controls)))"
    var lines = entry("\(item.number).", SafeText.line("\(item.title) \(cost)"), style.bold)
    for step in item.steps {
      lines += note(SafeText.line(step.how))
      if let command = PlanWording.command(step) { lines += note("Run: \(command)") }
      if let place = PlanWording.place(step) { lines += note("Open: \(SafeText.line(place))") }
    }
    for clock in plan.clocks where clock.items == [item.id] && item.isDecidedByHistory {
      lines += note("Starts \(clockTitle(clock)). \(clock.action)")
    }
    return lines
  }

  private func clockTitle(_ clock: EvidenceClock) -> String {
    let start = PlanWording.withYear(clock.startsOn)
    return "\(clock.title), \(start) – \(PlanWording.withYear(clock.endsOn))"
  }

  // MARK: - The calendar

  private func calendar(_ plan: RemediationPlan) -> [String] {
    let columns = PlanColumns(plan, width: width)
    var lines = ["", style.bold("The plan"), style.dim(columns.header())]
    var week: Int?
    for item in plan.items.sorted(by: isEarlier) {
      let monday = item.dates.startsOn.adding(days: -item.dates.startsOn.weekday)
      if week != monday.number {
        lines.append(style.dim("Week of \(PlanWording.long(monday))"))
        week = monday.number
      }
      lines += columns.rows(item, style)
    }
    return lines + legend(plan)
  }

  private func isEarlier(_ left: PlanItem, _ right: PlanItem) -> Bool {
    (left.dates.startsOn, left.number) < (right.dates.startsOn, right.number)
  }

  private func legend(_ plan: RemediationPlan) -> [String] {
    let used = RemedyMeans.allCases.filter { means in
      plan.items.contains { PlanWording.means($0).contains(means) }
    }
    let text = used.map { "\($0.rawValue): \(PlanWording.meaning(of: $0))" }
    return TextWidth.wrapped(text.joined(separator: "; ") + ".", to: width).map(style.dim)
  }

  // MARK: - Reasons

  private func reasons(_ plan: RemediationPlan) -> [String] {
    var lines = ["", style.bold("Why this order")]
    let waiting = plan.clocks.filter { !$0.items.isEmpty }
    for clock in waiting where clock.items.count > 1 || !isToday(clock, plan) {
      lines += entry("-", "\(clockTitle(clock)). \(clock.action)")
    }
    for item in plan.items {
      for reason in PlanWording.order(item, in: plan) { lines += entry("-", SafeText.line(reason)) }
    }
    for cluster in PlanWording.clusters(plan) { lines += entry("-", SafeText.line(cluster.text)) }
    let rest =
      "The rest is in the order of what a day of it unlocks: controls first, then criteria."
    return lines + entry("-", rest)
  }

  private func isToday(_ clock: EvidenceClock, _ plan: RemediationPlan) -> Bool {
    plan.items.contains { clock.items == [$0.id] && $0.dates.startsOn == plan.startsOn }
  }

  private func unplanned(_ plan: RemediationPlan) -> [String] {
    guard !plan.unplanned.isEmpty else { return [] }
    return ["", style.bold("Not in the plan")]
      + plan.unplanned.flatMap { control in
        entry(
          "-",
          SafeText.line("\(control.control) \(control.title): \(control.reason)")
        )
      }
  }

  private func entry(
    _ mark: String,
    _ text: String,
    _ paint: (String) -> String = { $0 }
  ) -> [String] {
    TextWidth.wrapped(text, to: width - 6).enumerated().map { index, line in
      (index == 0 ? "  " + TextWidth.padded(mark, to: 4) : note) + paint(line)
    }
  }

  private func note(_ text: String) -> [String] {
    TextWidth.wrapped(text, to: width - 6).map { note + $0 }
  }

  private var note: String { String(repeating: " ", count: 6) }
}

/// The columns of the calendar.
private struct PlanColumns {
  let number: Int
  let when: Int
  let days: Int
  let controls: Int
  let means: Int
  let what: Int
  /// Columns of the engineer, none when there is only one.
  let engineer: Int
  private let gap: String

  init(_ plan: RemediationPlan, width: Int) {
    func widest(_ texts: [String], atLeast title: String) -> Int {
      (texts + [title]).map(TextWidth.of).max() ?? 0
    }
    number = widest(plan.items.map { "\($0.number)" }, atLeast: "#")
    when = widest(plan.items.map { PlanWording.span($0.dates) }, atLeast: "When")
    days = widest(plan.items.map { PlanWording.number($0.effort) }, atLeast: "Days")
    controls = min(
      widest(plan.items.map { PlanWording.list($0.controls) }, atLeast: "Controls"),
      width < 100 ? 8 : 20
    )
    means = width < 76 ? 8 : widest([], atLeast: "ready 31 Dec")
    engineer = plan.engineers > 1 ? widest(["\(plan.engineers)"], atLeast: "Who") : 0
    gap = width < 76 ? " " : "  "
    let fixed = number + when + days + controls + means + 5 * gap.count
    what = max(width - fixed - (engineer > 0 ? engineer + gap.count : 0), 8)
  }

  func header() -> String {
    line(["#", "When", "Days", "Who", "What", "Controls", "By"])
  }

  func rows(_ item: PlanItem, _ style: TerminalStyle) -> [String] {
    let title = TextWidth.wrapped(SafeText.line(item.title), to: what)
    let unlocked = TextWidth.wrapped(PlanWording.list(item.controls), to: controls)
    var last = [PlanWording.means(item).map(\.rawValue).joined(separator: ", ")]
    if let day = item.dates.evidenceOn { last.append("ready \(PlanWording.dayAndMonth(day))") }
    last = last.flatMap { TextWidth.wrapped($0, to: means) }
    let height = max(title.count, unlocked.count, last.count)
    return (0..<height).map { index in
      line([
        index == 0 ? "\(item.number)" : "",
        index == 0 ? PlanWording.span(item.dates) : "",
        index == 0 ? PlanWording.number(item.effort) : "",
        index == 0 ? "\(item.dates.engineer)" : "",
        index < title.count ? title[index] : "",
        index < unlocked.count ? unlocked[index] : "",
        index < last.count ? last[index] : "",
      ])
    }
  }

  private func line(_ cells: [String]) -> String {
    let widths = [number, when, days, engineer, what, controls, means]
    var text = zip(cells, widths).filter { $0.1 > 0 }.enumerated()
      .map { index, cell in
        index == 0
          ? String(repeating: " ", count: max(0, number - TextWidth.of(cell.0))) + cell.0
          : TextWidth.padded(cell.0, to: cell.1)
      }
      .joined(separator: gap)
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
