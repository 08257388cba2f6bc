import ReadinessModel

/// Tables as a sequence of migrations leaves them.
struct MigratedTables {
  private var records: [String: StoredRecord] = [:]

  /// The tables that are left, by place.
  var tables: [StoredRecord] {
    records.values.sorted { ($0.location, $0.name) < ($1.location, $1.name) }
  }

  /// Applies one step.
  mutating func apply(_ change: TableChange) {
    switch change {
    case .create(let record):
      // `IF NOT EXISTS` over an existing table changes nothing.
      let key = Self.key(record.name)
      if records[key] == nil || records[key]?.fields.isEmpty == true { records[key] = record }
    case .drop(let table): records[Self.key(table)] = nil
    case .rename(let table, let name):
      guard var record = records.removeValue(forKey: Self.key(table)) else { return }
      record.name = name
      record.table = name
      records[Self.key(name)] = record
    case .put(let table, let field): put(field, in: table)
    case .renameColumn(let table, let column, let name):
      edit(column, of: table) { $0.name = name }
    case .dropColumn(let table, let column):
      let name = column.lowercased()
      records[Self.key(table)]?.fields.removeAll { $0.name.lowercased() == name }
    case .remark(let table, let column, let text):
      if let column { edit(column, of: table) { $0.remarks.append(text) } }
    }
  }

  private mutating func put(_ field: StoredRecord.Field, in table: String) {
    let key = Self.key(table)
    guard var record = records[key] else { return }
    let name = field.name.lowercased()
    if let index = record.fields.firstIndex(where: { $0.name.lowercased() == name }) {
      record.fields[index].type = field.type
      record.fields[index].remarks += field.remarks
    } else {
      record.fields.append(field)
    }
    records[key] = record
  }

  private mutating func edit(
    _ column: String,
    of table: String,
    _ change: (inout StoredRecord.Field) -> Void
  ) {
    let key = Self.key(table)
    let name = column.lowercased()
    guard let index = records[key]?.fields.firstIndex(where: { $0.name.lowercased() == name }),
      var field = records[key]?.fields[index]
    else { return }
    change(&field)
    records[key]?.fields[index] = field
  }

  private static func key(_ table: String) -> String { table.lowercased() }
}
