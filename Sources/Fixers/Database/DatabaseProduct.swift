import SyntaxTrees

/// Tells PostgreSQL from other databases, by what the project itself says.
enum DatabaseProduct {
  /// The database in use when it is another one than PostgreSQL, or cannot be told.
  static func other(
    than library: DatabaseAccess.Library,
    in package: NodePackage,
    _ sources: [ScriptSource],
    _ project: FixProject
  ) -> String? {
    switch library {
    case .pg: nil
    case .prisma: prisma(project, package)
    case .typeorm: option("type", sources, package, where: isTypeORM)
    case .knex: option("client", sources, package, where: isKnex)
    }
  }

  // MARK: - Prisma

  private static func prisma(_ project: FixProject, _ package: NodePackage) -> String? {
    var products: Set<String> = []
    for path in project.files.paths(under: package.folder) where path.hasSuffix(".prisma") {
      guard let text = project.files.text(of: path) else { continue }
      products.formUnion(providers(in: text))
    }
    if products.contains("postgresql") || products.contains("postgres") { return nil }
    return products.min() ?? "a database that its schema does not name"
  }

  /// The `provider` of each `datasource`.
  private static func providers(in schema: String) -> [String] {
    var found: [String] = []
    var isInside = false
    for line in schema.split(whereSeparator: \.isNewline) {
      let words = line.split(whereSeparator: { " \t={".contains($0) })
      if words.first == "datasource" {
        isInside = true
      } else if words.first == "}" {
        isInside = false
      } else if isInside, words.first == "provider", words.count > 1 {
        found.append(words[1].filter { $0 != "\"" })
      }
    }
    return found
  }

  // MARK: - Options

  /// Reads a database's name out of options; without one, the driver among the dependencies tells.
  private static func option(
    _ key: String,
    _ sources: [ScriptSource],
    _ package: NodePackage,
    where isOfLibrary: (SyntaxNode) -> Bool
  ) -> String? {
    var products: Set<String> = []
    for source in sources where source.contains(key) {
      for pair in source.nodes(["pair"]) {
        guard pair.child("key")?.text == key, let value = pair.child("value"),
          value.kind == "string", isOfLibrary(pair)
        else { continue }
        products.insert(String(value.text.dropFirst().dropLast()))
      }
    }
    let own: Set<String> = ["postgres", "postgresql", "pg", "cockroachdb", "aurora-postgres"]
    if !products.isDisjoint(with: own) { return nil }
    if let other = products.filter(known.contains).min() { return other }
    if package.dependencies.contains("pg") { return nil }
    return others.first { package.dependencies.contains($0) } ?? "a database that nothing names"
  }

  private static let known: Set<String> = [
    "mysql", "mysql2", "mariadb", "sqlite", "sqlite3", "better-sqlite3", "mssql", "oracle",
    "oracledb", "mongodb", "sap", "spanner", "expo", "sqljs",
  ]
  private static let others = ["mysql", "mysql2", "sqlite3", "better-sqlite3", "mssql", "mongodb"]

  /// Whether a pair stands in an object handed to TypeORM.
  private static func isTypeORM(_ pair: SyntaxNode) -> Bool {
    around(pair) { text in
      text.contains("DataSource") || text.contains("TypeOrm") || text.contains("createConnection")
        || text.contains("ConnectionOptions")
    }
  }

  /// Whether a pair stands beside what Knex is told: a connection, a pool, its migrations.
  private static func isKnex(_ pair: SyntaxNode) -> Bool {
    guard let object = pair.parent else { return false }
    let keys = Set(object.namedChildren.compactMap { $0.child("key")?.text })
    return !keys.isDisjoint(with: ["connection", "migrations", "pool", "useNullAsDefault", "seeds"])
  }

  private static func around(_ node: SyntaxNode, _ matches: (String) -> Bool) -> Bool {
    var place = node.parent
    for _ in 0..<8 {
      guard let current = place else { return false }
      switch current.kind {
      case "call_expression":
        if matches(current.child("function")?.text ?? "") { return true }
      case "new_expression":
        if matches(current.child("constructor")?.text ?? "") { return true }
      case "variable_declarator", "method_definition":
        let head =
          (current.child("name")?.text ?? "") + (current.child("type")?.text ?? "")
          + (current.child("return_type")?.text ?? "")
        if matches(head) { return true }
      default: break
      }
      place = current.parent
    }
    return false
  }
}
