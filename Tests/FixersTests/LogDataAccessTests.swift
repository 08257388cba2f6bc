import Fixers
import ReadinessModel
import Testing

@Suite("Audit logging is added the way the project is written")
struct LogDataAccessTests {
  private static let manifest = #"{"name":"shop","dependencies":{"express":"4","pg":"8"}}"#

  private func project(_ files: [String: String], routes: [Route]) -> FixProject {
    FixProject(facts: facts(routes), files: ProjectFiles(files.mapValues { Array($0.utf8) }))
  }

  private func facts(_ routes: [Route]) -> RepositoryFacts {
    RepositoryFacts(
      assessedOn: "2026-11-23",
      inventory: Inventory(files: 0, bytes: 0, sourceLines: 0),
      application: .observed(ApplicationFacts(routes: routes)),
      data: .notObservable(reason: "not asked"),
      infrastructure: .notObservable(reason: "not asked"),
      delivery: .notObservable(reason: "not asked"),
      documents: DocumentFacts()
    )
  }

  private func route(_ method: String, _ path: String, _ file: String, _ line: Int) -> Route {
    let open = AccessDecision(status: .unprotected)
    let location = SourceLocation(file: file, line: line)
    return Route(
      method: method,
      path: path,
      handler: "handler",
      location: location,
      framework: "express",
      package: "",
      authentication: open,
      authorization: open,
      ownership: open,
      audit: AuditDecision(status: .unlogged),
      dataAccess: [DataAccess(model: "orders", operation: "read", location: location)]
    )
  }

  private func fixed(_ files: [String: String], routes: [Route]) throws -> [String: String] {
    let project = project(files, routes: routes)
    let proposal = LogDataAccess.propose(for: project, answers: FixAnswers())
    #expect(proposal.refusals.isEmpty, "\(proposal.refusals)")
    let edits = proposal.changes.flatMap(\.edits)
    let changed = try EditApplication.apply(edits, to: project.files)
    for (path, bytes) in changed {
      if let source = ScriptSource(path: path, bytes: bytes) {
        #expect(source.errorCount == 0, "\(path)")
      }
    }
    return changed.mapValues { String(decoding: $0, as: UTF8.self) }
  }

  @Test(
    "Semicolon-free, double quotes, tabs, CRLF, Unicode and no final line break stay as they are"
  )
  func style() throws {
    let routes = [
      "import { Router } from \"express\"", "import { pool } from \"../db\" // Größe ✓", "",
      "/* orders,", "   of customers */", "export const orders = Router() // bestellungen", "",
      "orders.get(\"/:id\", async (req, res) => {",
      "\tres.json(await pool.query(\"select 1\", [req.user.id]))", "})",
    ].joined(separator: "\r\n")
    let app = [
      "import express from \"express\"", "import { orders } from \"./routes/orders\"", "",
      "const app = express()", "app.set(\"x\", 1)", "app.use(\"/orders\", orders)", "app.listen(1)",
    ].joined(separator: "\r\n")
    let changed = try fixed(
      [
        "package.json": Self.manifest, "src/app.ts": app, "src/routes/orders.ts": routes,
        "src/db.ts": "import { Pool } from \"pg\"\r\nexport const pool = new Pool()\r\n",
      ],
      routes: [route("GET", "/orders/{id}", "src/routes/orders.ts", 8)]
    )
    #expect(
      changed["src/routes/orders.ts"]
        == routes
        .replacing(
          "import { pool }",
          with: "import { audit } from \"../audit-logger\"\r\nimport { pool }"
        )
        .replacing(
          "// bestellungen",
          with: "// bestellungen\r\n\r\norders.use(audit(\"orders\"))"
        )
    )
    #expect(changed["src/app.ts"]?.contains("app.use(auditLogger)\r\napp.use(\"/orders\"") == true)
    let writer = changed["src/audit-log.ts"] ?? ""
    #expect(
      writer.contains("\tif (queue.length >= queuedAtMost) {\r\n") && !writer.contains(";\r\n")
    )
  }

  @Test("A migration is named by the day of the run, and sorts after the last one that is there")
  func moments() throws {
    let files = [
      "package.json": #"{"dependencies":{"express":"4","pg":"8","knex":"3"}}"#,
      "app.js": """
      const app = require('express')()
      app.get('/orders/:id', (req, res) => res.json(req.user.id))

      """,
      "db.js": "const { Pool } = require('pg')\nexports.pool = new Pool()\n",
    ]
    for (last, next) in [
      ("20240101000000_a.js", "20261123000000_audit_log.js"),
      ("20261123000000_a.js", "20261123000001_audit_log.js"),
      ("20991231235958_a.mjs", "20991231235959_audit_log.mjs"),
    ] {
      let changed = try fixed(
        files.merging(["db/migrations/\(last)": "exports.up = () => {}\n"]) { $1 },
        routes: [route("GET", "/orders/{id}", "app.js", 2)]
      )
      #expect(changed.keys.contains("db/migrations/\(next)"), "\(changed.keys.sorted())")
    }
  }

  @Test("Routes that stand on the application itself name their resource one by one")
  func routesOnApplication() throws {
    let app = """
      import express from 'express';
      import { pool } from './db';

      const app = express();
      app.get('/orders/:id', async (req, res) => res.json(await pool.query('', [req.user.id])));

      """
    let changed = try fixed(
      [
        "package.json": Self.manifest, "src/app.ts": app,
        "src/db.ts": "import { Pool } from 'pg';\nexport const pool = new Pool();\n",
      ],
      routes: [route("GET", "/orders/{id}", "src/app.ts", 5)]
    )
    #expect(
      changed["src/app.ts"]?.contains("app.get('/orders/:id', audit('orders'), async") == true
    )
    #expect(changed.keys.contains("migrations/001_audit_log.sql"))
  }

  @Test(
    "What cannot be done is refused with a reason, and nothing is changed",
    arguments: Refusal.all
  )
  func refusals(_ refusal: Refusal) {
    var route = route("GET", "/orders", refusal.file, 1)
    route.framework = refusal.framework
    let proposal = LogDataAccess.propose(
      for: project(refusal.files, routes: [route]),
      answers: FixAnswers()
    )
    #expect(proposal.changes.isEmpty)
    #expect(proposal.refusals.map(\.reason).joined().contains(refusal.reason))
    #expect(proposal.refusals.allSatisfy { !$0.next.isEmpty })
  }

  @Test("Without routes that reach data there is nothing to do")
  func nothing() {
    let proposal = LogDataAccess.propose(for: project([:], routes: []), answers: FixAnswers())
    #expect(proposal.changes.isEmpty && proposal.refusals.count == 1)
  }

  /// A project that is left alone.
  struct Refusal: CustomTestStringConvertible, Sendable {
    var framework = "express"
    var file = "app.js"
    var files: [String: String]
    var reason: String

    var testDescription: String { reason }

    private static let app = "const app = require('express')()\napp.use(x)\n"
    private static let pool = "const { Pool } = require('pg')\nexports.pool = new Pool()\n"

    private static func manifest(_ names: String...) -> String {
      let list = names.map { "\"\($0)\":\"1\"" }.joined(separator: ",")
      return "{\"dependencies\":{\(list)}}"
    }

    static let all = [
      Refusal(files: ["app.js": app], reason: "no package.json"),
      Refusal(
        files: ["app.js": app, "package.json": manifest("express", "mongoose")],
        reason: "none of pg, Prisma, TypeORM and Knex"
      ),
      Refusal(
        files: ["app.js": app, "package.json": manifest("express", "pg")],
        reason: "no connection of pg"
      ),
      Refusal(
        files: ["app.js": app, "package.json": manifest("express", "pg", "sequelize")],
        reason: "it is reached through sequelize"
      ),
      Refusal(
        files: [
          "app.js": app, "b.js": app, "db.js": pool, "package.json": manifest("express", "pg"),
        ],
        reason: "2 files make an application"
      ),
      Refusal(
        files: [
          "app.js": app, "db.js": pool, "package.json": manifest("express", "pg", "sequelize"),
        ],
        reason: "migrated with Prisma, TypeORM, Knex or plain SQL only"
      ),
      Refusal(
        files: [
          "app.js": app, "db.js": pool, "package.json": manifest("express", "pg"),
          "migrations/1-orders.js": "",
        ],
        reason: "which tool runs its migrations"
      ),
      Refusal(
        files: [
          "app.js": app,
          "db.js": "module.exports = require('knex')({ client: 'mysql2', connection: {} })\n",
          "package.json": manifest("express", "knex", "mysql2"),
        ],
        reason: "it is mysql2"
      ),
      Refusal(
        files: [
          "app.js": app,
          "db.js": "const { PrismaClient: P } = require('@prisma/client')\nexports.db = new P()\n",
          "package.json": manifest("express", "@prisma/client"),
          "prisma/schema.prisma": "datasource db {\n  provider = \"mongodb\"\n}\n",
        ],
        reason: "it is mongodb"
      ),
      Refusal(
        files: [
          "app.js": app,
          "db.js": "const { PrismaClient: P } = require('@prisma/client')\nexports.db = new P()\n",
          "package.json": manifest("express", "@prisma/client"),
          "prisma/schema.prisma": "datasource db {\n  provider = \"postgresql\"\n}\n",
        ],
        reason: "there are none yet"
      ),
      Refusal(
        files: [
          "app.js": app + "function auditLogger() {}\n", "db.js": pool,
          "package.json": manifest("express", "pg"),
        ],
        reason: "it has an auditLogger"
      ),
      Refusal(framework: "koa", files: ["app.js": app], reason: "Express and NestJS only"),
      Refusal(
        framework: "nestjs",
        file: "app.ts",
        files: [
          "app.ts": "new FastifyAdapter()\n", "db.js": pool,
          "package.json": manifest("@nestjs/core", "@nestjs/platform-fastify", "pg"),
        ],
        reason: "serves with Fastify"
      ),
    ]
  }
}
