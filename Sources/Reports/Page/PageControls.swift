import ReadinessModel

/// The controls, those that need work first: each with its design, its operation and its checks.
struct PageControls {
  private let report: ReadinessReport
  /// The places of findings, by control and check.
  private let bearing: [CheckOfControl: [SourceLocation]]

  init(report: ReadinessReport) {
    self.report = report
    bearing = PlaceIndex.of(report.assessment)
  }

  private static let placesAtMost = 4

  var section: PageSection {
    PageSection(
      "controls",
      "Controls",
      lead: "Design is what the code shows today. Operation is what was recorded over time.",
      Self.clumps.compactMap(clump)
    )
  }

  /// Statuses in the order of the page; those that need nothing are folded away.
  private static let clumps: [(title: String, statuses: [DesignStatus], isFolded: Bool)] = [
    ("Failing", [.failing], false),
    ("Warning", [.warning], false),
    ("Not decided by the code", [.needsAttestation, .notAssessed], false),
    ("Collecting history", [.collecting], false),
    ("Passing", [.passing], true),
    ("Not applicable", [.notApplicable], true),
  ]

  private func clump(
    _ clump: (title: String, statuses: [DesignStatus], isFolded: Bool)
  ) -> HTMLNode? {
    let members = report.assessment.controls.filter { clump.statuses.contains($0.design) }
    guard !members.isEmpty else { return nil }
    let title = "\(clump.title) (\(members.count))"
    let controls = members.map(control)
    guard clump.isFolded else {
      return Tag.div(["class": "clump"], [Tag.h3(title)] + controls)
    }
    return Tag.details(["class": "clump clump-more"], [Tag.summary(title)] + controls)
  }

  private func control(_ assessed: ControlAssessment) -> HTMLNode {
    let mark = PageMark(assessed.design)
    return Tag.details(
      ["class": "control", "id": assessed.id.rawValue],
      [
        Tag.summary([
          mark.icon(named: mark.name),
          Tag.span(
            ["class": "title"],
            [Tag.span(["class": "id"], assessed.id.rawValue), .text(assessed.title)]
          ),
          Tag.span(["class": "reason"], PageGapList.bounded(assessed.reason)),
        ]),
        Tag.div(["class": "body"], body(of: assessed)),
      ]
    )
  }

  private func body(of assessed: ControlAssessment) -> [HTMLNode] {
    let control = report.profile.controls.first { $0.id == assessed.id }
    return [
      control.map { Tag.p($0.statement) } ?? .none,
      trio(assessed, control),
      Tag.p(
        ["class": "quiet"],
        [.text("Addresses ")] + links(assessed.primaryCriteria)
          + (supporting(assessed).isEmpty
            ? [] : [.text("; supports ")] + links(supporting(assessed)))
          + [.text(others(assessed).map { ". Often listed as \($0)." } ?? ".")]
      ),
      Tag.ul(["class": "checks"], assessed.checks.map { check($0, of: assessed) }),
      attestations(of: control),
    ]
  }

  private func supporting(_ control: ControlAssessment) -> [CriterionID] {
    control.criteria.filter { !control.primaryCriteria.contains($0) }
  }

  private func others(_ control: ControlAssessment) -> String? {
    let labels = control.aliases.filter { alias in
      !control.primaryCriteria.contains { $0.rawValue == alias }
    }
    return labels.isEmpty ? nil : labels.joined(separator: ", ")
  }

  private func links(_ criteria: [CriterionID]) -> [HTMLNode] {
    criteria.enumerated().flatMap { index, criterion -> [HTMLNode] in
      [
        .text(index == 0 ? "" : ", "),
        Tag.a(["href": "#\(criterion.rawValue)"], criterion.rawValue),
      ]
    }
  }

  /// Design, operation and people: three answers that are never added up.
  private func trio(_ assessed: ControlAssessment, _ control: Control?) -> HTMLNode {
    let window = report.operation?.windows.first { $0.control == assessed.id }
    let operation: (PageMark, String) =
      window.map { (PageMark($0.state), $0.reason) }
      ?? (.unseen, "Nothing is recorded yet")
    let people = control?.attestations.count ?? 0
    return Tag.dl(
      ["class": "trio"],
      [
        pair("Design", PageMark(assessed.design).status),
        pair("Operation", operation.0.status(operation.1)),
        pair(
          "People",
          people == 0
            ? PageMark.none.status("Nothing to state")
            : PageMark.attestation.status(people == 1 ? "1 statement" : "\(people) statements")
        ),
        pair(
          "Work",
          .text(assessed.effort.high > 0 ? Wording.days(assessed.effort) : "None")
        ),
      ]
    )
  }

  private func pair(_ name: String, _ value: HTMLNode) -> HTMLNode {
    Tag.div([Tag.dt(name), Tag.dd([value])])
  }

  private func check(_ check: CheckResult, of control: ControlAssessment) -> HTMLNode {
    let mark = PageMark(check.outcome)
    let text = check.outcome == .holds ? check.statement : check.summary
    let places = places(of: check, in: control)
    return Tag.li([
      mark.icon(named: mark.name),
      Tag.div([
        .text(PageGapList.bounded(text.isEmpty ? check.statement : text)),
        .text(" "),
        Tag.span(["class": "tag"], check.isRequired ? "required" : "supporting"),
        places.isEmpty
          ? .none : Tag.div(["class": "quiet mono"], places.joined(separator: ", ")),
      ]),
    ])
  }

  private func places(of check: CheckResult, in control: ControlAssessment) -> [String] {
    let locations = bearing[CheckOfControl(control: control.id, check: check.check)] ?? []
    let shown = locations.prefix(Self.placesAtMost).map { PageGapList.bounded("\($0)") }
    let more = locations.count - shown.count
    return shown + (more > 0 ? ["and \(more) more"] : [])
  }

  private func attestations(of control: Control?) -> HTMLNode {
    guard let control, !control.attestations.isEmpty else { return .none }
    return .group([
      Tag.h4("What a person has to state"),
      Tag.ul(["class": "known"], control.attestations.map { Tag.li($0) }),
    ])
  }
}

/// A check as it bears on a control.
struct CheckOfControl: Hashable {
  var control: ControlID
  var check: CheckID
}

/// Places of findings by what they bear on.
enum PlaceIndex {
  static func of(_ assessment: ReadinessAssessment) -> [CheckOfControl: [SourceLocation]] {
    var result: [CheckOfControl: [SourceLocation]] = [:]
    for bearing in assessment.findings {
      let key = CheckOfControl(control: bearing.control, check: bearing.finding.check)
      for place in bearing.finding.locations where result[key]?.last != place {
        result[key, default: []].append(place)
      }
    }
    return result
  }
}
