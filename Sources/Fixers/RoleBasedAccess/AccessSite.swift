import ReadinessModel
import SyntaxTrees

/// Where things are in one package that serves with Express, and where access control belongs.
struct AccessSite {
  let package: NodePackage
  let sources: [ScriptSource]
  let style: ScriptStyle
  /// The file that makes the application.
  let appSource: ScriptSource
  let appName: String
  /// The last statement that installs something in the application.
  let lastUse: SyntaxNode
  /// The file that exports the connections to the database, and their name.
  let storeFile: String
  let storeName: String
  /// The file that exports `noteForAudit`.
  let auditFile: String
  let authorize: String
  let check: String
  let policy: String
  let isExpress5: Bool

  init(_ project: FixProject, package folder: String, routes: [Route]) throws(FixObstacle) {
    let place = routes.first?.location
    let subject = "Express in \(folder.isEmpty ? "the root" : folder)"
    guard let package = place.flatMap({ project.package(of: $0.file) }) else {
      throw FixObstacle(
        subject,
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
    style = ScriptStyle(sources)
    guard scripts.allSatisfy({ $0.path.hasSuffix(".ts") }), package.dependencies.contains("pg")
    else {
      throw FixObstacle(
        subject,
        "access by role is written for TypeScript with pg only",
        at: place,
        next: "Give each route a guard by role, and filter by the caller in each query."
      )
    }
    guard let store = sources.lazy.compactMap({ Self.pool(in: $0) }).first else {
      throw FixObstacle(
        subject,
        "no exported connection pool of pg was found, and roles are looked up through one",
        at: place,
        next: "Export the pool from one file: export const pool = new Pool(…)."
      )
    }
    (storeFile, storeName) = store
    guard let audit = sources.first(where: { Self.exports("noteForAudit", $0) }) else {
      throw FixObstacle(
        subject,
        "denials could not be recorded, because audit logging is not in place",
        at: place,
        next: "Apply it first, or together: auditwright fix audit-log rbac."
      )
    }
    auditFile = audit.path
    let apps = sources.compactMap { source in Self.application(in: source).map { (source, $0) } }
    guard let app = apps.first, apps.count == 1 else {
      throw FixObstacle(
        subject,
        apps.isEmpty
          ? "no file was found that makes the application with express()"
          : "\(apps.count) files make an application with express()",
        at: place,
        next: "Make one application, and mount what else there is in it."
      )
    }
    (appSource, (appName, lastUse)) = app
    let root = ProjectPath.folder(of: app.0.path)
    let middleware = ["middleware", "middlewares"]
    authorize = Self.file("authorize.ts", in: middleware, root, project)
    check = Self.file("require-policies.ts", in: middleware, root, project)
    policy = Self.file("access-policy.ts", in: ["lib", "utils", "services"], root, project)
    if let taken = [authorize, check, policy].first(where: { project.files.contains($0) }) {
      throw FixObstacle(
        taken,
        "the file is there already, but the routes are not seen to ask for roles",
        at: SourceLocation(file: taken, line: 1),
        next: "Install what it holds before the routes, or move it out of the way."
      )
    }
    isExpress5 = package.versions["express"]?.contains("5.") == true
  }

  /// A path as a file imports it.
  func path(from file: String, to target: String) -> String {
    ScriptEdits.importPath(from: file, to: target, style)
  }

  func source(_ path: String) -> ScriptSource? { sources.first { $0.path == path } }

  /// The file that an import of another one means.
  func target(of module: String, from file: String) -> ScriptSource? {
    guard module.hasPrefix(".") else { return nil }
    var parts = ProjectPath.folder(of: file).split(separator: "/").map(String.init)
    for part in module.split(separator: "/") {
      if part == ".." {
        guard !parts.isEmpty else { return nil }
        parts.removeLast()
      } else if part != "." {
        parts.append(String(part))
      }
    }
    let path = parts.joined(separator: "/")
    let bare = path.hasSuffix(".js") ? String(path.dropLast(3)) : path
    return [path, bare + ".ts", path + ".ts", path + "/index.ts"].lazy
      .compactMap { source($0) }.first
  }

  static func isTest(_ path: String) -> Bool {
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

  static func exports(_ name: String, _ source: ScriptSource) -> Bool {
    source.statements.contains { statement in
      guard statement.kind == "export_statement", let inner = statement.child("declaration") else {
        return false
      }
      return inner.child("name")?.text == name
        || inner.namedChildren.contains { $0.child("name")?.text == name }
    }
  }

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

  private static func application(
    in source: ScriptSource
  ) -> (name: String, lastUse: SyntaxNode)? {
    let makers = source.imports.filter { $0.source == "express" }
      .compactMap { $0.names["default"] ?? $0.names["*"] }
    for declarator in source.nodes(["variable_declarator"]) {
      guard let call = declarator.child("value"), call.kind == "call_expression",
        let maker = call.child("function")?.text, makers.contains(maker),
        let name = declarator.child("name")?.text, let block = declarator.parent?.parent
      else { continue }
      let scope = block.kind == "export_statement" ? block.parent ?? block : block
      let use = scope.namedChildren.last { statement in
        guard statement.kind == "expression_statement",
          let call = statement.namedChildren.first, call.kind == "call_expression",
          let function = call.child("function"), function.child("object")?.text == name
        else { return false }
        return ["use", "get", "post", "put", "patch", "delete", "all"]
          .contains(function.child("property")?.text ?? "")
          && (call.child("arguments")?.namedChildren.count ?? 0) > 0
      }
      if let use { return (name, use) }
    }
    return nil
  }
}
