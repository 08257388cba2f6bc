/// What schemas and models show of the data that is kept.
package struct DataFacts: Codable, Hashable, Sendable {
  /// Every model, sorted by file and line.
  package var models: [DataModel]
  /// Grants, triggers, partitions and rules in migrations.
  package var databaseGrants: [DatabaseStatement]

  /// Creates a value from its parts.
  package init(models: [DataModel] = [], databaseGrants: [DatabaseStatement] = []) {
    self.models = models
    self.databaseGrants = databaseGrants
  }
}

/// A stored record type.
package struct DataModel: Codable, Hashable, Sendable {
  /// Name of the model or table.
  package var name: String
  /// Name of the table or collection where it is given.
  package var table: String?
  /// `prisma`, `typeorm`, `sequelize`, `mongoose`, `drizzle` or `sql`.
  package var mapper: String
  /// Its fields, in order.
  package var fields: [DataField]
  /// Its definition.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    name: String,
    table: String? = nil,
    mapper: String,
    fields: [DataField] = [],
    location: SourceLocation
  ) {
    self.name = name
    self.table = table
    self.mapper = mapper
    self.fields = fields
    self.location = location
  }
}

/// How much harm disclosure of a field does.
package enum Sensitivity: String, Codable, Hashable, Sendable, CaseIterable {
  /// No personal or confidential data recognised.
  case noneRecognised = "none"
  /// Personal data.
  case personal
  /// Personal data of a special or high-risk category.
  case sensitive
  /// A secret that grants access.
  case credential
  /// Confidential business data.
  case confidential
}

/// One field of a stored record type.
package struct DataField: Codable, Hashable, Sendable {
  /// Name of the field.
  package var name: String
  /// Its declared type.
  package var type: String
  /// Fides data category key, nil when none was recognised.
  package var category: String?
  /// How much harm disclosure does.
  package var sensitivity: Sensitivity
  /// How sure the classification is.
  package var confidence: Confidence
  /// How the field is protected (`encrypted`, `hashed`, `tokenised`, `masked`), nil when it
  /// is not.
  package var protection: String?
  /// The class the project itself declares for it, nil when it declares none.
  package var declaredClass: String?
  /// Its declaration.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    name: String,
    type: String,
    category: String? = nil,
    sensitivity: Sensitivity,
    confidence: Confidence = .medium,
    protection: String? = nil,
    declaredClass: String? = nil,
    location: SourceLocation
  ) {
    self.name = name
    self.type = type
    self.category = category
    self.sensitivity = sensitivity
    self.confidence = confidence
    self.protection = protection
    self.declaredClass = declaredClass
    self.location = location
  }
}

/// What a statement in a migration does that matters here.
package enum DatabaseStatementKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// Gives a privilege.
  case grant
  /// Takes a privilege away.
  case revoke
  /// Installs a trigger.
  case trigger
  /// Installs a rewrite rule.
  case rule
  /// Partitions a table.
  case partition
  /// Switches row level security on, or adds a policy.
  case rowSecurity = "row-security"
  /// Creates a table.
  case createTable = "create-table"
  /// Drops or truncates a table, or detaches a partition.
  case dropTable = "drop-table"
}

/// A statement in a migration that bears on access, retention or history.
package struct DatabaseStatement: Codable, Hashable, Sendable {
  /// What it does.
  package var kind: DatabaseStatementKind
  /// The table, as written.
  package var table: String
  /// Privileges given or taken, in upper case.
  package var privileges: [String]
  /// The role concerned.
  package var grantee: String?
  /// The statement, shortened to one line.
  package var detail: String
  /// Where.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    kind: DatabaseStatementKind,
    table: String,
    privileges: [String] = [],
    grantee: String? = nil,
    detail: String,
    location: SourceLocation
  ) {
    self.kind = kind
    self.table = table
    self.privileges = privileges
    self.grantee = grantee
    self.detail = detail
    self.location = location
  }
}
