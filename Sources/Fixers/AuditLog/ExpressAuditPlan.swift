import ReadinessModel
import SyntaxTrees

/// Everything that audit logging changes in one package that serves with Express.
struct ExpressAuditPlan {
  private(set) var changes: [FixChange] = []
  private(set) var refusals: [FixRefusal] = []
  private(set) var followUps: [String] = []

  static func make(
    _ project: FixProject,
    package folder: String,
    routes: [Route],
    _ answers: FixAnswers
  ) -> Result<ExpressAuditPlan, FixObstacle> {
    do throws(FixObstacle) {
      let site = try ExpressSite(project, package: folder, routes: routes)
      return .success(ExpressAuditPlan(site, routes, answers))
    } catch {
      return .failure(error)
    }
  }

  private init(_ site: ExpressSite, _ routes: [Route], _ answers: FixAnswers) {
    let caller = CallerShape(site)
    let actor = answers[LogDataAccess.actor] ?? caller.actorID
    let applicability: Applicability =
      actor == nil ? .needsDecision(LogDataAccess.actor.id) : .safe
    var wiring = RouteWiring(site, routes)
    let edits =
      generatedFiles(site, caller, actor: actor ?? "undefined", answers)
      + [installation(site)].flatMap(\.self) + shutdown(site) + wiring.edits()
    changes = [
      FixChange(
        title: "Record every request that reaches a route or is refused"
          + " (\(routes.count) routes in \(wiring.files.count) files)",
        reason: "\(routes.count) routes reach stored data and leave no trace of who did what.",
        applicability: applicability,
        edits: edits
      )
    ]
    followUps = [
      "Run the migration \(site.migration), as a superuser if you can: then definitions are guarded"
        + " by event triggers too.",
      "Give the job that archives a password (ALTER ROLE audit_retention PASSWORD …), and schedule"
        + " what \(site.document) says for every night.",
      "Set AUDIT_SPOOL_DIR to a folder that outlives the process.",
    ]
    if answers[LogDataAccess.appRole] == LogDataAccess.appRole.standard {
      followUps.append(
        "If the application does not run as the role that migrates, answer audit-app-role first."
      )
    }
  }

  // MARK: - Files

  private func generatedFiles(
    _ site: ExpressSite,
    _ caller: CallerShape,
    actor: String,
    _ answers: FixAnswers
  ) -> [SourceEdit] {
    let mode = answers[LogDataAccess.failureMode] ?? "fail-closed"
    let days = answers[LogDataAccess.hotDays].flatMap { Int($0) } ?? 90
    let values = [
      "store": site.storeName,
      "storePath": site.path(from: site.writer, to: site.storeFile),
      "writerPath": site.path(from: site.middleware, to: site.writer),
      "component": site.component,
      "readMode": mode == "fail-closed" ? "failClosed" : "failOpen",
      "changeMode": mode == "fail-open" ? "failOpen" : "failClosed",
      "actorId": actor,
      "actorRole": caller.role ?? "undefined",
      "tenantId": caller.tenant ?? "undefined",
      "hotDays": "\(max(1, days))",
      "keptDays": "\(max(LogDataAccess.keptDays, days))",
      "appRole": Self.roleName(answers[LogDataAccess.appRole] ?? "CURRENT_USER"),
    ]
    let newline = site.style.newline
    return [
      .create(
        path: site.writer,
        text: ScriptRestyling.apply(
          site.style,
          to: AuditTemplate.writer.render(values),
          path: site.writer
        )
      ),
      .create(
        path: site.middleware,
        text: ScriptRestyling.apply(
          site.style,
          to: AuditTemplate.middleware.render(values),
          path: site.middleware
        )
      ),
      .create(
        path: site.migration,
        text: AuditTemplate.migration.render(values).replacing("\n", with: newline)
      ),
      .create(
        path: site.document,
        text: AuditTemplate.document.render(values).replacing("\n", with: newline)
      ),
    ]
  }

  /// A role as SQL writes it; what is no plain name is quoted.
  private static func roleName(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
    }
    if name == "CURRENT_USER" || (isPlain && name.first?.isNumber == false) { return name }
    return "\"\(name.replacing("\"", with: "\"\""))\""
  }

  // MARK: - Edits

  /// Puts the middleware before everything that could answer.
  private func installation(_ site: ExpressSite) -> [SourceEdit] {
    let source = site.appSource
    let offset = site.firstUse.range.lowerBound
    let indent = source.indentation(at: offset)
    let end = site.style.usesSemicolons ? ";" : ""
    let style = ScriptStyle(source)
    let call = "\(site.appName).use(auditLogger)\(end)\(style.newline)\(indent)"
    return [
      ScriptEdits.importing(["auditLogger"], from: site.middleware, in: source, site.style),
      .insert(path: source.path, at: offset, text: call),
    ]
  }

  /// Has the server write what is waiting before it closes the database's connections.
  private func shutdown(_ site: ExpressSite) -> [SourceEdit] {
    var edits: [SourceEdit] = []
    for source in site.sources where source.path != site.writer {
      let calls = source.nodes(["call_expression"])
      let listens = calls.contains { $0.child("function")?.child("property")?.text == "listen" }
      let imports = source.imports.contains { $0.names.values.contains(site.storeName) }
      guard listens, imports else { continue }
      let ends = calls.filter { call in
        call.child("function")?.text == "\(site.storeName).end"
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
