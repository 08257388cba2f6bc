import ReadinessModel

/// What limits the rows of tables to those within reach, in the words of each library.
extension OwnershipModel {
  /// The condition that rows belong to users in `owners`; nil where they belong to nobody known.
  func ownerCondition(_ table: String, _ library: DatabaseAccess.Library) -> String? {
    guard case .owned(let owner) = answer(for: table) else { return nil }
    switch library {
    case .prisma: return prisma(owner, table)
    case .typeorm: return typeorm(owner, table)
    case .knex, .pg:
      return owner.condition(table, parameter: 1).replacing("ANY($1)", with: "any(?)")
    }
  }

  private func prisma(_ owner: Ownership, _ table: String) -> String? {
    switch owner {
    case .column(let name): return "\(name): { in: owners }"
    case .through(let column, let other, _, let next):
      guard let relation = schema.tables[table]?.column(column)?.relation else { return nil }
      return prisma(next, other).map { "\(relation): { \($0) }" }
    }
  }

  private func typeorm(_ owner: Ownership, _ table: String) -> String? {
    switch owner {
    case .column(let name):
      let isRelation = schema.tables[table]?.column(name)?.isRelationOnly == true
      return isRelation ? "\(name): { \(userKey): In(owners) }" : "\(name): In(owners)"
    case .through(let column, let other, _, let next):
      guard let relation = schema.tables[table]?.column(column)?.relation else { return nil }
      return typeorm(next, other).map { "\(relation): { \($0) }" }
    }
  }

  /// The condition that rows belong to the caller's tenant; nil where they belong to none.
  func tenantCondition(_ table: String, _ library: DatabaseAccess.Library) -> String? {
    guard hasTenant(table), let tenant = tenantColumn else { return nil }
    let column = schema.tables[table]?.column(tenant)
    switch library {
    case .prisma: return "\(tenant): tenant"
    case .typeorm:
      let key = column?.reference.flatMap { self.key(of: $0.table) } ?? "id"
      return column?.isRelationOnly == true ? "\(tenant): { \(key): tenant }" : "\(tenant): tenant"
    case .knex, .pg: return "\(SQLName.write(table)).\(SQLName.write(tenant)) = ?"
    }
  }

  /// The condition of a query builder of TypeORM, nil where it takes more than one column.
  func builderCondition(_ table: String) -> String? {
    guard case .owned(.column(let name)) = answer(for: table), !hasTenant(table),
      schema.tables[table]?.column(name)?.isRelationOnly == false
    else { return nil }
    return "${alias}.\(name) IN (:...reachOwners)"
  }

  /// The properties of a condition that a limit sets; what is there under the same name would go.
  func limitedProperties(_ table: String) -> Set<String> {
    var names: Set<String> = []
    if case .owned(let owner) = answer(for: table) {
      switch owner {
      case .column(let name): names.insert(name)
      case .through(let column, _, _, _):
        names.insert(schema.tables[table]?.column(column)?.relation ?? column)
      }
    }
    if hasTenant(table), let tenant = tenantColumn { names.insert(tenant) }
    return names
  }
}

/// Code about rows within reach, in the words of each library.
struct StoreTexts {
  let site: AccessSite
  let model: OwnershipModel
  let usesTeams: Bool

  private var library: DatabaseAccess.Library { site.access.library }
  private var store: String { site.storeName }

  /// A name as a property of an object.
  static func key(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
        || $0 == 0x5F
    }
    return isPlain ? name : "'\(name)'"
  }

  /// The type of a column in a script.
  static func type(_ column: SQLSchema.Column?) -> String {
    let numbers: Set<String> = ["int", "integer", "int4", "int2", "smallint", "serial"]
    if column?.type == "bigint" { return "bigint" }
    return column.map { numbers.contains($0.type) } == true ? "number" : "string"
  }

  // MARK: - Limits

  /// Conditions that queries of the project take in.
  func limits(_ tables: Set<String>, built: Set<String>) -> String {
    var text = ""
    if !tables.isEmpty {
      let lines = tables.sorted().map { "  \(Self.key($0)): \(limit($0)),\n" }
      text += """

        /** What limits the rows of each table to those within reach. */
        export const within = {
        \(lines.joined())};
        """
    }
    guard !built.isEmpty else { return text }
    let lines = built.sorted().map { table in
      "  \(Self.key(table)): ({ owners }: Reach, alias: string): [string, object] =>\n"
        + "    owners === null ? ['true', {}] :"
        + " [`\(model.builderCondition(table) ?? "false")`, { reachOwners: owners }],\n"
    }
    return text + (text.isEmpty ? "" : "\n") + """

      /** The same for query builders. */
      export const withinQuery = {
      \(lines.joined())};
      """
  }

  private func limit(_ table: String) -> String {
    let owner = model.ownerCondition(table, library)
    let tenant = model.tenantCondition(table, library)
    let names = [owner == nil ? nil : "owners", tenant == nil ? nil : "tenant"].compactMap(\.self)
    let head = "({ \(names.joined(separator: ", ")) }: Reach) =>"
    if library == .knex { return "\(head)\n    \(knex(owner, tenant))" }
    guard let owner else { return "\(head) ({ \(tenant ?? "") })" }
    let both = [tenant, owner].compactMap(\.self).joined(separator: ", ")
    return "\(head) (owners === null ? {\(tenant.map { " \($0) " } ?? "")} : { \(both) })"
  }

  private func knex(_ owner: String?, _ tenant: String?) -> String {
    let raw = { (conditions: [String], values: [String]) in
      "\(store).raw('\(conditions.joined(separator: " and "))', [\(values.joined(separator: ", "))])"
    }
    let all = raw([tenant ?? "true"], tenant == nil ? [] : ["tenant"])
    guard let owner else { return all }
    let some = raw(
      [tenant, owner].compactMap(\.self),
      tenant == nil ? ["owners"] : ["tenant", "owners"]
    )
    return
      "owners === null\n      ? \(tenant == nil ? "\(store).raw('true')" : all)\n      : \(some)"
  }

  // MARK: - References

  /// The question whether a row that is referred to is within reach.
  func reaches(_ tables: Set<String>) -> String {
    let lines = tables.sorted().compactMap { subject -> String? in
      let parts = subject.split(separator: ".").map(String.init)
      let table = parts[0]
      guard case .owned(let owner) = model.answer(for: table),
        let key = parts.count > 1 ? parts[1] : model.key(of: table)
      else { return nil }
      guard library == .pg else { return "  \(Self.key(subject)): \(count(table, key)),\n" }
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
    guard !lines.isEmpty else { return "" }
    return library == .pg ? asking(lines) : counting(lines)
  }

  private func asking(_ lines: [String]) -> String {
    let tenant = model.tenantColumn == nil ? "" : ", tenant"
    return """

      const rowsWithinReach = {
      \(lines.joined())};

      /** Whether a row that a request refers to is within its reach. */
      export async function reaches(
        limits: Reach,
        table: keyof typeof rowsWithinReach,
        id: unknown,
      ): Promise<boolean> {
        if (id === null || id === undefined) {
          return true;
        }
        const { owners\(tenant) } = limits;
        const { rows } = await \(store).query(rowsWithinReach[table], [id, owners\(tenant)]);
        // What is not there at all is for the handler to answer, where everything is within reach.
        return rows.length === 0 ? owners === null : rows[0].reached === true;
      }
      """
  }

  private func counting(_ lines: [String]) -> String {
    let shortcut =
      model.tenantColumn == nil
      ? "id === null || id === undefined || limits.owners === null"
      : "id === null || id === undefined"
    return """

      const rowsWithinReach = {
      \(lines.joined())};

      /** Whether a row that a request refers to is within its reach. */
      export async function reaches(
        limits: Reach,
        table: keyof typeof rowsWithinReach,
        id: unknown,
      ): Promise<boolean> {
        if (\(shortcut)) {
          return true;
        }
        // A key is a value: what is more might be read as a condition.
        if (typeof id === 'object') {
          return false;
        }
        return (await rowsWithinReach[table](id as never, limits)) > 0;
      }
      """
  }

  private func count(_ table: String, _ key: String) -> String {
    let type = Self.type(model.schema.tables[table]?.column(key))
    let head = "(\(key): \(type), limits: Reach) =>\n    "
    let limit = "within.\(Self.key(table))(limits)"
    switch library {
    case .prisma:
      return head + "\(store).\(table).count({ where: { \(key), AND: \(limit) } })"
    case .typeorm:
      // For users, the key itself is what says whose the row is.
      guard !model.limitedProperties(table).contains(key) else {
        return "async (\(key): \(type), { owners }: Reach) =>\n"
          + "    owners === null || owners.includes(\(key)) ? 1 : 0"
      }
      let own = entityKey(table, key, "\(key)")
      let part = own == key ? key : "\(key): \(own)"
      return head + "\(store).getRepository(\(table)).countBy({ \(part), ...\(limit) })"
    case .knex, .pg:
      return "async (\(key): \(type), limits: Reach) =>\n    "
        + "(await \(store)('\(table)').where({ \(key) }).where(\(limit)).select('\(key)')).length"
    }
  }

  /// A key as an entity has it, where code gives it a type of its own.
  private func entityKey(_ table: String, _ key: String, _ value: String) -> String {
    let hasOwnType = model.schema.tables[table]?.column(key)?.hasOwnType == true
    return hasOwnType ? "\(value) as \(table)['\(key)']" : value
  }

  // MARK: - The caller

  /// The function that looks up who is calling.
  func findCaller(_ fields: [(name: String, column: String)]) -> String {
    let columns = fields.map(\.column)
    let key = model.userKey
    switch library {
    case .pg: return sqlCaller(fields)
    case .prisma:
      let select = columns.map { "\($0): true" }.joined(separator: ", ")
      return caller(
        "\(store).\(model.users.name).findUnique({\n"
          + "    where: { \(key): id },\n    select: { \(select)\(team.map { ", \($0): true" } ?? "") },\n  })",
        fields,
        team:
          "\(store).\(model.users.name).findMany({ where: { \(team ?? ""): user.\(team ?? "") } })"
      )
    case .typeorm:
      let entity = model.users.name
      let isRelation = team.flatMap { model.users.column($0) }?.isRelationOnly == true
      let relations = isRelation ? ", relations: { \(team ?? ""): true }" : ""
      let filter = isRelation ? "{ id: user.\(team ?? "").id }" : "user.\(team ?? "")"
      return caller(
        "\(store).getRepository(\(entity)).findOne({ where: { \(key): \(entityKey(entity, key, "id")) }\(relations) })",
        fields,
        team: "\(store).getRepository(\(entity)).findBy({ \(team ?? ""): \(filter) })"
      )
    case .knex:
      let table = model.users.name
      return caller(
        "\(store)('\(table)').where({ \(key): id }).first()",
        fields,
        team: "\(store)('\(table)').where({ \(team ?? ""): user.\(team ?? "") })"
      )
    }
  }

  private var team: String? { usesTeams ? model.teamColumn : nil }

  private func caller(
    _ query: String,
    _ fields: [(name: String, column: String)],
    team query2: String
  ) -> String {
    let idType = Self.type(model.users.column(model.userKey))
    var parts = fields.map { field in
      let cast = field.name == "role" ? " as Role" : ""
      return "\(field.name): user.\(field.column)\(cast)"
    }
    var others = ""
    if let team {
      others =
        "  const team = user.\(team) === null ? [] : await \(query2);\n"
      parts.append("team: team.map((one: { \(model.userKey): \(idType) }) => one.\(model.userKey))")
    }
    return """
      async function findCaller(id: \(idType) | undefined): Promise<Caller | null> {
        if (id === undefined || id === null) {
          return null;
        }
        const user = await \(query);
        if (!user) {
          return null;
        }
      \(others)  return { \(parts.joined(separator: ", ")) };
      }
      """
  }

  private func sqlCaller(_ fields: [(name: String, column: String)]) -> String {
    let table = SQLName.write(model.users.name)
    let columns = fields.map { name, column in
      column == name ? "u.\(column)" : "u.\(SQLName.write(column)) AS \(name)"
    }
    var query = "    `SELECT \(columns.joined(separator: ", "))"
    if usesTeams, let team = model.teamColumn {
      let name = SQLName.write(team)
      query +=
        ",\n       ARRAY(SELECT t.\(SQLName.write(model.userKey)) FROM \(table) t"
        + " WHERE t.\(name) = u.\(name)) AS team\n    "
    }
    query += " FROM \(table) u WHERE u.\(SQLName.write(model.userKey)) = $1`"
    return """
      async function findCaller(id: unknown): Promise<Caller | undefined> {
        const { rows } = await \(store).query<Caller>(
      \(query),
          [id],
        );
        return rows[0];
      }
      """
  }
}
