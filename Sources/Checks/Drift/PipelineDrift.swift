import ReadinessModel

/// Tests, scans and approvals of the pipeline that are gone or stop nothing any more.
struct PipelineDrift {
  private struct Gate {
    var kind: ActivityKind
    var check: CheckID?
    var severity: Severity
    var noun: String
  }

  /// How much a step can keep from happening.
  private enum Strength: Int, Comparable {
    case none
    case tells
    case stopsSome
    case stopsEvery

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  private static let gates = [
    Gate(
      kind: .test,
      check: TestsRunOnPullRequests.id,
      severity: .high,
      noun: "the tests"
    ),
    Gate(
      kind: .staticAnalysis,
      check: SourceIsScanned.id,
      severity: .high,
      noun: "the scan of the source"
    ),
    Gate(
      kind: .dependencyScan,
      check: DependenciesAreScanned.id,
      severity: .high,
      noun: "the scan of dependencies"
    ),
    Gate(
      kind: .secretScan,
      check: SecretsAreScannedFor.id,
      severity: .high,
      noun: "the scan for secrets"
    ),
    Gate(
      kind: .infrastructureScan,
      check: InfrastructureIsScanned.id,
      severity: .medium,
      noun: "the scan of infrastructure code"
    ),
    Gate(kind: .containerScan, check: nil, severity: .medium, noun: "the scan of images"),
    Gate(
      kind: .deployRecord,
      check: DeploymentsAreRecorded.id,
      severity: .medium,
      noun: "the record of deployments"
    ),
    Gate(
      kind: .restoreTest,
      check: RecoveryTestsAreScheduled.id,
      severity: .medium,
      noun: "the restore test"
    ),
    Gate(
      kind: .protectionCheck,
      check: ProtectionIsCheckedOnSchedule.id,
      severity: .medium,
      noun: "the check of branch protection"
    ),
    Gate(kind: .signing, check: nil, severity: .medium, noun: "the signing of artifacts"),
  ]

  private let old: [Workflow]
  private let new: [Workflow]
  private let map: ChangeMap

  init(_ pair: FactPair) {
    old = pair.before.delivery.value?.workflows ?? []
    new = pair.after.delivery.value?.workflows ?? []
    map = pair.map
  }

  func drifts() -> [Drift] { Self.gates.compactMap(changed) + approvals() }

  private func uses(_ gate: Gate, _ workflows: [Workflow]) -> [(PipelineTable.Use, Strength)] {
    PipelineTable(workflows: workflows, home: []).uses(of: [gate.kind])
      .map { ($0, Self.strength(of: $0)) }
  }

  private static func strength(of use: PipelineTable.Use) -> Strength {
    if use.toleratedBecause != nil { return .tells }
    return switch RequestCoverage(of: use) {
    case .every: .stopsEvery
    case .some: .stopsSome
    case .never: .tells
    }
  }

  private func changed(_ gate: Gate) -> Drift? {
    let (before, after) = (uses(gate, old), uses(gate, new))
    let (was, now) = (strongest(before), strongest(after))
    guard now < was else { return nil }
    let lost = before.filter { $0.1 == was }.map(\.0)
    var drift = Drift(
      kind: .pipelineWeakened,
      severity: gate.severity,
      check: gate.check,
      subject: gate.kind.rawValue,
      name: gate.noun,
      title: now == .none ? "Removes {} from the pipeline" : "Lets a change pass {}",
      location: after.first.map { $0.0.activity.location },
      lost: lost.map(\.activity.location),
      names: lost.flatMap { [$0.job.id, $0.activity.tool] }.filter { !$0.isEmpty },
      suggestion: "Run it again on every pull request, so that its failure stops the merge."
    )
    drift.brought = after.map(\.0.activity.location)
    drift.detail =
      after.first.map { use, _ in
        use.toleratedBecause ?? RequestCoverage(of: use).reason
      } ?? "\(listed(Set(lost.map(\.activity.tool)).sorted().map(quoted))) ran before"
    return drift
  }

  private func strongest(_ uses: [(PipelineTable.Use, Strength)]) -> Strength {
    uses.map(\.1).max() ?? .none
  }

  // MARK: - Approvals

  /// Jobs that deploy and do not wait for the environment they waited for.
  private func approvals() -> [Drift] {
    var jobs: [String: PipelineJob] = [:]
    for workflow in new {
      for job in workflow.jobs { jobs["\(workflow.path)\u{1F}\(job.id)"] = job }
    }
    return old.flatMap { workflow in
      workflow.jobs.compactMap { job -> Drift? in
        guard let environment = job.environment,
          job.activities.contains(where: { $0.kind == .deploy }),
          let path = map.path(ofOld: workflow.path),
          let now = jobs["\(path)\u{1F}\(job.id)"], now.environment == nil,
          now.activities.contains(where: { $0.kind == .deploy })
        else { return nil }
        return Drift(
          kind: .pipelineWeakened,
          severity: .high,
          check: ProductionDeploysNeedApproval.id,
          subject: "\(path)\u{1F}\(job.id)",
          name: quoted(job.id),
          title: "Lets the job {} deploy without the environment \(quoted(environment))",
          detail:
            "The rules of an environment are where a deployment waits for somebody's approval",
          location: now.location,
          names: ["environment", environment],
          suggestion: "Name the environment in the job again."
        )
      }
    }
  }
}

extension RequestCoverage {
  fileprivate var reason: String {
    switch self {
    case .every: ""
    case .some(let reason): reason
    case .never: "it does not run on pull requests any more"
    }
  }
}
