import ReadinessModel

/// The criteria as a map: what passes, what does not, and what no scan can show.
struct PageCriteria {
  let report: ReadinessReport

  private static let families: [String: String] = [
    "CC1": "Control environment", "CC2": "Communication", "CC3": "Risk assessment",
    "CC4": "Monitoring of controls", "CC5": "Control activities", "CC6": "Access",
    "CC7": "Operations", "CC8": "Change", "CC9": "Risk mitigation", "A1": "Availability",
    "C1": "Confidentiality", "PI1": "Processing integrity", "P": "Privacy",
  ]

  var section: PageSection {
    let scope = report.assessment.criteria.count
    let all = report.framework.criteria.count
    return PageSection(
      "criteria",
      "Criteria",
      lead:
        "\(scope) of \(all) criteria are in scope. A criterion stands as its worst control does."
        + " Dashed ones need documents and people, or are out of scope; no scan can show them.",
      [Tag.div(["class": "criteria"], families.map(row)), legend, details]
    )
  }

  private var coverage: [CriterionID: CriterionCoverage] {
    Dictionary(
      report.assessment.criteria.map { ($0.criterion, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  private var designs: [ControlID: DesignStatus] {
    Dictionary(
      report.assessment.controls.map { ($0.id, $0.design) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  private var families: [(name: String, criteria: [Criterion])] {
    var order: [String] = []
    var members: [String: [Criterion]] = [:]
    for criterion in report.framework.criteria {
      if members[criterion.family] == nil { order.append(criterion.family) }
      members[criterion.family, default: []].append(criterion)
    }
    return order.map { ($0, members[$0] ?? []) }
  }

  private func row(_ family: (name: String, criteria: [Criterion])) -> HTMLNode {
    let title = Self.families[family.name].map { "\(family.name) · \($0)" } ?? family.name
    return Tag.div(
      ["class": "family"],
      [Tag.span(title), Tag.ul(["class": "cells"], family.criteria.map(cell))]
    )
  }

  private func cell(_ criterion: Criterion) -> HTMLNode {
    let mark = mark(of: criterion)
    let words = "\(criterion.title): \(word(of: criterion))"
    return Tag.li([
      Tag.a(
        [
          "class": mark == nil ? "cell cell-out" : "cell", "href": "#\(criterion.id.rawValue)",
          "title": words,
        ],
        [
          (mark ?? .none).icon(named: word(of: criterion)), .text(criterion.id.rawValue),
        ]
      )
    ])
  }

  /// The mark of a criterion that a control addresses; nil for the others.
  private func mark(of criterion: Criterion) -> PageMark? {
    guard let entry = coverage[criterion.id], entry.coverage == .tested else { return nil }
    let statuses = entry.controls.compactMap { designs[$0] }.filter { $0 != .notApplicable }
    let order: [DesignStatus] = [
      .failing, .warning, .notAssessed, .needsAttestation, .collecting, .passing,
    ]
    return order.first { statuses.contains($0) }.map(PageMark.init) ?? PageMark.none
  }

  private func word(of criterion: Criterion) -> String {
    if let mark = mark(of: criterion) { return mark.name.lowercased() }
    guard let entry = coverage[criterion.id] else { return "out of scope" }
    return entry.coverage == .supported
      ? "supported by controls; people decide" : "documents and people only"
  }

  private var legend: HTMLNode {
    Tag.ul(
      ["class": "legend"],
      PageMark.allCases.map { mark in
        Tag.li([
          mark.icon(), .text(mark == .none ? "No scan can show it, or out of scope" : mark.name),
        ])
      }
    )
  }

  private var details: HTMLNode {
    Tag.details(
      ["class": "clump-more"],
      [
        Tag.summary("Every criterion, and what stands behind it"),
        PageTable.node(
          ["Criterion", "Stands", "Controls", "What only people can show"],
          lines: report.framework.criteria.map(line)
        ),
      ]
    )
  }

  private func line(_ criterion: Criterion) -> HTMLNode {
    let controls = coverage[criterion.id]?.controls ?? []
    let links: [HTMLNode] = controls.enumerated().flatMap { index, control -> [HTMLNode] in
      [.text(index == 0 ? "" : ", "), Tag.a(["href": "#\(control.rawValue)"], control.rawValue)]
    }
    return Tag.tr(
      ["id": criterion.id.rawValue],
      [
        Tag.th(
          ["scope": "row"],
          [.text("\(criterion.id.rawValue) "), Tag.span(["class": "quiet"], criterion.title)]
        ),
        Tag.td([(mark(of: criterion) ?? .none).status(word(of: criterion))]),
        Tag.td(links),
        Tag.td(criterion.peopleShow),
      ]
    )
  }
}
