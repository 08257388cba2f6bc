package import ReadinessModel

/// A model or table as one file declares it, before its fields are classified.
package struct StoredRecord: Codable, Hashable, Sendable {
  /// One declared field.
  package struct Field: Codable, Hashable, Sendable {
    /// Name in the code.
    package var name: String
    /// Name in the store, where it differs.
    package var column: String?
    /// Declared type; `relation X` for a field that stores nothing itself.
    package var type: String
    /// Annotations, options and comments that belong to the field, as written.
    package var remarks: [String]
    /// Code that belongs to the field, where there is any.
    package var code: [FieldCode] = []
    /// The declaration.
    package var location: SourceLocation
  }

  /// Name of the model, or of the table where there is no model.
  package var name: String
  /// Name of the table or collection, where it is given.
  package var table: String?
  /// The mapper that declares it.
  package var mapper: String
  /// Its fields, in order.
  package var fields: [Field]
  /// The definition.
  package var location: SourceLocation
  /// Name of the class it inherits fields from.
  package var parent: String?
  /// Whether it is a model only as part of others: a base class, an embedded type.
  package var isPart = false
}

/// What one file says of stored data; the link joins files to `DataFacts`.
package struct FileDataModels: Codable, Hashable, Sendable {
  /// Path of the file.
  package var file: String
  /// Models declared whole.
  package var records: [StoredRecord] = []
  /// Names of types that are values, not models (Prisma's enums).
  package var valueTypes: [String] = []
  /// Steps of migrations, in order.
  package var changes: [TableChange] = []
  /// Statements that bear on access, retention or history.
  package var statements: [DatabaseStatement] = []
  /// Functions of the database.
  package var functions: [StoredFunction] = []
  /// What it defines that could make values unreadable.
  package var values = ScriptValues()
  /// Why the file could not be read whole, nil when it could.
  package var trouble: String?

  /// Whether the file says nothing.
  package var isEmpty: Bool {
    records.isEmpty && valueTypes.isEmpty && changes.isEmpty && statements.isEmpty
      && functions.isEmpty && values.isEmpty && trouble == nil
  }
}

/// One step of a migration.
package enum TableChange: Codable, Hashable, Sendable {
  /// A table is created.
  case create(StoredRecord)
  /// A table goes.
  case drop(table: String)
  /// A table gets another name.
  case rename(table: String, to: String)
  /// A table gets a column, or a column gets another definition.
  case put(table: String, field: StoredRecord.Field)
  /// A column gets another name and keeps its definition.
  case renameColumn(table: String, column: String, to: String)
  /// A table loses a column.
  case dropColumn(table: String, column: String)
  /// A remark is made on a column, or on the table.
  case remark(table: String, column: String?, text: String)
}
