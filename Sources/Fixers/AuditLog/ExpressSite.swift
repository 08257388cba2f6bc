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
  let access: DatabaseAccess
  let writer: String
  let middleware: String
  let migration: MigrationHabit
  let document: String
  let component: String

  init(_ project: FixProject, package folder: String, routes: [Route]) throws(FixObstacle) {
    let place = routes.first?.location
    let subject = "Express in \(folder.isEmpty ? "the root" : folder)"
    package = try Self.package(project, subject, at: place)
    sources = PackageSources.scripts(of: package, in: project)
    access = try DatabaseAccess.find(in: package, sources, project, at: place)
    let apps = sources.compactMap { source in Self.application(in: source).map { (source, $0) } }
    guard let app = apps.first, apps.count == 1 else {
      throw FixObstacle(
        subject,
        apps.isEmpty
          ? "no file was found that makes the application with express()"
          : "\(apps.count) files make an application with express()",
        at: place,
        next: "Install the middleware by hand, before anything that could answer."
      )
    }
    (appSource, (appName, firstUse)) = app
    guard !appSource.mentions("auditLogger") else {
      throw FixObstacle(
        appSource.path,
        "it has an auditLogger, but the requests of this application are not seen to be logged",
        at: SourceLocation(file: appSource.path, line: 1),
        next: "Have it record each request when its response is closed, or take it away."
      )
    }
    let routing = sources.filter { source in routes.contains { $0.location.file == source.path } }
    style = Self.style(of: routing, app: appSource, package)
    let ending = PackageSources.ending(like: appSource.path)
    let root = ProjectPath.folder(of: appSource.path)
    let choose = { (name: String, folders: [String]) in
      PackageSources.file(named: "\(name).\(ending)", in: folders, under: root, project)
    }
    middleware = choose("audit-logger", ["middleware", "middlewares"])
    writer = choose("audit-log", ["lib", "utils", "services"])
    migration = try MigrationHabit.next(project, package: package, sources, at: place)
    document = ProjectPath.join(package.folder, "docs/audit-log-retention.md")
    try PackageSources.requireFree([middleware, writer, migration.path, document], project)
    component = PackageSources.component(of: package)
  }

  private static func package(
    _ project: FixProject,
    _ subject: String,
    at place: SourceLocation?
  ) throws(FixObstacle) -> NodePackage {
    guard let package = place.flatMap({ project.package(of: $0.file) }) else {
      throw FixObstacle(
        subject,
        "there is no package.json that says what the code may use",
        at: place,
        next: "Add a package.json with the dependencies of the application."
      )
    }
    return package
  }

  /// The style of the routes, in the language of the application.
  static func style(
    of routing: [ScriptSource],
    app: ScriptSource,
    _ package: NodePackage
  ) -> ScriptStyle {
    var style = ScriptStyle(routing.contains { $0.path == app.path } ? routing : routing + [app])
    style.isTypeScript = app.isTypeScript
    // Node.js itself finds no file of an ES module by half its name.
    if !app.isTypeScript, !style.usesRequire, package.isModule || app.path.hasSuffix(".mjs"),
      style.importEnding == nil
    {
      style.importEnding = PackageSources.ending(like: app.path)
    }
    return style
  }

  /// `const app = express()`, and the first statement that installs something in it.
  static func application(
    in source: ScriptSource
  ) -> (name: String, firstUse: SyntaxNode)? {
    guard source.contains("express") else { return nil }
    let makers =
      source.imports.filter { $0.source == "express" }
      .compactMap { $0.names["default"] ?? $0.names["*"] }
      + ["require('express')", "require(\"express\")"]
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
          && !asksForHealth(call, method)
      }
      if let use { return (name, use) }
    }
    return nil
  }

  /// Whether a call registers a route for probes, which stays before everything that is installed.
  private static func asksForHealth(_ call: SyntaxNode, _ method: String) -> Bool {
    guard method == "get", let path = call.child("arguments")?.namedChildren.first,
      path.kind == "string"
    else { return false }
    let last = path.text.dropFirst().dropLast().split(separator: "/").last ?? ""
    return ["healthz", "health", "livez", "readyz", "healthcheck"].contains(last)
  }
}
