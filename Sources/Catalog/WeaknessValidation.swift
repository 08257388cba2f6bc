import ReadinessModel

extension ReadinessCatalog {
  /// Every check is either about security or left out, once, and every category that is named exists.
  func weaknessProblems() -> [String] {
    guard !weaknesses.weaknesses.isEmpty else { return [] }
    let classes = Set(weaknesses.classes.map(\.id))
    let remedied = Set(remedies.flatMap(\.checks))
    let left = weaknesses.leftOut.flatMap(\.checks)
    var result = twice(weaknesses.classes.map(\.id)).map { "the class \($0) appears twice" }
    result += twice(weaknesses.weaknesses.map { "\($0.check) \($0.aspect ?? "")" })
      .map { "the weakness \($0) appears twice" }
    result += twice(left.map(\.rawValue)).map { "\($0) is left out twice" }
    result += left.filter(weaknesses.checks.contains)
      .map { "\($0) is a weakness, and left out as none" }
    let used = profiles.flatMap(\.controls).flatMap { $0.everTestedBy + $0.supportedBy }
    let told = weaknesses.checks.union(left)
    result += Set(used).subtracting(told).sorted()
      .map { "\($0) is no weakness, and not left out as none" }
    return result
      + weaknesses.weaknesses.flatMap { problems(of: $0, classes, remedied.contains($0.check)) }
  }

  private func problems(
    of weakness: Weakness,
    _ classes: Set<String>,
    _ isRemedied: Bool
  ) -> [String] {
    let name = "the weakness \(weakness.check)"
    var result = (weakness.owasp + weakness.api + weakness.cwe).filter { !classes.contains($0) }
      .map { "\(name) names \($0), which does not exist" }
    if weakness.owasp.isEmpty { result.append("\(name) is in no category") }
    if [weakness.one, weakness.many, weakness.attack].contains("") {
      result.append("\(name) has an empty text")
    }
    if !weakness.many.contains("{count}") { result.append("\(name) does not count its places") }
    if !isRemedied, weakness.advice == nil { result.append("\(name) says nothing of what to do") }
    return result
  }

  private func twice(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }
  }
}
