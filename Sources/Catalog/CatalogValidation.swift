import ReadinessModel

extension ReadinessCatalog {
  /// Ways in which the data contradicts itself, each a sentence; empty when it does not.
  package func problems() -> [String] {
    let known = Set(framework.criteria.map(\.id))
    return repeated(framework.criteria.map(\.id.rawValue)).map { "criterion \($0) appears twice" }
      + framework.criteria.flatMap(problems(of:))
      + profiles.flatMap { profile in
        repeated(profile.controls.map(\.id.rawValue)).map { "control \($0) appears twice" }
          + repeated(profile.controls.flatMap(\.everTestedBy).map(\.rawValue))
          .map { "check \($0) tests two controls, so its effort would count twice" }
          + profile.controls.flatMap { problems(of: $0, known: known) }
          + profile.controls.flatMap { unknownAliases(of: $0, known: known) }
      }
      + remedyProblems()
      + weaknessProblems()
  }

  /// Every gap belongs to one piece of work, and no piece of work waits for itself.
  private func remedyProblems() -> [String] {
    guard !remedies.isEmpty else { return [] }
    let remedied = Set(remedies.flatMap(\.checks))
    let tested = profiles.flatMap(\.controls).flatMap(\.everTestedBy)
    var result = tested.filter { !remedied.contains($0) }.map { "no remedy closes gaps of \($0)" }
    result += repeated(remedies.map(\.id)).map { "remedy \($0) appears twice" }
    result += repeated(remedies.flatMap(\.checks).map(\.rawValue))
      .map { "check \($0) has two remedies, so its effort would count twice" }
    let parts = remedies.flatMap(\.parts)
    result += parts.filter { ($0.fixer != nil) != ($0.means == .fix) }
      .map { "a part has a fixer when, and only when, it is done by one: \($0.how)" }
    return result + waitingProblems()
  }

  private func waitingProblems() -> [String] {
    let known = Set(remedies.map(\.id))
    let unknown = remedies.flatMap { remedy in
      remedy.after.filter { !known.contains($0.remedy) }
        .map { "remedy \(remedy.id) waits for \($0.remedy), which does not exist" }
    }
    // Those that wait for nothing are taken away until none is left, or the rest waits in a circle.
    var waiting = remedies
    while let index = waiting.firstIndex(where: { remedy in
      !remedy.after.contains { before in waiting.contains { $0.id == before.remedy } }
    }) {
      waiting.remove(at: index)
    }
    return unknown + waiting.map { "remedy \($0.id) waits in a circle" }
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
    result += repeated((control.everTestedBy + control.supportedBy).map(\.rawValue))
      .map { "\(control.id) names the check \($0) twice" }
    for check in control.everTestedBy where control.effort[check]?.isOrdered != true {
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
