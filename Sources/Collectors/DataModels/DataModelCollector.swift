package import ReadinessModel
package import SyntaxTrees

/// Collects models, tables and their fields, and classifies the fields.
package enum DataModelCollector {
  /// Reads one file; pure, so that its result can be cached by the file's content.
  ///
  /// Script files are parsed only when the prefilter's hints name data models, with the thread's
  /// own parser where it has one.
  package static func compile(
    _ file: RepositoryFile,
    hints: ExtractorHint,
    parser: SyntaxParser? = nil
  ) -> FileDataModels {
    let nothing = FileDataModels(file: file.path)
    let read: () -> FileDataModels
    switch file.fileExtension {
    case "prisma": read = { PrismaSchema.read(file) }
    case "sql": read = { SQLFile.read(file) }
    case "ts", "mts", "cts", "tsx", "js", "mjs", "cjs", "jsx":
      guard hints.contains(.dataModels) else { return nothing }
      read = { ScriptModels.read(file, parser: parser) }
    default: return nothing
    }
    switch SecretContext(path: file.path) {
    case .test, .example, .documentation: return nothing
    case .source, .configuration: return read()
    }
  }

  /// Joins the files of a repository: migrations are applied in order, relations left out,
  /// fields classified.
  package static func link(_ files: [FileDataModels]) -> DataFacts {
    let judge = ValueJudge(files)
    let files = files.filter { !$0.isEmpty }.sorted { NaturalOrder.precedes($0.file, $1.file) }
    let mapped = RecordParts(files.flatMap(\.records)).wholeRecords()
    let modelNames = Set(mapped.map(\.name))
    let keys = Set(mapped.map { tableKey($0.name) + "id" })
    let mappedTables = Set(mapped.flatMap { [$0.name, $0.table].compactMap(\.self) }.map(tableKey))
    var tables = MigratedTables()
    for change in files.flatMap(\.changes) { tables.apply(change) }
    let usesPrisma = mapped.contains { $0.mapper == "prisma" }
    let unmapped = tables.tables.filter { table in
      // Prisma keeps relations between lists in tables of its own.
      let isJoin =
        usesPrisma && table.name.hasPrefix("_") && table.fields.map(\.name) == ["A", "B"]
      return !isJoin && !mappedTables.contains(tableKey(table.name))
    }
    let models = (mapped + unmapped).map { model in
      Self.model(of: model, modelNames: modelNames, keys: keys, judge)
    }
    return DataFacts(
      models: models.sorted { ($0.location, $0.name) < ($1.location, $1.name) },
      databaseGrants: files.flatMap(\.statements).sorted {
        ($0.location, $0.table, $0.kind.rawValue, $0.grantee ?? "")
          < ($1.location, $1.table, $1.kind.rawValue, $1.grantee ?? "")
      }
    )
  }

  /// Reads and joins all files that could declare models.
  package static func collect(
    _ files: RepositoryFiles,
    hints: (RepositoryFile) -> ExtractorHint
  ) -> DataFacts {
    link(files.files.map { compile($0, hints: hints($0)) })
  }

  private static func model(
    of record: StoredRecord,
    modelNames: Set<String>,
    keys: Set<String>,
    _ judge: ValueJudge
  ) -> DataModel {
    let subject = RecordSubject(record.name)
    let fields = record.fields.compactMap { stored in
      field(of: stored, in: record, subject, modelNames: modelNames, keys: keys, judge)
    }
    return DataModel(
      name: record.name,
      table: record.table,
      mapper: record.mapper,
      fields: fields,
      location: record.location
    )
  }

  private static func field(
    of field: StoredRecord.Field,
    in record: StoredRecord,
    _ subject: RecordSubject,
    modelNames: Set<String>,
    keys: Set<String>,
    _ judge: ValueJudge
  ) -> DataField? {
    let base = field.type.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    // A relation stores nothing of its own: its key is a field of its own.
    if field.type.hasPrefix("relation ") || modelNames.contains(String(base)) { return nil }
    let remarks = field.remarks + field.code.map { $0.tokens.joined() }
    let protection = judge.protection(of: field, in: record)
    var found = FieldClassifier.classify(
      field: field.name,
      type: field.type,
      subject: subject,
      remarks: remarks,
      protectedBy: protection
    )
    // `deviceId` beside a model `Device` points to a record and says nothing of a person.
    let isKey =
      found.category != nil && found.declaredClass == nil && keys.contains(tableKey(field.name))
    if isKey { found = .nothing }
    if found == .nothing, !isKey, let column = field.column {
      found = FieldClassifier.classify(
        field: column,
        type: field.type,
        record: record.table ?? record.name,
        remarks: remarks,
        protectedBy: protection
      )
    }
    return DataField(
      name: field.name,
      type: field.type,
      category: found.category,
      sensitivity: found.sensitivity,
      confidence: found.confidence,
      protection: found.protection,
      declaredClass: found.declaredClass,
      location: field.location
    )
  }

  /// A table's name so that `users`, `User` and `user` are one.
  private static func tableKey(_ name: String) -> String {
    NameNormalisation.words(of: name).joined()
  }
}

/// Orders paths so that numbers in them count as numbers: migration 10 follows migration 9.
enum NaturalOrder {
  /// Whether one path comes before another.
  static func precedes(_ left: String, _ right: String) -> Bool {
    var first = left.utf8[...]
    var second = right.utf8[...]
    while let one = first.first, let two = second.first {
      if isDigit(one), isDigit(two) {
        let numbers = (first.prefix(while: isDigit), second.prefix(while: isDigit))
        let plain = (numbers.0.drop { $0 == 48 }, numbers.1.drop { $0 == 48 })
        if plain.0.count != plain.1.count { return plain.0.count < plain.1.count }
        if !plain.0.elementsEqual(plain.1) { return plain.0.lexicographicallyPrecedes(plain.1) }
        first = first.dropFirst(numbers.0.count)
        second = second.dropFirst(numbers.1.count)
      } else {
        if one != two { return one < two }
        first = first.dropFirst()
        second = second.dropFirst()
      }
    }
    return first.count == second.count ? left < right : first.isEmpty
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
