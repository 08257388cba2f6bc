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
      ("export const { GET, POST } = handlers", .routeExports),
      ("@Entity()\nclass User {}", .dataModels), ("CREATE TABLE users (id int)", .dataModels),
      ("GRANT select ON users TO app", .dataModels), ("pgTable('users', {", .dataModels),
      ("import bcrypt from 'bcryptjs'", .credentials), ("res.cookie('sid', id)", .credentials),
      ("rejectUnauthorized: false", .transport), ("import { Pool } from \"pg\"", .transport),
      ("await fetch('http://example.org')", [.plainAddresses, .requests]),
      ("import * as Sentry from '@sentry/node'", .telemetry),
      ("db.session.deleteMany({ where: { at: { lt: day } } })", [.deletion, .limits]),
      ("DELETE\n  FROM sessions WHERE", .deletionStatements), ("enum Role { admin }", .roles),
      ("const userPermissions: Set = [", .roles), ("logger.info({ email })", .logging),
      ("console.error('no mail', reason, { to })", .logging),
      ("const password = 'x1'", .secrets),
    ] as [(String, ExtractorHint)]
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

  @Test("the name of a word is not the name of what it only sounds like")
  func near() throws {
    let text = "An expression of opinion: logger.info('done'); const controller = { role: 1 }"
    #expect(try Prefilter().scanner().read(Array(text.utf8)).hints.isEmpty)
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
