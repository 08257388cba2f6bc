import ReadinessModel
import SyntaxTrees

/// The health route of one package that serves with Express.
struct ExpressHealthPlan {
  private(set) var changes: [FixChange] = []
  private(set) var followUps: [String] = []

  private let app: ExpressApplication
  private let access: DatabaseAccess
  private let file: String

  init(
    _ project: FixProject,
    _ folder: String,
    _ routes: [Route],
    _ existing: [Route]
  ) throws(FixObstacle) {
    app = try ExpressApplication(
      project,
      package: folder,
      routes: routes,
      byHand: "Have a route run SELECT 1 with a time limit, before anything that could refuse it."
    )
    access = try DatabaseAccess.find(
      in: app.package,
      app.sources,
      project,
      at: routes.first?.location,
      for: .health
    )
    let isThere = !existing.isEmpty
    file = app.file(
      named: isThere ? "require-database" : "health",
      in: isThere ? ["middleware", "middlewares", "lib"] : ["routes", "controllers", "lib"],
      project
    )
    guard !project.files.contains(file) else {
      throw FixObstacle(
        file,
        "the file is there already, but no health route is seen to ask the database",
        at: SourceLocation(file: file, line: 1),
        next: "Mount what it holds before the routes, or move it out of the way."
      )
    }
    if isThere {
      try extend(existing)
    } else {
      try add(project)
    }
  }

  // MARK: - A new route

  private mutating func add(_ project: FixProject) throws(FixObstacle) {
    let names = ["health", "healthCheck", "reportHealth"]
    guard let name = names.first(where: { !app.source.mentions($0) }) else {
      throw FixObstacle(
        app.source.path,
        "it uses the names a health route would have, for something else",
        at: SourceLocation(file: app.source.path, line: 1),
        next: "Have a route run SELECT 1 with a time limit, before anything that could refuse it."
      )
    }
    let offset = app.start
    let style = ScriptStyle(app.source)
    let indent = app.source.indentation(at: offset)
    let comment =
      "// Before everything else: probes have no credentials, and come every few seconds."
    let call = app.statement("\(app.name).get(\(app.quoted(ReportHealth.path)), \(name))")
    let gap = style.newline + indent
    var edits: [SourceEdit] = [
      write(name, handler: .route),
      ScriptEdits.importing([name], from: file, in: app.source, app.style, before: offset),
      .insert(
        path: app.source.path,
        at: offset,
        text: comment + gap + call + style.newline + gap
      ),
    ]
    edits += ContainerProbe.edits(app.package, project, path: ReportHealth.path)
    changes = [
      FixChange(
        title: "Answer GET \(ReportHealth.path) after asking the database",
        reason: "No route says whether the application can serve.",
        applicability: .safe,
        edits: edits
      )
    ]
    followUps = ReportHealth.followUps(path: ReportHealth.path)
  }

  // MARK: - A route that is there

  private mutating func extend(_ existing: [Route]) throws(FixObstacle) {
    let name = "requireDatabase"
    var edits = [write(name, handler: .gate)]
    var paths: [String] = []
    for (path, routes) in Dictionary(grouping: existing, by: \.location.file).sorted(by: {
      $0.key < $1.key
    }) {
      guard let source = app.sources.first(where: { $0.path == path }), !source.mentions(name)
      else { continue }
      var first = source.bytes.count
      var inner: [SourceEdit] = []
      for route in routes where Self.saysThatItIsReady(route) {
        guard let call = RouteCalls.registration(of: route, in: source),
          let argument = call.child("arguments")?.namedChildren.first
        else { continue }
        first = min(first, call.range.lowerBound)
        inner.append(.insert(path: path, at: argument.range.upperBound, text: ", \(name)"))
        paths.append(route.path)
      }
      guard !inner.isEmpty else { continue }
      edits.append(ScriptEdits.importing([name], from: file, in: source, app.style, before: first))
      edits += inner
    }
    guard !paths.isEmpty else {
      throw FixObstacle(
        existing[0].path,
        "how the route is registered is not plain to see, so that nothing can be put before its handler",
        at: existing[0].location,
        next: "Have its handler run SELECT 1 with a time limit, and answer 503 when it fails."
      )
    }
    let listed = Set(paths).sorted()
    changes = [
      FixChange(
        title: "Have \(listed.joined(separator: " and ")) ask the database first",
        reason: "The route answers whether or not the database can be reached.",
        applicability: .safe,
        edits: edits
      )
    ]
    followUps = listed.first.map(ReportHealth.followUps) ?? []
  }

  /// A route for liveness is to answer whatever else is away.
  static func saysThatItIsReady(_ route: Route) -> Bool {
    let last = route.path.lowercased().split(separator: "/").last ?? ""
    return !["livez", "live", "liveness", "ping"].contains(last)
  }

  // MARK: - The file

  private enum Handler {
    case route
    case gate
  }

  private func write(_ name: String, handler: Handler) -> SourceEdit {
    guard case .exported(let binding) = access.reach else { return .create(path: file, text: "") }
    let part =
      switch handler {
      case .route: PackageResources.health_express_route_ts
      case .gate: PackageResources.health_express_gate_ts
      }
    let text = TemplateText.render(
      String(decoding: PackageResources.health_express_ts, as: UTF8.self),
      [
        "storeImport": binding.importing(into: file, app.style),
        "listener": access.listener(in: app.sources),
        "query": access.trivialQuery(on: binding.name),
        "handler": TemplateText.render(String(decoding: part, as: UTF8.self), ["name": name])
          .trimmedEnd,
      ]
    )
    return .create(path: file, text: GeneratedScript.finish(text, path: file, app.style))
  }
}

extension String {
  /// The text without the line breaks at its end.
  var trimmedEnd: String {
    var text = self
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
