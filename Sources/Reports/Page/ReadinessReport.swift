package import ReadinessModel

/// Everything a readiness report shows; nothing of it is computed by a format.
package struct ReadinessReport: Sendable {
  /// The answer.
  package var assessment: ReadinessAssessment
  /// The criteria, in scope or not.
  package var framework: Framework
  /// The controls.
  package var profile: ControlProfile
  /// What the checks are.
  package var descriptions: [CheckDescription]
  /// What has to be done, and when; nil when it was not planned.
  package var plan: RemediationPlan?
  /// How controls operated; nil when nothing was recorded.
  package var operation: OperationReport?
  /// What moved since an earlier assessment; nil without one.
  package var comparison: ReadinessComparison?
  /// What was read.
  package var inventory: Inventory?
  /// What the scan knows of the system, for the description that management writes.
  package var system: [SystemPart]
  /// The text of files, to be quoted.
  package var source: SourceText
  /// What people decided and wrote, and what is kept as evidence.
  package var records: ReportRecords

  /// Creates a report from its parts.
  package init(
    assessment: ReadinessAssessment,
    framework: Framework,
    profile: ControlProfile,
    descriptions: [CheckDescription] = [],
    plan: RemediationPlan? = nil,
    operation: OperationReport? = nil,
    comparison: ReadinessComparison? = nil,
    inventory: Inventory? = nil,
    system: [SystemPart] = [],
    source: SourceText = .none,
    records: ReportRecords = ReportRecords()
  ) {
    self.assessment = assessment
    self.framework = framework
    self.profile = profile
    self.descriptions = descriptions
    self.plan = plan
    self.operation = operation
    self.comparison = comparison
    self.inventory = inventory
    self.system = system
    self.source = source
    self.records = records
  }
}

/// What people decided and wrote, and what is kept as evidence.
package struct ReportRecords: Sendable {
  /// The risks that the company lists; nil where it lists none.
  package var risks: RiskRegister?
  /// Routes that the team declared open, each with its reason.
  package var openRoutes: [Route]
  /// Policies, plans and runbooks.
  package var documents: [GovernanceDocument]
  /// Records of the ledger, in their order.
  package var evidence: [EvidenceRecord]
  /// The items an auditor would draw; empty where no engagement is agreed.
  package var samples: [Sample]

  /// Creates a value from its parts.
  package init(
    risks: RiskRegister? = nil,
    openRoutes: [Route] = [],
    documents: [GovernanceDocument] = [],
    evidence: [EvidenceRecord] = [],
    samples: [Sample] = []
  ) {
    self.risks = risks
    self.openRoutes = openRoutes
    self.documents = documents
    self.evidence = evidence
    self.samples = samples
  }
}

/// A part of the description of the system.
package struct SystemPart: Sendable {
  /// What it is about, for example `Infrastructure`.
  package var title: String
  /// What the scan knows, each with the place it stands at.
  package var known: [(text: String, location: SourceLocation?)]
  /// What management has to write, empty when nothing.
  package var toWrite: String

  /// Creates a part.
  package init(
    title: String,
    known: [(text: String, location: SourceLocation?)] = [],
    toWrite: String
  ) {
    self.title = title
    self.known = known
    self.toWrite = toWrite
  }
}
