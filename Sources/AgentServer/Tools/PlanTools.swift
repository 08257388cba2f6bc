import Engine
import ReadinessModel

/// Tools about the work.
enum PlanTools {
  static let plan = Tool(
    "soc2_plan",
    title: "Plan the work",
    description: """
      The work that closes the gaps, in order: days, dates, what waits for what, who does each part (a \
      fixer, an engineer, people), and what only time can give and therefore starts first.
      """,
    input: Schema.arguments([
      "engineers": Schema.integer("People who work at the same time.", 1...100),
      "start": Schema.day,
      "windowMonths": Schema.integer("Months that the audit window is to last.", 1...24),
      "focus": Schema.texts(
        "Limit it to categories.",
        choices: FocusCategory.allCases.map(\.rawValue),
        atMost: 3
      ),
      "controls": Schema.texts("Limit it to controls.", atMost: 40), "cursor": Schema.cursor,
      "limit": Schema.limit,
    ]),
    output: Schema.object(
      [
        "passing": Schema.integer("Controls that pass now."),
        "passingAfter": Schema.integer("Controls that are built to pass when the work is done."),
        "total": Schema.integer("Controls."), "effortDays": Schema.effort,
        "startsOn": Schema.text("First day."), "endsOn": Schema.text("Last day of work."),
        "engineers": Schema.integer("People."), "clocks": clocksSchema,
        "items": Schema.list(of: itemSchema, "In order."),
        "nextCursor": Schema.cursor, "notice": Schema.notice, "next": Schema.next,
      ],
      optional: ["nextCursor"]
    )
  ) { workshop, arguments, call in
    let start = arguments["start"]?.text
    guard start == nil || start.flatMap(CivilDay.init) != nil else {
      throw ToolFailure("start is no day", next: "Give a day such as 2026-11-30.")
    }
    let options = PlanOptions(
      scan: ScanOptions(
        focus: (arguments["focus"]?.items ?? []).compactMap(\.text)
          .compactMap(FocusCategory.init(rawValue:)),
        controls: (arguments["controls"]?.items ?? []).compactMap(\.text)
      ),
      startsOn: start.flatMap(CivilDay.init),
      engineers: arguments["engineers"]?.integer ?? 1,
      windowMonths: arguments["windowMonths"]?.integer ?? 3
    )
    let plan = try workshop.engine(for: call)
      .plan(.repository(path: workshop.options.root), options: options).plan
    let page = try Page(
      of: plan.items,
      arguments,
      list: "\(plan.commit ?? "") \(plan.items.map(\.id).joined(separator: " "))",
      limit: arguments["limit"]?.integer ?? 10
    )
    return answer(plan, page)
  }

  private static func answer(_ plan: RemediationPlan, _ page: Page<PlanItem>) -> JSON {
    let fixer = page.items.flatMap(\.steps).compactMap(\.fixer).first
    return [
      "passing": .integer(plan.passing), "passingAfter": .integer(plan.passingAfter),
      "total": .integer(plan.total), "effortDays": Described.effort(plan.effort),
      "startsOn": .string(plan.startsOn.description), "endsOn": .string(plan.endsOn.description),
      "engineers": .integer(plan.engineers), "clocks": .array(plan.clocks.map(clock)),
      "items": .array(page.items.map(item)), "nextCursor": page.cursor.map(JSON.string),
      "notice": .string(UntrustedText.notice),
      "next": .next([
        fixer.map {
          NextStep(
            tool: "soc2_preview_fix",
            why: "The first part that a fixer can do.",
            arguments: ["names": [.string($0)]]
          )
        }
      ]),
    ]
  }

  private static func clock(_ clock: EvidenceClock) -> JSON {
    [
      "title": .string(clock.title), "action": .string(clock.action),
      "controls": .texts(clock.controls.map(\.rawValue)),
      "startsOn": .string(clock.startsOn.description),
      "endsOn": .string(clock.endsOn.description),
    ]
  }

  private static let clocksSchema = Schema.list(
    of: Schema.object([
      "title": Schema.text("What is gathered."), "action": Schema.text("What starts it."),
      "controls": Schema.texts("Controls it shows at work."),
      "startsOn": Schema.text("First day."), "endsOn": Schema.text("Last day."),
    ]),
    "What only time gives."
  )

  private static func item(_ item: PlanItem) -> JSON {
    [
      "number": .integer(item.number), "id": .string(item.id), "title": .string(item.title),
      "controls": .texts(item.controls.map(\.rawValue)),
      "unlocks": .texts(item.unlocks.map(\.rawValue)),
      "effortDays": Described.effort(item.effort), "leadTimeDays": .integer(item.leadTimeDays),
      "startsOn": .string(item.dates.startsOn.description),
      "endsOn": .string(item.dates.endsOn.description),
      "steps": .array(
        item.steps.map { step in
          [
            "by": .string(step.means.rawValue), "fixer": step.fixer.map(JSON.string),
            "how": .string(step.how), "findings": .integer(step.findings),
            "locations": Described.locations(step.locations, atMost: 3),
          ]
        }
      ),
      "attestations": .texts(item.attestations),
    ]
  }

  private static let itemSchema = Schema.object([
    "number": Schema.integer("Place in the order."), "id": Schema.text("Name of the work."),
    "title": Schema.text("What it is."), "controls": Schema.texts("Controls it serves."),
    "unlocks": Schema.texts("Controls that pass afterwards."), "effortDays": Schema.effort,
    "leadTimeDays": Schema.integer("Days of evidence afterwards."),
    "startsOn": Schema.text("First day."), "endsOn": Schema.text("Last day."),
    "steps": Schema.list(
      of: Schema.object(
        [
          "by": Schema.text("Who or what does it."), "fixer": Schema.text("Name for a fix."),
          "how": Schema.text("What to do."), "findings": Schema.integer("Findings it closes."),
          "locations": Schema.locations,
        ],
        optional: ["fixer"]
      ),
      "Parts."
    ),
    "attestations": Schema.texts("What a person has to state."),
  ])
}
