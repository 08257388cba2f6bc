import ReadinessModel

/// A plan with one item of each kind, as formats meet them.
enum SamplePlan {
  static let plan = RemediationPlan(
    repository: "shop",
    commit: "0123456789abcdef0123456789abcdef01234567",
    profile: "startup",
    assessedOn: "2026-11-23",
    toolVersion: "0.1.0",
    passing: 4,
    passingAfter: 9,
    total: 10,
    effort: EffortRange(low: 6.1, high: 8.4),
    startsOn: day("2026-11-23"),
    endsOn: day("2026-12-01"),
    engineers: 2,
    otherTeams: [PlanTeam(engineers: 1, endsOn: day("2026-12-04"))],
    clocks: [
      EvidenceClock(
        id: "history-deletion",
        title: "30 days of records of deletion",
        action: "Nothing else shows that CNF-4 works.",
        items: ["deletion"],
        controls: ["CNF-4"],
        startsOn: day("2026-11-23"),
        endsOn: day("2026-12-23")
      ),
      EvidenceClock(
        id: "audit-window",
        title: "The audit window of 3 months",
        action: "Agree on its first day with your auditor now.",
        startsOn: day("2026-12-02"),
        endsOn: day("2027-03-01")
      ),
      EvidenceClock(
        id: "history",
        title: "30 days of history for SEC-2, SEC-3",
        action: "They gather by themselves.",
        items: ["audit-logging", "rbac"],
        controls: ["SEC-2", "SEC-3"],
        startsOn: day("2026-11-25"),
        endsOn: day("2026-12-31")
      ),
    ],
    items: [deletion, logging, roles, stores, vendors],
    unplanned: [
      UnplannedControl(
        control: "CHG-2",
        title: "Changes approved",
        design: .notAssessed,
        reason: "Who reviews changes needs GitHub access"
      )
    ]
  )

  /// The same plan with a text in every place that a repository could have written.
  static var hostile: RemediationPlan {
    var sample = plan
    let text = SampleAssessment.text
    sample.repository = text
    sample.commit = text
    sample.unplanned[0].title = text
    sample.unplanned[0].reason = text
    for index in sample.items.indices {
      sample.items[index].title = text
      sample.items[index].attestations = [text]
      sample.items[index].steps[0].gaps = [text]
      sample.items[index].steps[0].how = text
      sample.items[index].steps[0].locations = [SourceLocation(file: text, line: 1)]
    }
    return sample
  }

  private static let deletion = PlanItem(
    number: 1,
    id: "deletion",
    title: "Delete a person's data on request, and keep a record of it",
    together: "One deletion path serves every model.",
    controls: ["CNF-4"],
    unlocks: ["CNF-4"],
    criteria: ["C1.2", "C1.1"],
    effort: EffortRange(low: 0.7, high: 0.9),
    leadTimeDays: 30,
    isDecidedByHistory: true,
    steps: [
      step(.guide, "Write one function that deletes everything of a person.", days: (0.7, 0.9))
    ],
    attestations: ["Requests for deletion were answered in time."],
    dates: dates(1, "2026-11-23", "2026-11-23", evidence: "2026-12-23")
  )

  private static let logging = PlanItem(
    number: 2,
    id: "audit-logging",
    title: "Record who reads and changes data",
    together: "One middleware closes all of it.",
    controls: ["SEC-3"],
    unlocks: ["SEC-3"],
    criteria: ["CC7.2"],
    effort: EffortRange(low: 1.7, high: 2.2),
    leadTimeDays: 30,
    steps: [
      step(.fix, "Add audit middleware to every route.", fixer: "audit-logging", days: (1.7, 2.2))
    ],
    dates: dates(2, "2026-11-23", "2026-11-25", evidence: "2026-12-25")
  )

  private static let roles = PlanItem(
    number: 3,
    id: "rbac",
    title: "Let roles decide who may do what",
    together: "One policy table answers for every route.",
    controls: ["SEC-2"],
    unlocks: ["SEC-2"],
    criteria: ["CC6.3", "CC6.1"],
    effort: EffortRange(low: 2, high: 2.5),
    leadTimeDays: 30,
    after: [RemedyDependency(remedy: "audit-logging", because: "every denial is recorded by it")],
    steps: [step(.fix, "Give each route a policy by role.", fixer: "rbac", days: (2, 2.5))],
    dates: dates(2, "2026-11-25", "2026-12-01", evidence: "2026-12-31")
  )

  private static let stores = PlanItem(
    number: 4,
    id: "store-settings",
    title: "Encrypt, back up and protect the data stores",
    together: "These are settings of the same resources.",
    controls: ["SEC-4", "AVL-3"],
    unlocks: ["SEC-4", "AVL-3"],
    criteria: ["CC6.1", "A1.2"],
    effort: EffortRange(low: 1, high: 1.6),
    steps: [step(.guide, "Write the settings, all of them; \"now\".", days: (1, 1.6))],
    dates: dates(1, "2026-11-24", "2026-11-25")
  )

  private static let vendors = PlanItem(
    number: 5,
    id: "vendors",
    title: "Register the vendors, and review them",
    together: "The register is the list that the reviews go through.",
    controls: ["SEC-8"],
    unlocks: [],
    criteria: ["CC9.2"],
    effort: EffortRange(low: 0.7, high: 1.2),
    steps: [
      step(.guide, "Register each vendor in use.", days: (0.5, 0.6)),
      step(.people, "Review the vendors that get data.", days: (0.2, 0.6)),
    ],
    dates: dates(1, "2026-11-25", "2026-11-26")
  )

  private static func step(
    _ means: RemedyMeans,
    _ how: String,
    fixer: String? = nil,
    days: (Double, Double)
  ) -> PlanStep {
    PlanStep(
      means: means,
      fixer: fixer,
      how: how,
      checks: ["a-check"],
      gaps: ["34 things are wrong"],
      findings: 34,
      locations: [SourceLocation(file: "src/app.ts", line: 20)],
      effort: EffortRange(low: days.0, high: days.1)
    )
  }

  private static func dates(
    _ engineer: Int,
    _ start: String,
    _ end: String,
    evidence: String? = nil
  ) -> PlanDates {
    PlanDates(
      engineer: engineer,
      startsOn: day(start),
      endsOn: day(end),
      evidenceOn: evidence.map(day)
    )
  }

  private static func day(_ text: String) -> CivilDay { CivilDay(text) ?? CivilDay(number: 0) }
}
