import Engine
import Foundation
import ReadinessModel
import Reports

/// The readiness report.
enum ReportTools {
  private static let charactersAtMost = 40_000

  /// Forms in which a report is given.
  enum Form: String, CaseIterable {
    case markdown
    case json
    case csv
    case sarif
    case html

    var mediaType: String {
      switch self {
      case .markdown: "text/markdown"
      case .json: "application/json"
      case .csv: "text/csv"
      case .sarif: "application/sarif+json"
      case .html: "text/html"
      }
    }
  }

  /// The tool; without writing it gives text only.
  static func report(isReadOnly: Bool) -> Tool {
    var properties: KeyValuePairs<String, JSON> = [
      "format": Schema.text("Form.", choices: Form.allCases.map(\.rawValue)),
      "cursor": Schema.cursor,
    ]
    if !isReadOnly {
      properties = [
        "format": properties[0].value, "cursor": properties[1].value,
        "output": Schema.text(
          "Write it to this new file, a path in the repository, instead of giving it here.",
          atMost: 1_000
        ),
      ]
    }
    return Tool(
      "soc2_report",
      title: "Write the readiness report",
      description: """
        The readiness report as it stands now: controls, findings, work and evidence. It says how ready the \
        repository is and no more; nobody is certified by it.
        """,
      input: Schema.arguments(properties, required: ["format"]),
      output: Schema.object(
        [
          "format": Schema.text("Form."), "mediaType": Schema.text("Media type."),
          "text": Schema.text("The report, or a part of it."),
          "file": Schema.text("File that was written."),
          "characters": Schema.integer("Length of the whole report."),
          "nextCursor": Schema.cursor, "notice": Schema.notice, "next": Schema.next,
        ],
        optional: ["text", "file", "nextCursor"]
      ),
      effect: isReadOnly ? .reads : .adds,
      documents: ["text"]
    ) { workshop, arguments, call in
      try give(workshop, arguments, call)
    }
  }

  private static func give(_ workshop: Workshop, _ arguments: JSON, _ call: ToolCall) throws -> JSON
  {
    guard let form = arguments["format"]?.text.flatMap(Form.init) else {
      throw ToolFailure("there is no such form", next: "See the tool's schema.")
    }
    let text = try text(form, workshop, call)
    let frame: JSON = [
      "format": .string(form.rawValue), "mediaType": .string(form.mediaType),
      "characters": .integer(text.count), "notice": .string(UntrustedText.notice),
    ]
    if let file = arguments["output"]?.text {
      workshop.writing.lock()
      defer { workshop.writing.unlock() }
      guard !call.running.isCancelled else { throw EngineFailure.cancelled }
      try workshop.folder.create(file, with: Array(text.utf8))
      return frame.setting([
        "file": .string(file),
        "next": .next([NextStep(tool: "soc2_plan", why: "What is left to do, with dates.")]),
      ])
    }
    let characters = Array(text)
    let parts = stride(from: 0, to: max(1, characters.count), by: charactersAtMost).map {
      String(characters[$0..<min(characters.count, $0 + charactersAtMost)])
    }
    let page = try Page(of: parts, arguments, list: Fingerprint.of(text), limit: 1)
    return frame.setting([
      "text": .string(page.items.joined()), "nextCursor": page.cursor.map(JSON.string),
      "next": .next([
        page.cursor.map {
          NextStep(
            tool: "soc2_report",
            why: "The next part.",
            arguments: ["format": .string(form.rawValue), "cursor": .string($0)]
          )
        }
      ]),
    ])
  }

  /// The report in a form.
  static func text(_ form: Form, _ workshop: Workshop, _ call: ToolCall) throws -> String {
    let engine = try workshop.engine(for: call)
    let source = FactSource.repository(path: workshop.options.root)
    if form == .markdown || form == .json {
      let scan = try engine.scan(source)
      return form == .json
        ? JSONFormat().render(scan.assessment) : MarkdownFormat().render(scan.assessment)
    }
    let report = try engine.report(source)
    return switch form {
    case .csv: GapsCSVFormat().render(report)
    case .html: ReportPageFormat().render(report)
    default:
      SARIFFormat(descriptions: report.descriptions, source: report.source)
        .render(report.assessment)
    }
  }
}
