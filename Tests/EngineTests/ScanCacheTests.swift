import Engine
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("What is kept between runs changes nothing but the time they take")
struct ScanCacheTests {
  private static let project = [
    "package.json": #"{"name": "shop", "dependencies": {"express": "5", "bcrypt": "6"}}"#,
    "tsconfig.json": #"{"compilerOptions": {"paths": {"@guards/*": ["./src/guards/*"]}}}"#,
    "src/app.ts": """
    import express from 'express'
    import { signedIn } from '@guards/session'
    import { orders } from './orders'
    const app = express()
    app.use('/orders', signedIn, orders)
    app.get('/health', (request, response) => response.json({ ok: true }))
    """,
    "src/guards/session.ts": """
    export function signedIn(request, response, next) {
      if (!request.session.userId) return response.status(401).end()
      next()
    }
    """,
    "src/open/session.ts": "export const signedIn = (request, response, next) => next()",
    "src/orders.ts": """
    import { Router } from 'express'
    import { database } from './database'
    export const orders = Router()
    orders.get('/:id', async (request, response) => {
      response.json(await database.order.findUnique({ where: { id: request.params.id } }))
    })
    """,
    "src/database.ts": """
    import { PrismaClient } from '@prisma/client'
    export const database = new PrismaClient()
    """,
    "src/modules/index.ts": """
    import fs from 'fs'
    import path from 'path'
    import express from 'express'
    const app = express()
    for (const name of fs.readdirSync(path.join(__dirname, '.'))) {
      require('./' + name).default(app)
    }
    """,
    "src/passwords.ts": """
    import bcrypt from 'bcrypt'
    export const hash = (password: string) => bcrypt.hash(password, 12)
    """,
  ]

  private func facts(_ folder: TemporaryFolder, cache: TemporaryFolder?) throws -> RepositoryFacts {
    let context = RunContext(today: "2026-11-23", jobs: 2, cacheFolder: cache?.path)
    return try ReadinessEngine(context: context).facts(from: .repository(path: folder.path))
  }

  @Test("A run that knows every file says what the first one said")
  func same() throws {
    let (folder, cache) = (try TemporaryFolder(Self.project), try TemporaryFolder())
    let plain = try facts(folder, cache: nil)
    #expect(
      plain.application.value?.routes.map(\.authentication.status) == [.unprotected, .protected]
    )
    #expect(try facts(folder, cache: cache) == plain)
    #expect(try facts(folder, cache: cache) == plain)
  }

  @Test(
    "A change is seen, whatever it is that leads to it",
    arguments: [
      (
        "the guard itself", "src/guards/session.ts",
        "export const signedIn = (q, r, next) => next()"
      ),
      (
        "where an import leads", "tsconfig.json",
        #"{"compilerOptions": {"paths": {"@guards/*": ["./src/open/*"]}}}"#
      ),
      ("a file that comes first", "src/orders/index.ts", "export const orders = 1"),
      ("a file that an import names more closely", "src/guards/session.tsx", "export const a = 1"),
      ("a new route file", "src/more.ts", "require('express')().get('/more', (q, r) => r.end())"),
      (
        "the team's own words", "auditwright.yml",
        "public-routes:\n  - path: /health\n    method: GET\n    reason: probes\n    owner: ops\n"
      ),
      (
        "the team's own guards", "auditwright.yml",
        "guards:\n  authorization: [signedIn]\n"
      ),
      (
        "a setting beside the routes", "src/passwords.ts",
        "import bcrypt from 'bcrypt'\nbcrypt.hash(p, 4)"
      ),
      ("a document", "docs/notes.md", "# Notes"),
      ("a workflow", ".github/workflows/ci.yml", "on: push\njobs: {}\n"),
      (
        "a file in a folder that code lists", "src/modules/extra.ts",
        "export default (app) => app.get('/extra', (q, r) => r.end())"
      ),
      ("the manifest", "package.json", #"{"name": "shop", "dependencies": {}}"#),
    ]
  )
  func change(what: String, path: String, text: String) throws {
    let (folder, cache) = (try TemporaryFolder(Self.project), try TemporaryFolder())
    let before = try facts(folder, cache: cache)
    try folder.write(text, to: path)
    let after = try facts(folder, cache: nil)
    #expect(try facts(folder, cache: cache) == after, "\(what)")
    // And what was kept last is not taken for what was there before.
    try FileManager.default.removeItem(at: folder.url.appending(path: path))
    if let text = Self.project[path] { try folder.write(text, to: path) }
    #expect(try facts(folder, cache: cache) == before, "\(what)")
  }

  @Test("A removed file is gone")
  func removal() throws {
    let (folder, cache) = (try TemporaryFolder(Self.project), try TemporaryFolder())
    _ = try facts(folder, cache: cache)
    try FileManager.default.removeItem(at: folder.url.appending(path: "src/guards/session.ts"))
    #expect(try facts(folder, cache: cache) == facts(folder, cache: nil))
  }

  @Test("A damaged cache is as good as none", arguments: [0, 40, 400, -1, -40])
  func damage(at offset: Int) throws {
    let (folder, cache) = (try TemporaryFolder(Self.project), try TemporaryFolder())
    let plain = try facts(folder, cache: cache)
    let file = try #require(try files(in: cache).first)
    var bytes = [UInt8](try Data(contentsOf: file))
    bytes[offset < 0 ? bytes.count + offset : offset] ^= 0x55
    try Data(bytes).write(to: file)
    #expect(try facts(folder, cache: cache) == plain)
    try Data(bytes.prefix(bytes.count / 2)).write(to: file)
    #expect(try facts(folder, cache: cache) == plain)
    #expect([UInt8](try Data(contentsOf: file)) != bytes, "it is written anew")
  }

  @Test("A folder that cannot be written costs nothing but time")
  func unwritable() throws {
    let folder = try TemporaryFolder(Self.project)
    let context = RunContext(today: "2026-11-23", jobs: 2, cacheFolder: "/dev/null/scans")
    let found = try ReadinessEngine(context: context).facts(from: .repository(path: folder.path))
    #expect(try found == facts(folder, cache: nil))
  }

  @Test("Two repositories share nothing, and neither holds what is kept of it")
  func places() throws {
    let (one, cache) = (try TemporaryFolder(Self.project), try TemporaryFolder())
    let other = try TemporaryFolder(["package.json": #"{"name": "other"}"#])
    let before = try files(in: one)
    _ = try facts(one, cache: cache)
    _ = try facts(other, cache: cache)
    #expect(try files(in: cache).count == 2)
    #expect(try files(in: one) == before)
  }

  private func files(in folder: TemporaryFolder) throws -> [URL] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      .map { folder.url.appending(path: $0) }
      .filter { !$0.hasDirectoryPath }
  }
}
