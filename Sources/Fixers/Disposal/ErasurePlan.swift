import ReadinessModel

/// What is deleted or anonymised for one kind of subject, children first.
struct ErasurePlan {
  /// One statement.
  struct Step {
    enum Action: String {
      case deleted, anonymised, detached
    }

    var table: String
    var action: Action
    /// The rows, as a condition on `t`.
    var rows: String
    /// Columns with what they become, for what stays.
    var changes: [(column: String, value: String)] = []
  }

  /// The table whose row the subject is.
  let subject: String
  private(set) var steps: [Step] = []
  /// Tables whose rows stay without what they told of the subject.
  private(set) var kept: Set<String> = []

  private let graph: RecordGraph
  private let fields: [String: Set<String>]
  private var rows: [String: String] = [:]

  init(
    _ subject: String,
    _ graph: RecordGraph,
    fields: [String: Set<String>],
    accounting: Set<String>,
    mark: String
  ) throws(FixObstacle) {
    self.subject = subject
    self.graph = graph
    self.fields = fields
    follow(mark)
    keep(accounting)
    for table in graph.childrenFirst(Set(rows.keys)) {
      if kept.contains(table) {
        try anonymise(table)
      } else {
        try detach(from: table)
        steps.append(Step(table: table, action: .deleted, rows: rows[table] ?? "false"))
      }
    }
  }

  // MARK: - Rows

  /// Finds every table with rows that are part of the subject, and how to get at them.
  private mutating func follow(_ mark: String) {
    guard let key = graph.key(of: subject) else { return }
    rows[subject] = "t.\(StoredSchema.quoted(key)) = \(cast(mark, subject, key))"
    var level = [subject]
    for _ in 0..<8 where !level.isEmpty {
      var next: [String] = []
      for table in level {
        for reference in graph.references(to: table)
        where reference.isOwning && rows[reference.table] == nil {
          let column = "t.\(StoredSchema.quoted(reference.column))"
          if table == subject, reference.key == key {
            rows[reference.table] = "\(column) = \(cast(mark, subject, key))"
          } else {
            let inner = rows[table]?.replacing("t.", with: "p.") ?? "false"
            rows[reference.table] =
              "\(column) IN (SELECT p.\(StoredSchema.quoted(reference.key)) FROM"
              + " \(StoredSchema.quoted(table)) AS p WHERE \(Self.nested(inner)))"
          }
          next.append(reference.table)
        }
      }
      level = next
    }
  }

  /// Names of inner queries, one letter further in, so that none hides another.
  private static func nested(_ condition: String) -> String {
    condition.replacing("SELECT p.", with: "SELECT pp.").replacing(
      " AS p WHERE p.",
      with: " AS pp WHERE pp."
    )
  }

  private func cast(_ mark: String, _ table: String, _ key: String) -> String {
    switch graph.tables[table]?.column(key)?.type {
    case "uuid": "\(mark)::uuid"
    case "bigint", "bigserial", "int8": "\(mark)::bigint"
    case "integer", "serial", "int", "int4", "smallint": "\(mark)::integer"
    default: mark
    }
  }

  // MARK: - What stays

  /// Rows stay that the law asks for, and those that something that stays has to refer to.
  private mutating func keep(_ accounting: Set<String>) {
    kept = accounting.intersection(rows.keys)
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for table in rows.keys where !kept.contains(table) {
        let isNeeded = graph.references(to: table).contains { reference in
          reference.isRequired && reference.onDelete != "cascade"
            && (rows[reference.table] == nil || kept.contains(reference.table))
        }
        if isNeeded {
          kept.insert(table)
          isGrowing = true
        }
      }
    }
  }

  private mutating func anonymise(_ table: String) throws(FixObstacle) {
    var changes: [(column: String, value: String)] = []
    for column in graph.tables[table]?.columns ?? [] where isPersonal(column, in: table) {
      guard let value = blank(column, table) else {
        throw FixObstacle(
          "\(table).\(column.name)",
          "a row of \(table) has to stay, and no value of its type \(column.type) says nothing",
          next: "Let the column be empty (NULL), and run this again."
        )
      }
      changes.append((column.name, value))
    }
    guard !changes.isEmpty else { return }
    steps.append(
      Step(table: table, action: .anonymised, rows: rows[table] ?? "false", changes: changes)
    )
  }

  private static let telling = ["name", "email", "phone", "address", "birth"]

  /// Whether a column holds personal data, or is called as if it did.
  private func isPersonal(_ column: SQLSchema.Column, in table: String) -> Bool {
    guard column.reference == nil, graph.tables[table]?.primaryKey.contains(column.name) != true
    else {
      return false
    }
    let plain = column.name.lowercased().filter { $0.isLetter || $0.isNumber }
    if fields[StoredSchema.plain(table)]?.contains(plain) == true { return true }
    let isText = ["text", "varchar", "character", "citext", "char", "date"].contains(column.type)
    return isText && Self.telling.contains(where: plain.contains)
  }

  /// What a column becomes: nothing where it may be empty, a text that says so where it may not.
  private func blank(_ column: SQLSchema.Column, _ table: String) -> String? {
    guard column.isRequired else { return "NULL" }
    guard column.allowed.isEmpty else { return nil }
    switch column.type {
    case "text", "varchar", "character", "citext", "char":
      guard column.isUnique, let key = graph.key(of: table) else { return "'erased'" }
      return "'erased-' || t.\(StoredSchema.quoted(key))"
    case "date": return "DATE '1900-01-01'"
    case "timestamptz", "timestamp": return "TIMESTAMP '1900-01-01'"
    case "json", "jsonb": return "'{}'"
    case "integer", "bigint", "smallint", "numeric", "decimal": return "0"
    case "inet": return "'0.0.0.0'"
    default: return nil
    }
  }

  /// Takes the subject out of rows that merely mention it, where they may go without.
  private mutating func detach(from table: String) throws(FixObstacle) {
    for reference in graph.references(to: table)
    where !reference.isRequired && reference.onDelete == nil {
      let isGone = rows[reference.table] != nil && !kept.contains(reference.table)
      guard !isGone || reference.table == table else { continue }
      guard reference.table != table else { continue }
      let inner = (rows[table] ?? "false").replacing("t.", with: "p.")
      steps.append(
        Step(
          table: reference.table,
          action: .detached,
          rows: "t.\(StoredSchema.quoted(reference.column)) IN (SELECT p."
            + "\(StoredSchema.quoted(reference.key)) FROM \(StoredSchema.quoted(table)) AS p WHERE"
            + " \(Self.nested(inner)))",
          changes: [(reference.column, "NULL")]
        )
      )
    }
  }
}
