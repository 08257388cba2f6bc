import SyntaxTrees

/// How handlers of a project ask who is calling, as far as their own code shows it.
struct CallerShape {
  /// The expression for the caller's id, nil when the code shows none.
  let actorID: String?
  /// The expression for the caller's tenant.
  let tenant: String?
  /// The expression for the caller's role.
  let role: String?
  /// The function that the expressions call, nil when they need none.
  let helper: String?

  private static let requests: Set<String> = ["req", "request", "getRequest"]
  private static let holders: Set<String> = ["user", "auth", "account", "currentUser", "principal"]
  private static let ids = ["id", "userId", "_id", "sub", "uid"]
  private static let tenants = [
    "tenantId", "accountId", "organizationId", "organisationId", "orgId", "companyId",
    "workspaceId",
  ]

  /// Counts what is asked of the request; only what the project itself asks is sure to be there.
  ///
  /// In TypeScript the way to the caller is spelt out, unless the project declares it for every
  /// request of Express.
  init(_ sources: [ScriptSource], isTypeScript: Bool, declarations: [ScriptSource] = []) {
    var counts: [String: [String: Int]] = [:]
    for source in sources where source.contains("user") || source.contains("auth") {
      for node in source.nodes(["member_expression"]) {
        let chain = Self.chain(node)
        if let (holder, property) = Self.question(chain) {
          counts[holder, default: [:]][property, default: 0] += 1
        } else if chain.last == "user", Self.requests.contains(chain.dropLast().last ?? "") {
          counts["user", default: [:]]["", default: 0] += 1
        }
      }
    }
    let best = counts.max { left, right in
      (left.value.values.reduce(0, +), right.key) < (right.value.values.reduce(0, +), left.key)
    }
    guard let best else {
      (actorID, tenant, role, helper) = (nil, nil, nil, nil)
      return
    }
    let path = best.key
    let isDeclared =
      !isTypeScript
      || (sources + declarations).contains {
        Self.declares(String(path.prefix { $0 != "?" }), in: $0)
      }
    let find = { (names: [String]) -> String? in
      let found = names.filter { best.value[$0] != nil }
      return found.max { (best.value[$0] ?? 0) < (best.value[$1] ?? 0) }
        .map { isDeclared ? "req.\(path)?.\($0)" : "callerOf(req).\($0)" }
    }
    let isPlain = path == "user" && find(Self.ids) == nil
    let kept = isPlain ? sources.lazy.compactMap { Self.strategyID(in: $0) }.first : nil
    actorID =
      find(Self.ids) ?? kept.map { isDeclared ? "req.user?.\($0)" : "callerOf(req).\($0)" }
    tenant = find(Self.tenants)
    role = find(["role"])
    let isNeeded = !isDeclared && (actorID != nil || tenant != nil || role != nil)
    helper = isNeeded ? Self.helper(path) : nil
  }

  /// The names in a chain such as `req.user!.id`, from the left.
  private static func chain(_ node: SyntaxNode) -> [String] {
    var names: [String] = []
    var node = node
    while true {
      switch node.kind {
      case "member_expression":
        names.append(node.child("property")?.text ?? "")
        guard let object = node.child("object") else { return names.reversed() }
        node = object
      case "non_null_expression", "parenthesized_expression", "await_expression", "as_expression":
        guard let inner = node.namedChildren.first else { return names.reversed() }
        node = inner
      case "call_expression":
        names.append(node.child("function")?.child("property")?.text ?? "")
        return names.reversed()
      default:
        names.append(node.text)
        return names.reversed()
      }
    }
  }

  /// What a chain asks of the caller: `user` and `id` for `this.request.user.id`.
  private static func question(_ chain: [String]) -> (holder: String, property: String)? {
    guard let start = chain.firstIndex(where: requests.contains) else { return nil }
    let rest = chain[(start + 1)...].prefix(3).map(\.self)
    guard rest.count >= 2, holders.contains(rest[0]) else { return nil }
    guard holders.contains(rest[1]) else { return (rest[0], rest[1]) }
    return rest.count == 3 ? ("\(rest[0])?.\(rest[1])", rest[2]) : nil
  }

  /// The id in what a strategy of Passport leaves on the request as the user.
  private static func strategyID(in source: ScriptSource) -> String? {
    guard source.contains("PassportStrategy") else { return nil }
    for method in source.nodes(["method_definition"])
    where method.child("name")?.text == "validate" {
      for result in source.nodes(in: method, ["return_statement"]) {
        guard let value = result.namedChildren.first else { continue }
        if value.kind == "object" {
          let keys = value.namedChildren.map { $0.child("key")?.text ?? $0.text }
          if let id = ids.first(where: keys.contains) { return id }
        } else if value.kind == "identifier" {
          // What is handed on as it came is known by what is asked of it.
          let asked = source.nodes(in: method, ["member_expression"])
            .filter { $0.child("object")?.text == value.text }
            .compactMap { $0.child("property")?.text }
          if let id = ids.first(where: asked.contains) { return id }
        }
      }
    }
    return nil
  }

  /// Whether a file adds a property to the requests of Express.
  private static func declares(_ name: String, in source: ScriptSource) -> Bool {
    guard source.contains("xpress"), source.contains("declare") else { return false }
    return source.nodes(["internal_module", "module"]).contains { module in
      (module.child("name")?.text.lowercased() ?? "").contains("express")
        && source.nodes(in: module, ["property_signature"]).contains {
          $0.child("name")?.text == name
        }
    }
  }

  private static func helper(_ path: String) -> String {
    let names = path.split(separator: "?.").map(String.init)
    let shape = names.reversed().reduce("Record<string, unknown>") { "{ \($1)?: \($0) }" }
    return """

      /** Who is calling, as authentication left it on the request. */
      function callerOf(req: Request): Record<string, unknown> {
        return (req as Request & \(shape)).\(path) ?? {};
      }
      """
  }
}
