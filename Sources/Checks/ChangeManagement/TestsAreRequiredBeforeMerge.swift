import ReadinessModel

/// The git host lets nothing into the default branch before the tests have passed.
///
/// ## Why it matters
/// Tests that run beside a merge, and do not decide about it, are read when it is too late.
///
/// ## What is inspected
/// The names of the check runs of jobs that run tests on pull requests, and the status checks that
/// the branch's rules ask for by name. A job that only waits for the tests is unconfirmed, because
/// the host counts a check that was skipped as passed.
///
/// ## What this cannot show
/// Anything without access to the git host, tests that run elsewhere, and what the tests cover.
enum TestsAreRequiredBeforeMerge: Check {
  static let severity = Severity.high

  /// The rules, and the workflows whose jobs they may name.
  struct Subject: Codable, Hashable, Sendable {
    var table: HostTable
    var pipeline: PipelineTable
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    PipelineTable.observed(in: facts).map { Subject(table: HostTable(facts), pipeline: $0) }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let question = "whether the tests must pass before a merge"
    let table = subject.table
    return judging(question, table) { rules in
      let required = Set(rules.requirements(.statusChecks).flatMap(\.checks).map(\.context))
      let uses = subject.pipeline.uses(of: [.test]).filter { RequestCoverage(of: $0) != .never }
      if let use = uses.first(where: { isRequired($0, required, rules) }) {
        return [
          finding(
            .holds,
            "\(rules.name) takes a change after \(listed(names(of: use))) passed",
            at: [use.job.location],
            resource: table.resource
          )
        ]
      }
      guard !required.isEmpty else {
        return lacking(
          "\(rules.name) takes changes whatever the tests say: no status check is required",
          question,
          table,
          rules,
          next: "Name the job that runs the tests as a required check: auditwright github protect."
        )
      }
      return without(uses, required, rules, subject)
    }
  }

  /// Says what is known when checks are required, and none of them is the tests for certain.
  private static func without(
    _ uses: [PipelineTable.Use],
    _ required: Set<String>,
    _ rules: BranchRules,
    _ subject: Subject
  ) -> [Finding] {
    let asked = listed(required.sorted())
    guard let use = uses.first else {
      return unsure(
        "\(rules.name) requires \(asked), and no job of a workflow shows that these are the tests",
        subject.table.home
      )
    }
    if uses.contains(where: { $0.job.checkRuns.isEmpty }) {
      return unsure(
        "\(rules.name) requires \(asked); the names of the checks of \(quoted(use.job.id)) are not"
          + " known",
        [use.job.location]
      )
    }
    if let gate = gate(over: uses, required) {
      return unsure(
        "\(rules.name) requires \(quoted(gate.checkRuns.first ?? gate.id)), which waits for the tests;"
          + " whether it fails with them is not followed",
        [gate.location]
      )
    }
    if let part = uses.first(where: { !required.isDisjoint(with: $0.job.checkRuns) }) {
      let missing = part.job.checkRuns.filter { !required.contains($0) }
      return unsure(
        "\(rules.name) does not require \(listed(missing)), which are part of the tests",
        [part.job.location]
      )
    }
    return lacking(
      "\(rules.name) requires \(asked), and not \(listed(names(of: use))), which runs the tests",
      "whether the tests must pass before a merge",
      subject.table,
      rules,
      next: "Name the job that runs the tests as a required check: auditwright github protect."
    )
  }

  private static func unsure(_ message: String, _ places: [SourceLocation]) -> [Finding] {
    [
      finding(
        .unconfirmed,
        message,
        at: places,
        next: "Require the check of the job that runs the tests by its name."
      )
    ]
  }

  private static func isRequired(
    _ use: PipelineTable.Use,
    _ required: Set<String>,
    _ rules: BranchRules
  ) -> Bool {
    guard use.toleratedBecause == nil else { return false }
    let runs = use.job.checkRuns
    if !runs.isEmpty, required.isSuperset(of: runs) { return true }
    let workflows = rules.requirements(.workflows).flatMap(\.names)
    return workflows.contains { $0 == use.workflow.path }
  }

  /// A required job that waits, directly or not, for one of the jobs.
  private static func gate(
    over uses: [PipelineTable.Use],
    _ required: Set<String>
  ) -> PipelineJob? {
    for use in uses {
      let waiting = use.workflow.jobs.filter { !required.isDisjoint(with: $0.checkRuns) }
      for job in waiting where waits(job, for: use.job.id, use.workflow.jobs) { return job }
    }
    return nil
  }

  private static func waits(_ job: PipelineJob, for id: String, _ jobs: [PipelineJob]) -> Bool {
    var wanted = job.needs
    var reached: Set<String> = []
    while let next = wanted.popLast() {
      if next == id { return true }
      guard reached.insert(next).inserted else { continue }
      wanted += jobs.first { $0.id == next }?.needs ?? []
    }
    return false
  }

  private static func names(of use: PipelineTable.Use) -> [String] {
    use.job.checkRuns.isEmpty ? [use.job.id] : use.job.checkRuns
  }
}
