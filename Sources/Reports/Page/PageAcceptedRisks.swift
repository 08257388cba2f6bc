import ReadinessModel

/// What people decided to live with, none of which makes a control pass.
struct PageAcceptedRisks {
  let report: ReadinessReport

  private static let routesAtMost = 100

  var section: PageSection {
    PageSection(
      "accepted",
      "Accepted risks and decisions",
      lead: "What people decided to live with stands beside the gaps; it makes no control pass.",
      [risks, openRoutes]
    )
  }

  private var risks: HTMLNode {
    guard let register = report.records.risks else {
      return Tag.p("No register of risks was found, so nothing is known to be accepted.")
    }
    let accepted = register.accepted
    let listed =
      register.entries.count == 1
      ? "1 risk is listed" : "\(register.entries.count) risks are listed"
    let standing = accepted.isEmpty ? "none is accepted" : "\(accepted.count) accepted"
    let counts = "\(listed) in \(register.location.file); \(standing)."
    guard !accepted.isEmpty else { return Tag.p(counts) }
    return .group([
      Tag.p(counts),
      PageTable.node(
        ["Risk", "Accepted by", "Until", "Owner", "Listed at"],
        rows: accepted.map(row)
      ),
    ])
  }

  private func row(_ risk: RiskEntry) -> [HTMLNode] {
    [
      .text(risk.title), .text(risk.acceptedBy ?? ""), until(risk), .text(risk.owner ?? "nobody"),
      Tag.span(["class": "mono"], "\(risk.location)"),
    ]
  }

  private func until(_ risk: RiskEntry) -> HTMLNode {
    guard let day = risk.acceptedUntil else {
      return PageMark.warning.status("no day on which it ends")
    }
    guard let today = CivilDay(report.assessment.assessedOn), day < today else {
      return .text("\(day)")
    }
    return PageMark.failing.status("ended on \(day)")
  }

  private var openRoutes: HTMLNode {
    let routes = report.records.openRoutes
    guard !routes.isEmpty else { return .none }
    let shown = routes.prefix(Self.routesAtMost)
    let more = routes.count - shown.count
    return .group([
      Tag.h3("Routes that are meant to be open (\(routes.count))"),
      PageTable.node(
        ["Route", "Why", "Says", "At"],
        rows: shown.map { route in
          [
            Tag.span(["class": "mono"], "\(route.method) \(route.path)"),
            .text(route.authentication.reason ?? ""), .text(route.authentication.by ?? ""),
            Tag.span(["class": "mono"], "\(route.authentication.at ?? route.location)"),
          ]
        }
      ),
      more > 0
        ? Tag.p(["class": "quiet"], "And \(more) more: auditwright routes lists them.") : .none,
    ])
  }
}
