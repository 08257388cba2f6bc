import ReadinessModel

/// Says what stands behind each criterion in scope.
///
/// A criterion that controls only support still needs documents and people; a profile that passes
/// as a whole therefore never reads as ready for an audit.
enum Coverage {
  static func of(
    _ framework: Framework,
    by profile: ControlProfile,
    _ assessments: [ControlAssessment],
    documents: [GovernanceDocument] = [],
    asOf today: String = ""
  ) -> [CriterionCoverage] {
    let register = DocumentRegister(documents, asOf: today)
    let passing = Set(assessments.filter { $0.design == .passing }.map(\.id))
    let scope = Set(profile.criteriaInScope)
    return framework.criteria.filter { scope.contains($0.id) }.map { criterion in
      let addressing = profile.controls.filter { $0.primaryCriteria.contains(criterion.id) }
      let supporting = profile.controls.filter { $0.supportingCriteria.contains(criterion.id) }
      let controls = addressing.isEmpty ? supporting : addressing
      return CriterionCoverage(
        criterion: criterion.id,
        title: criterion.title,
        coverage: addressing.isEmpty ? (supporting.isEmpty ? .people : .supported) : .tested,
        controls: controls.map(\.id),
        passing: controls.filter { passing.contains($0.id) }.count,
        documents: register.documents(for: criterion.id)
      )
    }
  }
}
