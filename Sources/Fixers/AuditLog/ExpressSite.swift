import ReadinessModel
import SyntaxTrees

/// Where things are in one package that serves with Express, and where new ones belong.
struct ExpressSite {
  let package: NodePackage
  let sources: [ScriptSource]
  let style: ScriptStyle
  /// The file that makes the application.
  let appSource: ScriptSource
  let appName: String
  /// The first statement that installs something in the application.
  let firstUse: SyntaxNode
  /// The file that exports the connections to the database, and their name.
  let storeFile: String
  let storeName: String
  let writer: String
  let middleware: String
  let migration: String
  let document: String
  let component: String

  init(_ project: FixProject, package folder: String, routes: [Route]) throws(FixObstacle) {
    let place = routes.first?.location
    guard let package = place.flatMap({ project.package(of: $0.file) }) else {
      throw FixObstacle(
        "Express in \(folder.isEmpty ? "the root" : folder)",
        "there is no package.json that says what the code may use",
        at: place,
        next: "Add a package.json with the dependencies of the application."
      )
    }
    self.package = package
    sources = project.files.paths(under: package.folder)
      .filter { path in
        ScriptSource.language(of: path) != nil && project.package(of: path) == package
          && !path.hasSuffix(".d.ts") && !Self.isTest(path)
      }
      .compactMap { project.script($0) }
    let scripts = sources.filter { source in routes.contains { $0.location.file == source.path } }
    style = ScriptStyle(scripts)
    guard scripts.allSatisfy({ $0.path.hasSuffix(".ts") }) else {
      throw FixObstacle(
        "Express in JavaScript",
        "audit logging is written for TypeScript only",
        at: place,
        next: "Add a middleware by hand that records each request when its response is closed."
      )
    }
    guard package.dependencies.contains("pg"),
      let store = sources.lazy.compactMap({ Self.pool(in: $0) }).first
    else {
      throw FixObstacle(
        "Express in \(package.folder.isEmpty ? "the root" : package.folder)",
        "no exported connection pool of pg was found, and audit events are written through one",
        at: place,
        next: "Export the pool from one file: export const pool = new Pool(…)."
      )
    }
    (storeFile, storeName) = store
    let apps = sources.compactMap { source in Self.application(in: source).map { (source, $0) } }
    guard let app = apps.first, apps.count == 1 else {
      throw FixObstacle(
        "Express in \(package.folder.isEmpty ? "the root" : package.folder)",
        apps.isEmpty
          ? "no file was found that makes the application with express()"
          : "\(apps.count) files make an application with express()",
        at: place,
        next: "Install the middleware by hand, before anything that could answer."
      )
    }
    (appSource, (appName, firstUse)) = app
    let root = ProjectPath.folder(of: app.0.path)
    middleware = Self.file("audit-logger.ts", in: ["middleware", "middlewares"], root, project)
    writer = Self.file("audit-log.ts", in: ["lib", "utils", "services"], root, project)
    migration = try MigrationHabit.next(project, package: package, at: place)
    let documents = ProjectPath.join(package.folder, "docs")
    document = ProjectPath.join(documents, "audit-log-retention.md")
    let taken = [middleware, writer, document].first { project.files.contains($0) }
    if let taken {
      throw FixObstacle(
        taken,
        "the file is there already, but the requests of this application are not seen to be logged",
        at: SourceLocation(file: taken, line: 1),
        next: "Install what it holds before the routes, or move it out of the way."
      )
    }
    component = ProjectPath.name(of: package.name ?? "app")
  }

  /// A path as a file imports it.
  func path(from file: String, to target: String) -> String {
    ScriptEdits.importPath(from: file, to: target, style)
  }

  private static func isTest(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    return path.contains(".test.") || path.contains(".spec.")
      || parts.contains { ["test", "tests", "__tests__", "e2e"].contains($0) }
  }

  private static func file(
    _ name: String,
    in folders: [String],
    _ root: String,
    _ project: FixProject
  ) -> String {
    let folder = folders.map { ProjectPath.join(root, $0) }
      .first { project.files.containsFolder($0) }
    return ProjectPath.join(folder ?? root, name)
  }

  /// `export const pool = new Pool(…)`, with `Pool` of pg.
  private static func pool(in source: ScriptSource) -> (file: String, name: String)? {
    let names = source.imports.filter { $0.source == "pg" }.flatMap { module in
      [module.names["Pool"]].compactMap(\.self)
        + [module.names["default"], module.names["*"]].compactMap(\.self).map { "\($0).Pool" }
    }
    guard !names.isEmpty else { return nil }
    for statement in source.statements where statement.kind == "export_statement" {
      for declarator in source.nodes(in: statement, ["variable_declarator"]) {
        guard let value = declarator.child("value"), value.kind == "new_expression",
          let type = value.child("constructor")?.text, names.contains(type),
          let name = declarator.child("name"), name.kind == "identifier"
        else { continue }
        return (source.path, name.text)
      }
    }
    return nil
  }

  /// `const app = express()`, and the first statement that installs something in it.
  private static func application(
    in source: ScriptSource
  ) -> (name: String, firstUse: SyntaxNode)? {
    let makers = source.imports.filter { $0.source == "express" }
      .compactMap { $0.names["default"] ?? $0.names["*"] }
    for declarator in source.nodes(["variable_declarator"]) {
      guard let call = declarator.child("value"), call.kind == "call_expression",
        let maker = call.child("function")?.text, makers.contains(maker),
        let name = declarator.child("name")?.text, let block = declarator.parent?.parent
      else { continue }
      let scope = block.kind == "export_statement" ? block.parent ?? block : block
      let use = scope.namedChildren.first { statement in
        guard statement.kind == "expression_statement",
          let call = statement.namedChildren.first, call.kind == "call_expression",
          let function = call.child("function"), function.child("object")?.text == name,
          let method = function.child("property")?.text
        else { return false }
        return ["use", "get", "post", "put", "patch", "delete", "all", "route"].contains(method)
          && !(method == "get" && call.child("arguments")?.namedChildren.count == 1)
      }
      if let use { return (name, use) }
    }
    return nil
  }
}

/// How a project names its migrations.
enum MigrationHabit {
  private static let tools = ["@prisma/client", "typeorm", "knex", "sequelize", "drizzle-orm"]

  /// The path of the next migration in plain SQL.
  static func next(
    _ project: FixProject,
    package: NodePackage,
    at place: SourceLocation?
  ) throws(FixObstacle) -> String {
    if let tool = tools.first(where: { package.dependencies.contains($0) }) {
      throw FixObstacle(
        "The migrations of \(tool)",
        "audit logging is migrated in plain SQL only",
        at: place,
        next: "Migrate by hand what a preview of a plain project shows, or keep SQL files beside."
      )
    }
    let scripts = project.files.paths(under: package.folder).filter { path in
      path.hasSuffix(".sql") && ProjectPath.folder(of: path).lowercased().hasSuffix("migrations")
    }
    guard let last = scripts.max() else {
      return ProjectPath.join(package.folder, "migrations/001_audit_log.sql")
    }
    let name = ProjectPath.name(of: last)
    let digits = name.prefix { $0.isASCII && $0.isNumber }
    let rest = name.dropFirst(digits.count)
    guard let number = Int(digits), digits.count < 10, let separator = rest.first,
      "_-.".contains(separator), !rest.contains(".up.")
    else {
      throw FixObstacle(
        ProjectPath.folder(of: last),
        "how its migrations are numbered could not be told from \(name)",
        at: SourceLocation(file: last, line: 1),
        next: "Name migrations by a number, as in 001_accounts.sql."
      )
    }
    let next = String(number + 1)
    let padding = String(repeating: "0", count: max(0, digits.count - next.count))
    let joint = separator == "-" ? "-" : "_"
    return ProjectPath.join(
      ProjectPath.folder(of: last),
      "\(padding)\(next)\(separator)audit\(joint)log.sql"
    )
  }
}
