import ReadinessModel

/// Words that every format of a readiness report uses.
enum ReportWording {
  /// What a report never is.
  static let limit =
    "This report says how ready a system is for an examination. It is no opinion of an auditor, and"
    + " what it calls passing is design as the code shows it; operation over time stands beside it."

  /// The answer in a sentence or two.
  static func verdict(_ report: ReadinessReport) -> String {
    let summary = report.assessment.summary
    let open = report.assessment.controls.filter {
      ![.passing, .notApplicable].contains($0.design)
    }
    guard let worst = open.first(where: { $0.design == .failing }) ?? open.first else {
      return "All \(summary.total) controls pass as designed. What remains is time, documents and"
        + " people: \(report.assessment.criteria.count { $0.coverage != .tested }) criteria no scan"
        + " can show."
    }
    let start =
      summary.passing == 0
      ? "None of \(summary.total) controls passes yet."
      : "\(summary.passing) of \(summary.total) controls pass."
    let work =
      summary.effort.high > 0
      ? " \(Wording.days(summary.effort)) of engineering would close what the code shows open" : ""
    let first = report.assessment.fixFirst.first.map {
      ", beginning with \(Wording.controls(of: $0))."
    }
    guard !work.isEmpty else {
      return start + " \(worst.title) is what stands open: \(lowered(worst.reason))."
    }
    return start + work + (first ?? ".")
  }

  /// Criteria in scope whose controls all pass, and that a control addresses.
  static func coveredCriteria(_ assessment: ReadinessAssessment) -> Int {
    assessment.criteria.count { isCovered($0) }
  }

  /// Whether a control addresses the criterion, and each that does passes.
  static func isCovered(_ criterion: CriterionCoverage) -> Bool {
    criterion.coverage == .tested && criterion.passing == criterion.controls.count
  }

  /// What stands behind the other criteria.
  static func criteriaNote(_ assessment: ReadinessAssessment) -> String {
    let people = assessment.criteria.count { $0.coverage != .tested }
    return "every control behind them passes; \(people) need documents and people whatever the code"
      + " shows"
  }

  /// What is known of history.
  static func historyNote(_ operation: OperationReport?) -> String {
    guard let operation, let records = operation.records else {
      return "Nothing is recorded yet: auditwright watch begins it"
    }
    let collecting = operation.windows.count { $0.state == .collecting }
    return "\(collecting) collecting, from \(number(records)) records"
  }

  /// When the work would be done.
  static func workNote(_ report: ReadinessReport) -> String {
    guard let plan = report.plan, !plan.items.isEmpty else {
      return report.assessment.summary.effort.high > 0
        ? "Engineering days, both ends of the estimate" : "No gap that code could close"
    }
    return "\(plan.items.count) pieces of work, done by \(PlanWording.withYear(plan.endsOn)) by"
      + " \(plan.engineers == 1 ? "one engineer" : "\(plan.engineers) engineers")"
  }

  /// A whole number with its thousands apart.
  static func number(_ number: Int) -> String {
    var digits = Array(String(abs(number)))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
  }

  /// A number with at most two digits after the point.
  static func decimal(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    let (whole, rest) = (hundredths / 100, hundredths % 100)
    if rest == 0 { return "\(whole)" }
    let text = rest < 10 ? "0\(rest)" : "\(rest)"
    return "\(whole).\(text.hasSuffix("0") ? String(text.dropLast()) : text)"
  }

  /// Text as it stands in the middle of a sentence; names keep their capitals.
  static func lowered(_ text: String) -> String {
    let second = text.dropFirst().first
    guard let second, second.isLowercase || second == " " else { return text }
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension PageMark {
  /// The mark's name.
  var name: String {
    switch self {
    case .passing: "Passing"
    case .failing: "Failing"
    case .warning: "Warning"
    case .attestation: "Needs attestation"
    case .collecting: "Collecting"
    case .unseen: "Not assessed"
    case .none: "Not applicable"
    }
  }

  /// The mark with its name beside it.
  var status: HTMLNode { status(name) }

  /// The mark with words beside it.
  func status(_ words: String) -> HTMLNode {
    Tag.span(["class": "status status-\(rawValue)"], [icon(), .text(words)])
  }
}
