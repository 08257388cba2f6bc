import ReadinessModel
import SyntaxTrees

/// Who may use a route, and what has to be edited for it.
struct RouteRule {
  /// The sets of roles that policies name.
  enum Grant: String, CaseIterable {
    case readers
    case editors
    case administrators
    case themselves
    case everyone
  }

  var route: Route
  /// Nil for a route that anybody may use.
  var grant: Grant?
  /// What the route does, for example `customers.read`.
  var action: String
  var edits: [SourceEdit] = []
  /// Files that need `reach`, `reaches` or `deny`, with what they need.
  var imports: [String: Set<String>] = [:]
  /// Tables that references are asked about.
  var referenced: Set<String> = []
  /// Tables whose rows queries limit, by a condition of their own and in query builders.
  var limited: Set<String> = []
  var limitedByBuilder: Set<String> = []
  /// Functions that are handed the reach of the request, by identity.
  var receivers: [String: ReachPassing.Receiver] = [:]
  /// Handlers that ask for the reach, by identity.
  var handlers: Set<String> = []
  /// Why it is closed to all but full access, nil when it is not for that reason.
  var closedBecause: String?
  /// The table of which it takes a key, when one row of it is refused or handed out.
  var keyedTable: String?

  /// The route as policies name it.
  var key: String { "\(route.method) \(Self.pattern(route.path))" }

  /// Where its method stands among those of one path.
  var rank: Int {
    ["GET", "POST", "PUT", "PATCH", "DELETE"].firstIndex(of: route.method) ?? 9
  }

  /// A path with `:name` for its parameters.
  static func pattern(_ path: String) -> String {
    path.replacing("{", with: ":").replacing("}", with: "")
  }

  /// Whether policies can name a path.
  static func isPlain(_ path: String) -> Bool {
    path.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x30...0x39).contains(byte) || "-_./{}".utf8.contains(byte)
    }
  }
}

/// Works out who may use each route.
struct RouteRules {
  let model: OwnershipModel
  let site: AccessSite
  let reader: QueryReader
  let passing: ReachPassing
  let scoping: QueryScoping

  init(_ model: OwnershipModel, _ site: AccessSite, _ reader: QueryReader, _ routes: [Route]) {
    self.model = model
    self.site = site
    self.reader = reader
    passing = ReachPassing(site, routes, reader)
    scoping = QueryScoping(model: model, site: site)
  }

  func rule(for route: Route) -> RouteRule {
    let verbs = ["POST": "create", "PUT": "update", "PATCH": "update", "DELETE": "delete"]
    var rule = RouteRule(
      route: route,
      action: "\(Self.resource(route)).\(Self.verb(route) ?? verbs[route.method] ?? "read")"
    )
    guard GuardCode.isGuarded(route, site) else { return rule }
    if route.purpose == .signIn, route.dataAccess.isEmpty {
      rule.grant = .themselves
      return rule
    }
    let code = RouteCode(route, site, reader)
    guard !route.dataAccess.isEmpty || code?.places.isEmpty == false else {
      return closed(rule, "nothing was seen of what it reaches")
    }
    guard let code else { return closed(rule, "its handler could not be read") }
    if let obstacle = code.obstacle { return closed(rule, obstacle) }
    if let file = otherQueries(code) {
      return closed(rule, "it also reaches data through \(file)")
    }
    let givesPower = code.places.contains { self.givesPower($0.query) }
    if route.isSelfScoped, !givesPower {
      rule.grant = .themselves
      return rule
    }
    let reads =
      route.dataAccess.allSatisfy { $0.operation == "read" }
      && code.places.allSatisfy { $0.query.verb == .select }
    decide(&rule, code, reads: reads, givesPower: givesPower)
    if givesPower {
      rule.grant = .administrators
      rule.closedBecause = nil
    }
    return rule
  }

  private func closed(_ rule: RouteRule, _ reason: String) -> RouteRule {
    var rule = rule
    rule.grant = .administrators
    rule.closedBecause = reason
    return rule
  }

  /// Limits the queries of a route, and says who may use it then.
  private func decide(
    _ rule: inout RouteRule,
    _ route: RouteCode,
    reads: Bool,
    givesPower: Bool
  ) {
    var grant: RouteRule.Grant = reads ? .readers : .editors
    var problem: String?
    var isShared = true
    var guarded: (table: String, value: String)?
    for (query, code) in route.places.map({ ($0.query, $0.code) }) {
      let answer = model.answer(for: query.table)
      let key = key(of: query, in: code)
      let changes = query.verb != .select
      // What was read on the way to a change is no answer.
      guard reads || changes || key != nil else { continue }
      var owner: Ownership?
      switch answer {
      case .owned(let found):
        // Whoever may give rights reaches everybody of the tenant.
        owner = givesPower ? nil : found
        isShared = false
      case .everyones where !changes: break
      case .everyones: problem = problem ?? "only full access may change \(query.table)"
      case .unknown(let reason):
        problem = problem ?? "\(query.table): \(reason)"
      }
      if changes {
        if query.writesUnknown, mayEscape(query.table) {
          problem = problem ?? "which columns of \(query.table) it writes is not written out"
        }
        let (questions, tables, obstacle) = scoping.references(of: query, in: code)
        problem = problem ?? obstacle
        for question in questions {
          problem = add(question.edits, asking: tables, to: &rule, question.code) ?? problem
        }
      }
      if query.verb == .insert {
        if let obstacle = query.obstacle {
          problem = problem ?? "its statement for \(query.table) was left alone: \(obstacle)"
        }
        continue
      }
      if query.goesOn, !query.writesUnknown { continue }
      if let guarded, follows(query, guarded, code) { continue }
      let outcome = limit(query, code, owner, key, &rule)
      problem = problem ?? outcome.problem
      if let value = outcome.guards {
        guarded = (query.table, value)
        if code.links.isEmpty { rule.keyedTable = rule.keyedTable ?? query.table }
      }
    }
    if isShared, problem == nil { grant = .everyone }
    rule.grant = problem == nil ? grant : .administrators
    rule.closedBecause = problem
  }

  /// Limits one query, and asks before it whether the row it picks is within reach.
  private func limit(
    _ query: StoredQuery,
    _ code: HandlerCode,
    _ owner: Ownership?,
    _ key: (column: String, value: SyntaxNode)?,
    _ rule: inout RouteRule
  ) -> (problem: String?, guards: String?) {
    var isAsked = false
    let outcome = scoping.limit(query, in: code, owner: owner, byKey: key != nil)
    if case .unchanged = outcome { return (nil, nil) }
    var asksAfter = false
    if case .sql = query.form { asksAfter = code.links.isEmpty && !code.isNest }
    if !asksAfter, owner != nil, let key, let subject = subject(of: key.column, query.table),
      let asking = scoping.question(subject, key.value, before: query.call, in: code),
      add(asking.edits, asking: [subject], to: &rule, asking.code) == nil
    {
      isAsked = true
    }
    switch outcome {
    case .unchanged: return (nil, nil)
    case .impossible(let reason):
      // What may be missing would leave the query without a condition.
      if isAsked, let key, code.isFromPath(key.value) { return (nil, key.value.text) }
      return ("its query of \(query.table) was left alone: \(reason)", nil)
    case .edits(let edits, let refuses):
      let isRefusing = key != nil && owner != nil && refuses
      if let obstacle = add(edits, asking: [], to: &rule, code) {
        let isSure = isAsked && key.map { code.isFromPath($0.value) } == true
        return isSure ? (nil, key?.value.text) : (obstacle, nil)
      }
      switch query.form {
      case .sql:
        rule.imports[code.source.path, default: []].formUnion(isRefusing ? [refusal(code)] : [])
      case .opened:
        rule.limited.insert(query.table)
        rule.imports[code.source.path, default: []].insert("within")
      case .built:
        rule.limitedByBuilder.insert(query.table)
        rule.imports[code.source.path, default: []].insert("withinQuery")
      }
      return (nil, isRefusing || isAsked ? key?.value.text : nil)
    }
  }

  /// What is asked about by a key: the row itself, by its key or another column that tells it from
  /// all others, or the row of another table that it belongs to.
  private func subject(of column: String, _ name: String) -> String? {
    guard let table = model.schema.tables[name], let found = table.column(column) else {
      return nil
    }
    if table.primaryKey == [column] { return name }
    if found.isUnique, reader.library != .pg { return "\(name).\(column)" }
    guard let other = found.reference?.table, case .owned = model.answer(for: other) else {
      return nil
    }
    return other
  }

  /// What a function refuses with.
  private func refusal(_ code: HandlerCode) -> String {
    code.isNest ? "ForbiddenException" : code.links.isEmpty ? "deny" : "Refusal"
  }

  /// Adds edits that use the reach of the request; or says why it cannot be handed there.
  private func add(
    _ edits: [SourceEdit],
    asking tables: Set<String>,
    to rule: inout RouteRule,
    _ code: HandlerCode
  ) -> String? {
    guard !edits.isEmpty else { return nil }
    if let obstacle = passing.obstacle(to: code) { return obstacle }
    rule.edits += edits
    if !tables.isEmpty {
      rule.imports[code.source.path, default: []].formUnion(["reaches", refusal(code)])
      rule.referenced.formUnion(tables)
    }
    if code.links.isEmpty {
      rule.handlers.insert(ReachPassing.id(code.source, code.function))
    }
    for link in code.links {
      rule.receivers[ReachPassing.id(link.calleeSource, link.callee)] = .init(
        source: link.calleeSource,
        function: link.callee
      )
    }
    return nil
  }

  /// The value by which the caller picks a row; nil when the caller picks none.
  private func key(
    of query: StoredQuery,
    in code: HandlerCode
  ) -> (column: String, value: SyntaxNode)? {
    let table = model.schema.tables[query.table]
    for comparison in query.comparisons {
      guard let column = table?.column(comparison.column),
        column.reference != nil || table?.primaryKey == [column.name]
          || column.isUnique && reader.library != .pg,
        code.origin(of: comparison.value) == .request
      else { continue }
      return (column.name, comparison.value)
    }
    return nil
  }

  /// Whether a query only goes on from a row that was found within reach.
  private func follows(
    _ query: StoredQuery,
    _ guarded: (table: String, value: String),
    _ code: HandlerCode
  ) -> Bool {
    let table = model.schema.tables[query.table]
    let values = query.comparisons.map { comparison -> Bool in
      if comparison.value.text == guarded.value, table?.name == guarded.table { return true }
      if comparison.value.text == guarded.value,
        table?.column(comparison.column)?.reference?.table == guarded.table
      {
        return true
      }
      return code.origin(of: comparison.value) != .request
    }
    return !values.isEmpty && values.allSatisfy(\.self) && query.obstacle == nil
  }

  /// Whether a query decides who may do what.
  private func givesPower(_ query: StoredQuery) -> Bool {
    guard query.table == model.users.name else { return false }
    return switch query.verb {
    case .select: false
    case .insert, .delete: true
    case .update: query.writesUnknown || query.written.contains { model.isPower($0.column) }
    }
  }

  /// Whether columns of a table say whose a row is, or refer to what belongs to somebody.
  private func mayEscape(_ table: String) -> Bool {
    guard let columns = model.schema.tables[table]?.columns else { return true }
    if table == model.users.name { return true }
    if case .owned(.column(let name)) = model.answer(for: table),
      columns.contains(where: { $0.name == name })
    {
      return true
    }
    return columns.contains { column in
      guard let reference = column.reference, case .owned = model.answer(for: reference.table)
      else { return false }
      return true
    }
  }

  /// A file with queries of its own that is called into in a way that could not be followed.
  private func otherQueries(_ route: RouteCode) -> String? {
    route.unfollowed.first { source in
      var waiting = [source]
      var seen: Set<String> = []
      while let file = waiting.popLast() {
        guard seen.insert(file.path).inserted, seen.count < 200 else { continue }
        if file.path == site.authorize { continue }
        let whole = HandlerCode(whole: file, reader)
        if !reader.queries(in: whole).isEmpty { return true }
        waiting += file.imports.compactMap { site.target(of: $0.source, from: file.path) }
      }
      return false
    }?.path
  }

  /// The word after an object's id, as in `/invoices/{id}/send`; nil for reading, or none.
  private static func verb(_ route: Route) -> String? {
    let parts = route.path.split(separator: "/")
    guard route.method == "POST", parts.count > 1, parts[parts.count - 2].first == "{",
      let last = parts.last, last.first != "{"
    else { return nil }
    return String(last)
  }

  /// The first fixed part of a path that names something.
  static func resource(_ route: Route) -> String {
    let parts = route.path.split(separator: "/").map(String.init)
    let name = parts.first { part in
      let isVersion = part.first == "v" && part.dropFirst().allSatisfy(\.isNumber)
      return !["api", "rest"].contains(part) && !isVersion && part.first != "{"
    }
    return name ?? "root"
  }
}
