/// Policies, plans, registers and records kept in the repository.
package struct DocumentFacts: Codable, Hashable, Sendable {
  /// Policies, plans and runbooks.
  package var documents: [GovernanceDocument]
  /// The vendor register.
  package var vendorRegister: VendorRegister?
  /// Vendors that code, infrastructure and pipeline show to be in use.
  package var derivedVendors: [DerivedVendor]
  /// The data inventory or classification file.
  package var dataInventory: DataInventory?
  /// Records of restore and recovery tests.
  package var drills: [DrillRecord]
  /// Records of access reviews.
  package var accessReviews: [AccessReviewRecord]
  /// A link to, or configuration of, a status page.
  package var statusPage: SourceLocation?
  /// Where outsiders learn how to report a vulnerability.
  package var securityContact: SourceLocation?
  /// Post-incident reviews.
  package var incidents: [SourceLocation]
  /// The risk register; nil where none was found.
  package var riskRegister: RiskRegister?

  /// Creates a value from its parts.
  package init(
    documents: [GovernanceDocument] = [],
    vendorRegister: VendorRegister? = nil,
    derivedVendors: [DerivedVendor] = [],
    dataInventory: DataInventory? = nil,
    drills: [DrillRecord] = [],
    accessReviews: [AccessReviewRecord] = [],
    statusPage: SourceLocation? = nil,
    securityContact: SourceLocation? = nil,
    incidents: [SourceLocation] = [],
    riskRegister: RiskRegister? = nil
  ) {
    self.documents = documents
    self.vendorRegister = vendorRegister
    self.derivedVendors = derivedVendors
    self.dataInventory = dataInventory
    self.drills = drills
    self.accessReviews = accessReviews
    self.statusPage = statusPage
    self.securityContact = securityContact
    self.incidents = incidents
    self.riskRegister = riskRegister
  }
}

/// What a governance document is about.
package enum DocumentTopic: String, Codable, Hashable, Sendable, CaseIterable {
  /// The umbrella policy.
  case informationSecurity = "information-security"
  /// Rules of conduct.
  case codeOfConduct = "code-of-conduct"
  /// Use of devices and systems.
  case acceptableUse = "acceptable-use"
  /// Who gets access, and how it ends.
  case accessControl = "access-control"
  /// Passwords, factors and secrets.
  case passwordsAndSecrets = "passwords-and-secrets"
  /// Encryption and keys.
  case encryption
  /// Logs and monitoring.
  case loggingAndMonitoring = "logging-and-monitoring"
  /// Vulnerabilities and patches.
  case vulnerabilityManagement = "vulnerability-management"
  /// Changes and deployment.
  case changeManagement = "change-management"
  /// Development practice.
  case secureDevelopment = "secure-development"
  /// Incidents.
  case incidentResponse = "incident-response"
  /// Risks.
  case riskManagement = "risk-management"
  /// Vendors.
  case vendorManagement = "vendor-management"
  /// Continuity and disaster recovery.
  case businessContinuity = "business-continuity"
  /// Backups and restores.
  case backupAndRestore = "backup-and-restore"
  /// Capacity.
  case capacityAndAvailability = "capacity-and-availability"
  /// Classes of data and their handling.
  case dataClassification = "data-classification"
  /// Retention and deletion.
  case dataRetention = "data-retention"
  /// Screening, training, leaving.
  case peopleSecurity = "people-security"
  /// Assets, networks, remote work.
  case assetAndNetwork = "asset-and-network"
  /// Steps to recover.
  case recoveryRunbook = "recovery-runbook"
  /// Steps to roll back.
  case rollbackRunbook = "rollback-runbook"
  /// Who is called, and how.
  case onCall = "on-call"
  /// What was learned.
  case postIncidentReview = "post-incident-review"
  /// What the system is.
  case systemDescription = "system-description"
}

/// A policy, plan or runbook.
package struct GovernanceDocument: Codable, Hashable, Sendable {
  /// What it is about.
  package var topic: DocumentTopic
  /// Its title.
  package var title: String
  /// Its owner.
  package var owner: String?
  /// Who approved it.
  package var approver: String?
  /// Its version.
  package var version: String?
  /// Day of the last review or approval, `YYYY-MM-DD`.
  package var reviewedOn: String?
  /// Marks that a person must still fill.
  package var placeholders: [SourceLocation]
  /// Number of words.
  package var words: Int
  /// Headings, in order.
  package var sections: [String]
  /// How finished it says it is, in lower case, for example `draft`.
  package var status: String?
  /// Who wrote it.
  package var author: String?
  /// Day by which it has to be looked at again, `YYYY-MM-DD`.
  package var nextReviewOn: String?
  /// Whether it has a place for an approver that nobody filled.
  package var awaitsApproval: Bool?
  /// Identifiers of criteria it says it serves.
  package var satisfies: [String]?
  /// The file.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    topic: DocumentTopic,
    title: String,
    owner: String? = nil,
    approver: String? = nil,
    version: String? = nil,
    reviewedOn: String? = nil,
    placeholders: [SourceLocation] = [],
    words: Int,
    sections: [String] = [],
    status: String? = nil,
    author: String? = nil,
    nextReviewOn: String? = nil,
    awaitsApproval: Bool? = nil,
    satisfies: [String]? = nil,
    location: SourceLocation
  ) {
    self.topic = topic
    self.title = title
    self.owner = owner
    self.approver = approver
    self.version = version
    self.reviewedOn = reviewedOn
    self.placeholders = placeholders
    self.words = words
    self.sections = sections
    self.status = status
    self.author = author
    self.nextReviewOn = nextReviewOn
    self.awaitsApproval = awaitsApproval
    self.satisfies = satisfies
    self.location = location
  }
}

/// The vendor register.
package struct VendorRegister: Codable, Hashable, Sendable {
  /// Its entries.
  package var entries: [VendorEntry]
  /// The file.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(entries: [VendorEntry] = [], location: SourceLocation) {
    self.entries = entries
    self.location = location
  }
}

/// One vendor of the register.
package struct VendorEntry: Codable, Hashable, Sendable {
  /// Its name.
  package var name: String
  /// Its tier or criticality.
  package var tier: String?
  /// Who looks after it.
  package var owner: String?
  /// The data it gets.
  package var dataShared: String?
  /// Day of the last review, `YYYY-MM-DD`.
  package var reviewedOn: String?
  /// Who reviewed it.
  package var reviewer: String?
  /// The assurance report relied on.
  package var assurance: String?
  /// The entry.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    name: String,
    tier: String? = nil,
    owner: String? = nil,
    dataShared: String? = nil,
    reviewedOn: String? = nil,
    reviewer: String? = nil,
    assurance: String? = nil,
    location: SourceLocation
  ) {
    self.name = name
    self.tier = tier
    self.owner = owner
    self.dataShared = dataShared
    self.reviewedOn = reviewedOn
    self.reviewer = reviewer
    self.assurance = assurance
    self.location = location
  }
}

/// A vendor that code, infrastructure or pipeline shows to be in use.
package struct DerivedVendor: Codable, Hashable, Sendable {
  /// Its name.
  package var name: String
  /// `sdk`, `infrastructure`, `action` or `host`.
  package var via: String
  /// Where it is used; at most ten places.
  package var evidence: [SourceLocation]
  /// What such vendors are for: `platform`, `data`, `communication`, `operations` or `business`;
  /// nil when it was not told.
  package var category: String?

  /// Creates a value from its parts.
  package init(
    name: String,
    via: String,
    evidence: [SourceLocation] = [],
    category: String? = nil
  ) {
    self.name = name
    self.via = via
    self.evidence = evidence
    self.category = category
  }
}

/// The data inventory or classification file.
package struct DataInventory: Codable, Hashable, Sendable {
  /// Its entries.
  package var entries: [DataInventoryEntry]
  /// Who confirmed it.
  package var owner: String?
  /// Day of the last review, `YYYY-MM-DD`.
  package var reviewedOn: String?
  /// The file.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    entries: [DataInventoryEntry] = [],
    owner: String? = nil,
    reviewedOn: String? = nil,
    location: SourceLocation
  ) {
    self.entries = entries
    self.owner = owner
    self.reviewedOn = reviewedOn
    self.location = location
  }
}

/// One entry of the data inventory.
package struct DataInventoryEntry: Codable, Hashable, Sendable {
  /// Model or store, `model.field` for one field.
  package var subject: String
  /// The class.
  package var classification: String?
  /// Days it is kept.
  package var retentionDays: Int?
  /// How it is disposed of.
  package var disposal: String?
  /// The entry.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    subject: String,
    classification: String? = nil,
    retentionDays: Int? = nil,
    disposal: String? = nil,
    location: SourceLocation
  ) {
    self.subject = subject
    self.classification = classification
    self.retentionDays = retentionDays
    self.disposal = disposal
    self.location = location
  }
}

/// A record of a restore or recovery test.
package struct DrillRecord: Codable, Hashable, Sendable {
  /// `restore`, `failover` or `tabletop`.
  package var kind: String
  /// Day it was done, `YYYY-MM-DD`.
  package var performedOn: String?
  /// Its result.
  package var result: String?
  /// Measured time to recover, in minutes.
  package var recoveryTimeMinutes: Int?
  /// Measured age of the restored data, in minutes.
  package var recoveryPointMinutes: Int?
  /// Who signed it.
  package var approver: String?
  /// The record.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    kind: String,
    performedOn: String? = nil,
    result: String? = nil,
    recoveryTimeMinutes: Int? = nil,
    recoveryPointMinutes: Int? = nil,
    approver: String? = nil,
    location: SourceLocation
  ) {
    self.kind = kind
    self.performedOn = performedOn
    self.result = result
    self.recoveryTimeMinutes = recoveryTimeMinutes
    self.recoveryPointMinutes = recoveryPointMinutes
    self.approver = approver
    self.location = location
  }
}

/// A record of an access review.
package struct AccessReviewRecord: Codable, Hashable, Sendable {
  /// Day it was done, `YYYY-MM-DD`.
  package var performedOn: String?
  /// Who did it.
  package var reviewer: String?
  /// The record.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(performedOn: String? = nil, reviewer: String? = nil, location: SourceLocation) {
    self.performedOn = performedOn
    self.reviewer = reviewer
    self.location = location
  }
}
