import Catalog
import Collectors
import Fixers
package import ReadinessModel
import Remediation

/// What a plan is wanted for.
package struct PlanOptions: Hashable, Sendable {
  /// What it is limited to.
  package var scan: ScanOptions
  /// The day work may begin; nil for the day things are judged as of.
  package var startsOn: CivilDay?
  /// People who work at the same time.
  package var engineers: Int
  /// Months that the audit window is to last.
  package var windowMonths: Int

  /// Creates options; by default one engineer starts today, for a window of three months.
  package init(
    scan: ScanOptions = ScanOptions(),
    startsOn: CivilDay? = nil,
    engineers: Int = 1,
    windowMonths: Int = 3
  ) {
    self.scan = scan
    self.startsOn = startsOn
    self.engineers = engineers
    self.windowMonths = windowMonths
  }
}

/// A plan, and the scan it stands on.
package struct PlanResult: Sendable {
  /// The plan.
  package var plan: RemediationPlan
  /// What the scan found.
  package var scan: ScanResult
}

extension ReadinessEngine {
  /// Scans, and plans the work that closes every gap.
  package func plan(_ source: FactSource, options: PlanOptions = PlanOptions()) throws -> PlanResult
  {
    let scan = try scan(source, options: options.scan)
    guard let day = options.startsOn ?? CivilDay(scan.facts.assessedOn) ?? CivilDay(context.today)
    else { throw EngineFailure.broken("'\(context.today)' is no day") }
    let request = PlanRequest(
      startsOn: day,
      engineers: options.engineers,
      windowMonths: options.windowMonths,
      fixers: usableFixers(in: source, for: scan)
    )
    let planner = RemediationPlanner(profile: scan.profile, remedies: catalog.remedies)
    return PlanResult(plan: planner.plan(scan.assessment, for: request), scan: scan)
  }

  /// Names of fixers, as remedies give them, that change something here and prove it.
  ///
  /// A plan names a command only when running it would do the work.
  private func usableFixers(in source: FactSource, for scan: ScanResult) -> Set<String> {
    guard case .repository(let path) = source else { return [] }
    let open = Set(
      scan.assessment.controls.flatMap(\.checks)
        .filter { $0.outcome == .doesNotHold || $0.outcome == .unconfirmed }.map(\.check)
    )
    let names = catalog.remedies.flatMap(\.parts)
      .filter { !open.isDisjoint(with: $0.checks) }.compactMap(\.fixer)
    let known = names.filter { !FixerRegistry.fixers(named: $0).isEmpty }
    // Proof reads the whole code again for each fixer; of a large one it is left to the fix itself.
    guard !Self.isLarge(scan.facts) else { return proposingFixers(known, at: path, scan) }
    // One fixer may need what another does first, so they are tried together.
    let together = workingFixers(known, at: path)
    return together.isEmpty
      ? Set(known.filter { !workingFixers([$0], at: path).isEmpty }) : together
  }

  /// The names of fixers that change something when they are run together; none when that fails.
  private func workingFixers(_ names: [String], at path: String) -> Set<String> {
    guard !names.isEmpty,
      let report = try? previewFix(of: path, options: FixOptions(names: names)),
      report.problems.isEmpty, !report.files.isEmpty
    else { return [] }
    let working = Set(report.fixers.filter { $0.changes.contains(where: \.isIncluded) }.map(\.id))
    return Set(
      names.filter { name in
        FixerRegistry.fixers(named: name).contains { working.contains($0.id.rawValue) }
      }
    )
  }

  /// Whether trying every fixer to the end would take minutes.
  static func isLarge(_ facts: RepositoryFacts) -> Bool {
    let (linesAtMost, routesAtMost) = (300_000, 2_000)
    return facts.inventory.sourceLines > linesAtMost
      || (facts.application.value?.routes.count ?? 0) > routesAtMost
  }

  /// The names of fixers that have a change to propose; whether it can be proven is not tried.
  private func proposingFixers(
    _ names: [String],
    at path: String,
    _ scan: ScanResult
  ) -> Set<String> {
    guard let intake = try? RepositoryIntake.read(root: path, context: context) else { return [] }
    let project = FixProject(intake, facts: scan.facts)
      .with(findings: scan.assessment.findings)
    let answers = FixAnswers(intake.configuration.decisions)
    let proposing = try? LargeStack.run {
      try names.filter { name in
        try FixerRegistry.fixers(named: name).contains { fixer in
          try context.begin("Asking what can be fixed: \(fixer.title)")
          return !fixer.propose(for: project, answers: answers).changes.isEmpty
        }
      }
    }
    return Set(proposing ?? [])
  }
}
