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
    frameworks + routes + guards + dataModels + security + telemetry + deletion + others

  private static let frameworks =
    texts(
      .framework,
      [
        "express", "fastify", "\"koa", "'koa", "@koa/", "koa-router", "hono", "@nestjs/",
        "next/server", "NextApiRequest", "NextApiHandler", "NextRequest", "NextResponse",
        "itty-router", "restify", "@hapi/", "polka", "find-my-way",
      ]
    )

  private static let routes =
    texts(
      .routeCalls,
      [
        ".get(", ".post(", ".put(", ".patch(", ".delete(", ".head(", ".options(", ".all(",
        ".del(", ".use(", ".route(", ".register(", ".mount(", ".on(", ".param(", ".basePath(",
        ".routes(", ".prefix(", ".setGlobalPrefix(", ".openapi(", ".get<", ".post<", ".put<",
        ".patch<", ".delete<", "['get']", "[method]", "[\"get\"]",
      ]
    )
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
      expression(.routeExports, "\\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\\s{0,4}[,}:]"),
      expression(.routeExports, "\\bas\\s{1,4}(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\\b"),
      expression(.routeExports, "export\\s{1,8}default\\b"),
      expression(.routeExports, "(?:module\\.)?exports\\s{0,4}="),
    ]

  private static let guards =
    texts(
      .guards,
      [
        "401", "403", "CanActivate", "UseGuards", "canActivate", "Unauthorized", "Forbidden",
        "unauthorized", "forbidden", "jsonwebtoken", "passport", "@Public", "SetMetadata",
        "applyDecorators", "APP_GUARD", "getSession", "getServerSession", "@clerk/", "next-auth",
        "better-auth", "jwtVerify", "authenticate", "authorize", "isAuthenticated",
        "requireAuth", "requireUser", "auth(", "sendStatus", "redirect(",
      ]
    )
    + texts(
      .roles,
      [
        "Role", "ROLE", "role:", "roles", "Permission", "PERMISSION", "permission",
      ]
    )

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
    ]

  private static let security =
    texts(
      .security,
      [
        "bcrypt", "argon2", "scrypt", "pbkdf2", "createHash", "crypto", "jsonwebtoken", "jose",
        "@nestjs/jwt", "JwtModule", "fast-jwt", "jwt", "session", "cookie", "Cookie", "helmet",
        "Strict-Transport-Security", "strict-transport-security", "hsts", "rejectUnauthorized",
        "NODE_TLS_REJECT_UNAUTHORIZED", "sslmode", "ssl:", "ssl =", "tls", "httpsAgent",
        "enforce-ssl", "express-sslify", "x-forwarded-proto", "http://", "cors", "csrf",
        "hashSync", "timingSafeEqual",
      ]
    )
    + texts(
      .rateLimits,
      ignoringCase: true,
      [
        "rate-limit", "ratelimit", "rate_limit", "throttl", "slow-down",
      ]
    )

  private static let telemetry =
    texts(
      .telemetry,
      ignoringCase: true,
      [
        "sentry", "bugsnag", "rollbar", "honeybadger", "prom-client", "opentelemetry",
        "dd-trace", "datadog", "newrelic", "new-relic", "pino", "winston", "bunyan", "log4js",
        "applicationinsights", "express-prom-bundle", "elastic-apm", "statsd", "posthog",
        "logrocket", "axiom", "highlight.run", "logtail", "pagerduty", "opsgenie", "betterstack",
        "statuspage", "redact", "grafana", "signoz",
      ]
    )
    + texts(
      .health,
      ignoringCase: true,
      [
        "health", "/ready", "readiness", "liveness", "/live", "heartbeat", "/ping", "/status",
        "terminus",
      ]
    )

  private static let deletion =
    texts(
      .deletion,
      [
        "deleteMany", "deleteOne", ".delete(", ".destroy(", ".remove(", "softDelete",
        "softRemove", "findByIdAndDelete", "findOneAndDelete", ".truncate(", ".del(",
        "deletedAt", "deleted_at", "anonymi", "Anonymi", "deleteObject", "DeleteObject",
        "expireAfterSeconds", "paranoid", "@DeleteDateColumn",
      ]
    )
    + texts(
      .deletion,
      ignoringCase: true,
      [
        "delete from", "purge", "retention", "drop partition", "detach partition",
      ]
    )
    + texts(
      .schedules,
      ignoringCase: true,
      [
        "cron", "schedul", "setInterval", "bullmq", "agenda", "repeat:", "repeatable", "inngest",
        "trigger.dev", "node-schedule", "toad-scheduler", "pg-boss", "graphile-worker",
      ]
    )

  private static let others =
    texts(
      .audit,
      ignoringCase: true,
      [
        "audit", "activitylog", "activity_log", "accesslog", "access_log", "eventlog",
        "event_log", "securityevent", "security_event", "trail",
      ]
    )
    + texts(
      .tests,
      [
        "describe(", "it(", "test(", "vitest", "@jest/", "node:test", "supertest",
        "@playwright/test", "cypress", ".skip(", "mocha", "ava'", "tap'",
      ]
    )

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
