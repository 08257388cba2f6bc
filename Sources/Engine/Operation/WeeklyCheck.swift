import Assessment
import ReadinessModel

/// One weekly check: what was recorded before, and what is seen now.
struct WeeklyCheck {
  /// What comes of it.
  struct Result {
    var report: WatchReport
    /// Populations of the time since the last check.
    var populations: [Population]
    /// Deviations to be recorded: new ones, and known ones that ended.
    var newDeviations: [Deviation]
  }

  let before: OperationArchive
  let told: HostReport
  let scan: ScanResult
  let jobs: [ScheduledJob]
  let now: Moment

  /// What comes of it.
  var result: Result {
    var facts = before.facts
    facts.jobs = jobs
    facts.checks.append(now)
    if let history = told.history.value { facts.histories.append(history) }
    if let host = told.facts.value, let rules = host.branchRules.value {
      facts.rules.append(.init(at: host.observedAt, rules: rules, record: "now"))
      facts.requiredChecks = rules.requiredCheckNames ?? facts.requiredChecks
    }
    let comparison = WatchComparison(at: now, titles: titles)
    facts.recorded = facts.recorded.map(ended)
    let deviations =
      OperationReview(of: facts, at: now).deviations
      + comparison.regressions(from: before.lastDesign, to: scan.assessment.controls)
    let recorded = before.facts.recorded
    let windows = WindowReview(of: scan.profile.controls, on: now.day)
      .windows(observations: before.observations + designs, deviations: deviations)
    var findings = comparison.findings(in: deviations, recorded: recorded)
    findings += comparison.findings(from: before.lastHost, to: told.facts.value)
    findings += comparison.findings(in: windows)
    findings += comparison.findings(in: scan.facts.documents)
    let report = WatchReport(
      checkedAt: now,
      since: before.facts.checks.max(),
      repository: scan.assessment.repository,
      controls: watched,
      findings: findings.sorted(by: precedes),
      notSeen: notSeen,
      windows: windows,
      jobs: jobs
    )
    return Result(
      report: report,
      populations: populations(facts),
      newDeviations: deviations.filter { !recorded.contains($0) }
    )
  }

  /// A control that was found failing and holds again: the deviation ends, and stays.
  private func ended(_ deviation: Deviation) -> Deviation {
    let holds = deviation.controls.allSatisfy { control in
      scan.assessment.controls.contains { $0.id == control && $0.design.isBuiltToWork }
    }
    guard deviation.kind == .controlFailed, deviation.to == nil, holds else { return deviation }
    var ended = deviation
    ended.to = now
    return ended
  }

  private var titles: [ControlID: String] {
    Dictionary(
      scan.profile.controls.map { ($0.id, $0.title) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  private var watched: [ControlID] { scan.assessment.controls.map(\.id) }

  /// What the scan says of how controls are built now.
  private var designs: [ControlObservation] {
    scan.assessment.controls.compactMap { control in
      let outcome: ControlObservation.Outcome
      switch control.design {
      case .passing, .collecting: outcome = .holds
      case .failing: outcome = .doesNotHold
      default: return nil
      }
      return ControlObservation(
        control: control.id,
        from: now,
        to: now,
        outcome: outcome,
        basis: .design,
        what: control.reason,
        record: "now"
      )
    }
  }

  /// Populations of this check's own period, of which the next one's begin where they end.
  private func populations(_ facts: OperationFacts) -> [Population] {
    guard let history = told.history.value else { return [] }
    var own = facts
    own.histories = [history]
    return OperationReview(of: own, at: now).populations
  }

  private var notSeen: [String] {
    var result: [String] = []
    if case .notObservable(let reason) = told.facts {
      result.append("The settings of the git host: \(reason)")
    }
    if case .notObservable(let reason) = told.history {
      result.append("What happened at the git host: \(reason)")
    }
    if let facts = told.facts.value {
      if case .notObservable(let reason) = facts.branchRules {
        result.append("The rules of \(facts.defaultBranch): \(reason)")
      } else if let unseen = facts.branchRules.value?.unseen.first {
        result.append("Some rules of \(facts.defaultBranch): \(unseen.reason)")
      }
    }
    if let history = told.history.value {
      result += OperationReview(of: OperationFacts(histories: [history]), at: now).populations
        .flatMap { population in population.doubts.map { "\(population.title): \($0)" } }
    }
    return result + before.unreadable.map { "The record \($0)" }
  }

  private func precedes(_ left: WatchFinding, _ right: WatchFinding) -> Bool {
    let order = Severity.allCases
    let ranks = [left, right].map { order.firstIndex(of: $0.severity) ?? 0 }
    if ranks[0] != ranks[1] { return ranks[0] < ranks[1] }
    let moments = [left, right].map { $0.at?.secondsSince1970 ?? 0 }
    return (moments[0], left.message) < (moments[1], right.message)
  }
}
