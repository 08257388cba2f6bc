import Engine
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("A review tells of code that decides who may call, though it refuses somebody still")
struct GuardCodeReviewTests {
  private static let project = [
    "package.json": #"{"name": "shop", "dependencies": {"express": "5", "jsonwebtoken": "9"}}"#,
    "src/app.ts": """
    import express from 'express'
    import { permitted } from './guards/permitted'
    import { signedIn } from './guards/signed-in'
    import { orders } from './orders'
    import { reports } from './reports'
    const app = express()
    app.use(signedIn, permitted)
    app.use('/orders', orders)
    app.use('/reports', reports)
    """,
    "src/guards/signed-in.ts": """
    import jwt from 'jsonwebtoken'
    import { tokenOf } from '../lib/headers'
    export function signedIn(request, response, next) {
      try {
        request.user = jwt.verify(tokenOf(request), process.env.KEY)
        next()
      } catch {
        response.status(401).end()
      }
    }
    """,
    "src/guards/permitted.ts": """
    import { policies } from '../lib/policies'
    export function permitted(request, response, next) {
      const roles = policies[`${request.method} ${request.path}`] ?? []
      if (!roles.includes(request.user.role)) return response.status(403).end()
      next()
    }
    """,
    "src/lib/headers.ts": """
    export function tokenOf(request) {
      return (request.headers.authorization ?? '').slice(7)
    }
    export const unrelated = (text) => text.trim()
    """,
    "src/lib/policies.ts": """
    const everybody = ['admin', 'member']
    const administrators = ['admin']
    export const policies = {
      'GET /orders': everybody,
      'GET /reports': administrators,
    }
    """,
    "src/orders.ts": """
    import { Router } from 'express'
    export const orders = Router()
    orders.get('/', (request, response) => response.json([]))
    """,
    "src/reports.ts": """
    import { Router } from 'express'
    export const reports = Router()
    reports.get('/', (request, response) => response.json([]))
    """,
  ]

  private func review(
    _ old: String,
    _ new: String,
    in path: String
  ) throws -> ReviewedChange {
    let change = try ReviewedRepository(Self.project)
    try change.replace(old, with: new, in: path)
    return try change.review()
  }

  @Test(
    "What changes a decision needs somebody to look, and the line is named",
    arguments: [
      (
        "guards/signed-in.ts", "  try {\n",
        "  if (request.headers['x-internal']) request.user = { role: 'admin' }\n  try {\n"
      ),
      ("guards/permitted.ts", "!roles.includes", "roles.includes"),
      ("lib/headers.ts", "?? ''", "?? request.query.token"),
      ("guards/permitted.ts", "?? []", "?? ['member']"),
    ]
  )
  func decision(path: String, old: String, new: String) throws {
    let review = try review(old, new, in: "src/" + path)
    #expect(review.verdict == .needsDiscussion, "\(review.summary)")
    let concern = try #require(review.concerns.first { $0.kind == .guardChanged })
    #expect(concern.title.hasPrefix("Changes code that decides who may call 2 routes"))
    #expect(concern.causes.map(\.location.file) == ["src/" + path])
  }

  @Test("A row of a table that is kept by route is told for that route alone")
  func row() throws {
    let path = "src/lib/policies.ts"
    let review = try review("'GET /reports': administrators", "'GET /reports': everybody", in: path)
    #expect(review.verdict == .needsDiscussion)
    try #require(review.concerns.count == 1, "\(review.summary)")
    #expect(review.concerns[0].affected.map(\.name) == ["GET /reports"])
    #expect(review.concerns[0].causes.map(\.location) == [SourceLocation(file: path, line: 5)])
  }

  @Test("What rows rest on is told for the routes of those rows")
  func behindRows() throws {
    let review = try review("= ['admin']", "= ['admin', 'member']", in: "src/lib/policies.ts")
    #expect(review.concerns.map { $0.affected.map(\.name) } == [["GET /reports"]])
  }

  @Test("A row more, for a route that is new, changes nothing for the others")
  func newRow() throws {
    let change = try ReviewedRepository(Self.project)
    try change.replace(
      "  'GET /orders'",
      with: "  'GET /orders/mine': administrators,\n  'GET /orders'",
      in: "src/lib/policies.ts"
    )
    try change.replace(
      "orders.get(",
      with: "orders.get('/mine', (request, response) => response.json([]))\norders.get(",
      in: "src/orders.ts"
    )
    #expect(try change.review().summary == ["approve"])
  }

  @Test(
    "Layout, comments, types and the names of things are no change of a decision",
    arguments: [
      (
        "guards/permitted.ts", "const roles =", "// The table says.\n  const roles: string[] =\n   "
      ),
      ("guards/permitted.ts", ".status(403).end()", "\n    .status(403)\n    .end()"),
      ("lib/headers.ts", "text.trim()", "text.trimEnd()"),
      ("orders.ts", "json([])", "json([1])"),
    ]
  )
  func harmless(path: String, old: String, new: String) throws {
    #expect(try review(old, new, in: "src/" + path).summary == ["approve"])
  }

  @Test("A guard that is renamed and moved to another file is the same")
  func renamed() throws {
    let change = try ReviewedRepository(Self.project)
    try change.replaceEverywhere("signedIn", with: "requireUser", ending: ".ts")
    try change.replaceEverywhere("tokenOf", with: "bearer", ending: ".ts")
    try change.replace("./guards/signed-in", with: "./access/user", in: "src/app.ts")
    let text = try change.folder.read("src/guards/signed-in.ts")
    try change.folder.write(text, to: "src/access/user.ts")
    try FileManager.default.removeItem(atPath: change.folder.path + "/src/guards/signed-in.ts")
    #expect(try change.review().summary == ["approve"])
  }

  @Test("A file left with an error of syntax is read by guess, which is not approved")
  func syntax() throws {
    let review = try review(
      "app.use(signedIn, permitted)",
      "app.use(signedIn, permitted",
      in: "src/app.ts"
    )
    #expect(review.verdict != .approve)
    #expect(review.concerns.contains { $0.title == "Leaves src/app.ts with an error of syntax" })
  }

  @Test("What the settings vouch for from now on is told")
  func vouched() throws {
    let change = try ReviewedRepository(Self.project)
    try change.folder.write(
      """
      version: 1
      guards:
        authentication: [trustMe]
      public-routes:
        - method: GET
          path: /reports
          reason: For now.
          owner: Ada Meyer

      """,
      to: "auditwright.yml"
    )
    let review = try change.review()
    #expect(review.verdict == .needsDiscussion)
    #expect(
      Set(review.concerns.map(\.title)) == [
        "Declares GET /reports open to anybody",
        "Has 'trustMe' taken for authentication by its name",
      ]
    )
  }
}
