package import ReadinessModel

/// Words that every format uses for the same thing.
package enum Wording {
  /// Names a category.
  package static func name(of category: ControlCategory) -> String {
    switch category {
    case .security: "Security"
    case .availability: "Availability"
    case .confidentiality: "Confidentiality"
    case .changeManagement: "Change management"
    }
  }

  /// Names a status.
  package static func name(of status: DesignStatus) -> String {
    switch status {
    case .passing: "Passing"
    case .failing: "Failing"
    case .warning: "Warning"
    case .notAssessed: "Not assessed"
    case .needsAttestation: "Needs attestation"
    case .collecting: "Collecting"
    case .notApplicable: "Not applicable"
    }
  }

  /// Writes a range of engineering days, no finer than an estimate of its size can be.
  package static func days(_ range: EffortRange) -> String {
    let step = range.high >= 10 ? 10 : range.high >= 3 ? 5 : 1
    let (low, high) = (number(range.low, step), number(range.high, step))
    let unit = high == "1" || (low == high && low == "1") ? "day" : "days"
    return low == high ? "\(low) \(unit)" : "\(low)–\(high) \(unit)"
  }

  /// Writes the criteria that a control addresses, and the criterion under whose label gap lists
  /// often have it when that is another one.
  package static func labels(of control: ControlAssessment) -> String {
    let criteria = control.primaryCriteria.map(\.rawValue)
    let others = control.aliases.filter { $0.contains(".") && !criteria.contains($0) }
    let listed = others.isEmpty ? "" : "often listed as \(others.joined(separator: ", "))"
    return [criteria.joined(separator: ", "), listed].filter { !$0.isEmpty }
      .joined(separator: ", ")
  }

  /// Names the controls that closing a gap unlocks.
  package static func controls(of gap: FixFirst) -> String {
    (gap.unlocks.isEmpty ? [gap.control] : gap.unlocks).map(\.rawValue).joined(separator: ", ")
  }

  /// Writes what closing a gap takes, and the criteria it gives evidence for.
  package static func cost(of gap: FixFirst) -> String {
    let criteria = gap.criteria.map(\.rawValue).joined(separator: ", ")
    return days(gap.effort) + (criteria.isEmpty ? "" : "; evidence for \(criteria)")
  }

  /// Writes the bottom line.
  package static func bottomLine(_ summary: ReadinessSummary) -> String {
    let days = days(summary.effort)
    return "\(summary.passing) of \(summary.total) controls passing"
      + (summary.effort.high > 0 ? "; \(days.replacingUnit) to close the gaps" : "")
  }

  /// Counts controls by status, leaving out what does not occur.
  package static func tally(_ summary: ReadinessSummary) -> String {
    let counts = [
      (summary.failing, "failing"), (summary.warning, "warning"),
      (summary.notAssessed, "not assessed"), (summary.needsAttestation, "needs attestation"),
      (summary.collecting, "collecting history"),
      (summary.notApplicable, "not applicable"),
    ]
    let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return (["\(summary.assessed) of \(summary.total) assessed"] + parts).joined(separator: ", ")
  }

  /// How far the criteria that no control reaches have a document behind them; empty when none has.
  package static func register(_ criteria: [CriterionCoverage]) -> String {
    let people = criteria.filter { $0.coverage != .tested }
    let written = people.filter { $0.documents != nil }
    guard !written.isEmpty else { return "" }
    let approved = written.count { ($0.documents ?? []).contains { $0.isApproved } }
    return
      " For \(written.count) of these a document says that it serves them, approved and in date for"
      + " \(approved); no document makes a control pass."
  }

  /// The documents that say they serve a criterion, nil when there is none.
  package static func documents(_ criterion: CriterionCoverage) -> String? {
    guard let documents = criterion.documents, let first = documents.first else { return nil }
    let approved = documents.count { $0.isApproved }
    let more = documents.count > 1 ? " and \(documents.count - 1) more" : ""
    return "\(first.file)\(more), \(approved) of \(documents.count) approved"
  }

  /// Shortens runs of criteria of one family, as in `CC1.1–CC1.5`.
  package static func criteria(_ ids: [CriterionID]) -> String {
    var runs: [(first: String, last: String, family: String, number: Int)] = []
    for id in ids.map(\.rawValue) {
      let parts = id.split(separator: ".")
      let family = String(parts.first ?? "")
      let number = parts.last.flatMap { Int($0) } ?? 0
      if let run = runs.last, run.family == family, run.number + 1 == number {
        runs[runs.count - 1] = (run.first, id, family, number)
      } else {
        runs.append((id, id, family, number))
      }
    }
    return runs.map { $0.first == $0.last ? $0.first : "\($0.first)–\($0.last)" }
      .joined(separator: ", ")
  }

  /// Writes a number of days, rounded to a step of so many tenths.
  private static func number(_ days: Double, _ step: Int) -> String {
    let tenths = Int((days * 10 / Double(step)).rounded()) * step
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

extension String {
  /// The same days, called what they are.
  fileprivate var replacingUnit: String {
    hasSuffix(" days")
      ? String(dropLast(5)) + " engineering days" : String(dropLast(4)) + " engineering day"
  }
}
