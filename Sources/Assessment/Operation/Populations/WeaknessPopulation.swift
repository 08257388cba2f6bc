import ReadinessModel

/// Every weakness that a scan reported and that was open at some moment of a period.
struct WeaknessPopulation {
  let history: HostHistory
  let deadlines: WeaknessDeadlines
  let now: Moment

  var population: Population {
    Population(
      id: "weaknesses",
      title: "Weaknesses reported for \(history.repository)",
      controls: ["SEC-6"],
      from: history.from,
      to: history.to,
      columns: [
        "kind", "subject", "severity", "state", "due", "closed", "dismissed-by",
        "dismissed-because",
      ],
      items: alerts.map(item),
      sources: [
        PopulationSource(history.dependencyAlerts, history),
        PopulationSource(history.codeAlerts, history),
        PopulationSource(history.secretAlerts, history),
      ],
      gaps: gaps
    )
  }

  /// Those that were not dealt with in time.
  var deviations: [Deviation] { alerts.compactMap { review($0).deviation } }

  private var alerts: [SecurityAlert] {
    history.dependencyAlerts.rows + history.codeAlerts.rows + history.secretAlerts.rows
  }

  private var gaps: [String] {
    [
      ("dependency alerts", history.dependencyAlerts.gap), ("code alerts", history.codeAlerts.gap),
      ("secret alerts", history.secretAlerts.gap),
    ]
    .compactMap { name, gap in gap.map { "The \(name) may be incomplete: \($0)" } }
  }

  private func review(_ alert: SecurityAlert) -> WeaknessReview {
    WeaknessReview(alert: alert, deadlines: deadlines, now: now)
  }

  private func item(_ alert: SecurityAlert) -> PopulationItem {
    PopulationItem(
      id: "\(alert.kind.rawValue)-\(alert.number)",
      at: alert.createdAt,
      fields: [
        "kind": alert.kind.rawValue,
        "subject": alert.subject,
        "severity": alert.severity ?? "",
        "state": alert.state,
        "due": review(alert).dueAt?.description ?? "",
        "closed": alert.closedAt?.description ?? "",
        "dismissed-by": alert.dismissedBy?.login ?? "",
        "dismissed-because": alert.dismissedReason ?? "",
      ]
    )
  }
}
