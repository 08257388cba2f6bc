/// The files that audit logging adds to an application, filled in for it.
struct AuditCode {
  /// What the framework brings: where the middleware stands, and how resources are named.
  enum Framework {
    case express
    /// The lines of the table that names what controllers are about.
    case nest(resources: [(path: String, name: String)])
  }

  let framework: Framework
  let access: DatabaseAccess
  let caller: CallerShape
  let style: ScriptStyle
  let writer: String
  let middleware: String
  let migration: MigrationHabit
  let document: String
  let component: String

  /// The edits that write the files.
  func files(actor: String, _ answers: FixAnswers) -> [SourceEdit] {
    let days = answers[LogDataAccess.hotDays].flatMap { Int($0) } ?? 90
    let sql = AuditTemplate.migration.render([
      "hotDays": "\(max(1, days))",
      "keptDays": "\(max(LogDataAccess.keptDays, days))",
      "appRole": Self.roleName(answers[LogDataAccess.appRole] ?? "CURRENT_USER"),
    ])
    let text = AuditTemplate.document.render([
      "hotDays": "\(max(1, days))", "keptDays": "\(max(LogDataAccess.keptDays, days))",
    ])
    return [
      .create(
        path: writer,
        text: GeneratedScript.finish(writerText, path: writer, style)
      ),
      .create(
        path: middleware,
        text: GeneratedScript.finish(
          middlewareText(actor: actor, mode: answers[LogDataAccess.failureMode] ?? "fail-closed"),
          path: middleware,
          style
        )
      ),
      .create(path: migration.path, text: migration.text(sql, style)),
      .create(path: document, text: text.replacing("\n", with: style.newline)),
    ]
  }

  /// What remains for people to do.
  func followUps(_ answers: FixAnswers) -> [String] {
    var result = [
      "Run the migration \(migration.path), as a superuser if you can: then definitions are guarded"
        + " by event triggers too.",
      "Give the job that archives a password (ALTER ROLE audit_retention PASSWORD …), and schedule"
        + " what \(document) says for every night.",
      "Set AUDIT_SPOOL_DIR to a folder that outlives the process.",
    ]
    if migration.path.hasSuffix("/migration.sql") {
      result.append(
        "prisma migrate reset is refused where the log is guarded: drop a database for development"
          + " as a whole."
      )
    }
    if answers[LogDataAccess.appRole] == LogDataAccess.appRole.standard {
      result.append(
        "If the application does not run as the role that migrates, answer audit-app-role first."
      )
    }
    return result
  }

  // MARK: - Writer

  private var writerText: String {
    AuditTemplate.writer.render([
      "storeImport": storeImport,
      "client": access.library.clientInterface,
      "connection": connection,
      "store": storeName,
      "call": access.library.call,
      "values": access.library.values,
      "events": access.library.placeholder(1, "JSON.stringify(events)", type: "::text"),
      "component": access.library.placeholder(2, "component"),
      "version": access.library.placeholder(3, "version"),
      "environment": access.library.placeholder(4, "environment"),
      "errorCode": access.library.errorCode,
      "listener": listener,
      "name": component,
    ])
  }

  private var storeImport: String {
    guard case .exported(let binding) = access.reach else { return "" }
    return binding.importing(into: writer, style)
  }

  private var storeName: String {
    guard case .exported(let binding) = access.reach else { return "connected()" }
    return binding.name
  }

  private var connection: String {
    guard case .injected = access.reach else { return "" }
    return """
      let database: AuditClient | null = null;

      /** Gives the log its connection; events wait until then. */
      export function connectAuditLog(client: AuditClient): void {
        database = client;
      }

      function connected(): AuditClient {
        if (database === null) {
          throw new Error('the audit log is not connected to the database');
        }
        return database;
      }
      """
  }

  private var listener: String {
    guard case .exported(let binding) = access.reach, access.library == .pg else { return "" }
    return """
      // A database that stops ends idle connections; without a listener that would end the process too.
      \(binding.name).on('error', () => schedule(retryAfterMs));

      """
  }

  // MARK: - Middleware

  private func middlewareText(actor: String, mode: String) -> String {
    var values = [
      "writerPath": ScriptEdits.importPath(from: middleware, to: writer, style),
      "readMode": mode == "fail-closed" ? "failClosed" : "failOpen",
      "changeMode": mode == "fail-open" ? "failOpen" : "failClosed",
      "actorId": actor,
      "actorRole": caller.role.map { "clean(\($0), 64)" } ?? "null",
      "tenantId": caller.tenant.map { "clean(\($0), 128)" } ?? "null",
      "callerOf": caller.helper ?? "",
    ]
    switch framework {
    case .express:
      values["handlerType"] = "RequestHandler, "
      values["mountField"] = "  mount?: string;"
      values["contextNames"] = "resource, mount, reason, resourceId, resourceCount"
      values["placeCall"] = "placeOf(req, mount ?? req.baseUrl)"
      values["naming"] = AuditTemplate.expressNaming.part()
      values["place"] = AuditTemplate.expressPlace.part()
    case .nest(let resources):
      let lines = resources.map { path, name in
        let isPlain = path.utf8.allSatisfy { (0x61...0x7A).contains($0) }
        return "  \(isPlain ? path : "'\(path)'"): '\(name)',"
      }
      values["handlerType"] = ""
      values["mountField"] = ""
      values["contextNames"] = "resource, reason, resourceId, resourceCount"
      values["placeCall"] = "placeOf(req)"
      values["naming"] = AuditTemplate.nestNaming.part([
        "resources": lines.joined(separator: "\n")
      ])
      values["place"] = AuditTemplate.nestPlace.part()
    }
    return AuditTemplate.middleware.render(values)
  }

  /// A role as SQL writes it; what is no plain name is quoted.
  private static func roleName(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
    }
    if name == "CURRENT_USER" || (isPlain && name.first?.isNumber == false) { return name }
    return "\"\(name.replacing("\"", with: "\"\""))\""
  }
}

extension DatabaseAccess.Library {
  /// What generated code asks of a connection.
  fileprivate var clientInterface: String {
    switch self {
    case .pg, .typeorm:
      """
      /** Anything with the database's `query`, for example the client of a transaction. */
      export interface AuditClient {
        query(text: string, values: unknown[]): Promise<unknown>;
      }
      """
    case .prisma:
      """
      /** Anything with Prisma's `$executeRaw`, for example the client of a transaction. */
      export interface AuditClient {
        $executeRaw(text: TemplateStringsArray, ...values: unknown[]): Promise<unknown>;
      }
      """
    case .knex:
      """
      /** Anything with Knex's `raw`, for example a transaction. */
      export interface AuditClient {
        raw(text: string, values: (string | null)[]): PromiseLike<unknown>;
      }
      """
    }
  }

  /// How a statement is run, up to its text.
  fileprivate var call: String {
    switch self {
    case .pg, .typeorm: "query(\n    "
    case .prisma: "$executeRaw"
    case .knex: "raw(\n    "
    }
  }

  /// What follows the text of the statement.
  fileprivate var values: String {
    switch self {
    case .pg, .typeorm:
      ",\n    [JSON.stringify(events), component, version, environment],\n  )"
    case .prisma: ""
    // In the order in which the marks stand in the text.
    case .knex: ",\n    [component, version, environment, JSON.stringify(events)],\n  )"
    }
  }

  /// The database's own code of an error.
  fileprivate var errorCode: String {
    switch self {
    case .pg, .typeorm, .knex: "(error as { code?: unknown }).code"
    case .prisma: "(error as { meta?: { code?: unknown } }).meta?.code"
    }
  }

  /// The mark for a value in the text of a statement.
  fileprivate func placeholder(_ number: Int, _ value: String, type: String = "") -> String {
    switch self {
    case .pg, .typeorm: "$\(number)"
    case .prisma: "${\(value)}\(type)"
    case .knex: "?"
    }
  }
}
