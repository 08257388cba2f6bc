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

  func drifts() -> [Drift] { Self.gates.flatMap(changed) + approvals() + pins() }

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

  private func changed(_ gate: Gate) -> [Drift] {
    let (before, after) = (uses(gate, old), uses(gate, new))
    let (was, now) = (strongest(before), strongest(after))
    guard now < was else { return steps(gate, before, after) }
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
    return [drift]
  }

  /// Single steps that stop less than they did, while others of their kind still do.
  private func steps(
    _ gate: Gate,
    _ before: [(PipelineTable.Use, Strength)],
    _ after: [(PipelineTable.Use, Strength)]
  ) -> [Drift] {
    var left = after
    var result: [Drift] = []
    for (use, was) in before {
      let key = [map.path(ofOld: use.workflow.path) ?? "", use.job.id, use.activity.tool]
      guard
        let index = left.firstIndex(where: {
          [$0.0.workflow.path, $0.0.job.id, $0.0.activity.tool] == key
        })
      else { continue }
      let (now, strength) = left.remove(at: index)
      guard strength < was else { continue }
      // Another step of the same tool may have taken the place of this one.
      let hasSubstitute = left.contains { $0.0.activity.tool == use.activity.tool && $0.1 >= was }
      guard !hasSubstitute else { continue }
      result.append(
        Drift(
          kind: .pipelineWeakened,
          severity: .medium,
          subject: ([gate.kind.rawValue] + key).joined(separator: "\u{1F}"),
          name: "\(quoted(use.activity.tool)) in the job \(quoted(use.job.id))",
          title: "Lets a change pass {}",
          detail: now.toleratedBecause ?? RequestCoverage(of: now).reason,
          location: now.activity.location,
          lost: [use.activity.location],
          brought: [now.activity.location],
          names: [use.job.id],
          suggestion: "Let its failure stop the merge again, or say why it need not."
        )
      )
    }
    return result
  }

  /// Actions that were pinned to a commit and can be moved now.
  private func pins() -> [Drift] {
    var left: [String: [ActionReference]] = [:]
    for workflow in new {
      for action in workflow.actions.reversed() {
        left["\(workflow.path)\u{1F}\(action.name)", default: []].append(action)
      }
    }
    return old.flatMap { workflow in
      workflow.actions.compactMap { action -> Drift? in
        let path = map.path(ofOld: workflow.path) ?? ""
        guard let now = left["\(path)\u{1F}\(action.name)"]?.popLast(), action.isPinned,
          !now.isPinned
        else { return nil }
        return Drift(
          kind: .pipelineWeakened,
          severity: .medium,
          check: ActionsArePinned.id,
          subject: "pin \(path) \(now.location.line)",
          name: quoted(action.name),
          title: "Takes the commit from {}, and names something that can be moved",
          plural: "uses of actions",
          detail: "\(quoted(action.name)) is used at \(quoted(now.reference))",
          location: now.location,
          lost: [action.location],
          brought: [now.location],
          suggestion: "Pin the action to the full hash of a commit again."
        )
      }
    }
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
        guard let environment = job.environment, let path = map.path(ofOld: workflow.path),
          let now = jobs["\(path)\u{1F}\(job.id)"], now.environment == nil
        else { return nil }
        // What else a job does in an environment is not known to reach production.
        let deploys = [job, now].allSatisfy { $0.activities.contains { $0.kind == .deploy } }
        return Drift(
          kind: .pipelineWeakened,
          severity: deploys ? .high : .medium,
          check: ProductionDeploysNeedApproval.id,
          subject: "\(path)\u{1F}\(job.id)",
          name: quoted(job.id),
          title:
            "Lets the job {} \(deploys ? "deploy" : "run") without the environment \(quoted(environment))",
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
