import ReadinessModel

/// Concludes on one control from the findings of its checks.
struct ControlConclusion {
  let control: Control
  let findings: [CheckID: [Finding]]
  let statements: [CheckID: String]

  var assessment: ControlAssessment {
    let required = control.testedBy.map { result(of: $0, isRequired: true) }
    let supporting = control.supportedBy.map { result(of: $0, isRequired: false) }
    let design = Verdict.design(
      requiring: required.map(\.outcome),
      isDecidedByHistory: control.operation.decidedBy != nil
    )
    return ControlAssessment(
      id: control.id,
      title: control.title,
      category: control.category,
      aliases: control.aliases.map(\.label),
      criteria: control.primaryCriteria + control.supportingCriteria,
      primaryCriteria: control.primaryCriteria,
      design: design,
      reason: reason(for: design, required),
      operation: "none",
      effort: required.map(\.effort).reduce(.zero, +),
      checks: required + supporting,
      keyLocations: keyLocations(of: design)
    )
  }

  private func result(of check: CheckID, isRequired: Bool) -> CheckResult {
    let all = findings[check] ?? []
    let gaps = CheckConclusion.gaps(in: all)
    let outcome = CheckConclusion.outcome(over: all)
    let model = control.effort[check]
    return CheckResult(
      check: check,
      statement: statements[check] ?? check.rawValue,
      isRequired: isRequired,
      outcome: outcome,
      subjects: all.count,
      failingSubjects: gaps.count,
      summary: summary(of: check, outcome: outcome, all: all),
      effort: gaps.isEmpty || !isRequired ? .zero : model?.days(items: gaps.count) ?? .zero
    )
  }

  /// Says in one line what a check's findings amount to.
  ///
  /// Findings that only suggest are not counted among those that are certain.
  private func summary(of check: CheckID, outcome: Outcome, all: [Finding]) -> String {
    let decisive = all.filter { CheckConclusion.outcome(of: $0) == outcome }
    guard let first = decisive.first else { return "The check was not run" }
    guard decisive.count > 1 else { return first.message }
    if let wording = control.gaps[check], outcome == .doesNotHold {
      return wording.split(separator: "{count}", omittingEmptySubsequences: false)
        .joined(separator: "\(decisive.count)")
    }
    return "\(withoutPeriod(first.message)) (and \(decisive.count - 1) more)"
  }

  private func reason(for design: DesignStatus, _ required: [CheckResult]) -> String {
    if design == .collecting { return HistoryConclusion.reason(of: control, nil) }
    let decisive = required.filter { outcome(behind: design) == $0.outcome }
    guard let lead = decisive.first else { return "No check is required" }
    let more = decisive.count - 1
    let text = design == .passing ? lead.statement : lead.summary
    guard more > 0 else { return withoutPeriod(text) }
    return "\(withoutPeriod(text)); \(more) more required \(more == 1 ? "check" : "checks") "
      + tail(of: design, isOne: more == 1)
  }

  private func tail(of design: DesignStatus, isOne: Bool) -> String {
    switch design {
    case .passing, .collecting: isOne ? "holds" : "hold"
    case .failing: isOne ? "does not hold" : "do not hold"
    case .warning: "could not be confirmed"
    case .notAssessed: "could not be seen"
    case .needsAttestation: isOne ? "needs a person's word" : "need a person's word"
    case .notApplicable: isOne ? "does not apply" : "do not apply"
    }
  }

  private func outcome(behind design: DesignStatus) -> Outcome {
    switch design {
    case .passing, .collecting: .holds
    case .failing: .doesNotHold
    case .warning: .unconfirmed
    case .notAssessed: .notObservable
    case .needsAttestation: .needsAttestation
    case .notApplicable: .notApplicable
    }
  }

  private func keyLocations(of design: DesignStatus) -> [SourceLocation] {
    let wanted = outcome(behind: design)
    var places: [SourceLocation] = []
    for check in control.testedBy {
      let decisive = (findings[check] ?? []).filter { CheckConclusion.outcome(of: $0) == wanted }
      let ordered = CheckConclusion.isGap(wanted) ? CheckConclusion.gaps(in: decisive) : decisive
      for place in ordered.compactMap(\.locations.first) where !places.contains(place) {
        places.append(place)
        if places.count == 3 { return places }
      }
    }
    return places
  }

  private func withoutPeriod(_ text: String) -> String {
    text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
