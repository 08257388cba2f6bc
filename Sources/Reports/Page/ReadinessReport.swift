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
    source: SourceText = .none
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
