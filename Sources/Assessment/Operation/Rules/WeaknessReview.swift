import ReadinessModel

/// How many days a weakness may stay open, by severity.
package struct WeaknessDeadlines: Codable, Hashable, Sendable {
  /// Days, by the host's word for the severity.
  package var days: [String: Int]

  /// Creates deadlines; by default those that most firms write into their first policy.
  package init(days: [String: Int] = ["critical": 7, "high": 30, "medium": 90, "low": 180]) {
    self.days = days
  }
}

/// Judges whether one weakness was dealt with in time.
struct WeaknessReview {
  let alert: SecurityAlert
  let deadlines: WeaknessDeadlines
  let now: Moment

  /// When it should have been gone; nil where no deadline is set for its severity.
  var dueAt: Moment? {
    let severity = alert.severity ?? (alert.kind == .secret ? "critical" : "")
    return deadlines.days[severity].map { alert.createdAt.adding(seconds: $0 * 86_400) }
  }

  /// That it was not dealt with in time.
  var deviation: Deviation? {
    guard let due = dueAt, due < alert.closedAt ?? now else { return nil }
    let label = "\(alert.kind.rawValue) alert \(alert.number)"
    return Deviation(
      kind: .overdueWeakness,
      controls: ["SEC-6"],
      subject: label,
      from: due,
      to: alert.closedAt,
      message: "\(label) (\(alert.subject), \(alert.severity ?? "no severity")) was to be gone by"
        + " \(due.day) and "
        + (alert.closedAt.map { "was gone on \($0.day)" } ?? "is open"),
      evidence: [label]
    )
  }
}
