import Collectors
import Testing

@Suite("One pass says which extractors could find anything")
struct PrefilterTests {
  @Test(
    "a hint is given by what its extractor needs",
    arguments: [
      ("import express from 'express'", ExtractorHint.framework),
      ("const app = new Hono()\nimport { Hono } from 'hono'", .framework),
      ("router.post('/users', create)", .routeCalls), ("@Controller('users')", .routeDecorators),
      ("export async function GET(request: Request) {", .routeExports),
      ("export const POST = handler", .routeExports),
      ("export { handler as GET, handler as POST }", .routeExports),
      ("res.status(401).end()", .guards), ("throw new ForbiddenException()", .guards),
      ("@Entity()\nclass User {}", .dataModels), ("CREATE TABLE users (id int)", .dataModels),
      ("GRANT select ON users TO app", .dataModels), ("pgTable('users', {", .dataModels),
      ("import bcrypt from 'bcryptjs'", .security), ("rejectUnauthorized: false", .security),
      ("Sentry.init({})", .telemetry), ("await db.user.deleteMany()", .deletion),
      ("cron.schedule('0 3 * * *', purge)", .schedules), ("await writeAuditLog()", .audit),
      ("app.get('/healthz')", .health), ("enum Role { admin }", .roles),
      ("describe('users', () => {", .tests), ("const password = 'x1'", .secrets),
      ("rateLimit({ max: 100 })", .rateLimits),
    ]
  )
  func hints(text: String, hint: ExtractorHint) throws {
    #expect(try Prefilter().scanner().read(Array(text.utf8)).hints.contains(hint))
  }

  @Test("plain text gives none")
  func none() throws {
    let text = "A sentence about nothing in particular, twice over."
    #expect(try Prefilter().scanner().read(Array(text.utf8)).hints.isEmpty)
    #expect(try Prefilter().scanner().read([]).hints.isEmpty)
  }

  @Test("the compiled patterns can be stored and restored")
  func cache() throws {
    let compiled = try Prefilter()
    let restored = try Prefilter(restoring: compiled.cacheBytes())
    let text = Array("app.get('/x', (req) => db.user.deleteMany()); const token = 'a1'".utf8)
    #expect(try restored.scanner().read(text) == compiled.scanner().read(text))
  }

  @Test("compiling is quick enough for a first run, restoring for every run")
  func duration() throws {
    let clock = ContinuousClock()
    var compiled: Prefilter?
    // Limits are generous, since other tests run beside this one.
    #expect(try clock.measure { compiled = try Prefilter() } < .milliseconds(1_500))
    let bytes = try #require(compiled).cacheBytes()
    #expect(try clock.measure { _ = try Prefilter(restoring: bytes) } < .milliseconds(200))
  }
}
