import Collectors
import ReadinessModel
import ScriptLanguage
import SyntaxTrees
import Testing

@Suite("Programs show how passwords, tokens, sessions and connections are handled")
struct ApplicationCollectorTests {
  private func survey(_ text: String) throws -> ApplicationCollector.ProgramFacts {
    let parser = try #require(SyntaxParser())
    let program = try ScriptCompiler.compile(Array(text.utf8), path: "src/a.ts", parser: parser)
    let facts = ApplicationCollector.survey(program, isTest: false)
    // Only files with these hints are parsed, so what no hint announces would never be found.
    if facts != ApplicationCollector.ProgramFacts() {
      #expect(try Prefilter().scanner().read(Array(text.utf8)).hints.mayShowSettings)
    }
    if !facts.transport.isEmpty {
      #expect(try Prefilter().scanner().read(Array(text.utf8)).hints.mayShowTransport)
    }
    return facts
  }

  @Test(
    "A password's hash is slow or fast by its algorithm, and its cost is followed to a constant",
    arguments: [
      (
        "import bcrypt from 'bcrypt'; const rounds = 12; bcrypt.hash(p, rounds)", "bcrypt", true, 12
      ),
      (
        "const { scryptSync } = require('crypto'); scryptSync(password, salt, 64)", "scrypt", true,
        16_384
      ),
      (
        "import { createHash } from 'crypto'; createHash('sha1').update(user.password).digest()",
        "sha1", false, nil
      ),
    ] as [(String, String, Bool, Int?)]
  )
  func passwords(source: String, algorithm: String, isSlow: Bool, cost: Int?) throws {
    let hash = try #require(try survey(source).passwordHashes.first)
    #expect(hash.algorithm == algorithm)
    #expect(hash.isSlow == isSlow)
    #expect(hash.cost == cost)
  }

  @Test("A digest of something that is no password says nothing about passwords")
  func digests() throws {
    let facts = try survey("import { createHash } from 'crypto'; createHash('sha256').update(file)")
    #expect(facts.passwordHashes.isEmpty)
  }

  @Test(
    "A digest that is only cut to ask who knows the password is not how it is kept",
    arguments: [
      ("const start = hash.substring(0, 5); const rest = hash.slice(5)", true),
      ("const start = hash.slice(0, 5); user.hash = hash", false),
      ("user.hash = hash.slice(0, 32)", false),
      ("save(hash)", false),
    ]
  )
  func leakedPasswords(use: String, isRangeQuery: Bool) throws {
    let facts = try survey(
      "import { createHash } from 'crypto';"
        + " const hash = createHash('sha1').update(password).digest('hex').toUpperCase(); \(use)"
    )
    #expect(facts.passwordHashes.isEmpty == isRangeQuery)
  }

  @Test(
    "A token's secret is as safe as the weakest place it may come from",
    arguments: [
      ("process.env.JWT_SECRET", "environment"),
      ("process.env.JWT_SECRET || 'changeme'", "literal"),
      ("'changeme'", "literal"),
      ("config.jwtSecret", "environment"),
    ]
  )
  func secrets(expression: String, source: String) throws {
    let text =
      "import jwt from 'jsonwebtoken'; jwt.sign({ id }, \(expression), { expiresIn: '1h' })"
    let token = try #require(try survey(text).tokens.first)
    #expect(token.secretSource == source)
    #expect(token.expiry.effective == "1h")
  }

  @Test("A token without an expiry is told from one whose options are made elsewhere")
  func expiry() throws {
    let none = try survey("import jwt from 'jsonwebtoken'; jwt.sign({ id: 1 }, process.env.K)")
    #expect(none.tokens.first?.expiry == .unset(providerDefault: nil))
    let elsewhere = try survey(
      "import jwt from 'jsonwebtoken'; jwt.sign({}, process.env.K, options())"
    )
    #expect(elsewhere.tokens.first?.expiry.unknownReason != nil)
  }

  @Test("A session's cookie has what is written, and the library's defaults for the rest")
  func sessions() throws {
    let text = """
      import session from 'express-session';
      app.use(session({ secret: process.env.S, cookie: { secure: process.env.NODE_ENV === 'production' } }));
      """
    let setting = try #require(try survey(text).sessions.first)
    #expect(setting.secure.effective == true)
    #expect(setting.httpOnly == .unset(providerDefault: true))
    #expect(setting.secretSource == "environment")
  }

  @Test(
    "A database connection is protected only when its certificate is checked",
    arguments: [
      ("{ host, ssl: { rejectUnauthorized: true } }", true),
      ("{ host, ssl: { rejectUnauthorized: false } }", false),
      ("{ connectionString: 'postgres://db.example.com/x?sslmode=verify-full' }", true),
      ("{ connectionString: 'postgres://db.example.com/x?sslmode=disable' }", false),
    ]
  )
  func databases(options: String, isProtected: Bool) throws {
    let facts = try survey("import { Pool } from 'pg'; const pool = new Pool(\(options))")
    let setting = try #require(facts.transport.first { $0.kind == .databaseConnection })
    #expect(setting.isProtected.effective == isProtected)
  }

  @Test("A check that is switched off is seen wherever it stands")
  func certificates() throws {
    let facts = try survey("process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'")
    #expect(facts.transport.map(\.kind) == [.certificateVerification])
    let option = try survey("const agent = new https.Agent({ rejectUnauthorized: false })")
    #expect(option.transport.map(\.detail) == ["rejectUnauthorized: false"])
  }

  @Test("Error tracking counts when it is set up, not when it is imported")
  func telemetry() throws {
    #expect(try survey("import * as Sentry from '@sentry/node'").telemetry.isEmpty)
    let facts = try survey("import * as Sentry from '@sentry/node'; Sentry.init({ dsn })")
    #expect(facts.telemetry.map(\.kind) == [.errorTracking])
  }

  @Test("A scheduled deletion by age is a purge, with its target, age and schedule")
  func purges() throws {
    let text = """
      import cron from 'node-cron';
      cron.schedule('0 3 * * *', async () => {
        await pool.query("DELETE FROM sessions WHERE created_at < now() - interval '30 days'");
      });
      """
    let job = try #require(try survey(text).purgeJobs.first)
    #expect(job.target == "sessions")
    #expect(job.ageDays == 30)
    #expect(job.schedule == "0 3 * * *")
  }

  @Test("Rows chosen by age first are purged from each table that is deleted from, and recorded")
  func choosesFirst() throws {
    let text = """
      const statements = [
        `WITH due AS (SELECT id FROM orders WHERE created_at < now() - interval '90 days' LIMIT $1),
         lines AS (DELETE FROM order_lines WHERE order_id IN (SELECT id FROM due))
         DELETE FROM orders WHERE id IN (SELECT id FROM due)`,
      ];
      for (const text of statements) {
        await pool.query(text, [100]);
        await pool.query('INSERT INTO deletion_log (table_name) VALUES ($1)', ['orders']);
      }
      """
    let jobs = try survey(text).purgeJobs
    #expect(jobs.map(\.target) == ["order_lines", "orders"])
    #expect(jobs.allSatisfy { $0.ageDays == 90 && $0.schedule == nil && $0.writesLog })
  }

  @Test(
    "A statement about one subject deletes or anonymises; a list without a condition, or by age, does not",
    arguments: [
      ("DELETE FROM users WHERE id = $1", "users", []),
      (
        "UPDATE users AS u SET email = 'erased-' || u.id, phone = NULL, name = $2 WHERE u.id = $1",
        "users", ["email", "phone"]
      ),
      ("DELETE FROM users", nil, []), ("UPDATE users SET name = $2 WHERE id = $1", nil, []),
      ("DELETE FROM users WHERE seen_at < now() - interval '$1 days'", nil, []),
      ("SELECT 'DELETE' FROM users WHERE id = $1", nil, []),
    ]
  )
  func subjects(statement: String, subject: String?, erases: [String]) throws {
    let text = "export const statement = `\(statement)`;\nawait pool.query(statement, [id]);"
    let path = try survey(text).deletions.first
    #expect(path?.subject == subject)
    #expect(path?.erases ?? [] == erases)
  }

  @Test("A text that nobody hands to a database deletes nothing")
  func idleTexts() throws {
    #expect(try survey("export const a = 'DELETE FROM users WHERE id = $1';").deletions.isEmpty)
  }

  @Test(
    "Personal data is logged when it is handed over as it is, and not when something masks it",
    arguments: [
      ("console.log(`signed in ${user.email}`)", ["email"]),
      ("logger.info({ phone: user.phone })", ["phone"]),
      ("console.log(mask(user.email))", []),
      ("console.log(`listening on ${port}`)", []),
    ] as [(String, [String])]
  )
  func logs(source: String, names: [String]) throws {
    #expect(try survey(source).loggedFields.map(\.name) == names)
  }
}
