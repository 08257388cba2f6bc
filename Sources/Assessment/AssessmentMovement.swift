package import ReadinessModel

extension ReadinessComparison {
  /// Compares two assessments against the same profile.
  ///
  /// Gaps are the same when check, subject and message are, so that lines which only moved in their
  /// file do not count.
  package init(from before: ReadinessAssessment, to after: ReadinessAssessment) {
    let old = Dictionary(before.controls.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    let scores = Dictionary(
      before.summary.categories.map { ($0.category, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let movements = after.controls.map { ControlMovement(from: old[$0.id], to: $0) }
    let known = Set(before.requiredGaps.map(\.identity))
    self.init(
      profile: after.profile,
      before: ComparedAssessment(before),
      after: ComparedAssessment(after),
      categories: after.summary.categories.map {
        CategoryMovement(before: scores[$0.category], after: $0)
      },
      moved: movements.filter { $0.before != $0.after },
      remaining: movements.filter { ![.passing, .notApplicable].contains($0.after) },
      newGaps: after.requiredGaps.filter { !known.contains($0.identity) }
    )
  }
}

extension ComparedAssessment {
  fileprivate init(_ assessment: ReadinessAssessment) {
    self.init(
      repository: assessment.repository,
      commit: assessment.commit,
      assessedOn: assessment.assessedOn,
      summary: assessment.summary
    )
  }
}

extension ControlMovement {
  fileprivate init(from before: ControlAssessment?, to after: ControlAssessment) {
    let old = Dictionary(
      (before?.checks ?? []).map { ($0.check, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    self.init(
      control: after.id,
      title: after.title,
      category: after.category,
      before: before?.design,
      after: after.design,
      direction: Self.direction(from: before, to: after),
      reason: after.reason,
      checks: after.checks.compactMap { check in
        let was = old[check.check]
        guard was?.outcome != check.outcome else { return nil }
        return CheckMovement(
          check: check.check,
          statement: check.statement,
          before: was?.outcome,
          after: check.outcome,
          gapsBefore: was?.failingSubjects ?? 0,
          gapsAfter: check.failingSubjects,
          summary: check.summary
        )
      },
      keyLocations: after.keyLocations
    )
  }

  private static func direction(
    from before: ControlAssessment?,
    to after: ControlAssessment
  ) -> Direction {
    guard let before, before.design != after.design else { return .same }
    if after.isOnlyBetter(than: before) { return .better }
    if before.isOnlyBetter(than: after) { return .worse }
    let (was, now) = (before.design.nearness, after.design.nearness)
    return now == was ? .same : now > was ? .better : .worse
  }
}

extension ControlAssessment {
  /// Whether it is no longer said to fail only because what failed holds now, and what could not be
  /// seen before still cannot.
  package func isOnlyBetter(than before: ControlAssessment) -> Bool {
    guard design == .notAssessed, before.design == .failing else { return false }
    let old = Dictionary(before.checks.map { ($0.check, $0) }, uniquingKeysWith: { a, _ in a })
    return checks.allSatisfy { check in
      check.outcome == .holds || old[check.check]?.outcome == check.outcome
    }
  }
}

extension DesignStatus {
  /// How near a control is to passing; what cannot be seen is worse than what is known to fail.
  package var nearness: Int {
    switch self {
    case .notAssessed: 0
    case .failing: 1
    case .warning: 2
    case .needsAttestation: 3
    case .collecting: 4
    case .notApplicable, .passing: 5
    }
  }
}

extension ReadinessAssessment {
  /// Findings that keep a control from passing.
  fileprivate var requiredGaps: [ControlFinding] {
    let required = Set(
      controls.flatMap { control in
        control.checks.filter(\.isRequired).map { ControlCheck(control.id, $0.check) }
      }
    )
    return findings.filter { bearing in
      CheckConclusion.isGap(CheckConclusion.outcome(of: bearing.finding))
        && required.contains(ControlCheck(bearing.control, bearing.finding.check))
    }
  }
}

extension ControlFinding {
  fileprivate var identity: GapIdentity {
    GapIdentity(
      at: ControlCheck(control, finding.check),
      resource: finding.resource,
      message: finding.message
    )
  }
}

/// A check as it bears on a control.
private struct ControlCheck: Hashable {
  var control: ControlID
  var check: CheckID

  init(_ control: ControlID, _ check: CheckID) {
    self.control = control
    self.check = check
  }
}

/// What makes two gaps the same.
private struct GapIdentity: Hashable {
  var at: ControlCheck
  var resource: String?
  var message: String
}
