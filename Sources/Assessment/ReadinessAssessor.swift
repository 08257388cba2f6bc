package import ReadinessModel

/// What an assessment is about, apart from facts and findings.
package struct AssessmentSubject: Hashable, Sendable {
  /// Name of the repository's folder.
  package var repository: String
  /// Version of Auditwright.
  package var toolVersion: String

  /// Creates a value from its parts.
  package init(repository: String, toolVersion: String) {
    self.repository = repository
    self.toolVersion = toolVersion
  }
}

/// Turns findings into the answer to what stands between a repository and its report.
package struct ReadinessAssessor: Sendable {
  private let framework: Framework
  private let profile: ControlProfile
  private let statements: [CheckID: String]

  /// Creates an assessor for a profile; `statements` are the sentences the checks answer.
  package init(framework: Framework, profile: ControlProfile, statements: [CheckID: String]) {
    self.framework = framework
    self.profile = profile
    self.statements = statements
  }

  /// Assesses every control of the profile; a pure function of its arguments.
  package func assess(
    _ findings: [Finding],
    from facts: RepositoryFacts,
    of subject: AssessmentSubject
  ) -> ReadinessAssessment {
    let byCheck = Dictionary(grouping: findings, by: \.check)
    let controls = profile.controls.map {
      ControlConclusion(control: $0, findings: byCheck, statements: statements).assessment
    }
    let routes = facts.application.value?.routes ?? []
    return ReadinessAssessment(
      profile: profile.id,
      assessedOn: facts.assessedOn,
      repository: subject.repository,
      commit: facts.inventory.commit,
      toolVersion: subject.toolVersion,
      summary: ReadinessSummary(of: controls, routes: routes),
      controls: controls,
      findings: profile.controls.flatMap { bearing(on: $0, byCheck) },
      criteria: Coverage.of(
        framework,
        by: profile,
        controls,
        documents: facts.documents.documents,
        asOf: facts.assessedOn
      ),
      notSeen: Blindness.of(facts)
    )
  }

  private func bearing(on control: Control, _ findings: [CheckID: [Finding]]) -> [ControlFinding] {
    (control.testedBy + control.supportedBy)
      .flatMap { findings[$0] ?? [] }
      .enumerated()
      .sorted { order(of: $0.element, at: $0.offset) < order(of: $1.element, at: $1.offset) }
      .map {
        ControlFinding(
          control: control.id,
          criteria: control.primaryCriteria,
          finding: $0.element
        )
      }
  }

  /// Worst first, then by place; findings without a place come last.
  private func order(of finding: Finding, at offset: Int) -> FindingOrder {
    FindingOrder(
      outcome: CheckConclusion.rank(of: CheckConclusion.outcome(of: finding)),
      severity: CheckConclusion.rank(of: finding.severity),
      place: finding.locations.first,
      offset: offset
    )
  }
}

/// The place of a finding in the order of a report.
private struct FindingOrder: Comparable {
  var outcome: Int
  var severity: Int
  var place: SourceLocation?
  var offset: Int

  static func < (left: Self, right: Self) -> Bool {
    if left.outcome != right.outcome { return left.outcome < right.outcome }
    if left.severity != right.severity { return left.severity < right.severity }
    switch (left.place, right.place) {
    case (let here?, let there?) where here != there: return here < there
    case (.some, nil): return true
    case (nil, .some): return false
    default: return left.offset < right.offset
    }
  }
}
