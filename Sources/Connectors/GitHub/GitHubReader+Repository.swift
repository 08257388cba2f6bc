import ReadinessModel

extension GitHubReader {
  /// The repository itself, or why it cannot be read.
  func repository() -> Result<HostRepository, GitHubRefusal> {
    ask("the repository", client.path("")).flatMap { payload in
      guard let branch = payload["default_branch"].string, let name = payload["name"].string,
        let owner = payload["owner"]["login"].string
      else { return .failure(.failed("GitHub's answer is no repository")) }
      let visibility = payload["private"].bool.map { $0 ? "private" : "public" }
      return .success(
        HostRepository(
          owner: owner,
          name: name,
          id: payload["id"].int,
          defaultBranch: branch,
          visibility: payload["visibility"].string ?? visibility ?? "unknown",
          isOwnedByOrganization: payload["owner"]["type"].string == "Organization",
          isArchived: payload["archived"].bool ?? false,
          security: security(of: payload),
          mergesBySquash: payload["allow_squash_merge"].bool,
          mergesByCommit: payload["allow_merge_commit"].bool,
          mergesByRebase: payload["allow_rebase_merge"].bool
        )
      )
    }
  }

  /// Which scans are on, as far as the repository's own page tells.
  private func security(of payload: Payload) -> Observation<RepositorySecurity> {
    let analysis = payload["security_and_analysis"]
    guard analysis.isObject else {
      return .notObservable(reason: "GitHub shows it to administrators only")
    }
    func isOn(_ key: String) -> Bool? { analysis[key]["status"].string.map { $0 == "enabled" } }
    return .observed(
      RepositorySecurity(
        secretScanning: isOn("secret_scanning"),
        pushProtection: isOn("secret_scanning_push_protection"),
        dependencyUpdates: isOn("dependabot_security_updates")
      )
    )
  }

  /// Whether the host's own set-up for scanning source is configured.
  func codeScanningSetUp() -> Bool? {
    observe("code scanning's set-up", client.path("code-scanning/default-setup")) {
      $0["state"].string.map { $0 == "configured" }
    }.value
  }

  /// What workflows may do.
  func actions() -> Observation<ActionsSettings> {
    let part = "the settings of workflows"
    var settings = observe(part, client.path("actions/permissions")) { payload in
      payload["enabled"].bool.map {
        ActionsSettings(
          isEnabled: $0,
          allowedActions: payload["allowed_actions"].string,
          asksPinnedActions: payload["sha_pinning_required"].bool
        )
      }
    }
    guard case .observed(var seen) = settings else { return settings }
    if case .success(let payload) = ask(part, client.path("actions/permissions/workflow")) {
      seen.defaultPermissions = payload["default_workflow_permissions"].string
      seen.canApprovePullRequests = payload["can_approve_pull_request_reviews"].bool
      settings = .observed(seen)
    }
    return settings
  }

  /// Keys that reach the repository without an account.
  func deployKeys() -> HostCollection<DeployKey> {
    var keys = collection("deploy keys", client.path("keys")) { row in
      row["id"].int.map {
        DeployKey(
          id: $0,
          title: row["title"].string ?? "",
          isReadOnly: row["read_only"].bool ?? false,
          createdAt: row.moment("created_at"),
          lastUsedAt: row.moment("last_used"),
          addedBy: row["added_by"].string ?? row["added_by"]["login"].string
        )
      }
    }
    keys.rows.sort { $0.id < $1.id }
    return keys
  }

  /// Everybody with access, and which of them the organization does not have as a member.
  func collaborators() -> HostCollection<HostCollaborator> {
    let part = "people with access to the repository"
    let path = client.path("collaborators")
    var all = collection(part, path, ["affiliation": "all"]) { row in
      row["login"].string.map {
        HostCollaborator(
          login: $0,
          id: row["id"].int,
          role: row["role_name"].string ?? Self.role(of: row["permissions"]),
          isBot: row["type"].string == "Bot"
        )
      }
    }
    let outside = collection(part, path, ["affiliation": "outside"]) { $0["login"].string }
    if !outside.isComplete, all.isComplete {
      all.isComplete = false
      all.reason = "who is from outside could not be read: \(outside.reason ?? "")"
    }
    let logins = Set(outside.rows)
    for index in all.rows.indices {
      all.rows[index].isOutside = logins.contains(all.rows[index].login)
    }
    all.details = ["\(path)?affiliation=outside"]
    all.rows.sort { $0.login < $1.login }
    return all
  }

  private static func role(of permissions: Payload) -> String {
    let names = [
      ("admin", "admin"), ("maintain", "maintain"), ("push", "write"), ("triage", "triage"),
      ("pull", "read"),
    ]
    return names.first { permissions[$0.0].bool == true }?.1 ?? "unknown"
  }

  // MARK: - The organization

  /// The organization, or why it cannot be read.
  func organization(_ repository: HostRepository) -> Observation<HostOrganization> {
    guard repository.isOwnedByOrganization else {
      return .notObservable(reason: "the repository belongs to a person, not to an organization")
    }
    return observe("the organization", "/orgs/\(repository.owner)") { payload in
      payload["login"].string.map {
        HostOrganization(
          login: $0,
          id: payload["id"].int,
          requiresTwoFactors: payload["two_factor_requirement_enabled"].bool,
          defaultPermission: payload["default_repository_permission"].string,
          plan: payload["plan"]["name"].string,
          membersCanCreateRepositories: payload["members_can_create_repositories"].bool,
          asksSignOff: payload["web_commit_signoff_required"].bool
        )
      }
    }
  }

  /// Members of the organization, with their second factors where the host shows them.
  func members(_ repository: HostRepository) -> HostCollection<HostMember> {
    let path = "/orgs/\(repository.owner)/members"
    let part = "members of the organization"
    let query = HostQuery(endpoint: "GET \(path)")
    guard repository.isOwnedByOrganization else {
      return .unread(query, because: "the repository belongs to a person, not to an organization")
    }
    var members = collection(part, path, ["role": "all"]) { row in
      row["login"].string.map { HostMember(login: $0, id: row["id"].int) }
    }
    guard members.isObserved else { return members }
    let admins = collection(part, path, ["role": "admin"]) { $0["login"].string }
    if !admins.isComplete, members.isComplete {
      members.isComplete = false
      members.reason = "who owns the organization could not be read: \(admins.reason ?? "")"
    }
    let without = collection("second factors of members", path, ["filter": "2fa_disabled"]) {
      $0["login"].string
    }
    for index in members.rows.indices {
      let login = members.rows[index].login
      members.rows[index].isAdministrator = admins.rows.contains(login)
      if without.rows.contains(login) {
        members.rows[index].hasTwoFactors = false
      } else if without.isComplete {
        members.rows[index].hasTwoFactors = true
      }
    }
    members.details = ["\(path)?role=admin", "\(path)?filter=2fa_disabled"]
    members.rows.sort { $0.login < $1.login }
    return members
  }
}
