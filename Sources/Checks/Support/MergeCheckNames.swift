package import ReadinessModel

/// The names of checks that every pull request gets from the workflows, and that could be required.
package enum MergeCheckNames {
  /// Names that could be required, and jobs that could not, with the reason.
  ///
  /// A check that some pull requests do not get must not be required, since those could never be
  /// merged.
  package static func of(
    _ facts: RepositoryFacts
  ) -> (names: [String], leftOut: [(job: String, reason: String)]) {
    var names: Set<String> = []
    var leftOut: [(job: String, reason: String)] = []
    for workflow in facts.delivery.value?.workflows ?? [] {
      for job in workflow.jobs {
        let wanted: Set<ActivityKind> = [
          .test, .build, .lint, .staticAnalysis, .dependencyScan, .secretScan, .infrastructureScan,
          .containerScan,
        ]
        guard let activity = job.activities.first(where: { wanted.contains($0.kind) }) else {
          continue
        }
        let use = PipelineTable.Use(workflow: workflow, job: job, activity: activity)
        switch RequestCoverage(of: use) {
        case .never: continue
        case .some(let reason): leftOut.append((job.id, reason))
        case .every where job.checkRuns.isEmpty:
          leftOut.append((job.id, "the names of its checks are computed"))
        case .every: names.formUnion(job.checkRuns)
        }
      }
    }
    return (names.sorted(), leftOut.sorted { ($0.job, $0.reason) < ($1.job, $1.reason) })
  }
}
