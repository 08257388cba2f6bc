import ReadinessModel
import SyntaxTrees

/// Tables as the database has them: from the statements of the migrations, whatever tool runs them.
///
/// What a library calls a table or a column is not looked at, since generated SQL has to name what is
/// stored.
enum StoredSchema {
  /// Reads the migrations of the whole repository.
  static func read(_ project: FixProject) -> SQLSchema {
    let (fromSQL, scripts) = declared(project)
    let fromKnex = KnexTables.read(scripts)
    let known = fromSQL.tables.values.filter { $0.schema == nil || $0.schema == "public" }
    return SQLSchema(
      tables: known + fromKnex.tables.values.filter { fromSQL.tables[$0.name] == nil }
    )
  }

  /// The tables that SQL declares, in whatever schema, and the scripts that migrate.
  static func declared(_ project: FixProject) -> (tables: SQLSchema, scripts: [ScriptSource]) {
    let declared = (project.facts.data.value?.models ?? []).filter { $0.mapper == "sql" }
      .map(\.location.file)
    let scripts = project.files.paths.filter { path in
      path.lowercased().contains("migration") && path.hasSuffix(".sql")
        && !path.contains("node_modules/") && !path.hasSuffix(".down.sql")
    }
    let files = Set(declared.filter { $0.hasSuffix(".sql") } + scripts).sorted()
    var texts = files.compactMap { project.files.bytes(of: $0) }
    var sources: [ScriptSource] = []
    for path in project.files.paths where isMigration(path) {
      if let source = project.script(path) { sources.append(source) }
    }
    texts += sources.filter { $0.contains(".query(") }.map(statements)
    return (SQLSchema(texts), sources)
  }

  /// The SQL of every migration, with its file, in the order in which they are applied.
  static func texts(_ project: FixProject) -> [(file: String, bytes: [UInt8])] {
    project.files.paths.compactMap { path in
      guard path.lowercased().contains("migration"), !path.contains("node_modules/") else {
        return nil
      }
      if path.hasSuffix(".sql"), !path.hasSuffix(".down.sql") {
        return project.files.bytes(of: path).map { (path, $0) }
      }
      guard isMigration(path), let source = project.script(path) else { return nil }
      return (path, statements(source))
    }
  }

  private static func isMigration(_ path: String) -> Bool {
    path.lowercased().contains("migration") && ScriptSource.language(of: path) != nil
      && !path.contains("node_modules/") && !path.hasSuffix(".d.ts")
  }

  /// The SQL that a script hands over when it migrates, and not when it takes that back.
  private static func statements(_ source: ScriptSource) -> [UInt8] {
    var text = ""
    for method in source.nodes(["method_definition", "function_declaration"])
    where method.child("name")?.text == "up" {
      for call in source.nodes(in: method, ["call_expression"]) {
        guard call.child("function")?.text.hasSuffix(".query") == true,
          let argument = call.child("arguments")?.namedChildren.first(where: {
            $0.kind != "comment"
          }),
          ["string", "template_string"].contains(argument.kind)
        else { continue }
        text += argument.text.dropFirst().dropLast().replacing("\\\"", with: "\"") + ";\n"
      }
    }
    return Array(text.utf8)
  }

  // MARK: - Names

  /// A name as SQL writes it.
  static func quoted(_ name: String, inShell: Bool = false) -> String {
    let bytes = Array(name.utf8)
    let isPlain =
      bytes.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
      } && bytes.first.map { !(0x30...0x39).contains($0) } == true && !reserved.contains(name)
    if isPlain { return name }
    let text = "\"\(name.replacing("\"", with: "\"\""))\""
    return inShell ? text.replacing("\"", with: "\\\"") : text
  }

  private static let reserved: Set<String> = [
    "user", "order", "group", "table", "column", "check", "default", "desc", "end", "from", "grant",
    "limit", "offset", "primary", "references", "select", "session_user", "to", "union", "unique",
    "using", "when", "where", "window", "with", "authorization", "all", "analyse", "analyze", "and",
    "any", "array", "as", "asc", "case", "cast", "collate", "constraint", "create", "do", "else",
    "except", "false", "for", "foreign", "having", "in", "into", "not", "null", "on", "only", "or",
    "placing", "symmetric", "then", "trailing", "true", "variadic",
  ]

  /// A name in a form in which spellings meet: without marks, in lower case, in the singular.
  static func plain(_ name: String) -> String {
    let last = name.split(separator: ".").last.map(String.init) ?? name
    let plain = last.lowercased().filter { $0.isLetter || $0.isNumber }
    for (many, one) in [("people", "person"), ("children", "child")] where plain.hasSuffix(many) {
      return plain.dropLast(many.count) + one
    }
    if plain.hasSuffix("ies") { return plain.dropLast(3) + "y" }
    if plain.hasSuffix("sses") || plain.hasSuffix("xes") { return String(plain.dropLast(2)) }
    return plain.hasSuffix("s") && !plain.hasSuffix("ss") ? String(plain.dropLast()) : plain
  }
}
