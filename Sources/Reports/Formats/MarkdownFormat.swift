package import ReadinessModel

/// Renders an assessment as Markdown, for issues, pull requests and documents.
package struct MarkdownFormat: Sendable {
  private static let placesAtMost = 10
  private static let findingsAtMost = 25

  /// Creates a format.
  package init() {}

  /// Renders the assessment; ends with a line break.
  package func render(_ assessment: ReadinessAssessment) -> String {
    let blocks =
      [heading(assessment)]
      + assessment.summary.categories.map { category($0, assessment) }
      + [fixFirst(assessment)]
      + assessment.controls.filter { $0.design != .passing }.map { details($0, assessment) }
      + [notSeen(assessment), criteria(assessment)]
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private func safe(_ text: String) -> String { SafeText.markdown(text) }

  private func heading(_ assessment: ReadinessAssessment) -> [String] {
    let summary = assessment.summary
    let commit = assessment.commit.map { ", commit \(safe(String($0.prefix(12))))" } ?? ""
    return [
      "# SOC 2 readiness of \(safe(assessment.repository))",
      "",
      "**\(Wording.bottomLine(summary)).** \(Wording.tally(summary)).",
      "",
      "As of \(safe(assessment.assessedOn))\(commit), \(safe(assessment.profile)) profile,"
        + " Auditwright \(safe(assessment.toolVersion)). This is readiness as designed; how"
        + " controls operate over time is not part of it.",
    ]
  }

  private func category(_ score: CategoryScore, _ assessment: ReadinessAssessment) -> [String] {
    let name = Wording.name(of: score.category)
    let rows = assessment.controls.filter { $0.category == score.category }.map { control in
      let place = control.keyLocations.first.map { " — \(safe("\($0)"))" } ?? ""
      let called = " (\(safe(Wording.labels(of: control))))"
      return "| \(control.id) \(safe(control.title))\(called) | "
        + "\(Wording.name(of: control.design)) | \(safe(control.reason))\(place) |"
    }
    return ["## \(name): \(score.passing) of \(score.total) passing", ""]
      + ["| Control | Status | Finding |", "|---|---|---|"] + rows
  }

  private func fixFirst(_ assessment: ReadinessAssessment) -> [String] {
    guard !assessment.fixFirst.isEmpty else { return [] }
    let rows = assessment.fixFirst.enumerated().map { index, gap in
      let wait = gap.leadTimeDays > 0 ? "; then \(gap.leadTimeDays) days of evidence" : ""
      return "\(index + 1). **\(Wording.controls(of: gap))** (\(Wording.cost(of: gap))\(wait)): "
        + safe(gap.message)
    }
    return ["## Fix first", ""] + rows
  }

  private func details(_ control: ControlAssessment, _ assessment: ReadinessAssessment) -> [String]
  {
    var lines = [
      "### \(control.id) \(safe(control.title)): \(Wording.name(of: control.design).lowercased())",
      "",
      "Criteria: \(control.criteria.map(\.rawValue).joined(separator: ", ")).",
      "",
    ]
    for check in control.checks where check.outcome != .notApplicable {
      let kind = check.isRequired ? "" : " (a hint)"
      lines.append(
        "- \(mark(check.outcome)) \(safe(check.statement)) `\(check.check)`\(kind)"
      )
      guard check.outcome != .holds else { continue }
      lines += findings(of: check, control, assessment)
    }
    return lines
  }

  private func findings(
    of check: CheckResult,
    _ control: ControlAssessment,
    _ assessment: ReadinessAssessment
  ) -> [String] {
    let findings = assessment.findings
      .filter { $0.control == control.id && $0.finding.check == check.check }
      .map(\.finding)
      .filter { $0.outcome != .holds && $0.outcome != .notApplicable }
    let shown = findings.prefix(Self.findingsAtMost).map { finding in
      let places = finding.locations.prefix(Self.placesAtMost).map { safe("\($0)") }
      let more = finding.locations.count - places.count
      let tail = more > 0 ? " and \(more) more" : ""
      let place = places.isEmpty ? "" : " — \(places.joined(separator: ", "))\(tail)"
      return "  - \(safe(finding.message))\(place)"
    }
    let more = findings.count - shown.count
    return shown + (more > 0 ? ["  - and \(more) more"] : [])
  }

  private func mark(_ outcome: Outcome) -> String {
    switch outcome {
    case .holds: "Holds:"
    case .doesNotHold: "**Does not hold:**"
    case .unconfirmed: "**Unconfirmed:**"
    case .notObservable: "Not seen:"
    case .needsAttestation: "Needs a person's word:"
    case .notApplicable: "Does not apply:"
    }
  }

  private func notSeen(_ assessment: ReadinessAssessment) -> [String] {
    guard !assessment.notSeen.isEmpty else { return [] }
    return ["## Not looked at", ""] + assessment.notSeen.map { "- \(safe($0))" }
  }

  private func criteria(_ assessment: ReadinessAssessment) -> [String] {
    guard !assessment.criteria.isEmpty else { return [] }
    let people = assessment.criteria.filter { $0.coverage != .tested }
    let rows = assessment.criteria.map { criterion in
      let controls = criterion.controls.map(\.rawValue).joined(separator: ", ")
      let behind =
        switch criterion.coverage {
        case .tested: "\(criterion.passing) of \(criterion.controls.count) controls passing"
        case .supported: "documents and people; supported by controls"
        case .people: "documents and people"
        }
      let papers = Wording.documents(criterion).map { "; " + safe($0) } ?? ""
      return
        "| \(criterion.criterion) | \(safe(criterion.title)) | \(controls) | \(behind)\(papers) |"
    }
    return [
      "## Criteria",
      "",
      "\(people.count) of \(assessment.criteria.count) criteria in scope need documents and people"
        + " whatever the code shows." + Wording.register(assessment.criteria),
      "",
      "| Criterion | About | Controls | What stands behind it |",
      "|---|---|---|---|",
    ] + rows
  }
}
