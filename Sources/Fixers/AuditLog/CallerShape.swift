import SyntaxTrees

/// How handlers of a project ask who is calling, as far as their own code shows it.
struct CallerShape {
  /// The expression for the caller's id, nil when the code shows none.
  let actorID: String?
  /// The expression for the caller's tenant.
  let tenant: String?
  /// The expression for the caller's role.
  let role: String?

  private static let holders: Set<String> = ["user", "auth", "account", "currentUser", "principal"]
  private static let ids = ["id", "userId", "_id", "sub", "uid"]
  private static let tenants = [
    "tenantId", "accountId", "organizationId", "organisationId", "orgId", "companyId",
    "workspaceId",
  ]

  /// Counts what is asked of the request; only what the project itself asks is sure to be there.
  init(_ site: ExpressSite) {
    var counts: [String: [String: Int]] = [:]
    for source in site.sources {
      for node in source.nodes(["member_expression"]) {
        guard let property = node.child("property")?.text, let object = node.child("object"),
          let holder = Self.holder(object)
        else { continue }
        counts[holder, default: [:]][property, default: 0] += 1
      }
    }
    let best = counts.max { left, right in
      (left.value.values.reduce(0, +), right.key) < (right.value.values.reduce(0, +), left.key)
    }
    let find = { (names: [String]) -> String? in
      guard let best else { return nil }
      let found = names.filter { best.value[$0] != nil }
      return found.max { (best.value[$0] ?? 0) < (best.value[$1] ?? 0) }
        .map { "req.\(best.key)?.\($0)" }
    }
    actorID = find(Self.ids)
    tenant = find(Self.tenants)
    role = find(["role"])
  }

  /// The `user` of `req.user`, `req.user!` and the like.
  private static func holder(_ node: SyntaxNode) -> String? {
    var node = node
    while node.kind == "non_null_expression" || node.kind == "parenthesized_expression" {
      guard let inner = node.namedChildren.first else { return nil }
      node = inner
    }
    guard node.kind == "member_expression", node.child("object")?.text == "req",
      let name = node.child("property")?.text, holders.contains(name)
    else { return nil }
    return name
  }
}
