import ReadinessModel

/// What to do first: the gaps whose closing is worth most for a day of work.
struct PageStart {
  let report: ReadinessReport

  private static let gapsAtMost = 5

  var section: PageSection? {
    let first = report.assessment.fixFirst.prefix(Self.gapsAtMost)
    guard !first.isEmpty else { return nil }
    return PageSection(
      "start",
      "Start here",
      lead: "What only time completes comes first, then what a day of work moves furthest.",
      [Tag.ol(["class": "ranked"], first.map(row))]
    )
  }

  private func row(_ gap: FixFirst) -> HTMLNode {
    Tag.li([
      Tag.div(["class": "what"], [.sentence(gap.message)]),
      Tag.div(
        ["class": "quiet"],
        [
          Tag.a(["href": "#\(gap.control.rawValue)"], gap.control.rawValue),
          .text(" · \(worth(of: gap))"),
        ]
      ),
      command(for: gap.check).map(Self.command) ?? .none,
    ])
  }

  /// What closing the gap costs and moves.
  private func worth(of gap: FixFirst) -> String {
    var parts = [Wording.cost(of: gap)]
    if !gap.unlocks.isEmpty {
      parts.append("lets \(PlanWording.list(gap.unlocks)) pass")
    }
    if gap.leadTimeDays > 0 { parts.append("then \(gap.leadTimeDays) days of evidence") }
    return parts.joined(separator: " · ")
  }

  private func command(for check: CheckID) -> String? {
    (report.plan?.items.flatMap(\.steps) ?? []).first { $0.checks.contains(check) }
      .flatMap(PlanWording.command)
  }

  /// A command with a button that copies it.
  static func command(_ text: String) -> HTMLNode {
    Tag.span(
      ["class": "command"],
      [
        Tag.code(text),
        Tag.button(
          ["type": "button", "class": "copy", "data-text": text, "aria-label": "Copy \(text)"],
          "Copy"
        ),
      ]
    )
  }
}
