import ReadinessModel

/// Reads rulesets and their rules, the newer of the host's two ways.
enum RulesetRules {
  /// A ruleset as the host gives it whole; nil when it is none.
  static func ruleset(_ payload: Payload) -> HostRuleset? {
    guard let id = payload["id"].int, let name = payload["name"].string else { return nil }
    let source = RuleSource(
      kind: kind(ofSource: payload["source_type"].string ?? ""),
      id: id,
      name: name
    )
    let bypass = bypass(payload)
    let rules = (payload["rules"].list ?? []).compactMap(requirement).map { rule in
      var rule = rule
      rule.source = source
      rule.bypass = bypass
      rule.bindsAdministrators = bypass.value.map { !$0.contains(where: \.isAdministrators) }
      return rule
    }
    let names = payload["conditions"]["ref_name"]
    return HostRuleset(
      id: id,
      name: name,
      source: source.kind,
      sourceName: payload["source"].string ?? "",
      target: payload["target"].string ?? "branch",
      enforcement: payload["enforcement"].string.flatMap(RulesetEnforcement.init) ?? .unknown,
      createdAt: payload.moment("created_at"),
      updatedAt: payload.moment("updated_at"),
      includes: (names["include"].list ?? []).compactMap(\.string),
      excludes: (names["exclude"].list ?? []).compactMap(\.string),
      bypass: bypass,
      requirements: rules
    )
  }

  /// Whose ruleset it is.
  static func kind(ofSource text: String) -> RuleSourceKind {
    switch text {
    case "Organization": .organizationRuleset
    case "Enterprise": .enterpriseRuleset
    default: .repositoryRuleset
    }
  }

  /// Who may go around; the host leaves it out for those who may not change the ruleset.
  private static func bypass(_ payload: Payload) -> Observation<[BypassActor]> {
    guard let actors = payload["bypass_actors"].list else {
      return .notObservable(
        reason: "GitHub shows who may bypass a ruleset only to those who may change it"
      )
    }
    return .observed(actors.map(actor))
  }

  private static func actor(_ payload: Payload) -> BypassActor {
    let id = payload["actor_id"].int
    let mode: BypassMode = payload["bypass_mode"].string == "pull_request" ? .pullRequest : .always
    switch payload["actor_type"].string {
    case "RepositoryRole":
      let names = [2: "maintain", 4: "write", 5: "admin"]
      let name = id.flatMap { names[$0] } ?? ""
      return BypassActor(kind: "role", id: id, name: name, mode: mode)
    case "Team": return BypassActor(kind: "team", id: id, mode: mode)
    case "Integration": return BypassActor(kind: "application", id: id, mode: mode)
    case "OrganizationAdmin": return BypassActor(kind: "organization-administrator", mode: mode)
    case "EnterpriseOwner": return BypassActor(kind: "organization-administrator", mode: mode)
    case "DeployKey": return BypassActor(kind: "deploy-key", mode: mode)
    case "User": return BypassActor(kind: "user", id: id, mode: mode)
    case let other: return BypassActor(kind: other ?? "unknown", id: id, mode: mode)
    }
  }

  /// What a rule asks; nil when it is no rule.
  static func requirement(_ payload: Payload) -> BranchRequirement? {
    guard let type = payload["type"].string else { return nil }
    let parameters = payload["parameters"]
    var result = BranchRequirement(kind: kinds[type] ?? .other)
    switch type {
    case "pull_request":
      result.approvals = parameters["required_approving_review_count"].int ?? 0
      result.dismissesStale = parameters["dismiss_stale_reviews_on_push"].bool ?? false
      result.asksCodeOwners = parameters["require_code_owner_review"].bool ?? false
      result.asksAfterLastPush = parameters["require_last_push_approval"].bool ?? false
      result.asksThreadsResolved = parameters["required_review_thread_resolution"].bool ?? false
    case "required_status_checks":
      result.isStrict = parameters["strict_required_status_checks_policy"].bool ?? false
      result.checks = (parameters["required_status_checks"].list ?? []).compactMap { check in
        check["context"].string.map {
          RequiredStatusCheck(context: $0, application: check["integration_id"].int)
        }
      }.sorted { $0.context < $1.context }
    case "required_deployments":
      result.names = texts(parameters["required_deployment_environments"]) { $0.string }
    case "code_scanning":
      result.names = texts(parameters["code_scanning_tools"]) { $0["tool"].string }
    case "workflows": result.names = texts(parameters["workflows"]) { $0["path"].string }
    default: if result.kind == .other { result.names = [String(type.prefix(100))] }
    }
    return result
  }

  private static let kinds: [String: RequirementKind] = [
    "pull_request": .pullRequest, "required_status_checks": .statusChecks,
    "required_signatures": .signatures, "non_fast_forward": .noForcePush,
    "deletion": .noDeletion, "required_linear_history": .linearHistory,
    "update": .restrictedPushes, "required_deployments": .deployments,
    "code_scanning": .codeScanning, "workflows": .workflows, "merge_queue": .mergeQueue,
  ]

  private static func texts(_ list: Payload, _ text: (Payload) -> String?) -> [String] {
    (list.list ?? []).compactMap(text).sorted()
  }
}

extension GitHubReader {
  private static let rulesetsAtMost = 200

  /// Every ruleset that may bear on the repository, those of the organization among them, each
  /// whole.
  func rulesets() -> HostCollection<HostRuleset> {
    let part = "rulesets"
    let path = client.path("rulesets")
    var listed = collection(part, path, ["includes_parents": "true"], read: RulesetRules.ruleset)
    listed.details = ["\(path)/{id}?includes_parents=true"]
    if listed.rows.count > Self.rulesetsAtMost, listed.isComplete {
      listed.isComplete = false
      listed.reason = "there are more than \(Self.rulesetsAtMost) rulesets"
    }
    let bare = Array(listed.rows.prefix(Self.rulesetsAtMost))
    let details = concurrentMap(bare, threads: client.access.parallelRequests) { ruleset in
      ask(part, client.path("rulesets/\(ruleset.id)"), ["includes_parents": "true"])
    }
    for (index, detail) in details.enumerated() {
      switch detail {
      case .success(let payload):
        if let whole = RulesetRules.ruleset(payload), whole.id == bare[index].id {
          listed.rows[index] = whole
          continue
        }
        listed.reason = listed.reason ?? "GitHub's answer is no ruleset"
      case .failure(let refusal):
        listed.rows[index].bypass = .notObservable(reason: refusal.reason)
        listed.reason = listed.reason ?? "a ruleset could not be read: \(refusal.reason)"
      }
      listed.isComplete = false
    }
    listed.rows.sort { $0.id < $1.id }
    return listed
  }
}
