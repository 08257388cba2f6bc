import ReadinessModel

/// The workflows, with what their steps do and when.
struct PipelineTable: Codable, Hashable, Sendable {
  /// Every workflow.
  var workflows: [Workflow]
  /// Where something missing from the pipeline belongs.
  var home: [SourceLocation]
  /// The rules of the default branch; not observable when the git host was not asked.
  var rules = Observation<BranchRules>.notObservable(reason: Observation<HostFacts>.withoutAccess)

  /// Picks the workflows out of everything that was collected.
  static func observed(in facts: RepositoryFacts) -> Observation<PipelineTable> {
    facts.delivery.map { delivery in
      var table = PipelineTable(workflows: delivery.workflows, home: facts.pipelineHome)
      if let rules = facts.host.value?.branchRules { table.rules = rules }
      return table
    }
  }

  /// One step that does something of interest.
  struct Use {
    var workflow: Workflow
    var job: PipelineJob
    var activity: PipelineActivity

    /// Why a failure of the step does not fail the run, nil when it does.
    var toleratedBecause: String? {
      if !activity.blocking { return activity.nonBlockingReason ?? "its failure is tolerated" }
      return job.toleratesFailure ? "the job's failure is tolerated" : nil
    }

    /// Whether the job's condition lets it run when the schedule starts the workflow.
    var runsOnSchedule: Bool {
      guard let condition = job.condition, condition.contains("event_name") else { return true }
      return condition.filter { !$0.isWhitespace }.contains("event_name=='schedule'")
    }
  }

  /// Steps that do one of some kinds of thing.
  func uses(of kinds: Set<ActivityKind>) -> [Use] {
    workflows.flatMap { workflow in
      workflow.jobs.flatMap { job in
        job.activities.filter { kinds.contains($0.kind) }
          .map { Use(workflow: workflow, job: job, activity: $0) }
      }
    }
  }
}

/// Whether a step runs on every pull request to the default branch.
enum RequestCoverage: Hashable {
  /// It does.
  case every
  /// It may not, because of the reason given.
  case some(because: String)
  /// It does not run on pull requests.
  case never

  private static let requestEvents: Set<String> = [
    "pull_request", "pull_request_target", "merge_group",
  ]

  /// Reads the workflow's triggers and the job's condition.
  init(of use: PipelineTable.Use) {
    let triggers = use.workflow.triggers.filter { Self.requestEvents.contains($0.event) }
    guard !triggers.isEmpty else {
      self = .never
      return
    }
    let limits = triggers.compactMap { Self.limit(of: $0) }
    if limits.count == triggers.count, let limit = limits.first {
      self = .some(because: limit)
    } else if let condition = use.job.condition, !Self.holdsOnRequests(condition) {
      self = .some(because: "the job runs only if `\(quoted(condition))`")
    } else if let condition = use.activity.condition, !Self.holdsOnRequests(condition) {
      self = .some(because: "the step runs only if `\(quoted(condition))`")
    } else if let job = Self.limitedNeed(of: use) {
      self = .some(because: "the job waits for \(quoted(job.id)), which does not always run")
    } else {
      self = .every
    }
  }

  /// A job the step's job waits for, directly or not, that may be skipped; the step is skipped then.
  private static func limitedNeed(of use: PipelineTable.Use) -> PipelineJob? {
    let jobs = Dictionary(use.workflow.jobs.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    var wanted = use.job.needs
    var reached: Set<String> = []
    while let id = wanted.popLast() {
      guard reached.insert(id).inserted, let job = jobs[id] else { continue }
      if let condition = job.condition, !holdsOnRequests(condition) { return job }
      wanted += job.needs
    }
    return nil
  }

  private static func limit(of trigger: WorkflowTrigger) -> String? {
    let named: Set<String> = ["main", "master", "trunk", "develop", "*", "**"]
    if !trigger.branches.isEmpty, named.isDisjoint(with: trigger.branches) {
      return "it runs only for the branches \(listed(trigger.branches))"
    }
    // Without types the event means opened, synchronize and reopened; a later push must count.
    if trigger.event.hasPrefix("pull_request"), !trigger.types.isEmpty,
      !trigger.types.contains("synchronize")
    {
      return "it runs only when a pull request is \(listed(trigger.types))"
    }
    return trigger.ignoresPaths ? "changes of some paths do not start it" : nil
  }

  private static func holdsOnRequests(_ condition: String) -> Bool {
    let text = condition.filter { !$0.isWhitespace }
    let always = ["always()", "success()", "!cancelled()", "${{always()}}", "${{!cancelled()}}"]
    if always.contains(text) || text.isEmpty { return true }
    return text.contains("github.event_name=='pull_request'") && !text.contains("&&")
  }
}

extension Check {
  /// Judges whether steps of some kinds run on every pull request and stop it when they fail.
  ///
  /// `what` names the steps as the subject of a sentence, for example `a scan of the source`.
  static func onEveryRequest(
    _ kinds: Set<ActivityKind>,
    in table: PipelineTable,
    what: String,
    lookedFor: String,
    next: String
  ) -> [Finding] {
    let uses = table.uses(of: kinds)
    guard !uses.isEmpty else {
      return absent(
        table.workflows.isEmpty
          ? "There is no workflow, so no pull request gets \(what)"
          : table.workflows.count == 1
            ? "The one workflow does not run \(what)"
            : "None of \(table.workflows.count) workflows runs \(what)",
        belongs: table.home,
        lookedFor: lookedFor,
        next: next
      )
    }
    let judged = uses.map { ($0, RequestCoverage(of: $0)) }
    let full = judged.filter { use, coverage in
      coverage == .every && (use.toleratedBecause == nil || HostGate(use, table.rules) == .stops)
    }.map(\.0)
    guard full.isEmpty else {
      let tools = Set(full.map(\.activity.tool)).sorted()
      return holds(
        "Every pull request gets \(what) that stops it (\(listed(tools)))",
        at: full.map(\.activity.location)
      )
    }
    return judged.map { use, coverage in
      partial(use, coverage, HostGate(use, table.rules), what: what, next: next)
    }
  }

  private static func partial(
    _ use: PipelineTable.Use,
    _ coverage: RequestCoverage,
    _ gate: HostGate,
    what: String,
    next: String
  ) -> Finding {
    let tool = quoted(use.activity.tool)
    let place = [use.activity.location]
    if case .never = coverage {
      let events = Set(use.workflow.triggers.map(\.event)).sorted()
      return finding(
        .doesNotHold,
        "\(tool) runs on \(listed(events)), and not on pull requests",
        at: place,
        lookedFor: "\(what) in a workflow started by pull_request",
        next: next
      )
    }
    if let rule = use.activity.hostRule, !use.job.toleratesFailure, coverage == .every {
      if gate == .letsPass {
        return finding(
          .doesNotHold,
          "\(tool) runs on every pull request, and no rule of the default branch stops one by what it"
            + " finds",
          at: place,
          lookedFor: "\(rule), or a required check of the tool",
          next: "Require it in the ruleset of the default branch."
        )
      }
      return finding(
        .unconfirmed,
        "\(tool) runs on every pull request, and \(rule) at the host decides whether one is stopped",
        at: place,
        lookedFor: "the rules of the default branch, which only the host can show",
        next: "Require it in the ruleset of the default branch, and give access to the host."
      )
    }
    if let reason = use.toleratedBecause {
      return finding(
        .doesNotHold,
        "\(tool) runs on pull requests but does not stop one: \(reason)",
        at: place,
        next: "Let its failure fail the run."
      )
    }
    guard case .some(let reason) = coverage else {
      return finding(.unconfirmed, "\(tool) may not run on every pull request", at: place)
    }
    return finding(
      .unconfirmed,
      "\(tool) may not run on every pull request: \(reason)",
      at: place,
      next: "Start it for every pull request to the default branch."
    )
  }

  /// Judges whether a step of some kinds runs on a schedule.
  static func onSchedule(
    _ kinds: Set<ActivityKind>,
    in table: PipelineTable,
    what: String,
    lookedFor: String,
    next: String
  ) -> [Finding] {
    let uses = table.uses(of: kinds)
    let scheduled = uses.filter { use in
      use.workflow.triggers.contains { $0.event == "schedule" }
    }
    guard scheduled.isEmpty else {
      return scheduled.contains { $0.toleratedBecause == nil && $0.runsOnSchedule }
        ? holdsOnSchedule(scheduled) : [doubtfulOnSchedule(scheduled)]
    }
    return absent(
      uses.isEmpty
        ? "No workflow runs \(what)"
        : "\(listed(Set(uses.map(\.activity.tool)).sorted())) never runs on a schedule",
      belongs: uses.isEmpty ? table.home : uses.map(\.activity.location),
      lookedFor: lookedFor,
      next: next
    )
  }

  private static func holdsOnSchedule(_ uses: [PipelineTable.Use]) -> [Finding] {
    let counting = uses.filter { $0.toleratedBecause == nil && $0.runsOnSchedule }
    let crons = Set(counting.flatMap { $0.workflow.triggers.compactMap(\.schedule) }).sorted()
    let tools = Set(counting.map(\.activity.tool)).sorted()
    return holds(
      "\(listed(tools)) \(verb(tools.count, "runs", "run")) on the schedule"
        + " \(crons.isEmpty ? "of the workflow" : listed(crons, limit: 2))",
      at: counting.map(\.activity.location)
    )
  }

  private static func doubtfulOnSchedule(_ uses: [PipelineTable.Use]) -> Finding {
    let tools = listed(Set(uses.map(\.activity.tool)).sorted())
    let places = uses.map(\.activity.location)
    if let tolerated = uses.first(where: \.runsOnSchedule)?.toleratedBecause {
      return finding(
        .unconfirmed,
        "\(tools) runs on a schedule, but nobody may notice when it fails: \(tolerated)",
        at: places,
        next: "Let its failure fail the run."
      )
    }
    return finding(
      .unconfirmed,
      "\(tools) may not run on the schedule: its job has a condition on the event",
      at: places
    )
  }
}
