import ReadinessModel

/// How the rows of a table reach the user whose they are.
indirect enum Ownership: Hashable {
  /// A column holds the user.
  case column(String)
  /// A column leads to a row of another table that has an owner.
  case through(column: String, table: String, key: String, Ownership)

  /// The condition that a row belongs to one of the users in a parameter.
  func condition(_ qualifier: String?, parameter: Int) -> String {
    let prefix = qualifier.map { SQLName.write($0) + "." } ?? ""
    return switch self {
    case .column(let name): "\(prefix)\(SQLName.write(name)) = ANY($\(parameter))"
    case .through(let column, let table, let key, let next):
      "\(prefix)\(SQLName.write(column)) IN (SELECT \(SQLName.write(key)) FROM"
        + " \(SQLName.write(table)) WHERE \(next.condition(nil, parameter: parameter)))"
    }
  }
}

/// Names as SQL writes them.
enum SQLName {
  static func write(_ name: String) -> String {
    let isPlain =
      name.first?.isNumber == false
      && name.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
      }
    return isPlain ? name : "\"\(name.replacing("\"", with: "\"\""))\""
  }
}

/// Whose the rows of each table are, as far as the migrations tell.
struct OwnershipModel {
  /// What is known of one table.
  enum Answer: Hashable {
    case owned(Ownership)
    /// Somebody decided that every role may read it.
    case everyones
    /// Its rows belong to nobody, or to whom cannot be told.
    case unknown(because: String)
  }

  let schema: SQLSchema
  let users: SQLSchema.Table
  let userKey: String
  let roleColumn: String
  let tenantColumn: String?
  let teamColumn: String?
  private let decided: [String: String]

  private static let roleColumns = [
    "role", "user_role", "access_role", "role_name", "userRole", "accessRole", "roleName",
  ]

  /// Whether a table says which role each of its rows holds.
  static func hasRole(_ table: SQLSchema.Table) -> Bool {
    table.primaryKey.count == 1
      && table.columns.contains { roleColumns.contains($0.name) && $0.reference == nil }
  }

  init(_ schema: SQLSchema, decided: [String: String], team: String?) throws(FixObstacle) {
    self.schema = schema
    self.decided = decided
    let candidates = schema.tables.values.filter(Self.hasRole)
    let asked = { (table: SQLSchema.Table) in
      schema.tables.values.reduce(0) { count, other in
        count + other.references.count { $0.reference?.table == table.name }
      }
    }
    guard let users = candidates.max(by: { (asked($0), $1.name) < (asked($1), $0.name) }),
      let key = users.primaryKey.first,
      let role = users.columns.first(where: { Self.roleColumns.contains($0.name) })
    else {
      throw FixObstacle(
        "The roles of users",
        "no table that the code declares has a column that says which role a user holds",
        next: "Have one added with --decide rbac-role-column=add, or add it to the table of users"
          + " in a migration, NOT NULL, with the least of the roles as its default."
      )
    }
    self.users = users
    userKey = key
    roleColumn = role.name
    let shared = { (column: SQLSchema.Column) in
      schema.tables.values.count { other in
        other.name != users.name
          && other.column(column.name)?.reference?.table == column.reference?.table
      }
    }
    let outward = users.references.filter { $0.reference?.table != users.name }
    let tenant = outward.filter { shared($0) > 0 }
      .max { (shared($0), $1.name) < (shared($1), $0.name) }
    tenantColumn = tenant?.name
    let groups = outward.filter { $0.name != tenant?.name }
    let named = groups.filter { column in
      ["team", "group", "department", "unit", "squad"].contains { column.name.contains($0) }
    }
    teamColumn =
      team ?? (groups.count == 1 ? groups[0].name : named.count == 1 ? named[0].name : nil)
  }

  /// Whose the rows of a table are.
  func answer(for table: String) -> Answer { answer(for: table, depth: 0) }

  private func answer(for name: String, depth: Int) -> Answer {
    guard let table = schema.tables[name] else {
      return .unknown(because: "nothing declares \(name)")
    }
    if name == users.name { return .owned(.column(userKey)) }
    if let choice = decided[name] {
      if choice == "everyone" { return .everyones }
      if choice == "full-access" { return .unknown(because: "it was decided so") }
      if let way = lead(choice, of: table, depth: depth) { return .owned(way) }
      // A key that only the code knows to be one, and that somebody says is a user's.
      let isPlain = table.column(choice).map { $0.reference == nil } ?? false
      return isPlain
        ? .owned(.column(choice)) : .unknown(because: "\(name).\(choice) leads to no user")
    }
    let direct = table.references.filter { $0.reference?.table == users.name }
    if direct.count == 1 { return .owned(.column(direct[0].name)) }
    if direct.count > 1 {
      let names = direct.map(\.name).joined(separator: " and ")
      return .unknown(because: "\(names) both lead to \(users.name)")
    }
    guard depth < 4 else { return .unknown(because: "its owner is too far away") }
    let tenantTable = tenantColumn.flatMap { users.column($0)?.reference?.table }
    let ways = table.references.filter { column in
      column.reference?.table != name && column.reference?.table != tenantTable
    }
    .compactMap { lead($0.name, of: table, depth: depth + 1) }
    switch ways.count {
    case 0: return .unknown(because: "its rows belong to nobody")
    case 1: return .owned(ways[0])
    default: return .unknown(because: "several ways lead from it to \(users.name)")
    }
  }

  private func lead(_ column: String, of table: SQLSchema.Table, depth: Int) -> Ownership? {
    guard let reference = table.column(column)?.reference else { return nil }
    if reference.table == users.name { return .column(column) }
    guard depth < 5, let target = schema.tables[reference.table],
      let key = reference.column ?? target.primaryKey.first,
      case .owned(let next) = answer(for: reference.table, depth: depth)
    else { return nil }
    return .through(column: column, table: reference.table, key: key, next)
  }

  /// Whether a table's rows say which tenant they belong to.
  func hasTenant(_ table: String) -> Bool {
    tenantColumn.map { schema.tables[table]?.column($0) != nil } ?? false
  }

  /// Whether a column of the users decides what they may do.
  func isPower(_ column: String) -> Bool {
    column == roleColumn || column == tenantColumn || column == teamColumn
  }

  /// The key of a table, when it is one column.
  func key(of table: String) -> String? {
    guard let key = schema.tables[table]?.primaryKey, key.count == 1 else { return nil }
    return key[0]
  }
}
