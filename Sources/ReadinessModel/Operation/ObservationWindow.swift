/// What a record says of a control, for a moment or for a while.
package struct ControlObservation: Codable, Hashable, Sendable {
  /// What was seen.
  package enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
    /// The control was in place and did its work.
    case holds
    /// The control was not in place, or did not do its work.
    case doesNotHold = "does-not-hold"
    /// Nobody could see.
    case notObservable = "not-observable"
  }

  /// What the record rests on.
  package enum Basis: String, Codable, Hashable, Sendable, CaseIterable {
    /// How the control is built.
    case design
    /// What it did: events, results of jobs, samples of logs, records by people.
    case operation
  }

  /// The control.
  package var control: ControlID
  /// First moment it speaks of.
  package var from: Moment
  /// Last moment it speaks of.
  package var to: Moment
  /// What was seen.
  package var outcome: Outcome
  /// What the record rests on.
  package var basis: Basis
  /// What it was, in a few words.
  package var what: String
  /// The record's identifier.
  package var record: String
  /// Whether there was anything for the control to act on.
  package var hasOccurrences: Bool

  /// Creates a value from its parts.
  package init(
    control: ControlID,
    from: Moment,
    to: Moment,
    outcome: Outcome,
    basis: Basis,
    what: String,
    record: String,
    hasOccurrences: Bool = true
  ) {
    self.control = control
    self.from = from
    self.to = to
    self.outcome = outcome
    self.basis = basis
    self.what = what
    self.record = record
    self.hasOccurrences = hasOccurrences
  }
}

/// A period of the calendar in which a control should have left evidence.
package struct EvidenceSlot: Codable, Hashable, Sendable {
  /// What the period holds.
  package enum Status: String, Codable, Hashable, Sendable, CaseIterable {
    /// Evidence, and all of it good.
    case held
    /// Evidence that the control did not hold.
    case broken
    /// No evidence, although the period is over.
    case missing
    /// No evidence yet; the period is not over.
    case open
  }

  /// The period.
  package var span: DaySpan
  /// What it holds.
  package var status: Status
  /// Records that speak of it.
  package var records: [String]

  /// Creates a value from its parts.
  package init(span: DaySpan, status: Status, records: [String] = []) {
    self.span = span
    self.status = status
    self.records = records
  }
}

/// A time in which a control did not hold, or nobody looked.
package struct WindowBreak: Codable, Hashable, Sendable {
  /// When it began.
  package var from: Moment
  /// When evidence was good again, nil while it lasts.
  package var to: Moment?
  /// Why.
  package var reason: String
  /// Records that show it.
  package var records: [String]

  /// Creates a value from its parts.
  package init(from: Moment, to: Moment?, reason: String, records: [String] = []) {
    self.from = from
    self.to = to
    self.reason = reason
    self.records = records
  }
}

/// How far a control has come in showing that it operates.
package struct ObservationWindow: Codable, Hashable, Sendable {
  /// Where it stands.
  package enum State: String, Codable, Hashable, Sendable, CaseIterable {
    /// There is no good evidence yet.
    case notStarted = "not-started"
    /// Evidence gathers, and more days are needed.
    case collecting
    /// The control does not hold now, or evidence stopped.
    case broken
    /// Enough clean days have gathered.
    case sufficient
  }

  /// The control.
  package var control: ControlID
  /// Its title.
  package var title: String
  /// How often it leaves evidence.
  package var cadence: Cadence
  /// Where it stands.
  package var state: State
  /// First day of the present clean run.
  package var startedOn: CivilDay?
  /// Days of the present clean run, today included.
  package var cleanDays: Int
  /// Days needed.
  package var requiredDays: Int
  /// The first day on which enough will have gathered, if nothing breaks and what is missing starts
  /// today.
  package var earliestCloseOn: CivilDay
  /// Whether it has to be started today, because nothing gathers.
  package var startsToday: Bool
  /// The periods since the first evidence, in order.
  package var slots: [EvidenceSlot]
  /// Times in which it did not hold, oldest first; they stay for ever.
  package var breaks: [WindowBreak]
  /// Why it stands there, in a sentence.
  package var reason: String

  /// Creates a value from its parts.
  package init(
    control: ControlID,
    title: String,
    cadence: Cadence,
    state: State,
    startedOn: CivilDay? = nil,
    cleanDays: Int = 0,
    requiredDays: Int,
    earliestCloseOn: CivilDay,
    startsToday: Bool = false,
    slots: [EvidenceSlot] = [],
    breaks: [WindowBreak] = [],
    reason: String
  ) {
    self.control = control
    self.title = title
    self.cadence = cadence
    self.state = state
    self.startedOn = startedOn
    self.cleanDays = cleanDays
    self.requiredDays = requiredDays
    self.earliestCloseOn = earliestCloseOn
    self.startsToday = startsToday
    self.slots = slots
    self.breaks = breaks
    self.reason = reason
  }

  /// Periods that are over and hold evidence, good or not.
  package var observedSlots: Int { slots.count { $0.status == .held || $0.status == .broken } }

  /// Periods in which there should be evidence by now.
  package var expectedSlots: Int { slots.count { $0.status != .open } }
}
