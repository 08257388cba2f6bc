import ReadinessModel
import SyntaxTrees

/// Everything that audit logging changes in one package that serves with Express.
struct ExpressAuditPlan {
  private(set) var changes: [FixChange] = []
  private(set) var followUps: [String] = []

  static func make(
    _ project: FixProject,
    package folder: String,
    routes: [Route],
    _ answers: FixAnswers
  ) -> Result<ExpressAuditPlan, FixObstacle> {
    do throws(FixObstacle) {
      let site = try ExpressSite(project, package: folder, routes: routes)
      return .success(ExpressAuditPlan(site, project, routes, answers))
    } catch {
      return .failure(error)
    }
  }

  private init(
    _ site: ExpressSite,
    _ project: FixProject,
    _ routes: [Route],
    _ answers: FixAnswers
  ) {
    let caller = CallerShape(
      site.sources,
      isTypeScript: site.style.isTypeScript,
      declarations: PackageSources.declarations(of: site.package, in: project)
    )
    let actor = answers[LogDataAccess.actor] ?? caller.actorID
    let code = AuditCode(
      framework: .express,
      access: site.access,
      caller: caller,
      style: site.style,
      writer: site.writer,
      middleware: site.middleware,
      migration: site.migration,
      document: site.document,
      component: site.component
    )
    var wiring = RouteWiring(site, routes)
    let edits =
      code.files(actor: actor ?? "undefined", answers) + shutdown(site) + installation(site)
      + wiring.edits()
    changes = [
      FixChange(
        title: "Record every request that reaches a route or is refused"
          + " (\(routes.count) routes in \(wiring.files.count) files)",
        reason: "\(routes.count) routes reach stored data and leave no trace of who did what.",
        applicability: actor == nil ? .needsDecision(LogDataAccess.actor.id) : .safe,
        edits: edits
      )
    ]
    followUps = code.followUps(answers)
  }

  /// Puts the middleware before everything that could answer.
  private func installation(_ site: ExpressSite) -> [SourceEdit] {
    let source = site.appSource
    let offset = site.firstUse.range.lowerBound
    let indent = source.indentation(at: offset)
    let style = ScriptStyle(source)
    let end = style.usesSemicolons ? ";" : ""
    let call = "\(site.appName).use(auditLogger)\(end)\(style.newline)\(indent)"
    return [
      ScriptEdits.importing(
        ["auditLogger"],
        from: site.middleware,
        in: source,
        site.style,
        before: offset
      ),
      .insert(path: source.path, at: offset, text: call),
    ]
  }

  /// Has the server write what is waiting before it closes the database's connections.
  private func shutdown(_ site: ExpressSite) -> [SourceEdit] {
    guard case .exported(let store) = site.access.reach else { return [] }
    var edits: [SourceEdit] = []
    for source in site.sources where source.path != site.writer {
      let calls = source.nodes(["call_expression"])
      let listens = calls.contains { $0.child("function")?.child("property")?.text == "listen" }
      let imports = source.imports.contains { $0.names.values.contains(store.name) }
      guard listens, imports, !source.mentions("flushAuditLog") else { continue }
      let ends = calls.filter { call in
        call.child("function")?.text == "\(store.name).\(site.access.library.closing)"
          && call.child("arguments")?.namedChildren.isEmpty == true
      }
      guard !ends.isEmpty else { continue }
      edits.append(
        ScriptEdits.importing(["flushAuditLog"], from: site.writer, in: source, site.style)
      )
      edits += ends.map { call in
        .replace(
          path: source.path,
          range: call.range,
          text: "flushAuditLog().then(() => \(call.text))"
        )
      }
    }
    return edits
  }
}
