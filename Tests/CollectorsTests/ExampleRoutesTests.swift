import Foundation
import ReadinessModel
import Testing

@testable import Collectors

@Suite("The example's routes, read from its sources")
struct ExampleRoutesTests {
  /// Routes that take an object by id and hand it out, or change it, for any caller.
  static let objectRoutes: Set<String> = [
    "GET /api/customers/{id}", "PATCH /api/customers/{id}", "GET /api/files/{id}",
    "GET /api/invoices/{id}", "POST /api/invoices/{id}/send", "PATCH /api/team/members/{id}",
    "PUT /api/pipeline/deals/{id}/stage",
  ]
  static let signIn: Set<String> = [
    "POST /api/auth/forgot-password", "POST /api/auth/login", "POST /api/auth/reset-password",
    "POST /api/auth/signup",
  ]
  static let webhook = "POST /api/webhooks/stripe"
  /// Routes about the caller's own record and nothing else.
  static let ownRecord: Set<String> = ["GET /api/session", "PATCH /api/profile"]

  @Test("There are 34 in 23 files")
  func routesAreFound() async throws {
    let routes = try await Self.routes()
    #expect(routes.count == 34)
    #expect(Set(routes.map(\.label)).count == 34)
    #expect(Set(routes.map(\.location.file)).count == 23)
  }

  @Test("Every route but those to sign in asks who is calling")
  func routesAskForSignIn() async throws {
    for route in try await Self.routes() {
      let isSignIn = Self.signIn.contains(route.label)
      if !isSignIn { #expect(route.authentication.status == .protected, "\(route.label)") }
      #expect((route.purpose == .signIn) == isSignIn, "\(route.label)")
      #expect((route.purpose == .webhook) == (route.label == Self.webhook), "\(route.label)")
    }
  }

  @Test("None asks for a role, none is audited")
  func routesAskForNoRole() async throws {
    for route in try await Self.routes() {
      #expect(route.authorization.status == .unprotected, "\(route.label)")
      #expect(route.audit.status == .unlogged, "\(route.label)")
    }
  }

  @Test("Looking up the caller does not make an object theirs")
  func objectsAreNotOwned() async throws {
    let routes = try await Self.routes().filter { Self.objectRoutes.contains($0.label) }
    #expect(!routes.isEmpty)
    for route in routes { #expect(route.ownership.status == .unprotected, "\(route.label)") }
  }

  @Test("What belongs to the caller's company is not the caller's alone")
  func companyDataIsNotSelfScoped() async throws {
    let routes = try await Self.routes()
    #expect(Set(routes.filter(\.isSelfScoped).map(\.label)) == Self.ownRecord)
  }

  // MARK: - Reading the example

  private static func routes() async throws -> [Route] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Examples/acme")
    var list: [RepositoryFile] = []
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    for path in paths where path.hasSuffix(".ts") || path.hasSuffix(".json") {
      guard !path.hasPrefix("node_modules/") && !path.hasPrefix("dist/") else { continue }
      let data = try Data(contentsOf: folder.appending(path: path))
      list.append(RepositoryFile(path: path, bytes: Array(data)))
    }
    let files = RepositoryFiles(list)
    return await withCheckedContinuation { continuation in
      let thread = Thread {
        let manifests = PackageManifests(files)
        let aliases = PathAliases(files, manifests: manifests)
        let result = RouteCollector.collect(
          files,
          source: ScriptRepository(files, aliases: aliases),
          entryPoints: files.under("src").map(\.path),
          manifests: manifests
        )
        continuation.resume(returning: result.routes)
      }
      thread.stackSize = 64 << 20
      thread.start()
    }
  }
}

extension Route {
  fileprivate var label: String { "\(method) \(path)" }
}
