import ReadinessModel

/// Tells when a scheduled job had stopped doing its work.
///
/// A run that fails does as little as one that does not take place, so only successes count. Hosts
/// start scheduled runs late and drop some under load, so that a single one may be missing.
struct JobReview {
  let job: ScheduledJob
  let runs: [WorkflowRun]
  let from: Moment
  let to: Moment

  /// Times in which it did not do its work.
  ///
  /// Nothing is said of the time before its first run: it may not have been there.
  var deviations: [Deviation] {
    let ends = successes
    guard let first = ends.first else {
      let tried = runs.filter { $0.path == job.path }.map(\.createdAt).min()
      guard let tried, to.secondsSince1970 - tried.secondsSince1970 > patience else { return [] }
      return [stop(tried, nil)]
    }
    var result: [Deviation] = []
    for (last, next) in zip(ends, ends.dropFirst())
    where next.secondsSince1970 - last.secondsSince1970 > patience {
      result.append(stop(last.adding(seconds: job.interval), next))
    }
    let last = ends.last ?? first
    if to.secondsSince1970 - last.secondsSince1970 > patience {
      result.append(stop(last.adding(seconds: job.interval), nil))
    }
    return result
  }

  /// When it last did its work.
  var lastSuccess: Moment? { successes.last }

  private var patience: Int { job.interval * 2 + 6 * 3600 }

  private var successes: [Moment] {
    runs.filter { $0.path == job.path && $0.conclusion == "success" && $0.event == "schedule" }
      .map { $0.startedAt ?? $0.createdAt }.filter { $0 < to }.sorted()
  }

  private func stop(_ start: Moment, _ end: Moment?) -> Deviation {
    let missed = runs.filter {
      $0.path == job.path && $0.conclusion != "success" && $0.createdAt >= start
        && $0.createdAt < end ?? to
    }
    let failing = missed.isEmpty ? "it did not run" : "\(missed.count) runs did not succeed"
    return Deviation(
      kind: .jobStopped,
      controls: job.controls,
      subject: job.path,
      from: start,
      to: end,
      message: "\(job.title) (\(job.path)) did no work from \(start.day)"
        + "\(end.map { " to \($0.day)" } ?? " on"): \(failing)",
      evidence: missed.prefix(20).map { "run \($0.id)" }
    )
  }
}
