import SyntaxTrees

/// Tables as migrations of Knex make them.
enum KnexTables {
  /// Reads the migrations, in the order of their names.
  static func read(_ sources: [ScriptSource]) -> SQLSchema {
    var tables: [String: SQLSchema.Table] = [:]
    let migrations = sources.filter { source in
      source.path.lowercased().contains("migration") && source.contains("able(")
    }
    for source in migrations.sorted(by: { $0.path < $1.path }) {
      let calls = up(source).map { source.nodes(in: $0, ["call_expression"]) } ?? []
      for call in calls { read(call, in: source, &tables) }
    }
    return SQLSchema(tables: Array(tables.values))
  }

  /// What is done, and not what takes it back.
  private static func up(_ source: ScriptSource) -> SyntaxNode? {
    let table = FunctionTable([source], ProjectFiles([:]), root: "")
    guard case .function(_, let function)? = table.exported("up", by: source) else { return nil }
    return function
  }

  private static func read(
    _ call: SyntaxNode,
    in source: ScriptSource,
    _ tables: inout [String: SQLSchema.Table]
  ) {
    guard let method = call.child("function")?.child("property")?.text,
      let arguments = call.child("arguments")?.namedChildren.filter({ $0.kind != "comment" }),
      let name = arguments.first.flatMap(text)
    else { return }
    switch method {
    case "createTable", "createTableIfNotExists", "table", "alterTable":
      guard arguments.count > 1, let body = arguments[1].child("body"),
        let builder = arguments[1].child("parameters")?.namedChildren.first
          ?? arguments[1].child("parameter")
      else { return }
      let builderName = builder.child("pattern")?.text ?? builder.text
      var table = tables[name] ?? SQLSchema.Table(name: name)
      for chain in chains(of: builderName, in: body, source) { add(chain, to: &table) }
      tables[name] = table
    case "dropTable", "dropTableIfExists": tables[name] = nil
    default: return
    }
  }

  private typealias Link = (method: String, arguments: [SyntaxNode])

  /// The chains of calls that begin with the builder, each from its first call on.
  private static func chains(
    of builder: String,
    in body: SyntaxNode,
    _ source: ScriptSource
  ) -> [[Link]] {
    source.nodes(in: body, ["call_expression"]).compactMap { call in
      guard call.child("function")?.child("object")?.text == builder else { return nil }
      var links: [Link] = []
      var node = call
      while true {
        let given = node.child("arguments")?.namedChildren.filter { $0.kind != "comment" } ?? []
        links.append((node.child("function")?.child("property")?.text ?? "", given))
        guard let member = node.parent, member.kind == "member_expression",
          let next = member.parent, next.kind == "call_expression", links.count < 50
        else { return links }
        node = next
      }
    }
  }

  private static let notColumns: Set<String> = [
    "foreign", "primary", "unique", "index", "dropColumn", "dropForeign", "timestamps", "comment",
    "dropUnique", "dropIndex", "renameColumn", "setNullable", "dropNullable", "check",
    "dropPrimary",
  ]

  private static func add(_ chain: [Link], to table: inout SQLSchema.Table) {
    let first = chain[0]
    if first.method == "dropColumn", let name = first.arguments.first.flatMap(text) {
      table.columns.removeAll { $0.name == name }
      return
    }
    if first.method == "foreign", let name = first.arguments.first.flatMap(text),
      let index = table.columns.firstIndex(where: { $0.name == name })
    {
      table.columns[index].reference = reference(chain)
      return
    }
    if first.method == "timestamps" {
      for name in ["created_at", "updated_at"] where table.column(name) == nil {
        table.columns.append(SQLSchema.Column(name: name, type: "timestamp", hasDefault: true))
      }
    }
    guard !notColumns.contains(first.method) else { return }
    let isCounted = first.method == "increments" || first.method == "bigIncrements"
    guard let name = first.arguments.first.flatMap(text) ?? (isCounted ? "id" : nil) else { return }
    let methods = chain.map(\.method)
    var column = SQLSchema.Column(name: name, type: type(of: first))
    column.isRequired = methods.contains("notNullable") || isCounted
    column.hasDefault = methods.contains("defaultTo") || isCounted
    column.isUnique = methods.contains("unique") || methods.contains("primary") || isCounted
    column.reference = reference(chain)
    if let rule = chain.first(where: { $0.method == "onDelete" })?.arguments.first.flatMap(text) {
      column.onDelete = rule.lowercased().split(separator: " ").first.map(String.init)
        .flatMap { ["cascade", "set"].contains($0) ? $0 : nil }
    }
    if ["enu", "enum"].contains(first.method), first.arguments.count > 1 {
      column.allowed = first.arguments[1].namedChildren.compactMap(text)
    }
    if isCounted || methods.contains("primary") { table.primaryKey = [name] }
    table.columns.removeAll { $0.name == name }
    table.columns.append(column)
  }

  private static func reference(_ chain: [Link]) -> (table: String, column: String?)? {
    let value = { (method: String) in
      chain.first { $0.method == method }.flatMap { $0.arguments.first }.flatMap(text)
    }
    if let table = value("inTable") ?? value("on") { return (table, value("references")) }
    // `references('users.id')`.
    guard let parts = value("references")?.split(separator: "."), parts.count == 2 else {
      return nil
    }
    return (String(parts[0]), String(parts[1]))
  }

  private static func type(of link: Link) -> String {
    switch link.method {
    case "increments", "integer", "tinyint", "smallint": "integer"
    case "bigIncrements", "bigInteger": "bigint"
    case "specificType": link.arguments.dropFirst().first.flatMap(text) ?? "text"
    case "boolean", "uuid", "date", "json", "jsonb", "timestamp", "datetime": link.method
    default: "text"
    }
  }

  private static func text(_ node: SyntaxNode) -> String? {
    node.kind == "string" ? String(node.text.dropFirst().dropLast()) : nil
  }
}
