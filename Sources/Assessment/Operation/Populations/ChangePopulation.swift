import ReadinessModel

/// Every change of the protected branch in a period: merged pull requests, and commits that came
/// without one.
struct ChangePopulation {
  let history: HostHistory
  let requiredChecks: [String]?

  /// The population, compared with the commits of the branch.
  var population: Population {
    Population(
      id: "changes",
      title: "Changes of \(history.branch) in \(history.repository)",
      controls: ["CHG-1", "CHG-2"],
      from: history.from,
      to: history.to,
      columns: Self.columns,
      items: history.changes.rows.map(item) + direct.map(item),
      sources: [
        PopulationSource(history.changes, history), PopulationSource(history.commits, history),
      ],
      gaps: gaps,
      reconciliations: [reconciliation]
    )
  }

  /// What was not as it should be.
  var deviations: [Deviation] {
    history.changes.rows.flatMap { review($0).deviations } + direct.map(push)
  }

  private static let columns = [
    "kind", "title", "author", "approvers", "approved-at", "last-push", "merged-by", "commit",
    "checks", "labels",
  ]

  private func review(_ change: MergedChange) -> ChangeReview {
    ChangeReview(change: change, requiredChecks: requiredChecks)
  }

  /// Commits that no pull request brought.
  private var direct: [BranchCommit] {
    history.commits.rows.filter {
      $0.pullRequests.value?.isEmpty == true && $0.parents.isEmpty == false
    }
  }

  private var gaps: [String] {
    var result: [String] = []
    for (name, collection) in [
      ("pull requests", history.changes.gap), ("commits", history.commits.gap),
    ] {
      if let collection { result.append("The \(name) may be incomplete: \(collection)") }
    }
    let unseen = history.commits.rows.filter { $0.pullRequests.value == nil }
    if !unseen.isEmpty {
      result.append("What brought \(unseen.count) commits could not be read")
    }
    return result + history.changes.rows.flatMap { review($0).doubts }
  }

  /// Every commit belongs to a change that is listed, and every change has its commit.
  private var reconciliation: Reconciliation {
    let numbers = Set(history.changes.rows.map(\.number))
    let commits = Set(history.commits.rows.map(\.sha))
    let stray = history.commits.rows.filter { commit in
      guard let brought = commit.pullRequests.value, !brought.isEmpty else { return false }
      return numbers.isDisjoint(with: brought)
    }
    let missing = history.changes.rows.filter { change in
      change.mergeSHA.map { !commits.contains($0) } ?? true
    }
    return Reconciliation(
      secondSource: "the first parents of \(history.branch)",
      rule: "every commit came with a listed change, and every change has its commit",
      compared: history.commits.rows.count,
      onlyInPopulation: missing.map { "#\($0.number)" },
      onlyInSecondSource: stray.map(\.sha),
      notPossible: history.commits.isObserved ? nil : history.commits.reason ?? "it was not read"
    )
  }

  private func item(_ change: MergedChange) -> PopulationItem {
    let approvals = review(change).approvals
    return PopulationItem(
      id: "#\(change.number)",
      at: change.mergedAt,
      fields: [
        "kind": "pull-request",
        "title": change.title,
        "author": change.author?.login ?? "",
        "approvers": approvals.map(\.user.login).joined(separator: " "),
        "approved-at": approvals.last?.at.description ?? "",
        "last-push": change.lastPushedAt?.description ?? "",
        "merged-by": change.mergedBy?.login ?? "",
        "commit": change.mergeSHA ?? "",
        "checks": (change.checks.value ?? []).map { "\($0.name)=\($0.conclusion)" }.sorted()
          .joined(separator: " "),
        "labels": change.labels.sorted().joined(separator: " "),
      ]
    )
  }

  private func item(_ commit: BranchCommit) -> PopulationItem {
    PopulationItem(
      id: commit.sha,
      at: commit.arrivedAt ?? history.from,
      fields: [
        "kind": "direct-push", "title": commit.title,
        "author": commit.author?.login ?? commit.authorEmail ?? "",
        "merged-by": commit.pushedBy?.login ?? "", "commit": commit.sha,
      ]
    )
  }

  private func push(_ commit: BranchCommit) -> Deviation {
    let at = commit.arrivedAt ?? history.from
    let who = commit.pushedBy?.login ?? commit.author?.login ?? commit.authorEmail
    return Deviation(
      kind: .directPush,
      controls: ["CHG-1", "CHG-2"],
      subject: String(commit.sha.prefix(12)),
      from: at,
      to: at,
      actor: who,
      message: "\(commit.sha.prefix(12)) reached \(history.branch) without a pull request"
        + (who.map { ", from \($0)" } ?? ""),
      evidence: [commit.sha]
    )
  }
}
