import ReadinessModel

/// Every deployment records what was deployed, by whom, approved by whom, and when.
///
/// ## Why it matters
/// The list of deployments is the population an auditor samples changes from.
///
/// ## What is inspected
/// Steps that record a deployment, and the fields they write; where there are none, what the git
/// host records by itself of environments that ask for approval.
///
/// ## What this cannot show
/// Records the git host keeps by itself without access to it, and whether every deployment goes
/// this way.
enum DeploymentsAreRecorded: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.pipeline]

  static func subject(in facts: RepositoryFacts) -> Observation<DeployTable> {
    DeployTable.observed(in: facts)
  }

  static func evaluate(_ table: DeployTable) -> [Finding] {
    let deploys = table.production
    guard !table.records.isEmpty else { return withoutRecords(table, deploys) }
    let judged = table.records.map { ($0, missing(in: $0)) }
    let complete = judged.filter { $1.isEmpty }.map(\.0)
    guard complete.isEmpty else {
      return holds(
        "Deployments record \(listed(complete[0].fields, limit: 9))",
        at: complete.map(\.location)
      )
    }
    return judged.map { record, missing in
      finding(
        .doesNotHold,
        "The record of a deployment leaves out \(listed(missing))",
        at: [record.location],
        lookedFor: "version or commit, deployer, approver and time",
        next: "Record the missing fields."
      )
    }
  }

  private static func withoutRecords(
    _ table: DeployTable,
    _ deploys: [PipelineTable.Use]
  ) -> [Finding] {
    guard !deploys.isEmpty else {
      return cannotSee(
        "No step that deploys to production was found",
        at: table.pipeline.home,
        lookedFor: "a job that deploys"
      )
    }
    let places = deploys.map(\.activity.location)
    if let findings = recordedByHost(table, deploys) { return findings }
    guard deploys.contains(where: { $0.job.environment == nil }) else {
      return [
        finding(
          .unconfirmed,
          "No step records a deployment; what the git host records of its environments"
            + unseen(table),
          at: places,
          next: "Record each deployment in the workflow, or connect the git host."
        )
      ]
    }
    return absent(
      "\(counted(deploys.count, "step")) \(verb(deploys.count, "deploys", "deploy")) to production and"
        + " \(verb(deploys.count, "records", "record")) nothing",
      belongs: places,
      lookedFor: "a step that records version, deployer, approver and time",
      next: "Record each deployment in a step that runs whether it succeeded or not."
    )
  }

  private static func unseen(_ table: DeployTable) -> String {
    guard case .notObservable(let reason) = table.environments,
      reason != Observation<HostFacts>.withoutAccess
    else { return " needs GitHub access" }
    return " cannot be seen: \(reason)"
  }

  /// What the git host records of deployments to its environments; nil when it was not seen.
  ///
  /// The host keeps the commit, who started it and when, and who approved it where it asks
  /// somebody.
  private static func recordedByHost(
    _ table: DeployTable,
    _ deploys: [PipelineTable.Use]
  ) -> [Finding]? {
    guard table.environments.value != nil, deploys.allSatisfy({ $0.job.environment != nil }) else {
      return nil
    }
    let items = deploys.compactMap { use -> Finding? in
      let name = quoted(use.job.environment ?? "")
      switch table.environment(of: use) {
      case .found(let environment) where !environment.reviewers.isEmpty: return nil
      case .hidden(let reason):
        return finding(
          .unconfirmed,
          "What the git host records of \(name) cannot be seen: \(reason)",
          at: [use.job.location]
        )
      case .none, .notAsked, .missing, .found:
        return finding(
          .doesNotHold,
          "The git host's record of deployments to \(name) has no approver, since nobody is asked",
          at: [use.job.location],
          next: "Give the environment required reviewers, or record the approver in the workflow."
        )
      }
    }
    return eachItem(items) {
      holds(
        "The git host records each deployment with its commit, who started and who approved it",
        at: deploys.map(\.job.location)
      )
    }
  }

  private static func missing(in record: DeployRecordStep) -> [String] {
    let fields = Set(record.fields)
    return [
      fields.isDisjoint(with: ["version", "commit", "digest"]) ? "the version" : nil,
      fields.contains("deployer") ? nil : "the deployer",
      fields.contains("approver") ? nil : "the approver",
      fields.contains("time") ? nil : "the time",
    ].compactMap { $0 }
  }
}
