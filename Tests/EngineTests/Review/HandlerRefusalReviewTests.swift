import Engine
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("A review tells of code by which handlers refuse callers themselves")
struct HandlerRefusalReviewTests {
  private static let project = [
    "package.json": #"{"name": "shop", "dependencies": {"express": "5", "jsonwebtoken": "9"}}"#,
    "src/app.ts": """
    import express from 'express'
    import { signedIn } from './guards'
    import { orders } from './orders'
    const app = express()
    app.use(signedIn)
    app.use('/orders', orders)
    """,
    "src/guards.ts": """
    import jwt from 'jsonwebtoken'
    export function signedIn(request, response, next) {
      const token = request.headers.authorization
      if (!token) return response.status(401).end()
      request.user = jwt.verify(token, process.env.KEY)
      next()
    }
    """,
    "src/rights.ts": """
    import { Forbidden } from './errors'
    const rights = { admin: ['orders:list', 'orders:delete'], member: ['orders:list'] }
    export const assertMay = (user, right) => {
      for (const own of rights[user.role] ?? []) {
        if (own === right) return
      }
      throw new Forbidden()
    }
    """,
    "src/errors.ts": """
    export class Forbidden extends Error {
      status = 403
    }
    """,
    "src/orders.ts": """
    import { Router } from 'express'
    import { assertMay } from './rights'
    import { store } from './store'
    export const orders = Router()
    orders.get('/', (request, response) => response.json(store.list()))
    orders.delete('/:id', (request, response) => {
      assertMay(request.user, 'orders:delete')
      response.json(store.remove(request.params.id))
    })
    orders.patch('/:id', (request, response) => {
      const order = store.find(request.params.id)
      if (order.isClosed) {
        response.status(403).json({ error: 'closed' })
        return
      }
      response.json(store.save(order))
    })
    """,
    "src/store.ts": "export const store = new Map()\n",
  ]

  private func review(_ old: String, _ new: String, in path: String) throws -> ReviewedChange {
    let change = try ReviewedRepository(Self.project)
    try change.replace(old, with: new, in: path)
    return try change.review()
  }

  @Test(
    "A right more, a test turned round and a call left out are told for the routes that rest on them",
    arguments: [
      (
        "rights.ts", "member: ['orders:list']", "member: ['orders:list', 'orders:delete']", "DELETE"
      ),
      ("rights.ts", "own === right", "own !== right", "DELETE"),
      ("orders.ts", "  assertMay(request.user, 'orders:delete')\n", "", "DELETE"),
      ("orders.ts", "if (order.isClosed)", "if (order.isClosed && order.isOld)", "PATCH"),
    ]
  )
  func weakened(path: String, old: String, new: String, method: String) throws {
    let review = try review(old, new, in: "src/" + path)
    #expect(review.verdict != .approve, "\(review.summary)")
    let concern = try #require(review.concerns.first)
    #expect(concern.affected.map(\.name) == ["\(method) /orders/{id}"])
    #expect(concern.causes.map(\.location.file) == ["src/" + path])
  }

  @Test(
    "Writing the same otherwise is approved without a word",
    arguments: [
      (
        "rights.ts", "export const assertMay = (user, right) => {",
        "export function assertMay(user, right) {"
      ),
      ("orders.ts", "store.list()", "store.list().slice(0, 100)"),
      ("orders.ts", "if (order.isClosed) {", "const closed = order.isClosed\n  if (closed) {"),
      ("errors.ts", "status = 403", "readonly status: number = 403"),
    ]
  )
  func harmless(path: String, old: String, new: String) throws {
    #expect(try review(old, new, in: "src/" + path).summary == ["approve"])
  }

  @Test("An answer taken out of a handler into a helper is the same answer")
  func extracted() throws {
    let change = try ReviewedRepository(Self.project)
    try change.replace(
      "response.status(403).json({ error: 'closed' })",
      with: "sendClosed(response)",
      in: "src/orders.ts"
    )
    try change.replace(
      "export const orders = Router()",
      with: """
        export const orders = Router()
        function sendClosed(response) {
          response.status(403).json({ error: 'closed' })
        }
        """,
      in: "src/orders.ts"
    )
    #expect(try change.review().summary == ["approve"])
  }

  @Test("A helper that refuses is followed to its new name and file")
  func renamed() throws {
    let change = try ReviewedRepository(Self.project)
    try change.replaceEverywhere("assertMay", with: "demandRight", ending: ".ts")
    try change.replaceEverywhere("'./rights'", with: "'./access/rights'", ending: ".ts")
    try change.move("src/rights.ts", to: "src/access/rights.ts")
    try change.replace("'./errors'", with: "'../errors'", in: "src/access/rights.ts")
    #expect(try change.review().summary == ["approve"])
  }

  @Test("A handler that refuses more than before is approved")
  func stronger() throws {
    let change = try ReviewedRepository(Self.project)
    try change.replace(
      "(request, response) => response.json(store.list())",
      with: """
        (request, response) => {
          assertMay(request.user, 'orders:list')
          response.json(store.list())
        }
        """,
      in: "src/orders.ts"
    )
    #expect(try change.review().verdict == .approve)
  }

  private static let abilities = [
    "package.json":
      #"{"name": "api", "dependencies": {"@nestjs/core": "11", "@nestjs/common": "11", "@casl/ability": "6"}}"#,
    "src/main.ts": """
    import { NestFactory } from '@nestjs/core';
    import { AppModule } from './app.module';
    async function bootstrap() { const app = await NestFactory.create(AppModule); await app.listen(3000); }
    bootstrap();
    """,
    "src/app.module.ts": """
    import { Module } from '@nestjs/common';
    import { MembersController } from './members.controller';
    import { AbilityFactory } from './ability.factory';
    @Module({ controllers: [MembersController], providers: [AbilityFactory] })
    export class AppModule {}
    """,
    "src/ability.factory.ts": """
    import { Injectable } from '@nestjs/common';
    import { AbilityBuilder, createMongoAbility } from '@casl/ability';
    @Injectable()
    export class AbilityFactory {
      createForUser(user: { role: string }) {
        return user.role === 'admin' ? forAdministrators() : forMembers();
      }
    }
    function forAdministrators() {
      const { can, build } = new AbilityBuilder(createMongoAbility);
      can('manage', 'Member');
      return build();
    }
    function forMembers() {
      const { can, build } = new AbilityBuilder(createMongoAbility);
      can('read', 'Member');
      return build();
    }
    """,
    "src/members.controller.ts": """
    import { Controller, Delete, ForbiddenException, Get, Param, Req } from '@nestjs/common';
    import { AbilityFactory } from './ability.factory';
    @Controller('members')
    export class MembersController {
      constructor(private readonly abilities: AbilityFactory) {}
      @Get()
      list() {
        return [];
      }
      @Delete(':id')
      remove(@Param('id') id: string, @Req() request) {
        const ability = this.abilities.createForUser(request.user);
        if (ability.cannot('manage', 'Member')) throw new ForbiddenException();
        return { id };
      }
    }
    """,
  ]

  @Test("What a class that is handed in lets a role do is told for the handlers that ask it")
  func ability() throws {
    let change = try ReviewedRepository(Self.abilities)
    try change.replace(
      "can('read', 'Member')",
      with: "can('manage', 'Member')",
      in: "src/ability.factory.ts"
    )
    let review = try change.review()
    #expect(review.verdict == .needsDiscussion, "\(review.summary)")
    #expect(review.concerns.map(\.kind) == [.guardChanged])
    #expect(review.concerns.first?.affected.map(\.name) == ["DELETE /members/{id}"])
    #expect(review.concerns.first?.causes.first?.location.file == "src/ability.factory.ts")
  }

  @Test("That class under another name lets the same be done")
  func abilityRenamed() throws {
    let change = try ReviewedRepository(Self.abilities)
    try change.replaceEverywhere("AbilityFactory", with: "Permissions", ending: ".ts")
    try change.replaceEverywhere("forMembers", with: "membersMay", ending: ".ts")
    #expect(try change.review().summary == ["approve"])
  }

  private static let decorated = [
    "package.json": #"{"name": "tasks", "dependencies": {"fastify": "5", "fastify-plugin": "5"}}"#,
    "src/app.ts": """
    import Fastify from 'fastify'
    import access from './access'
    const app = Fastify()
    app.register(access)
    app.addHook('onRequest', async (request, reply) => {
      if (!request.session.user) return reply.code(401).send()
    })
    app.delete('/tasks/:id', { preHandler: (request, reply) => request.isAdmin(reply) }, async () => [])
    app.get('/tasks', async () => [])
    app.listen({ port: 3000 })
    """,
    "src/access.ts": """
    import fp from 'fastify-plugin'
    import { FastifyReply, FastifyRequest } from 'fastify'
    function demand(this: FastifyRequest, reply: FastifyReply, role: string) {
      if (!this.session.user.roles.includes(role)) {
        reply.status(403).send('not allowed')
      }
    }
    async function isAdmin(this: FastifyRequest, reply: FastifyReply) {
      this.demand(reply, 'admin')
    }
    export default fp(async (fastify) => {
      fastify.decorateRequest('demand', demand)
      fastify.decorateRequest('isAdmin', isAdmin)
    })
    """,
  ]

  @Test("Functions that Fastify puts on requests are guards like others")
  func decoration() throws {
    let other = try ReviewedRepository(Self.decorated)
    try other.replace("'admin'", with: "'member'", in: "src/access.ts")
    let asked = try other.review()
    #expect(asked.verdict == .needsDiscussion, "\(asked.summary)")
    #expect(asked.concerns.map(\.kind) == [.guardChanged])
    #expect(asked.concerns.first?.affected.map(\.name) == ["DELETE /tasks/{id}"])

    let hollow = try ReviewedRepository(Self.decorated)
    try hollow.replace(
      "reply.status(403).send('not allowed')",
      with: "this.log.warn('not allowed')",
      in: "src/access.ts"
    )
    let lost = try hollow.review()
    #expect(lost.verdict == .requestChanges, "\(lost.summary)")
    #expect(lost.concerns.map(\.kind) == [.authorizationLost])

    let renamed = try ReviewedRepository(Self.decorated)
    try renamed.replaceEverywhere("reply", with: "answer", ending: ".ts")
    #expect(try renamed.review().summary == ["approve"])
  }
}
