import SyntaxTrees

/// Migrations written in TypeScript or JavaScript: Knex, Sequelize, TypeORM, and SQL in strings.
extension ScriptModels {
  /// Reads a call that changes a table.
  mutating func readMigrationCall(_ call: SyntaxNode) {
    guard let name = ScriptSyntax.calledName(call), Self.calls.contains(name),
      call.child("function")?.kind == "member_expression", !ScriptSyntax.isInUndo(call)
    else { return }
    let arguments = ScriptSyntax.arguments(call)
    switch name {
    case "createTable", "createTableIfNotExists", "alterTable", "table":
      readTableCall(call, arguments, creates: name.hasPrefix("create"))
    case "dropTable", "dropTableIfExists":
      if let table = ScriptSyntax.string(arguments.first) {
        result.changes.append(.drop(table: table))
      }
    case "renameTable":
      if let table = ScriptSyntax.string(arguments.first), arguments.count > 1,
        let new = ScriptSyntax.string(arguments[1])
      {
        result.changes.append(.rename(table: table, to: new))
      }
    case "addColumn", "changeColumn":
      if let table = ScriptSyntax.string(arguments.first), let field = addedColumn(arguments) {
        result.changes.append(.put(table: table, field: field))
      }
    case "removeColumn":
      if let table = ScriptSyntax.string(arguments.first), arguments.count > 1,
        let column = ScriptSyntax.string(arguments[1])
      {
        result.changes.append(.dropColumn(table: table, column: column))
      }
    case "renameColumn":
      let names = arguments.compactMap(ScriptSyntax.string)
      if names.count == 3 {
        result.changes.append(.renameColumn(table: names[0], column: names[1], to: names[2]))
      }
    default: break
    }
  }

  private mutating func readTableCall(
    _ call: SyntaxNode,
    _ arguments: [SyntaxNode],
    creates: Bool
  ) {
    if let table = typeormTable(arguments.first) { return result.changes.append(.create(table)) }
    guard arguments.count >= 2, let table = ScriptSyntax.string(arguments[0]) else { return }
    var record = StoredRecord(
      name: table,
      table: table,
      mapper: "sql",
      fields: [],
      location: location(call)
    )
    if arguments[1].kind == "object" {
      record.fields = attributeFields(arguments[1])
      if creates { result.changes.append(.create(record)) }
      return
    }
    guard arguments[1].kind.contains("function"), let builder = Self.parameter(of: arguments[1]),
      let body = arguments[1].child("body")
    else { return }
    let steps = builderSteps(body, builder: builder)
    if creates {
      record.fields = steps.compactMap { if case .add(let field) = $0 { field } else { nil } }
      result.changes.append(.create(record))
    } else {
      for step in steps { result.changes.append(step.change(of: table)) }
    }
  }

  /// What a table builder is told.
  private enum BuilderStep {
    case add(StoredRecord.Field)
    case drop(String)
    case rename(String, String)

    func change(of table: String) -> TableChange {
      switch self {
      case .add(let field): .put(table: table, field: field)
      case .drop(let column): .dropColumn(table: table, column: column)
      case .rename(let old, let new): .renameColumn(table: table, column: old, to: new)
      }
    }
  }

  private func builderSteps(_ body: SyntaxNode, builder: String) -> [BuilderStep] {
    let statements = body.kind == "statement_block" ? body.namedChildren : [body]
    return statements.flatMap { statement -> [BuilderStep] in
      let expression =
        statement.kind == "expression_statement"
        ? statement.namedChildren.first ?? statement : statement
      guard let start = ScriptSyntax.chainStart(expression),
        let function = start.child("function"), function.kind == "member_expression",
        function.child("object")?.text == builder, let method = function.child("property")?.text
      else { return [] }
      let names = ScriptSyntax.arguments(start).compactMap(ScriptSyntax.string)
      switch method {
      case "dropColumn", "dropColumns": return names.map(BuilderStep.drop)
      case "renameColumn": return names.count == 2 ? [.rename(names[0], names[1])] : []
      default:
        guard Self.columnTypes.contains(method), let column = names.first else { return [] }
        let type = method == "specificType" && names.count > 1 ? names[1] : method
        return [
          .add(
            field(
              column,
              type: type,
              pair: statement,
              code: [expression]
            )
          )
        ]
      }
    }
  }

  private func addedColumn(_ arguments: [SyntaxNode]) -> StoredRecord.Field? {
    guard arguments.count > 1 else { return nil }
    if arguments.count > 2, let name = ScriptSyntax.string(arguments[1]) {
      let definition = arguments[2]
      let type = ScriptSyntax.property("type", of: definition) ?? definition
      let kind = type.text.split { ".(".contains($0) }.dropFirst().first
      return field(
        name,
        type: String(kind ?? ""),
        pair: definition,
        code: [definition]
      )
    }
    guard arguments[1].kind == "new_expression" else { return nil }
    return typeormColumn(ScriptSyntax.arguments(arguments[1]).first)
  }

  /// Reads TypeORM's `new Table({ name, columns: [{ name, type }] })`.
  private func typeormTable(_ node: SyntaxNode?) -> StoredRecord? {
    guard let node, node.kind == "new_expression",
      let options = ScriptSyntax.arguments(node).first,
      let name = ScriptSyntax.string(ScriptSyntax.property("name", of: options)),
      let columns = ScriptSyntax.property("columns", of: options), columns.kind == "array"
    else { return nil }
    return StoredRecord(
      name: name,
      table: name,
      mapper: "sql",
      fields: columns.namedChildren.compactMap { typeormColumn(ScriptSyntax.unwrapped($0)) },
      location: location(node)
    )
  }

  private func typeormColumn(_ node: SyntaxNode?) -> StoredRecord.Field? {
    guard let node, let name = ScriptSyntax.string(ScriptSyntax.property("name", of: node)) else {
      return nil
    }
    let type = ScriptSyntax.string(ScriptSyntax.property("type", of: node)) ?? ""
    return field(name, type: type, pair: node, code: [node])
  }

  /// Reads a string or template that is SQL; what is substituted into it is left standing.
  mutating func readEmbeddedSQL(_ node: SyntaxNode) {
    let range = node.range.dropFirst().dropLast()
    let start = range.first { file.bytes[$0] > 32 } ?? range.startIndex
    guard range.endIndex - start > 12 else { return }
    let word = file.bytes[start..<range.endIndex].prefix { ($0 | 32) >= 97 && ($0 | 32) <= 122 }
    guard Self.openings.contains(String(decoding: word, as: UTF8.self).uppercased()),
      isExecuted(node), !ScriptSyntax.isInUndo(node)
    else { return }
    var reader = SQLStatements(file)
    reader.read(start..<range.endIndex)
    result.changes += reader.changes
    result.statements += reader.statements
    result.functions += reader.functions
  }

  /// Whether a text is given to something that runs it, or stands in a migration.
  private func isExecuted(_ node: SyntaxNode) -> Bool {
    if file.path.lowercased().contains("migration") { return true }
    var place = node
    for _ in 0..<4 {
      guard let parent = place.parent else { return false }
      if parent.kind == "call_expression" {
        guard let name = ScriptSyntax.calledName(parent) else { return false }
        return Self.executors.contains(name)
      }
      place = parent
    }
    return false
  }

  private static func parameter(of function: SyntaxNode) -> String? {
    if let single = function.child("parameter") { return single.text }
    guard let first = function.child("parameters")?.namedChildren.first else { return nil }
    return first.child("pattern")?.text ?? first.text
  }

  private static let calls: Set<String> = [
    "createTable", "createTableIfNotExists", "alterTable", "table", "dropTable",
    "dropTableIfExists", "renameTable", "addColumn", "changeColumn", "removeColumn", "renameColumn",
  ]
  private static let executors: Set<String> = [
    "query", "raw", "execute", "exec", "run", "sql", "unsafe", "none", "addSql", "$executeRaw",
    "$executeRawUnsafe", "$queryRaw", "$queryRawUnsafe", "executeSql", "batch", "multi",
  ]
  private static let openings: Set<String> = [
    "CREATE", "ALTER", "DROP", "GRANT", "REVOKE", "TRUNCATE", "COMMENT", "DO",
  ]
  private static let columnTypes: Set<String> = [
    "string", "text", "integer", "int", "bigInteger", "bigint", "boolean", "date", "datetime",
    "dateTime", "timestamp", "time", "json", "jsonb", "uuid", "enu", "enum", "float", "double",
    "decimal", "binary", "specificType", "increments", "bigIncrements", "char", "varchar",
    "smallint", "tinyint", "mediumint", "point", "geometry", "geography",
  ]
}
