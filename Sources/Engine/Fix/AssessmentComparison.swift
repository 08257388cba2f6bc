import Assessment
import ReadinessModel

/// Two assessments of one repository, before a change and after it.
struct AssessmentComparison {
  /// Controls that are served or changed.
  let controls: [ControlChange]
  /// Checks that are served or changed.
  let checks: [CheckChange]
  /// What the change weakens, in sentences; empty for a change that may be made.
  let weakened: [String]

  /// Compares two assessments under the same profile.
  init(
    before: ReadinessAssessment,
    after: ReadinessAssessment,
    servedControls: Set<ControlID>,
    servedChecks: Set<CheckID>
  ) {
    let old = Dictionary(
      before.controls.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let pairs = after.controls.compactMap { control in old[control.id].map { ($0, control) } }
    controls = pairs.compactMap { before, after in
      let isServed = servedControls.contains(after.id)
      guard isServed || before.design != after.design else { return nil }
      return ControlChange(
        id: after.id,
        title: after.title,
        before: before.design,
        after: after.design,
        reason: after.reason,
        isServed: isServed
      )
    }
    checks = Self.checks(pairs, served: servedChecks)
    let bettered = Set(pairs.filter { $0.1.isOnlyBetter(than: $0.0) }.map(\.1.id))
    weakened = controls.filter { change in
      Self.isWorse(change.after, than: change.before) && !bettered.contains(change.id)
    }.map {
      "\($0.id) (\($0.title)) would fall from \($0.before.rawValue) to \($0.after.rawValue):"
        + " \($0.reason)"
    }
  }

  private static func checks(
    _ pairs: [(ControlAssessment, ControlAssessment)],
    served: Set<CheckID>
  ) -> [CheckChange] {
    var seen: Set<CheckID> = []
    var result: [CheckChange] = []
    for (before, after) in pairs {
      let old = Dictionary(before.checks.map { ($0.check, $0) }, uniquingKeysWith: { a, _ in a })
      for check in after.checks {
        guard let was = old[check.check], seen.insert(check.check).inserted else { continue }
        let isServed = served.contains(check.check)
        guard isServed || was.outcome != check.outcome else { continue }
        result.append(
          CheckChange(
            check: check.check,
            statement: check.statement,
            before: was.outcome,
            after: check.outcome,
            summary: check.summary,
            isServed: isServed
          )
        )
      }
    }
    return result
  }

  /// Whether a control stands worse.
  private static func isWorse(_ after: DesignStatus, than before: DesignStatus) -> Bool {
    after.nearness < before.nearness
  }
}
