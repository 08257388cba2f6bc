import Engine
import Foundation
import ReadinessModel
import Reports

/// Tools that propose and make changes.
enum FixTools {
  /// Characters of patches in one answer.
  private static let patchAtMost = 40_000

  private static let input: KeyValuePairs<String, JSON> = [
    "names": Schema.texts(
      "Fixes such as audit-log, rbac or pipeline; or controls, criteria or labels. None for everything.",
      atMost: 40
    ),
    "decisions": [
      "type": "object", "additionalProperties": ["type": "string", "maxLength": 2_000],
      "description": "Answers to decisions, by name. A person decides, not a guess.",
    ],
    "roles": Schema.text(
      "Roles and what each may reach: admin (full access), manager (team data), member (own data only).",
      atMost: 1_000
    ),
  ]

  private static func options(_ arguments: JSON) -> FixOptions {
    var answers = Dictionary(
      (arguments["decisions"]?.members ?? []).compactMap { member in
        member.value.text.map { (member.name, $0) }
      },
      uniquingKeysWith: { $1 }
    )
    if let roles = arguments["roles"]?.text { answers["rbac-roles"] = roles }
    let names = (arguments["names"]?.items ?? []).compactMap(\.text)
    return FixOptions(names: names, answers: answers)
  }

  /// The arguments that lead to the same fix again.
  private static func repeated(_ arguments: JSON) -> JSON {
    [
      "names": arguments["names"], "decisions": arguments["decisions"],
      "roles": arguments["roles"],
    ]
  }

  // MARK: - Preview

  static let preview = Tool(
    "soc2_preview_fix",
    title: "Preview a change",
    description: """
      The change that would close gaps, as a patch, proven in memory: it parses, no control stands worse, a \
      second run changes nothing, and the checks are measured before and after. Writes nothing. Gives the \
      digest that soc2_apply_fix needs. Open decisions are for a person.
      """,
    input: Schema.arguments([
      "names": input[0].value, "decisions": input[1].value, "roles": input[2].value,
      "cursor": Schema.cursor,
    ]),
    output: Schema.object(
      [
        "digest": Schema.text("Names exactly this change of exactly these files."),
        "canApply": Schema.flag("Whether there is something to write, and nothing against it."),
        "problems": Schema.texts("Why it must not be written."), "fixers": fixersSchema,
        "controls": changesSchema, "checks": changesSchema, "decisions": decisionsSchema,
        "totalFiles": Schema.integer("Files that change."), "files": filesSchema,
        "nextCursor": Schema.cursor, "notice": Schema.notice, "next": Schema.next,
      ],
      optional: ["nextCursor"]
    ),
    documents: ["patch"]
  ) { workshop, arguments, call in
    let report = try workshop.engine(for: call)
      .previewFix(of: workshop.options.root, options: options(arguments))
    let digest = FixDigest.of(report)
    let shown = try files(of: report, digest, arguments)
    let canApply = report.problems.isEmpty && !report.files.isEmpty
    return described(report).setting([
      "digest": .string(digest), "canApply": .bool(canApply),
      "totalFiles": .integer(report.files.count), "files": .array(shown.files),
      "nextCursor": shown.cursor.map(JSON.string), "notice": .string(UntrustedText.notice),
      "next": .next([
        shown.cursor.map {
          NextStep(
            tool: "soc2_preview_fix",
            why: "The patches of the other files.",
            arguments: repeated(arguments).setting(["cursor": .string($0)])
          )
        },
        canApply && !workshop.options.isReadOnly
          ? NextStep(
            tool: "soc2_apply_fix",
            why: "Write it, when a person has agreed.",
            arguments: repeated(arguments).setting(["digest": .string(digest)])
          ) : nil,
      ]),
    ])
  }

  /// Patches of as many files as fit into one answer.
  private static func files(
    of report: FixReport,
    _ digest: String,
    _ arguments: JSON
  ) throws -> (files: [JSON], cursor: String?) {
    let rest = try Page(of: report.files, arguments, list: digest, limit: Int.max / 2)
    var files: [JSON] = []
    var room = patchAtMost
    for file in rest.items {
      let patch = UnifiedDiff.of(file.path, before: file.before, after: file.after)
        .joined(separator: "\n")
      guard files.isEmpty || patch.count <= room else { break }
      room -= patch.count
      let isWhole = patch.count <= patchAtMost
      files.append([
        "path": .string(file.path), "isNew": .bool(file.before == nil),
        "isWhole": .bool(isWhole), "patch": .string(String(patch.prefix(patchAtMost))),
      ])
    }
    let page = try Page(of: report.files, arguments, list: digest, limit: max(1, files.count))
    return (files, page.cursor)
  }

  private static func described(_ report: FixReport) -> JSON {
    [
      "problems": .texts(report.problems),
      "fixers": .array(report.fixers.prefix(40).map(fixer)),
      "controls": .array(
        report.controls.map { change in
          [
            "id": .string(change.id.rawValue), "before": .string(change.before.rawValue),
            "after": .string(change.after.rawValue), "reason": .string(change.reason),
          ]
        }
      ),
      "checks": .array(
        report.checks.map { change in
          [
            "id": .string(change.check.rawValue), "before": .string(change.before.rawValue),
            "after": .string(change.after.rawValue), "reason": .string(change.summary),
          ]
        }
      ),
      "decisions": .array(report.decisions.map(decision)),
    ]
  }

  private static func fixer(_ fixer: FixerReport) -> JSON {
    [
      "id": .string(fixer.id), "title": .string(fixer.title),
      "controls": .texts(fixer.controls.map(\.rawValue)),
      "changes": .array(
        fixer.changes.prefix(30).map { change in
          [
            "title": .string(change.title), "reason": .string(change.reason),
            "applicability": .string(change.applicability),
            "decision": change.decision.map(JSON.string), "included": .bool(change.isIncluded),
            "files": .texts(change.files.prefix(20)),
          ]
        }
      ),
      "leftAlone": .array(
        fixer.refusals.prefix(20).map { refusal in
          [
            "subject": .string(refusal.subject), "reason": .string(refusal.reason),
            "at": refusal.location.map(Described.location), "next": .string(refusal.next),
          ]
        }
      ),
      "followUps": .texts(fixer.followUps.prefix(20)),
    ]
  }

  private static func decision(_ decision: DecisionReport) -> JSON {
    [
      "name": .string(decision.id), "question": .string(decision.question),
      "answer": decision.answer.map(JSON.string), "isGiven": .bool(decision.isGiven),
      "choices": .array(
        decision.choices.map { ["value": .string($0.value), "meaning": .string($0.meaning)] }
      ),
    ]
  }

  // MARK: - Applying

  static let apply = Tool(
    "soc2_apply_fix",
    title: "Make a change that was previewed",
    description: """
      Write the change that soc2_preview_fix showed, and scan again. Needs the preview's digest, computed \
      anew from the files as they are, and a person's agreement. Refuses files that are not committed, \
      unless told otherwise. 'auditwright fix --undo' takes it back.
      """,
    input: Schema.arguments(
      [
        "names": input[0].value, "decisions": input[1].value, "roles": input[2].value,
        "digest": Schema.text("The preview's digest.", atMost: 100),
        "confirm": Schema.flag("That a person has seen the change and agreed to it."),
        "allowDirty": Schema.flag("Whether files that are not committed may change."),
        "branch": Schema.text("Create this branch for it.", atMost: 200),
      ],
      required: ["digest"]
    ),
    output: Schema.object([
      "isApplied": Schema.flag("Whether it was written."),
      "written": Schema.texts("Files that were written."), "problems": Schema.texts("Problems."),
      "fixers": fixersSchema, "controls": changesSchema, "checks": changesSchema,
      "decisions": decisionsSchema, "notice": Schema.notice, "next": Schema.next,
    ]),
    effect: .changes
  ) { workshop, arguments, call in
    let expected = arguments["digest"]?.text ?? ""
    let application = FixApplication(
      allowsDirtyTree: arguments["allowDirty"] == true,
      branch: arguments["branch"]?.text
    )
    workshop.writing.lock()
    defer { workshop.writing.unlock() }
    let report = try workshop.engine(for: call).applyFix(
      to: workshop.options.root,
      options: options(arguments),
      application: application
    ) { planned in
      try approve(planned, expected, arguments, call, workshop)
    }
    guard report.isApplied else {
      throw ToolFailure(
        report.problems.isEmpty
          ? "there is nothing to write" : report.problems.joined(separator: "; "),
        next: "Preview it again; what fixers leave alone has reasons."
      )
    }
    return described(report).setting([
      "isApplied": .bool(report.isApplied), "written": .texts(report.files.map(\.path)),
      "notice": .string(UntrustedText.notice),
      "next": .next([
        NextStep(tool: "soc2_scan", why: "What stands now; compare with soc2_rescan.")
      ]),
    ])
  }

  private static func approve(
    _ planned: FixReport,
    _ expected: String,
    _ arguments: JSON,
    _ call: ToolCall,
    _ workshop: Workshop
  ) throws {
    let digest = FixDigest.of(planned)
    guard digest == expected else {
      throw ToolFailure(
        "the change is not the one that was previewed: files or answers are different now",
        next: "Call soc2_preview_fix again, show the new patch, and use its digest."
      )
    }
    let paths = planned.files.map(\.path)
    let shown = paths.prefix(10).map(UntrustedText.line).joined(separator: ", ")
    let more = paths.count > 10 ? " and \(paths.count - 10) more" : ""
    let names = planned.fixers.filter { $0.changes.contains(where: \.isIncluded) }.map(\.title)
    try Confirmation(
      question: "Write \(paths.count) files? \(names.prefix(5).joined(separator: " ")) "
        + "Files: \(shown)\(more).",
      subject: "fix \(digest) \(arguments["branch"]?.text ?? "")"
    ).require(for: call, arguments, in: workshop)
  }
}
