import ReadinessModel

/// Checks that answer worse than before, for everything that the other comparisons do not tell.
struct FindingDrift {
  /// Checks whose answers follow from facts that are compared one by one.
  private static let comparedElsewhere: Set<CheckID> = [
    RoutesRequireAuthentication.id, RoutesRequireAuthorization.id, ObjectRoutesCheckOwnership.id,
    DataAccessIsLogged.id, SourceHoldsNoSecrets.id, SensitiveFieldsAreProtected.id,
    PersonalDataIsClassified.id,
  ]

  private let pair: FactPair
  /// Checks of which something was told already.
  private let told: Set<CheckID>
  /// Checks whose gate in the pipeline was told to be gone.
  private let gates: Set<CheckID>
  /// What was told, by check and resource.
  private let toldOf: Set<String>

  init(_ pair: FactPair, told: [Drift]) {
    self.pair = pair
    self.told = Set(told.compactMap(\.check))
    let kinds = Set(ActivityKind.allCases.map(\.rawValue))
    gates = Set(told.filter { kinds.contains($0.subject) }.compactMap(\.check))
    toldOf = Set(told.compactMap { drift in drift.check.map { "\($0)\u{1F}\(drift.name)" } })
  }

  func result() -> (worse: [Drift], better: [String]) {
    let before = Dictionary(grouping: pair.findingsBefore, by: \.check)
    let after = Dictionary(grouping: pair.findingsAfter, by: \.check)
    var worse: [Drift] = []
    var better: [String] = []
    for check in CheckRunner.identifiers where !Self.comparedElsewhere.contains(check) {
      let (old, new) = (before[check] ?? [], after[check] ?? [])
      let compared = compare(check, old, new)
      worse += compared.worse
      if let line = compared.better { better.append(line) }
    }
    return (worse, better)
  }

  private func compare(
    _ check: CheckID,
    _ old: [Finding],
    _ new: [Finding]
  ) -> (worse: [Drift], better: String?) {
    let pairs = FindingPairing(
      old.filter { $0.outcome.distance > 0 },
      new.filter { $0.outcome.distance > 0 },
      pair.map
    )
    let wasAnswered = old.contains { $0.outcome == .holds || $0.outcome.isShort }
    var worse: [Drift] = []
    for finding in pairs.added where isNews(finding, check, wasAnswered: wasAnswered) {
      worse.append(drift(finding, check, old: old))
    }
    for (was, now) in pairs.same {
      if now.outcome.distance > was.outcome.distance, now.outcome != .notObservable {
        worse.append(drift(now, check, old: [was]))
      } else if now.outcome == was.outcome, let places = more(was, now) {
        var drift = drift(now, check, old: [])
        drift.brought = places
        worse.append(drift)
      }
    }
    worse = worse.filter { !toldOf.contains("\(check)\u{1F}\($0.name)") }
    if told.contains(check) { worse = worse.filter { $0.subject != "\(check.rawValue)\u{1F}" } }
    if gates.contains(check) { worse = [] }
    let isBetter =
      worse.isEmpty && old.contains { $0.outcome.isShort }
      && !new.contains { $0.outcome.isShort } && new.contains { $0.outcome == .holds }
    let statement = CheckRunner.description(of: check)?.statement
    return (worse, isBetter ? statement.map { "Now true: \($0)" } : nil)
  }

  /// Whether a finding without counterpart speaks against the change.
  private func isNews(_ finding: Finding, _ check: CheckID, wasAnswered: Bool) -> Bool {
    switch finding.outcome {
    case .doesNotHold, .unconfirmed: true
    // What needs access to the git host, or a person, is no matter of the change.
    case .notObservable: wasAnswered
    default: false
    }
  }

  /// Places of a finding that it did not have before, when it has more of them.
  private func more(_ was: Finding, _ now: Finding) -> [SourceLocation]? {
    guard now.locations.count > was.locations.count else { return nil }
    let known = Set(was.locations.map(pair.map.moved))
    let new = now.locations.filter { place in
      !known.contains("\(place.file):\(place.line)") && !pair.map.places(adding: place).isEmpty
    }
    return new.isEmpty ? nil : new
  }

  private func drift(_ finding: Finding, _ check: CheckID, old: [Finding]) -> Drift {
    let isUnseen = finding.outcome == .notObservable
    let resource = finding.resource ?? ""
    let statement = CheckRunner.description(of: check)?.statement ?? check.rawValue
    return Drift(
      kind: isUnseen ? .notSeen : kind(of: check),
      severity: isUnseen ? .medium : finding.severity,
      confidence: finding.confidence,
      check: check,
      subject: "\(check.rawValue)\u{1F}\(resource)",
      name: resource.isEmpty ? finding.locations.first.map { "\($0)" } ?? check.rawValue : resource,
      title: finding.message,
      detail: "This was to hold: \(statement)",
      location: finding.locations.first,
      lost: old.filter { $0.outcome.distance < finding.outcome.distance }.flatMap(\.locations),
      brought: finding.locations,
      names: names(resource),
      suggestion: finding.nextStep
    )
  }

  private func names(_ resource: String) -> [String] {
    resource.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
      .map(String.init).filter { $0.count > 3 }
  }

  private func kind(of check: CheckID) -> ConcernKind {
    if Self.pipeline.contains(check) { return .pipelineWeakened }
    return Self.infrastructure.contains(check) ? .infrastructureWeakened : .controlWeakened
  }

  private static let pipeline: Set<CheckID> = [
    ActionsArePinned.id, DependenciesAreScanned.id, DependencyUpdatesAreProposed.id,
    DeploymentsAreRecorded.id, InfrastructureIsScanned.id, ProductionDeploysNeedApproval.id,
    ProtectionIsCheckedOnSchedule.id, RecoveryTestsAreScheduled.id, ScansRunOnSchedule.id,
    SecretsAreScannedFor.id, SourceIsScanned.id, TestsRunOnPullRequests.id,
    WorkflowsResistInjection.id,
  ]

  private static let infrastructure: Set<CheckID> = [
    AdministrationPortsAreClosedToTheInternet.id, AlertsReachAPerson.id,
    AuditLogIsKeptLongEnough.id, BackupFailuresRaiseAlarms.id, BackupsAreVerified.id,
    BackupsLeaveTheRegion.id, CapacityAlarmsExist.id, CapacityScalesWithLoad.id,
    DataStoresAreEncryptedAtRest.id, DataStoresAreNotPublic.id, DatabasesAreBackedUp.id,
    DatabasesResistDeletion.id, DatabasesSurviveAZone.id, EncryptionKeysRotate.id,
    ListenersRequireModernTLS.id, PlatformPoliciesGrantLeastPrivilege.id,
  ]
}
