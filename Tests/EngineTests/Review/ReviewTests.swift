import Engine
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("A review compares two sides, and says when it cannot")
struct ReviewTests {
  private static let project = [
    "package.json": #"{"name": "shop", "dependencies": {"express": "5"}}"#,
    "src/app.ts": """
    import express from 'express'
    import { signedIn } from './guards/session'
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
    "src/orders.ts": """
    import { Router } from 'express'
    export const orders = Router()
    orders.get('/', (request, response) => response.json([]))
    """,
  ]

  private static let nest = [
    "package.json":
      #"{"name": "api", "dependencies": {"@nestjs/core": "11", "@nestjs/common": "11"}}"#,
    "src/main.ts": """
    import { NestFactory } from '@nestjs/core';
    import { AppModule } from './app.module';
    async function bootstrap() {
      const app = await NestFactory.create(AppModule);
      await app.listen(3000);
    }
    bootstrap();
    """,
    "src/app.module.ts": """
    import { Module } from '@nestjs/common';
    import { APP_GUARD } from '@nestjs/core';
    import { InvoicesController } from './invoices.controller';
    import { SessionGuard } from './session.guard';
    @Module({
      controllers: [InvoicesController],
      providers: [{ provide: APP_GUARD, useClass: SessionGuard }],
    })
    export class AppModule {}
    """,
    "src/public.decorator.ts": """
    import { SetMetadata } from '@nestjs/common';
    export const IS_PUBLIC = 'isPublic';
    export const Public = () => SetMetadata(IS_PUBLIC, true);
    """,
    "src/session.guard.ts": """
    import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
    import { Reflector } from '@nestjs/core';
    import { IS_PUBLIC } from './public.decorator';
    @Injectable()
    export class SessionGuard implements CanActivate {
      constructor(private readonly reflector: Reflector) {}
      canActivate(context: ExecutionContext): boolean {
        const isPublic = this.reflector.getAllAndOverride<boolean>(IS_PUBLIC, [
          context.getHandler(),
          context.getClass(),
        ]);
        if (isPublic) return true;
        const request = context.switchToHttp().getRequest();
        if (!request.session?.userId) throw new UnauthorizedException();
        return true;
      }
    }
    """,
    "src/invoices.controller.ts": """
    import { Controller, Get, Param } from '@nestjs/common';
    import { Public } from './public.decorator';
    @Controller('invoices')
    export class InvoicesController {
      @Public()
      @Get('ping')
      ping() {
        return 'pong';
      }

      @Get(':id')
      one(@Param('id') id: string) {
        return { id };
      }
    }
    """,
  ]

  @Test("A route declared open to anybody is told with the declaration")
  func declaredPublic() throws {
    let change = try ReviewedRepository(Self.nest)
    try change.replace(
      "  @Get(':id')",
      with: "  @Public()\n  @Get(':id')",
      in: "src/invoices.controller.ts"
    )
    let review = try change.review()
    #expect(review.verdict == .requestChanges)
    try #require(review.concerns.count == 1, "\(review.summary)")
    #expect(review.concerns[0].title == "Declares GET /invoices/{id} open to anybody")
    #expect(review.concerns[0].causes.first?.added == ["  @Public()"])
  }

  @Test("Uncommitted and untracked files belong to the working tree, and not to a commit")
  func workingTree() throws {
    let change = try ReviewedRepository(Self.project)
    try change.replace("signedIn, orders", with: "orders", in: "src/app.ts")
    #expect(try change.review().verdict == .requestChanges)
    #expect(try change.review(head: "HEAD").verdict == .approve)
    try change.commit("Open the orders")
    let review = try change.review(head: "HEAD")
    #expect(review.verdict == .requestChanges)
    #expect(review.head.commit?.count == 40)
    #expect(try change.review().head.commit == nil)
  }

  @Test("What the base branch gained meanwhile is no part of the change")
  func mergeBase() throws {
    let change = try ReviewedRepository(Self.project)
    try change.replace("json([])", with: "json([1])", in: "src/orders.ts")
    try change.commit("Answer more")
    try change.git("switch", "-q", "main")
    try change.replace("signedIn, orders", with: "orders", in: "src/app.ts")
    try change.commit("Open the orders")
    try change.git("switch", "-q", "change")
    #expect(try change.review().verdict == .approve)
    #expect(try change.review().extent.files == 1)
  }

  @Test("The default base is the branch that changes are merged into")
  func defaultBase() throws {
    let change = try ReviewedRepository(Self.project)
    try change.replace("signedIn, orders", with: "orders", in: "src/app.ts")
    let review = try change.review(base: nil)
    #expect(review.base.name == "main")
    #expect(review.verdict == .requestChanges)
  }

  @Test("A commit read from git's objects is what a checkout of it is")
  func sameFacts() throws {
    for change in [try ReviewedRepository(Self.project), try ReviewedRepository.acme()] {
      let review = try change.review(head: "HEAD")
      let onDisk = try change.review()
      #expect(review.summary == ["approve"])
      #expect(onDisk.summary == ["approve"])
      #expect(review.extent == ChangeExtent())
      #expect(onDisk.extent == ChangeExtent())
      #expect(review.base.routes == onDisk.head.routes)
    }
  }

  @Test("A guard of paths that a library answers is missed, and a route that is gone is not")
  func guardOfPaths() throws {
    let change = try ReviewedRepository([
      "package.json": #"{"name": "shop", "dependencies": {"express": "5", "finale-rest": "1"}}"#,
      "app.js": """
      const express = require('express')
      const finale = require('finale-rest')
      const app = express()
      const signedIn = (request, response, next) =>
        request.session.userId ? next() : response.status(401).end()
      app.get('/api/users', signedIn)
      app.get('/api/own', signedIn, (request, response) => response.json([]))
      finale.initialize({ app })

      """,
    ])
    try change.replace(
      "app.get('/api/own', signedIn, (request, response) => response.json([]))\n",
      with: "",
      in: "app.js"
    )
    #expect(try change.review().summary == ["approve"])
    try change.replace("app.get('/api/users', signedIn)\n", with: "", in: "app.js")
    let review = try change.review()
    #expect(review.verdict == .needsDiscussion)
    #expect(
      review.concerns.map(\.title) == [
        "Takes away the guard before GET /api/users, which something else may answer"
      ]
    )
  }

  @Test(
    "A module whose code is elsewhere is given other settings, of which nobody can tell what they do"
  )
  func foreignModule() throws {
    let change = try ReviewedRepository([
      "package.json": "{}",
      "main.tf": """
      module "database" {
        source            = "cloud/database/aws"
        storage_encrypted = true
        name              = "shop"
      }

      """,
    ])
    try change.replace("name              =", with: "# Ours.\n  name =", in: "main.tf")
    #expect(try change.review().summary == ["approve"])
    try change.replace("  storage_encrypted = true\n", with: "", in: "main.tf")
    let review = try change.review()
    #expect(review.verdict == .needsDiscussion)
    try #require(review.concerns.count == 1, "\(review.summary)")
    #expect(
      review.concerns[0].title.hasPrefix("Changes module.database, which cannot be evaluated")
    )
    #expect(review.concerns[0].causes.first?.location.file == "main.tf")
  }

  @Test("A folder of a repository can be reviewed by itself")
  func folder() throws {
    var files: [String: String] = ["README.md": "# Shop\n"]
    for (path, text) in Self.project { files["services/shop/\(path)"] = text }
    let change = try ReviewedRepository(files)
    try change.replace("signedIn, orders", with: "orders", in: "services/shop/src/app.ts")
    try change.folder.write("# Other\n", to: "README.md")
    let context = RunContext(today: "2026-11-23", jobs: 1)
    let review = try ReadinessEngine(context: context)
      .review(ReviewOptions(path: change.folder.path + "/services/shop", base: "main")).review
    #expect(review.verdict == .requestChanges)
    #expect(review.extent.files == 1)
    #expect(review.concerns.first?.causes.first?.location.file == "src/app.ts")
  }

  @Test("A shallow clone without the common commit is refused, with what to do")
  func shallow() throws {
    let origin = try ReviewedRepository(Self.project)
    try origin.replace("json([])", with: "json([1])", in: "src/orders.ts")
    try origin.commit("Answer more")
    try origin.git("switch", "-q", "main")
    try origin.folder.write("# Shop\n", to: "README.md")
    try origin.commit("Say what it is")
    let clone = try TemporaryFolder()
    try origin.git(
      "clone",
      "-q",
      "--depth",
      "1",
      "--no-single-branch",
      "file://\(origin.folder.path)",
      clone.path + "/shop"
    )
    let context = RunContext(today: "2026-11-23", jobs: 1)
    let options = ReviewOptions(
      path: clone.path + "/shop",
      base: "origin/main",
      head: "origin/change"
    )
    let failure = #expect(throws: EngineFailure.self) {
      try ReadinessEngine(context: context).review(options)
    }
    #expect(failure?.description.contains("shallow") == true)
    #expect(failure?.next.contains("fetch-depth: 0") == true)
  }

  @Test(
    "A name of no commit, and one that looks like an option, are refused",
    arguments: [
      "nowhere", "--upload-pack=x", "", "main..change",
    ]
  )
  func unknownBase(name: String) throws {
    let change = try ReviewedRepository(Self.project)
    #expect(throws: EngineFailure.self) { try change.review(base: name) }
  }

  @Test("Nothing that the repository configures is run, and no replaced object is believed")
  func hostile() throws {
    let change = try ReviewedRepository(Self.project)
    try change.replace("signedIn, orders", with: "orders", in: "src/app.ts")
    let mark = change.folder.url.appending(path: ".git/ran").path(percentEncoded: false)
    let command = "touch '\(mark)'; cat"
    for key in [
      "filter.x.smudge", "filter.x.clean", "filter.x.process", "core.fsmonitor", "diff.external",
      "diff.x.textconv", "core.pager", "pager.ls-tree",
    ] {
      try change.git("config", key, command)
    }
    try change.folder.write("* filter=x diff=x\n", to: ".gitattributes")
    // A replacement that would make the base look as open as the change.
    let blob = try change.git("hash-object", "-w", "--no-filters", "src/app.ts").prefix(40)
    let old = try change.git("rev-parse", "main:src/app.ts").prefix(40)
    try change.git("replace", String(old), String(blob))
    let review = try change.review()
    #expect(review.verdict == .requestChanges)
    #expect(!FileManager.default.fileExists(atPath: mark))
  }

  @Test("A cache changes nothing but the time it takes, and the sides share it")
  func cached() throws {
    let change = try ReviewedRepository(Self.project)
    let cache = try TemporaryFolder()
    try change.replace("signedIn, orders", with: "orders", in: "src/app.ts")
    let plain = try change.review()
    #expect(try change.review(cache: cache.path) == plain)
    #expect(try change.review(cache: cache.path) == plain)
    let context = RunContext(today: "2026-11-23", jobs: 1, cacheFolder: cache.path)
    let engine = try ReadinessEngine(context: context)
    let scanned = try engine.facts(from: .repository(path: change.folder.path))
    #expect(scanned.application.value?.routes.count == 2)
    #expect(try change.review(cache: cache.path) == plain)
  }

  @Test("Line breaks of another system are no change")
  func lineBreaks() throws {
    let change = try ReviewedRepository(Self.project)
    for path in try change.files(ending: ".ts") {
      let text = try change.folder.read(path)
      try change.folder.write(text.replacing("\n", with: "\r\n"), to: path)
    }
    let review = try change.review()
    #expect(review.summary == ["approve"])
    #expect(review.extent == ChangeExtent())
  }

  @Test("Other roles asked for by the same guard are for people to confirm")
  func otherRole() throws {
    var files = Self.project
    files["src/guards/role.ts"] = """
      export const requireRole = (...roles) => (request, response, next) => {
        if (!roles.includes(request.user.role)) return response.status(403).end()
        next()
      }
      """
    files["src/orders.ts"] = """
      import { Router } from 'express'
      import { requireRole } from './guards/role'
      export const orders = Router()
      orders.delete('/:id', requireRole('admin'), (request, response) => response.json([]))
      """
    let change = try ReviewedRepository(files)
    try change.replace("requireRole('admin')", with: "requireRole('member')", in: "src/orders.ts")
    let review = try change.review()
    #expect(review.verdict == .needsDiscussion, "\(review.summary)")
    #expect(review.concerns.map(\.kind) == [.guardChanged])
  }

  @Test("A change that protects more is approved, and says so")
  func better() throws {
    var files = Self.project
    files["src/app.ts"] = files["src/app.ts"]?.replacing("signedIn, orders", with: "orders")
    let change = try ReviewedRepository(files)
    try change.replace("'/orders', orders", with: "'/orders', signedIn, orders", in: "src/app.ts")
    let review = try change.review()
    #expect(review.verdict == .approve)
    #expect(review.concerns.isEmpty, "\(review.summary)")
    #expect(review.improvements.contains("1 route gained authentication"))
  }
}
