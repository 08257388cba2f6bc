import ReadinessModel
import SyntaxTrees

/// What one package needs to count its requests and report its errors.
struct MeasurementPlan {
  private(set) var changes: [FixChange] = []
  private(set) var followUps: [String] = []

  init(
    _ project: FixProject,
    _ folder: String,
    _ routes: [Route],
    framework: String,
    embedded: Bool
  ) throws(FixObstacle) {
    let edits =
      framework == "express"
      ? try Self.express(project, folder, routes, embedded)
      : try Self.nest(project, folder, routes, embedded)
    changes = [
      FixChange(
        title: embedded
          ? "Count requests, errors and times, as lines that CloudWatch makes metrics of"
          : "Count requests, errors and times, and offer them as OpenMetrics",
        reason: "What is not measured is noticed by customers first.",
        applicability: .safe,
        edits: edits
      )
    ]
    followUps = [
      embedded
        ? "Alarm on the metric Errors of the new namespace in CloudWatch, and on Latency."
        : "Have whoever collects measurements ask port 9464 (METRICS_PORT), keep that port from the"
          + " internet, and alarm on http_request_errors_total.",
      "Have somebody look at the errors that are reported: each line on the error stream names the"
        + " kind of error, the route and the place in the code.",
    ]
  }

  private static func requireFree(_ paths: [String], _ project: FixProject) throws(FixObstacle) {
    guard let taken = paths.first(where: { project.files.contains($0) }) else { return }
    throw FixObstacle(
      taken,
      "the file is there already, but the application is not seen to be measured",
      at: SourceLocation(file: taken, line: 1),
      next: "Install what it holds before the routes, or move it out of the way."
    )
  }

  private static func name(of package: NodePackage) -> String {
    PackageSources.component(of: package)
  }

  private static func text(_ bytes: [UInt8], _ values: [String: String] = [:]) -> String {
    TemplateText.render(String(decoding: bytes, as: UTF8.self), values)
  }

  private static func file(
    embedded: Bool,
    errors: String,
    types: String,
    _ package: NodePackage
  ) -> String {
    text(
      embedded ? PackageResources.measurements_embedded_ts : PackageResources.measurements_open_ts,
      [
        "name": name(of: package), "errors": errors, "expressTypes": types,
        "route": text(PackageResources.measurements_route_ts).trimmedEnd,
      ]
    )
  }

  // MARK: - Express

  private static func express(
    _ project: FixProject,
    _ folder: String,
    _ routes: [Route],
    _ embedded: Bool
  ) throws(FixObstacle) -> [SourceEdit] {
    let byHand = "Install something before the routes that counts requests and their failures."
    let app = try ExpressApplication(project, package: folder, routes: routes, byHand: byHand)
    let file = app.file(
      named: "measurements",
      in: ["middleware", "middlewares", "lib", "utils"],
      project
    )
    try requireFree([file], project)
    guard !app.source.mentions("measure"), !app.source.mentions("reportError") else {
      throw FixObstacle(
        app.source.path,
        "it has a measure or reportError already, which is not seen to do its work",
        at: SourceLocation(file: app.source.path, line: 1),
        next: byHand
      )
    }
    let report = text(PackageResources.measurements_report_ts, ["exported": ""]).trimmedEnd
    let errors =
      text(
        PackageResources.measurements_errors_express_ts,
        ["report": report]
      ).trimmedEnd + "\n"
    let content = Self.file(
      embedded: embedded,
      errors: errors,
      types: "import type { NextFunction, Request, Response } from 'express';",
      app.package
    )
    let style = ScriptStyle(app.source)
    let offset = app.start
    let gap = style.newline + app.source.indentation(at: offset)
    var edits: [SourceEdit] = [
      .create(path: file, text: GeneratedScript.finish(content, path: file, app.style)),
      .insert(
        path: app.source.path,
        at: offset,
        text: app.statement("\(app.name).use(measure)") + gap
      ),
    ]
    var names = ["measure"]
    if let place = errorPlace(app) {
      names.append("reportError")
      edits.append(place)
    }
    edits.append(
      ScriptEdits.importing(names, from: file, in: app.source, app.style, before: offset)
    )
    return edits
  }

  /// Before the first handler of errors, or after the last thing installed.
  private static func errorPlace(_ app: ExpressApplication) -> SourceEdit? {
    let style = ScriptStyle(app.source)
    guard let block = app.firstUse.parent else { return nil }
    let uses = block.namedChildren.filter { statement in
      guard statement.kind == "expression_statement",
        let function = statement.namedChildren.first?.child("function")
      else { return false }
      return function.text == "\(app.name).use"
    }
    let call = app.statement("\(app.name).use(reportError)")
    if let handler = uses.first(where: { handlesErrors($0, app) }) {
      let indent = app.source.indentation(at: handler.range.lowerBound)
      return .insert(
        path: app.source.path,
        at: app.above(handler),
        text: call + style.newline + indent
      )
    }
    guard let last = uses.last else { return nil }
    let indent = app.source.indentation(at: last.range.lowerBound)
    return .insert(
      path: app.source.path,
      at: app.source.end(of: last),
      text: style.newline + indent + call
    )
  }

  /// Whether a statement installs a function of four parameters, or one that is named for errors.
  private static func handlesErrors(_ statement: SyntaxNode, _ app: ExpressApplication) -> Bool {
    guard let list = statement.namedChildren.first?.child("arguments") else { return false }
    return list.namedChildren.contains { argument in
      switch argument.kind {
      case "arrow_function", "function_expression", "function":
        return argument.child("parameters")?.namedChildren.count == 4
      case "identifier", "member_expression":
        let name = (argument.child("property")?.text ?? argument.text).lowercased()
        return name.contains("error")
      case "call_expression":
        return argument.child("function")?.text.lowercased().contains("errorhandler") == true
      default: return false
      }
    }
  }

  // MARK: - NestJS

  private static func nest(
    _ project: FixProject,
    _ folder: String,
    _ routes: [Route],
    _ embedded: Bool
  ) throws(FixObstacle) -> [SourceEdit] {
    let place = routes.first?.location
    let subject = "NestJS in \(folder.isEmpty ? "the root" : folder)"
    let byHand = "Install something on the server that counts requests and their failures."
    guard let package = place.flatMap({ project.package(of: $0.file) }) else {
      throw FixObstacle(
        subject,
        "there is no package.json that says what the code may use",
        at: place,
        next: "Add a package.json with the dependencies of the application."
      )
    }
    let sources = PackageSources.scripts(of: package, in: project)
    guard package.dependencies.contains("@nestjs/platform-express"),
      !sources.contains(where: { $0.contains("new FastifyAdapter") })
    else {
      throw FixObstacle(
        subject,
        "it does not serve with Express beneath, for which measurements are written",
        at: place,
        next: byHand
      )
    }
    let server = try NestServer.find(in: sources, subject, at: place, unlessMentions: "measure")
    let style = ScriptStyle(
      sources.filter { source in routes.contains { $0.location.file == source.path } }
        + [server.source]
    )
    let root = ProjectPath.join(ProjectPath.folder(of: server.source.path), "measurements")
    let file = ProjectPath.join(root, "measurements.ts")
    let interceptor = ProjectPath.join(root, "error-report.interceptor.ts")
    try requireFree([file, interceptor], project)
    let report = text(PackageResources.measurements_report_ts, ["exported": "export "]).trimmedEnd
    let content = Self.file(
      embedded: embedded,
      errors: report + "\n",
      types: "import type { NextFunction, Request, Response } from 'express';",
      package
    )
    let reporting = text(
      PackageResources.measurements_interceptor_ts,
      ["measurements": ScriptEdits.importPath(from: interceptor, to: file, style)]
    )
    let source = server.source
    let local = ScriptStyle(source)
    let end = local.usesSemicolons ? ";" : ""
    let gap = local.newline + source.indentation(at: server.statement.range.lowerBound)
    return [
      .create(path: file, text: GeneratedScript.finish(content, path: file, style)),
      .create(path: interceptor, text: GeneratedScript.finish(reporting, path: interceptor, style)),
      ScriptEdits.importing(["ErrorReport"], from: interceptor, in: source, style),
      ScriptEdits.importing(["measure"], from: file, in: source, style),
      .insert(
        path: source.path,
        at: source.end(of: server.statement),
        text: "\(gap)\(server.name).use(measure)\(end)"
          + "\(gap)\(server.name).useGlobalInterceptors(new ErrorReport())\(end)"
      ),
    ]
  }
}
