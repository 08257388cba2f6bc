import Engine
import ReadinessModel
import TestSupport
import Testing

/// One way to ask for a role, in an application of its own.
struct RoleDemand: CustomTestStringConvertible, Sendable {
  let name: String
  let files: [String: String]
  /// The file with the demand.
  let file: String
  /// The demand, with `ROLES` for what stands in it.
  let demand: String
  /// What is asked for at first.
  var asked = "'admin', 'owner'"

  var testDescription: String { name }

  /// The application, asking for other roles.
  func project() -> [String: String] {
    var files = files
    files[file] = files[file]?.replacing(demand, with: demand.replacing("ROLES", with: asked))
    return files
  }

  static let all = [nestDecorator, nestEnumeration, expressFactory, fastifyOption, inline, session]

  private static func nest(_ role: String, _ roles: String) -> [String: String] {
    [
      "package.json":
        "{ \"name\": \"shop\", \"dependencies\": { \"@nestjs/common\": \"11.0.0\", \"@nestjs/core\": \"11.0.0\" } }",
      "src/main.ts": """
      import { NestFactory } from '@nestjs/core';
      import { AppModule } from './app.module';
      async function bootstrap() { const app = await NestFactory.create(AppModule); await app.listen(3000); }
      void bootstrap();
      """,
      "src/app.module.ts": """
      import { Module } from '@nestjs/common';
      import { OrdersController } from './orders.controller';
      @Module({ controllers: [OrdersController] })
      export class AppModule {}
      """,
      "src/roles.ts": """
      import { CanActivate, Injectable, SetMetadata, UnauthorizedException } from '@nestjs/common';
      import { Reflector } from '@nestjs/core';
      export enum Role { Admin = 'admin', Owner = 'owner', Member = 'member' }
      export const Roles = (...roles) => SetMetadata('roles', roles);
      @Injectable()
      export class RolesGuard implements CanActivate {
        constructor(private readonly reflector: Reflector) {}
        canActivate(context) {
          const wanted = this.reflector.getAllAndOverride('roles', [context.getHandler(), context.getClass()]);
          const { user } = context.switchToHttp().getRequest();
          if (!user) throw new UnauthorizedException();
          if (!wanted) return true;
          return wanted.some((role) => user.roles?.includes(role));
        }
      }
      """,
      "src/orders.controller.ts": """
      import { Controller, Delete, Param, UseGuards } from '@nestjs/common';
      import { Role, Roles, RolesGuard } from './roles';
      @Controller('orders')
      @UseGuards(RolesGuard)
      export class OrdersController {
        \(role)
        @Delete(':id')
        remove(@Param('id') id: string) {
          return { id };
        }
      }
      """,
    ]
  }

  static let nestDecorator = RoleDemand(
    name: "a decorator of NestJS",
    files: nest("@Roles(ROLES)", ""),
    file: "src/orders.controller.ts",
    demand: "@Roles(ROLES)"
  )
  static let nestEnumeration = RoleDemand(
    name: "a decorator of NestJS with names of an enumeration",
    files: nest("@Roles(ROLES)", ""),
    file: "src/orders.controller.ts",
    demand: "@Roles(ROLES)",
    asked: "Role.Admin, Role.Owner"
  )

  private static let express =
    "{ \"name\": \"shop\", \"dependencies\": { \"express\": \"^4.18.0\", \"fastify\": \"^4.0.0\", \"express-session\": \"^1.17.0\" } }"

  static let expressFactory = RoleDemand(
    name: "what makes a guard of Express",
    files: [
      "package.json": express,
      "src/app.js": """
      const express = require('express');
      const { requireRole } = require('./guards');
      const app = express();
      const admins = requireRole(ROLES);
      app.use((req, res, next) => (req.user ? next() : res.status(401).end()));
      app.delete('/orders/:id', admins, (req, res) => res.json([]));
      app.listen(3000);
      """,
      "src/guards.js": """
      exports.requireRole = (...roles) => (req, res, next) => {
        if (!roles.includes(req.user.role)) return res.status(403).end();
        next();
      };
      """,
    ],
    file: "src/app.js",
    demand: "requireRole(ROLES)"
  )
  static let fastifyOption = RoleDemand(
    name: "an option of a route of Fastify",
    files: [
      "package.json": express,
      "src/app.js": """
      const fastify = require('fastify')();
      const hasRole = (wanted) => async (request, reply) => {
        if (!request.user) return reply.code(401).send();
        if (!wanted.includes(request.user.role)) return reply.code(403).send();
      };
      fastify.delete('/orders/:id', { preHandler: [hasRole([ROLES])] }, async () => []);
      fastify.listen({ port: 3000 });
      """,
    ],
    file: "src/app.js",
    demand: "hasRole([ROLES])"
  )
  static let inline = RoleDemand(
    name: "a comparison in the handler",
    files: [
      "package.json": express,
      "src/app.js": """
      const express = require('express');
      const app = express();
      app.use((req, res, next) => (req.user ? next() : res.status(401).end()));
      app.delete('/orders/:id', (req, res) => {
        const allowed = [ROLES];
        if (!allowed.includes(req.user.role)) return res.status(403).end();
        res.json([]);
      });
      app.listen(3000);
      """,
    ],
    file: "src/app.js",
    demand: "[ROLES]"
  )
  static let session = RoleDemand(
    name: "a role that the session holds",
    files: [
      "package.json": express,
      "src/app.js": """
      const express = require('express');
      const session = require('express-session');
      const app = express();
      app.use(session({ secret: process.env.SESSION_SECRET }));
      app.delete('/orders/:id', (req, res) => {
        if (!req.session.userId) return res.status(401).end();
        if (![ROLES].includes(req.session.role)) return res.status(403).end();
        res.json([]);
      });
      app.listen(3000);
      """,
    ],
    file: "src/app.js",
    demand: "[ROLES]"
  )

  /// The demand with other roles in it.
  func asking(_ roles: String) -> String {
    let isNamed = asked.contains("Role.")
    let named = roles.replacing("'admin'", with: "Role.Admin").replacing(
      "'owner'",
      with: "Role.Owner"
    )
    .replacing("'member'", with: "Role.Member")
    return demand.replacing("ROLES", with: isNamed ? named : roles)
  }
}

@Suite("Other roles that are asked for are told where they let others in")
struct AskedRolesReviewTests {
  private func review(_ demand: RoleDemand, _ roles: String) throws -> ReviewedChange {
    let change = try ReviewedRepository(demand.project())
    try change.replace(
      demand.demand.replacing("ROLES", with: demand.asked),
      with: demand.asking(roles),
      in: demand.file
    )
    return try change.review()
  }

  @Test("A role that replaces another, or comes to those there are", arguments: RoleDemand.all)
  func widened(demand: RoleDemand) throws {
    for roles in ["'member'", "'admin', 'owner', 'member'"] {
      let review = try review(demand, roles)
      #expect(review.verdict == .needsDiscussion, "\(roles): \(review.summary)")
      #expect(review.concerns.map(\.kind) == [.guardChanged], "\(review.summary)")
      #expect(review.concerns.first?.affected.map(\.name) == ["DELETE /orders/{id}"])
      #expect(review.concerns.first?.causes.first?.location.file == demand.file)
    }
  }

  @Test("A role less is no concern, and neither is their order", arguments: RoleDemand.all)
  func narrowed(demand: RoleDemand) throws {
    for roles in ["'admin'", "'owner', 'admin'"] {
      #expect(try review(demand, roles).summary == ["approve"], "\(roles)")
    }
  }

  @Test("Of roles that are turned away, one less is told, and one more is not")
  func turnedAway() throws {
    let demand = RoleDemand(
      name: "roles that are turned away",
      files: [
        "package.json": "{ \"name\": \"shop\", \"dependencies\": { \"express\": \"^4.18.0\" } }",
        "app.js": """
        const express = require('express');
        const app = express();
        app.use((req, res, next) => (req.user ? next() : res.status(401).end()));
        app.delete('/orders/:id', (req, res) => {
          if ([ROLES].includes(req.user.role)) return res.status(403).end();
          res.json([]);
        });
        app.listen(3000);
        """,
      ],
      file: "app.js",
      demand: "[ROLES]"
    )
    #expect(try review(demand, "'admin'").concerns.map(\.kind) == [.guardChanged])
    #expect(try review(demand, "'admin', 'owner', 'member'").summary == ["approve"])
  }

  @Test("Of permissions that are all asked for, one less is told, and one more is not")
  func permissions() throws {
    let demand = RoleDemand(
      name: "permissions that are all asked for",
      files: [
        "package.json": "{ \"name\": \"shop\", \"dependencies\": { \"express\": \"^4.18.0\" } }",
        "app.js": """
        const express = require('express');
        const app = express();
        const needs = (...rights) => (req, res, next) => {
          if (!req.user) return res.status(401).end();
          if (!rights.every((right) => req.user.permissions.includes(right))) return res.status(403).end();
          next();
        };
        app.delete('/orders/:id', needs(ROLES), (req, res) => res.json([]));
        app.listen(3000);
        """,
      ],
      file: "app.js",
      demand: "needs(ROLES)"
    )
    #expect(try review(demand, "'admin'").concerns.map(\.kind) == [.guardChanged])
    #expect(try review(demand, "'admin', 'owner', 'member'").summary == ["approve"])
  }
}
