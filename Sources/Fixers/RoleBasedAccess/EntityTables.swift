import SyntaxTrees

/// Tables as entities of TypeORM declare them, by the names of their classes.
enum EntityTables {
  /// Reads every entity of a package.
  static func read(_ sources: [ScriptSource]) -> SQLSchema {
    let marked = sources.filter { $0.contains("@Entity") }
    var enums: [String: [String]] = [:]
    for source in sources where source.contains("enum ") {
      for type in source.nodes(["enum_declaration"]) {
        guard let name = type.child("name")?.text else { continue }
        enums[name] = type.child("body")?.namedChildren.compactMap { member in
          member.child("value").flatMap { $0.kind == "string" ? inner($0) : nil }
        }
      }
    }
    var tables: [SQLSchema.Table] = []
    for source in marked {
      for type in source.nodes(["class_declaration"]) {
        guard let name = type.child("name")?.text,
          NestModuleTable.decoration("Entity", of: name, in: source) != nil
        else { continue }
        var table = table(name, type, in: source, enums)
        inherit(type, into: &table, sources, enums)
        tables.append(table)
      }
    }
    return SQLSchema(tables: tables)
  }

  /// Adds the columns of the classes that an entity extends.
  private static func inherit(
    _ type: SyntaxNode,
    into table: inout SQLSchema.Table,
    _ sources: [ScriptSource],
    _ enums: [String: [String]]
  ) {
    var type = type
    for _ in 0..<5 {
      guard let name = FunctionTable.parent(of: type) else { return }
      var found: (ScriptSource, SyntaxNode)?
      for source in sources where found == nil && source.contains("class \(name)") {
        found = source.nodes(["class_declaration", "abstract_class_declaration"])
          .first { $0.child("name")?.text == name }.map { (source, $0) }
      }
      guard let (source, parent) = found else { return }
      let more = self.table(name, parent, in: source, enums)
      table.columns += more.columns.filter { table.column($0.name) == nil }
      if table.primaryKey.isEmpty { table.primaryKey = more.primaryKey }
      type = parent
    }
  }

  private static func inner(_ string: SyntaxNode) -> String {
    String(string.text.dropFirst().dropLast())
  }

  private static func table(
    _ name: String,
    _ type: SyntaxNode,
    in source: ScriptSource,
    _ enums: [String: [String]]
  ) -> SQLSchema.Table {
    var table = SQLSchema.Table(name: name)
    table.file = source.path
    var marks: [SyntaxNode] = []
    var relations: [(property: String, target: String, join: String?)] = []
    for part in type.child("body")?.namedChildren ?? [] {
      if part.kind == "decorator" {
        marks.append(part)
        continue
      }
      defer { marks = [] }
      guard part.kind == "public_field_definition", let property = part.child("name")?.text else {
        continue
      }
      let calls = (marks + part.namedChildren.filter { $0.kind == "decorator" })
        .compactMap(\.namedChildren.first)
      let names = calls.map { $0.child("function")?.text ?? $0.text }
      let written = part.child("type")?.namedChildren.first?.text ?? ""
      if let at = names.firstIndex(where: { $0 == "ManyToOne" || $0 == "OneToOne" }) {
        let join = names.firstIndex(of: "JoinColumn")
        guard names[at] == "ManyToOne" || join != nil,
          let target = target(of: calls[at], in: source)
        else { continue }
        relations.append((property, target, join.flatMap { option("name", of: calls[$0]) }))
        continue
      }
      let isKey = names.contains { $0.hasPrefix("Primary") }
      guard isKey || names.contains(where: { $0.hasSuffix("Column") || $0.hasSuffix("Date") })
      else { continue }
      var column = SQLSchema.Column(name: property, type: written == "number" ? "integer" : "text")
      column.hasOwnType = isKey && !["number", "string", "bigint", ""].contains(written)
      column.isUnique = isKey || calls.contains { $0.text.contains("unique: true") }
      column.hasDefault = isKey || calls.contains { $0.text.contains("default") }
      column.allowed = enums[written] ?? []
      if isKey { table.primaryKey.append(property) }
      table.columns.append(column)
    }
    for relation in relations { add(relation, to: &table) }
    return table
  }

  /// Joins a relation to the column that holds its key, where the class has one.
  private static func add(
    _ relation: (property: String, target: String, join: String?),
    to table: inout SQLSchema.Table
  ) {
    let name = relation.join ?? "\(relation.property)Id"
    let plain = { (text: String) in text.lowercased().filter { $0 != "_" } }
    if let index = table.columns.firstIndex(where: { plain($0.name) == plain(name) }) {
      table.columns[index].reference = (relation.target, nil)
      table.columns[index].relation = relation.property
      return
    }
    var column = SQLSchema.Column(name: relation.property, type: "")
    column.reference = (relation.target, nil)
    column.relation = relation.property
    column.isRelationOnly = true
    table.columns.append(column)
  }

  /// The entity in `() => User`.
  private static func target(of call: SyntaxNode, in source: ScriptSource) -> String? {
    guard let first = call.child("arguments")?.namedChildren.first,
      first.kind == "arrow_function", let body = first.child("body")
    else { return nil }
    return source.nodes(in: body, ["identifier"]).first?.text
  }

  private static func option(_ name: String, of call: SyntaxNode) -> String? {
    for argument in call.child("arguments")?.namedChildren ?? [] where argument.kind == "object" {
      let pair = argument.namedChildren.first { $0.child("key")?.text == name }
      if let value = pair?.child("value"), value.kind == "string" { return inner(value) }
    }
    return nil
  }
}
