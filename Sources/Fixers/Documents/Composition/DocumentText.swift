import ReadinessModel

/// A text that becomes a document once facts are put in.
struct DocumentText: Sendable {
  /// What the document calls itself.
  var id: String
  /// What it is called in messages.
  var name: String
  /// What it is about, as the collector tells it; none for what the collector does not look for.
  var topics: Set<DocumentTopic>
  /// Its path under the folder of documents, or under the root when it starts with a slash.
  var path: String
  /// Its template.
  var template: @Sendable () -> [UInt8]

  private init(
    _ id: String,
    _ name: String,
    _ topics: Set<DocumentTopic> = [],
    at path: String,
    _ template: @escaping @Sendable () -> [UInt8]
  ) {
    (self.id, self.name, self.topics, self.path, self.template) = (id, name, topics, path, template)
  }

  private static func policy(
    _ topic: DocumentTopic,
    _ subject: String,
    _ template: @escaping @Sendable () -> [UInt8]
  ) -> DocumentText {
    let id = topic.rawValue
    return DocumentText(id, "the policy on \(subject)", [topic], at: "policies/\(id).md", template)
  }

  /// One short policy to a subject.
  static let policies: [DocumentText] = [
    DocumentText("policies", "the list of policies", at: "policies/README.md") {
      PackageResources.document_policies_md
    },
    DocumentText("policy-management", "the policy on policies", at: "policies/policy-management.md")
    {
      PackageResources.document_policy_management_md
    },
    policy(.informationSecurity, "information security") {
      PackageResources.document_information_security_md
    },
    policy(.codeOfConduct, "conduct") { PackageResources.document_code_of_conduct_md },
    policy(.acceptableUse, "devices and accounts") { PackageResources.document_acceptable_use_md },
    policy(.accessControl, "access") { PackageResources.document_access_control_md },
    policy(.passwordsAndSecrets, "passwords and secrets") {
      PackageResources.document_passwords_and_secrets_md
    },
    policy(.encryption, "encryption and keys") { PackageResources.document_encryption_md },
    policy(.loggingAndMonitoring, "logs and alarms") {
      PackageResources.document_logging_and_monitoring_md
    },
    policy(.vulnerabilityManagement, "weaknesses and updates") {
      PackageResources.document_vulnerability_management_md
    },
    policy(.changeManagement, "changes") { PackageResources.document_change_management_md },
    policy(.secureDevelopment, "development") { PackageResources.document_secure_development_md },
    policy(.incidentResponse, "incidents and breach notices") {
      PackageResources.document_incident_response_md
    },
    policy(.riskManagement, "risks") { PackageResources.document_risk_management_md },
    policy(.vendorManagement, "vendors") { PackageResources.document_vendor_management_md },
    policy(.businessContinuity, "continuity") { PackageResources.document_business_continuity_md },
    policy(.backupAndRestore, "backups") { PackageResources.document_backup_and_restore_md },
    policy(.capacityAndAvailability, "capacity and availability") {
      PackageResources.document_capacity_and_availability_md
    },
    policy(.dataClassification, "classes of data") {
      PackageResources.document_data_classification_md
    },
    policy(.dataRetention, "keeping and deleting data") {
      PackageResources.document_data_retention_md
    },
    policy(.peopleSecurity, "joining and leaving") { PackageResources.document_people_security_md },
    policy(.assetAndNetwork, "assets and networks") {
      PackageResources.document_asset_and_network_md
    },
  ]

  /// The plan for incidents, and what is filled in during one.
  static let incidents: [DocumentText] = [
    DocumentText(
      "incident-response-plan",
      "the incident plan",
      [],
      at: "incident-response-plan.md"
    ) { PackageResources.document_incident_plan_md },
    DocumentText(
      "post-incident-template",
      "the template for reviews after an incident",
      [],
      at: "incidents/review-template.md"
    ) { PackageResources.document_incident_review_md },
    DocumentText(
      "incident-issue",
      "the form of an incident issue",
      [],
      at: "/.github/ISSUE_TEMPLATE/incident.md"
    ) { PackageResources.document_incident_issue_md },
  ]

  /// The way back from a lost database.
  static let recovery: [DocumentText] = [
    DocumentText(
      "recovery-runbook",
      "the runbook for recovery",
      [.recoveryRunbook],
      at: "runbooks/recovery.md"
    ) { PackageResources.document_recovery_md }
  ]

  /// Steps of what is done rarely.
  static let runbooks: [DocumentText] = [
    DocumentText(
      "rollback-runbook",
      "the runbook for rolling back",
      [.rollbackRunbook],
      at: "runbooks/rollback.md"
    ) { PackageResources.document_rollback_md },
    DocumentText("key-rotation", "the runbook for changing keys", at: "runbooks/key-rotation.md") {
      PackageResources.document_key_rotation_md
    },
    DocumentText("offboarding", "the runbook for leavers", at: "runbooks/offboarding.md") {
      PackageResources.document_offboarding_md
    },
    DocumentText(
      "reviewing-access",
      "the runbook for going through access",
      at: "runbooks/reviewing-access.md"
    ) { PackageResources.document_reviewing_access_md },
  ]

  /// What the system is, and whom to tell of a weakness.
  static let system: [DocumentText] = [
    DocumentText(
      "system-description",
      "the description of the system",
      [.systemDescription],
      at: "system-description.md"
    ) { PackageResources.document_system_description_md },
    DocumentText("security-contact", "the notice on reporting weaknesses", at: "/SECURITY.md") {
      PackageResources.document_security_contact_md
    },
  ]
}

/// Writes documents out of texts and facts.
struct DocumentLibrary {
  private let project: FixProject
  private let book: FactBook
  private let desk: DocumentDesk

  init(_ project: FixProject, _ answers: FixAnswers) {
    self.project = project
    book = FactBook.of(project, answers)
    desk = DocumentDesk(project)
  }

  /// What to do about some texts.
  func proposal(_ texts: [DocumentText]) -> FixProposal {
    let folder = DocumentFolder.of(project.files)
    let documents = texts.filter(isWanted).map { text in
      let template = DocumentTemplate(
        id: text.id,
        String(decoding: text.template(), as: UTF8.self)
      )
      let path =
        text.path.hasPrefix("/")
        ? String(text.path.dropFirst()) : ProjectPath.join(folder, text.path)
      return CompanyDocument(
        id: text.id,
        name: text.name,
        topics: text.topics,
        path: path,
        comment: .markdown,
        lines: { [book] folder in template.render(book, folder: folder) }
      )
    }
    var proposal = desk.proposal(documents)
    if !proposal.changes.isEmpty {
      proposal.followUps = [
        "Replace every [[TO WRITE: …]] (grep -rn '\\[\\[TO WRITE' finds them), then set status, approver and dates."
      ]
    }
    return proposal
  }

  /// Whether a text has a place in the repository that nothing else takes.
  private func isWanted(_ text: DocumentText) -> Bool {
    switch text.id {
    case "security-contact":
      desk.hasWritten(text.id)
        || !["SECURITY.md", ".github/SECURITY.md", "docs/SECURITY.md"].contains(
          where: project.files.contains
        )
    case "incident-issue":
      desk.hasWritten(text.id)
        || project.files.paths.contains { $0.hasPrefix(".github/") }
          && project.facts.delivery.value?.templates.contains { $0.kind == "incident" } != true
    default: true
    }
  }

  /// A register among the documents.
  struct Register {
    fileprivate let id: String
    fileprivate let desk: DocumentDesk
    fileprivate let path: String

    /// Whether a fixer wrote the register at a path.
    func isWritten(_ path: String) -> Bool { desk.path(of: id) == path }

    /// What to do about the register.
    func proposal(_ lines: @escaping @Sendable (_ folder: String) -> [String]) -> FixProposal {
      desk.proposal([
        CompanyDocument(
          id: id,
          name: "the register of \(id)",
          topics: [],
          path: path,
          comment: .yaml,
          lines: lines
        )
      ])
    }
  }

  static func register(_ id: String, for project: FixProject) -> Register {
    let folder = DocumentFolder.of(project.files)
    return Register(
      id: id,
      desk: DocumentDesk(project),
      path: ProjectPath.join(folder, "registers/\(id).yml")
    )
  }
}
