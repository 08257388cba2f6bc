import Assessment
import ReadinessModel
import Testing

@Suite("Observation windows")
struct WindowReviewTests {
  // MARK: - A state that is looked at every week

  @Test("without any record nothing has started, and it has to start today")
  func nothingRecorded() {
    let window = weekly(on: "2026-03-02", [])
    #expect(window.state == .notStarted)
    #expect(window.startsToday)
    #expect(window.earliestCloseOn == day("2026-03-31"))
    #expect(window.slots.isEmpty)
  }

  @Test("a control that holds is on day n of 30, counted from the first evidence")
  func collects() {
    let window = weekly(on: "2026-03-12", [holds("2026-03-02"), holds("2026-03-09")])
    #expect(window.state == .collecting)
    #expect(window.startedOn == day("2026-03-02"))
    #expect(window.cleanDays == 11)
    #expect(window.reason == "Day 11 of 30, since 2026-03-02")
    #expect(window.earliestCloseOn == day("2026-03-31"))
    #expect(window.slots.map(\.status) == [.held, .held])
  }

  @Test("thirty days are enough only once evidence speaks of the thirtieth")
  func closesWithEvidence() {
    let weeks = ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30"]
    let waiting = weekly(on: "2026-04-02", weeks.map { holds($0) })
    #expect(waiting.state == .collecting)
    #expect(waiting.reason == "Day 32 of 30; the next evidence closes it")
    let closed = weekly(on: "2026-04-06", (weeks + ["2026-04-06"]).map { holds($0) })
    #expect(closed.state == .sufficient)
  }

  @Test("a week that is over without evidence is a break, and the next evidence starts a new run")
  func missingWeekBreaks() {
    let records = [holds("2026-03-02"), holds("2026-03-16"), holds("2026-03-23")]
    let window = weekly(on: "2026-03-24", records)
    #expect(window.slots.map(\.status) == [.held, .missing, .held, .held])
    #expect(window.breaks.map(\.reason) == ["No evidence from 2026-03-09 until 2026-03-16"])
    #expect(window.startedOn == day("2026-03-16"))
    #expect(window.observedSlots == 3 && window.expectedSlots == 4)
  }

  @Test("when the last whole week has no evidence, the window is broken since that week")
  func silenceBreaks() {
    let window = weekly(on: "2026-03-18", [holds("2026-03-02")])
    #expect(window.state == .broken)
    #expect(window.reason == "No evidence since 2026-03-09")
    #expect(window.startsToday)
  }

  @Test("a week that is not over yet is neither evidence nor a break")
  func openWeek() {
    let window = weekly(on: "2026-03-15", [holds("2026-03-02")])
    #expect(window.slots.map(\.status) == [.held, .open])
    #expect(window.state == .collecting)
  }

  @Test("a failing look breaks the window until a look is good again, and stays listed")
  func failureBreaks() {
    let records = [holds("2026-03-02"), fails("2026-03-09"), holds("2026-03-11")]
    let window = weekly(on: "2026-03-12", records)
    #expect(window.breaks.count == 1)
    #expect(window.breaks.first?.to == Moment("2026-03-11T09:00:00Z"))
    #expect(window.startedOn == day("2026-03-11"))
    #expect(window.slots.map(\.status) == [.held, .broken])
  }

  @Test("while the last look failed, the window is broken since the first of the failing looks")
  func staysBroken() {
    let records = [holds("2026-03-02"), fails("2026-03-09"), fails("2026-03-16")]
    let window = weekly(on: "2026-03-17", records)
    #expect(window.state == .broken)
    #expect(window.breaks.map(\.from) == [Moment("2026-03-09T09:00:00Z")])
    #expect(window.breaks.first?.records == ["r-2026-03-09", "r-2026-03-16"])
  }

  @Test("a control that never held has not started, and the reason says what is wrong")
  func neverHeld() {
    let window = weekly(on: "2026-03-10", [fails("2026-03-09")])
    #expect(window.state == .notStarted)
    #expect(window.reason == "It did not hold")
  }

  @Test("what could not be seen is no evidence")
  func unseenIsNoEvidence() {
    var unseen = holds("2026-03-09")
    unseen.outcome = .notObservable
    let window = weekly(on: "2026-03-18", [holds("2026-03-02"), unseen])
    #expect(window.state == .broken)
  }

  @Test("protection switched off for two hours between two good looks starts a new run")
  func interruptionRestarts() {
    let off = Deviation(
      kind: .protectionWeakened,
      controls: ["T-1"],
      subject: "main",
      from: SmallCompany.at("2026-03-07T10:00:00Z"),
      to: SmallCompany.at("2026-03-07T12:00:00Z"),
      message: "Protection was off"
    )
    let window = weekly(on: "2026-03-12", [holds("2026-03-02"), holds("2026-03-09")], [off])
    #expect(window.startedOn == day("2026-03-09"))
    #expect(window.slots.map(\.status) == [.broken, .held])
    #expect(window.breaks.map(\.reason) == ["Protection was off"])
  }

  // MARK: - Events

  @Test("how a control is built does not show that it acted on anything")
  func designIsNoOperation() {
    let window = event(on: "2026-03-12", [holds("2026-03-02", basis: .design)])
    #expect(window.state == .notStarted)
    #expect(window.reason == "It is built to work, and nothing was recorded yet of its doing so")
  }

  @Test("what a control did does not mend how it is built")
  func operationMendsNoDesign() {
    let built = fails("2026-03-02")
    let used = holds("2026-03-03", basis: .operation)
    #expect(event(on: "2026-03-12", [built, used]).state == .broken)
    let mended = holds("2026-03-04", basis: .design)
    let again = holds("2026-03-05", basis: .operation)
    let window = event(on: "2026-03-12", [built, used, mended, again])
    #expect(window.state == .collecting)
    #expect(window.startedOn == day("2026-03-05"))
  }

  @Test("populations that follow one another count through the last day they cover")
  func populationsCover() {
    let records = [
      population("2026-03-02", "2026-03-09"), population("2026-03-09", "2026-03-16"),
    ]
    let window = event(on: "2026-03-20", records)
    #expect(window.cleanDays == 15)
    #expect(window.breaks.isEmpty)
  }

  @Test("single events are no proof of what lies between them")
  func eventsWithoutPopulation() {
    let records = ["2026-03-02", "2026-04-02"].map { holds($0, basis: .operation) }
    let window = event(on: "2026-04-10", records)
    #expect(window.state == .collecting)
    #expect(window.reason.hasSuffix("no population shows that nothing is missing between them"))
  }

  @Test("a month in which nothing happened shows no control at work")
  func nothingHappened() {
    var empty = population("2026-03-02", "2026-04-05")
    empty.hasOccurrences = false
    #expect(event(on: "2026-04-10", [empty]).state == .collecting)
    let used = population("2026-04-05", "2026-04-09")
    #expect(event(on: "2026-04-10", [empty, used]).state == .sufficient)
  }

  @Test("days that no population covers are a break")
  func uncoveredDays() {
    let records = [
      population("2026-03-02", "2026-03-09"), population("2026-03-12", "2026-03-19"),
    ]
    let window = event(on: "2026-03-20", records)
    #expect(window.breaks.map(\.reason) == ["Nothing was collected from 2026-03-09 to 2026-03-12"])
    #expect(window.startedOn == day("2026-03-12"))
  }

  // MARK: - Once in a while

  @Test("something due every year is enough with one record in this calendar year")
  func yearly() {
    let control = self.control("periodic", "yearly", days: 0)
    let review = WindowReview(of: [control], on: day("2026-03-20"))
    let window = review.windows(observations: [holds("2026-02-10", basis: .operation)])[0]
    #expect(window.state == .sufficient)
    #expect(window.slots.map(\.status) == [.held])
  }

  @Test("every kind of record before its first good one leaves the slots empty")
  func recordsOfTheFutureDoNotCount() {
    let window = weekly(on: "2026-03-01", [holds("2026-03-02")])
    #expect(window.state == .notStarted)
  }

  // MARK: - An engagement

  @Test("whole weeks inside the engagement count, with those that lack evidence")
  func engagementWeeks() {
    let period = DaySpan(from: day("2026-03-04"), through: day("2026-04-30"))
    let coverage = WindowReview(of: [control("state", "weekly")], on: day("2026-03-31"))
      .coverage(of: period, observations: [holds("2026-03-09"), holds("2026-03-25")])[0]
    #expect(coverage.total == 7)
    #expect(coverage.expected == 3 && coverage.held == 2)
    #expect(coverage.lacking == [DaySpan(from: day("2026-03-16"), through: day("2026-03-22"))])
  }

  @Test("for events, days that a population covers count")
  func engagementDays() {
    let period = DaySpan(from: day("2026-03-01"), through: day("2026-03-31"))
    let coverage = WindowReview(of: [control("event", "per change")], on: day("2026-03-11"))
      .coverage(of: period, observations: [population("2026-03-02", "2026-03-09")])[0]
    #expect(coverage.expected == 10 && coverage.held == 8)
    #expect(coverage.lacking.map(\.days) == [1, 1])
  }

  @Test("something due every year counts when it was done in the year before the last day")
  func engagementYear() {
    let period = DaySpan(from: day("2026-01-01"), through: day("2026-03-31"))
    let review = WindowReview(of: [control("periodic", "yearly", days: 0)], on: day("2026-04-02"))
    let done = review.coverage(of: period, observations: [holds("2025-06-01", basis: .operation)])
    #expect(done[0].held == 1 && done[0].expected == 1)
    let late = review.coverage(of: period, observations: [holds("2025-03-01", basis: .operation)])
    #expect(late[0].held == 0)
  }

  // MARK: - Making them

  private func weekly(
    on today: String,
    _ observations: [ControlObservation],
    _ deviations: [Deviation] = []
  ) -> ObservationWindow {
    WindowReview(of: [control("state", "weekly")], on: day(today))
      .windows(observations: observations, deviations: deviations)[0]
  }

  private func event(on today: String, _ observations: [ControlObservation]) -> ObservationWindow {
    WindowReview(of: [control("event", "per change")], on: day(today))
      .windows(observations: observations)[0]
  }

  private func control(_ kind: String, _ cadence: String, days: Int = 30) -> Control {
    Control(
      id: "T-1",
      title: "A control",
      statement: "Something is done.",
      category: .security,
      operation: OperationModel(kind: kind, cadence: cadence, minimumDays: days),
      leadTimeDays: 0
    )
  }

  private func holds(
    _ day: String,
    basis: ControlObservation.Basis = .design
  ) -> ControlObservation {
    let at = Moment("\(day)T09:00:00Z") ?? Moment(secondsSince1970: 0)
    return ControlObservation(
      control: "T-1",
      from: at,
      to: at,
      outcome: .holds,
      basis: basis,
      what: "It held",
      record: "r-\(day)"
    )
  }

  private func fails(_ day: String) -> ControlObservation {
    var observation = holds(day)
    observation.outcome = .doesNotHold
    observation.what = "It did not hold"
    return observation
  }

  private func population(_ from: String, _ to: String) -> ControlObservation {
    var observation = holds(from, basis: .operation)
    observation.from = Moment(startOf: day(from))
    observation.to = Moment(startOf: day(to))
    return observation
  }

  private func day(_ text: String) -> CivilDay { CivilDay(text) ?? CivilDay(number: 0) }
}
