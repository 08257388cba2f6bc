import ReadinessModel

/// How controls operated: windows, populations, and what deviated.
struct PageOperation {
  let report: ReadinessReport

  private static let slotsAtMost = 60
  private static let deviationsAtMost = 500
  private static let itemsAtMost = 25

  /// The windows, one strip each.
  var windows: PageSection {
    guard let operation = report.operation, operation.records != nil else {
      return PageSection(
        "windows",
        "Observation windows",
        [
          Tag.p(
            "Nothing was recorded of how controls operate, so no window has begun. An examination of"
              + " type II looks at months of such records."
          ),
          Tag.p([.text("Begin today: "), PageStart.command("auditwright watch")]),
        ]
      )
    }
    return PageSection(
      "windows",
      "Observation windows",
      lead: OperationWording.bottomLine(operation)
        + (OperationWording.closing(operation).map { " \($0)" } ?? ""),
      [
        PageTable.node(
          ["Control", "Stands", "Periods", "Earliest close"],
          lines: operation.windows.map(row)
        ),
        slotLegend,
      ]
    )
  }

  private func row(_ window: ObservationWindow) -> HTMLNode {
    let shown = window.slots.suffix(Self.slotsAtMost)
    let told = shown.isEmpty ? "no period yet" : summary(of: window)
    return Tag.tr([
      Tag.th(
        ["scope": "row"],
        [
          Tag.a(["href": "#\(window.control.rawValue)"], window.control.rawValue),
          .text(" \(window.title)"),
        ]
      ),
      Tag.td([PageMark(window.state).status(window.reason)]),
      Tag.td([
        Tag.span(
          ["class": "strip", "role": "img", "aria-label": told],
          shown.map { slot in
            Tag.span([
              "class": "slot-\(slot.status.rawValue)",
              "title": "\(slot.span.from): \(slot.status.rawValue)",
            ])
          }
        )
      ]),
      Tag.td(["class": "day"], window.state == .sufficient ? "" : "\(window.earliestCloseOn)"),
    ])
  }

  private func summary(of window: ObservationWindow) -> String {
    let counts = EvidenceSlot.Status.allCases.compactMap { status -> String? in
      let count = window.slots.count { $0.status == status }
      return count == 0 ? nil : "\(count) \(status.rawValue)"
    }
    return "\(window.slots.count) periods: \(counts.joined(separator: ", "))"
  }

  private var slotLegend: HTMLNode {
    let words: [(EvidenceSlot.Status, String)] = [
      (.held, "Evidence, and good"), (.broken, "The control did not hold"),
      (.missing, "No evidence"), (.open, "Not over yet"),
    ]
    return Tag.ul(
      ["class": "legend"],
      words.map { status, text in
        Tag.li([
          Tag.span(
            ["class": "strip", "aria-hidden": "true"],
            [Tag.span(["class": "slot-\(status.rawValue)"])]
          ),
          .text(text),
        ])
      }
    )
  }

  /// The populations an auditor draws from.
  var populations: PageSection? {
    guard let operation = report.operation, !operation.populations.isEmpty else { return nil }
    return PageSection(
      "populations",
      "Populations",
      lead:
        "Every item of a kind in the period, with the query that gave it; samples are drawn from"
        + " complete ones only.",
      [
        PageTable.node(
          ["Population", "Items", "Period", "Controls", "Stands"],
          lines: operation.populations.map(row)
        ), samples,
      ]
    )
  }

  /// What an auditor would draw; anybody can draw it again from the seed.
  private var samples: HTMLNode {
    let samples = report.records.samples
    guard !samples.isEmpty else { return .none }
    return .group([
      Tag.h3("Samples"),
      Tag.p(
        ["class": "quiet"],
        "Drawn from the digest of the population, so that nobody chose them."
      ),
      PageTable.node(
        ["Population", "Control", "Drawn", "Items", "Seed"],
        rows: samples.map { sample in
          [
            .text(sample.population), .text(sample.control.rawValue),
            .text("\(sample.selections.count) of \(ReportWording.number(sample.populationSize))"),
            Tag.span(["class": "mono"], items(of: sample)),
            Tag.span(["class": "mono"], String(sample.seed.prefix(16))),
          ]
        }
      ),
    ])
  }

  private func items(of sample: Sample) -> String {
    let shown = sample.selections.prefix(Self.itemsAtMost).map(\.item)
    let more = sample.selections.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  private func row(_ population: Population) -> HTMLNode {
    let mark: PageMark =
      switch population.standing {
      case .complete: .passing
      case .noOccurrence: .none
      case .incomplete: .warning
      }
    let doubts = population.doubts
    return Tag.tr([
      Tag.th(
        ["scope": "row"],
        [
          .text(population.title),
          .group(
            population.sources.prefix(3).map { Tag.div(["class": "quiet mono"], $0.query) }
          ),
        ]
      ),
      Tag.td(["class": "number"], ReportWording.number(population.items.count)),
      Tag.td("\(population.from.day) – \(population.to.day)"),
      Tag.td(PlanWording.list(population.controls)),
      Tag.td([
        mark.status(population.standing.rawValue),
        .group(doubts.prefix(5).map { Tag.div(["class": "quiet"], $0) }),
      ]),
    ])
  }

  /// What deviated; a deviation stays when it is mended.
  var deviations: PageSection? {
    guard let operation = report.operation, operation.records != nil else { return nil }
    let shown = operation.deviations.prefix(Self.deviationsAtMost)
    return PageSection(
      "deviations",
      "Deviations",
      lead: operation.deviations.isEmpty
        ? "None was recorded."
        : "A deviation stays when it is mended; what was done is told beside it.",
      shown.map { deviation in
        Tag.article(
          ["class": "gap"],
          [
            Tag.h3([
              (deviation.to == nil ? PageMark.failing : PageMark.warning)
                .icon(named: deviation.to == nil ? "Goes on" : "Ended"),
              Tag.span(deviation.message),
            ]),
            Tag.p(
              ["class": "quiet"],
              "\(OperationWording.span(deviation)) · \(PlanWording.list(deviation.controls)) ·"
                + " \(deviation.kind.rawValue)"
                + (deviation.evidence.isEmpty
                  ? "" : " · evidence \(deviation.evidence.prefix(5).joined(separator: ", "))")
            ),
            deviation.correction.map { Tag.p("Done about it: \($0)") } ?? .none,
          ]
        )
      }
    )
  }
}
