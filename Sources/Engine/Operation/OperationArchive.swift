import EvidenceLedger
import Foundation
import MerkleLog
import ReadinessModel

/// What a ledger holds of the operation of controls, read back.
struct OperationArchive {
  /// Everything that was collected.
  private(set) var facts = OperationFacts()
  /// What records say of controls.
  private(set) var observations: [ControlObservation] = []
  /// The host as it was read last.
  private(set) var lastHost: HostFacts?
  /// How each control was found to be built the last time somebody looked.
  private(set) var lastDesign: [ControlID: EvidenceOutcome] = [:]
  /// Records that were read; nil when there is no ledger.
  private(set) var size: Int?
  /// Records whose content could not be read, with the reason.
  private(set) var unreadable: [String] = []

  /// The archive of a repository without a ledger.
  static let empty = OperationArchive()

  private init() {}

  /// Reads everything that a ledger holds.
  ///
  /// Records that people signed count when their key is one of `people`.
  init(_ ledger: Ledger, people: [NoteVerifierKey]) throws {
    let records = try ledger.records()
    size = records.count
    for record in records {
      read(record, people) { payload in try ledger.content(of: payload) }
    }
  }

  private mutating func read(
    _ record: EvidenceRecord,
    _ people: [NoteVerifierKey],
    content: (EvidencePayload) throws -> [UInt8]
  ) {
    if record.format == .personRecord, let problem = signature(of: record, people, content) {
      unreadable.append("\(record.id): \(problem)")
      return
    }
    observations += Self.observations(in: record)
    guard let format = record.format else { return }
    if format == .weeklyCheck {
      facts.checks.append(record.observedAt)
      // A week without a look matters to controls that were in place, which somebody has to see.
      facts.checkedControls = record.controls.filter { lastDesign[$0] == .holds }
    }
    if format == .controlCheck {
      for control in record.controls { lastDesign[control] = record.outcome }
      return
    }
    guard let payload = record.payload else { return }
    do {
      try take(try content(payload), of: record, as: format)
    } catch {
      unreadable.append("\(record.id): \(error)")
    }
  }

  private func signature(
    of record: EvidenceRecord,
    _ people: [NoteVerifierKey],
    _ content: (EvidencePayload) throws -> [UInt8]
  ) -> String? {
    guard let payload = record.payload, let bytes = try? content(payload) else {
      return "what was signed cannot be read"
    }
    return SignedRecord.problem(in: bytes, trusting: people)
  }

  private mutating func take(
    _ bytes: [UInt8],
    of record: EvidenceRecord,
    as format: EvidenceFormat
  ) throws {
    let decoder = JSONDecoder()
    let data = Data(bytes)
    switch format {
    case .deployRecord:
      let deployment = try decoder.decode(DeployRecord.self, from: data)
      // A review of an emergency is recorded as the deployment with its review.
      facts.deployments.removeAll { $0.id == deployment.id }
      facts.deployments.append(deployment)
    case .hostFacts:
      let host = try decoder.decode(HostFacts.self, from: data)
      lastHost = host
      guard let rules = host.branchRules.value else { return }
      facts.rules.append(.init(at: host.observedAt, rules: rules, record: "\(record.id)"))
      facts.requiredChecks = rules.requiredCheckNames
    case .hostHistory:
      facts.histories.append(try decoder.decode(HostHistory.self, from: data))
    case .deviation:
      let deviation = try decoder.decode(Deviation.self, from: data)
      facts.recorded.removeAll { $0.id == deviation.id }
      facts.recorded.append(deviation)
    case .weeklyCheck: facts.jobs = try decoder.decode(WatchReport.self, from: data).jobs
    case .controlCheck, .population, .personRecord: break
    }
  }

  /// What a record says of its controls.
  ///
  /// A record that people added speaks for a control: somebody put it there to show that it worked.
  /// How something is set up, or what is written about it, shows only how the control is built.
  private static func observations(in record: EvidenceRecord) -> [ControlObservation] {
    let basis: ControlObservation.Basis
    switch record.kind {
    case .check, .configuration, .document: basis = .design
    case .population, .record, .logSample, .testRun, .attestation, .deploy: basis = .operation
    default: return []
    }
    guard record.format != .weeklyCheck else { return [] }
    var (outcome, what) = said(by: record, as: basis)
    if outcome == .holds, basis == .design, isLate(record) {
      outcome = .notObservable
      what =
        "it was recorded on \(record.receivedAt.day), too late to speak of"
        + " \(record.effective.to.day)"
    }
    guard let outcome else { return [] }
    return record.controls.map { control in
      ControlObservation(
        control: control,
        from: record.effective.from,
        to: record.effective.to,
        outcome: outcome,
        basis: basis,
        what: what,
        record: "\(record.id)",
        hasOccurrences: record.draft.fields["standing"] != Population.Standing.noOccurrence.rawValue
      )
    }
  }

  /// Whether it was recorded more than a day after the moment it speaks of.
  ///
  /// Nobody can look today at how something was set up last week; what a control did can be read from
  /// its logs later. Bad news is never too late.
  private static func isLate(_ record: EvidenceRecord) -> Bool {
    record.receivedAt.secondsSince1970 - record.effective.to.secondsSince1970 > 86_400
  }

  private static func said(
    by record: EvidenceRecord,
    as basis: ControlObservation.Basis
  ) -> (ControlObservation.Outcome?, String) {
    switch record.outcome {
    case .holds: (.holds, record.title)
    case .doesNotHold(let reason): (.doesNotHold, reason)
    case .notObservable(let reason): (.notObservable, reason)
    case nil: (basis == .operation ? .holds : nil, record.title)
    }
  }
}

extension BranchRules {
  /// Names of the checks that a change must pass, as far as can be seen; nil when there may be more
  /// and none was seen.
  var requiredCheckNames: [String]? {
    let names = Set(requirements(.statusChecks).flatMap(\.checks).map(\.context)).sorted()
    return names.isEmpty && !isComplete ? nil : names
  }
}
