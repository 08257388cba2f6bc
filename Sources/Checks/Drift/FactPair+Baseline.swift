package import ReadinessModel

extension FactPair {
  /// The gaps of both sides, each with its state, sorted by check.
  package func baseline() -> [BaselinedFinding] {
    let before = Dictionary(grouping: findingsBefore.filter(\.outcome.isShort), by: \.check)
    let after = Dictionary(grouping: findingsAfter.filter(\.outcome.isShort), by: \.check)
    return CheckRunner.identifiers.flatMap { check in
      let old = before[check] ?? []
      let pairs = FindingPairing(old, after[check] ?? [], map)
      let kept = Set(pairs.same.map(\.old))
      return pairs.added.map { BaselinedFinding(finding: $0, state: .new) }
        + pairs.same.map { was, now in
          BaselinedFinding(finding: now, state: was == now ? .unchanged : .updated)
        }
        + old.filter { !kept.contains($0) }
        .map { BaselinedFinding(finding: $0, state: .absent) }
    }
  }
}
