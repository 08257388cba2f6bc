import ReadinessModel

extension ReadinessCatalog {
  /// Ways in which the data contradicts itself, each a sentence; empty when it does not.
  package func problems() -> [String] {
    let known = Set(framework.criteria.map(\.id))
    return repeated(framework.criteria.map(\.id.rawValue)).map { "criterion \($0) appears twice" }
      + framework.criteria.flatMap(problems(of:))
      + profiles.flatMap { profile in
        repeated(profile.controls.map(\.id.rawValue)).map { "control \($0) appears twice" }
          + repeated(profile.controls.flatMap(\.testedBy).map(\.rawValue))
          .map { "check \($0) tests two controls, so its effort would count twice" }
          + profile.controls.flatMap { problems(of: $0, known: known) }
          + profile.controls.flatMap { unknownAliases(of: $0, known: known) }
      }
  }

  private func problems(of criterion: Criterion) -> [String] {
    var result: [String] = []
    if !criterion.id.rawValue.hasPrefix(criterion.family) {
      result.append("criterion \(criterion.id) is not of family \(criterion.family)")
    }
    let texts = [
      criterion.title, criterion.summary, criterion.repositoryShows, criterion.peopleShow,
    ]
    if texts.contains("") { result.append("criterion \(criterion.id) has an empty text") }
    return result
  }

  private func problems(of control: Control, known: Set<CriterionID>) -> [String] {
    var result: [String] = []
    if control.primaryCriteria.isEmpty { result.append("\(control.id) addresses no criterion") }
    if control.testedBy.isEmpty { result.append("\(control.id) is tested by no check") }
    let criteria = control.primaryCriteria + control.supportingCriteria
    result += criteria.filter { !known.contains($0) }
      .map { "\(control.id) names the criterion \($0), which does not exist" }
    result += repeated(criteria.map(\.rawValue)).map { "\(control.id) names \($0) twice" }
    result += repeated((control.testedBy + control.supportedBy).map(\.rawValue))
      .map { "\(control.id) names the check \($0) twice" }
    for check in control.testedBy where control.effort[check]?.isOrdered != true {
      result.append("\(control.id): the effort of \(check) is negative, or its low end is higher")
    }
    let kinds = ["state", "event", "periodic", "attestation"]
    if !kinds.contains(control.operation.kind) {
      result.append("\(control.id): the operation kind \(control.operation.kind) is unknown")
    }
    return result
  }

  /// A label that looks like a criterion must be one, or readers would be sent nowhere.
  private func unknownAliases(of control: Control, known: Set<CriterionID>) -> [String] {
    control.aliases.map(\.label)
      .filter { $0.contains(".") && !known.contains(CriterionID(rawValue: $0)) }
      .map { "\(control.id) has the alias \($0), which is no criterion" }
  }

  private func repeated(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }
  }
}

extension EffortModel {
  /// Whether no number is negative and no low end above its high end.
  fileprivate var isOrdered: Bool {
    0 <= fixedLow && fixedLow <= fixedHigh && 0 <= perItemLow && perItemLow <= perItemHigh
      && (itemsAtMost ?? 0) >= 0
  }
}
