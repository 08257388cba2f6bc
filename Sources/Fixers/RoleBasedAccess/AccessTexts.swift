import ReadinessModel
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
  /// The function that the caller's id is asked with, empty where it needs none.
  let callerHelper: String
  /// Whether unknown routes are refused at the end of the application.
  let refusesUnknown: Bool
  /// Whether errors of guards and services are answered like other refusals.
  let answersErrors: Bool

  /// How refusals look from outside.
  enum RefusalStyle: String {
    case concealed
    case notFound = "not-found"
    case strict
  }

  /// The same for other rules.
  func with(rules: [RouteRule]) -> AccessTexts {
    AccessTexts(
      site: site,
      model: model,
      matrix: matrix,
      rules: rules,
      refusals: refusals,
      errorKey: errorKey,
      actorID: actorID,
      callerHelper: callerHelper,
      refusesUnknown: refusesUnknown,
      answersErrors: answersErrors
    )
  }

  /// The file that enforces the policy.
  var enforcement: String {
    site.nest == nil ? authorize : NestAccessTexts(texts: self, prefix: "").guardText
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
      let note =
        site.nest == nil ? "" : " // \(rule.route.method) \(RouteRule.pattern(rule.route.path))"
      text +=
        "  '\(name(of: rule))': { action: '\(rule.action)', roles: \(grant.rawValue) },\(note)\n"
    }
    let asksItself = rules.contains {
      $0.grant == nil && $0.route.authentication.status == .protected
    }
    let who =
      asksItself
      ? "Routes that anybody may use, or that ask by themselves who is calling."
      : "Routes that anybody may use, signed in or not."
    text += "};\n\n/** \(who) */\n"
    let open = rules.filter { $0.grant == nil }.map { "  '\(name(of: $0))',\n" }.joined()
    text +=
      open.isEmpty
      ? "export const publicRoutes: string[] = [];\n"
      : "export const publicRoutes: string[] = [\n\(open)];\n"
    return finished(text, site.policy)
  }

  /// What the policies call a route: the method and path, or the method of a controller.
  private func name(of rule: RouteRule) -> String {
    site.nest == nil ? rule.key : rule.route.handler
  }

  private static func key(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x5F
    }
    return isPlain ? name : "'\(name)'"
  }

  // MARK: - The middleware

  private var store: StoreTexts {
    StoreTexts(site: site, model: model, usesTeams: matrix.usesTeams)
  }

  /// What is known of a caller, by the column that says it.
  private var callerFields: [(name: String, column: String)] {
    [("id", model.userKey), ("role", model.roleColumn)]
      + (model.tenantColumn.map { [("tenant", $0)] } ?? [])
  }

  /// Values that both frameworks fill in.
  var common: [String: String] {
    let owner = StoreTexts.type(model.users.column(model.userKey))
    var fields = ["id: \(owner)", "role: Role"]
    if let tenant = model.tenantColumn {
      fields.append("tenant: \(StoreTexts.type(model.users.column(tenant)))")
    }
    if matrix.usesTeams { fields.append("team: \(owner)[]") }
    let limited = rules.reduce(into: Set<String>()) { $0.formUnion($1.limited) }
    let subjects = rules.reduce(into: Set<String>()) { $0.formUnion($1.referenced) }
    let referenced = Set(subjects.map { String($0.prefix { $0 != "." }) })
    let isCounting = site.access.library != .pg
    return [
      "storeImports": storeImports(limited, referenced),
      "policyPath": site.path(from: site.authorize, to: site.policy),
      "auditPath": site.path(from: site.authorize, to: site.auditFile),
      "callerFields": fields.map { "  \($0);" }.joined(separator: "\n"),
      "concealRoutes": refusals == .strict ? "false" : "true",
      "concealedStatus": refusals == .notFound ? "404" : "403",
      "findCaller": store.findCaller(callerFields),
      "actorId": actorID,
      "callerOf": callerHelper,
      "scopeOrder": matrix.usesTeams ? "['own', 'team', 'all']" : "['own', 'all']",
      "ownerType": owner,
      "ownersValue": matrix.usesTeams
        ? "scope === 'own' ? [caller.id] : [caller.id, ...caller.team]" : "[caller.id]",
      "limits": store.limits(
        isCounting ? limited.union(referenced) : [],
        built: rules.reduce(into: Set<String>()) { $0.formUnion($1.limitedByBuilder) }
      ),
      "reaches": store.reaches(subjects),
    ]
  }

  private func storeImports(_ limited: Set<String>, _ referenced: Set<String>) -> String {
    var lines: [String] = []
    if site.access.library == .typeorm {
      let all = limited.union(referenced)
      let usesIn = all.contains {
        model.ownerCondition($0, .typeorm)?.contains("In(") == true
      }
      let names = [
        isInjected ? "DataSource" : nil, usesIn ? "In" : nil,
      ].compactMap(\.self)
      if !names.isEmpty {
        lines.append("import { \(names.joined(separator: ", ")) } from 'typeorm';")
      }
      for entity in referenced.union([model.users.name]).sorted() {
        guard let file = model.schema.tables[entity]?.file else { continue }
        lines.append(
          "import { \(entity) } from '\(site.path(from: site.authorize, to: file))';"
        )
      }
    }
    switch site.access.reach {
    case .exported(let binding):
      lines.append(binding.importing(into: site.authorize, site.style))
    case .injected(let client):
      if site.access.library != .typeorm {
        lines.append(client.source.importing(into: site.authorize, site.style))
      }
    }
    return lines.joined(separator: "\n")
  }

  private var isInjected: Bool {
    if case .injected = site.access.reach { true } else { false }
  }

  var authorize: String {
    let owner = StoreTexts.type(model.users.column(model.userKey))
    var reachFields = [
      "/** Users whose data it may reach; null for everybody's. */", "owners: \(owner)[] | null",
    ]
    var reachParts = ["owners: ownersIn(scope, caller)"]
    if let tenant = model.tenantColumn {
      reachFields.insert("tenant: \(StoreTexts.type(model.users.column(tenant)))", at: 0)
      reachParts.insert("tenant: caller.tenant", at: 0)
    }
    var values = common
    values["reachFields"] = reachFields.map { $0.hasPrefix("/**") ? "  \($0)" : "  \($0);" }
      .joined(separator: "\n")
    values["reachValue"] = "{ \(reachParts.joined(separator: ", ")) }"
    values["errorKey"] = errorKey
    let passesOpen = rules.contains {
      $0.grant == nil && $0.route.authentication.status == .declaredPublic
    }
    values["openImport"] = answersErrors || passesOpen ? ", publicRoutes" : ""
    values["isOpen"] = answersErrors || passesOpen ? AccessTemplate.open.part() + "\n" : ""
    values["passOpen"] =
      passesOpen ? "    if (asked.length === 0 && isOpen(req)) {\n      return next();\n    }" : ""
    values["unknown"] = refusesUnknown ? AccessTemplate.unknown.part() : ""
    values["refused"] = answersErrors ? AccessTemplate.refused.part() : ""
    return finished(AccessTemplate.authorize.render(values), site.authorize)
  }

  // MARK: - The check at start

  var check: String {
    let isExpress5 = site.express?.isExpress5 == true
    let values = [
      "policyPath": site.path(from: site.check, to: site.policy),
      "router": isExpress5 ? "router" : "_router",
      "binding": isExpress5 ? "router" : "_router: router",
    ]
    return finished(AccessTemplate.check.render(values), site.check)
  }

  func finished(_ text: String, _ path: String) -> String {
    GeneratedScript.finish(text, path: path, site.style)
  }
}

/// The texts that access by role adds to a project, with names in double braces to be filled in.
enum AccessTemplate {
  case authorize
  case unknown
  case refused
  case open
  case check
  case tests
  case nestGuard
  case nestModule
  case nestFilter

  private var text: String {
    let bytes =
      switch self {
      case .authorize: PackageResources.access_authorize_ts
      case .unknown: PackageResources.access_unknown_ts
      case .refused: PackageResources.access_refused_ts
      case .open: PackageResources.access_open_ts
      case .check: PackageResources.access_check_ts
      case .tests: PackageResources.access_tests_ts
      case .nestGuard: PackageResources.access_nest_guard_ts
      case .nestModule: PackageResources.access_nest_module_ts
      case .nestFilter: PackageResources.access_nest_filter_ts
      }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with values for its names; a line that holds nothing but an empty value goes.
  func render(_ values: [String: String]) -> String { TemplateText.render(text, values) }

  /// The text as part of another, without the line break at its end.
  func part(_ values: [String: String] = [:]) -> String {
    let text = TemplateText.render(text, values)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
