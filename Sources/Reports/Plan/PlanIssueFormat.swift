package import ReadinessModel

/// An issue for an item of a plan.
package struct PlanIssue: Hashable, Sendable {
  /// The item's identifier.
  package var item: String
  /// The issue's title.
  package var title: String
  /// The issue's text; its first line is a mark that readers do not see.
  package var body: String

  /// The label that all issues of a plan carry.
  package static let label = "auditwright"

  /// The mark by which the issue of an item is found again.
  package static func mark(of item: String) -> String { "<!-- auditwright:plan:\(item) -->" }

  /// Creates a value from its parts.
  package init(item: String, title: String, body: String) {
    self.item = item
    self.title = title
    self.body = body
  }

  /// The file in a folder of issues.
  package var fileName: String { "\(item).md" }

  /// The issue as a file, with its title and label before the text.
  package var file: String {
    let quoted = title.map { "\"\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    return "---\ntitle: \"\(quoted)\"\nlabels: [\(Self.label)]\n---\n\(body)"
  }
}

/// Renders a plan as issues, one for each item.
///
/// An issue says nothing that changes from day to day, so that writing the same plan again changes
/// no issue.
package struct PlanIssueFormat: Sendable {
  private static let placesAtMost = 5

  /// Creates a format.
  package init() {}

  /// Renders the issues, in the order of the plan.
  package func issues(_ plan: RemediationPlan) -> [PlanIssue] {
    plan.items.map { item in
      PlanIssue(
        item: item.id,
        title: SafeText.line("\(item.title) (\(PlanWording.list(item.controls)))"),
        body: body(of: item, in: plan)
      )
    }
  }

  private func body(of item: PlanItem, in plan: RemediationPlan) -> String {
    var blocks = [
      [PlanIssue.mark(of: item.id)],
      ["\(safe(item.together)) It takes \(Wording.days(item.effort))\(evidence(of: item))."],
    ]
    blocks += item.steps.map(step)
    if !item.after.isEmpty {
      blocks.append(
        item.after.map { before in
          let title = plan.items.first { $0.id == before.remedy }?.title ?? before.remedy
          return "Comes after: \(safe(title)), because \(safe(before.because))."
        }
      )
    }
    let criteria = item.criteria.map(\.rawValue).joined(separator: ", ")
    blocks.append(["Gives evidence for \(criteria). Passing is as designed; an auditor examines."])
    if !item.attestations.isEmpty {
      blocks.append(
        ["What a person still states:", ""] + item.attestations.map { "- [ ] \(safe($0))" }
      )
    }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func evidence(of item: PlanItem) -> String {
    item.leadTimeDays > 0
      ? ", and then \(item.leadTimeDays) days of evidence have to gather" : ""
  }

  private func step(_ step: PlanStep) -> [String] {
    var lines = ["### \(safe(step.how))", ""]
    if let command = PlanWording.command(step) {
      lines += ["`\(command)` writes the change and proves it; you review it.", ""]
    }
    lines += step.gaps.map { "- [ ] \(safe($0))" }
    let places = step.locations.prefix(Self.placesAtMost)
    let more = step.findings - places.count
    if !places.isEmpty {
      let list = places.map { safe("\($0)") }.joined(separator: ", ")
      lines += ["", "Open \(list)\(more > 0 ? " and \(more) more" : "")."]
    }
    return lines
  }

  private func safe(_ text: String) -> String { SafeText.markdown(text) }
}
