package import ReadinessModel

/// Renders a plan as Markdown, to be kept as `SOC2-REMEDIATION-PLAN.md`.
package struct PlanMarkdownFormat: Sendable {
  /// Name of the file that a plan is kept in.
  package static let fileName = "SOC2-REMEDIATION-PLAN.md"

  /// Creates a format.
  package init() {}

  /// Renders the plan; ends with a line break.
  package func render(_ plan: RemediationPlan) -> String {
    let blocks =
      [heading(plan), today(plan), calendar(plan), order(plan)]
      + plan.items.map { details($0, in: plan) }
      + [unplanned(plan), [PlanWording.limit]]
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private func safe(_ text: String) -> String { SafeText.markdown(text) }

  private func heading(_ plan: RemediationPlan) -> [String] {
    let commit = plan.commit.map { ", commit \(safe(String($0.prefix(12))))" } ?? ""
    let calendar = plan.items.isEmpty ? [] : ["", safe(PlanWording.calendar(plan))]
    return [
      "# SOC 2 remediation plan of \(safe(plan.repository))",
      "",
      "**\(safe(PlanWording.bottomLine(plan)))**",
    ] + calendar + [
      "",
      "As of \(safe(plan.assessedOn))\(commit), \(safe(plan.profile)) profile, Auditwright"
        + " \(safe(plan.toolVersion)).",
    ]
  }

  private func today(_ plan: RemediationPlan) -> [String] {
    guard !plan.items.isEmpty else { return [] }
    let first = plan.items.filter { $0.dates.startsOn == plan.startsOn }.map { item in
      let commands = item.steps.compactMap(PlanWording.command).map { " Run `\($0)`." }.joined()
      let how = item.steps.map { safe($0.how) }.joined(separator: " ")
      return "- **\(item.number). \(safe(item.title))**"
        + " (\(Wording.days(item.effort)): \(PlanWording.list(item.controls))). \(how)\(commands)"
    }
    let clocks = plan.clocks.map { clock in
      let days = "\(PlanWording.withYear(clock.startsOn)) – \(PlanWording.withYear(clock.endsOn))"
      return "- **\(safe(clock.title)), \(days).** \(safe(clock.action))"
    }
    return ["## Start on \(PlanWording.long(plan.startsOn))", ""] + first
      + ["", "Only time gives the rest, so its clocks start as early as they can:", ""] + clocks
  }

  private func calendar(_ plan: RemediationPlan) -> [String] {
    guard !plan.items.isEmpty else { return [] }
    let several = plan.engineers > 1
    let rows = plan.items.map { item in
      let cells = [
        "\(item.number)", PlanWording.span(item.dates), PlanWording.number(item.effort),
        safe(item.title), PlanWording.list(item.controls), PlanWording.list(item.unlocks),
        PlanWording.means(item).map(\.rawValue).joined(separator: ", "),
        item.dates.evidenceOn.map(PlanWording.withYear) ?? "",
      ]
      return "| \((cells + (several ? ["\(item.dates.engineer)"] : [])).joined(separator: " | ")) |"
    }
    let header =
      ["#", "When", "Days", "What", "Works on", "Passing then", "By", "Evidence by"]
      + (several ? ["Engineer"] : [])
    let rule = String(repeating: "|---", count: header.count) + "|"
    let legend = RemedyMeans.allCases.map { "*\($0.rawValue)*: \(PlanWording.meaning(of: $0))" }
    return ["## The plan", "", "| \(header.joined(separator: " | ")) |", rule] + rows
      + ["", legend.joined(separator: "; ") + "."]
  }

  private func order(_ plan: RemediationPlan) -> [String] {
    guard !plan.items.isEmpty else { return [] }
    let reasons =
      plan.items.flatMap { PlanWording.order($0, in: plan) }
      + PlanWording.clusters(plan).map(\.text)
    return [
      "## Why this order", "",
      "Evidence that only time gives comes first, the longest first; then what a day of work unlocks,"
        + " controls before criteria.",
    ] + (reasons.isEmpty ? [] : [""] + reasons.map { "- \(safe($0))" })
  }

  private func details(_ item: PlanItem, in plan: RemediationPlan) -> [String] {
    var lines = [
      "### \(item.number). \(safe(item.title))", "",
      "\(PlanWording.span(item.dates)), \(Wording.days(item.effort)). Works on"
        + " \(PlanWording.list(item.controls)); evidence for"
        + " \(item.criteria.map(\.rawValue).joined(separator: ", ")). \(safe(item.together))",
    ]
    for step in item.steps {
      let command = PlanWording.command(step).map { " `\($0)`" } ?? ""
      lines += ["", "**\(step.means.rawValue):** \(safe(step.how))\(command)", ""]
      lines += step.gaps.map { "- \(safe($0))" }
      if let place = PlanWording.place(step) { lines.append("- first at \(safe(place))") }
    }
    if !item.attestations.isEmpty {
      lines += ["", "What a person still states:", ""]
      lines += item.attestations.map { "- [ ] \(safe($0))" }
    }
    return lines
  }

  private func unplanned(_ plan: RemediationPlan) -> [String] {
    guard !plan.unplanned.isEmpty else { return [] }
    return ["## Not in the plan", ""]
      + plan.unplanned.map { "- \($0.control) \(safe($0.title)): \(safe($0.reason))" }
  }
}
