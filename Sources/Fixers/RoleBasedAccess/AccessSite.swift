import ReadinessModel
import SyntaxTrees

/// One package that serves requests: its code, its way to the database, and where access control
/// belongs in it.
struct AccessSite {
  let package: NodePackage
  let table: FunctionTable
  /// Scripts that test the package.
  let tests: [ScriptSource]
  let style: ScriptStyle
  let access: DatabaseAccess
  let server: AccessServer
  /// The file that exports `noteForAudit`.
  let auditFile: String
  let authorize: String
  let check: String
  let policy: String

  var sources: [ScriptSource] { table.sources }

  init(
    _ project: FixProject,
    package folder: String,
    framework: String,
    routes: [Route],
    isWritten: Bool = false
  ) throws(FixObstacle) {
    let place = routes.first?.location
    let isNest = framework == "nestjs"
    let title = isNest ? "NestJS" : "Express"
    let subject = "\(title) in \(folder.isEmpty ? "the root" : folder)"
    guard let package = place.flatMap({ project.package(of: $0.file) }) else {
      throw FixObstacle(
        subject,
        "there is no package.json that says what the code may use",
        at: place,
        next: "Add a package.json with the dependencies of the application."
      )
    }
    self.package = package
    let sources = PackageSources.scripts(of: package, in: project)
    table = FunctionTable(
      sources,
      project.files,
      root: package.folder,
      dependencies: package.dependencies
    )
    tests = PackageSources.tests(of: package, in: project)
    guard let audit = sources.first(where: { $0.exports("noteForAudit") }) else {
      throw FixObstacle(
        subject,
        "denials could not be recorded, because audit logging is not in place",
        at: place,
        next: "Apply it first, or together: auditwright fix audit-log rbac."
      )
    }
    auditFile = audit.path
    let modules = NestModuleTable(sources)
    access = try DatabaseAccess.find(in: package, sources, project, at: place, for: .roles) {
      library in isNest ? modules.client(of: library) : nil
    }
    let scripts = sources.filter { source in routes.contains { $0.location.file == source.path } }
    if isNest {
      let nest = try NestAccessSite(sources, project, subject, at: place, isWritten: isWritten)
      server = .nest(nest)
      style = ScriptStyle(scripts + [nest.server.source])
      let home = ProjectPath.folder(of: nest.root.source.path)
      let folder = Self.writtenFolder(under: home, project)
      let free = ["access", "access-control", "role-based-access"].first {
        !project.files.containsFolder(ProjectPath.join(home, $0))
      }
      let root = ProjectPath.join(home, folder ?? free ?? "access")
      authorize = ProjectPath.join(root, "access.guard.ts")
      check = ProjectPath.join(root, "access.module.ts")
      policy = ProjectPath.join(root, "access-policy.ts")
    } else {
      let express = try ExpressAccessSite(package, table, subject, at: place)
      server = .express(express)
      style = ExpressSite.style(of: sources, app: express.app, package)
      let ending = PackageSources.ending(like: express.app.path)
      let root = ProjectPath.folder(of: express.app.path)
      let choose = { (name: String, folders: [String]) in
        PackageSources.file(named: "\(name).\(ending)", in: folders, under: root, project)
      }
      authorize = choose("authorize", ["middleware", "middlewares"])
      check = choose("require-policies", ["middleware", "middlewares"])
      policy = choose("access-policy", ["lib", "utils", "services"])
    }
  }

  /// The folder with files that were written before.
  private static func writtenFolder(under home: String, _ project: FixProject) -> String? {
    ["access", "access-control", "role-based-access"].first { name in
      project.files.contains(ProjectPath.join(home, "\(name)/access-policy.ts"))
    }
  }

  /// Refuses when one of the files to be written is there.
  func requireFree(_ project: FixProject) throws(FixObstacle) {
    guard let taken = [authorize, check, policy].first(where: { project.files.contains($0) })
    else { return }
    throw FixObstacle(
      taken,
      "the file is there already, but the routes are not seen to ask for roles",
      at: SourceLocation(file: taken, line: 1),
      next: "Install what it holds before the routes, or move it out of the way."
    )
  }

  /// A path as a file imports it.
  func path(from file: String, to target: String) -> String {
    ScriptEdits.importPath(from: file, to: target, style)
  }

  func source(_ path: String) -> ScriptSource? { table.source(path) }

  /// The file that an import of another one means.
  func target(of module: String, from file: String) -> ScriptSource? {
    source(file).flatMap { table.target(of: module, from: $0) }
  }

  /// The name of the connection in the files that are written.
  var storeName: String {
    switch access.reach {
    case .exported(let binding): binding.name
    case .injected: "connected()"
    }
  }

  var express: ExpressAccessSite? { if case .express(let site) = server { site } else { nil } }
  var nest: NestAccessSite? { if case .nest(let site) = server { site } else { nil } }
}

/// What serves the requests.
enum AccessServer {
  case express(ExpressAccessSite)
  case nest(NestAccessSite)
}

/// Where an application of Express is put together.
struct ExpressAccessSite {
  /// The file that makes the application.
  let app: ScriptSource
  let name: String
  /// The last statement that installs something in the application.
  let lastUse: SyntaxNode
  /// The first and the last statement that mount routes.
  let firstMount: SyntaxNode
  let lastMount: SyntaxNode
  let isExpress5: Bool

  init(
    _ package: NodePackage,
    _ table: FunctionTable,
    _ subject: String,
    at place: SourceLocation?
  ) throws(FixObstacle) {
    let apps = table.sources.compactMap { source in
      Self.application(in: source, table).map { (source, $0) }
    }
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
    self.app = app.0
    (name, lastUse) = (app.1.name, app.1.lastUse)
    (firstMount, lastMount) = (app.1.firstMount, app.1.lastMount)
    isExpress5 = package.versions["express"]?.contains("5.") == true
  }

  private struct Installed {
    var name: String
    var lastUse: SyntaxNode
    var firstMount: SyntaxNode
    var lastMount: SyntaxNode
  }

  private static let verbs: Set<String> = ["get", "post", "put", "patch", "delete", "all", "route"]

  private static func application(in source: ScriptSource, _ table: FunctionTable) -> Installed? {
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
      var uses: [SyntaxNode] = []
      var mounts: [SyntaxNode] = []
      for statement in scope.namedChildren where statement.kind == "expression_statement" {
        guard let call = statement.namedChildren.first, call.kind == "call_expression",
          let method = method(of: call, on: name),
          let given = call.child("arguments")?.namedChildren.filter({ $0.kind != "comment" }),
          let first = given.first
        else { continue }
        let isVerb = verbs.contains(method) && !(method == "get" && given.count == 1)
        guard isVerb || method == "use" else { continue }
        uses.append(statement)
        if isVerb || given.contains(where: { isRouter($0, in: source, table) })
          || (first.kind == "string" && given.count > 1)
        {
          mounts.append(statement)
        }
      }
      if let use = uses.last {
        return Installed(
          name: name,
          lastUse: use,
          firstMount: mounts.first ?? use,
          lastMount: mounts.last ?? use
        )
      }
    }
    return nil
  }

  private static func method(of call: SyntaxNode, on name: String) -> String? {
    var function = call.child("function")
    // `app.route('/x').get(…)` begins with `app.route`.
    while let inner = function?.child("object"), inner.kind == "call_expression" {
      function = inner.child("function")
    }
    guard function?.child("object")?.text == name else { return nil }
    return function?.child("property")?.text
  }

  /// Whether an argument is a router of the package.
  private static func isRouter(
    _ node: SyntaxNode,
    in source: ScriptSource,
    _ table: FunctionTable
  ) -> Bool {
    var name = node
    if node.kind == "call_expression", node.child("function")?.text == "require" {
      let module = node.child("arguments")?.namedChildren.first?.text.dropFirst().dropLast()
      return module.flatMap { table.target(of: String($0), from: source) }?.contains("Router")
        == true
    }
    if name.kind == "member_expression", let object = name.child("object") { name = object }
    guard name.kind == "identifier" else { return false }
    if let value = HandlerCode.declaration(of: name.text, in: source) {
      return value.text.hasSuffix("Router()")
        || value.child("function")?.text.hasSuffix("Router") == true
    }
    for module in source.imports where module.names.values.contains(name.text) {
      return table.target(of: module.source, from: source)?.contains("Router") == true
    }
    return false
  }
}

/// Where an application of NestJS is put together.
struct NestAccessSite {
  let server: NestServer
  let root: NestRootModule
  /// What the module that is added is called.
  let moduleName: String
  /// Filters of the project that may answer refusals themselves.
  let filters: [(name: String, place: SourceLocation)]

  init(
    _ sources: [ScriptSource],
    _ project: FixProject,
    _ subject: String,
    at place: SourceLocation?,
    isWritten: Bool
  ) throws(FixObstacle) {
    server = try NestServer.find(
      in: sources,
      subject,
      at: place,
      unlessMentions: isWritten ? "" : "AccessGuard"
    )
    root = try NestRootModule.find(for: server, sources, project, subject)
    moduleName = root.source.mentions("AccessModule") ? "AccessControlModule" : "AccessModule"
    guard !sources.contains(where: { $0.contains("new FastifyAdapter") }) else {
      throw FixObstacle(
        subject,
        "it serves with Fastify, and access by role is written for Express beneath NestJS",
        at: place,
        next: "Give each route a guard that refuses callers without the role."
      )
    }
    filters = sources.filter { $0.contains("@Catch") }.flatMap { source in
      source.nodes(["class_declaration"]).compactMap { type -> (String, SourceLocation)? in
        guard let name = type.child("name")?.text,
          NestModuleTable.decoration("Catch", of: name, in: source) != nil
        else { return nil }
        return (name, SourceLocation(file: source.path, line: type.line))
      }
    }
  }
}
