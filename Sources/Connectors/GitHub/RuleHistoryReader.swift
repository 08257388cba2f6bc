import ReadinessModel

/// Reads how pushes fared under the rules, and how the rules changed.
struct RuleHistoryReader: Sendable {
  /// The host keeps how pushes fared for so many days.
  private static let daysKept = 30

  let reader: GitHubReader
  let repository: HostRepository
  let period: HostPeriod

  private var client: GitHubClient { reader.client }

  // MARK: - Pushes

  /// Pushes to the branch as the rules judged them, the oldest first.
  func ruleSuites() -> HostCollection<RuleSuite> {
    let part = "pushes as the rules judged them"
    let path = client.path("rulesets/rule-suites")
    let now = client.access.now()
    let span = period.span(upTo: now, of: [(1, "day"), (7, "week")]) ?? "month"
    let query = [
      "ref": "refs/heads/\(repository.defaultBranch)", "time_period": span,
      "rule_suite_result": "all",
    ]
    var result = reader.collection(part, path, query, read: Self.suite)
    result.details = ["\(path)/{id}"]
    result.rows = result.rows.filter { period.contains($0.pushedAt) }
      .sorted { ($0.pushedAt, $0.id) < ($1.pushedAt, $1.id) }
    let kept = now.adding(seconds: -Self.daysKept * 86_400)
    if period.from < kept {
      result.coversFrom = kept
      result.lacks("GitHub keeps how pushes fared for \(Self.daysKept) days, so from \(kept) on")
    }
    result.rows = concurrentMap(result.rows, threads: client.access.parallelRequests) { suite in
      guard suite.result != .pass else { return suite }
      var suite = suite
      suite.evaluations = reader.observe(part, "\(path)/\(suite.id)") { payload in
        payload["rule_evaluations"].list?.map(Self.evaluation)
      }
      return suite
    }
    return result
  }

  private static func suite(_ row: Payload) -> RuleSuite? {
    guard let id = row["id"].int, let pushedAt = row.moment("pushed_at"),
      let result = row["result"].string
    else { return nil }
    return RuleSuite(
      id: id,
      actor: row["actor_name"].string.map { HostActor(login: $0, id: row["actor_id"].int) },
      before: row["before_sha"].string ?? "",
      after: row["after_sha"].string ?? "",
      ref: row["ref"].string ?? "",
      pushedAt: pushedAt,
      result: RuleSuiteResult(rawValue: result) ?? .unknown,
      evaluationResult: row["evaluation_result"].string.map {
        RuleSuiteResult(rawValue: $0) ?? .unknown
      }
    )
  }

  private static func evaluation(_ row: Payload) -> RuleEvaluation {
    let source = row["rule_source"]
    return RuleEvaluation(
      rule: row["rule_type"].string ?? "unknown",
      source: source["type"].string ?? "unknown",
      sourceID: source["id"].int,
      sourceName: source["name"].string,
      enforcement: row["enforcement"].string ?? "unknown",
      result: row["result"].string ?? "unknown",
      details: row["details"].string
    )
  }

  // MARK: - Changes to the rules

  /// Changes to rulesets and to classic protection, the oldest first.
  ///
  /// The history of a ruleset goes with it when it is deleted, and classic protection has none; only
  /// the organization's audit log tells of both.
  func ruleChanges(_ rulesets: HostCollection<HostRuleset>) -> HostCollection<RuleChange> {
    var result = HostCollection<RuleChange>(
      query: HostQuery(endpoint: "GET \(client.path("rulesets/{id}/history"))"),
      details: [client.path("rulesets/{id}/history/{version}")],
      retrievedAt: client.access.now(),
      isComplete: rulesets.isComplete,
      reason: rulesets.reason,
      refusal: rulesets.refusal
    )
    for ruleset in rulesets.rows {
      let changes = history(of: ruleset)
      result.pages += changes.pages
      result.rows += changes.rows
      if !changes.isComplete { result.lacks(changes.reason ?? "", changes.refusal) }
    }
    let log = auditLog()
    result.pages += log.pages
    result.rows += log.rows
    if !log.isComplete {
      result.lacks(
        "changes to classic protection and to rulesets that were deleted are in the organization's"
          + " audit log only: \(log.reason ?? "")",
        log.refusal
      )
    }
    result.rows.sort {
      ($0.at, $0.ruleset ?? 0, $0.version ?? 0, $0.action)
        < ($1.at, $1.ruleset ?? 0, $1.version ?? 0, $1.action)
    }
    return result
  }

  private func history(of ruleset: HostRuleset) -> HostCollection<RuleChange> {
    let part = "the history of rulesets"
    let path =
      ruleset.source == .repositoryRuleset
      ? client.path("rulesets/\(ruleset.id)/history")
      : "/orgs/\(repository.owner)/rulesets/\(ruleset.id)/history"
    var versions = reader.collection(part, path) { row -> RuleChange? in
      guard let version = row["version_id"].int, let at = row.moment("updated_at") else {
        return nil
      }
      let actor = row["actor"]
      return RuleChange(
        at: at,
        actor: actor["id"].int.map {
          HostActor(
            login: actor["login"].string ?? "",
            id: $0,
            isBot: actor["type"].string == "Bot"
          )
        },
        source: "ruleset-history",
        action: "repository_ruleset.update",
        ruleset: ruleset.id,
        rulesetName: ruleset.name,
        version: version
      )
    }
    versions.rows.sort { ($0.version ?? 0) < ($1.version ?? 0) }
    func state(_ change: RuleChange) -> Observation<HostRuleset> {
      reader.observe(part, "\(path)/\(change.version ?? 0)") { RulesetRules.ruleset($0["state"]) }
    }
    var known: [Int: Observation<HostRuleset>] = [:]
    for index in versions.rows.indices where period.contains(versions.rows[index].at) {
      versions.rows[index].state = known[index] ?? state(versions.rows[index])
      known[index] = versions.rows[index].state
      if index > 0 {
        versions.rows[index].previous = known[index - 1] ?? state(versions.rows[index - 1])
      } else {
        versions.rows[index].action = "repository_ruleset.create"
      }
    }
    return versions.keeping { period.contains($0.at) }
  }

  private func auditLog() -> HostCollection<RuleChange> {
    let path = "/orgs/\(repository.owner)/audit-log"
    guard repository.isOwnedByOrganization else {
      return .unread(
        HostQuery(endpoint: "GET \(path)"),
        because: "the repository belongs to a person, who has none"
      )
    }
    let days = "\(period.from.day)..\(period.to.day)"
    var result = HostCollection<RuleChange>(
      query: HostQuery(endpoint: "GET \(path)"),
      isComplete: true
    )
    for family in ["protected_branch", "repository_ruleset"] {
      let words = "repo:\(repository.fullName) action:\(family) created:\(days)"
      let found = reader.collection("the audit log", path, ["phrase": words], read: Self.logged)
      result.pages += found.pages
      result.rows += found.rows.filter { period.contains($0.at) }
      if !found.isComplete { result.lacks(found.reason ?? "", found.refusal) }
    }
    return result
  }

  private static func logged(_ row: Payload) -> RuleChange? {
    guard let action = row["action"].string,
      let at = row["@timestamp"].int ?? row["created_at"].int
    else { return nil }
    return RuleChange(
      at: Moment(secondsSince1970: at / 1000),
      actor: row["actor"].string.map { HostActor(login: $0, id: row["actor_id"].int) },
      source: "audit-log",
      action: action,
      ruleset: row["ruleset_id"].int,
      rulesetName: row["ruleset_name"].string ?? row["name"].string
    )
  }
}
