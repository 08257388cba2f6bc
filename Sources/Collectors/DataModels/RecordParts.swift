/// Gives models the fields they inherit and embed.
struct RecordParts {
  private let records: [StoredRecord]
  private var parts: [String: StoredRecord] = [:]

  /// Deepest chain of base classes, and of embedded types, that is followed.
  private static let deepest = 8

  init(_ records: [StoredRecord]) {
    self.records = records
    var ambiguous: Set<String> = []
    for record in records where record.mapper != "prisma" {
      // Two classes of one name cannot be told apart without their imports.
      if parts.updateValue(record, forKey: record.name) != nil { ambiguous.insert(record.name) }
    }
    for name in ambiguous { parts[name] = nil }
  }

  /// The models, with the fields of their base classes before their own.
  func wholeRecords() -> [StoredRecord] {
    records.filter { !$0.isPart }.map { record in
      var whole = record
      whole.fields = expanded(inherited(by: record) + record.fields, depth: 0)
      return whole
    }
  }

  private func inherited(by record: StoredRecord) -> [StoredRecord.Field] {
    var fields: [StoredRecord.Field] = []
    var parent = record.parent
    var names = Set(record.fields.map(\.name))
    for _ in 0..<Self.deepest {
      guard let name = parent, let base = parts[name] else { return fields }
      // A field declared again replaces the inherited one.
      fields = base.fields.filter { names.insert($0.name).inserted } + fields
      parent = base.parent
    }
    return fields
  }

  private func expanded(_ fields: [StoredRecord.Field], depth: Int) -> [StoredRecord.Field] {
    guard depth < Self.deepest else { return fields }
    return fields.flatMap { field -> [StoredRecord.Field] in
      let type = String(field.type.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
      guard let part = parts[type], part.isPart || part.mapper == "mikro-orm" && part.table == nil,
        !field.type.hasPrefix("relation ")
      else { return [field] }
      return expanded(part.fields, depth: depth + 1).map { inner in
        var inner = inner
        inner.name = field.name + "." + inner.name
        return inner
      }
    }
  }
}
