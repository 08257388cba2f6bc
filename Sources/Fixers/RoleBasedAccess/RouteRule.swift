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
  /// Why it is closed to all but full access, nil when it is not for that reason.
  var closedBecause: String?
  /// The table of which it takes a key, when one row of it is refused or handed out.
  var keyedTable: String?

  /// The route as policies name it.
  var key: String { "\(route.method) \(Self.pattern(route.path))" }

  /// A path with `:name` for its parameters.
  static func pattern(_ path: String) -> String {
    path.replacing("{", with: ":").replacing("}", with: "")
  }

  /// Whether policies can name a path.
  static func isPlain(_ path: String) -> Bool {
    path.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x30...0x39).contains(byte) || "-_/{}".utf8.contains(byte)
    }
  }
}

/// Works out who may use each route.
struct RouteRules {
  let model: OwnershipModel
  let site: AccessSite
  let scoping: QueryScoping

  init(_ model: OwnershipModel, _ site: AccessSite) {
    self.model = model
    self.site = site
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
    guard !route.dataAccess.isEmpty else {
      return closed(rule, "nothing was seen of what it reaches")
    }
    guard let handler = HandlerCode(route, site) else {
      return closed(rule, "its handler could not be read")
    }
    let queries = handler.queries
    if let file = handler.otherQueries(site) {
      return closed(rule, "it also reaches data through \(file)")
    }
    if let access = route.dataAccess.first(where: { access in
      !queries.contains {
        $0.statement.table == Self.bare(access.model)
          && $0.statement.verb.operation == access.operation
      }
    }) {
      return closed(rule, "it reaches \(access.model) through other code than its handler")
    }
    if route.isSelfScoped, !queries.contains(where: givesPower) {
      rule.grant = .themselves
      return rule
    }
    let reads = route.dataAccess.allSatisfy { $0.operation == "read" }
    let givesPower = queries.contains(where: givesPower)
    decide(&rule, queries, handler, reads: reads, givesPower: givesPower)
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
    _ queries: [QueryCall],
    _ handler: HandlerCode,
    reads: Bool,
    givesPower: Bool
  ) {
    var grant: RouteRule.Grant = reads ? .readers : .editors
    var problem: String?
    var isShared = true
    var guarded: (table: String, value: String)?
    for query in queries {
      let statement = query.statement
      let answer = model.answer(for: statement.table)
      let key = key(of: query, in: handler)
      let changes = statement.verb != .select
      // What was read on the way to a change is no answer.
      guard reads || changes || key != nil else { continue }
      var owner: Ownership?
      switch answer {
      case .owned(let found):
        // Whoever may give rights reaches everybody of the tenant.
        owner = givesPower ? nil : found
        isShared = false
      case .everyones where !changes: break
      case .everyones: problem = problem ?? "only full access may change \(statement.table)"
      case .unknown(let reason):
        problem = problem ?? "\(statement.table): \(reason)"
      }
      if changes {
        let (edits, tables, obstacle) = scoping.references(of: query, in: handler)
        if let obstacle { problem = problem ?? obstacle }
        add(edits, needing: ["deny", "reaches"], to: &rule, handler)
        rule.referenced.formUnion(tables)
      }
      if statement.verb == .insert {
        if let obstacle = statement.obstacle {
          problem = problem ?? "its statement for \(statement.table) was left alone: \(obstacle)"
        }
        continue
      }
      if let guarded, follows(query, guarded, handler) { continue }
      switch scoping.limit(query, in: handler, owner: owner, byKey: key != nil) {
      case .unchanged: break
      case .impossible(let reason):
        problem = problem ?? "its query of \(statement.table) was left alone: \(reason)"
      case .edits(let edits, let refuses):
        let isRefusing = key != nil && owner != nil && refuses
        add(edits, needing: isRefusing ? ["deny", "reach"] : ["reach"], to: &rule, handler)
        if isRefusing, let key {
          guarded = (statement.table, key)
          rule.keyedTable = rule.keyedTable ?? statement.table
        }
      }
    }
    if isShared, problem == nil { grant = .everyone }
    rule.grant = problem == nil ? grant : .administrators
    rule.closedBecause = problem
  }

  private func add(
    _ edits: [SourceEdit],
    needing names: Set<String>,
    to rule: inout RouteRule,
    _ handler: HandlerCode
  ) {
    guard !edits.isEmpty else { return }
    rule.edits += edits
    rule.imports[handler.source.path, default: []].formUnion(names)
  }

  /// The value by which the caller picks a row, as written; nil when the caller picks none.
  private func key(of query: QueryCall, in handler: HandlerCode) -> String? {
    let table = model.schema.tables[query.statement.table]
    for comparison in query.statement.comparisons {
      guard let column = table?.column(comparison.column),
        let value = query.value(comparison.parameter),
        column.reference != nil || table?.primaryKey == [column.name],
        handler.origin(of: value) == .request
      else { continue }
      return value.text
    }
    return nil
  }

  /// Whether a query only goes on from a row that was found within reach.
  private func follows(
    _ query: QueryCall,
    _ guarded: (table: String, value: String),
    _ handler: HandlerCode
  ) -> Bool {
    let table = model.schema.tables[query.statement.table]
    let values = query.statement.comparisons.compactMap { comparison -> Bool? in
      guard let value = query.value(comparison.parameter) else { return nil }
      if value.text == guarded.value, table?.name == guarded.table { return true }
      if value.text == guarded.value,
        table?.column(comparison.column)?.reference?.table == guarded.table
      {
        return true
      }
      return handler.origin(of: value) != .request
    }
    return !values.isEmpty && values.allSatisfy(\.self)
  }

  /// Whether a query decides who may do what.
  private func givesPower(_ query: QueryCall) -> Bool {
    guard query.statement.table == model.users.name else { return false }
    return switch query.statement.verb {
    case .select: false
    case .insert, .delete: true
    case .update: query.statement.assigned.contains { model.isPower($0.column) }
    }
  }

  private static func bare(_ name: String) -> String {
    name.split(separator: ".").last.map { $0.lowercased() } ?? name
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
