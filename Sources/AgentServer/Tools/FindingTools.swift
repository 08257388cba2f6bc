import Engine
import ReadinessModel

/// Tools about findings.
enum FindingTools {
  static let findings = Tool(
    "soc2_list_findings",
    title: "List findings with file and line",
    description: """
      What the checks found, with places. By default what is short of holding: gaps, and what could not be \
      confirmed or seen. Give scan, so that pages belong together.
      """,
    input: Schema.arguments([
      "scan": Schema.scan,
      "control": Schema.text("Only of this control, by id, criterion or label.", atMost: 200),
      "check": Schema.text("Only of this check.", atMost: 200),
      "outcome": Schema.texts(
        "Only these; by default all but holds and not-applicable.",
        choices: Outcome.allCases.map(\.rawValue),
        atMost: 10
      ),
      "severity": Schema.texts(
        "Only these.",
        choices: Severity.allCases.map(\.rawValue),
        atMost: 10
      ),
      "path": Schema.text("Only in files whose path begins with this.", atMost: 1_000),
      "cursor": Schema.cursor, "limit": Schema.limit,
    ]),
    output: Schema.object(
      [
        "scan": Schema.scan, "total": Schema.integer("Findings that match."),
        "findings": Schema.list(of: Described.findingSchema, "By control, severity and place."),
        "nextCursor": Schema.cursor, "notice": Schema.notice, "next": Schema.next,
      ],
      optional: ["nextCursor"]
    )
  ) { workshop, arguments, call in
    let kept = try workshop.scan(named: arguments, for: call)
    let all = try matching(arguments, in: kept, engine: workshop.engine(for: call))
    let page = try Page(
      of: all,
      arguments,
      list: kept.id,
      limit: arguments["limit"]?.integer ?? 25
    )
    return [
      "scan": .string(kept.id), "total": .integer(page.total),
      "findings": .array(page.items.map(Described.finding)),
      "nextCursor": page.cursor.map(JSON.string), "notice": .string(UntrustedText.notice),
      "next": .next([
        page.cursor.map {
          NextStep(
            tool: "soc2_list_findings",
            why: "The next page.",
            arguments: arguments.setting(["cursor": .string($0), "scan": .string(kept.id)])
          )
        },
        page.items.first.map { finding in
          NextStep(
            tool: "soc2_get_finding",
            why: "Why it matters, what was inspected and what that cannot show.",
            arguments: [
              "id": .string(Described.id(of: finding)), "scan": .string(kept.id),
            ]
          )
        },
        page.items.first.map { finding in
          NextStep(
            tool: "soc2_preview_fix",
            why: "What can be changed for \(finding.control).",
            arguments: ["names": [.string(finding.control.rawValue)]]
          )
        },
      ]),
    ]
  }

  private static func matching(
    _ arguments: JSON,
    in kept: Workshop.KeptScan,
    engine: ReadinessEngine
  ) throws -> [ControlFinding] {
    let controls = try arguments["control"]?.text.map { Set(try engine.controls(named: [$0]).ids) }
    let check = arguments["check"]?.text
    let outcomes = arguments["outcome"]?.items.compactMap(\.text)
    let severities = arguments["severity"]?.items.compactMap(\.text)
    let path = arguments["path"]?.text
    let quiet: Set<Outcome> = [.holds, .notApplicable]
    return kept.result.assessment.findings.filter { finding in
      let inner = finding.finding
      if let controls, !controls.contains(finding.control) { return false }
      if let check, inner.check.rawValue != check { return false }
      if let severities, !severities.contains(inner.severity.rawValue) { return false }
      if let path, !inner.locations.contains(where: { $0.file.hasPrefix(path) }) { return false }
      return outcomes?.contains(inner.outcome.rawValue) ?? !quiet.contains(inner.outcome)
    }
  }

  // MARK: - One finding

  static let finding = Tool(
    "soc2_get_finding",
    title: "Look at one finding",
    description: """
      One finding whole: what was found and where, why it matters, what the check inspects and what it \
      cannot show.
      """,
    input: Schema.arguments(
      ["id": Schema.text("Name of the finding.", atMost: 100), "scan": Schema.scan],
      required: ["id"]
    ),
    output: Schema.object([
      "scan": Schema.scan,
      "findings": Schema.list(of: Described.findingSchema, "One, or several that say the same."),
      "explanation": Schema.object([
        "title": Schema.text("The check."), "sections": Described.sectionsSchema,
      ]),
      "notice": Schema.notice, "next": Schema.next,
    ])
  ) { workshop, arguments, call in
    let kept = try workshop.scan(named: arguments, for: call)
    let id = arguments["id"]?.text ?? ""
    let matches = kept.result.assessment.findings.filter { Described.id(of: $0) == id }
    guard let first = matches.first else {
      throw ToolFailure(
        "there is no finding \(id) in this scan",
        next: "It may be closed, or the code has moved; list the findings again."
      )
    }
    let engine = try workshop.engine(for: call)
    return [
      "scan": .string(kept.id), "findings": .array(matches.prefix(10).map(Described.finding)),
      "explanation": Described.explanation(try engine.explain(first.finding.check.rawValue)),
      "notice": .string(UntrustedText.notice),
      "next": .next([
        NextStep(
          tool: "soc2_preview_fix",
          why: "What can be changed for \(first.control).",
          arguments: ["names": [.string(first.control.rawValue)]]
        )
      ]),
    ]
  }
}
