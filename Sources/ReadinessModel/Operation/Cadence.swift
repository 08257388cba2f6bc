/// How often a control leaves evidence.
package enum Cadence: String, Codable, Hashable, Sendable, CaseIterable {
  /// Every day.
  case daily
  /// Every week.
  case weekly
  /// Every month.
  case monthly
  /// Every quarter.
  case quarterly
  /// Every year.
  case yearly
  /// Whenever something happens for it to act on.
  case perEvent = "per-event"

  /// Creates a cadence from a catalogue's words; `per change` and its like are events.
  package init?(words: String) {
    if words.hasPrefix("per ") {
      self = .perEvent
    } else {
      self.init(rawValue: words)
    }
  }

  /// What its periods are called; days for events.
  package var unit: String {
    switch self {
    case .daily, .perEvent: "days"
    case .weekly: "weeks"
    case .monthly: "months"
    case .quarterly: "quarters"
    case .yearly: "years"
    }
  }

  /// The period of the calendar that holds a day, nil for events.
  ///
  /// Weeks begin on Monday, as ISO 8601 has them. Calendar periods are used, rather than a number of
  /// days from some start, so that everybody counts the same slots.
  package func period(holding day: CivilDay) -> DaySpan? {
    switch self {
    case .daily: DaySpan(from: day, through: day)
    case .weekly: week(holding: day)
    case .monthly: months(1, holding: day)
    case .quarterly: months(3, holding: day)
    case .yearly: months(12, holding: day)
    case .perEvent: nil
    }
  }

  /// The periods that hold any day of a span, in order; none for events.
  package func periods(over span: DaySpan) -> [DaySpan] {
    var result: [DaySpan] = []
    var day = span.from
    while day <= span.through, let period = period(holding: day) {
      result.append(period)
      day = period.through.adding(days: 1)
    }
    return result
  }

  private func week(holding day: CivilDay) -> DaySpan {
    let monday = day.adding(days: -day.weekday)
    return DaySpan(from: monday, through: monday.adding(days: 6))
  }

  private func months(_ count: Int, holding day: CivilDay) -> DaySpan {
    let firstOfMonth = day.adding(days: 1 - day.day)
    let first = firstOfMonth.adding(months: -((day.month - 1) % count))
    return DaySpan(from: first, through: first.adding(months: count).adding(days: -1))
  }
}

/// Days from one to another, both included.
package struct DaySpan: Codable, Hashable, Sendable {
  /// The first day.
  package var from: CivilDay
  /// The last day.
  package var through: CivilDay

  /// Creates a span from its ends.
  package init(from: CivilDay, through: CivilDay) {
    self.from = from
    self.through = through
  }

  /// Days in the span; 0 when it ends before it begins.
  package var days: Int { max(0, through.number - from.number + 1) }

  /// Whether a day is one of them.
  package func contains(_ day: CivilDay) -> Bool { from <= day && day <= through }

  /// Whether any day is in both.
  package func overlaps(_ other: DaySpan) -> Bool {
    from <= other.through && other.from <= through
  }

  /// Whether every day of the other is in this one.
  package func contains(_ other: DaySpan) -> Bool {
    from <= other.from && other.through <= through
  }
}
