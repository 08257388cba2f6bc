import ReadinessModel

/// What stands at the head of the page: whose it is, the verdict, and four numbers.
struct PageMasthead {
  let report: ReadinessReport

  private var assessment: ReadinessAssessment { report.assessment }
  private var summary: ReadinessSummary { assessment.summary }

  var node: HTMLNode {
    Tag.header(
      ["class": "masthead"],
      [
        Tag.div(["class": "label"], "SOC 2 readiness report"),
        Tag.h1(assessment.repository),
        facts,
        Tag.div(
          ["id": "verdict", "tabindex": "-1"],
          [Tag.p(["class": "lede"], ReportWording.verdict(report)), tiles, limit]
        ),
      ]
    )
  }

  /// What the report is about, in a few words each.
  var items: [String] {
    var items = ["As of \(assessment.assessedOn)"]
    if let commit = assessment.commit { items.append("Commit \(commit.prefix(12))") }
    items.append("\(report.profile.title), \(summary.total) controls")
    if let inventory = report.inventory {
      items.append("\(ReportWording.number(inventory.sourceLines)) lines read")
    }
    if summary.routes > 0 { items.append("\(summary.routes) routes") }
    items.append("Auditwright \(assessment.toolVersion)")
    return items
  }

  private var facts: HTMLNode { Tag.ul(["class": "facts"], items.map { Tag.li($0) }) }

  private var limit: HTMLNode {
    Tag.p(["class": "quiet"], ReportWording.limit)
  }

  /// One of the numbers at the head of a report.
  struct Figure {
    /// What is counted.
    var title: String
    /// The number.
    var figure: String
    /// Of how many, nil where that says nothing.
    var total: String?
    /// What it is a number of, nil where the title says it.
    var unit: String?
    /// What stands behind it.
    var note: String
  }

  /// The numbers at the head.
  var figures: [Figure] {
    [
      Figure(
        title: "Controls passing",
        figure: "\(summary.passing)",
        total: "\(summary.total)",
        note: Wording.tally(summary)
      ),
      Figure(
        title: "Criteria passing",
        figure: "\(ReportWording.coveredCriteria(assessment))",
        total: "\(assessment.criteria.count)",
        note: ReportWording.criteriaNote(assessment)
      ),
      Figure(
        title: "Controls with enough history",
        figure: "\(sufficient)",
        total: "\(summary.total)",
        note: ReportWording.historyNote(report.operation)
      ),
      Figure(
        title: "Days of work left",
        figure: days.figure,
        unit: days.unit,
        note: ReportWording.workNote(report)
      ),
    ]
  }

  private var tiles: HTMLNode {
    Tag.dl(
      ["class": "tiles"],
      figures.enumerated().map { index, figure in tile(figure, extra: index == 0 ? stack : .none) }
    )
  }

  private var sufficient: Int {
    report.operation?.windows.count { $0.state == .sufficient } ?? 0
  }

  /// The days, and what they are counted in; a long number would not fit beside the others.
  private var days: (figure: String, unit: String?) {
    guard summary.effort.high > 0 else { return ("None", nil) }
    let words = Wording.days(summary.effort).split(separator: " ", maxSplits: 1).map(String.init)
    return (words.first ?? "", words.dropFirst().first)
  }

  private func tile(_ figure: Figure, extra: HTMLNode) -> HTMLNode {
    Tag.div(
      ["class": "tile"],
      [
        Tag.dt(figure.title),
        Tag.dd([
          Tag.span(
            ["class": "figure"],
            [.text(figure.figure)]
              + [figure.total.map { "of \($0)" }, figure.unit].compactMap { $0 }
              .map { Tag.small(" \($0)") }
          ),
          Tag.span(["class": "note"], figure.note), extra,
        ]),
      ]
    )
  }

  /// Controls by status as one bar.
  private var stack: HTMLNode {
    let counts: [(PageMark, Int)] = [
      (.passing, summary.passing), (.collecting, summary.collecting), (.warning, summary.warning),
      (.attestation, summary.needsAttestation), (.failing, summary.failing),
      (.unseen, summary.notAssessed),
    ]
    let total = max(1, counts.map(\.1).reduce(0, +))
    var x = 0.0
    let bars = counts.filter { $0.1 > 0 }.map { mark, count in
      let width = Double(count) / Double(total) * 100
      defer { x += width }
      return Tag.rect([
        "x": ReportWording.decimal(x), "y": "0", "width": ReportWording.decimal(width),
        "height": "10", "class": "fill-\(mark.rawValue)",
      ])
    }
    return Tag.svg(
      [
        "class": "stack", "viewBox": "0 0 100 10", "preserveAspectRatio": "none",
        "aria-hidden": "true", "focusable": "false",
      ],
      bars
    )
  }
}
