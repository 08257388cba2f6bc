package import ReadinessModel

extension HostHistory {
  /// Puts periods together into one, from the first's beginning to the last's end; nil for none.
  ///
  /// What is told twice is kept as it was told last. Days between two periods that neither covers
  /// make every collection incomplete.
  package static func joined(_ histories: [HostHistory]) -> HostHistory? {
    let sorted = histories.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    guard var result = sorted.first else { return nil }
    for next in sorted.dropFirst() {
      let hole =
        next.from > result.to ? "nothing was collected from \(result.to) to \(next.from)" : nil
      result.changes.join(next.changes, hole) { "\($0.number)" }
      result.commits.join(next.commits, hole) { $0.sha }
      result.ruleSuites.join(next.ruleSuites, hole) { "\($0.id)" }
      result.ruleChanges.join(next.ruleChanges, hole) {
        "\($0.source) \($0.ruleset ?? 0) \($0.version ?? 0) \($0.at) \($0.action)"
      }
      result.deployments.join(next.deployments, hole) { "\($0.id)" }
      result.workflowRuns.join(next.workflowRuns, hole) { "\($0.id)" }
      result.dependencyAlerts.join(next.dependencyAlerts, hole) { "\($0.number)" }
      result.codeAlerts.join(next.codeAlerts, hole) { "\($0.number)" }
      result.secretAlerts.join(next.secretAlerts, hole) { "\($0.number)" }
      result.activity.join(next.activity, hole) { "\($0.id)" }
      result.to = max(result.to, next.to)
      result.collectedAt = max(result.collectedAt, next.collectedAt)
      result.readings += next.readings
    }
    return result
  }
}

extension HostCollection {
  fileprivate mutating func join(
    _ next: HostCollection,
    _ hole: String?,
    by key: (Row) -> String
  ) {
    let newer = Set(next.rows.map(key))
    rows = rows.filter { !newer.contains(key($0)) } + next.rows
    pages += next.pages
    // The host counts each period by itself, and the same row may be told in two of them.
    hostTotal = nil
    retrievedAt = [retrievedAt, next.retrievedAt].compactMap { $0 }.max()
    reason = reason ?? next.gap ?? hole
    isComplete = isComplete && next.isComplete && next.gap == nil && hole == nil
  }
}
