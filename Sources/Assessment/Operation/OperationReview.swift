package import ReadinessModel

/// Judges what controls did over time: populations, and the deviations in them.
package struct OperationReview: Sendable {
  private let facts: OperationFacts
  private let now: Moment
  private let deadlines: WeaknessDeadlines
  private let history: HostHistory?

  /// Creates a review of everything collected, as of a moment.
  package init(
    of facts: OperationFacts,
    at now: Moment,
    deadlines: WeaknessDeadlines = WeaknessDeadlines()
  ) {
    self.facts = facts
    self.now = now
    self.deadlines = deadlines
    history = HostHistory.joined(facts.histories)
  }

  /// Everything that controls should have acted on, in a fixed order.
  package var populations: [Population] {
    guard let history else { return trailHistory.map { [deployments($0).population] } ?? [] }
    return [
      changes(history).population, deployments(history).population,
      BypassPopulation(history: history).population,
      WeaknessPopulation(history: history, deadlines: deadlines, now: now).population,
    ] + facts.jobs.map { JobPopulation(job: $0, history: history).population }
  }

  /// Where controls did not do their work, oldest first; those recorded earlier are among them.
  package var deviations: [Deviation] {
    var found: [String: Deviation] = [:]
    for deviation in facts.recorded + current {
      guard let earlier = found[deviation.id] else {
        found[deviation.id] = deviation
        continue
      }
      var joined = deviation
      joined.to = deviation.to ?? earlier.to
      joined.correction = deviation.correction ?? earlier.correction
      joined.evidence =
        earlier.evidence + deviation.evidence.filter { !earlier.evidence.contains($0) }
      found[deviation.id] = joined
    }
    return found.values.sorted { ($0.from, $0.id) < ($1.from, $1.id) }
  }

  // MARK: - What the collected facts say now

  private var current: [Deviation] {
    var result = snapshots + missedChecks
    guard let history else {
      return result + (trailHistory.map { deployments($0).deviations } ?? [])
    }
    result += changes(history).deviations + deployments(history).deviations
    result += BypassPopulation(history: history).deviations
    result += ProtectionChanges().deviations(in: history.ruleChanges.rows)
    result += WeaknessPopulation(history: history, deadlines: deadlines, now: now).deviations
    // A list with holes shows no run that took place in a hole, so it shows no stop either.
    if history.workflowRuns.gap == nil {
      result += facts.jobs.flatMap { job in
        JobReview(job: job, runs: history.workflowRuns.rows, from: history.from, to: history.to)
          .deviations
      }
    }
    return result
  }

  private func changes(_ history: HostHistory) -> ChangePopulation {
    ChangePopulation(history: history, requiredChecks: facts.requiredChecks)
  }

  private func deployments(_ history: HostHistory) -> DeploymentPopulation {
    DeploymentPopulation(
      trail: facts.deployments,
      history: history,
      knownCommits: Set(history.commits.rows.flatMap { [$0.sha] + $0.parents.prefix(1) })
    )
  }

  /// The time of the deploy trail, for as long as the host was never asked.
  private var trailHistory: HostHistory? {
    guard let first = facts.deployments.map(\.finishedAt).min() else { return nil }
    return HostHistory(
      repository: "this repository",
      branch: "the protected branch",
      from: Moment(startOf: first.day),
      to: now.adding(seconds: 1),
      collectedAt: now
    )
  }

  /// Rules that were weaker when they were read than the time before.
  private var snapshots: [Deviation] {
    let changes = ProtectionChanges()
    var result: [Deviation] = []
    var strongest: OperationFacts.DatedRules?
    for reading in facts.rules.sorted(by: { $0.at < $1.at }) {
      guard let before = strongest else {
        strongest = reading
        continue
      }
      guard let lost = changes.weakenings(from: before.rules, to: reading.rules) else { continue }
      if lost.isEmpty {
        strongest = reading
        if let open = result.indices.last, result[open].to == nil { result[open].to = reading.at }
      } else if result.last.map({ $0.to == nil }) != true {
        result.append(
          Deviation(
            kind: .protectionWeakened,
            controls: ["CHG-1"],
            subject: reading.rules.branch,
            from: reading.at,
            to: nil,
            message: "The rules of \(reading.rules.branch) were weaker than on \(before.at.day): "
              + lost.joined(separator: "; ") + hidden(reading.rules),
            evidence: [before.record, reading.record]
          )
        )
      }
    }
    return result
  }

  /// What a reader has to know of a comparison in which some sources of rules could not be seen.
  private func hidden(_ rules: BranchRules) -> String {
    guard !rules.unseen.isEmpty else { return "" }
    let sources = Set(rules.unseen.map(\.source.rawValue)).sorted().joined(separator: ", ")
    return ", as far as can be seen without \(sources)"
  }

  /// Weeks that are over and in which nobody looked.
  private var missedChecks: [Deviation] {
    guard let first = facts.checks.min() else { return [] }
    let weeks = Cadence.weekly.periods(over: DaySpan(from: first.day, through: now.day))
    let looked = Set(facts.checks.compactMap { Cadence.weekly.period(holding: $0.day)?.from })
    return weeks.filter { $0.through < now.day && !looked.contains($0.from) }.map { week in
      Deviation(
        kind: .missedCheck,
        controls: facts.checkedControls,
        subject: "week of \(week.from)",
        from: Moment(startOf: week.from),
        to: Moment(startOf: week.through.adding(days: 1)),
        message: "The weekly check did not take place in the week of \(week.from)"
      )
    }
  }
}
