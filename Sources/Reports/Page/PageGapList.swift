import ReadinessModel

/// Every gap, to be searched, filtered and grouped; without the page's program, the first of them.
struct PageGapList {
  /// Most gaps of a page; the JSON has all of them.
  private static let gapsAtMost = 20_000
  /// Most gaps that come with lines of their file.
  private static let snippetsAtMost = 400
  /// Gaps that are part of the page itself.
  private static let staticAtMost = 60
  private static let placesAtMost = 3
  /// Checks whose places hold what nobody may read in a report.
  private static let secretChecks: Set<CheckID> = [
    "source-holds-no-secrets", "environment-files-stay-out-of-the-repository",
  ]

  private let report: ReadinessReport
  /// The gaps, in the order of the assessment.
  let gaps: [Gap]
  /// Gaps that are left out.
  let left: Int

  /// One gap as the page shows it.
  struct Gap {
    var bearing: ControlFinding
    var mark: PageMark
    var fix: String
    var owner: String
    var snippet: SourceSnippet?
  }

  init(_ report: ReadinessReport) {
    self.report = report
    let all = report.assessment.findings.filter { Self.isGap($0.finding.outcome) }
    left = max(0, all.count - Self.gapsAtMost)
    let work = WorkIndex(report.plan)
    var snippets = SnippetReader(source: report.source)
    gaps = all.prefix(Self.gapsAtMost).enumerated().map { index, bearing in
      let step = work.step(for: bearing.finding.check)
      return Gap(
        bearing: bearing,
        mark: PageMark(bearing.finding.outcome),
        fix: step.map(Self.fix) ?? "by hand",
        owner: step.map { $0.means == .people ? "Management" : "Engineering" } ?? "Engineering",
        snippet: index < Self.snippetsAtMost
          ? Self.quotable(bearing.finding).flatMap { snippets.read($0) } : nil
      )
    }
  }

  /// The place whose lines show the gap; nil for a secret, and for what is absent from a whole file.
  private static func quotable(_ finding: Finding) -> SourceLocation? {
    guard !secretChecks.contains(finding.check), let place = finding.locations.first,
      finding.lookedFor == nil || (place.endLine ?? place.line) > 1
    else { return nil }
    return place
  }

  private static func isGap(_ outcome: Outcome) -> Bool {
    [.doesNotHold, .unconfirmed, .needsAttestation].contains(outcome)
  }

  private static func fix(_ step: PlanStep) -> String {
    switch step.means {
    case .fix: PlanWording.command(step).map { "fixed by \($0)" } ?? "by hand"
    case .guide: "by an engineer"
    case .people: "by a person's decision"
    }
  }

  /// What the page's program reads.
  var data: JSONValue {
    .object([
      (
        "controls",
        .object(report.assessment.controls.map { ($0.id.rawValue, .text(SafeText.line($0.title))) })
      ),
      ("more", .integer(left)),
      ("gaps", .list(gaps.map(data))),
    ])
  }

  private func data(_ gap: Gap) -> JSONValue {
    let finding = gap.bearing.finding
    let text = { (text: String) in JSONValue.text(SafeText.line(Self.bounded(text))) }
    return .object([
      ("control", .text(gap.bearing.control.rawValue)),
      ("criteria", .texts(gap.bearing.criteria.map(\.rawValue))),
      ("check", .text(finding.check.rawValue)),
      ("outcome", .text(gap.mark.rawValue)),
      ("severity", .text(finding.severity.rawValue)),
      ("confidence", .text(finding.confidence.rawValue)),
      ("message", text(finding.message)),
      ("resource", finding.resource.map(text)),
      ("places", .list(finding.locations.prefix(Self.placesAtMost).map { text("\($0)") })),
      ("morePlaces", .integer(max(0, finding.locations.count - Self.placesAtMost))),
      ("lookedFor", finding.lookedFor.map(text)),
      ("next", finding.nextStep.map(text)),
      ("fix", .text(gap.fix)),
      ("owner", .text(gap.owner)),
      (
        "snippet",
        gap.snippet.map { snippet in
          .object([
            ("line", .integer(snippet.line)),
            (
              "lines",
              .list(
                snippet.lines.map { line in .list([.integer(line.number), .text(line.text)]) }
              )
            ),
          ])
        }
      ),
    ])
  }

  /// Text that a page can show; what is longer is cut, and says so.
  static func bounded(_ text: String) -> String {
    let most = 600
    return text.utf8.count <= most ? text : String(text.prefix(most)) + " …"
  }

  var section: PageSection {
    PageSection(
      "gaps",
      "Gaps",
      lead: gaps.isEmpty
        ? "The scan found no gap."
        : "What does not hold, could not be confirmed, or waits for a person, with its place.",
      [Tag.div(["id": "gap-tools", "hidden": ""], controls), list]
    )
  }

  private var controls: [HTMLNode] {
    let groups = [
      ("control", "Control"), ("criterion", "Criterion"), ("severity", "Severity"),
      ("owner", "Owner"), ("file", "File"),
    ]
    let outcomes: [(PageMark, String)] = [
      (.failing, "Does not hold"), (.warning, "Unconfirmed"), (.attestation, "Waits for a person"),
    ]
    return [
      Tag.div(
        ["class": "tools", "role": "search"],
        [
          Tag.label([
            .text("Search"),
            Tag.input([
              "type": "search", "id": "search", "placeholder": "file, route, word",
              "autocomplete": "off", "spellcheck": "false",
            ]),
          ]),
          Tag.label([
            .text("Group by"),
            Tag.select(["id": "group"], groups.map { Tag.option(["value": $0.0], $0.1) }),
          ]),
        ]
      ),
      Tag.fieldset(
        ["class": "chips"],
        [Tag.legend("Only")]
          + outcomes.map { mark, words in
            Tag.button(
              [
                "type": "button", "class": "chip", "data-outcome": mark.rawValue,
                "aria-pressed": "false",
              ],
              [mark.icon(), .text(words)]
            )
          }
      ),
      Tag.div(
        ["class": "results"],
        [
          Tag.p(["class": "count", "id": "gap-count", "role": "status"], ""),
          Tag.button(["type": "button", "class": "copy", "id": "save-csv"], "Save these as CSV"),
          Tag.button(["type": "button", "class": "copy", "id": "save-json"], "Save these as JSON"),
        ]
      ),
    ]
  }

  private var list: HTMLNode {
    let shown = gaps.prefix(Self.staticAtMost)
    let more = gaps.count + left - shown.count
    return .group([
      Tag.div(["id": "gap-list"]),
      Tag.div(
        ["id": "gap-static"],
        shown.map(card)
          + (more > 0 ? [Tag.p(["class": "quiet"], "And \(more) more, in the JSON.")] : [])
      ),
    ])
  }

  private func card(_ gap: Gap) -> HTMLNode {
    let finding = gap.bearing.finding
    return Tag.article(
      ["class": "gap"],
      [
        Tag.h3([
          gap.mark.icon(named: gap.mark.name), Tag.span(Self.bounded(finding.message)),
        ]),
        Tag.p(
          ["class": "where"],
          finding.locations.prefix(Self.placesAtMost).map { Self.bounded("\($0)") }
            .joined(separator: ", ")
        ),
        finding.nextStep.map { Tag.p(Self.bounded($0)) } ?? .none,
      ]
    )
  }
}

/// What the plan says is done about a check.
private struct WorkIndex {
  private var steps: [CheckID: PlanStep] = [:]

  init(_ plan: RemediationPlan?) {
    for step in plan?.items.flatMap(\.steps) ?? [] {
      for check in step.checks where steps[check] == nil { steps[check] = step }
    }
  }

  func step(for check: CheckID) -> PlanStep? { steps[check] }
}
