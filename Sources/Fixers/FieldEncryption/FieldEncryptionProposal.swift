import ReadinessModel

/// The encryption of the fields of one package: module, mapper, migration, job.
struct FieldEncryptionProposal {
  private let project: FixProject
  private let wanted: [WantedField]
  private let answers: FixAnswers
  private let site: JobSite

  init(
    _ project: FixProject,
    _ wanted: [WantedField],
    _ answers: FixAnswers
  ) throws(FixObstacle) {
    self.project = project
    self.answers = answers
    site = try JobSite(project, "The encryption of fields", for: .encryption)
    self.wanted = wanted
  }

  func proposal() throws(FixObstacle) -> FixProposal {
    var refusals: [FixRefusal] = []
    let stored = StoredFields(project, site)
    let uses = FieldUses(project, site, wanted)
    let prisma = PrismaEncryption(project, site)
    let entities = EntityEncryption(site)
    var kept: [EncryptedField] = []
    for field in wanted {
      do throws(FixObstacle) {
        guard project.package(of: field.model.location.file) == site.package else {
          throw FixObstacle(
            field.name,
            "it belongs to another package than the one that talks to the database",
            at: field.field.location,
            next: "Run the fix in the folder of the package that the field belongs to."
          )
        }
        let declared =
          field.model.mapper == "prisma"
          ? try prisma.declaration(of: field) : try entities.declaration(of: field)
        let place = try stored.place(of: field, declared)
        try uses.requireNone(of: field, stored: place.column, in: place.table)
        kept.append(EncryptedField(wanted: field, declared: declared, stored: place))
      } catch {
        refusals.append(error.refusal)
      }
    }
    guard !kept.isEmpty else { return FixProposal(refusals: refusals) }
    let code = try FieldEncryptionCode(project, site, kept, answers)
    var edits = try code.files()
    let mappers = Set(kept.map(\.wanted.model.mapper))
    if mappers.contains("prisma") { edits += try prisma.edits(kept, module: code.module) }
    if mappers.contains("typeorm") { edits += entities.edits(kept, module: code.module) }
    let names = kept.map(\.wanted.name).joined(separator: ", ")
    return FixProposal(
      changes: [
        FixChange(
          title: "Encrypt \(names) with AES-256-GCM, and what is there already by a job",
          reason: "Encryption of the whole disk protects nothing from whoever can query the table.",
          applicability: .safe,
          edits: edits
        )
      ],
      refusals: refusals,
      followUps: code.followUps
    )
  }
}

/// A field that can be encrypted, with where it is declared and where it is stored.
struct EncryptedField {
  let wanted: WantedField
  let declared: FieldDeclaration
  let stored: StoredFields.Place
}

/// What the code says of a field.
struct FieldDeclaration {
  /// The table, where the code names it.
  var table: String?
  /// The column, where the code names it.
  var column: String?
  /// Edits that encrypt it, apart from what is brought in.
  var edits: [SourceEdit]
  /// Edits that encrypt it and say that its column takes any text.
  var widened: [SourceEdit]
  /// The file that has to bring the module in.
  var file: String?
}

/// Where fields are in the database, as migrations declare it.
struct StoredFields {
  /// A column and the key of its rows.
  struct Place {
    var table: String
    var column: String
    var key: String
    var keyType: String
    var isRequired: Bool
    /// Whether the column takes any text.
    var isText: Bool
  }

  private let graph: RecordGraph
  private let statements: [(file: String, tokens: [SQLText.Token])]

  init(_ project: FixProject, _ site: JobSite) {
    graph = site.graph
    statements = StoredSchema.texts(project).flatMap { file, bytes in
      SQLText(bytes, in: 0..<bytes.count).tokens.filter { $0.kind != .comment }
        .split { $0.kind == .mark(0x3B) }.map { (file, Array($0)) }
    }
  }

  func place(of field: WantedField, _ declared: FieldDeclaration) throws(FixObstacle) -> Place {
    let at = field.field.location
    let wanted = declared.table ?? field.model.table ?? field.model.name
    let tables = graph.tables.keys.filter { StoredSchema.plain($0) == StoredSchema.plain(wanted) }
    let name = graph.tables[wanted] != nil ? wanted : tables.count == 1 ? tables.first : nil
    guard let name, let table = graph.tables[name] else {
      throw FixObstacle(
        field.name,
        "no migration declares its table \(wanted)",
        at: at,
        next: "Keep the schema in migrations; a schema that is synchronised cannot be followed."
      )
    }
    let plain = { (text: String) in text.lowercased().filter { $0.isLetter || $0.isNumber } }
    let column =
      table.column(declared.column ?? field.field.name)
      ?? table.columns.first { plain($0.name) == plain(declared.column ?? field.field.name) }
    guard let column else {
      throw FixObstacle(
        field.name,
        "no migration declares its column in \(name)",
        at: at,
        next: "Make a migration for the column, and run this again."
      )
    }
    if let reason = reason(against: column, in: table) {
      throw FixObstacle(field.name, reason, at: at, next: Self.other)
    }
    guard let key = graph.key(of: name), let keyType = table.column(key)?.type else {
      throw FixObstacle(
        field.name,
        "the table \(name) has no key of one column, by which its rows could be encrypted in batches",
        at: at,
        next: "Encrypt it by hand, row by row."
      )
    }
    return Place(
      table: name,
      column: column.name,
      key: key,
      keyType: keyType,
      isRequired: column.isRequired,
      isText: column.type == "text"
    )
  }

  private static let other =
    "Leave it as it is, or keep what the database needs of it in a column of its own, such as a keyed"
    + " hash."

  private static let texts: Set<String> = [
    "text", "varchar", "character", "char", "bpchar", "citext",
  ]

  private func reason(against column: SQLSchema.Column, in table: SQLSchema.Table) -> String? {
    if !Self.texts.contains(column.type) {
      return "its column is of type \(column.type), and what is encrypted is text"
    }
    if table.primaryKey.contains(column.name) { return "it is the key of its table" }
    if column.reference != nil { return "it refers to another table" }
    if column.isUnique { return "no two rows may hold the same, which the database could not see" }
    if !column.allowed.isEmpty { return "the database allows only some values of it" }
    if column.hasDefault { return "the database gives it a value, which nothing would encrypt" }
    for (file, tokens) in statements {
      guard let word = Self.dependence(on: column.name, of: table.name, tokens) else { continue }
      return "\(file) has a statement (\(word)) by which the database looks at its values"
    }
    return nil
  }

  /// The word of a statement about a table that makes the database look at a column's values.
  private static func dependence(
    on column: String,
    of table: String,
    _ tokens: [SQLText.Token]
  ) -> String? {
    let words = tokens.map(\.word)
    guard words.contains(table), words.contains(column) else { return nil }
    let first = words.first ?? nil
    if first == "create",
      let kind = words.prefix(5).compactMap(\.self).first(where: {
        ["trigger", "view", "policy", "rule"].contains($0)
      })
    {
      return kind
    }
    for (index, word) in words.enumerated() {
      guard let word, ["index", "unique", "check", "generated", "exclude"].contains(word) else {
        continue
      }
      let rest = tokens[(index + 1)...]
      guard let open = rest.firstIndex(where: { $0.kind == .mark(0x28) }) else { continue }
      // The parentheses of a constraint follow at once; those of an index after its table.
      guard word == "index" || open - index <= 4 else { continue }
      let depth = tokens[open].depth
      let inside = tokens[(open + 1)...].prefix { !($0.depth == depth && $0.kind == .mark(0x29)) }
      if inside.contains(where: { $0.word == column }) { return word }
    }
    return nil
  }
}
