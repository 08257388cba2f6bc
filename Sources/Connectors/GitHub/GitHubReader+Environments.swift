import ReadinessModel

extension GitHubReader {
  private static let environmentsWithPatterns = 50

  /// Environments with what protects them.
  func environments() -> HostCollection<HostEnvironment> {
    let part = "environments"
    let path = client.path("environments")
    var result = collection(part, path, key: "environments", read: Self.environment)
    result.details = ["\(path)/{name}/deployment-branch-policies"]
    let own = result.rows.indices.filter { result.rows[$0].branches == .patterns }
    for index in own.prefix(Self.environmentsWithPatterns) {
      let name = result.rows[index].name
      let patterns = collection(
        "branches of environments",
        client.path("environments/\(name.replacing("/", with: "%2F"))/deployment-branch-policies"),
        key: "branch_policies"
      ) { $0["name"].string }
      result.rows[index].branchPatterns = patterns.rows.sorted()
    }
    result.rows.sort { $0.name < $1.name }
    return result
  }

  private static func environment(_ row: Payload) -> HostEnvironment? {
    guard let name = row["name"].string else { return nil }
    var result = HostEnvironment(
      name: name,
      letsAdministratorsBypass: row["can_admins_bypass"].bool,
      createdAt: row.moment("created_at"),
      updatedAt: row.moment("updated_at")
    )
    for rule in row["protection_rules"].list ?? [] {
      switch rule["type"].string {
      case "required_reviewers":
        result.preventsSelfReview = rule["prevent_self_review"].bool ?? false
        result.reviewers = (rule["reviewers"].list ?? []).compactMap { entry in
          let who = entry["reviewer"]
          let name = who["login"].string ?? who["slug"].string ?? who["name"].string
          return name.map {
            EnvironmentReviewer(
              kind: entry["type"].string == "Team" ? "team" : "user",
              name: $0,
              id: who["id"].int
            )
          }
        }
      case "wait_timer": result.waitMinutes = rule["wait_timer"].int ?? 0
      case "branch_policy": break
      default: result.hasOwnRules = true
      }
    }
    let policy = row["deployment_branch_policy"]
    if policy["protected_branches"].bool == true {
      result.branches = .protected
    } else if policy["custom_branch_policies"].bool == true {
      result.branches = .patterns
    }
    return result
  }
}
