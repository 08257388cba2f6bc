import Assessment
import Foundation
import ReadinessModel
import Reports

/// Populations with their queries and reconciliations, samples with their seeds, the deploy trail.
struct PackageOperation {
  let source: PackageSource

  func add(to draft: inout PackageDraft) throws {
    guard let operation = source.operation, operation.records != nil else {
      let reason = "nothing was recorded of how controls operate"
      for (subject, controls) in Self.wanted {
        draft.lack(
          PackageGap(
            subject: subject,
            reason: reason,
            next: "Begin: auditwright watch --github",
            controls: controls
          )
        )
      }
      return
    }
    try draft.addJSON(
      "operation/windows.json",
      about: "How far each control has come in showing that it operates",
      controls: operation.windows.map(\.control),
      operation.windows
    )
    try draft.addJSON(
      "operation/deviations.json",
      about: "Every instance where a control did not do its work",
      controls: operation.deviations.flatMap(\.controls),
      operation.deviations
    )
    for subject in operation.notSeen {
      draft.lack(PackageGap(subject: subject, reason: "it could not be read"))
    }
    try addPopulations(operation, to: &draft)
    try addSamples(operation, to: &draft)
    try addDeployments(to: &draft)
  }

  private static let wanted: [(String, [ControlID])] = [
    ("Populations and samples", ["CHG-1", "CHG-2"]),
    ("The deploy trail", ["CHG-2"]),
    ("Deviations and observation windows", []),
  ]

  private func addPopulations(_ operation: OperationReport, to draft: inout PackageDraft) throws {
    if operation.populations.isEmpty {
      draft.lack(
        PackageGap(
          subject: "Populations",
          reason: "no history of the git host was recorded",
          next: "Record one: auditwright watch --github",
          controls: ["CHG-1", "CHG-2"]
        )
      )
    }
    for population in operation.populations {
      let folder = "populations/\(ArchiveFileName.part(population.id))"
      draft.add(
        "\(folder)/items.jsonl",
        about: "\(population.title): \(population.items.count) items, one to a line",
        controls: population.controls,
        source: population.sources.map(\.query).joined(separator: "; "),
        raw: PackageContent(population.fileBytes),
        shared: shared(population, draft)
      )
      var query = population
      query.items = []
      query.reconciliations = []
      try draft.addJSON(
        "\(folder)/query.json",
        about: "\(population.title): how it was retrieved, so that anybody can do it again",
        controls: population.controls,
        query
      )
      try draft.addJSON(
        "\(folder)/reconciliation.json",
        about: "\(population.title): what it was compared with, and how far it can be relied on",
        controls: population.controls,
        Standing(population)
      )
      for doubt in population.doubts {
        draft.lack(
          PackageGap(
            subject: "A complete population: \(population.title)",
            reason: doubt,
            controls: population.controls
          )
        )
      }
    }
  }

  private func shared(_ population: Population, _ draft: PackageDraft) -> PackageDraft.Shared {
    guard draft.isRedacted else { return .same }
    let personal = draft.personal
    _ = personal.takeParts()
    let nothing = PackageDraft.Shared.nothing(
      what: "the whole file",
      reason: "It cannot be told whom it names"
    )
    let lines = population.fileBytes.split(separator: 0x0A).map { line in
      (try? CanonicalJSON(reading: line)).map { personal.redacted($0).bytes + [0x0A] }
    }
    guard !lines.contains(where: { $0 == nil }) else { return nothing }
    return .instead(
      PackageContent(Array(lines.compactMap { $0 }.joined())),
      what: personal.takeParts().map(\.rawValue)
    )
  }

  /// How far a population can be relied on, and why.
  private struct Standing: Encodable {
    var population: String
    var standing: String
    var doubts: [String]
    var reconciliations: [Reconciliation]

    init(_ population: Population) {
      self.population = population.id
      standing = population.standing.rawValue
      doubts = population.doubts
      reconciliations = population.reconciliations
    }
  }

  private func addSamples(_ operation: OperationReport, to draft: inout PackageDraft) throws {
    guard operation.engagement != nil else {
      draft.lack(
        PackageGap(
          subject: "Samples",
          reason: "it is not agreed what the auditor is to examine, and the seed depends on it",
          next: "Add engagement: to auditwright.yml"
        )
      )
      return
    }
    for sample in source.samples {
      let name = "\(ArchiveFileName.part(sample.population))_\(sample.control.rawValue)"
      try draft.addJSON(
        "samples/\(name).json",
        about: "\(sample.selections.count) of \(sample.populationSize) items of"
          + " \(sample.population), drawn for \(sample.control.rawValue), with the seed",
        controls: [sample.control],
        sample
      )
    }
  }

  private func addDeployments(to draft: inout PackageDraft) throws {
    let deployments = source.archive.facts.deployments.sorted {
      ($0.finishedAt, $0.id) < ($1.finishedAt, $1.id)
    }
    guard !deployments.isEmpty else {
      draft.lack(
        PackageGap(
          subject: "The deploy trail",
          reason: "no deployment was recorded",
          next: "Record each in the pipeline: auditwright deploy record --help",
          controls: ["CHG-2"]
        )
      )
      return
    }
    try draft.addJSON(
      "deploys/deploys.json",
      about: "The deploy trail: version, commit, deployer, approver and times of each deployment",
      controls: ["CHG-2"],
      deployments
    )
    draft.addText(
      "deploys/deploys.csv",
      about: "The deploy trail as a table",
      controls: ["CHG-2"],
      PackageTables.deployments(deployments)
    )
  }
}
