import ReadinessModel

/// Every run of a scheduled job in a period.
struct JobPopulation {
  let job: ScheduledJob
  let history: HostHistory

  /// The population; incomplete when no run did its work, because then nothing shows that one did.
  var population: Population {
    Population(
      id: "runs-\(slug)",
      title: "Runs of \(job.path) in \(history.repository)",
      controls: job.controls,
      from: history.from,
      to: history.to,
      columns: ["event", "conclusion", "attempt", "commit", "started-at", "ended-at"],
      items: runs.map(item),
      sources: [PopulationSource(history.workflowRuns, history)],
      gaps: gaps
    )
  }

  private var runs: [WorkflowRun] { history.workflowRuns.rows.filter { $0.path == job.path } }

  private var gaps: [String] {
    if let gap = history.workflowRuns.gap {
      return ["The list of runs may be incomplete: \(gap)"]
    }
    return runs.contains { $0.conclusion == "success" } ? [] : ["No run of \(job.path) succeeded"]
  }

  /// The path in letters, digits and hyphens, so that it can name a file.
  private var slug: String {
    let name = job.path.split(separator: "/").last.map(String.init) ?? job.path
    return String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  private func item(_ run: WorkflowRun) -> PopulationItem {
    PopulationItem(
      id: "run \(run.id)",
      at: run.startedAt ?? run.createdAt,
      fields: [
        "event": run.event, "conclusion": run.conclusion ?? run.status,
        "attempt": "\(run.attempt)", "commit": run.sha,
        "started-at": run.startedAt?.description ?? "",
        "ended-at": run.updatedAt?.description ?? "",
      ]
    )
  }
}
