import ReadinessModel

/// Every time in a period that somebody went around a rule of the branch.
struct BypassPopulation {
  let history: HostHistory

  var population: Population {
    Population(
      id: "bypasses",
      title: "Bypasses of the rules of \(history.branch) in \(history.repository)",
      controls: ["CHG-1"],
      from: history.from,
      to: history.to,
      columns: ["actor", "commit", "rules"],
      items: bypasses.map { suite in
        PopulationItem(
          id: "rule suite \(suite.id)",
          at: suite.pushedAt,
          fields: [
            "actor": suite.actor?.login ?? "", "commit": suite.after, "rules": rules(of: suite),
          ]
        )
      },
      sources: [PopulationSource(history.ruleSuites, history)],
      gaps: history.ruleSuites.gap.map { ["The list of bypasses may be incomplete: \($0)"] } ?? []
    )
  }

  /// Each of them.
  var deviations: [Deviation] {
    bypasses.map { suite in
      let what = rules(of: suite)
      return Deviation(
        kind: .ruleBypassed,
        controls: ["CHG-1"],
        subject: "rule suite \(suite.id)",
        from: suite.pushedAt,
        to: suite.pushedAt,
        actor: suite.actor?.login,
        message: "\(suite.actor?.login ?? "Somebody") went around the rules of \(history.branch)"
          + (what.isEmpty ? "" : " (\(what))") + " with \(suite.after.prefix(12))",
        evidence: ["rule suite \(suite.id)", suite.after]
      )
    }
  }

  private var bypasses: [RuleSuite] {
    let names: Set = [history.branch, "refs/heads/\(history.branch)"]
    return history.ruleSuites.rows.filter { $0.result == .bypass && names.contains($0.ref) }
  }

  private func rules(of suite: RuleSuite) -> String {
    Set((suite.evaluations.value ?? []).filter { $0.result != "pass" }.map(\.rule)).sorted()
      .joined(separator: ", ")
  }
}
