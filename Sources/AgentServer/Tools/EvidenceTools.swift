import Engine
import Foundation
import ReadinessModel

/// Tools about evidence of operation.
enum EvidenceTools {
  /// Kinds of evidence that a machine can hand in.
  ///
  /// What people keep, state or draw is theirs.
  private static let kinds: [EvidenceKind] = [.configuration, .document, .logSample, .testRun]

  static let status = Tool(
    "soc2_evidence_status",
    title: "See how far evidence has come",
    description: """
      For each control: whether its evidence is collecting, since when, how many days are still missing, \
      and what interrupted it; and instances where a control did not operate. From the ledger alone.
      """,
    input: Schema.arguments([
      "control": Schema.text("Only of this control.", atMost: 200), "cursor": Schema.cursor,
      "limit": Schema.limit,
    ]),
    output: Schema.object(
      [
        "asOf": Schema.text("Day."), "records": Schema.integer("Records in the ledger."),
        "windows": windowsSchema,
        "totalDeviations": Schema.integer("Instances where a control did not operate."),
        "deviations": deviationsSchema, "nextCursor": Schema.cursor,
        "notSeen": Schema.texts("What could not be read."), "notice": Schema.notice,
        "next": Schema.next,
      ],
      optional: ["nextCursor"]
    )
  ) { workshop, arguments, call in
    let engine = try workshop.engine(for: call)
    let report = try engine.operation(of: workshop.options.root)
    let controls = try arguments["control"]?.text.map { Set(try engine.controls(named: [$0]).ids) }
    let windows = report.windows.filter { controls?.contains($0.control) ?? true }
    let deviations = report.deviations.filter { deviation in
      controls.map { !$0.isDisjoint(with: deviation.controls) } ?? true
    }
    let page = try Page(
      of: deviations,
      arguments,
      list: "deviations \(report.records ?? 0)",
      limit: arguments["limit"]?.integer ?? 25
    )
    return [
      "asOf": .string(report.asOf.description), "records": .integer(report.records ?? 0),
      "windows": .array(windows.map(window)), "totalDeviations": .integer(page.total),
      "deviations": .array(page.items.map(deviation)),
      "nextCursor": page.cursor.map(JSON.string), "notSeen": .texts(report.notSeen.prefix(20)),
      "notice": .string(UntrustedText.notice),
      "next": .next([
        NextStep(
          tool: "soc2_explain",
          why: "How a control shows that it operates.",
          arguments: ["name": .string(windows.first?.control.rawValue ?? "SEC-1")]
        )
      ]),
    ]
  }

  private static func window(_ window: ObservationWindow) -> JSON {
    [
      "control": .string(window.control.rawValue), "title": .string(window.title),
      "state": .string(window.state.rawValue),
      "startedOn": window.startedOn.map { .string($0.description) },
      "cleanDays": .integer(window.cleanDays), "requiredDays": .integer(window.requiredDays),
      "earliestCloseOn": .string(window.earliestCloseOn.description),
      "reason": .string(window.reason),
    ]
  }

  private static let windowsSchema = Schema.list(
    of: Schema.object(
      [
        "control": Schema.text("Control."), "title": Schema.text("Its title."),
        "state": Schema.text(
          "How far it has come.",
          choices: ObservationWindow.State.allCases.map(\.rawValue)
        ),
        "startedOn": Schema.text("First day."), "cleanDays": Schema.integer("Days in a row."),
        "requiredDays": Schema.integer("Days that are needed."),
        "earliestCloseOn": Schema.text("When it can close."), "reason": Schema.text("Why."),
      ],
      optional: ["startedOn"]
    ),
    "Windows."
  )

  private static func deviation(_ deviation: Deviation) -> JSON {
    [
      "id": .string(deviation.id), "kind": .string(deviation.kind.rawValue),
      "controls": .texts(deviation.controls.map(\.rawValue)),
      "subject": .string(deviation.subject), "from": .string(deviation.from.description),
      "to": deviation.to.map { .string($0.description) }, "message": .string(deviation.message),
      "correction": deviation.correction.map(JSON.string),
    ]
  }

  private static let deviationsSchema = Schema.list(
    of: Schema.object(
      [
        "id": Schema.text("Name."), "kind": Schema.text("Kind."),
        "controls": Schema.texts("Controls."), "subject": Schema.text("What it is about."),
        "from": Schema.text("Since."), "to": Schema.text("Until."),
        "message": Schema.text("What happened."), "correction": Schema.text("What was done."),
      ],
      optional: ["to", "correction"]
    ),
    "Instances, oldest first."
  )

  // MARK: - Recording

  static let record = Tool(
    "soc2_record_evidence",
    title: "Keep a file as evidence",
    description: """
      Add a file of the repository's folder to the ledger of evidence, about one or more controls. The \
      ledger only grows, so a person has to agree. Nothing is signed, and statements by people cannot be \
      made here: they use 'auditwright attest'.
      """,
    input: Schema.arguments(
      [
        "controls": Schema.texts("Controls it is about.", atMost: 18),
        "file": Schema.text("Path in the repository.", atMost: 1_000),
        "title": Schema.text("What it is, in a few words.", atMost: 200),
        "kind": Schema.text("What kind of evidence it is.", choices: kinds.map(\.rawValue)),
        "query": Schema.text("The exact command or query that gave it.", atMost: 2_000),
        "confirm": Schema.flag("That a person has agreed."),
      ],
      required: ["controls", "file", "title", "kind"]
    ),
    output: Schema.object([
      "record": Schema.text("Name of the record."), "sha256": Schema.text("Digest of the file."),
      "bytes": Schema.integer("Length of the file."), "next": Schema.next,
    ]),
    effect: .adds
  ) { workshop, arguments, call in
    try keep(workshop, arguments, call)
  }

  private static func keep(_ workshop: Workshop, _ arguments: JSON, _ call: ToolCall) throws -> JSON
  {
    let file = arguments["file"]?.text ?? ""
    let title = arguments["title"]?.text ?? ""
    guard !title.isEmpty, let names = arguments["controls"]?.items.compactMap(\.text),
      !names.isEmpty
    else {
      throw ToolFailure("title and controls cannot be empty", next: "Say what it is about.")
    }
    let bytes = try workshop.folder.read(file)
    let controls = try workshop.engine(for: call).controls(named: names).ids
    let digest = Fingerprint.of([bytes])
    try Confirmation(
      question: "Keep \(UntrustedText.line(file)) (\(bytes.count) bytes) as evidence about "
        + "\(controls.map(\.rawValue).joined(separator: ", "))? It cannot be removed afterwards.",
      subject: "record \(digest) \(title)"
    ).require(for: call, arguments, in: workshop)
    workshop.writing.lock()
    defer { workshop.writing.unlock() }
    guard !call.running.isCancelled else { throw EngineFailure.cancelled }
    let desk = try EvidenceDesk(
      repository: workshop.options.root,
      context: workshop.options.context
    )
    let payload = try desk.keep(bytes, mediaType: EvidenceFile.mediaType(of: file))
    let draft = EvidenceDraft(
      kind: EvidenceKind(rawValue: arguments["kind"]?.text ?? ""),
      controls: controls,
      title: UntrustedText.line(title),
      source: EvidenceSource(system: "file", location: file),
      collector: EvidenceCollector(name: "auditwright mcp", version: ReadinessEngine.version),
      query: arguments["query"]?.text,
      actor: desk.actor,
      observedAt: desk.now,
      payload: payload,
      fields: [
        "handed-in-by": "an agent"
          + (call.running.client.map { ", \(UntrustedText.line($0))" } ?? "")
      ]
    )
    let receipt = try desk.add([draft], signs: false)
    return [
      "record": .string(receipt.records.first?.id.description ?? ""),
      "sha256": .string(payload.sha256), "bytes": .integer(bytes.count),
      "next": .next([NextStep(tool: "soc2_evidence_status", why: "What it amounts to.")]),
    ]
  }
}
