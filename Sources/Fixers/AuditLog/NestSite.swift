import ReadinessModel
import SyntaxTrees

/// Where things are in one package that serves with NestJS, and where new ones belong.
struct NestSite {
  let package: NodePackage
  let sources: [ScriptSource]
  let style: ScriptStyle
  let server: NestServer
  let root: NestRootModule
  let access: DatabaseAccess
  let writer: String
  let middleware: String
  /// The module that connects the log, where the connection comes from the framework.
  let module: String
  let migration: MigrationHabit
  let document: String
  let component: String

  init(_ project: FixProject, package folder: String, routes: [Route]) throws(FixObstacle) {
    let place = routes.first?.location
    let subject = "NestJS in \(folder.isEmpty ? "the root" : folder)"
    guard let package = place.flatMap({ project.package(of: $0.file) }) else {
      throw FixObstacle(
        subject,
        "there is no package.json that says what the code may use",
        at: place,
        next: "Add a package.json with the dependencies of the application."
      )
    }
    self.package = package
    sources = PackageSources.scripts(of: package, in: project)
    let modules = NestModuleTable(sources)
    access = try DatabaseAccess.find(in: package, sources, project, at: place) { library in
      modules.client(of: library)
    }
    if access.library == .typeorm, case .injected = access.reach {
      try Self.requireDataSource(package, subject, at: place)
    }
    try Self.requireExpress(package, subject, sources, at: place)
    server = try NestServer.find(in: sources, subject, at: place)
    root = try NestRootModule.find(for: server, sources, project, subject)
    let routing = sources.filter { source in routes.contains { $0.location.file == source.path } }
    style = ScriptStyle(routing + [server.source])
    let folder = ProjectPath.join(ProjectPath.folder(of: root.source.path), "audit-log")
    writer = ProjectPath.join(folder, "audit-log.ts")
    middleware = ProjectPath.join(folder, "audit-logger.ts")
    module = ProjectPath.join(folder, "audit-log.module.ts")
    migration = try MigrationHabit.next(project, package: package, sources, at: place)
    document = ProjectPath.join(package.folder, "docs/audit-log-retention.md")
    try PackageSources.requireFree(
      [writer, middleware, module, migration.path, document],
      project
    )
    component = PackageSources.component(of: package)
  }

  private static func requireExpress(
    _ package: NodePackage,
    _ subject: String,
    _ sources: [ScriptSource],
    at place: SourceLocation?
  ) throws(FixObstacle) {
    let depends = { (name: String) in package.dependencies.contains(name) }
    let usesFastify = sources.contains { $0.contains("new FastifyAdapter") }
    guard depends("@nestjs/platform-express"), !usesFastify else {
      throw FixObstacle(
        subject,
        usesFastify
          ? "it serves with Fastify, and audit logging is written for Express beneath NestJS"
          : "@nestjs/platform-express is not among its dependencies",
        at: place,
        next: "Write an event for each request in a hook that runs after the response."
      )
    }
    let imports = sources.contains { source in
      source.contains("express") && source.imports.contains { $0.source == "express" }
    }
    guard depends("@types/express") || depends("express") || imports else {
      throw FixObstacle(
        subject,
        "the types of Express are not among its dependencies",
        at: place,
        next: "Add @types/express to the dependencies for development."
      )
    }
  }

  private static func requireDataSource(
    _ package: NodePackage,
    _ subject: String,
    at place: SourceLocation?
  ) throws(FixObstacle) {
    let version = package.versions["typeorm"] ?? ""
    let digits = version.drop { !$0.isNumber }.split(separator: ".").compactMap { Int($0) }
    guard digits.starts(with: [0]), digits.dropFirst().first.map({ $0 < 3 }) ?? false else {
      return
    }
    throw FixObstacle(
      subject,
      "TypeORM \(version) has no DataSource, through which audit events are written",
      at: place,
      next: "Move to TypeORM 0.3 or later."
    )
  }
}

/// The place where an application of NestJS is made.
struct NestServer {
  let source: ScriptSource
  /// The statement `const app = await NestFactory.create(…)`.
  let statement: SyntaxNode
  let name: String
  /// The root module, as the file knows it.
  let rootName: String

  /// Finds the one application that listens.
  static func find(
    in sources: [ScriptSource],
    _ subject: String,
    at place: SourceLocation?,
    unlessMentions taken: String = "auditLogger"
  ) throws(FixObstacle) -> NestServer {
    let all = sources.filter { $0.contains("NestFactory") }.flatMap(servers)
    let listening = all.filter { server in
      let calls = server.source.nodes(["call_expression"])
      return calls.contains { $0.child("function")?.text == "\(server.name).listen" }
    }
    let found = listening.isEmpty ? all : listening
    guard let server = found.first, found.count == 1, !server.source.mentions(taken) else {
      throw FixObstacle(
        subject,
        found.isEmpty
          ? "no file was found that makes the application with NestFactory.create"
          : found.count == 1
            ? "\(found[0].source.path) has an \(taken) already, which is not seen to do its work"
            : "\(found.count) places make an application with NestFactory.create",
        at: found.first.map { SourceLocation(file: $0.source.path, line: $0.statement.line) }
          ?? place,
        next: "Install the middleware by hand, right after the application is made."
      )
    }
    return server
  }

  private static func servers(in source: ScriptSource) -> [NestServer] {
    source.nodes(["variable_declarator"]).compactMap { declarator in
      guard var value = declarator.child("value"), let name = declarator.child("name"),
        name.kind == "identifier", let statement = declarator.parent
      else { return nil }
      if value.kind == "await_expression" { value = value.namedChildren.first ?? value }
      // With type arguments, the grammar reads what is awaited as the function that is called.
      var function = value.child("function")
      if function?.kind == "await_expression" { function = function?.namedChildren.first }
      guard value.kind == "call_expression", function?.text == "NestFactory.create",
        let root = value.child("arguments")?.namedChildren.first(where: { $0.kind != "comment" }),
        root.kind == "identifier"
      else { return nil }
      return NestServer(source: source, statement: statement, name: name.text, rootName: root.text)
    }
  }
}

/// The module an application starts from, and the list of what it imports.
struct NestRootModule {
  let source: ScriptSource
  /// The object handed to `@Module`.
  let options: SyntaxNode
  /// The list of imports, nil when there is none yet.
  let imports: SyntaxNode?

  static func find(
    for server: NestServer,
    _ sources: [ScriptSource],
    _ project: FixProject,
    _ subject: String
  ) throws(FixObstacle) -> NestRootModule {
    let module = server.source.imports.first { $0.names.values.contains(server.rootName) }
    let exported = module?.names.first { $0.value == server.rootName }?.key ?? server.rootName
    let path = module.flatMap { server.source.resolve($0.source, in: project.files) }
    // A path that is no relative one is found by the name of the class.
    let candidates =
      path.map { path in sources.filter { $0.path == path } }
      ?? sources.filter { module == nil ? $0.path == server.source.path : $0.contains(exported) }
    for source in candidates {
      guard let options = NestModuleTable.options(of: exported, in: source) else { continue }
      let list = options.namedChildren.first { $0.child("key")?.text == "imports" }
      guard let list else { return NestRootModule(source: source, options: options, imports: nil) }
      guard let value = list.child("value"), value.kind == "array" else { break }
      return NestRootModule(source: source, options: options, imports: value)
    }
    throw FixObstacle(
      subject,
      "the list of what \(server.rootName) imports could not be found as a list in the code",
      at: SourceLocation(file: server.source.path, line: server.statement.line),
      next: "Write @Module({ imports: […] }) with a plain list."
    )
  }
}
