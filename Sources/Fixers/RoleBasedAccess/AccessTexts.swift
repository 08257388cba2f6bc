import SyntaxTrees

/// The files that access by role adds to a project.
struct AccessTexts {
  let site: AccessSite
  let model: OwnershipModel
  let matrix: RoleMatrix
  let rules: [RouteRule]
  let refusals: RefusalStyle
  let errorKey: String
  let actorID: String

  /// How refusals look from outside.
  enum RefusalStyle: String {
    case concealed
    case notFound = "not-found"
    case strict
  }

  // MARK: - The policy

  /// What a set of roles may reach, narrowest sets last.
  func reach(of role: RoleMatrix.Role, as grant: RouteRule.Grant) -> RoleMatrix.Reach? {
    switch grant {
    case .readers: role.reads
    case .editors: role.changes
    case .administrators: role.administers ? .all : nil
    case .themselves: role.reads == nil && role.changes == nil ? nil : .own
    case .everyone: role.reads == nil && role.changes == nil ? nil : .all
    }
  }

  var policy: String {
    let used = RouteRule.Grant.allCases.filter { grant in rules.contains { $0.grant == grant } }
    let names = matrix.roles.map { "'\($0.name)'" }.joined(separator: " | ")
    let scopes = [RoleMatrix.Reach.all, .team, .own].filter { reach in
      reach != .team || matrix.usesTeams
    }
    let tenant = model.tenantColumn == nil ? "everybody's" : "everybody's in the tenant"
    let team = matrix.usesTeams ? ", that of one's team" : ""
    var text = """
      export type Role = \(names);

      /** Whose data: \(tenant)\(team), or one's own. */
      export type Scope = \(scopes.map { "'\($0.rawValue)'" }.joined(separator: " | "));

      type Grants = Partial<Record<Role, Scope>>;

      export interface Policy {
        action: string;
        roles: Grants;
      }


      """
    for grant in used {
      let parts = matrix.roles.compactMap { role in
        reach(of: role, as: grant).map { "\(Self.key(role.name)): '\($0.rawValue)'" }
      }
      text += "const \(grant.rawValue): Grants = { \(parts.joined(separator: ", ")) };\n"
    }
    text += """

      /** Who may use which route, and whose data it reaches. What has no line here is refused to all. */
      export const policies: Record<string, Policy> = {

      """
    for rule in rules {
      guard let grant = rule.grant else { continue }
      text +=
        "  '\(rule.key)': { action: '\(rule.action)', roles: \(grant.rawValue) },\n"
    }
    text += "};\n\n/** Routes that anybody may use, signed in or not. */\n"
    let open = rules.filter { $0.grant == nil }.map { "  '\($0.key)',\n" }.joined()
    text +=
      open.isEmpty
      ? "export const publicRoutes: string[] = [];\n" : "export const publicRoutes = [\n\(open)];\n"
    return restyled(text, site.policy)
  }

  private static func key(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x5F
    }
    return isPlain ? name : "'\(name)'"
  }

  // MARK: - The middleware

  var authorize: String {
    let owner = scriptType(model.users.column(model.userKey)?.type)
    var fields = ["id: \(owner)", "role: Role"]
    var reachFields = [
      "/** Users whose data it may reach; null for everybody's. */", "owners: \(owner)[] | null",
    ]
    var columns = [column(model.userKey, as: "id"), column(model.roleColumn, as: "role")]
    var reachParts = ["owners: ownersIn(scope, caller)"]
    if let tenant = model.tenantColumn {
      let type = scriptType(model.users.column(tenant)?.type)
      fields.append("tenant: \(type)")
      reachFields.insert("tenant: \(type)", at: 0)
      columns.append(column(tenant, as: "tenant"))
      reachParts.insert("tenant: caller.tenant", at: 0)
    }
    let table = SQLName.write(model.users.name)
    var query = "      `SELECT \(columns.joined(separator: ", "))"
    if matrix.usesTeams, let team = model.teamColumn {
      fields.append("team: \(owner)[]")
      let name = SQLName.write(team)
      query +=
        ",\n         ARRAY(SELECT t.\(SQLName.write(model.userKey)) FROM \(table) t"
        + " WHERE t.\(name) = u.\(name)) AS team\n      "
    }
    query += " FROM \(table) u WHERE u.\(SQLName.write(model.userKey)) = $1`"
    let order = matrix.usesTeams ? "['own', 'team', 'all']" : "['own', 'all']"
    let values = [
      "store": site.storeName,
      "storePath": site.path(from: site.authorize, to: site.storeFile),
      "policyPath": site.path(from: site.authorize, to: site.policy),
      "auditPath": site.path(from: site.authorize, to: site.auditFile),
      "callerFields": fields.map { "  \($0);" }.joined(separator: "\n"),
      "reachFields": reachFields.map { $0.hasPrefix("/**") ? "  \($0)" : "  \($0);" }
        .joined(separator: "\n"),
      "concealRoutes": refusals == .strict ? "false" : "true",
      "concealedStatus": refusals == .notFound ? "404" : "403",
      "callerQuery": query,
      "actorId": actorID,
      "reachValue": "{ \(reachParts.joined(separator: ", ")) }",
      "scopeOrder": order,
      "ownerType": owner,
      "ownersValue": matrix.usesTeams
        ? "scope === 'own' ? [caller.id] : [caller.id, ...caller.team]" : "[caller.id]",
      "reaches": reaches,
      "errorKey": errorKey,
    ]
    return restyled(AccessTemplate.authorize.render(values), site.authorize)
  }

  /// The question whether a row that is referred to is within reach.
  private var reaches: String {
    let tables = Set(rules.flatMap(\.referenced)).sorted()
    guard !tables.isEmpty else { return "" }
    let lines = tables.compactMap { table -> String? in
      guard case .owned(let owner) = model.answer(for: table), let key = model.key(of: table) else {
        return nil
      }
      var conditions: [String] = []
      if model.hasTenant(table), let tenant = model.tenantColumn {
        conditions.append("\(SQLName.write(tenant)) = $3")
      }
      conditions.append("(\(owner.condition(nil, parameter: 2)) OR $2 IS NULL)")
      let text =
        "SELECT \(conditions.joined(separator: " AND ")) AS reached FROM \(SQLName.write(table))"
        + " WHERE \(SQLName.write(key)) = $1"
      return "  \(Self.key(table)):\n    '\(text)',\n"
    }
    let tenant = model.tenantColumn == nil ? "" : ", tenant"
    return """

      const rowsWithinReach = {
      \(lines.joined())};

      /** Whether a row that a request refers to is within its reach. */
      export async function reaches(
        res: Response,
        table: keyof typeof rowsWithinReach,
        id: unknown,
      ): Promise<boolean> {
        if (id === null || id === undefined) {
          return true;
        }
        const { owners\(tenant) } = reach(res);
        const { rows } = await \(site.storeName).query(rowsWithinReach[table], [id, owners\(tenant)]);
        // What is not there at all is for the handler to answer, where everything is within reach.
        return rows.length === 0 ? owners === null : rows[0].reached === true;
      }

      """
  }

  private func column(_ name: String, as alias: String) -> String {
    name == alias ? "u.\(name)" : "u.\(SQLName.write(name)) AS \(alias)"
  }

  private func scriptType(_ type: String?) -> String {
    let numbers: Set<String> = ["int", "integer", "int4", "int2", "smallint", "serial"]
    return type.map { numbers.contains($0) } == true ? "number" : "string"
  }

  // MARK: - The check at start

  var check: String {
    let values = [
      "policyPath": site.path(from: site.check, to: site.policy),
      "router": site.isExpress5 ? "router" : "_router",
      "binding": site.isExpress5 ? "router" : "_router: router",
    ]
    return restyled(AccessTemplate.check.render(values), site.check)
  }

  private func restyled(_ text: String, _ path: String) -> String {
    ScriptRestyling.apply(site.style, to: text, path: path)
  }
}

/// The texts that access by role adds to a project, with names in double braces to be filled in.
enum AccessTemplate {
  case authorize
  case check
  case tests

  private var text: String {
    let bytes =
      switch self {
      case .authorize: PackageResources.access_authorize_ts
      case .check: PackageResources.access_check_ts
      case .tests: PackageResources.access_tests_ts
      }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with values for its names.
  func render(_ values: [String: String]) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      let name = rest[open.upperBound..<close.lowerBound]
      result += rest[..<open.lowerBound]
      result += values[String(name)] ?? "{{\(name)}}"
      rest = rest[close.upperBound...]
    }
    return result + rest
  }
}
