import ReadinessModel
import Remediation
import TestSupport
import Testing

@Suite("A plan puts first what time or worth makes urgent")
struct PlanOrderTests {
  @Test("evidence that decides a control comes before other evidence, and that before the rest")
  func leadTimes() {
    var small = SmallPlan()
    small.add("A", [("a", 0.1)])
    small.add("B", [("b", 2)], leadTimeDays: 30)
    small.add("C", [("c", 2)], leadTimeDays: 90)
    small.add("D", [("d", 2)], leadTimeDays: 30, decidedBy: "records")
    for id in ["a", "b", "c", "d"] { small.remedy(id, [CheckID(rawValue: id)]) }
    #expect(small.plan().items.map(\.id) == ["d", "c", "b", "a"])
  }

  @Test("then what unlocks more controls for a day comes first, then what serves more criteria")
  func worth() {
    var small = SmallPlan()
    small.add("A", [("a", 1)])
    small.add("B", [("b1", 0.5)])
    small.add("C", [("c1", 0.5)])
    small.add("D", [("d", 1)], criteria: 3)
    small.add("E", [("e", 4)])
    small.remedy("a", ["a"])
    small.remedy("both", ["b1", "c1"])
    small.remedy("d", ["d"])
    small.remedy("e", ["e"])
    #expect(small.plan().items.map(\.id) == ["both", "d", "a", "e"])
  }

  @Test("nothing comes before what it waits for, and what is waited for is as urgent")
  func dependencies() {
    var small = SmallPlan()
    small.add("A", [("a", 3)])
    small.add("B", [("b", 0.1)], leadTimeDays: 30)
    small.add("C", [("c", 0.1)])
    small.remedy("a", ["a"])
    small.remedy("b", ["b"], after: ["a"])
    small.remedy("c", ["c"])
    let plan = small.plan()
    #expect(plan.items.map(\.id) == ["a", "b", "c"])
    #expect(plan.items[1].after.map(\.because) == ["it needs a"])
  }

  @Test("what is waited for and is done already is not waited for")
  func finishedDependency() {
    var small = SmallPlan()
    small.add("A", [("a", 3)], outcome: .holds)
    small.add("B", [("b", 1)])
    small.remedy("a", ["a"])
    small.remedy("b", ["b"], after: ["a"])
    let plan = small.plan()
    #expect(plan.items.map(\.id) == ["b"])
    #expect(plan.items[0].after.isEmpty)
  }

  @Test("remedies that wait in a circle are still planned")
  func circle() {
    var small = SmallPlan()
    small.add("A", [("a", 1)])
    small.add("B", [("b", 1)])
    small.remedy("a", ["a"], after: ["b"])
    small.remedy("b", ["b"], after: ["a"])
    #expect(small.plan().items.map(\.id) == ["a", "b"])
  }
}

@Suite("A plan says what is closed, by whom, and what it amounts to")
struct PlanContentTests {
  @Test("gaps of several controls that one change closes are one item")
  func clusters() {
    var small = SmallPlan()
    small.add("A", [("a", 1)])
    small.add("B", [("b", 0.5), ("b2", 0.25)])
    small.remedy("both", ["a", "b"])
    small.remedy("rest", ["b2"])
    let plan = small.plan()
    let both = plan.items.first { $0.id == "both" }
    #expect(both?.controls == ["A", "B"])
    #expect(both?.effort == EffortRange(low: 1.5, high: 1.5))
    #expect(both?.steps.map(\.findings) == [6])
    #expect(both?.steps.first?.locations.first == SourceLocation(file: "a.ts", line: 1))
    #expect(both?.attestations == ["A person says so of A.", "A person says so of B."])
  }

  @Test("a control is unlocked by the last of its items")
  func unlocks() {
    var small = SmallPlan()
    small.add("A", [("a1", 1), ("a2", 1)])
    small.remedy("first", ["a1"])
    small.remedy("second", ["a2"])
    #expect(small.plan().items.map(\.unlocks) == [[], ["A"]])
    #expect(small.plan().passingAfter == 1)
  }

  @Test("a fixer does what it can do here; without it an engineer does")
  func means() {
    var small = SmallPlan()
    small.add("A", [("a", 1)])
    small.remedy("a", ["a"], fixer: "mender")
    #expect(small.plan().items[0].steps.map(\.means) == [.guide])
    #expect(small.plan().items[0].steps[0].fixer == nil)
    let able = small.plan(fixers: ["mender"])
    #expect(able.items[0].steps.map(\.means) == [.fix])
    #expect(able.items[0].steps[0].fixer == "mender")
  }

  @Test("a gap that no remedy knows is work of its control")
  func unknown() {
    var small = SmallPlan()
    small.add("A-1", [("a", 1)])
    let plan = small.plan()
    #expect(plan.items.map(\.id) == ["control-a-1"])
    #expect(plan.effort.high == 1)
  }

  @Test("what could not be seen is no work, and is told")
  func unseen() {
    var small = SmallPlan()
    small.add("A", [("a", 1)], outcome: .notObservable)
    small.add("B", [("b", 1)])
    small.remedy("a", ["a"])
    small.remedy("b", ["b"])
    let plan = small.plan()
    #expect(plan.items.map(\.id) == ["b"])
    #expect(plan.unplanned.map(\.control) == ["A"])
    #expect(plan.unplanned[0].reason == "3 things are wrong with a")
    #expect(plan.passingAfter == 1)
  }

  @Test("what cannot be seen because it is still to be built comes with it")
  func built() {
    var small = SmallPlan()
    small.add("A", [("a1", 1), ("a2", 1)])
    small.assessments[0].checks[1].outcome = .notObservable
    small.assessments[0].checks[1].effort = .zero
    small.remedy("a", ["a1", "a2"])
    #expect(small.plan().unplanned.isEmpty)
    #expect(small.plan().passingAfter == 1)
  }

  @Test("without gaps there is nothing to do and no clock to start")
  func nothing() {
    var small = SmallPlan()
    small.add("A", [("a", 1)], outcome: .holds)
    small.remedy("a", ["a"])
    let plan = small.plan()
    #expect(plan.items.isEmpty && plan.clocks.isEmpty && plan.otherTeams.isEmpty)
    #expect(plan.endsOn == plan.startsOn)
  }

  @Test("a scan's first steps are the plan's")
  func fixFirst() {
    var small = SmallPlan()
    small.add("A", [("a", 1)])
    small.add("B", [("b", 2)], leadTimeDays: 30)
    small.remedy("a", ["a"])
    small.remedy("b", ["b"])
    let gaps = small.planner.fixFirst(small.assessment)
    #expect(gaps.map(\.control) == ["B", "A"])
    #expect(gaps.map(\.message) == ["Do b well.", "Do a well."])
    #expect(gaps.map(\.leadTimeDays) == [30, 0])
  }
}

@Suite("A plan's calendar can be kept")
struct PlanCalendarTests {
  @Test("work takes working days, by the high estimate, and a weekend is free")
  func workingDays() {
    var small = SmallPlan()
    small.add("A", [("a", 5)])
    small.add("B", [("b", 6)])
    small.remedy("a", ["a"])
    small.remedy("b", ["b"])
    let plan = small.plan()
    #expect(plan.items.map { "\($0.dates.startsOn)" } == ["2026-11-23", "2026-11-30"])
    #expect(plan.items.map { "\($0.dates.endsOn)" } == ["2026-11-27", "2026-12-07"])
    #expect("\(plan.endsOn)" == "2026-12-07")
  }

  @Test(
    "a plan starts on the day asked for, or on the Monday after a weekend",
    arguments: [
      ("2026-11-25", "2026-11-25"), ("2026-11-28", "2026-11-30"), ("2026-11-29", "2026-11-30"),
    ]
  )
  func start(asked: String, expected: String) {
    var small = SmallPlan()
    small.add("A", [("a", 4)])
    small.remedy("a", ["a"])
    #expect("\(small.plan(start: asked).startsOn)" == expected)
  }

  @Test("a plan that starts late in a week goes on after the weekend")
  func overWeekend() {
    var small = SmallPlan()
    small.add("A", [("a", 4)])
    small.remedy("a", ["a"])
    #expect("\(small.plan(start: "2026-11-26").endsOn)" == "2026-12-01")
  }

  @Test("engineers work at the same time, and nobody before what they wait for")
  func team() {
    var small = SmallPlan()
    small.add("A", [("a", 2)], leadTimeDays: 30)
    small.add("B", [("b", 1)], leadTimeDays: 30)
    small.add("C", [("c", 1)])
    small.remedy("a", ["a"])
    small.remedy("b", ["b"], after: ["a"])
    small.remedy("c", ["c"])
    let plan = small.plan(engineers: 2)
    let byID = Dictionary(uniqueKeysWithValues: plan.items.map { ($0.id, $0.dates) })
    #expect(byID["a"].map { "\($0.endsOn)" } == "2026-11-24")
    #expect(byID["c"].map { "\($0.startsOn)" } == "2026-11-23")
    #expect(byID["c"]?.engineer == 2)
    #expect(byID["b"].map { "\($0.startsOn)" } == "2026-11-25")
    #expect(plan.otherTeams.map { "\($0.engineers): \($0.endsOn)" } == ["1: 2026-11-26"])
  }

  @Test("the clocks: the history that decides, the window after the work, the other histories")
  func clocks() {
    var small = SmallPlan()
    small.add("A", [("a", 1)], leadTimeDays: 30, decidedBy: "records of deletion")
    small.add("B", [("b", 1)], leadTimeDays: 30)
    small.remedy("a", ["a"])
    small.remedy("b", ["b"])
    let clocks = small.plan(months: 6).clocks
    #expect(clocks.map(\.id) == ["history-a", "audit-window", "history"])
    #expect(clocks[0].title == "30 days of records of deletion")
    #expect("\(clocks[0].startsOn) \(clocks[0].endsOn)" == "2026-11-23 2026-12-23")
    #expect("\(clocks[1].startsOn) \(clocks[1].endsOn)" == "2026-11-25 2027-05-24")
    #expect(clocks[2].controls == ["B"])
  }
}

@Suite("Whatever the gaps, a plan adds up")
struct PlanPropertyTests {
  private static func random(seed: Int) -> SmallPlan {
    var random = SeededGenerator(seed: UInt64(seed))
    var small = SmallPlan()
    var checks: [CheckID] = []
    for control in 0..<Int.random(in: 1...6, using: &random) {
      let own = (0..<Int.random(in: 1...3, using: &random)).map { number in
        (
          CheckID(rawValue: "c\(control)-\(number)"),
          Double(Int.random(in: 1...400, using: &random)) / 100
        )
      }
      checks += own.map(\.0)
      small.add(
        ControlID(rawValue: "C-\(control)"),
        own,
        outcome: Outcome.allCases.randomElement(using: &random) ?? .holds,
        criteria: Int.random(in: 1...3, using: &random),
        leadTimeDays: [0, 30, 90].randomElement(using: &random) ?? 0
      )
    }
    checks.shuffle(using: &random)
    var number = 0
    while !checks.isEmpty {
      let taken = Array(checks.prefix(Int.random(in: 1...3, using: &random)))
      checks.removeFirst(taken.count)
      let after = number > 0 && Bool.random(using: &random) ? ["r\(number - 1)"] : []
      small.remedy("r\(number)", taken, after: after)
      number += 1
    }
    return small
  }

  @Test("its days are the assessment's, and each gap is closed once", arguments: 0..<200)
  func totals(seed: Int) {
    let small = Self.random(seed: seed)
    let plan = small.plan(engineers: seed % 4 + 1)
    let gaps = small.assessments.flatMap(\.checks)
      .filter { $0.outcome == .doesNotHold || $0.outcome == .unconfirmed }
    #expect(plan.effort == gaps.map(\.effort).reduce(.zero, +))
    #expect(plan.items.flatMap(\.steps).flatMap(\.checks).sorted() == gaps.map(\.check).sorted())
    #expect(plan.items.map(\.number) == Array(1..<(plan.items.count + 1)))
    #expect(plan.items.flatMap(\.unlocks).count == Set(plan.items.flatMap(\.controls)).count)
  }

  @Test("nobody does two things at once, waits in vain or works on a weekend", arguments: 0..<200)
  func schedule(seed: Int) {
    let engineers = seed % 4 + 1
    let plan = Self.random(seed: seed).plan(engineers: engineers)
    var busy = Array(repeating: plan.startsOn, count: engineers + 1)
    for item in plan.items.sorted(by: { $0.dates.startsOn < $1.dates.startsOn }) {
      let dates = item.dates
      #expect((1...engineers).contains(dates.engineer))
      #expect(busy[dates.engineer] <= dates.startsOn)
      busy[dates.engineer] = dates.endsOn
      #expect(dates.startsOn.weekday < 5 && dates.endsOn.weekday < 5)
      #expect(dates.startsOn <= dates.endsOn && dates.endsOn <= plan.endsOn)
      for before in item.after {
        let other = plan.items.first { $0.id == before.remedy }
        #expect(other.map { $0.dates.endsOn <= dates.startsOn } == true)
      }
    }
  }

  @Test("more people are never done later", arguments: 0..<100)
  func team(seed: Int) {
    let small = Self.random(seed: seed)
    #expect(small.plan(engineers: 2).endsOn <= small.plan(engineers: 1).endsOn)
  }
}
