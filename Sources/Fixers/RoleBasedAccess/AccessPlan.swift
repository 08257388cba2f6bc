import ReadinessModel
import SyntaxTrees

/// Everything that access by role changes in one package that serves with Express.
struct AccessPlan {
  private(set) var changes: [FixChange] = []
  private(set) var refusals: [FixRefusal] = []
  private(set) var followUps: [String] = []

  static func make(
    _ project: FixProject,
    package folder: String,
    routes: [Route],
    _ answers: FixAnswers
  ) -> Result<AccessPlan, FixObstacle> {
    do throws(FixObstacle) {
      let site = try AccessSite(project, package: folder, routes: routes)
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
    let model = try OwnershipModel(
      Self.schema(project),
      decided: LimitAccessByRole.owners(answers),
      team: answers[LimitAccessByRole.team]
    )
    try Self.check(matrix, model, routes)
    guard let actor = Self.actor(site, project) else {
      throw FixObstacle(
        "Who is calling",
        "no handler asks for the id of the caller, so it is not known how",
        at: routes.first?.location,
        next: "Keep what the token says in the request, as in req.user.id."
      )
    }
    let guardCode = try GuardCode(site, routes)
    for route in routes
    where route.authentication.status == .protected && !GuardCode.isGuarded(route, site)
      && route.purpose == .application
    {
      refusals.append(
        FixRefusal(
          subject: "\(route.method) \(route.path)",
          reason: "it finds out in its handler who is calling, so no role could be asked before",
          location: route.location,
          next: "Move that into middleware before the handler."
        )
      )
    }
    let every = RouteRules(model, site)
    let rules = routes.map { every.rule(for: $0) }.flatMap(Self.withMethods)
      .sorted { ($0.route.path, Self.rank($0)) < ($1.route.path, Self.rank($1)) }
    try Self.checkNames(rules, guardCode, site)
    let texts = AccessTexts(
      site: site,
      model: model,
      matrix: matrix,
      rules: rules,
      refusals: answers[LimitAccessByRole.refusals].flatMap { .init(rawValue: $0) } ?? .concealed,
      errorKey: guardCode.errorKey,
      actorID: actor
    )
    var tests: [SourceEdit] = []
    switch AccessTests.make(project, texts, routes) {
    case .success(let made): tests = [.create(path: made.path, text: made.text)]
    case .failure(let obstacle): refusals.append(obstacle.refusal)
    }
    changes = [
      FixChange(
        title: "Give each of \(rules.count) routes a policy by role, and refuse what has none",
        reason: "\(Self.open(routes).count) routes let every signed-in caller do everything,"
          + " or hand out objects without asking whose they are.",
        applicability: .safe,
        edits: Self.files(site, texts) + tests + Self.edits(rules, guardCode, site)
      )
    ]
    refusals += guardCode.refusals + rules.compactMap { Self.refusal($0, matrix) }
    followUps = Self.followUps(rules, matrix, model)
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

  private static func matrix(_ answers: FixAnswers) throws(FixObstacle) -> RoleMatrix {
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

  private static func schema(_ project: FixProject) -> SQLSchema {
    let files = Set(
      (project.facts.data.value?.models ?? []).filter { $0.mapper == "sql" }.map(\.location.file)
    )
    return SQLSchema(files.sorted().compactMap { project.files.bytes(of: $0) })
  }

  private static func check(
    _ matrix: RoleMatrix,
    _ model: OwnershipModel,
    _ routes: [Route]
  ) throws(FixObstacle) {
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
    if let odd = routes.first(where: { !RouteRule.isPlain($0.path) }) {
      throw FixObstacle(
        "\(odd.method) \(odd.path)",
        "its path is a pattern that a policy cannot name",
        at: odd.location,
        next: "Write the path out, with parameters only."
      )
    }
  }

  /// What is brought in must not be taken for something that is there.
  private static func checkNames(
    _ rules: [RouteRule],
    _ guardCode: GuardCode,
    _ site: AccessSite
  ) throws(FixObstacle) {
    var imports = guardCode.imports
    for rule in rules { imports.merge(rule.imports) { $0.union($1) } }
    for (file, names) in imports.sorted(by: { $0.key < $1.key }) {
      guard let source = site.source(file) else { continue }
      let taken = source.nodes(["identifier", "shorthand_property_identifier_pattern"])
        .first { names.contains($0.text) }
      guard let taken else { continue }
      throw FixObstacle(
        file,
        "it uses the name \(taken.text) for something of its own",
        at: SourceLocation(file: file, line: taken.line),
        next: "Rename it, then run the fix again."
      )
    }
  }

  /// How handlers ask for the caller's id, as most of them do.
  private static func actor(_ site: AccessSite, _ project: FixProject) -> String? {
    let holders: Set<String> = ["user", "auth", "account", "currentUser", "principal"]
    let ids: Set<String> = ["id", "userId", "_id", "sub", "uid"]
    var counts: [[String]: Int] = [:]
    for source in site.sources {
      for node in source.nodes(["member_expression"]) {
        let parts = node.text.filter { $0 != "!" && $0 != "?" }.split(separator: ".")
          .map(String.init)
        guard parts.count == 3, ["req", "request"].contains(parts[0]), holders.contains(parts[1]),
          ids.contains(parts[2])
        else { continue }
        counts[Array(parts.dropFirst()), default: 0] += 1
      }
    }
    let best = counts.max { left, right in
      (left.value, right.key.joined()) < (right.value, left.key.joined())
    }
    guard let (holder, id) = best.map({ ($0.key[0], $0.key[1]) }) else { return nil }
    // Without a declaration of its own, the request has no such property.
    let isDeclared =
      site.package.dependencies.contains("@types/passport")
      || project.files.paths(under: site.package.folder).contains { path in
        path.hasSuffix(".ts") && !path.contains("node_modules/")
          && project.files.text(of: path)?.contains("interface Request") == true
      }
    return isDeclared
      ? "req.\(holder)?.\(id)"
      : "(req as Request & { \(holder)?: { \(id)?: unknown } }).\(holder)?.\(id)"
  }

  // MARK: - What is changed

  private static func files(_ site: AccessSite, _ texts: AccessTexts) -> [SourceEdit] {
    [
      .create(path: site.policy, text: texts.policy),
      .create(path: site.authorize, text: texts.authorize),
      .create(path: site.check, text: texts.check),
    ]
  }

  private static func edits(
    _ rules: [RouteRule],
    _ guardCode: GuardCode,
    _ site: AccessSite
  ) -> [SourceEdit] {
    var imports = guardCode.imports
    for rule in rules {
      for (file, names) in rule.imports { imports[file, default: []].formUnion(names) }
    }
    var edits: [SourceEdit] = []
    for (file, names) in imports.sorted(by: { $0.key < $1.key }) {
      guard let source = site.source(file) else { continue }
      edits.append(
        ScriptEdits.importing(names.sorted(), from: site.authorize, in: source, site.style)
      )
    }
    let app = site.appSource
    let style = ScriptStyle(app)
    let indent = app.indentation(at: site.lastUse.range.lowerBound)
    edits.append(ScriptEdits.importing(["requirePolicies"], from: site.check, in: app, site.style))
    edits.append(
      .insert(
        path: app.path,
        at: site.lastUse.range.upperBound,
        text: "\(style.newline)\(indent)requirePolicies(\(site.appName))"
          + (style.usesSemicolons ? ";" : "")
      )
    )
    // One handler may answer several routes.
    var seen: Set<SourceEdit> = []
    return edits + guardCode.edits + rules.flatMap(\.edits).filter { seen.insert($0).inserted }
  }

  /// A route that takes every method has a line for each.
  private static func withMethods(_ rule: RouteRule) -> [RouteRule] {
    guard rule.route.method == "ANY" else { return [rule] }
    return ["GET", "POST", "PUT", "PATCH", "DELETE"].map { method in
      var one = rule
      one.route.method = method
      return one
    }
  }

  private static func rank(_ rule: RouteRule) -> Int {
    ["GET", "POST", "PUT", "PATCH", "DELETE"].firstIndex(of: rule.route.method) ?? 9
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
    let open = rules.filter { $0.grant == nil }
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
