import Assessment
import ReadinessModel
import TestSupport
import Testing

/// A profile of one control for each letter, and what is needed to assess it.
struct SmallProfile {
  static func control(
    _ id: ControlID,
    requires: [CheckID],
    hints: [CheckID] = [],
    primary: [CriterionID] = ["T1.1"],
    supporting: [CriterionID] = [],
    category: ControlCategory = .security
  ) -> Control {
    let model = EffortModel(fixedLow: 0.5, fixedHigh: 1, perItemLow: 0.1, perItemHigh: 0.2)
    return Control(
      id: id,
      title: "Control \(id)",
      statement: "Something is done.",
      category: category,
      primaryCriteria: primary,
      supportingCriteria: supporting,
      testedBy: requires,
      supportedBy: hints,
      operation: OperationModel(kind: "state", cadence: "daily", minimumDays: 30),
      effort: Dictionary(uniqueKeysWithValues: requires.map { ($0, model) }),
      leadTimeDays: 0,
      gaps: Dictionary(uniqueKeysWithValues: requires.map { ($0, "{count} things are wrong") })
    )
  }

  static func criterion(_ id: CriterionID) -> Criterion {
    Criterion(
      id: id,
      category: "security",
      family: "T1",
      title: "Criterion \(id)",
      summary: "Something is asked.",
      reach: .direct,
      repositoryShows: "Something.",
      peopleShow: "Something."
    )
  }

  static func finding(
    _ check: CheckID,
    _ outcome: Outcome,
    at line: Int = 1,
    severity: Severity = .high
  ) -> Finding {
    Finding(
      check: check,
      outcome: outcome,
      severity: severity,
      message: "\(check) \(outcome) at \(line)",
      locations: [SourceLocation(file: "src/app.ts", line: line)],
      nextStep: "Mend \(check)."
    )
  }

  static let facts = RepositoryFacts(
    assessedOn: "2026-11-23",
    inventory: Inventory(files: 1, bytes: 1, sourceLines: 1),
    application: .observed(ApplicationFacts()),
    data: .observed(DataFacts()),
    infrastructure: .notObservable(reason: "no infrastructure code"),
    delivery: .observed(DeliveryFacts()),
    documents: DocumentFacts()
  )

  static func assess(
    _ controls: [Control],
    _ findings: [Finding],
    facts: RepositoryFacts = facts
  ) -> ReadinessAssessment {
    let criteria: [CriterionID] = ["T1.1", "T1.2", "T1.3"]
    let assessor = ReadinessAssessor(
      framework: Framework(
        id: "t",
        title: "T",
        version: "1",
        criteria: criteria.map(criterion)
      ),
      profile: ControlProfile(id: "p", title: "P", criteriaInScope: criteria, controls: controls),
      statements: ["one": "One is so.", "two": "Two is so."]
    )
    let subject = AssessmentSubject(repository: "shop", toolVersion: "0")
    return assessor.assess(findings, from: facts, of: subject)
  }
}

@Suite("An assessment says what stands between a repository and its report")
struct AssessorTests {
  private typealias P = SmallProfile

  @Test("a passing control needs no effort and says what holds")
  func passing() throws {
    let result = P.assess(
      [P.control("A-1", requires: ["one", "two"])],
      [P.finding("one", .holds), P.finding("two", .holds)]
    )
    let control = try #require(result.controls.first)
    #expect(control.design == .passing)
    #expect(control.reason == "One is so; 1 more required check holds")
    #expect(control.effort == EffortRange(low: 0, high: 0))
  }

  @Test("a failing control counts its items, costs them and points at the first")
  func failing() throws {
    let findings = (1...3).map { P.finding("one", .doesNotHold, at: 10 - $0) }
    let result = P.assess([P.control("A-1", requires: ["one"])], findings)
    let control = try #require(result.controls.first)
    #expect(control.design == .failing)
    #expect(control.reason == "3 things are wrong")
    #expect(control.effort == EffortRange(low: 0.8, high: 1.6))
    #expect(control.keyLocations.first == SourceLocation(file: "src/app.ts", line: 9))
    #expect(result.findings.map { $0.finding.locations[0].line } == [7, 8, 9])
  }

  @Test("one certain gap among suggestions is told in its own words")
  func oneCertainGap() throws {
    let findings = [
      P.finding("one", .unconfirmed, at: 1), P.finding("one", .doesNotHold, at: 2),
      P.finding("one", .unconfirmed, at: 3),
    ]
    let result = P.assess([P.control("A-1", requires: ["one"])], findings)
    #expect(result.controls.map(\.reason) == ["one doesNotHold at 2"])
  }

  @Test("a hint that does not hold changes neither verdict nor effort")
  func hints() throws {
    let result = P.assess(
      [P.control("A-1", requires: ["one"], hints: ["two"])],
      [P.finding("one", .holds), P.finding("two", .doesNotHold)]
    )
    let control = try #require(result.controls.first)
    #expect(control.design == .passing)
    #expect(control.effort.high == 0)
    #expect(result.findings.count == 2)
  }

  @Test("what could not be seen is told, with the reason")
  func notSeen() {
    let result = P.assess([P.control("A-1", requires: ["one"])], [])
    #expect(result.controls.map(\.design) == [.notAssessed])
    #expect(result.notSeen.contains("Infrastructure: no infrastructure code"))
    #expect(result.notSeen.contains { $0.contains("needs GitHub access") })
  }

  @Test("files that matter and were not read are told; others are not")
  func skippedFiles() {
    var facts = SmallProfile.facts
    facts.inventory.skipped = [
      SkippedFile(file: "big.ts", reason: "too large", mattersFor: ["routes"]),
      SkippedFile(file: "other.ts", reason: "too large", mattersFor: ["routes"]),
      SkippedFile(file: "node_modules", reason: "installed"),
    ]
    let result = P.assess([P.control("A-1", requires: ["one"])], [], facts: facts)
    #expect(result.notSeen.contains("Not read (too large): big.ts and 1 more"))
    #expect(!result.notSeen.joined().contains("node_modules"))
  }

  @Test("a criterion that controls only support still needs people")
  func coverage() {
    let control = P.control("A-1", requires: ["one"], primary: ["T1.1"], supporting: ["T1.2"])
    let result = P.assess([control], [P.finding("one", .holds)])
    #expect(result.criteria.map(\.coverage) == [.tested, .supported, .people])
    #expect(result.criteria.map(\.passing) == [1, 1, 0])
  }
}

@Suite("Whatever is found, the numbers agree")
struct AssessmentPropertyTests {
  private typealias P = SmallProfile
  private static let checks: [CheckID] = (0..<12).map { CheckID(rawValue: "check-\($0)") }

  private static func random(seed: UInt64) -> ([Control], [Finding]) {
    var random = SeededGenerator(seed: seed)
    var unused = checks.shuffled(using: &random)
    var controls: [Control] = []
    for number in 0..<Int.random(in: 1...5, using: &random) {
      let taken = unused.prefix(Int.random(in: 1...3, using: &random))
      unused.removeFirst(taken.count)
      let category = ControlCategory.allCases.randomElement(using: &random) ?? .security
      let id = ControlID(rawValue: "A-\(number)")
      controls.append(P.control(id, requires: Array(taken), category: category))
      if unused.count < 3 { break }
    }
    let findings = (0..<Int.random(in: 0...60, using: &random)).compactMap { line -> Finding? in
      guard
        let check = checks.randomElement(using: &random),
        let outcome = Outcome.allCases.randomElement(using: &random),
        let severity = Severity.allCases.randomElement(using: &random),
        let confidence = Confidence.allCases.randomElement(using: &random)
      else { return nil }
      var finding = P.finding(check, outcome, at: line + 1, severity: severity)
      finding.confidence = confidence
      return finding
    }
    return (controls, findings)
  }

  @Test("no control passes with a required check missing or short of holding", arguments: 0..<200)
  func noFalsePass(seed: Int) {
    let (controls, findings) = Self.random(seed: UInt64(seed))
    let result = P.assess(controls, findings)
    for (control, assessed) in zip(controls, result.controls) where assessed.design == .passing {
      for check in control.testedBy {
        let own = findings.filter { $0.check == check }
        #expect(!own.isEmpty)
        #expect(own.allSatisfy { $0.outcome == .holds || $0.outcome == .notApplicable })
        #expect(!own.contains { $0.outcome == .holds && $0.confidence == .low })
      }
    }
  }

  @Test("totals add up", arguments: 0..<200)
  func totals(seed: Int) {
    let (controls, findings) = Self.random(seed: UInt64(seed))
    let result = P.assess(controls, findings)
    let summary = result.summary
    #expect(summary.assessed == summary.passing + summary.failing + summary.warning)
    #expect(summary.total == summary.assessed + summary.notAssessed + summary.needsAttestation)
    #expect(controls.count == summary.total + summary.notApplicable)
    #expect(summary.categories.map(\.passing).reduce(0, +) == summary.passing)
    #expect(summary.categories.map(\.total).reduce(0, +) == summary.total)
    let low = result.controls.map(\.effort.low).reduce(0, +)
    #expect(abs(summary.effort.low - low) < 0.005)
    #expect(summary.effort.low <= summary.effort.high)
    #expect(!result.controls.flatMap(\.checks).contains { $0.summary.contains("{") })
    #expect(result.controls.allSatisfy { $0.design != .passing || $0.effort.high == 0 })
  }

  @Test("the order of findings does not matter", arguments: 0..<50)
  func order(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) + 1_000)
    let (controls, findings) = Self.random(seed: UInt64(seed))
    let first = P.assess(controls, findings)
    let second = P.assess(controls, findings.shuffled(using: &random))
    #expect(first.summary == second.summary)
    #expect(first.controls.map(\.design) == second.controls.map(\.design))
  }

  @Test("taking findings away never turns a control to passing", arguments: 0..<100)
  func lessIsNotMore(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) + 2_000)
    let (controls, findings) = Self.random(seed: UInt64(seed))
    guard let lost = controls.flatMap(\.testedBy).randomElement(using: &random) else { return }
    let result = P.assess(controls, findings.filter { $0.check != lost })
    for (control, assessed) in zip(controls, result.controls) where control.testedBy.contains(lost)
    {
      #expect(assessed.design != .passing)
    }
  }
}
