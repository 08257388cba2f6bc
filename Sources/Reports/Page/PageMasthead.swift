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

  private var facts: HTMLNode {
    var items = ["As of \(assessment.assessedOn)"]
    if let commit = assessment.commit { items.append("Commit \(commit.prefix(12))") }
    items.append("\(report.profile.title), \(summary.total) controls")
    if let inventory = report.inventory {
      items.append("\(ReportWording.number(inventory.sourceLines)) lines read")
    }
    if summary.routes > 0 { items.append("\(summary.routes) routes") }
    items.append("Auditwright \(assessment.toolVersion)")
    return Tag.ul(["class": "facts"], items.map { Tag.li($0) })
  }

  private var limit: HTMLNode {
    Tag.p(["class": "quiet"], ReportWording.limit)
  }

  private var tiles: HTMLNode {
    Tag.dl(
      ["class": "tiles"],
      [
        tile(
          "Controls passing",
          "\(summary.passing)",
          of: "\(summary.total)",
          note: Wording.tally(summary),
          extra: stack
        ),
        tile(
          "Criteria in scope with every control passing",
          "\(ReportWording.coveredCriteria(assessment))",
          of: "\(assessment.criteria.count)",
          note: ReportWording.criteriaNote(assessment)
        ),
        tile(
          "Controls with enough history",
          "\(sufficient)",
          of: "\(summary.total)",
          note: ReportWording.historyNote(report.operation)
        ),
        tile("Work left", days, of: nil, note: ReportWording.workNote(report)),
      ]
    )
  }

  private var sufficient: Int {
    report.operation?.windows.count { $0.state == .sufficient } ?? 0
  }

  private var days: String {
    summary.effort.high > 0 ? Wording.days(summary.effort) : "None"
  }

  private func tile(
    _ title: String,
    _ figure: String,
    of total: String?,
    note: String,
    extra: HTMLNode = .none
  ) -> HTMLNode {
    Tag.div(
      ["class": "tile"],
      [
        Tag.dt(title),
        Tag.dd([
          Tag.span(
            ["class": "figure"],
            [.text(figure)] + (total.map { [Tag.small(" of \($0)")] } ?? [])
          ),
          Tag.span(["class": "note"], note), extra,
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
