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

  /// A gap and its worth: how bad it is, how many other controls the same work serves and how
  /// long evidence must gather afterwards, by the days it takes.
  private func gap(of assessment: ControlAssessment) -> (Double, FixFirst)? {
    guard
      let control = profile.controls.first(where: { $0.id == assessment.id }),
      let lead = assessment.checks.first(where: { $0.isRequired && $0.isGap }),
      let finding = CheckConclusion.gaps(in: findings[lead.check] ?? []).first
    else { return nil }
    let served = assessments.filter { other in
      other.id != control.id && other.design != .passing && other.design != .notApplicable
        && !Set(other.criteria).isDisjoint(with: control.primaryCriteria)
    }
    let severity = Double(Severity.allCases.count - CheckConclusion.rank(of: finding.severity))
    let worth =
      severity * (1 + Double(served.count) / 2) * (1 + Double(control.leadTimeDays) / 30)
      / max(assessment.effort.middle, 0.25)
    let gap = FixFirst(
      control: control.id,
      check: lead.check,
      message: finding.nextStep ?? lead.summary,
      effort: assessment.effort,
      unlocks: [control.id] + served.map(\.id),
      leadTimeDays: control.leadTimeDays
    )
    return (worth, gap)
  }
}

extension CheckResult {
  fileprivate var isGap: Bool { CheckConclusion.isGap(outcome) }
}
