import Collectors
import Foundation
import ReadinessModel
import ScriptLanguage
import Testing

/// What a fixture's `expected.json` says of it.
struct RouteExpectation: Decodable {
  /// One route; what is left out is not asked about.
  struct Row: Decodable {
    var method: String
    var path: String
    var framework: String?
    var authentication: String?
    var by: String?
    var authorization: String?
    var authorizationBy: String?
    var ownership: String?
    var audit: String?
    var purpose: String?
    /// A part of what is said of the authentication.
    var says: String?
    /// Models of which records are made for the caller's tenant.
    var makes: [String]?
  }

  /// Names the team declares its guards by, as in `auditwright.yml`.
  struct Guards: Decodable {
    var authentication: [String]?
    var authorization: [String]?
    var ownership: [String]?
  }

  /// What the fixture shows, as a sentence.
  var shows: String
  var guards: Guards?
  var routes: [Row]

  var settings: AccessSettings {
    var kinds: [String: GuardKinds] = [:]
    for name in guards?.authentication ?? [] { kinds[name, default: []].insert(.authentication) }
    for name in guards?.authorization ?? [] { kinds[name, default: []].insert(.authorization) }
    for name in guards?.ownership ?? [] { kinds[name, default: []].insert(.ownership) }
    return AccessSettings(guards: kinds)
  }
}

/// A folder below `Fixtures/routes`, named after its framework and what it shows.
struct RouteFixture: CustomTestStringConvertible, Sendable {
  let path: String
  var testDescription: String { path }

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/routes")

  static let all: [RouteFixture] = {
    let manager = FileManager.default
    let frameworks = (try? manager.contentsOfDirectory(atPath: root.path())) ?? []
    return frameworks.sorted().flatMap { framework -> [RouteFixture] in
      let folder = root.appending(path: framework).path()
      let names = (try? manager.contentsOfDirectory(atPath: folder)) ?? []
      return names.sorted().map { RouteFixture(path: "\(framework)/\($0)") }
    }
  }()

  var folder: URL { Self.root.appending(path: path) }

  func expectation() throws -> RouteExpectation {
    let data = try Data(contentsOf: folder.appending(path: "expected.json"))
    return try JSONDecoder().decode(RouteExpectation.self, from: data)
  }

  func files() throws -> RepositoryFiles {
    let walk = try RepositoryWalker.walk(root: folder.path())
    let reader = try RepositoryReader(root: folder.path())
    return RepositoryFiles(
      walk.files.compactMap { file in
        guard file.path != "expected.json", let bytes = reader.bytes(of: file.path) else {
          return nil
        }
        return RepositoryFile(path: file.path, bytes: bytes)
      }
    )
  }
}

@Suite("Routes are found with what stands before them")
struct RouteFixtureTests {
  @Test("a fixture's routes are those it expects, and no others", arguments: RouteFixture.all)
  func routes(fixture: RouteFixture) throws {
    let expectation = try fixture.expectation()
    let files = try fixture.files()
    let found = Self.collect(files, settings: expectation.settings)
    let names = Set(found.map { "\($0.method) \($0.path)" })
    let wanted = Set(expectation.routes.map { "\($0.method) \($0.path)" })
    #expect(names == wanted, "\(expectation.shows)")
    for row in expectation.routes {
      let matches = found.filter { $0.method == row.method && $0.path == row.path }
      for route in matches.prefix(1) { Self.compare(route, with: row) }
    }
  }

  @Test("the same files give the same routes")
  func reproducible() throws {
    let fixture = try #require(RouteFixture.all.first)
    let files = try fixture.files()
    #expect(Self.collect(files) == Self.collect(files))
  }

  private static func compare(_ route: Route, with row: RouteExpectation.Row) {
    let name = "\(route.method) \(route.path)"
    let reason: (AccessDecision) -> String = { "\(name): \($0.by ?? "") \($0.reason ?? "")" }
    if let wanted = row.authentication {
      #expect(route.authentication.status.rawValue == wanted, "\(reason(route.authentication))")
    }
    if let wanted = row.by { #expect(route.authentication.by == wanted, "\(name)") }
    if let wanted = row.says {
      #expect(
        route.authentication.reason?.contains(wanted) == true,
        "\(reason(route.authentication))"
      )
    }
    if let wanted = row.authorization {
      #expect(route.authorization.status.rawValue == wanted, "\(reason(route.authorization))")
    }
    if let wanted = row.authorizationBy {
      #expect(route.authorization.by == wanted, "\(name)")
    }
    if let wanted = row.ownership {
      #expect(route.ownership.status.rawValue == wanted, "\(reason(route.ownership))")
    }
    if let wanted = row.audit { #expect(route.audit.status.rawValue == wanted, "\(name)") }
    if let wanted = row.makes {
      let made = route.dataAccess.filter { $0.isForTenant == true }.map(\.model)
      #expect(made == wanted, "\(name)")
    }
    if let wanted = row.purpose { #expect(route.purpose.rawValue == wanted, "\(name)") }
    if let wanted = row.framework { #expect(route.framework == wanted, "\(name)") }
  }

  /// Collects on a thread with a large stack, as evaluation needs.
  private static func collect(
    _ files: RepositoryFiles,
    settings: AccessSettings = AccessSettings()
  ) -> [Route] {
    let box = Box()
    let thread = Thread {
      let manifests = PackageManifests(files)
      let aliases = PathAliases(files, manifests: manifests)
      let source = ScriptRepository(files, aliases: aliases)
      let entries = files.files.map(\.path).filter { path in
        ScriptCompiler.language(of: path) != nil && !path.contains("node_modules/")
      }
      let result = RouteCollector.collect(
        files,
        source: source,
        entryPoints: entries,
        manifests: manifests,
        settings: settings
      )
      box.finish(result.routes)
    }
    thread.stackSize = 256 << 20
    thread.start()
    return box.wait()
  }

  /// Hands a result from one thread to another; the semaphore orders the two accesses.
  private final class Box: @unchecked Sendable {
    private var routes: [Route] = []
    private let done = DispatchSemaphore(value: 0)

    func finish(_ routes: [Route]) {
      self.routes = routes
      done.signal()
    }

    func wait() -> [Route] {
      done.wait()
      return routes
    }
  }
}
