import Engine
import ReadinessModel

/// Tools that measure.
enum ScanTools {
  static let scan = Tool(
    "soc2_scan",
    title: "Assess the controls",
    description: """
      Assess the repository against the SOC 2 controls of the startup profile: the status of each control \
      with its reason, days of work, and what to fix first. Reads files, runs nothing of them. Controls \
      that are not-assessed could not be seen, and do not pass. Gives a handle for the other tools.
      """,
    input: Schema.arguments([
      "focus": Schema.texts(
        "Limit it to categories; security holds change management.",
        choices: FocusCategory.allCases.map(\.rawValue),
        atMost: 3
      ),
      "controls": Schema.texts("Limit it to controls, by id, criterion or label.", atMost: 40),
      "asOf": Schema.day,
    ]),
    output: Schema.object(
      [
        "scan": Schema.scan, "repository": Schema.text("Name of the folder."),
        "commit": Schema.text("Commit that is checked out."),
        "assessedOn": Schema.text("Day it is judged as of."), "summary": Described.summarySchema,
        "categories": categoriesSchema,
        "controls": Schema.list(of: Described.controlSchema, "In the profile's order."),
        "fixFirst": fixFirstSchema, "notes": Schema.texts("What names in the arguments mean."),
        "notSeen": Schema.texts("What could not be looked at, the first 20."),
        "notice": Schema.notice, "next": Schema.next,
      ],
      optional: ["commit"]
    )
  ) { workshop, arguments, call in
    let day = arguments["asOf"]?.text
    if let day, CivilDay(day) == nil {
      throw ToolFailure("asOf is no day", next: "Give a day such as 2026-11-23.")
    }
    let options = ScanOptions(
      focus: (arguments["focus"]?.items ?? []).compactMap(\.text)
        .compactMap(FocusCategory.init(rawValue:)),
      controls: (arguments["controls"]?.items ?? []).compactMap(\.text)
    )
    let kept = try workshop.scan(for: call, options: options, asOf: day)
    return answer(kept)
  }

  private static func answer(_ kept: Workshop.KeptScan) -> JSON {
    let assessment = kept.result.assessment
    return [
      "scan": .string(kept.id), "repository": .string(assessment.repository),
      "commit": assessment.commit.map(JSON.string), "assessedOn": .string(assessment.assessedOn),
      "summary": Described.summary(assessment.summary),
      "categories": .array(assessment.summary.categories.map(category)),
      "controls": .array(assessment.controls.map(Described.control)),
      "fixFirst": .array(assessment.fixFirst.prefix(5).map(fixFirst)),
      "notes": .texts(kept.result.notes), "notSeen": .texts(assessment.notSeen.prefix(20)),
      "notice": .string(UntrustedText.notice), "next": nextSteps(kept),
    ]
  }

  private static func nextSteps(_ kept: Workshop.KeptScan) -> JSON {
    let worst = kept.result.assessment.fixFirst.first
    return .next([
      NextStep(
        tool: "soc2_list_findings",
        why: "The gaps behind the statuses, with file and line.",
        arguments: [
          "scan": .string(kept.id), "control": worst.map { .string($0.control.rawValue) },
        ]
      ),
      NextStep(tool: "soc2_plan", why: "The work in order, with days and dates."),
      worst.map {
        NextStep(
          tool: "soc2_preview_fix",
          why: "What can be changed for \($0.control) right away.",
          arguments: ["names": [.string($0.control.rawValue)]]
        )
      },
    ])
  }

  private static func category(_ score: CategoryScore) -> JSON {
    [
      "category": .string(score.category.rawValue), "passing": .integer(score.passing),
      "assessed": .integer(score.assessed), "total": .integer(score.total),
    ]
  }

  private static let categoriesSchema = Schema.list(
    of: Schema.object([
      "category": Schema.text("Category."), "passing": Schema.integer("Controls that pass."),
      "assessed": Schema.integer("Controls that could be assessed."),
      "total": Schema.integer("Controls."),
    ]),
    "Scores."
  )

  private static func fixFirst(_ gap: FixFirst) -> JSON {
    [
      "control": .string(gap.control.rawValue), "check": .string(gap.check.rawValue),
      "message": .string(gap.message), "effortDays": Described.effort(gap.effort),
      "leadTimeDays": .integer(gap.leadTimeDays),
    ]
  }

  private static let fixFirstSchema = Schema.list(
    of: Schema.object([
      "control": Schema.text("Control it unlocks."), "check": Schema.text("Check."),
      "message": Schema.text("What to do."), "effortDays": Schema.effort,
      "leadTimeDays": Schema.integer("Days of evidence afterwards."),
    ]),
    "Gaps worth closing early, best first."
  )

  // MARK: - Again

  static let rescan = Tool(
    "soc2_rescan",
    title: "Measure what a change did",
    description: """
      Scan again and compare with an earlier scan: controls that stand better or worse, and why. Use it \
      after every change; what it says is the result, not what the change was meant to do.
      """,
    input: Schema.arguments(["before": Schema.scan], required: ["before"]),
    output: Schema.object([
      "scan": Schema.scan, "before": Described.summarySchema, "after": Described.summarySchema,
      "moved": movedSchema, "remaining": Schema.texts("Controls that do not pass."),
      "newGaps": Schema.list(of: Described.findingSchema, "Gaps that are new, the first 20."),
      "hasWorsened": Schema.flag("Whether a control stands worse."),
      "notice": Schema.notice, "next": Schema.next,
    ])
  ) { workshop, arguments, call in
    let before = try workshop.kept(arguments["before"]?.text ?? "")
    let earlier = before.result.assessment
    let after = try workshop.scan(
      for: call,
      options: before.options,
      asOf: earlier.assessedOn
    )
    let comparison = try workshop.engine(for: call)
      .compare(earlier, with: after.result.assessment)
    return [
      "scan": .string(after.id), "before": Described.summary(comparison.before.summary),
      "after": Described.summary(comparison.after.summary),
      "moved": .array(comparison.moved.map(movement)),
      "remaining": .texts(comparison.remaining.map(\.control.rawValue)),
      "newGaps": .array(comparison.newGaps.prefix(20).map(Described.finding)),
      "hasWorsened": .bool(comparison.hasWorsened), "notice": .string(UntrustedText.notice),
      "next": .next([
        NextStep(
          tool: "soc2_list_findings",
          why: "What is still open.",
          arguments: ["scan": .string(after.id)]
        ),
        NextStep(
          tool: "soc2_report",
          why: "The readiness report.",
          arguments: ["format": "markdown"]
        ),
      ]),
    ]
  }

  private static func movement(_ movement: ControlMovement) -> JSON {
    [
      "control": .string(movement.control.rawValue), "title": .string(movement.title),
      "before": movement.before.map { .string($0.rawValue) },
      "after": .string(movement.after.rawValue),
      "direction": .string(movement.direction.rawValue), "reason": .string(movement.reason),
    ]
  }

  private static let movedSchema = Schema.list(
    of: Schema.object(
      [
        "control": Schema.text("Control."), "title": Schema.text("Its title."),
        "before": Schema.text("Status before."), "after": Schema.text("Status now."),
        "direction": Schema.text("Which way it moved.", choices: ["better", "worse", "same"]),
        "reason": Schema.text("Why it stands where it stands."),
      ],
      optional: ["before"]
    ),
    "Controls that stand differently."
  )
}
