import ReadinessModel
import SyntaxTrees

/// Everything that access by role changes in one package.
struct AccessPlan {
  private(set) var changes: [FixChange] = []
  private(set) var refusals: [FixRefusal] = []
  private(set) var followUps: [String] = []

  static func make(
    _ project: FixProject,
    package folder: String,
    framework: String,
    routes: [Route],
    _ answers: FixAnswers
  ) -> Result<AccessPlan, FixObstacle> {
    do throws(FixObstacle) {
      let site = try AccessSite(project, package: folder, framework: framework, routes: routes)
      try site.requireFree(project)
      return .success(try AccessPlan(project, site, routes, answers))
    } catch {
      return .failure(error)
    }
  }

  private init(
    _ project: FixProject,
    _ site: AccessSite,
    _ routes: [Route],
    _ answers: FixAnswers
  ) throws(FixObstacle) {
    let matrix = try Self.matrix(answers)
    var schema = Self.schema(project, site)
    var columnEdits: [SourceEdit] = []
    if answers[LimitAccessByRole.roleColumn] == "add", let added = RoleColumn(schema, matrix) {
      columnEdits = try added.edits(project, site)
      schema = schema.adding(added.column, to: added.table.name)
    }
    let model = try OwnershipModel(
      schema,
      decided: LimitAccessByRole.owners(answers),
      team: answers[LimitAccessByRole.team]
    )
    try Self.check(matrix, model, routes, isNest: site.nest != nil)
    let caller = CallerShape(
      site.sources,
      isTypeScript: site.style.isTypeScript,
      declarations: PackageSources.declarations(of: site.package, in: project)
    )
    guard let actor = answers[LogDataAccess.actor] ?? caller.actorID else {
      throw FixObstacle(
        "Who is calling",
        "no handler asks for the id of the caller, so it is not known how",
        at: routes.first?.location,
        next: "Keep what the token says in the request, as in req.user.id."
      )
    }
    let reader = Self.reader(site, schema)
    let isConcealed = answers[LimitAccessByRole.refusals] != "strict"
    let guards = try site.nest == nil ? GuardCode(site, routes) : nil
    let nestGuards = try site.nest == nil ? nil : NestGuards(site, routes)
    refusals = Self.lateGuards(routes, site)
    let every = RouteRules(model, site, reader, routes)
    let rules = routes.map { every.rule(for: $0) }.flatMap { Self.withMethods($0, site) }
      .sorted { ($0.route.path, $0.rank) < ($1.route.path, $1.rank) }
    let prefix = AccessTests.prefix(rules)
    let usesRefusal = rules.contains { rule in
      rule.imports.values.contains { $0.contains("Refusal") }
    }
    let key = Self.key(model, site)
    let texts = AccessTexts(
      site: site,
      model: model,
      matrix: matrix,
      rules: rules,
      refusals: answers[LimitAccessByRole.refusals].flatMap { .init(rawValue: $0) } ?? .concealed,
      errorKey: guards?.errorKey ?? "message",
      actorID: site.access.library == .pg || !site.style.isTypeScript
        ? actor : "\(actor) as \(key)",
      callerHelper: caller.helper ?? "",
      refusesUnknown: isConcealed && guards?.isByRoute == true,
      answersErrors: usesRefusal || guards?.raisesErrors == true
    )
    let wiring = AccessWiring(site: site, rules: rules, passing: every.passing, texts: texts)
    try wiring.checkNames(guards?.imports ?? nestGuards?.imports ?? [:])
    var tests: [SourceEdit] = []
    if site.nest == nil {
      switch AccessTests.make(project, texts, routes, reader) {
      case .success(let made): tests = [.create(path: made.path, text: made.text)]
      case .failure(let obstacle): refusals.append(obstacle.refusal)
      }
    }
    changes = [
      FixChange(
        title: "Give each of \(rules.count) routes a policy by role, and refuse what has none",
        reason: "\(Self.open(routes).count) routes let every signed-in caller do everything,"
          + " or hand out objects without asking whose they are.",
        applicability: .safe,
        edits: Self.files(texts, prefix) + tests + columnEdits
          + wiring.edits(
            guards?.edits ?? nestGuards?.edits ?? [],
            guards?.imports ?? nestGuards?.imports ?? [:],
            prefix
          )
      )
    ]
    refusals += (guards?.refusals ?? []) + (nestGuards?.refusals ?? [])
    refusals += rules.compactMap { Self.refusal($0, matrix) }
    followUps = Self.followUps(rules, matrix, model)
    if !columnEdits.isEmpty {
      let names = matrix.roles.filter(\.administers).map(\.name).joined(separator: " or ")
      followUps.append(
        "Everybody holds the least of the roles until somebody is given another: give the first"
          + " user the role \(names) in the database."
      )
    }
  }

  /// Routes that ask for too little.
  static func open(_ routes: [Route]) -> [Route] {
    routes.filter { route in
      guard route.authentication.status == .protected, route.purpose == .application,
        !route.isSelfScoped
      else { return false }
      return route.authorization.status != .protected
        || route.path.contains("{") && route.ownership.status == .unprotected
    }
  }

  // MARK: - What has to be known

  static func matrix(_ answers: FixAnswers) throws(FixObstacle) -> RoleMatrix {
    do throws(RoleSentence.Problem) {
      return try RoleSentence.read(answers[LimitAccessByRole.roles] ?? "")
    } catch {
      throw FixObstacle(
        "The roles",
        error.description,
        next: "Say it with --roles, or in auditwright.yml under rbac-roles."
      )
    }
  }

  /// Tables as the project's library knows them.
  static func schema(_ project: FixProject, _ site: AccessSite) -> SQLSchema {
    let files = project.files.paths(under: site.package.folder)
    switch site.access.library {
    case .prisma:
      let schemas = files.filter { $0.hasSuffix(".prisma") && !$0.contains("node_modules/") }
      return PrismaTables.read(schemas.compactMap { project.files.text(of: $0) })
    case .typeorm: return EntityTables.read(site.sources)
    case .knex:
      let found = KnexTables.read(site.sources)
      if !found.tables.isEmpty { return found }
    case .pg: break
    }
    let scripts = Set(
      (project.facts.data.value?.models ?? []).filter { $0.mapper == "sql" }.map(\.location.file)
    )
    return SQLSchema(scripts.sorted().compactMap { project.files.bytes(of: $0) })
  }

  static func reader(_ site: AccessSite, _ schema: SQLSchema) -> QueryReader {
    var store: ExportedBinding?
    if case .exported(let binding) = site.access.reach { store = binding }
    let name = site.access.library.rawValue
    let version = site.package.versions[name] ?? site.package.versions["prisma"] ?? ""
    let digits = version.drop { !$0.isNumber }.prefix { $0.isNumber }
    return QueryReader(
      library: site.access.library,
      schema: schema,
      store: store,
      functions: site.table,
      version: Int(digits)
    )
  }

  private static func key(_ model: OwnershipModel, _ site: AccessSite) -> String {
    let type = StoreTexts.type(model.users.column(model.userKey))
    return "\(type) | undefined"
  }

  private static func check(
    _ matrix: RoleMatrix,
    _ model: OwnershipModel,
    _ routes: [Route],
    isNest: Bool
  ) throws(FixObstacle) {
    try checkRoles(matrix, model)
    try checkRoutes(routes, isNest: isNest)
  }

  /// Roles have to be those that are stored.
  static func checkRoles(_ matrix: RoleMatrix, _ model: OwnershipModel) throws(FixObstacle) {
    let known = model.users.column(model.roleColumn)?.allowed ?? []
    if !known.isEmpty, let stranger = matrix.roles.first(where: { !known.contains($0.name) }) {
      throw FixObstacle(
        "The role \(stranger.name)",
        "\(model.users.name).\(model.roleColumn) can only be \(known.joined(separator: ", "))",
        next: "Name the roles as they are stored, or allow the new one in a migration."
      )
    }
    guard !matrix.usesTeams || model.teamColumn != nil else {
      throw FixObstacle(
        "The data of teams",
        "which column of \(model.users.name) says who is in which team could not be told",
        next: "Answer it with --decide rbac-team=COLUMN, or give no role the data of its team."
      )
    }
  }

  private static func checkRoutes(_ routes: [Route], isNest: Bool) throws(FixObstacle) {
    if isNest {
      let names = Dictionary(grouping: routes) { $0.handler }
      let twice = names.values.first { Set($0.map(\.location.file)).count > 1 }
      if let twice = twice?.first {
        throw FixObstacle(
          twice.handler,
          "two controllers have the same name, which policies could not tell apart",
          at: twice.location,
          next: "Give each controller a name of its own."
        )
      }
    } else if let odd = routes.first(where: { !RouteRule.isPlain($0.path) }) {
      throw FixObstacle(
        "\(odd.method) \(odd.path)",
        "its path is a pattern that a policy cannot name",
        at: odd.location,
        next: "Write the path out, with parameters only."
      )
    }
  }

  private static func lateGuards(_ routes: [Route], _ site: AccessSite) -> [FixRefusal] {
    routes.filter { route in
      route.authentication.status == .protected && !GuardCode.isGuarded(route, site)
        && route.purpose == .application
    }
    .map { route in
      FixRefusal(
        subject: "\(route.method) \(route.path)",
        reason: "it finds out in its handler who is calling, so no role could be asked before",
        location: route.location,
        next: "Move that into a guard before the handler."
      )
    }
  }

  // MARK: - What is written

  private static func files(_ texts: AccessTexts, _ prefix: String) -> [SourceEdit] {
    let site = texts.site
    guard site.nest != nil else {
      return [
        .create(path: site.policy, text: texts.policy),
        .create(path: site.authorize, text: texts.authorize),
        .create(path: site.check, text: texts.check),
      ]
    }
    let nest = NestAccessTexts(texts: texts, prefix: prefix)
    return [
      .create(path: site.policy, text: texts.policy),
      .create(path: site.authorize, text: nest.guardText),
      .create(path: NestAccessTexts.filter(of: site), text: nest.filterText),
      .create(path: site.check, text: nest.module),
    ]
  }

  /// A route that takes every method has a line for each.
  private static func withMethods(_ rule: RouteRule, _ site: AccessSite) -> [RouteRule] {
    guard rule.route.method == "ANY", site.nest == nil else { return [rule] }
    return ["GET", "POST", "PUT", "PATCH", "DELETE"].map { method in
      var one = rule
      one.route.method = method
      return one
    }
  }

  // MARK: - What is left to people

  private static func refusal(_ rule: RouteRule, _ matrix: RoleMatrix) -> FixRefusal? {
    guard let reason = rule.closedBecause else { return nil }
    let names = matrix.roles.filter(\.administers).map(\.name).joined(separator: " and ")
    return FixRefusal(
      subject: rule.key,
      reason: "only \(names) may use it, because \(reason)",
      location: rule.route.location,
      next: "If others need it, decide whose the rows are (--decide rbac-owners=TABLE=COLUMN or"
        + " TABLE=everyone), or give it another line in the policies."
    )
  }

  private static func followUps(
    _ rules: [RouteRule],
    _ matrix: RoleMatrix,
    _ model: OwnershipModel
  ) -> [String] {
    var texts: [String] = []
    let open = rules.filter { rule in
      rule.grant == nil && rule.route.authentication.status != .protected
    }
    if !open.isEmpty {
      let list = open.map(\.key).joined(separator: ", ")
      texts.append("Look at the \(open.count) routes that stay open to anybody: \(list).")
    }
    let known = model.users.column(model.roleColumn)?.allowed ?? []
    let idle = known.filter { name in !matrix.roles.contains { $0.name == name } }
    if !idle.isEmpty {
      texts.append("The roles \(idle.joined(separator: ", ")) may do nothing until you say what.")
    }
    texts.append("Tests that expect 401 from a guard now see the one refusal that all callers see.")
    return texts
  }
}
