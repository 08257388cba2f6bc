import ReadinessModel
import SyntaxTrees

/// The people tests are made with, what belongs to each, and the boundaries between them.
struct People {
  /// One person for each role, and others whose rows they reach or not.
  let names: [String]
  /// Lines of routes that are closed to a role.
  private(set) var closed: [String] = []
  /// Lines of rows that are within reach or not.
  private(set) var rows: [String] = []
  private let texts: AccessTexts
  private let tables: [SQLSchema.Table]
  private let usesTeams: Bool

  private let reader: QueryReader

  init(_ texts: AccessTexts, _ reader: QueryReader) throws(FixObstacle) {
    self.texts = texts
    self.reader = reader
    usesTeams = texts.matrix.usesTeams
    let keyed = Set(texts.rules.compactMap(\.keyedTable))
    tables = try Self.ordered(keyed, texts.model)
    let roles = texts.matrix.roles.map(\.name)
    names = roles + (usesTeams ? ["colleague", "outsider"] : ["colleague"])
    guard Set(names).count == names.count else {
      throw FixObstacle(
        "Tests of the boundaries between roles",
        "a role is called colleague or outsider",
        next: "Write a test for each role at a boundary it must not cross."
      )
    }
    for rule in texts.rules {
      guard let grant = rule.grant else { continue }
      for role in texts.matrix.roles where texts.reach(of: role, as: grant) == nil {
        closed.append(
          "  ['\(role.name)', '\(rule.route.method)',"
            + " '\(RouteRule.pattern(rule.route.path))'],\n"
        )
      }
      rows += boundaries(of: rule, grant)
    }
  }

  // MARK: - Boundaries

  private func boundaries(of rule: RouteRule, _ grant: RouteRule.Grant) -> [String] {
    guard let table = rule.keyedTable, grant == .readers || grant == .editors,
      rule.route.path.count(where: { $0 == "{" }) == 1,
      let handler = HandlerCode(rule.route, texts.site, reader),
      let body = body(of: handler, table), rule.route.method == "GET" || grant == .editors
    else { return [] }
    var lines: [String] = []
    for role in texts.matrix.roles {
      guard let reach = texts.reach(of: role, as: grant) else { continue }
      var owners = [(role.name, true), ("colleague", reach != .own)]
      if usesTeams { owners.append(("outsider", reach == .all)) }
      for (owner, isAllowed) in owners where rule.route.method == "GET" || !isAllowed {
        lines.append(
          "  ['\(role.name)', '\(rule.route.method)', '\(RouteRule.pattern(rule.route.path))',"
            + " '\(table)', '\(owner)', \(isAllowed)\(body)],\n"
        )
      }
    }
    return lines
  }

  /// What to send, so that nothing but reach is refused; nil when that cannot be told.
  private func body(of handler: HandlerCode, _ table: String) -> String? {
    let source = handler.source
    let whole = "\(handler.request).body"
    var fields: [(String, String)] = []
    var seen: Set<String> = []
    for node in source.nodes(in: handler.function, ["member_expression"]) where node.text == whole {
      var name: String?
      if let parent = node.parent, parent.kind == "member_expression" {
        name = parent.child("property")?.text
      } else if let list = node.parent, list.kind == "arguments", list.namedChildren.count > 1,
        list.namedChildren[1].kind == "string"
      {
        name = String(list.namedChildren[1].text.dropFirst().dropLast())
      }
      guard let name, let declared = texts.model.schema.tables[table],
        let column = declared.column(AccessTests.snake(name)) ?? declared.column(name)
      else { return nil }
      guard seen.insert(name).inserted else { continue }
      fields.append((name, Self.value(of: column)))
    }
    guard !fields.isEmpty else { return "" }
    let parts = fields.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
    return ", { \(parts) }"
  }

  // MARK: - Rows

  /// Tables in an order in which rows can be added, those that they need included.
  private static func ordered(
    _ wanted: Set<String>,
    _ model: OwnershipModel
  ) throws(FixObstacle) -> [SQLSchema.Table] {
    var result: [SQLSchema.Table] = []
    var waiting = wanted.sorted()
    var steps = 0
    while let name = waiting.last {
      steps += 1
      guard steps < 500, let table = model.schema.tables[name], model.key(of: name) != nil else {
        throw FixObstacle(
          "Tests of the boundaries between roles",
          "rows of \(name) cannot be made up",
          next: "Write a test for each role at a boundary it must not cross."
        )
      }
      let needs = needed(of: table, model).compactMap { $0.reference?.table }
        .filter { other in
          !special(other, model) && other != name && !result.contains { $0.name == other }
        }
      if needs.isEmpty {
        waiting.removeLast()
        if !result.contains(where: { $0.name == name }) { result.append(table) }
      } else {
        waiting += needs
      }
    }
    return result
  }

  private static func special(_ table: String, _ model: OwnershipModel) -> Bool {
    table == model.users.name
      || table == model.tenantColumn.flatMap { model.users.column($0)?.reference?.table }
      || table == model.teamColumn.flatMap { model.users.column($0)?.reference?.table }
  }

  /// Columns that must be given: what is required, and what says whose the row is.
  private static func needed(
    of table: SQLSchema.Table,
    _ model: OwnershipModel
  ) -> [SQLSchema.Column] {
    var owner: String?
    if case .owned(let ownership) = model.answer(for: table.name) {
      switch ownership {
      case .column(let name), .through(let name, _, _, _): owner = name
      }
    }
    return table.columns.filter { column in
      let isKey = table.primaryKey == [column.name]
      return column.isRequired && !column.hasDefault
        && !(isKey && column.type.hasSuffix("serial")) || column.name == owner
    }
  }

  static func value(of column: SQLSchema.Column) -> String {
    if let first = column.allowed.first { return "'\(first)'" }
    let type = column.type
    if [
      "int", "integer", "int4", "int8", "int2", "bigint", "smallint", "numeric", "decimal", "real",
      "double", "money",
    ].contains(type) {
      return "1"
    }
    if type.hasPrefix("bool") { return "true" }
    if type.hasPrefix("date") || type.hasPrefix("time") { return "'2030-01-31'" }
    if type.hasPrefix("json") { return "'{}'" }
    if column.name.contains("email") { return "`${randomUUID()}@example.com`" }
    return "randomUUID()"
  }

  private func row(_ table: SQLSchema.Table, owner: String, skipping: Set<String> = []) -> [String]
  {
    Self.needed(of: table, texts.model).filter { !skipping.contains($0.name) }.map { column in
      let value: String
      switch column.reference?.table {
      case texts.model.users.name?: value = owner
      case let other? where Self.special(other, texts.model): value = "tenant"
      case let other? where tables.contains { $0.name == other }: value = Self.variable(other)
      default: value = Self.value(of: column)
      }
      return value == column.name ? value : "\(Self.key(column.name)): \(value)"
    }
  }

  private static func key(_ name: String) -> String {
    name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
        || $0 == 0x5F
    } ? name : "'\(name)'"
  }

  private static func variable(_ table: String) -> String {
    let parts = table.split { !($0.isLetter || $0.isNumber) }
    return parts.enumerated().map {
      $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst()
    }
    .joined() + "Id"
  }

  /// The functions that make people and what belongs to them.
  func setup(token: AccessTests.Token) -> String { dataOf + "\n\n" + addPeople(token) }

  private static let idType = "string | number"

  private var dataOf: String {
    let model = texts.model
    let tenant = model.tenantColumn == nil ? "" : ", tenant: \(Self.idType)"
    var text = "/** Rows that belong to a person. */\n"
    text += "async function dataOf(owner: \(Self.idType)\(tenant)) {\n"
    for table in tables {
      let id = model.key(of: table.name) ?? "id"
      text += Self.adding(
        "{ \(id): \(Self.variable(table.name)) }",
        to: table.name,
        row(table, owner: "owner"),
        indent: "  "
      )
    }
    let all = tables.map { "\(Self.key($0.name)): \(Self.variable($0.name))" }
    return text + "  return { \(all.joined(separator: ", ")) };\n}"
  }

  /// The statement that adds a row, on one line where it fits.
  private static func adding(
    _ target: String,
    to table: String,
    _ parts: [String],
    indent: String
  ) -> String {
    let start = "\(indent)const \(target) = await add('\(SQLName.write(table))', {"
    let line = start + (parts.isEmpty ? "" : " \(parts.joined(separator: ", ")) ") + "});\n"
    guard line.utf8.count > 100 else { return line }
    return start + "\n" + parts.map { "\(indent)  \($0),\n" }.joined() + "\(indent)});\n"
  }

  private func addPeople(_ token: AccessTests.Token) -> String {
    let model = texts.model
    var text = "async function addPeople() {\n"
    if let name = model.tenantColumn.flatMap({ model.users.column($0)?.reference?.table }),
      let table = model.schema.tables[name]
    {
      let target = "{ \(model.key(of: name) ?? "id"): tenant }"
      text += Self.adding(target, to: name, row(table, owner: "null"), indent: "  ")
    }
    if usesTeams, let column = model.teamColumn.flatMap({ model.users.column($0) }) {
      if let name = column.reference?.table, let table = model.schema.tables[name] {
        for team in ["team", "otherTeam"] {
          let target = "{ \(model.key(of: name) ?? "id"): \(team) }"
          text += Self.adding(target, to: name, row(table, owner: "null"), indent: "  ")
        }
      } else {
        text += "  const [team, otherTeam] = [randomUUID(), randomUUID()];\n"
      }
    }
    let narrow = texts.matrix.roles.min { Self.rank($0) < Self.rank($1) }?.name ?? ""
    let people = names.map { name in
      let role = texts.matrix.roles.contains { $0.name == name } ? name : narrow
      let team = usesTeams ? name == "outsider" ? ", otherTeam" : ", team" : ""
      return "    ['\(name)', '\(role)'\(team)],\n"
    }
    let kind = usesTeams ? "[Person, string, unknown][]" : "[Person, string][]"
    text += "  const people: \(kind) = [\n\(people.joined())  ];\n"
    text += "  for (const [name, role\(usesTeams ? ", inTeam" : "")] of people) {\n"
    text += Self.adding("user", to: model.users.name, userParts, indent: "    ")
    let given = token.fields.map { "\($0.name): user.\($0.column)" }.joined(separator: ", ")
    text += "    tokens.set(name, await \(token.function)({ \(given) }));\n"
    let tenant = model.tenantColumn == nil ? "" : ", tenant"
    return text + "    data.set(name, await dataOf(user.\(model.userKey)\(tenant)));\n  }\n}"
  }

  /// What a person's own row is made of.
  private var userParts: [String] {
    let model = texts.model
    var given: [(column: String, value: String)] = [(model.roleColumn, "role")]
    if let tenant = model.tenantColumn { given.append((tenant, "tenant")) }
    if usesTeams, let team = model.teamColumn { given.append((team, "inTeam")) }
    var skipping = Set(given.map(\.column))
    // The row is its own owner: the database makes its key, or nobody does.
    let key = model.users.column(model.userKey)
    if key?.hasDefault == true || key?.type.hasSuffix("serial") == true {
      skipping.insert(model.userKey)
    }
    let parts = given.map {
      $0.column == $0.value ? $0.value : "\(Self.key($0.column)): \($0.value)"
    }
    return parts + row(model.users, owner: "null", skipping: skipping)
  }

  private static func rank(_ role: RoleMatrix.Role) -> Int {
    (role.administers ? 10 : 0) + (role.reads == .all ? 4 : role.reads == .team ? 2 : 0)
  }
}
