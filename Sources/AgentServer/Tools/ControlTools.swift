import Engine
import ReadinessModel

/// Tools about controls and what they mean.
enum ControlTools {
  static let controls = Tool(
    "soc2_list_controls",
    title: "List controls with their checks",
    description: """
      Controls with their status and the outcome of each check behind them. Filter by status or category.
      """,
    input: Schema.arguments([
      "scan": Schema.scan,
      "status": Schema.texts(
        "Only these.",
        choices: DesignStatus.allCases.map(\.rawValue),
        atMost: 10
      ),
      "category": Schema.text("Only this.", choices: ControlCategory.allCases.map(\.rawValue)),
      "cursor": Schema.cursor, "limit": Schema.limit,
    ]),
    output: Schema.object(
      [
        "scan": Schema.scan, "total": Schema.integer("Controls that match."),
        "controls": Schema.list(
          of: Schema.object(["control": Described.controlSchema, "checks": checksSchema]),
          "In the profile's order."
        ),
        "nextCursor": Schema.cursor, "notice": Schema.notice, "next": Schema.next,
      ],
      optional: ["nextCursor"]
    )
  ) { workshop, arguments, call in
    let kept = try workshop.scan(named: arguments, for: call)
    let wanted = arguments["status"]?.items.compactMap(\.text)
    let category = arguments["category"]?.text
    let all = kept.result.assessment.controls.filter { control in
      wanted?.contains(control.design.rawValue) ?? true
        && (category == nil || control.category.rawValue == category)
    }
    let page = try Page(
      of: all,
      arguments,
      list: kept.id,
      limit: arguments["limit"]?.integer ?? 20
    )
    return [
      "scan": .string(kept.id), "total": .integer(page.total),
      "controls": .array(
        page.items.map { control in
          [
            "control": Described.control(control),
            "checks": .array(control.checks.map(check)),
          ]
        }
      ),
      "nextCursor": page.cursor.map(JSON.string), "notice": .string(UntrustedText.notice),
      "next": .next([
        NextStep(
          tool: "soc2_explain",
          why: "What a control or check asks for.",
          arguments: ["name": .string(page.items.first?.id.rawValue ?? "SEC-1")]
        )
      ]),
    ]
  }

  private static func check(_ result: CheckResult) -> JSON {
    [
      "check": .string(result.check.rawValue), "statement": .string(result.statement),
      "required": .bool(result.isRequired), "outcome": .string(result.outcome.rawValue),
      "subjects": .integer(result.subjects), "gaps": .integer(result.failingSubjects),
      "summary": .string(result.summary),
    ]
  }

  private static let checksSchema = Schema.list(
    of: Schema.object([
      "check": Schema.text("Check."), "statement": Schema.text("The sentence it answers."),
      "required": Schema.flag("Whether the control passes only when it holds."),
      "outcome": Schema.text("Its outcome.", choices: Outcome.allCases.map(\.rawValue)),
      "subjects": Schema.integer("Subjects looked at."),
      "gaps": Schema.integer("Subjects that fall short."),
      "summary": Schema.text("What its findings amount to."),
    ]),
    "Checks, required ones first."
  )

  // MARK: - Explaining

  static let explain = Tool(
    "soc2_explain",
    title: "Explain a control, criterion or check",
    description: """
      What a control, a trust services criterion, a check or a label in common use is about, in plain \
      words; without a name, the list of what there is.
      """,
    input: Schema.arguments([
      "name": Schema.text("For example SEC-3, CC6.3 or \"vendor risk\".", atMost: 200)
    ]),
    output: Schema.object([
      "title": Schema.text("Name and title."), "sections": Described.sectionsSchema,
      "next": Schema.next,
    ])
  ) { workshop, arguments, call in
    let engine = try workshop.engine(for: call)
    let explanation =
      try arguments["name"]?.text.map { try engine.explain($0) } ?? engine.overview()
    return Described.explanation(explanation).setting([
      "next": .next([
        NextStep(tool: "soc2_list_findings", why: "What is found about it in this repository.")
      ])
    ])
  }
}
