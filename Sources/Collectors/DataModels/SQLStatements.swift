import ReadinessModel

/// Reads the statements of SQL text that create, change or guard tables.
struct SQLStatements {
  private let file: RepositoryFile
  private(set) var changes: [TableChange] = []
  private(set) var statements: [DatabaseStatement] = []
  private(set) var functions: [StoredFunction] = []

  init(_ file: RepositoryFile) {
    self.file = file
  }

  /// Reads SQL in a range of the file's bytes.
  mutating func read(_ range: Range<Int>) {
    read(tokens: SQLLexer.tokens(of: file.bytes[range]), depth: 0)
  }

  private mutating func read(tokens: [SQLToken], depth: Int) {
    for statement in tokens.split(whereSeparator: { $0.isSymbol(";") }) {
      read(statement: statement, depth: depth)
    }
  }

  private mutating func read(statement: ArraySlice<SQLToken>, depth: Int) {
    var cursor = SQLCursor(statement)
    // Inside a block of code, statements follow these words.
    cursor.skip(["BEGIN", "THEN", "ELSE", "LOOP"])
    guard let first = cursor.advance() else { return }
    switch first.keyword {
    case "CREATE": readCreate(&cursor, first)
    case "ALTER": readAlter(&cursor, first)
    case "DROP": readDrop(&cursor, first)
    case "TRUNCATE":
      cursor.skip(["TABLE", "ONLY"])
      for item in cursor.commaSeparated() {
        var name = SQLCursor(item)
        if let table = name.tableName() { note(.dropTable, table, first, statement) }
      }
    case "GRANT", "REVOKE": readPrivileges(&cursor, first)
    case "COMMENT": readComment(&cursor)
    case "EXEC": readRename(&cursor)
    case "SELECT", "PERFORM": readPartitioning(&cursor, first)
    case "DO":
      // The body of an anonymous block is SQL again.
      guard depth == 0, let body = statement.first(where: { $0.kind == .string }) else { return }
      let end = body.innerOffset + body.text.utf8.count
      guard end <= file.bytes.count else { return }
      read(tokens: SQLLexer.tokens(of: file.bytes[body.innerOffset..<end]), depth: depth + 1)
    default: break
    }
  }

  // MARK: - CREATE

  private mutating func readCreate(_ cursor: inout SQLCursor, _ first: SQLToken) {
    cursor.skip([
      "OR", "REPLACE", "TEMP", "TEMPORARY", "GLOBAL", "LOCAL", "UNLOGGED", "FOREIGN", "CONSTRAINT",
      "DEFINER", "ALTER",
    ])
    guard let kind = cursor.advance()?.keyword else { return }
    switch kind {
    case "TABLE": readCreateTable(&cursor, first)
    case "TRIGGER":
      let events = Self.events(in: cursor.rest)
      guard cursor.advance(past: "ON"), let table = cursor.tableName() else { return }
      note(.trigger, table, first, cursor, privileges: events)
    case "RULE":
      let events = Self.events(in: cursor.rest)
      guard cursor.advance(past: "TO"), let table = cursor.tableName() else { return }
      note(.rule, table, first, cursor, privileges: events)
    case "POLICY":
      guard cursor.advance(past: "ON"), let table = cursor.tableName() else { return }
      note(.rowSecurity, table, first, cursor)
    case "FUNCTION", "PROCEDURE":
      let place = file.location(atByte: first.offset)
      if let function = StoredFunction(&cursor, at: place) { functions.append(function) }
    default: break
    }
  }

  private mutating func readCreateTable(_ cursor: inout SQLCursor, _ first: SQLToken) {
    _ = cursor.accept("IF", "NOT", "EXISTS")
    guard let table = cursor.tableName() else { return }
    note(.createTable, table, first, cursor)
    if cursor.accept("PARTITION", "OF") {
      if let parent = cursor.tableName() { note(.partition, parent, first, cursor) }
      return
    }
    var record = StoredRecord(
      name: table,
      table: table,
      mapper: "sql",
      fields: [],
      location: file.location(atByte: first.offset)
    )
    if let items = cursor.parenthesised() {
      record.fields = items.compactMap(column)
    }
    if cursor.rest.contains(where: { $0.keyword == "PARTITION" }) {
      note(.partition, table, first, cursor)
    }
    changes.append(.create(record))
  }

  /// Reads a column's definition, nil for a constraint of the table.
  private func column(_ item: ArraySlice<SQLToken>) -> StoredRecord.Field? {
    guard let name = item.first, name.kind == .word || name.kind == .quotedName else { return nil }
    if name.kind == .word, Self.constraints.contains(name.keyword) { return nil }
    let definition = item.dropFirst()
    let type = definition.prefix { token in
      !(token.kind == .word && Self.columnClauses.contains(token.keyword))
    }
    let rest = definition.dropFirst(type.count)
    return StoredRecord.Field(
      name: name.text,
      type: Self.text(of: type),
      remarks: rest.isEmpty ? [] : [String(Self.text(of: rest).prefix(400))],
      location: file.location(atByte: name.offset)
    )
  }

  // MARK: - ALTER and DROP

  private mutating func readAlter(_ cursor: inout SQLCursor, _ first: SQLToken) {
    guard cursor.accept("TABLE") else { return }
    _ = cursor.accept("IF", "EXISTS")
    _ = cursor.accept("ONLY")
    guard let table = cursor.tableName() else { return }
    for item in cursor.commaSeparated() {
      var action = SQLCursor(item)
      readAction(&action, table, first, cursor)
    }
  }

  private mutating func readAction(
    _ action: inout SQLCursor,
    _ table: String,
    _ first: SQLToken,
    _ statement: SQLCursor
  ) {
    guard let verb = action.advance()?.keyword else { return }
    switch verb {
    case "ADD":
      _ = action.accept("COLUMN")
      _ = action.accept("IF", "NOT", "EXISTS")
      let fields =
        action.parenthesised()?.compactMap(column) ?? [column(action.rest)].compactMap(\.self)
      for field in fields { changes.append(.put(table: table, field: field)) }
    case "DROP":
      _ = action.accept("COLUMN")
      _ = action.accept("IF", "EXISTS")
      guard let name = action.current, !Self.constraints.contains(name.keyword) else { return }
      changes.append(.dropColumn(table: table, column: name.text))
    case "RENAME":
      if action.accept("TO") {
        if let name = action.tableName() { changes.append(.rename(table: table, to: name)) }
      } else if !action.accept("CONSTRAINT"), !action.accept("INDEX") {
        _ = action.accept("COLUMN")
        guard let old = action.tableName(), action.accept("TO"), let new = action.tableName() else {
          return
        }
        changes.append(.renameColumn(table: table, column: old, to: new))
      }
    case "MODIFY", "CHANGE":
      _ = action.accept("COLUMN")
      if verb == "CHANGE", let old = action.tableName() {
        if let field = column(action.rest) {
          changes.append(.renameColumn(table: table, column: old, to: field.name))
        }
      }
      if let field = column(action.rest) { changes.append(.put(table: table, field: field)) }
    case "ALTER": readColumnType(&action, table)
    case "ENABLE", "FORCE":
      if action.accept("ROW", "LEVEL", "SECURITY") { note(.rowSecurity, table, first, statement) }
    case "DETACH":
      if action.accept("PARTITION"), let partition = action.tableName() {
        note(.dropTable, partition, first, statement)
      }
    case "ATTACH": note(.partition, table, first, statement)
    default: break
    }
  }

  private mutating func readColumnType(_ action: inout SQLCursor, _ table: String) {
    _ = action.accept("COLUMN")
    guard let name = action.current else { return }
    guard let column = action.tableName() else { return }
    _ = action.accept("SET", "DATA")
    guard action.accept("TYPE") else { return }
    let type = action.rest.prefix { $0.keyword != "USING" && $0.keyword != "COLLATE" }
    let field = StoredRecord.Field(
      name: column,
      type: Self.text(of: type),
      remarks: [],
      location: file.location(atByte: name.offset)
    )
    changes.append(.put(table: table, field: field))
  }

  private mutating func readDrop(_ cursor: inout SQLCursor, _ first: SQLToken) {
    guard cursor.accept("TABLE") else { return }
    _ = cursor.accept("IF", "EXISTS")
    for item in cursor.commaSeparated() {
      var name = SQLCursor(item)
      guard let table = name.tableName() else { continue }
      changes.append(.drop(table: table))
      note(.dropTable, table, first, cursor)
    }
  }

  /// SQL Server renames by a procedure: `EXEC sp_rename 'old', 'new'`.
  private mutating func readRename(_ cursor: inout SQLCursor) {
    guard cursor.accept("SP_RENAME") else { return }
    let names = cursor.rest.filter { $0.kind == .string }.map(\.text)
    guard names.count == 2 else { return }
    changes.append(.rename(table: names[0], to: names[1]))
  }

  // MARK: - Access and remarks

  private mutating func readPrivileges(_ cursor: inout SQLCursor, _ first: SQLToken) {
    _ = cursor.accept("GRANT", "OPTION", "FOR")
    var privileges: [String] = []
    while let token = cursor.advance(), token.keyword != "ON" {
      if token.kind == .word, token.keyword != "PRIVILEGES" { privileges.append(token.keyword) }
      // A list of columns narrows the privilege before it and is part of the detail.
      if token.isSymbol("(") { while let inner = cursor.advance(), !inner.isSymbol(")") {} }
    }
    guard !cursor.isAtEnd else { return }
    let end = first.keyword == "GRANT" ? "TO" : "FROM"
    let objects = cursor.rest.prefix { $0.keyword != end }
    guard cursor.advance(past: end) else { return }
    let grantees = cursor.commaSeparated().compactMap { item -> String? in
      var name = SQLCursor(item)
      name.skip(["GROUP", "ROLE", "USER"])
      return name.tableName()
    }
    var names = SQLCursor(objects)
    if names.accept("ALL", "TABLES", "IN", "SCHEMA") {
      let schema = names.tableName() ?? "public"
      record(first, privileges, "\(schema).*", grantees, cursor)
      return
    }
    guard
      !["SCHEMA", "SEQUENCE", "FUNCTION", "DATABASE", "ALL", "TYPE", "PROCEDURE", "LANGUAGE"]
        .contains(names.current?.keyword ?? "")
    else { return }
    _ = names.accept("TABLE")
    for item in names.commaSeparated() {
      var name = SQLCursor(item)
      if let table = name.tableName() { record(first, privileges, table, grantees, cursor) }
    }
  }

  private mutating func record(
    _ first: SQLToken,
    _ privileges: [String],
    _ table: String,
    _ grantees: [String],
    _ cursor: SQLCursor
  ) {
    let kind: DatabaseStatementKind = first.keyword == "GRANT" ? .grant : .revoke
    for grantee in grantees {
      note(kind, table, first, cursor, privileges: privileges, grantee: grantee)
    }
  }

  private mutating func readComment(_ cursor: inout SQLCursor) {
    guard cursor.accept("ON"), let kind = cursor.advance()?.keyword else { return }
    let name = cursor.qualifiedName()
    guard cursor.accept("IS"), let text = cursor.current, text.kind == .string else { return }
    if kind == "COLUMN", name.count >= 2 {
      let table = name[name.count - 2]
      changes.append(.remark(table: table, column: name.last, text: String(text.text.prefix(400))))
    } else if kind == "TABLE", let table = name.last {
      changes.append(.remark(table: table, column: nil, text: String(text.text.prefix(400))))
    }
  }

  /// Extensions partition by a function call.
  private mutating func readPartitioning(_ cursor: inout SQLCursor, _ first: SQLToken) {
    let functions: Set<String> = ["CREATE_HYPERTABLE", "CREATE_PARENT", "CREATE_DISTRIBUTED_TABLE"]
    guard cursor.rest.prefix(8).contains(where: { functions.contains($0.keyword) }),
      let name = cursor.rest.first(where: { $0.kind == .string })?.text
    else { return }
    note(.partition, String(name.split(separator: ".").last ?? ""), first, cursor)
  }

  // MARK: - Notes

  private mutating func note(
    _ kind: DatabaseStatementKind,
    _ table: String,
    _ first: SQLToken,
    _ cursor: SQLCursor,
    privileges: [String] = [],
    grantee: String? = nil
  ) {
    note(kind, table, first, cursor.all, privileges: privileges, grantee: grantee)
  }

  private mutating func note(
    _ kind: DatabaseStatementKind,
    _ table: String,
    _ first: SQLToken,
    _ tokens: ArraySlice<SQLToken>,
    privileges: [String] = [],
    grantee: String? = nil
  ) {
    let statement = DatabaseStatement(
      kind: kind,
      table: table,
      privileges: privileges,
      grantee: grantee,
      detail: Self.shortened(tokens),
      location: file.location(atByte: first.offset)
    )
    statements.append(statement)
  }

  private static func events(in tokens: ArraySlice<SQLToken>) -> [String] {
    let known: Set<String> = ["INSERT", "UPDATE", "DELETE", "TRUNCATE", "SELECT"]
    let clause = tokens.prefix { !["EXECUTE", "DO", "TO", "FOR"].contains($0.keyword) }
    return clause.map(\.keyword).filter(known.contains)
  }

  private static func shortened(_ tokens: ArraySlice<SQLToken>) -> String {
    let text = text(of: tokens.prefix(60))
    return text.count > 160 ? text.prefix(157) + "..." : text
  }

  /// The tokens on one line, spaced as people write them.
  private static func text(of tokens: ArraySlice<SQLToken>) -> String {
    var text = ""
    var previous: SQLToken?
    for token in tokens {
      let joins =
        token.isSymbol("(") || token.isSymbol(")") || token.isSymbol(",")
        || token.isSymbol(".")
      let sticks = previous.map { $0.isSymbol("(") || $0.isSymbol(".") } ?? true
      if !joins, !sticks { text += " " }
      let plain = token.text.filter { !$0.isNewline }
      text += token.kind == .string ? "'\(plain.prefix(80))'" : plain
      previous = token
    }
    return text
  }

  private static let constraints: Set<String> = [
    "CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "INDEX", "KEY", "EXCLUDE", "LIKE",
    "FULLTEXT", "SPATIAL", "PERIOD", "PARTITION",
  ]
  private static let columnClauses: Set<String> = [
    "NOT", "NULL", "DEFAULT", "PRIMARY", "UNIQUE", "REFERENCES", "CHECK", "COLLATE", "GENERATED",
    "AUTO_INCREMENT", "AUTOINCREMENT", "COMMENT", "CONSTRAINT", "ON", "ENCRYPTED", "IDENTITY",
    "AFTER", "FIRST", "STORAGE", "COMPRESSION", "MASKED", "KEY",
  ]
}
