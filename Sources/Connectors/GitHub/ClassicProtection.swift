import ReadinessModel

/// Reads the protection of a branch, the older of the host's two ways.
struct ClassicProtection {
  private let payload: Payload
  private let branch: String

  init(_ payload: Payload, branch: String) {
    self.payload = payload
    self.branch = branch
  }

  /// What it asks of a change, and what it does not tell.
  func read() -> ([BranchRequirement], [UnseenRules]) {
    var requirements = [pullRequest, statusChecks].compactMap { $0 }
    var unseen: [UnseenRules] = []
    let flags: [(String, RequirementKind, Bool)] = [
      ("required_signatures", .signatures, true), ("required_linear_history", .linearHistory, true),
      ("lock_branch", .locked, true), ("allow_force_pushes", .noForcePush, false),
      ("allow_deletions", .noDeletion, false),
    ]
    for (key, kind, asked) in flags {
      if payload.isEnabled(key) == asked {
        requirements.append(requirement(kind))
      } else if payload.isEnabled(key) == nil, !asked {
        unseen.append(
          UnseenRules(source: .classicProtection, reason: "the host does not tell \(key)")
        )
      }
    }
    if payload["restrictions"].isObject {
      var restricted = requirement(.restrictedPushes)
      restricted.names = actors(payload["restrictions"]).map(\.name).sorted()
      requirements.append(restricted)
    }
    let reviews = payload["required_pull_request_reviews"]
    if reviews.isObject, reviews["required_approving_review_count"].int == nil {
      unseen.append(
        UnseenRules(
          source: .classicProtection,
          reason: "the host does not tell how many approvals it takes"
        )
      )
    }
    return (requirements, unseen)
  }

  /// The checks that are shown to everybody who can see the branch.
  static func checks(inShown protection: Payload, branch: String) -> [BranchRequirement] {
    let shown = protection["required_status_checks"]
    let level = shown["enforcement_level"].string
    let contexts = shown["contexts"].list?.compactMap(\.string) ?? []
    guard !contexts.isEmpty, level == "everyone" || level == "non_admins" else { return [] }
    return [
      BranchRequirement(
        kind: .statusChecks,
        source: RuleSource(kind: .classicProtection, name: branch),
        checks: contexts.sorted().map { RequiredStatusCheck(context: $0) },
        bypass: .observed(level == "everyone" ? [] : [administrators]),
        bindsAdministrators: level == "everyone"
      )
    ]
  }

  private static let administrators = BypassActor(kind: "role", id: 5, name: "admin")

  private var pullRequest: BranchRequirement? {
    let reviews = payload["required_pull_request_reviews"]
    guard reviews.isObject else { return nil }
    var result = requirement(.pullRequest)
    result.approvals = reviews["required_approving_review_count"].int ?? 0
    result.dismissesStale = reviews["dismiss_stale_reviews"].bool ?? false
    result.asksCodeOwners = reviews["require_code_owner_reviews"].bool ?? false
    result.asksAfterLastPush = reviews["require_last_push_approval"].bool ?? false
    result.asksThreadsResolved = payload.isEnabled("required_conversation_resolution") ?? false
    let allowed = actors(reviews["bypass_pull_request_allowances"])
    if case .observed(let bypass) = result.bypass { result.bypass = .observed(bypass + allowed) }
    return result
  }

  private var statusChecks: BranchRequirement? {
    let status = payload["required_status_checks"]
    guard status.isObject else { return nil }
    var result = requirement(.statusChecks)
    result.isStrict = status["strict"].bool ?? false
    let named = (status["checks"].list ?? []).compactMap { check in
      check["context"].string.map {
        // The host writes -1 or nothing where any application may report the check.
        RequiredStatusCheck(
          context: $0,
          application: check["app_id"].int.flatMap { $0 < 0 ? nil : $0 }
        )
      }
    }
    let contexts = (status["contexts"].list ?? []).compactMap(\.string)
      .filter { context in !named.contains { $0.context == context } }
    result.checks =
      (named + contexts.map { RequiredStatusCheck(context: $0) }).sorted { $0.context < $1.context }
    return result
  }

  private func requirement(_ kind: RequirementKind) -> BranchRequirement {
    let binds = payload.isEnabled("enforce_admins")
    return BranchRequirement(
      kind: kind,
      source: RuleSource(kind: .classicProtection, name: branch),
      bypass: binds.map { .observed($0 ? [] : [Self.administrators]) }
        ?? .notObservable(reason: "the host does not tell whether administrators are bound"),
      bindsAdministrators: binds
    )
  }

  private func actors(_ payload: Payload) -> [BypassActor] {
    let kinds = [
      ("users", "user", "login"), ("teams", "team", "slug"), ("apps", "application", "slug"),
    ]
    return kinds.flatMap { key, kind, name in
      (payload[key].list ?? []).map {
        BypassActor(kind: kind, id: $0["id"].int, name: $0[name].string ?? $0["name"].string ?? "")
      }
    }
  }
}
