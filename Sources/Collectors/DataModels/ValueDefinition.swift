/// Something a script defines, as far as it could make values unreadable.
package struct ValueDefinition: Codable, Hashable, Sendable {
  /// Its name in its file; `default` for what is exported without one.
  package var name: String
  /// Names of functions that what it gives has gone through.
  package var flows: [String]
  /// Whether it gives back what it was given, in a case that does not depend on that value.
  package var isLeaky: Bool
  /// Whether it is called on something.
  package var isMethod = false
  /// Names that occur in it.
  package var mentions: [String] = []
  /// Names and texts below each key of the object it is.
  package var table: [String: [String]] = [:]
  /// Whether it calls itself, as what walks through nested values does.
  package var callsItself = false
  /// What it does on the way to the database, where it extends a client of Prisma.
  package var scopes: [ClientScope] = []
}

/// What an extension of Prisma's client does with one operation on one model.
package struct ClientScope: Codable, Hashable, Sendable {
  /// The model as the extension has it, or `$allModels`.
  package var model: String
  /// The operation, or `$allOperations`.
  package var operation: String
  /// Fields that get a value, with the functions it has gone through.
  package var assigned: [String: [String]]
  /// Names that occur in the function.
  package var mentions: [String]
}

/// One place that makes a client of Prisma.
package struct ClientUse: Codable, Hashable, Sendable {
  /// What it goes through before it is used: functions it is handed to, extensions it is given.
  package var wrappers: [String]
  /// Extensions that are written right there.
  package var scopes: [ClientScope]
  /// Whether it is in reach without them too.
  package var isRaw: Bool
  /// The name by which other files reach it as it is, nil where they do not.
  ///
  /// Only a name with `prisma` in it: files that name it are read for that.
  package var exportedName: String?
}

/// A client that one file takes from another.
package struct ImportedClient: Codable, Hashable, Sendable {
  /// Its name in the other file.
  package var name: String
  /// What it goes through; raw where it is used as it is.
  package var use: ClientUse
}

/// Code that belongs to a field: a decorator, options, a column's builder.
package struct FieldCode: Codable, Hashable, Sendable {
  /// Its tokens, without comments.
  package var tokens: [String]
  /// The function in it that changes the value on its way into the store.
  package var write: ValueDefinition?
}

/// What one script defines and brings in, for the judgement of transformations.
package struct ScriptValues: Codable, Hashable, Sendable {
  /// Definitions.
  package var definitions: [ValueDefinition] = []
  /// Modules and the names in them, by local name.
  package var imports: [String: ImportedValue] = [:]
  /// Clients of Prisma that are made.
  package var clients: [ClientUse] = []
  /// What is handed to `$extends` and `$use` anywhere in it.
  package var extensions: [String] = []

  /// Where rows are written in ways that an extension may not see.
  package var writes: [StoredWrite] = []
  /// Clients that are taken from other files.
  package var importedClients: [ImportedClient] = []
  /// Names of clients that are handed on in ways that are not followed.
  package var looseClients: [String] = []

  /// Whether there is nothing to judge with.
  package var isEmpty: Bool {
    definitions.isEmpty && clients.isEmpty && extensions.isEmpty && writes.isEmpty
      && importedClients.isEmpty && looseClients.isEmpty
  }
}

/// Where a name comes from.
package struct ImportedValue: Codable, Hashable, Sendable {
  /// The module as it is written.
  package var module: String
  /// The name there; `default` and `*` as such.
  package var name: String
}
