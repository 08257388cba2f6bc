package import ReadinessModel

/// Turns the gaps of an assessment into ordered work with days; a pure function of its arguments.
package struct RemediationPlanner: Sendable {
  private let profile: ControlProfile
  private let remedies: [Remedy]

  /// Creates a planner for the controls of a profile and the remedies of their checks.
  package init(profile: ControlProfile, remedies: [Remedy]) {
    self.profile = profile
    self.remedies = remedies
  }

  /// Plans the work that closes every gap of the assessment.
  package func plan(_ assessment: ReadinessAssessment, for request: PlanRequest) -> RemediationPlan
  {
    let items = orderedWork(assessment)
    let schedule = WorkSchedule(items: items, request: request)
    let planned = finished(items, schedule, request)
    let closed = Set(assessment.controls.filter { closes($0, items) }.map(\.id))
    return RemediationPlan(
      repository: assessment.repository,
      commit: assessment.commit,
      profile: assessment.profile,
      assessedOn: assessment.assessedOn,
      toolVersion: assessment.toolVersion,
      passing: assessment.summary.passing,
      passingAfter: assessment.summary.passing + closed.count,
      total: assessment.summary.total,
      effort: planned.map(\.effort).reduce(.zero, +),
      startsOn: schedule.firstDay,
      endsOn: schedule.lastDay,
      engineers: request.engineers,
      otherTeams: otherTeams(items, request, until: schedule.lastDay),
      clocks: EvidenceClocks(
        items: planned,
        profile: profile,
        lastDay: schedule.lastDay,
        windowMonths: request.windowMonths
      ).all,
      items: planned,
      unplanned: assessment.controls
        .filter { ![.passing, .notApplicable].contains($0.design) && !closed.contains($0.id) }
        .map {
          UnplannedControl(
            control: $0.id,
            title: $0.title,
            design: $0.design,
            reason: $0.checks.first(where: \.isOutOfReach)?.summary ?? $0.reason
          )
        }
    )
  }

  /// Ranks the gaps of an assessment by the order of the plan, without days of the calendar.
  package func fixFirst(_ assessment: ReadinessAssessment) -> [FixFirst] {
    orderedWork(assessment).map { work in
      FixFirst(
        control: work.controls.first ?? "",
        check: work.steps.first?.checks.first ?? "",
        message: work.steps.first?.how ?? work.remedy.title,
        effort: work.effort,
        unlocks: work.controls,
        criteria: work.criteria,
        leadTimeDays: work.leadTimeDays
      )
    }
  }

  private func orderedWork(_ assessment: ReadinessAssessment) -> [WorkItem] {
    WorkOrder.of(
      WorkItem.all(for: assessment, profile: profile, remedies: remedies)
    )
  }

  /// Whether the work closes everything that keeps a control from passing.
  ///
  /// What could not be seen counts as closed when the work that would build it is planned: of a
  /// deletion path that is missing, nobody can see whether it keeps a record.
  private func closes(_ control: ControlAssessment, _ items: [WorkItem]) -> Bool {
    let built = Set(items.flatMap(\.remedy.checks))
    return items.contains { $0.shares[control.id] != nil }
      && !control.checks.contains { $0.isOutOfReach && !built.contains($0.check) }
  }

  /// Teams of other sizes that would be done on another day.
  private func otherTeams(
    _ items: [WorkItem],
    _ request: PlanRequest,
    until lastDay: CivilDay
  ) -> [PlanTeam] {
    var told = [lastDay]
    return [1, 2, 4].filter { $0 != request.engineers }.compactMap { engineers in
      var other = request
      other.engineers = engineers
      let end = WorkSchedule(items: items, request: other).lastDay
      guard !told.contains(end) else { return nil }
      told.append(end)
      return PlanTeam(engineers: engineers, endsOn: end)
    }
  }

  private func finished(
    _ items: [WorkItem],
    _ schedule: WorkSchedule,
    _ request: PlanRequest
  ) -> [PlanItem] {
    let ids = Set(items.map(\.remedy.id))
    return items.enumerated().map { index, work in
      let later = Set(items[(index + 1)...].flatMap(\.controls))
      return PlanItem(
        number: index + 1,
        id: work.remedy.id,
        title: work.remedy.title,
        together: work.remedy.together,
        controls: work.controls,
        unlocks: work.controls.filter { !later.contains($0) },
        criteria: work.criteria,
        effort: work.effort,
        leadTimeDays: work.leadTimeDays,
        isDecidedByHistory: work.isDecidedByHistory,
        after: work.remedy.after.filter { ids.contains($0.remedy) },
        steps: work.steps.map { available($0, request.fixers) },
        attestations: work.attestations,
        dates: schedule.dates(of: index, leadTimeDays: work.leadTimeDays)
      )
    }
  }

  /// A step as it can be done here: without its fixer, an engineer does it.
  private func available(_ step: PlanStep, _ fixers: Set<String>) -> PlanStep {
    guard step.means == .fix, !fixers.contains(step.fixer ?? "") else { return step }
    var step = step
    step.means = .guide
    step.fixer = nil
    return step
  }
}

extension CheckResult {
  /// Whether the check is required and no work on the repository decides it.
  fileprivate var isOutOfReach: Bool {
    isRequired && (outcome == .notObservable || outcome == .needsAttestation)
  }
}
