import ReadinessModel
import SyntaxTrees

/// Everything that audit logging changes in one package that serves with NestJS.
///
/// The middleware is installed on the server beneath, before everything else: guards run before
/// interceptors, so that only from there every refusal is seen.
struct NestAuditPlan {
  private(set) var changes: [FixChange] = []
  private(set) var followUps: [String] = []

  static func make(
    _ project: FixProject,
    package folder: String,
    routes: [Route],
    _ answers: FixAnswers
  ) -> Result<NestAuditPlan, FixObstacle> {
    do throws(FixObstacle) {
      let site = try NestSite(project, package: folder, routes: routes)
      return .success(NestAuditPlan(site, project, routes, answers))
    } catch {
      return .failure(error)
    }
  }

  private init(_ site: NestSite, _ project: FixProject, _ routes: [Route], _ answers: FixAnswers) {
    let caller = CallerShape(
      site.sources,
      isTypeScript: true,
      declarations: PackageSources.declarations(of: site.package, in: project)
    )
    let actor = answers[LogDataAccess.actor] ?? caller.actorID
    let resources = NestResources.table(for: routes, in: site.sources)
    let code = AuditCode(
      framework: .nest(resources: resources),
      access: site.access,
      caller: caller,
      style: site.style,
      writer: site.writer,
      middleware: site.middleware,
      migration: site.migration,
      document: site.document,
      component: site.component
    )
    let files = Set(routes.map(\.location.file))
    changes = [
      FixChange(
        title: "Record every request that reaches a route or is refused"
          + " (\(routes.count) routes in \(files.count) files)",
        reason: "\(routes.count) routes reach stored data and leave no trace of who did what.",
        applicability: actor == nil ? .needsDecision(LogDataAccess.actor.id) : .safe,
        edits: code.files(actor: actor ?? "undefined", answers) + module(site)
          + installation(site) + registration(site)
      )
    ]
    followUps =
      code.followUps(answers) + [
        "Call app.enableShutdownHooks(), if nothing does yet, so that a server that is stopped writes"
          + " what waits in memory."
      ]
  }

  /// The module that hands the log its connection and empties its queue at the end.
  private func module(_ site: NestSite) -> [SourceEdit] {
    var imports: [String] = []
    var decorator = "@Module({})"
    var parameter = ""
    var argument = ""
    switch site.access.reach {
    case .injected(let client):
      imports = [client.provider, client.source].compactMap { $0 }.map {
        $0.importing(into: site.module, site.style)
      }
      if let provider = client.provider { decorator = "@Module({ imports: [\(provider.name)] })" }
      argument = client.type.prefix(1).lowercased() + client.type.dropFirst()
      parameter = "\(argument): \(client.type)"
    case .exported: break
    }
    let isConnected = !parameter.isEmpty
    let names = isConnected ? "connectAuditLog, flushAuditLog" : "flushAuditLog"
    let writer = ScriptEdits.importPath(from: site.module, to: site.writer, site.style)
    let text = AuditTemplate.nestModule.render([
      "clientImports": imports.joined(separator: "\n"),
      "writerImport": "import { \(names) } from '\(writer)';",
      "purpose": isConnected
        ? "Gives the audit log its way to the database, and empties its queue before the end."
        : "Empties the queue of the audit log before the application ends.",
      "decorator": decorator,
      "constructor": isConnected
        ? "  constructor(\(parameter)) {\n    connectAuditLog(\(argument));\n  }\n" : "",
    ])
    return [
      .create(
        path: site.module,
        text: GeneratedScript.finish(text, path: site.module, site.style)
      )
    ]
  }

  /// Puts the middleware before everything that could answer.
  private func installation(_ site: NestSite) -> [SourceEdit] {
    let source = site.server.source
    let style = ScriptStyle(source)
    let end = style.usesSemicolons ? ";" : ""
    let indent = source.indentation(at: site.server.statement.range.lowerBound)
    return [
      ScriptEdits.importing(["auditLogger"], from: site.middleware, in: source, site.style),
      .insert(
        path: source.path,
        at: source.end(of: site.server.statement),
        text: "\(style.newline)\(indent)\(site.server.name).use(auditLogger)\(end)"
      ),
    ]
  }

  /// Has the root module import the module of the log.
  private func registration(_ site: NestSite) -> [SourceEdit] {
    let source = site.root.source
    let name = "AuditLogModule"
    let importing = ScriptEdits.importing([name], from: site.module, in: source, site.style)
    guard let list = site.root.imports else {
      let property = "imports: [\(name)]"
      return [importing, ScriptEdits.adding(property, to: site.root.options, in: source)]
    }
    return [importing] + ScriptEdits.appending(name, to: list, in: source)
  }
}

/// What the routes of each controller are about.
enum NestResources {
  /// Names by the path each controller has in the code, sorted by path.
  static func table(
    for routes: [Route],
    in sources: [ScriptSource]
  ) -> [(path: String, name: String)] {
    let byFile = Dictionary(grouping: routes, by: \.location.file)
    var names: [String: String] = [:]
    for source in sources {
      for route in byFile[source.path] ?? [] {
        guard let path = controllerPath(of: route, in: source) ?? firstName(of: route),
          let name = path.split(separator: "/").last(where: isName)
        else { continue }
        names[path] = String(name)
      }
    }
    return names.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The path of the controller that a route stands in; nil when it has none.
  private static func controllerPath(of route: Route, in source: ScriptSource) -> String? {
    let type = source.nodes(["class_declaration"]).first { type in
      (type.line...type.endLine).contains(route.location.line)
    }
    guard let name = type?.child("name")?.text,
      let call = NestModuleTable.decoration("Controller", of: name, in: source),
      let argument = call.child("arguments")?.namedChildren.first(where: { $0.kind != "comment" })
    else { return nil }
    var value: SyntaxNode? = argument
    if argument.kind == "object" {
      value = argument.namedChildren.first { $0.child("key")?.text == "path" }?.child("value")
    }
    guard let value, value.kind == "string" else { return nil }
    let path = value.text.dropFirst().dropLast().split(separator: "/")
    return path.contains(where: isName) ? path.joined(separator: "/") : nil
  }

  /// The first part of a route's path that names something.
  private static func firstName(of route: Route) -> String? {
    route.path.split(separator: "/").first { isName($0) && $0 != "api" }.map(String.init)
  }

  private static func isName(_ part: Substring) -> Bool {
    let isVersion = part.first == "v" && part.count > 1 && part.dropFirst().allSatisfy(\.isNumber)
    return !isVersion && part.first?.isLetter == true
      && part.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F
      }
  }
}
