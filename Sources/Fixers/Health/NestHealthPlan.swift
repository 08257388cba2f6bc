import ReadinessModel
import SyntaxTrees

/// The health route of one package that serves with NestJS.
struct NestHealthPlan {
  private(set) var changes: [FixChange] = []
  private(set) var followUps: [String] = []
  /// Where the new route is served.
  private(set) var path = ReportHealth.path
  /// Whether nothing stands before it, so that no decorator says that it is open.
  private(set) var isOpenByNature = false

  private let sources: [ScriptSource]
  private let package: NodePackage
  private let access: DatabaseAccess
  private let style: ScriptStyle
  private let root: NestRootModule
  private let folder: String

  init(
    _ project: FixProject,
    _ name: String,
    _ routes: [Route],
    _ existing: [Route]
  ) throws(FixObstacle) {
    let place = routes.first?.location
    let subject = "NestJS in \(name.isEmpty ? "the root" : name)"
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
    access = try DatabaseAccess.find(
      in: package,
      sources,
      project,
      at: place,
      for: .health
    ) { modules.client(of: $0) }
    let server = try NestServer.find(
      in: sources,
      subject,
      at: place,
      unlessMentions: "HealthModule"
    )
    root = try NestRootModule.find(for: server, sources, project, subject)
    let routing = sources.filter { source in routes.contains { $0.location.file == source.path } }
    style = ScriptStyle(routing + [server.source])
    folder = ProjectPath.join(ProjectPath.folder(of: root.source.path), "health")
    let ready = existing.filter(ExpressHealthPlan.saysThatItIsReady)
    if let route = ready.first ?? existing.first {
      try extend(route, project)
    } else {
      try add(project, server)
    }
  }

  private func requireFree(_ paths: [String], _ project: FixProject) throws(FixObstacle) {
    guard let taken = paths.first(where: { project.files.contains($0) }) else { return }
    throw FixObstacle(
      taken,
      "the file is there already, but no health route is seen to ask the database",
      at: SourceLocation(file: taken, line: 1),
      next: "Register what it holds with the root module, or move it out of the way."
    )
  }

  // MARK: - A new route

  private mutating func add(_ project: FixProject, _ server: NestServer) throws(FixObstacle) {
    let helper = ProjectPath.join(folder, "require-database.ts")
    let controller = ProjectPath.join(folder, "health.controller.ts")
    let module = ProjectPath.join(folder, "health.module.ts")
    try requireFree([helper, controller, module], project)
    let mark = try openMark(project)
    isOpenByNature = mark == nil
    var imports = [helperImport(into: controller, helper)]
    var constructor = ""
    var argument = ""
    var moduleImports = [
      "import { HealthController } from '\(ScriptEdits.importPath(from: module, to: controller, style))';"
    ]
    var imported = ""
    if case .injected(let client) = access.reach {
      imports.insert(client.source.importing(into: controller, style), at: 0)
      constructor = "  constructor(private readonly database: \(client.type)) {}\n"
      argument = "this.database"
      if let provider = client.provider {
        moduleImports.insert(provider.importing(into: module, style), at: 0)
        imported = "imports: [\(provider.name)], "
      }
    }
    if let mark { imports.append(mark.statement(into: controller, style)) }
    let isThrottled = sources.contains { $0.contains("ThrottlerGuard") }
    if isThrottled { imports.insert("import { SkipThrottle } from '@nestjs/throttler';", at: 0) }
    let controllerText = TemplateText.render(
      String(decoding: PackageResources.health_nest_controller_ts, as: UTF8.self),
      [
        "imports": imports.joined(separator: "\n"),
        "classMarks": isThrottled ? "@SkipThrottle()" : "",
        "constructor": constructor,
        "methodMarks": mark.map { "  \($0.text)" } ?? "",
        "argument": argument,
      ]
    )
    let moduleText = TemplateText.render(
      String(decoding: PackageResources.health_nest_module_ts, as: UTF8.self),
      ["imports": moduleImports.joined(separator: "\n"), "moduleImports": imported]
    )
    var edits: [SourceEdit] = [
      write(helper),
      .create(
        path: controller,
        text: GeneratedScript.finish(controllerText, path: controller, style)
      ),
      .create(path: module, text: GeneratedScript.finish(moduleText, path: module, style)),
    ]
    edits += registration(module)
    let prefix = Self.prefix(of: server)
    path = prefix + ReportHealth.path
    edits += ContainerProbe.edits(package, project, path: prefix + ReportHealth.path)
    changes = [
      FixChange(
        title: "Answer GET \(prefix)\(ReportHealth.path) after asking the database",
        reason: "No route says whether the application can serve.",
        applicability: .safe,
        edits: edits
      )
    ]
    followUps = ReportHealth.followUps(path: prefix + ReportHealth.path)
  }

  private func registration(_ module: String) -> [SourceEdit] {
    let name = "HealthModule"
    let importing = ScriptEdits.importing([name], from: module, in: root.source, style)
    guard let list = root.imports else {
      let property = "imports: [\(name)]"
      return [importing, ScriptEdits.adding(property, to: root.options, in: root.source)]
    }
    return [importing] + ScriptEdits.appending(name, to: list, in: root.source)
  }

  /// What `setGlobalPrefix` puts before every path, as far as it is written out.
  private static func prefix(of server: NestServer) -> String {
    for call in server.source.nodes(["call_expression"]) {
      guard call.child("function")?.text == "\(server.name).setGlobalPrefix",
        let value = call.child("arguments")?.namedChildren.first, value.kind == "string"
      else { continue }
      return "/" + value.text.dropFirst().dropLast().split(separator: "/").joined(separator: "/")
    }
    return ""
  }

  // MARK: - Who may ask

  /// A decorator that the project opens routes with.
  private struct OpenMark {
    var text: String
    var name: ImportedName
    func statement(into file: String, _ style: ScriptStyle) -> String {
      name.importing(into: file, style)
    }
  }

  /// The decorator to open the route with; nil where nothing stands before all routes.
  private func openMark(_ project: FixProject) throws(FixObstacle) -> OpenMark? {
    let guards = globalGuards
    guard !guards.isEmpty else { return nil }
    for route in project.routes
    where route.framework == "nestjs" && route.authentication.status == .declaredPublic {
      guard let at = route.authentication.at,
        let source = sources.first(where: { $0.path == at.file }),
        let mark = source.nodes(["decorator"]).first(where: {
          ($0.line...$0.endLine).contains(at.line)
            && route.authentication.by.map($0.text.contains) == true
        }), let expression = mark.namedChildren.first
      else { continue }
      let name = (expression.child("function") ?? expression).text
      guard let module = source.imports.first(where: { $0.names.values.contains(name) }) else {
        continue
      }
      if let file = source.resolve(module.source, in: project.files) {
        return OpenMark(text: mark.text, name: ImportedName(name: name, source: .file(file)))
      }
      guard !module.source.hasPrefix(".") else { continue }
      return OpenMark(
        text: mark.text,
        name: ImportedName(name: name, source: .package(module.source))
      )
    }
    if let declared = declaredOpening { return declared }
    throw FixObstacle(
      guards.joined(separator: " and "),
      "it stands before every route, and no decorator is seen that opens one: probes would be refused",
      at: SourceLocation(file: root.source.path, line: 1),
      next: "Give the guard a decorator such as @Public() to heed, and put it on one route."
    )
  }

  /// `export const Public = () => SetMetadata(…, true)`, by a name that says what it is for.
  private var declaredOpening: OpenMark? {
    for source in sources where source.contains("SetMetadata") {
      for declarator in source.nodes(["variable_declarator"]) {
        guard let name = declarator.child("name")?.text,
          ["public", "ispublic", "skipauth", "noauth", "allowanonymous", "anonymous"]
            .contains(name.lowercased()),
          declarator.child("value")?.text.contains("SetMetadata") == true
        else { continue }
        return OpenMark(
          text: "@\(name)()",
          name: ImportedName(name: name, source: .file(source.path))
        )
      }
    }
    return nil
  }

  /// Guards that stand before every route, those left out that only count requests.
  private var globalGuards: [String] {
    var names: [String] = []
    for source in sources {
      if source.contains("APP_GUARD") {
        for object in source.nodes(["object"])
        where QueryReader.value("provide", of: object)?.text == "APP_GUARD" {
          let value =
            QueryReader.value("useClass", of: object)
            ?? QueryReader.value("useExisting", of: object)
          names.append(value?.text ?? "APP_GUARD")
        }
      }
      if source.contains("useGlobalGuards") {
        for call in source.nodes(["call_expression"])
        where call.child("function")?.child("property")?.text == "useGlobalGuards" {
          names += call.child("arguments")?.namedChildren.map(\.text) ?? []
        }
      }
    }
    return Set(names.filter { !$0.contains("Throttler") }).sorted()
  }

  // MARK: - A route that is there

  private mutating func extend(_ route: Route, _ project: FixProject) throws(FixObstacle) {
    let obstacle = { (reason: String) in
      FixObstacle(
        route.path,
        reason,
        at: route.location,
        next: "Have its handler run SELECT 1 with a time limit, and answer 503 when it fails."
      )
    }
    let place = route.handlerLocation ?? route.location
    guard let source = sources.first(where: { $0.path == place.file }),
      let type = source.nodes(["class_declaration"]).first(where: {
        ($0.line...$0.endLine).contains(place.line)
      }), let body = type.child("body"),
      let method = body.namedChildren.first(where: {
        $0.kind == "method_definition" && ($0.line...$0.endLine).contains(place.line)
      }), let block = method.child("body")
    else { throw obstacle("its handler is not plain to see") }
    let isAsync = method.children.contains { $0.kind == "async" }
    let result = method.child("return_type")
    guard isAsync || result == nil else {
      throw obstacle("its handler answers at once, and its result is typed so")
    }
    let helper = ProjectPath.join(folder, "require-database.ts")
    try requireFree([helper], project)
    var edits = [write(helper)]
    var argument = ""
    if case .injected(let client) = access.reach {
      guard client.provider == nil else {
        throw obstacle("its module would have to import \(client.provider?.name ?? "another one")")
      }
      argument = "this.database"
      let parameter = "private readonly database: \(client.type)"
      let constructor = body.namedChildren.first {
        $0.kind == "method_definition" && $0.child("name")?.text == "constructor"
      }
      if let list = constructor?.child("parameters") {
        edits += ScriptEdits.appending(parameter, to: list, in: source)
      } else {
        let local = ScriptStyle(source)
        edits.append(
          .insert(
            path: source.path,
            at: body.range.lowerBound + 1,
            text: "\(local.newline)\(local.indent)constructor(\(parameter)) {}\(local.newline)"
          )
        )
      }
      if case .package(let module) = client.source.source {
        edits.append(Self.importing(client.type, fromPackage: module, in: source))
      }
    }
    let local = ScriptStyle(source)
    let end = local.usesSemicolons ? ";" : ""
    let indent = source.indentation(at: method.range.lowerBound) + local.indent
    edits.append(
      .insert(
        path: source.path,
        at: block.range.lowerBound + 1,
        text: "\(local.newline)\(indent)await requireDatabase(\(argument))\(end)"
      )
    )
    if !isAsync, let name = method.child("name") {
      edits.append(.insert(path: source.path, at: name.range.lowerBound, text: "async "))
    }
    edits.append(ScriptEdits.importing(["requireDatabase"], from: helper, in: source, style))
    changes = [
      FixChange(
        title: "Have \(route.path) ask the database first",
        reason: "The route answers whether or not the database can be reached.",
        applicability: .safe,
        edits: edits
      )
    ]
    followUps = ReportHealth.followUps(path: route.path)
  }

  private static func importing(
    _ name: String,
    fromPackage module: String,
    in source: ScriptSource
  ) -> SourceEdit {
    let style = ScriptStyle(source)
    let end = style.usesSemicolons ? ";" : ""
    let place = source.imports.first.map { $0.statement.range.lowerBound } ?? 0
    return .insert(
      path: source.path,
      at: place,
      text: "import { \(name) } from \(style.quote)\(module)\(style.quote)\(end)\(style.newline)"
    )
  }

  // MARK: - The file

  private func helperImport(into file: String, _ helper: String) -> String {
    "import { requireDatabase } from '\(ScriptEdits.importPath(from: file, to: helper, style))';"
  }

  private func write(_ file: String) -> SourceEdit {
    var values = ["parameter": "", "argument": "", "listener": access.listener(in: sources)]
    switch access.reach {
    case .exported(let binding):
      values["clientImport"] = binding.importing(into: file, style)
      values["query"] = access.trivialQuery(on: binding.name)
    case .injected(let client):
      let source = client.source.importing(into: file, style)
      values["clientImport"] = source.replacing("import {", with: "import type {")
      values["parameter"] = "database: \(client.type)"
      values["argument"] = "database"
      values["query"] = access.trivialQuery(on: "database")
    }
    let text = TemplateText.render(
      String(decoding: PackageResources.health_nest_ts, as: UTF8.self),
      values
    )
    return .create(path: file, text: GeneratedScript.finish(text, path: file, style))
  }
}
