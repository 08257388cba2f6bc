import ReadinessModel

/// Ranks gaps by what closing them brings for what it costs.
struct FixFirstRanking {
  let profile: ControlProfile
  let assessments: [ControlAssessment]
  let findings: [CheckID: [Finding]]

  var gaps: [FixFirst] {
    assessments.enumerated()
      .compactMap { index, assessment in gap(of: assessment).map { (index, $0.0, $0.1) } }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
      .map(\.2)
  }

  /// A gap and its worth.
  ///
  /// Worth is how bad it is, for how many criteria the same work gives evidence and how long that
  /// evidence must gather afterwards, by the days it takes. The root keeps what takes an hour from
  /// outranking everything that matters.
  private func gap(of assessment: ControlAssessment) -> (Double, FixFirst)? {
    guard
      let control = profile.controls.first(where: { $0.id == assessment.id }),
      let lead = assessment.checks.first(where: { $0.isRequired && $0.outcome == .doesNotHold })
        ?? assessment.checks.first(where: { $0.isRequired && $0.isGap }),
      let finding = CheckConclusion.gaps(in: findings[lead.check] ?? []).first
    else { return nil }
    let certainty = assessment.design == .failing ? 1.0 : 0.5
    let severity = Double(Severity.allCases.count - CheckConclusion.rank(of: finding.severity))
    let criteria =
      Double(control.primaryCriteria.count) + Double(control.supportingCriteria.count) / 4
    let worth =
      certainty * severity * (1 + criteria) * (1 + Double(control.leadTimeDays) / 30)
      / max(assessment.effort.middle, 0.25).squareRoot()
    let gap = FixFirst(
      control: control.id,
      check: lead.check,
      message: finding.nextStep ?? lead.summary,
      effort: assessment.effort,
      unlocks: [control.id],
      criteria: control.primaryCriteria + control.supportingCriteria,
      leadTimeDays: control.leadTimeDays
    )
    return (worth, gap)
  }
}

extension CheckResult {
  fileprivate var isGap: Bool { CheckConclusion.isGap(outcome) }
}
