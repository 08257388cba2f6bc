import Engine
import Foundation
import ReadinessModel

/// The review of a change.
enum ReviewTools {
  private static let affectedAtMost = 40

  static let review = Tool(
    "soc2_review",
    title: "Review a change",
    description: """
      What a change does to the controls: compares the files as they are, or a commit, with the commit they \
      have in common with the base, and tells what is weaker, the line that does it, and every place it \
      affects, also in files the change does not touch. Nothing is checked out or run.
      """,
    input: Schema.arguments([
      "base": Schema.text(
        "Branch, tag or commit the change is to be merged into; by default the remote's main branch.",
        atMost: 250
      ),
      "head": Schema.text(
        "Branch, tag or commit to review instead of the files on disk.",
        atMost: 250
      ),
      "cursor": Schema.cursor, "limit": Schema.limit,
    ]),
    output: Schema.object(
      [
        "verdict": Schema.text(
          "The answer; needs-discussion where something could not be seen.",
          choices: ReviewVerdict.allCases.map(\.rawValue)
        ),
        "base": Schema.text("Commit that both sides have in common."),
        "head": Schema.text("What was reviewed."),
        "files": Schema.integer("Files that differ."),
        "concerns": Schema.list(of: concernSchema, "What is weaker, worst first."),
        "improvements": Schema.texts("What is better."),
        "nextCursor": Schema.cursor, "notice": Schema.notice, "next": Schema.next,
      ],
      optional: ["nextCursor"]
    )
  ) { workshop, arguments, call in
    let root = workshop.options.root
    // A folder within a larger repository would let a review tell of what lies outside of it.
    guard FileManager.default.fileExists(atPath: URL(filePath: root).appending(path: ".git").path())
    else {
      throw ToolFailure(
        "the folder is not the top of a git repository",
        next: "Start the server for the repository's top folder."
      )
    }
    let options = ReviewOptions(
      path: root,
      base: arguments["base"]?.text,
      head: arguments["head"]?.text
    )
    let change = try workshop.engine(for: call).review(options).review
    let page = try Page(
      of: change.concerns,
      arguments,
      list: "\(change.base.commit ?? "") \(change.concerns.map(\.id).joined(separator: " "))",
      limit: arguments["limit"]?.integer ?? 20
    )
    return answer(change, page)
  }

  private static func answer(_ change: ReviewedChange, _ page: Page<ReviewConcern>) -> JSON {
    [
      "verdict": .string(change.verdict.rawValue),
      "base": .string(change.base.commit ?? change.base.name),
      "head": .string(change.head.commit ?? change.head.name),
      "files": .integer(change.extent.files), "concerns": .array(page.items.map(concern)),
      "improvements": .texts(change.improvements), "nextCursor": page.cursor.map(JSON.string),
      "notice": .string(UntrustedText.notice),
      "next": .next([
        page.items.compactMap(\.check).first.map { check in
          NextStep(
            tool: "soc2_explain",
            why: "What the first concern's check is about.",
            arguments: ["name": .string(check.rawValue)]
          )
        }
      ]),
    ]
  }

  private static func concern(_ concern: ReviewConcern) -> JSON {
    [
      "kind": .string(concern.kind.rawValue), "severity": .string(concern.severity.rawValue),
      "confidence": .string(concern.confidence.rawValue), "title": .string(concern.title),
      "detail": .string(concern.detail),
      "causes": Described.locations(concern.causes.map(\.location)),
      "affected": .texts(concern.affected.prefix(affectedAtMost).map(\.name)),
      "affectedTotal": .integer(concern.affected.count),
      "suggestion": .string(concern.suggestion ?? ""),
    ]
  }

  private static let concernSchema = Schema.object([
    "kind": Schema.text("What it is.", choices: ConcernKind.allCases.map(\.rawValue)),
    "severity": Schema.text("How much it matters.", choices: Severity.allCases.map(\.rawValue)),
    "confidence": Schema.text("How sure it is.", choices: Confidence.allCases.map(\.rawValue)),
    "title": Schema.text("What the change does."), "detail": Schema.text("Why it matters."),
    "causes": Schema.list(of: Schema.location, "Lines of the change that do it."),
    "affected": Schema.texts("Routes, fields or resources it affects, the first of them."),
    "affectedTotal": Schema.integer("How many it affects."),
    "suggestion": Schema.text("What to do; empty where nothing was found."),
  ])
}
