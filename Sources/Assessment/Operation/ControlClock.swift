import ReadinessModel

/// Runs the clock of one control over everything that was recorded of it.
struct ControlClock {
  private let control: Control
  private let cadence: Cadence
  private let today: CivilDay
  private let good: [ControlObservation]
  private let bad: [ControlObservation]
  /// Looks that showed neither, and looks at how the control is built where that shows nothing.
  private let beside: [ControlObservation]
  private let deviations: [Deviation]
  /// Looks at how the control is built that found it well.
  private let soundDesign: [ControlObservation]

  init(
    control: Control,
    observations: [ControlObservation],
    deviations: [Deviation],
    today: CivilDay
  ) {
    self.control = control
    self.today = today
    cadence = Cadence(words: control.operation.cadence) ?? .perEvent
    let past = observations.filter { $0.from.day <= today }
      .sorted { ($0.from, $0.to, $0.record) < ($1.from, $1.to, $1.record) }
    // How a control is built says that it could work, not that it did; only where the control is a
    // state is that the same.
    let isState = control.operation.kind == "state"
    good = past.filter { $0.outcome == .holds && (isState || $0.basis == .operation) }
    bad = past.filter { $0.outcome == .doesNotHold }
    beside = past.filter {
      $0.outcome == .notObservable || $0.outcome == .holds && !isState && $0.basis == .design
    }
    soundDesign = past.filter { $0.outcome == .holds && $0.basis == .design }
    self.deviations = deviations.filter { $0.from.day <= today }
  }

  /// The window.
  var window: ObservationWindow {
    let required = control.operation.minimumDays
    var window = ObservationWindow(
      control: control.id,
      title: control.title,
      cadence: cadence,
      state: .notStarted,
      requiredDays: required,
      earliestCloseOn: closing(of: today),
      startsToday: required > 0,
      slots: slots,
      breaks: breaks,
      reason: ""
    )
    if let last = window.breaks.last(where: { $0.to == nil }) {
      window.state = good.isEmpty ? .notStarted : .broken
      window.reason = last.reason
    } else if let start = runStart(after: window.breaks) {
      run(from: start, in: &window)
    } else {
      window.reason = whyNothing
    }
    return window
  }

  private var whyNothing: String {
    guard let last = beside.last else { return "Nothing was recorded yet" }
    if last.outcome == .notObservable { return "It could not be seen: \(last.what)" }
    return "It is built to work, and nothing was recorded yet of its doing so"
  }

  private func run(from start: CivilDay, in window: inout ObservationWindow) {
    let through = evidenceThrough ?? start
    let counted = cadence == .perEvent ? min(through, today) : today
    window.startedOn = start
    window.cleanDays = max(1, counted.number - start.number + 1)
    window.earliestCloseOn = max(closing(of: start), start)
    window.startsToday = false
    let missing = missingBeside(start)
    let isEnough = through >= window.earliestCloseOn && missing == nil
    window.state = isEnough ? .sufficient : .collecting
    let days = "Day \(window.cleanDays) of \(window.requiredDays)"
    if isEnough {
      window.reason = "Clean since \(start)"
    } else if let missing {
      window.reason = "\(days), since \(start); \(missing)"
    } else if window.cleanDays >= window.requiredDays {
      window.reason = "\(days); the next evidence closes it"
    } else {
      window.reason = "\(days), since \(start)"
    }
  }

  /// What a run of a control that acts on events lacks, beside days, to show that it operated.
  ///
  /// Single events say nothing of those between them, and a time without any shows no control at
  /// work.
  private func missingBeside(_ start: CivilDay) -> String? {
    guard cadence == .perEvent, control.operation.minimumDays > 0 else { return nil }
    let run = good.filter { $0.to.day >= start }
    guard run.contains(where: \.isPeriod) else {
      return "no population shows that nothing is missing between them"
    }
    return run.contains(where: \.hasOccurrences) ? nil : "nothing happened yet for it to act on"
  }

  private func closing(of start: CivilDay) -> CivilDay {
    start.adding(days: max(0, control.operation.minimumDays - 1))
  }

  // MARK: - Runs and breaks

  /// The last day that evidence speaks of; where there are populations, that they do.
  private var evidenceThrough: CivilDay? {
    let periods = cadence == .perEvent ? good.filter(\.isPeriod) : []
    return (periods.isEmpty ? good : periods).map(\.to).max().map { min($0.day, today) }
  }

  /// The first day of the run that no break has ended.
  private func runStart(after breaks: [WindowBreak]) -> CivilDay? {
    let end = breaks.compactMap(\.to).max()
    guard let end else { return good.first?.from.day }
    return good.first { $0.to >= end }.map { max($0.from, end).day }
  }

  private var breaks: [WindowBreak] {
    (failures + interruptions + silences + uncovered)
      .sorted { ($0.from, $0.reason) < ($1.from, $1.reason) }
  }

  private var failures: [WindowBreak] {
    failures(.design) + failures(.operation)
  }

  /// Observations that the control does not hold, joined until one says that it does.
  ///
  /// What it did does not mend how it is built, nor the other way round.
  private func failures(_ basis: ControlObservation.Basis) -> [WindowBreak] {
    var result: [WindowBreak] = []
    let mended = basis == .design ? soundDesign : good
    for observation in bad where observation.basis == basis {
      let end = recovery(after: observation.to, in: mended)
      if let last = result.indices.last, result[last].to.map({ observation.from < $0 }) ?? true {
        result[last].records.append(observation.record)
        result[last].to = end
      } else {
        result.append(
          WindowBreak(
            from: observation.from,
            to: end,
            reason: observation.what,
            records: [observation.record]
          )
        )
      }
    }
    return result
  }

  private var interruptions: [WindowBreak] {
    deviations.map { deviation in
      WindowBreak(
        from: deviation.from,
        to: deviation.to ?? recovery(after: deviation.from, in: good),
        reason: deviation.message,
        records: deviation.evidence
      )
    }
  }

  /// Periods that are over and of which nothing was recorded, neighbours joined.
  private var silences: [WindowBreak] {
    var result: [WindowBreak] = []
    var last: DaySpan?
    for slot in slots where slot.status == .missing {
      let next = Moment(startOf: slot.span.through.adding(days: 1))
      if let previous = last, previous.through.adding(days: 1) == slot.span.from, !result.isEmpty {
        result[result.count - 1].to = recovery(after: next, in: good)
      } else {
        result.append(
          WindowBreak(
            from: Moment(startOf: slot.span.from),
            to: recovery(after: next, in: good),
            reason: "No evidence since \(slot.span.from)"
          )
        )
      }
      last = slot.span
    }
    return result.map { silence in
      guard let end = silence.to else { return silence }
      var ended = silence
      ended.reason = "No evidence from \(silence.from.day) until \(end.day)"
      return ended
    }
  }

  /// Times between populations that none of them covers.
  private var uncovered: [WindowBreak] {
    guard cadence == .perEvent else { return [] }
    let spans = good.filter(\.isPeriod)
    var result: [WindowBreak] = []
    var covered: Moment?
    for span in spans {
      if let end = covered, span.from.secondsSince1970 - end.secondsSince1970 > 86_400 {
        result.append(
          WindowBreak(
            from: end,
            to: span.from,
            reason: "Nothing was collected from \(end.day) to \(span.from.day)"
          )
        )
      }
      covered = max(covered ?? span.to, span.to)
    }
    return result
  }

  /// The first moment at or after this one for which evidence is good.
  private func recovery(after moment: Moment, in evidence: [ControlObservation]) -> Moment? {
    evidence.first { $0.to >= moment && $0.from >= moment }?.from
      ?? evidence.first { $0.from < moment && $0.to > moment }.map { _ in moment }
  }

  // MARK: - An engagement

  /// How much of a period there is evidence for.
  func coverage(of period: DaySpan) -> EngagementCoverage {
    cadence == .perEvent ? coveredDays(of: period) : coveredSlots(of: period)
  }

  /// Whole calendar periods inside the engagement; where none fits, such as a year in three months,
  /// the one before its last day.
  private func coveredSlots(of period: DaySpan) -> EngagementCoverage {
    var spans = cadence.periods(over: period).filter { period.contains($0) }
    if spans.isEmpty, let last = cadence.period(holding: period.through) {
      spans = [DaySpan(from: period.through.adding(days: 1 - last.days), through: period.through)]
    }
    let held = spans.filter { status(of: $0) == .held }
    let over = spans.filter { $0.through < today }
    return EngagementCoverage(
      control: control.id,
      unit: cadence.unit,
      total: spans.count,
      expected: over.count,
      held: held.count,
      lacking: over.filter { status(of: $0) != .held }
    )
  }

  private func coveredDays(of period: DaySpan) -> EngagementCoverage {
    let last = min(period.through, today.adding(days: -1))
    let days =
      last < period.from ? [] : (period.from.number...last.number).map(CivilDay.init(number:))
    let populations = good.filter(\.isPeriod).map(\.days)
    let lacking = days.filter { day in !populations.contains { $0.contains(day) } }
    return EngagementCoverage(
      control: control.id,
      unit: cadence.unit,
      total: period.days,
      expected: days.count,
      held: days.count - lacking.count,
      lacking: spans(of: lacking)
    )
  }

  /// Neighbouring days joined.
  private func spans(of days: [CivilDay]) -> [DaySpan] {
    days.reduce(into: []) { result, day in
      if let last = result.last, last.through.adding(days: 1) == day {
        result[result.count - 1].through = day
      } else {
        result.append(DaySpan(from: day, through: day))
      }
    }
  }

  // MARK: - Slots

  private var slots: [EvidenceSlot] {
    guard let first = good.first?.from.day else { return [] }
    return cadence.periods(over: DaySpan(from: first, through: today)).map { span in
      EvidenceSlot(span: span, status: status(of: span), records: records(in: span))
    }
  }

  private func status(of span: DaySpan) -> EvidenceSlot.Status {
    if bad.contains(where: { $0.days.overlaps(span) }) || isInterrupted(span) { return .broken }
    if good.contains(where: { $0.days.overlaps(span) }) { return .held }
    return span.through < today ? .missing : .open
  }

  private func isInterrupted(_ span: DaySpan) -> Bool {
    deviations.contains { deviation in
      DaySpan(from: deviation.from.day, through: (deviation.to ?? deviation.from).day)
        .overlaps(span)
    }
  }

  private func records(in span: DaySpan) -> [String] {
    (good + bad).filter { $0.days.overlaps(span) }.map(\.record).sorted()
  }
}

extension ControlObservation {
  /// Whether it speaks of a day or more, rather than of one event.
  fileprivate var isPeriod: Bool { to.secondsSince1970 - from.secondsSince1970 >= 86_399 }

  /// The days it speaks of.
  fileprivate var days: DaySpan { DaySpan(from: from.day, through: max(from, to).day) }
}
