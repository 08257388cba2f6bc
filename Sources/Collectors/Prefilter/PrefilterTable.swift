import TextPatterns

/// The texts that give a file its hints.
///
/// To extend a hint, add a line. A row must be found in every file its extractor could use, so
/// prefer a short text that cannot be avoided (a package's name) over a telling one.
enum PrefilterTable {
  /// One text, or bounded expression, and the hints it gives.
  struct Row: Sendable {
    var syntax: TextPattern.Syntax
    var ignoresCase: Bool
    var hints: ExtractorHint
  }

  /// All rows, in the order of their patterns' numbers.
  static let rows: [Row] =
    frameworks + routes + dataModels + transport + credentials + telemetry + deletion + people

  private static let frameworks =
    openings(
      .framework,
      [
        "express", "fastify", "@fastify/", "koa", "@koa/", "hono", "@hono/", "@nestjs/",
        "next-connect", "itty-router", "restify", "@hapi/", "polka", "restana", "find-my-way",
        "@strapi/",
      ]
    )

  private static let routes =
    texts(
      .routeCalls,
      [
        ".get(", ".post(", ".put(", ".patch(", ".delete(", ".head(", ".options(", ".all(",
        ".del(", ".use(", ".route(", ".register(", ".mount(", ".on(", ".param(", ".basePath(",
        ".routes(", ".prefix(", ".setGlobalPrefix(", ".openapi(", ".get<", ".post<", ".put<",
        ".patch<", ".delete<", "['get']", "[method]", "[\"get\"]", "method:", "\"method\":",
      ]
    )
    + [expression(.routeCalls, "(?:module\\.)?exports\\s{0,4}=")]
    + texts(
      .routeDecorators,
      [
        "@Controller", "@Get(", "@Post(", "@Put(", "@Patch(", "@Delete(", "@All(", "@Head(",
        "@Options(", "@Sse(", "@Module(", "@Resolver(", "@Query(", "@Mutation(",
        "@WebSocketGateway", "@MessagePattern(", "@EventPattern(", "RequestMapping(",
      ]
    )
    + [
      expression(
        .routeExports,
        "export\\s{1,8}(?:async\\s{1,8})?(?:function|const|let|var)\\s{1,8}"
          + "(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\\b"
      ),
      expression(
        .routeExports,
        "export\\s{1,8}const\\s{0,8}\\{[^}]{0,200}\\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\\b"
      ),
      expression(.routeExports, "\\bas\\s{1,4}(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\\b"),
    ]

  private static let dataModels =
    texts(
      .dataModels,
      [
        "@Entity", "@Column", "typeorm", "sequelize", "Sequelize", "@Table", "mongoose",
        "SchemaFactory", "drizzle-orm", "pgTable", "mysqlTable", "sqliteTable",
        "TableCreator", "createTable", "alterTable", "dropTable", "addColumn", "@mikro-orm/",
        "knex", "objection", "queryInterface", "EntitySchema",
      ]
    )
    + texts(
      .dataModels,
      ignoringCase: true,
      [
        "create table", "alter table", "drop table", "create trigger", "create rule",
        "comment on column", "comment on table", "truncate table",
        // What could make fields unreadable, and clients that do it.
        "encrypt", "cipher", "prisma", "$extends",
        // Writes that an extension of a client may not see.
        "createMany", "updateMany", "connectOrCreate",
      ]
    )
    + [
      expression(
        .dataModels,
        "\\b(?:grant|revoke)\\s{1,8}(?:all|select|insert|update|delete|truncate|references|trigger)\\b",
        ignoringCase: true
      ),
      expression(
        .dataModels,
        "create\\s{1,8}policy\\s{1,8}\\S{1,64}\\s{1,8}on\\b",
        ignoringCase: true
      ),
      // Rows that are written along with a row of another model.
      expression(.dataModels, "\\b(?:create|update|upsert)\\s{0,4}:\\s{0,4}[\\[{]"),
    ]

  private static let transport =
    modules(.transport, TransportSettings.modules)
    + texts(.transport, TransportSettings.texts)
    + texts(.transport, ignoringCase: true, TransportSettings.textsInAnyCase)
    + [
      expression(.plainAddresses, "[\"'`]http://"),
      expression(
        .requests,
        "\\b(?:" + TransportSettings.clients.joined(separator: "|") + ")\\b"
      ),
    ]

  private static let credentials =
    texts(.credentials, ignoringCase: true, PasswordHashing.texts + TokenOperations.texts)
    + texts(.credentials, SessionSettings.texts)
    + texts(.credentials, ignoringCase: true, SessionSettings.textsInAnyCase)

  private static let telemetry =
    modules(.telemetry, TelemetrySignals.modules)
    + [expression(.telemetry, OwnTelemetry.expression)]

  private static let deletion =
    [
      expression(
        .deletion,
        "\\b(?:" + PurgeJobs.calls.joined(separator: "|") + ")\\s{0,8}[<(?!]"
      ),
      expression(.limits, "\\b(?:" + PurgeJobs.limits.joined(separator: "|") + ")\\b"),
      expression(.deletionStatements, "delete\\s{1,64}from\\b", ignoringCase: true),
      expression(
        .deletionStatements,
        "\\bset\\s[^;]{1,200}=\\s{0,8}null\\b",
        ignoringCase: true
      ),
      // Functions of a database, which are written with underscores.
      expression(
        .deletionStatements,
        "(?:drop|purge|prune|expire|delete|remove)_[a-z0-9_]{1,32}\\s{0,4}\\(",
        ignoringCase: true
      ),
    ]

  private static let people =
    [
      expression(.roles, RoleModels.expression, ignoringCase: true),
      expression(.logging, LoggedFields.expression, ignoringCase: true),
    ]

  /// Rows for modules as they are imported, between quotes.
  private static func modules(_ hints: ExtractorHint, _ names: [String]) -> [Row] {
    texts(hints, names.flatMap { ["'\($0)'", "\"\($0)\"", "`\($0)`"] })
  }

  /// Rows for the start of what is imported.
  private static func openings(_ hints: ExtractorHint, _ names: [String]) -> [Row] {
    texts(hints, names.flatMap { ["'\($0)", "\"\($0)", "`\($0)"] })
  }

  private static func texts(
    _ hints: ExtractorHint,
    ignoringCase: Bool = false,
    _ texts: [String]
  ) -> [Row] {
    texts.map { Row(syntax: .literal($0), ignoresCase: ignoringCase, hints: hints) }
  }

  private static func expression(
    _ hints: ExtractorHint,
    _ text: String,
    ignoringCase: Bool = false
  ) -> Row {
    Row(syntax: .expression(text), ignoresCase: ignoringCase, hints: hints)
  }
}
