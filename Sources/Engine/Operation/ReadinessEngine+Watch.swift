import Assessment
import EvidenceLedger
package import ReadinessModel

/// What the git host told for the weekly check, or why it was not asked.
package struct HostReport: Sendable {
  /// Its settings.
  package var facts: Observation<HostFacts>
  /// What happened since the last check.
  package var history: Observation<HostHistory>

  /// Creates a report.
  package init(facts: Observation<HostFacts>, history: Observation<HostHistory>) {
    self.facts = facts
    self.history = history
  }

  /// The report of somebody who did not ask.
  package static func notAsked(because reason: String) -> HostReport {
    HostReport(facts: .notObservable(reason: reason), history: .notObservable(reason: reason))
  }
}

/// What the weekly check is wanted for.
package struct WatchOptions: Sendable {
  /// The folder of the repository.
  package var repository: String
  /// Identifier of the profile.
  package var profile: String
  /// The account that runs the check.
  package var actor: String?
  /// Whether anything is recorded.
  package var records: Bool

  /// Creates options.
  package init(
    repository: String,
    profile: String = "startup",
    actor: String? = nil,
    records: Bool = true
  ) {
    self.repository = repository
    self.profile = profile
    self.actor = actor
    self.records = records
  }
}

extension ReadinessEngine {
  /// How far back the host is asked the first time, in seconds: its own memory is a month.
  private static let firstLook = 30 * 86_400

  /// Compares the repository and its host with what was recorded, and records what it sees.
  ///
  /// `host` is asked for the time since the last check. What it saw is recorded even when nothing is
  /// wrong, so that a week without a check shows.
  package func watch(
    _ options: WatchOptions,
    host: (_ from: Moment, _ to: Moment) -> HostReport
  ) throws -> WatchReport {
    let now = context.clock()
    let folder = LedgerPlace(repository: options.repository)
    let before = try folder.archive()
    let from = before.facts.histories.map(\.to).max() ?? now.adding(seconds: -Self.firstLook)
    let source = FactSource.repository(path: options.repository)
    var (facts, configuration) = try gather(from: source)
    context.progress(.stage("Asking the git host"))
    let told = host(from, now)
    if let host = told.facts.value { facts.host = .observed(host) }
    let scan = assess(
      facts,
      selection: try Selection(options: ScanOptions(profile: options.profile), catalog: catalog),
      repository: source.repositoryName
    )
    let jobs = try ScheduledJobs.all(in: facts, declared: configuration)
    let watch = WeeklyCheck(before: before, told: told, scan: scan, jobs: jobs, now: now)
    let result = watch.result
    if options.records { try record(watch, result, in: folder, options: options) }
    return result.report
  }

  private func record(
    _ watch: WeeklyCheck,
    _ result: WeeklyCheck.Result,
    in folder: LedgerPlace,
    options: WatchOptions
  ) throws {
    let ledger = try folder.open()
    defer { try? ledger.close() }
    let drafting = EvidenceDrafting(ledger: ledger, now: watch.now, actor: options.actor)
    var drafts = drafting.drafts(watch.scan.assessment)
    if let facts = watch.told.facts.value { drafts.append(try drafting.draft(facts)) }
    if let history = watch.told.history.value { drafts.append(try drafting.draft(history)) }
    drafts += try result.populations.map(drafting.draft)
    drafts += try result.newDeviations.map(drafting.draft)
    drafts.append(try drafting.draft(result.report))
    try ledger.append(drafts, clock: context.clock)
    _ = try folder.sign(ledger, context)
  }
}
