package import ReadinessModel

/// Renders observation windows for a terminal.
package struct WindowsTableFormat: Sendable {
  /// The periods shown of each window, at most.
  private static let shownSlots = 13

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

  /// Renders the windows; ends with a line break.
  package func render(_ report: OperationReport) -> String {
    var lines = heading(report) + [""]
    let titleWidth = report.windows.map { TextWidth.of(SafeText.line($0.title)) }.max() ?? 0
    for state in [ObservationWindow.State.broken, .collecting, .sufficient, .notStarted] {
      lines += group(report.windows.filter { $0.state == state }, state, min(titleWidth, 56))
    }
    lines += engagement(report) + startToday(report) + notes(report)
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ report: OperationReport) -> [String] {
    let records = report.records.map { "\($0) records" } ?? "no ledger yet"
    let title = "\(SafeText.line(report.repository)) · as of \(report.asOf) · \(records)"
    var lines = TextWidth.wrapped(title, to: width).map(style.bold)
    lines += ["", OperationWording.bottomLine(report)]
    if let closing = OperationWording.closing(report) {
      lines += TextWidth.wrapped(closing, to: width)
    }
    if let engagement = report.engagement {
      let period =
        engagement.type == .typeI
        ? "on \(engagement.period.from)"
        : "from \(engagement.period.from) through \(engagement.period.through)"
      lines += TextWidth.wrapped(
        "Engagement \(SafeText.line(engagement.name)): type \(engagement.type.rawValue), \(period).",
        to: width
      )
    }
    return lines
  }

  private func group(
    _ windows: [ObservationWindow],
    _ state: ObservationWindow.State,
    _ titleWidth: Int
  ) -> [String] {
    guard !windows.isEmpty else { return [] }
    let name = OperationWording.name(of: state)
    return [style.status(capitalized(name), state.design)]
      + windows.flatMap { row($0, titleWidth) } + [""]
  }

  private func row(_ window: ObservationWindow, _ titleWidth: Int) -> [String] {
    let id = TextWidth.padded(window.control.rawValue, to: 6)
    let title = TextWidth.padded(SafeText.line(window.title), to: titleWidth)
    let days = window.requiredDays == 0 ? "" : "\(window.cleanDays)/\(window.requiredDays) days"
    let slots = window.slots.suffix(Self.shownSlots).map { OperationWording.mark($0.status) }
      .joined()
    let line = "  \(id) \(title) \(TextWidth.padded(days, to: 10)) \(slots)"
    var lines = [trimmed(line)]
    let why =
      window.state == .collecting || window.state == .sufficient ? closing(window) : reason(window)
    lines += TextWidth.wrapped(why, to: width - 9).map { style.dim("         \($0)") }
    for past in window.breaks.filter({ $0.to != nil }).suffix(3) {
      let end = past.to?.day.description ?? ""
      lines += TextWidth.wrapped(
        SafeText.line("Broken \(past.from.day) – \(end): \(past.reason)"),
        to: width - 9
      ).map { style.dim("         \($0)") }
    }
    return lines
  }

  /// How much of the engagement's period has evidence.
  private func engagement(_ report: OperationReport) -> [String] {
    let begun = report.coverage.filter { $0.expected > 0 }
    guard let engagement = report.engagement, engagement.type == .typeII else { return [] }
    let title = style.bold("Evidence for \(SafeText.line(engagement.name))")
    guard !begun.isEmpty else {
      return [title, "  Its period has no whole day, week or month behind it yet.", ""]
    }
    let whole = begun.filter { $0.held >= $0.expected }.map(\.control.rawValue)
    var lines = [title]
    if !whole.isEmpty {
      lines += TextWidth.wrapped("Whole so far: \(whole.joined(separator: ", "))", to: width - 2)
        .map { "  \($0)" }
    }
    for coverage in begun where coverage.held < coverage.expected {
      let id = TextWidth.padded(coverage.control.rawValue, to: 6)
      let spans = coverage.lacking.prefix(3).map { span in
        span.from == span.through ? "\(span.from)" : "\(span.from) – \(span.through)"
      }
      let more = coverage.lacking.count > 3 ? " and \(coverage.lacking.count - 3) more" : ""
      let text =
        "\(id) \(coverage.held) of \(coverage.expected) \(coverage.unit); none for "
        + spans.joined(separator: ", ") + more
      lines += TextWidth.wrapped(text, to: width - 2).map { "  \($0)" }
    }
    return lines + [""]
  }

  private func closing(_ window: ObservationWindow) -> String {
    let reason = SafeText.line(window.reason)
    guard window.state == .collecting else { return reason }
    return "\(reason); can close on \(window.earliestCloseOn)"
  }

  private func reason(_ window: ObservationWindow) -> String {
    let reason = SafeText.line(window.reason)
    guard let open = window.breaks.last(where: { $0.to == nil }), window.state == .broken else {
      return reason
    }
    return "Since \(open.from.day): \(reason)"
  }

  /// What has to be started today, because days that nobody recorded cannot be made up.
  private func startToday(_ report: OperationReport) -> [String] {
    let waiting = report.windows.filter { $0.startsToday }
    guard !waiting.isEmpty else { return [] }
    let names = waiting.map { "\($0.control)" }.joined(separator: ", ")
    let text =
      "\(names): days that leave no evidence cannot be made up. auditwright watch records what can"
      + " be seen; auditwright evidence add takes the rest."
    return [style.bold("Start today")] + TextWidth.wrapped(text, to: width - 2).map { "  \($0)" }
      + [""]
  }

  private func notes(_ report: OperationReport) -> [String] {
    let legend =
      "■ held, ✗ did not hold, · no evidence, □ not over yet; the last "
      + "\(Self.shownSlots) periods of each control's cadence"
    var lines = TextWidth.wrapped(legend, to: width).map(style.dim)
    for note in report.notSeen {
      lines += TextWidth.wrapped("Not read: \(SafeText.line(note))", to: width)
    }
    return lines
  }

  private func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}

extension ObservationWindow.State {
  /// The status whose colour it has.
  fileprivate var design: DesignStatus {
    switch self {
    case .notStarted: .notAssessed
    case .collecting: .warning
    case .broken: .failing
    case .sufficient: .passing
    }
  }
}
