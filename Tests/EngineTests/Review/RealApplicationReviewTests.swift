import Engine
import Foundation
import ReadinessModel
import TestSupport
import Testing

/// Real applications, at the commits that somebody read every route of.
///
/// They are no part of this repository. The folder that `AUDITWRIGHT_APPLICATIONS` names holds clones,
/// each called by its owner and name.
private enum Applications {
  static let folder = ProcessInfo.processInfo.environment["AUDITWRIGHT_APPLICATIONS"]

  static let missing: Comment =
    "AUDITWRIGHT_APPLICATIONS names no folder with clones of OWASP+NodeGoat and lujakob+nestjs-realworld-example-app"

  /// A copy of an application's files at a commit.
  static func copy(_ name: String, at commit: String) throws -> ReviewedRepository {
    let target = try TemporaryFolder()
    let archive = Process()
    archive.executableURL = URL(filePath: "/bin/sh")
    archive.arguments = [
      "-c", "git -C \"$1\" archive \"$2\" | tar -x -C \"$3\"", "sh", "\(folder ?? "")/\(name)",
      commit,
      target.path,
    ]
    try archive.run()
    archive.waitUntilExit()
    return try ReviewedRepository(copying: target.url)
  }
}

@Suite(
  "Pull requests to real applications are judged as a careful reviewer would",
  .enabled(if: Applications.folder != nil, Applications.missing)
)
struct RealApplicationReviewTests {
  private func nodeGoat() throws -> ReviewedRepository {
    try Applications.copy(
      "OWASP+NodeGoat",
      at: "c5cb68a7084e4ae7dcc60e6a98768720a81841e8"
    )
  }

  private func realWorld() throws -> ReviewedRepository {
    try Applications.copy(
      "lujakob+nestjs-realworld-example-app",
      at: "c1c2cc4e448b279ff083272df1ac50d20c3304fa"
    )
  }

  @Test("NodeGoat: a guard left out of one route is told for that route")
  func oneRoute() throws {
    let change = try nodeGoat()
    try change.replace(
      #"app.post("/benefits", isLoggedIn, benefitsHandler.updateBenefits);"# + "\n    /*",
      with: #"app.post("/benefits", benefitsHandler.updateBenefits);"# + "\n    /*",
      in: "app/routes/index.js"
    )
    let review = try change.review()
    #expect(review.verdict == .requestChanges)
    #expect(
      review.concerns.map(\.title) == ["Removes authentication from POST /benefits"],
      "\(review.summary)"
    )
    #expect(review.concerns.first?.causes.first?.location.file == "app/routes/index.js")
  }

  @Test("NodeGoat: a guard that lets everybody pass opens every route that it stood before")
  func hollowGuard() throws {
    let change = try nodeGoat()
    let path = "app/routes/session.js"
    let text = try change.folder.read(path)
    let start = try #require(text.range(of: "this.isLoggedInMiddleware"))
    let refusal = try #require(
      text.range(of: "return res.redirect(\"/login\");", range: start.upperBound..<text.endIndex)
    )
    try change.folder.write(text.replacingCharacters(in: refusal, with: "return next();"), to: path)
    let review = try change.review()
    #expect(review.verdict == .requestChanges)
    try #require(review.concerns.first?.kind == .authenticationLost, "\(review.summary)")
    // Of the routes that index.js puts isLoggedIn before, the dashboard redirects strangers itself.
    let affected = Set(review.concerns[0].affected.map(\.name))
    #expect(
      affected.isSuperset(of: [
        "GET /profile", "POST /profile", "GET /contributions", "POST /contributions",
        "GET /benefits", "POST /benefits",
        "GET /allocations/{userId}", "GET /memos", "POST /memos", "GET /learn", "GET /research",
      ])
    )
    #expect(!affected.contains("GET /dashboard"))
    #expect(review.concerns[0].causes.map(\.location.file) == [path])
  }

  @Test("NodeGoat: a guard called otherwise is approved without a word")
  func renamed() throws {
    let change = try nodeGoat()
    try change.replaceEverywhere("isLoggedIn", with: "requireSession", ending: ".js")
    #expect(try change.review().summary == ["approve"])
  }

  @Test("NestJS: a route left out of the module's list is told, though its controller stays")
  func moduleList() throws {
    let change = try realWorld()
    let line = "        {path: 'articles/:slug', method: RequestMethod.DELETE},"
    try change.replace(line + "\n", with: "", in: "src/article/article.module.ts")
    let review = try change.review()
    #expect(review.verdict == .requestChanges)
    #expect(
      review.concerns.map(\.title) == [
        "Removes authentication from DELETE /api/articles/{slug}, in a file it does not touch"
      ],
      "\(review.summary)"
    )
    #expect(review.concerns.first?.causes.map(\.removed) == [[line]])
    #expect(
      review.concerns.first?.affected.first?.location?.file == "src/article/article.controller.ts"
    )
  }

  @Test("NestJS: a middleware moved and called otherwise is approved without a word")
  func moved() throws {
    let change = try realWorld()
    try change.replaceEverywhere("AuthMiddleware", with: "SessionMiddleware", ending: ".ts")
    try change.replaceEverywhere("auth.middleware", with: "session.middleware", ending: ".ts")
    try change.move("src/user/auth.middleware.ts", to: "src/user/session.middleware.ts")
    #expect(try change.review().summary == ["approve"])
  }
}
