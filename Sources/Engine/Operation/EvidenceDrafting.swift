import Assessment
import EvidenceLedger
import Foundation
import ReadinessModel

/// Turns what was collected into drafts of records, with their content kept beside the ledger.
struct EvidenceDrafting {
  let ledger: Ledger
  let now: Moment
  /// The account that runs the collection.
  let actor: String?

  private let collector = EvidenceCollector(name: "auditwright", version: ReadinessEngine.version)

  /// A deployment of the trail.
  func draft(_ deployment: DeployRecord) throws -> EvidenceDraft {
    var draft = try draft(
      .deploy,
      .deployRecord,
      ["CHG-2"],
      "Deployment of \(deployment.version) to \(deployment.environment)",
      system: "pipeline",
      content: deployment
    )
    draft.effective = EffectiveInterval(from: deployment.finishedAt, to: deployment.finishedAt)
    draft.fields.merge(
      [
        "version": deployment.version, "environment": deployment.environment,
        "commit": deployment.commit, "deployer": deployment.deployer,
        "approver": deployment.approver ?? "", "status": deployment.status.rawValue,
      ],
      uniquingKeysWith: { _, new in new }
    )
    return draft
  }

  /// The host at one moment.
  func draft(_ host: HostFacts) throws -> EvidenceDraft {
    var draft = try draft(
      .configuration,
      .hostFacts,
      ["CHG-1", "CHG-2", "SEC-1", "SEC-2", "SEC-6"],
      "Settings of \(host.repository.owner)/\(host.repository.name)",
      system: host.host,
      content: host
    )
    draft.effective = EffectiveInterval(from: host.observedAt, to: host.observedAt)
    return draft
  }

  /// What happened at the host in a period.
  func draft(_ history: HostHistory) throws -> EvidenceDraft {
    var draft = try draft(
      .population,
      .hostHistory,
      [],
      "History of \(history.repository)",
      system: history.host,
      content: history
    )
    draft.effective = EffectiveInterval(from: history.from, to: history.to)
    return draft
  }

  /// A population, which shows that its controls had nothing unseen to act on.
  func draft(_ population: Population) throws -> EvidenceDraft {
    let payload = try ledger.keep(
      population.fileBytes,
      mediaType: "application/x-ndjson",
      rows: population.items.count
    )
    return EvidenceDraft(
      kind: .population,
      controls: population.controls,
      title: population.title,
      source: EvidenceSource(system: population.sources.first?.system ?? "auditwright"),
      collector: collector,
      query: population.sources.map(\.query).joined(separator: "\n"),
      parameters: population.sources.reduce(into: [:]) {
        $0.merge($1.parameters) { old, _ in old }
      },
      actor: actor,
      effective: EffectiveInterval(from: population.from, to: population.to),
      observedAt: now,
      payload: payload,
      completeness: population.completenessStatement,
      outcome: population.standing == .incomplete
        ? .notObservable(reason: population.doubts.first ?? "it may be incomplete") : .holds,
      fields: [
        EvidenceFormat.field: EvidenceFormat.population.rawValue, "population": population.id,
        "standing": population.standing.rawValue,
      ]
    )
  }

  /// A deviation that was found.
  func draft(_ deviation: Deviation) throws -> EvidenceDraft {
    var draft = try draft(
      .deviation,
      .deviation,
      deviation.controls,
      deviation.message,
      system: "auditwright",
      content: deviation
    )
    draft.effective = EffectiveInterval(from: deviation.from, to: deviation.to ?? now)
    draft.fields["deviation"] = deviation.id
    return draft
  }

  /// How each control was found to be built.
  func drafts(_ assessment: ReadinessAssessment) -> [EvidenceDraft] {
    assessment.controls.map { control in
      EvidenceDraft(
        kind: .check,
        controls: [control.id],
        title: "\(control.id) \(control.title): \(control.design.rawValue)",
        source: EvidenceSource(system: "repository", location: assessment.repository),
        collector: collector,
        query: "auditwright scan",
        parameters: ["profile": assessment.profile, "commit": assessment.commit ?? ""],
        actor: actor,
        observedAt: now,
        outcome: control.observed,
        fields: [EvidenceFormat.field: EvidenceFormat.controlCheck.rawValue]
      )
    }
  }

  /// The weekly check itself; one that found nothing is recorded too, so that a missing one shows.
  func draft(_ report: WatchReport) throws -> EvidenceDraft {
    try draft(
      report.findings.isEmpty ? .silence : .check,
      .weeklyCheck,
      report.controls,
      report.headline,
      system: "auditwright",
      content: report
    )
  }

  private func draft(
    _ kind: EvidenceKind,
    _ format: EvidenceFormat,
    _ controls: [ControlID],
    _ title: String,
    system: String,
    content: some Encodable
  ) throws -> EvidenceDraft {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let payload = try ledger.keep(
      Array(try encoder.encode(content)),
      mediaType: "application/json"
    )
    return EvidenceDraft(
      kind: kind,
      controls: controls,
      title: title,
      source: EvidenceSource(system: system),
      collector: collector,
      actor: actor,
      observedAt: now,
      payload: payload,
      fields: [EvidenceFormat.field: format.rawValue]
    )
  }
}

extension ControlAssessment {
  /// What the assessment of a control's design is worth as an observation.
  fileprivate var observed: EvidenceOutcome {
    switch design {
    case .passing, .collecting: .holds
    case .failing: .doesNotHold(reason: reason)
    case .warning, .notAssessed, .needsAttestation, .notApplicable: .notObservable(reason: reason)
    }
  }
}

extension Population {
  /// Why it is complete, or what is missing.
  var completenessStatement: String {
    switch standing {
    case .complete:
      "\(items.count) items; "
        + reconciliations.map { "agrees with \($0.secondSource)" }
        .joined(separator: "; ")
    case .noOccurrence: "Nothing happened in the period, by a query that was answered whole"
    case .incomplete: doubts.joined(separator: ". ")
    }
  }
}
