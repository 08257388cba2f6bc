import ReadinessModel

/// What to do, in order, on a time line with the histories that only time gives.
struct PageRoadmap {
  let report: ReadinessReport

  private static let rowHeight = 26.0
  private static let nameWidth = 290.0
  private static let chartWidth = 900.0

  var section: PageSection? {
    guard let plan = report.plan, !plan.items.isEmpty || !plan.unplanned.isEmpty else { return nil }
    return PageSection(
      "roadmap",
      "Roadmap",
      lead: PlanWording.bottomLine(plan)
        + (plan.items.isEmpty ? "" : " \(PlanWording.calendar(plan))"),
      (plan.items.isEmpty ? [] : [chart(of: plan), clocks(of: plan), table(of: plan)])
        + [unplanned(plan)]
    )
  }

  // MARK: - The time line

  private struct Row {
    var name: String
    var from: CivilDay
    var through: CivilDay
    var waitsUntil: CivilDay?
  }

  private func chart(of plan: RemediationPlan) -> HTMLNode {
    let rows =
      plan.items.map { item in
        Row(
          name: "\(item.number). \(item.title)",
          from: item.dates.startsOn,
          through: item.dates.endsOn,
          waitsUntil: item.dates.evidenceOn
        )
      }
    let first = plan.startsOn
    let last = rows.map { $0.waitsUntil ?? $0.through }.max() ?? plan.endsOn
    let days = Double(max(1, last.number - first.number + 1))
    let scale = (Self.chartWidth - Self.nameWidth - 10) / days
    let height = Double(rows.count) * Self.rowHeight + 30
    let x = { (day: CivilDay) in Self.nameWidth + Double(day.number - first.number) * scale }
    return PageTable.scroll(
      named: "Time line",
      [
        Tag.svg(
          [
            "class": "chart", "viewBox": "0 0 \(Int(Self.chartWidth)) \(Int(height))",
            "role": "img",
            "aria-label":
              "Work from \(PlanWording.withYear(first)), evidence until \(PlanWording.withYear(last));"
              + " the table below has the dates",
          ],
          months(from: first, through: last, height: height, x: x)
            + rows.enumerated().map { bar($0.element, at: $0.offset, scale: scale, x: x) }
        )
      ]
    )
  }

  private func months(
    from first: CivilDay,
    through last: CivilDay,
    height: Double,
    x: (CivilDay) -> Double
  ) -> [HTMLNode] {
    let step = last.number - first.number > 70 ? 14 : 7
    return stride(from: 0, through: last.number - first.number, by: step).map { offset in
      let day = first.adding(days: offset)
      return Tag.g([
        Tag.line([
          "class": "grid", "x1": ReportWording.decimal(x(day)),
          "x2": ReportWording.decimal(x(day)), "y1": "18", "y2": ReportWording.decimal(height),
        ]),
        Tag.text(
          ["x": ReportWording.decimal(x(day) + 3), "y": "12"],
          PlanWording.dayAndMonth(day)
        ),
      ])
    }
  }

  private func bar(
    _ row: Row,
    at index: Int,
    scale: Double,
    x: (CivilDay) -> Double
  ) -> HTMLNode {
    let top = 24 + Double(index) * Self.rowHeight
    let width = max(4, Double(row.through.number - row.from.number + 1) * scale)
    var pieces = [
      Tag.text(
        ["class": "name", "x": "0", "y": ReportWording.decimal(top + 13)],
        shortened(row.name)
      ),
      Tag.rect([
        "class": "work", "x": ReportWording.decimal(x(row.from)),
        "y": ReportWording.decimal(top + 2), "width": ReportWording.decimal(width), "height": "14",
        "rx": "3",
      ]),
    ]
    if let end = row.waitsUntil, end > row.through {
      let from = x(row.from) + width
      pieces.append(
        Tag.rect([
          "class": "wait", "x": ReportWording.decimal(from), "y": ReportWording.decimal(top + 4),
          "width": ReportWording.decimal(max(2, x(end) + scale - from)), "height": "10", "rx": "3",
        ])
      )
    }
    return Tag.g(pieces)
  }

  private func shortened(_ name: String) -> String {
    let most = 44
    return name.count <= most ? name : name.prefix(most - 1) + "…"
  }

  // MARK: - What it says in words

  private func clocks(of plan: RemediationPlan) -> HTMLNode {
    Tag.div(
      ["class": "callout"],
      [
        Tag.p([
          Tag.strong("Only time gives the rest. "),
          .text("Dashed bars gather evidence; a day on which nothing was recorded is lost."),
        ]),
        Tag.ul(
          ["class": "known"],
          plan.clocks.map { clock in
            Tag.li([
              Tag.strong(
                "\(clock.title), \(PlanWording.withYear(clock.startsOn)) –"
                  + " \(PlanWording.withYear(clock.endsOn)). "
              ),
              .sentence(clock.action),
            ])
          }
        ),
      ]
    )
  }

  private func table(of plan: RemediationPlan) -> HTMLNode {
    PageTable.node(
      ["No.", "Work", "Days", "When", "Moves", "How"],
      lines: plan.items.map(row)
    )
  }

  private func row(_ item: PlanItem) -> HTMLNode {
    let steps = item.steps.map { step -> HTMLNode in
      let command = PlanWording.command(step).map(PageStart.command)
      return Tag.div([.sentence(step.how), command ?? .none])
    }
    return Tag.tr([
      Tag.td(["class": "number"], "\(item.number)"),
      Tag.th(["scope": "row"], item.title),
      Tag.td(PlanWording.number(item.effort)),
      Tag.td(PlanWording.span(item.dates)),
      Tag.td(PlanWording.list(item.controls)),
      Tag.td(steps),
    ])
  }

  private func unplanned(_ plan: RemediationPlan) -> HTMLNode {
    guard !plan.unplanned.isEmpty else { return .none }
    return .group([
      Tag.h3("What no work on the repository decides"),
      Tag.ul(
        ["class": "checks"],
        plan.unplanned.map { control in
          Tag.li([
            PageMark(control.design).icon(named: PageMark(control.design).name),
            Tag.div([
              Tag.a(["href": "#\(control.control.rawValue)"], control.control.rawValue),
              .text(" \(control.title): \(control.reason)"),
            ]),
          ])
        }
      ),
    ])
  }
}
