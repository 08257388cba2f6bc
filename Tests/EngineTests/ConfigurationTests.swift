import Collectors
import Engine
import ReadinessModel
import Testing

@Suite("auditwright.yml says what it is about, and slips in it are noticed")
struct ConfigurationTests {
  private func read(_ text: String) throws -> ProjectConfiguration {
    try ConfigurationReader.read(RepositoryFile(path: "auditwright.yml", text: text))
  }

  @Test("every setting is read")
  func everything() throws {
    let configuration = try read(
      """
      version: 1
      scope:
        categories: [security, availability]
      exclude:
        - path: legacy/
          reason: Switched off in March.
      guards:
        authentication: [requireUser]
        authorization: [can]
        ownership: [scopedToTenant]
      audit-functions: [recordAccess]
      public-routes:
        - method: get
          path: /status
          reason: Shows no customer data.
          owner: platform@example.com
      """
    )
    #expect(configuration.categories == [.security, .availability])
    #expect(configuration.exclusions.map(\.path) == ["legacy/"])
    #expect(configuration.authenticationGuards == ["requireUser"])
    #expect(configuration.authorizationGuards == ["can"])
    #expect(configuration.ownershipGuards == ["scopedToTenant"])
    #expect(configuration.auditFunctions == ["recordAccess"])
    let route = try #require(configuration.publicRoutes.first)
    #expect(route.method == "GET")
    #expect(route.location.line == 13)
  }

  @Test("the file that init writes is read as no settings but the scope")
  func initial() throws {
    var expected = ProjectConfiguration()
    expected.categories = FocusCategory.allCases
    #expect(try read(InitialConfiguration.text) == expected)
  }

  @Test("the examples in the file that init writes can be used")
  func examples() throws {
    let text = InitialConfiguration.text
      .replacing("exclude: []", with: "exclude:")
      .replacing("public-routes: []", with: "public-routes:")
      .replacing("jobs: []", with: "jobs:")
      .replacing("#  ", with: "  ")
    let configuration = try read(text)
    #expect(configuration.exclusions.count == 1)
    #expect(configuration.publicRoutes.count == 1)
    #expect(configuration.engagement?.period.days == 90)
    #expect(configuration.jobs.map(\.controls) == [["CNF-4"]])
  }

  @Test(
    "what is wrong is told with its line",
    arguments: [
      ("version: 1\nscop: {}", 2, "scop"),
      ("version: 2", 1, "version"),
      ("scope:\n  categories: [privacy]", 2, "privacy"),
      ("exclude:\n  - path: legacy/", 2, "reason"),
      ("guards: [requireUser]", 1, "guards"),
      ("engagement:\n  name: e\n  type: III", 3, "I or II"),
      ("engagement: { name: e, type: I, on: soon }", 1, "day"),
      ("engagement: { name: e, type: II, from: 2026-03-01, through: 2026-02-01 }", 1, "ends"),
      ("engagement: { name: e, type: I, on: 2026-03-01, sampling: all }", 1, "table"),
      ("evidence: { jobs: [{ controls: [CNF-4] }] }", 1, "workflow"),
      ("guards:\n  authentication: requireUser", 2, "authentication"),
      ("public-routes:\n  - path: /a\n    reason: b\n    ownr: c", 4, "ownr"),
      ("- a", 1, "the file"),
    ]
  )
  func slips(text: String, line: Int, word: String) {
    #expect {
      try read(text)
    } throws: { error in
      guard case .configuration(_, let at, let problem, let next)? = error as? EngineFailure else {
        return false
      }
      return at == line && problem.contains(word) && !next.isEmpty
    }
  }

  @Test(
    "a declaration names the routes it should",
    arguments: [
      ("GET", "/status", "GET", "/status", true),
      ("GET", "/status", "POST", "/status", false),
      ("ANY", "/status", "POST", "/status", true),
      ("GET", "/users/:id", "GET", "/users/{userId}", true),
      ("GET", "/users/{id}", "GET", "/users/me", false),
      ("GET", "/docs/*", "GET", "/docs/a/b", true),
      ("GET", "/docs/*", "GET", "/docs", true),
      ("GET", "/docs/*", "GET", "/documents", false),
      ("GET", "/", "GET", "/", true),
    ]
  )
  func declarations(
    method: String,
    path: String,
    routeMethod: String,
    routePath: String,
    isNamed: Bool
  ) {
    let place = SourceLocation(file: "auditwright.yml", line: 1)
    let declaration = ProjectConfiguration.PublicRoute(
      method: method,
      path: path,
      reason: "reason",
      owner: "owner",
      location: place
    )
    let open = AccessDecision(status: .unprotected)
    let route = Route(
      method: routeMethod,
      path: routePath,
      handler: "h",
      location: place,
      framework: "express",
      package: "",
      authentication: open,
      authorization: open,
      ownership: open,
      audit: AuditDecision(status: .unlogged)
    )
    #expect(declaration.names(route) == isNamed)
  }
}

@Suite("A day is a day of the calendar")
struct CivilDayTests {
  @Test("days that exist are read", arguments: ["2026-11-23", "2024-02-29", "2000-02-29"])
  func known(text: String) { #expect(CivilDay(text)?.description == text) }

  @Test(
    "days that do not exist are refused",
    arguments: ["2026-02-29", "1900-02-29", "2026-13-01", "2026-1-01", "today", "", "2026-11-23T"]
  )
  func unknown(text: String) { #expect(CivilDay(text) == nil) }

  @Test(
    "a moment belongs to its day in UTC",
    arguments: [
      (0, "1970-01-01"), (86_399, "1970-01-01"), (86_400, "1970-01-02"), (-1, "1969-12-31"),
      (951_782_400, "2000-02-29"), (1_795_392_000, "2026-11-23"),
    ]
  )
  func moments(seconds: Int, text: String) {
    #expect(CivilDay(secondsSince1970: seconds).description == text)
  }
}
