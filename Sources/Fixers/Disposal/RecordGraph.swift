import ReadinessModel

/// Which rows belong to which, as the keys of the schema say.
struct RecordGraph {
  /// A column that refers to another table.
  struct Reference {
    /// The table that has the column.
    var table: String
    var column: String
    /// The table it refers to, and the column there.
    var target: String
    var key: String
    /// Whether every row has to refer to one.
    var isRequired: Bool
    /// What the database does itself when the row referred to goes: `cascade`, `set` or nil.
    var onDelete: String?
    /// Whether the row is part of the one it refers to, and does not merely mention it.
    var isOwning: Bool
  }

  let tables: [String: SQLSchema.Table]
  private let byTarget: [String: [Reference]]
  private let byTable: [String: [Reference]]

  init(_ schema: SQLSchema) {
    let tables = schema.tables
    self.tables = tables
    let references = tables.values.sorted { $0.name < $1.name }.flatMap { table in
      table.columns.compactMap { column -> Reference? in
        guard let target = column.reference.flatMap({ tables[$0.table] }),
          let key = column.reference?.column ?? Self.key(of: target)
        else { return nil }
        let isRequired = column.isRequired || table.primaryKey.contains(column.name)
        return Reference(
          table: table.name,
          column: column.name,
          target: target.name,
          key: key,
          isRequired: isRequired,
          onDelete: column.onDelete,
          isOwning: isRequired && Self.isNamed(column.name, after: target.name)
            || column.onDelete == "cascade"
        )
      }
    }
    byTarget = Dictionary(grouping: references, by: \.target)
    byTable = Dictionary(grouping: references, by: \.table)
  }

  /// The one column of a table's key, nil when it has several or none.
  func key(of table: String) -> String? { tables[table].flatMap(Self.key) }

  private static func key(of table: SQLSchema.Table) -> String? {
    table.primaryKey.count == 1 ? table.primaryKey[0] : nil
  }

  /// References from other tables.
  func references(to table: String) -> [Reference] { byTarget[table] ?? [] }

  /// References to other tables.
  func references(from table: String) -> [Reference] { byTable[table] ?? [] }

  /// Whether a column such as `customer_id` is called after the table it refers to; one such as
  /// `assigned_to` says what somebody does.
  private static func isNamed(_ column: String, after table: String) -> Bool {
    let name = column.lowercased().filter { $0.isLetter || $0.isNumber }
    let target = StoredSchema.plain(table)
    return ["id", "uuid", "key", ""].contains { name == target + $0 }
  }

  /// Tables so that what refers to another comes before it.
  func childrenFirst(_ chosen: Set<String>) -> [String] {
    var result: [String] = []
    var waiting = chosen
    while !waiting.isEmpty {
      let free = waiting.filter { table in
        !references(to: table).contains { waiting.contains($0.table) && $0.table != table }
      }
      // A circle of tables has no right order; the database will say so if it matters.
      let next = free.isEmpty ? Set(waiting.sorted().prefix(1)) : free
      result += next.sorted()
      waiting.subtract(next)
    }
    return result
  }

  // MARK: - SQL

  /// A value as text, from a name or an expression.
  private static func text(_ expression: String) -> String { "\(expression)::text" }

  /// The arguments of `disposal.held` for a row: its own table and key, then what it belongs to.
  func chain(of table: String, alias: String) -> String {
    var pairs: [String] = []
    var seen: Set<String> = [table]
    if let key = key(of: table) {
      pairs.append("'\(table)', \(Self.text("\(alias).\(StoredSchema.quoted(key))"))")
    } else {
      pairs.append("'\(table)', NULL")
    }
    var level = references(from: table).map { reference in
      (reference, "\(alias).\(StoredSchema.quoted(reference.column))")
    }
    for _ in 0..<6 where !level.isEmpty && pairs.count < 20 {
      var next: [(Reference, String)] = []
      for (reference, expression) in level where seen.insert(reference.target).inserted {
        if reference.key == key(of: reference.target) {
          pairs.append("'\(reference.target)', \(Self.text(expression))")
        }
        for above in references(from: reference.target)
        where above.isOwning && !seen.contains(above.target) {
          let query =
            "(SELECT a.\(StoredSchema.quoted(above.column)) FROM"
            + " \(StoredSchema.quoted(reference.target)) AS a"
            + " WHERE a.\(StoredSchema.quoted(reference.key)) = \(expression))"
          next.append((above, query))
        }
      }
      level = next
    }
    return pairs.joined(separator: ", ")
  }
}
