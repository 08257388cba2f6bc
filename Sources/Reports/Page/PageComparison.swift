import ReadinessModel

/// What moved since an earlier assessment, by category.
struct PageComparison {
  let report: ReadinessReport

  var section: PageSection? {
    guard let comparison = report.comparison else { return nil }
    return PageSection(
      "progress",
      "Before and after",
      lead: ComparisonWording.bottomLine(comparison) + ".",
      [
        Tag.p([
          .text("From \(ComparisonWording.name(of: comparison.before)) to "),
          .text(ComparisonWording.name(of: comparison.after)), .text("."),
        ]),
        Tag.ul(["class": "moves"], comparison.categories.map(row)),
        Tag.details(
          ["class": "clump-more"],
          [Tag.summary("The same as a table"), table(comparison)]
        ),
        moved(comparison),
      ]
    )
  }

  private func row(_ category: CategoryMovement) -> HTMLNode {
    let total = max(1, category.after.total)
    let width = { (count: Int) in ReportWording.decimal(Double(count) / Double(total) * 100) }
    let name = Wording.name(of: category.after.category)
    let before = category.before?.passing ?? 0
    return Tag.li(
      ["class": "move"],
      [
        Tag.span(name),
        Tag.svg(
          [
            "viewBox": "0 0 100 24", "preserveAspectRatio": "none", "aria-hidden": "true",
            "focusable": "false",
          ],
          [
            Tag.rect(["class": "room", "x": "0", "y": "0", "width": "100", "height": "24"]),
            Tag.rect([
              "class": "is", "x": "0", "y": "0", "width": width(category.after.passing),
              "height": "15",
            ]),
            Tag.rect(["class": "was", "x": "0", "y": "15", "width": width(before), "height": "9"]),
          ]
        ),
        Tag.strong("\(before) → \(category.after.passing) of \(category.after.total)"),
      ]
    )
  }

  private func table(_ comparison: ReadinessComparison) -> HTMLNode {
    let rows = ComparisonWording.rows(comparison).map { row in
      Tag.tr([Tag.th(["scope": "row"], row.name), Tag.td(row.before), Tag.td(row.after)])
    }
    return PageTable.node(["Category", "Before", "After"], lines: rows)
  }

  private func moved(_ comparison: ReadinessComparison) -> HTMLNode {
    guard !comparison.moved.isEmpty else { return .none }
    return Tag.details(
      ["class": "clump-more"],
      [
        Tag.summary("\(comparison.moved.count) controls moved, and why"),
        Tag.ul(
          ["class": "checks"],
          comparison.moved.map { control in
            Tag.li([
              PageMark(control.after).icon(),
              Tag.div([
                Tag.strong([
                  Tag.a(["href": "#\(control.control.rawValue)"], control.control.rawValue),
                  .text(" \(control.title): \(ComparisonWording.movement(of: control))"),
                ]),
                .group(
                  control.checks.map { check in
                    Tag.div(["class": "quiet"], ComparisonWording.text(of: check))
                  }
                ),
              ]),
            ])
          }
        ),
      ]
    )
  }
}
