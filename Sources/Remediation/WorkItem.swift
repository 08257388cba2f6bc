import ReadinessModel

/// A remedy with the gaps that it closes in one assessment.
struct WorkItem {
  let remedy: Remedy
  var steps: [PlanStep] = []
  /// The days of the work that each control takes.
  var shares: [ControlID: Double] = [:]
  /// Controls with a gap it closes, in the order of the profile.
  var controls: [ControlID] = []
  var criteria: [CriterionID] = []
  var attestations: [String] = []
  var leadTimeDays = 0
  var isDecidedByHistory = false

  var effort: EffortRange { steps.map(\.effort).reduce(.zero, +) }

  private static let locationsAtMost = 5

  /// Gives the remedies that have something to close, in the order of the catalogue.
  ///
  /// A gap that no remedy knows is still work: it becomes an item of its control.
  static func all(
    for assessment: ReadinessAssessment,
    profile: ControlProfile,
    remedies: [Remedy]
  ) -> [WorkItem] {
    let gaps = assessment.controls.flatMap { control in
      control.checks.filter { $0.isRequired && $0.isGap }.map { Gap(control: control, result: $0) }
    }
    let known = Set(remedies.flatMap(\.checks))
    let places = Places(assessment.findings)
    return (remedies + unknown(gaps.filter { !known.contains($0.result.check) })).compactMap {
      WorkItem($0, closing: gaps, profile, places)
    }
  }

  private init?(
    _ remedy: Remedy,
    closing gaps: [Gap],
    _ profile: ControlProfile,
    _ places: Places
  ) {
    self.remedy = remedy
    for part in remedy.parts {
      let closed = gaps.filter { part.checks.contains($0.result.check) }
      guard !closed.isEmpty else { continue }
      steps.append(
        PlanStep(
          means: part.means,
          fixer: part.fixer,
          how: part.how,
          checks: closed.map(\.result.check),
          gaps: closed.map(\.result.summary),
          findings: closed.map(\.result.failingSubjects).reduce(0, +),
          locations: Array(
            closed.flatMap { places.of($0.result.check) }.prefix(Self.locationsAtMost)
          ),
          effort: closed.map(\.result.effort).reduce(.zero, +)
        )
      )
      for gap in closed { shares[gap.control.id, default: 0] += gap.result.effort.middle }
    }
    guard !steps.isEmpty else { return nil }
    let concerned = profile.controls.filter { shares[$0.id] != nil }
    controls = concerned.map(\.id)
    var seen: Set<CriterionID> = []
    criteria =
      (concerned.flatMap(\.primaryCriteria) + concerned.flatMap(\.supportingCriteria))
      .filter { seen.insert($0).inserted }
    attestations = concerned.flatMap(\.attestations)
    leadTimeDays = concerned.map(\.leadTimeDays).max() ?? 0
    isDecidedByHistory = concerned.contains { $0.operation.decidedBy != nil }
  }

  /// Makes a remedy of each control whose gaps none in the catalogue closes.
  private static func unknown(_ gaps: [Gap]) -> [Remedy] {
    var order: [ControlID] = []
    var byControl: [ControlID: [Gap]] = [:]
    for gap in gaps {
      if byControl[gap.control.id] == nil { order.append(gap.control.id) }
      byControl[gap.control.id, default: []].append(gap)
    }
    return order.compactMap { byControl[$0] }.compactMap { gaps in
      guard let control = gaps.first?.control else { return nil }
      return Remedy(
        id: "control-\(control.id.rawValue.lowercased())",
        title: "Close the gaps of \(control.id), \(control.title)",
        together: "They belong to the same control.",
        parts: gaps.map {
          RemedyPart(checks: [$0.result.check], means: .guide, how: $0.result.summary)
        }
      )
    }
  }
}

/// A required check that does not hold, with its control.
struct Gap {
  let control: ControlAssessment
  let result: CheckResult
}

/// Where the gaps of each check are.
private struct Places {
  private var byCheck: [CheckID: [SourceLocation]] = [:]

  init(_ findings: [ControlFinding]) {
    for finding in findings.map(\.finding)
    where finding.outcome == .doesNotHold || finding.outcome == .unconfirmed {
      guard let place = finding.locations.first else { continue }
      byCheck[finding.check, default: []].append(place)
    }
  }

  func of(_ check: CheckID) -> [SourceLocation] {
    var unique: [SourceLocation] = []
    for place in byCheck[check] ?? [] where unique.last != place { unique.append(place) }
    return unique
  }
}

extension CheckResult {
  /// Whether work can close what keeps the check from holding.
  fileprivate var isGap: Bool { outcome == .doesNotHold || outcome == .unconfirmed }
}
