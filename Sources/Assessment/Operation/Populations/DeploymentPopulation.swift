import ReadinessModel

/// Every deployment to production in a period, from the trail that the pipeline writes.
struct DeploymentPopulation {
  let trail: [DeployRecord]
  let history: HostHistory
  /// Commits known to be on the protected branch, from this period and earlier ones.
  let knownCommits: Set<String>

  /// The population, compared with the deployments that the host knows of.
  var population: Population {
    Population(
      id: "deployments",
      title: "Deployments of \(history.repository)",
      controls: ["CHG-2"],
      from: history.from,
      to: history.to,
      columns: Self.columns,
      items: records.map(item),
      sources: [
        PopulationSource(
          system: "auditwright",
          query: "deploy records of the ledger",
          retrievedAt: history.collectedAt,
          pages: 1,
          rows: records.count
        ),
        PopulationSource(history.deployments, history),
      ],
      gaps: records.flatMap { review($0).doubts },
      reconciliations: [reconciliation],
      questions: versionQuestions
    )
  }

  /// What was not as it should be.
  var deviations: [Deviation] {
    records.flatMap { review($0).deviations } + unrecorded.map(unrecordedDeviation)
  }

  private static let columns = [
    "version", "commit", "environment", "deployer", "approver", "requested-at", "approved-at",
    "status", "pull-requests", "artifact", "run", "emergency",
  ]

  private var records: [DeployRecord] {
    trail.filter { $0.finishedAt >= history.from && $0.finishedAt < history.to }
  }

  private func review(_ record: DeployRecord) -> DeploymentReview {
    DeploymentReview(record: record, placement: placement(record), authors: authors(of: record))
  }

  private func placement(_ record: DeployRecord) -> DeploymentReview.Placement {
    if knownCommits.contains(record.commit) { return .onBranch }
    if let known = record.isOnProtectedBranch { return known ? .onBranch : .elsewhere }
    guard history.commits.gap == nil else {
      return .unknown("the commits of \(history.branch) are not all known")
    }
    return .unknown("\(record.commit.prefix(12)) is not among the commits that were collected")
  }

  private func authors(of record: DeployRecord) -> Set<String> {
    let changes = history.changes.rows.filter { record.pullRequests.contains($0.number) }
    return Set(changes.compactMap { $0.author?.login.lowercased() })
  }

  // MARK: - The host's own list

  private var hostDeployments: [HostDeployment] {
    history.deployments.rows.filter { deployment in
      deployment.isProduction ?? deployment.environment.lowercased().hasPrefix("prod")
        && deployment.statuses.value?.contains { $0.state == "success" } != false
    }
  }

  private var unrecorded: [HostDeployment] {
    hostDeployments.filter { deployment in
      !trail.contains { $0.commit == deployment.sha && $0.environment == deployment.environment }
    }
  }

  private var reconciliation: Reconciliation {
    let shas = Set(history.deployments.rows.map { "\($0.environment)/\($0.sha)" })
    let environments = Set(history.deployments.rows.map(\.environment))
    return Reconciliation(
      secondSource: "the deployments of \(history.host)",
      rule: "every deployment of one list is in the other",
      compared: hostDeployments.count,
      onlyInPopulation:
        records
        .filter { record in
          environments.contains(record.environment)
            && !shas.contains("\(record.environment)/\(record.commit)")
        }
        .map(\.id),
      onlyInSecondSource: unrecorded.map { "\($0.environment)/\($0.id)" },
      notPossible: history.deployments.gap
    )
  }

  private func unrecordedDeviation(_ deployment: HostDeployment) -> Deviation {
    Deviation(
      kind: .unrecordedDeployment,
      controls: ["CHG-2"],
      subject: "deployment \(deployment.id)",
      from: deployment.createdAt,
      to: deployment.createdAt,
      actor: deployment.creator?.login,
      message: "\(deployment.sha.prefix(12)) was deployed to \(deployment.environment) and is not"
        + " in the deploy trail",
      evidence: ["deployment \(deployment.id)"]
    )
  }

  /// Versions that no environment ever saw although later ones followed: somebody should say whether
  /// they were deployed.
  private var versionQuestions: [String] {
    let seen = Set(trail.compactMap { VersionNumber($0.version) })
    let sorted = records.compactMap { VersionNumber($0.version) }.sorted()
    return zip(sorted, sorted.dropFirst()).flatMap { earlier, later in
      earlier.skipped(before: later).filter { !seen.contains($0) }
    }
    .map { "No environment has a record of \($0): was it deployed?" }
  }

  private func item(_ record: DeployRecord) -> PopulationItem {
    PopulationItem(
      id: record.id,
      at: record.finishedAt,
      fields: [
        "version": record.version,
        "commit": record.commit,
        "environment": record.environment,
        "deployer": record.deployer,
        "approver": record.approver ?? "",
        "requested-at": record.requestedAt?.description ?? "",
        "approved-at": record.approvedAt?.description ?? "",
        "status": record.status.rawValue,
        "pull-requests": record.pullRequests.map { "#\($0)" }.joined(separator: " "),
        "artifact": record.artifactDigest ?? "",
        "run": record.runURL ?? "",
        "emergency": record.emergency?.reason ?? "",
      ]
    )
  }
}
