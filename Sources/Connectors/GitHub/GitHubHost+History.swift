package import ReadinessModel

extension GitHubHost {
  /// Reads what happened in a period, from its first moment and before its end.
  ///
  /// What the host no longer tells, or this token may not see, is said in the list it belongs to.
  package func history(from: Moment, to: Moment) -> Observation<HostHistory> {
    let reader = GitHubReader(client: client)
    switch reader.repository() {
    case .failure(let refusal):
      return .notObservable(
        reason: "the repository \(repository) cannot be read: \(refusal.reason)"
      )
    case .success(let found):
      return .observed(history(of: found, HostPeriod(from: from, to: to), reader))
    }
  }

  private func history(
    of found: HostRepository,
    _ period: HostPeriod,
    _ reader: GitHubReader
  ) -> HostHistory {
    let branch = found.defaultBranch
    var result = HostHistory(
      repository: found.fullName,
      branch: branch,
      from: period.from,
      to: period.to,
      collectedAt: client.access.now()
    )
    let commits = CommitsReader(reader: reader, branch: branch, period: period)
    let activity = commits.activity()
    result.activity = activity.keeping { period.contains($0.at) }
    result.changes = ChangesReader(reader: reader, branch: branch, period: period).read()
    result.commits = commits.join(commits.commits(activity), to: result.changes)

    let rules = RuleHistoryReader(reader: reader, repository: found, period: period)
    result.ruleSuites = rules.ruleSuites()
    result.ruleChanges = rules.ruleChanges(reader.rulesets())

    let deployments = DeploymentsReader(reader: reader, period: period)
    result.deployments = deployments.deployments()
    result.workflowRuns = deployments.workflowRuns()

    result.dependencyAlerts = reader.dependencyAlerts(onlyOpen: false).keeping {
      isOpen($0, period)
    }
    result.codeAlerts = reader.codeAlerts(onlyOpen: false).keeping { isOpen($0, period) }
    result.secretAlerts = reader.secretAlerts(onlyOpen: false).keeping { isOpen($0, period) }
    result.readings = reader.log.readings
    result.collectedAt = client.access.now()
    return result
  }

  /// Whether an alert was open at some moment of the period.
  private func isOpen(_ alert: SecurityAlert, _ period: HostPeriod) -> Bool {
    alert.createdAt < period.to && (alert.closedAt.map { $0 >= period.from } ?? true)
  }
}
