import EvidenceLedger
import Foundation
import MerkleLog
import ReadinessModel
import Reports

/// What the scan saw of access, audit logging, encryption and the pipeline, as tables and data.
struct PackageFacts {
  let source: PackageSource

  private var facts: RepositoryFacts { source.facts }

  func add(to draft: inout PackageDraft) throws {
    try addAccess(to: &draft)
    try addEncryption(to: &draft)
    try addPipeline(to: &draft)
    addAuditLog(to: &draft)
    let raw = PackageContent(try PackageJSON.text(facts))
    draft.add(
      "facts/facts.json",
      about: "Everything that the scan saw, with file and line",
      raw: raw,
      shared: .nothing(
        what: "the whole file",
        reason: "It quotes code and names people; the other files hold what controls rest on"
      )
    )
  }

  private func addAccess(to draft: inout PackageDraft) throws {
    guard let application = facts.application.value else {
      if case .notObservable(let reason) = facts.application {
        draft.lack(PackageGap(subject: "Routes and who may use them", reason: reason))
      }
      return
    }
    let controls: [ControlID] = ["SEC-1", "SEC-2", "SEC-3"]
    guard !application.routes.isEmpty else {
      draft.lack(
        PackageGap(
          subject: "The access matrix",
          reason: "no route of a known framework was found",
          controls: controls
        )
      )
      return
    }
    draft.addText(
      "access/rbac-matrix.csv",
      about: "Every route with its guards and the roles they name; whether access is recorded",
      controls: controls,
      PackageTables.access(application.routes, roles: application.roleModel)
    )
    draft.addText(
      "access/routes.json",
      about: "Every route, as data: each guard with what it does and where",
      controls: controls,
      RoutesFormat.json(application.routes)
    )
    if !application.roleModel.isEmpty {
      try draft.addJSON(
        "access/roles.json",
        about: "Roles and permissions that the code defines",
        controls: ["SEC-2"],
        application.roleModel
      )
    }
    for route in application.routes where route.authentication.status == .unresolved {
      draft.lack(
        PackageGap(
          subject: "Who may use \(route.method) \(route.path)",
          reason: route.authentication.reason ?? "it could not be told",
          controls: ["SEC-1"]
        )
      )
    }
  }

  private func addEncryption(to draft: inout PackageDraft) throws {
    draft.lack(
      PackageGap(
        subject: "Certificates in use",
        reason: "Auditwright reads configuration and asks no server which certificate it shows",
        next: "Add what your provider exports: auditwright evidence add --control SEC-5"
          + " --kind configuration --file FILE --title TITLE",
        controls: ["SEC-5"]
      )
    )
    guard let infrastructure = facts.infrastructure.value else {
      if case .notObservable(let reason) = facts.infrastructure {
        draft.lack(
          PackageGap(
            subject: "Encryption of stores and listeners",
            reason: reason,
            controls: ["SEC-4", "SEC-5"]
          )
        )
      }
      return
    }
    draft.addText(
      "encryption/in-transit.csv",
      about: "Listeners with protocol and lowest TLS version, as infrastructure code sets them",
      controls: ["SEC-5"],
      PackageTables.listeners(infrastructure.listeners)
    )
    draft.addText(
      "encryption/at-rest.csv",
      about: "Stores with encryption, key, exposure and backups, as infrastructure code sets them",
      controls: ["SEC-4"],
      PackageTables.stores(infrastructure.dataStores)
    )
    try draft.addJSON(
      "encryption/keys.json",
      about: "Keys and their rotation",
      controls: ["SEC-4"],
      infrastructure.encryptionKeys
    )
    if let transport = facts.application.value?.transport, !transport.isEmpty {
      try draft.addJSON(
        "encryption/transport-in-code.json",
        about: "Settings of encryption in transit in the application's own code",
        controls: ["SEC-5"],
        transport
      )
    }
    for unresolved in infrastructure.unresolved {
      draft.lack(
        PackageGap(
          subject: "\(unresolved.address) (\(unresolved.location))",
          reason: unresolved.reason,
          controls: source.controls(citing: unresolved.location.file)
        )
      )
    }
  }

  private func addPipeline(to draft: inout PackageDraft) throws {
    if let delivery = facts.delivery.value {
      try draft.addJSON(
        "pipeline/pipeline.json",
        about: "Workflows with their jobs, tests, scans, approvals and records, as data",
        controls: ["CHG-1", "CHG-2", "SEC-6"],
        delivery
      )
    } else if case .notObservable(let reason) = facts.delivery {
      draft.lack(PackageGap(subject: "The pipeline", reason: reason, controls: ["CHG-1", "CHG-2"]))
    }
    let host = facts.host.value ?? source.archive.lastHost
    guard let host else {
      draft.lack(
        PackageGap(
          subject: "Rules of the default branch, rulesets, environments and members",
          reason: "the git host was not asked",
          next: "Ask it: auditwright report --pack FILE --github",
          controls: ["CHG-1", "CHG-2"]
        )
      )
      return
    }
    try draft.addJSON(
      "pipeline/host.json",
      about: "What the git host said on \(host.observedAt.day): rulesets, environments, members",
      controls: ["CHG-1", "CHG-2", "SEC-1", "SEC-2"],
      host
    )
    switch host.branchRules {
    case .observed(let rules):
      try draft.addJSON(
        "pipeline/branch-rules.json",
        about: "Rules in force on \(host.defaultBranch), and whom they do not bind",
        controls: ["CHG-1"],
        rules
      )
    case .notObservable(let reason):
      draft.lack(
        PackageGap(
          subject: "Rules of \(host.defaultBranch)",
          reason: reason,
          next: "See what is lacking: auditwright github status",
          controls: ["CHG-1"]
        )
      )
    }
  }

  private func addAuditLog(to draft: inout PackageDraft) {
    if let routes = facts.application.value?.routes, !routes.isEmpty {
      draft.addText(
        "audit-log/coverage.csv",
        about: "Whether each route that reaches data records the access",
        controls: ["SEC-3"],
        PackageTables.auditCoverage(routes)
      )
    }
    let samples = source.logSamples
    guard samples.isEmpty else { return }
    draft.lack(
      PackageGap(
        subject: "Samples of the audit log",
        reason: "none was put into the ledger, and a scan reads no running system",
        next: "Export some rows and add them: auditwright evidence add --control SEC-3"
          + " --kind log-sample --file FILE --title TITLE",
        controls: ["SEC-3"]
      )
    )
  }
}

extension PackageSource {
  /// Records with parts of logs that the last checkpoint covers.
  var logSamples: [EvidenceRecord] {
    guard let (ledger, sealed) = ledger else { return [] }
    let records = (try? ledger.records(matching: EvidenceQuery(kinds: [.logSample]))) ?? []
    return records.filter { $0.id.index < sealed.last.checkpoint.size }
  }
}
