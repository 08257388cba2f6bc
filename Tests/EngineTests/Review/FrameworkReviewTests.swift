import Engine
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("A review sees through what frameworks make of code")
struct FrameworkReviewTests {
  private static let express = [
    "package.json": #"{"name": "sync", "dependencies": {"express": "4"}}"#,
    "src/app.js": """
    import express from 'express'
    import { failed, signedIn } from './middleware.js'
    const app = express()
    app.use(signedIn)
    app.use(failed)
    app.post('/sync', (req, res) => res.json(req.body))
    app.get('/files', (req, res) => res.json([]))
    """,
    "src/middleware.js": """
    async function failed(error, req, res, next) {
      if (res.headersSent) return next(error)
      res.status(500).send({ reason: 'internal-error' })
    }
    const signedIn = async (req, res, next) => {
      if (!req.session.user) return res.status(401).end()
      next()
    }
    export { failed, signedIn }
    """,
  ]

  @Test("What waits for errors stands in nobody's way, so a guard below the first route is told")
  func errorHandler() throws {
    let change = try ReviewedRepository(Self.express)
    try change.replace("app.use(signedIn)\n", with: "", in: "src/app.js")
    try change.replace(
      "app.get('/files'",
      with: "app.use(signedIn)\napp.get('/files'",
      in: "src/app.js"
    )
    let review = try change.review()
    #expect(review.verdict == .requestChanges, "\(review.summary)")
    #expect(review.concerns.map(\.title) == ["Removes authentication from POST /sync"])
  }

  @Test("What waits for errors may stand anywhere")
  func errorHandlerMoved() throws {
    let change = try ReviewedRepository(Self.express)
    try change.replace("app.use(failed)\n", with: "", in: "src/app.js")
    try change.folder.write(
      try change.folder.read("src/app.js") + "\napp.use(failed)\n",
      to: "src/app.js"
    )
    #expect(try change.review().summary == ["approve"])
  }

  private static let koa = [
    "package.json":
      #"{"name": "users", "dependencies": {"koa": "2", "koa-jwt": "4", "koa-swagger-decorator": "1"}}"#,
    "src/server.ts": """
    import Koa from 'koa'
    import jwt from 'koa-jwt'
    import { router } from './routes'
    const app = new Koa()
    app.use(jwt({ secret: process.env.SECRET }))
    app.use(router.routes()).use(router.allowedMethods())
    app.listen(3000)
    """,
    "src/routes.ts": """
    import { SwaggerRouter } from 'koa-swagger-decorator'
    const router = new SwaggerRouter()
    router.get('/users', async (ctx) => { ctx.body = [] })
    router.delete('/users/:id', async (ctx) => { ctx.status = 204 })
    export { router }
    """,
  ]

  @Test(
    "Routes of a router that extends the usual one are followed",
    arguments: [
      (
        "jwt({ secret: process.env.SECRET })",
        "jwt({ secret: process.env.SECRET, passthrough: true })"
      ),
      ("app.use(jwt({ secret: process.env.SECRET }))\n", ""),
    ]
  )
  func otherRouter(old: String, new: String) throws {
    let change = try ReviewedRepository(Self.koa)
    try change.replace(old, with: new, in: "src/server.ts")
    let review = try change.review()
    #expect(review.verdict == .requestChanges, "\(review.summary)")
    #expect(
      review.concerns.first?.affected.map(\.name).sorted() == ["DELETE /users/{id}", "GET /users"]
    )
  }

  @Test("Routes put in another order on such a router are the same")
  func otherOrder() throws {
    let change = try ReviewedRepository(Self.koa)
    try change.replace(
      "router.get('/users', async (ctx) => { ctx.body = [] })\n",
      with: "",
      in: "src/routes.ts"
    )
    try change.replace(
      "export { router }",
      with: "router.get('/users', async (ctx) => { ctx.body = [] })\nexport { router }",
      in: "src/routes.ts"
    )
    #expect(try change.review().summary == ["approve"])
  }

  @Test("A role looked up by its position in a list is asked for like any other")
  func position() throws {
    let files = [
      "package.json": #"{"name": "shop", "dependencies": {"express": "4"}}"#,
      "src/app.ts": """
      import express from 'express'
      import { checkRole, signedIn } from './guards'
      const app = express()
      app.get('/users', [signedIn, checkRole(['ADMINISTRATOR', 'AUDITOR'])], (req, res) => res.json([]))
      """,
      "src/guards.ts": """
      export const signedIn = (req, res, next) => (req.user ? next() : res.status(401).end())
      export const checkRole = (roles) => async (req, res, next) => {
        if (roles.indexOf(req.user.role) === -1) return res.status(403).end()
        return next()
      }
      """,
    ]
    let wider = try ReviewedRepository(files)
    try wider.replace("'AUDITOR'", with: "'AUDITOR', 'STANDARD'", in: "src/app.ts")
    let review = try wider.review()
    #expect(review.verdict == .needsDiscussion, "\(review.summary)")
    #expect(review.concerns.map(\.kind) == [.guardChanged])
    let narrower = try ReviewedRepository(files)
    try narrower.replace(", 'AUDITOR'", with: "", in: "src/app.ts")
    #expect(try narrower.review().summary == ["approve"])
  }

  private static let next = [
    "package.json": #"{"name": "teams", "dependencies": {"next": "15", "next-auth": "4"}}"#,
    "lib/access.ts": """
    import { getServerSession } from 'next-auth/next'
    export const requireSession = async (req, res) => {
      const session = await getServerSession(req, res, {})
      if (!session) throw new Error('Unauthorized')
      return session
    }
    """,
    "pages/api/teams.ts": """
    import { requireSession } from '../../lib/access'
    export default async function handler(req, res) {
      try {
        const session = await requireSession(req, res)
        res.status(200).json({ user: session.user })
      } catch (error) {
        res.status(error.status || 500).json({ error: error.message })
      }
    }
    """,
  ]

  @Test("A handler that answers strangers with an error it caught itself refuses them")
  func caught() throws {
    let change = try ReviewedRepository(Self.next)
    try change.replace(
      "  if (!session) throw new Error('Unauthorized')\n",
      with: "",
      in: "lib/access.ts"
    )
    let review = try change.review()
    #expect(review.verdict == .requestChanges, "\(review.summary)")
    #expect(
      review.concerns.first?.title
        == "Removes authentication from ANY /api/teams, in a file it does not touch"
    )
    let other = try ReviewedRepository(Self.next)
    try other.folder.write(
      Self.next["pages/api/teams.ts"]?.replacing("handler", with: "members") ?? "",
      to: "pages/api/members.ts"
    )
    #expect(try other.review().verdict == .approve)
  }

  private static let pages = [
    "package.json": #"{"name": "saas", "dependencies": {"next": "15"}}"#,
    "app/api/health/route.ts":
      "export async function GET() { return Response.json({ ok: true }) }\n",
    "app/dashboard/page.tsx": "export default function Page() { return null }\n",
    "middleware.ts": """
    import { NextResponse } from 'next/server'
    const protectedRoutes = '/dashboard'
    export async function middleware(request) {
      const isProtected = request.nextUrl.pathname.startsWith(protectedRoutes)
      if (isProtected && !request.cookies.get('session')) {
        return NextResponse.redirect(new URL('/sign-in', request.url))
      }
      return NextResponse.next()
    }
    export const config = { matcher: ['/((?!api|_next/static).*)'] }
    """,
  ]

  @Test(
    "What runs before pages is told of, though pages are no routes",
    arguments: [
      ("= '/dashboard'", "= '/dashboard/admin'"),
      ("_next/static)", "_next/static|dashboard)"),
      ("&& !request.cookies", "&& !request.nextUrl.searchParams.get('share') && !request.cookies"),
    ]
  )
  func gate(old: String, new: String) throws {
    let change = try ReviewedRepository(Self.pages)
    try change.replace(old, with: new, in: "middleware.ts")
    let review = try change.review()
    #expect(review.verdict == .needsDiscussion, "\(review.summary)")
    #expect(
      review.concerns.map(\.title) == ["Changes what middleware.ts does before pages and routes"]
    )
    #expect(review.concerns.first?.causes.map(\.location.file) == ["middleware.ts"])
  }

  @Test("Pages added, and the same gate written otherwise or called as newer versions call it")
  func sameGate() throws {
    let change = try ReviewedRepository(Self.pages)
    try change.folder.write(
      "export default function Page() { return 1 }\n",
      to: "app/dashboard/new/page.tsx"
    )
    try change.replace(
      "export async function middleware(request) {",
      with:
        "// Signed in, or off to sign in.\nexport async function middleware(request: NextRequest) {",
      in: "middleware.ts"
    )
    #expect(try change.review().summary == ["approve"])
  }
}
