import Connectors
import Foundation
import ReadinessModel
import Synchronization
import TestSupport

/// A small GitHub on this machine: a healthy repository, of which a test changes what it is about.
///
/// An answer is asked for by method and path; of several for one path, each is given once and the
/// last again and again. What is not there is a 404, as at the host.
final class ScriptedGitHub: Sendable {
  typealias Response = LoopbackServer.Response

  private let answers: Mutex<[String: [Response]]>
  private let servers = Mutex<LoopbackServer?>(nil)
  private let waits = Mutex<[Int]>([])

  init(_ answers: [String: [Response]] = [:]) throws {
    let all = try Self.healthy.merging(answers) { $1 }
    self.answers = Mutex(all)
    let server = try LoopbackServer { [self] in answer($0) }
    servers.withLock { $0 = server }
  }

  var server: LoopbackServer {
    get throws {
      guard let server = servers.withLock({ $0 }) else { throw POSIXError(.ENOTCONN) }
      return server
    }
  }

  /// Seconds that were waited, in order; nothing waits really.
  var waited: [Int] { waits.withLock { $0 } }

  /// Paths that were asked for, with their parameters.
  var asked: [String] {
    get throws { try server.requests.map { "\($0.method) \($0.target)" } }
  }

  /// Changes what is answered from now on.
  func put(_ changes: [String: [Response]]) {
    answers.withLock { $0.merge(changes) { $1 } }
  }

  private func answer(_ request: LoopbackServer.Request) -> Response {
    let paged = request.query["page"].map { "?page=\($0)" } ?? ""
    let keys = [
      "\(request.method) \(request.target)", "\(request.method) \(request.path)\(paged)",
      "\(request.method) \(request.path)",
    ]
    return answers.withLock { answers in
      for key in keys {
        guard let list = answers[key], let first = list.first else { continue }
        if list.count > 1 { answers[key]?.removeFirst() }
        return first
      }
      return Self.notFound
    }
  }

  /// Access to it, as a user with a token has.
  func access(cacheFolder: String? = nil, waitAtMost: Int = 120) throws -> GitHubAccess {
    try GitHubAccess(
      api: try server.address,
      credential: GitHubCredential(token: "secret-token"),
      cacheFolder: cacheFolder,
      waitAtMost: waitAtMost,
      now: { Moment(secondsSince1970: 1_795_392_000) },
      sleep: { [self] seconds in waits.withLock { $0.append(seconds) } }
    )
  }

  /// The repository octo/shop at it.
  func host(cacheFolder: String? = nil, waitAtMost: Int = 120) throws -> GitHubHost {
    GitHubHost(
      try access(cacheFolder: cacheFolder, waitAtMost: waitAtMost),
      repository: try GitHubName("octo/shop")
    )
  }

  // MARK: - Answers

  static let notFound = Response(404, #"{"message":"Not Found"}"#)
  static let notProtected = Response(404, #"{"message":"Branch not protected"}"#)
  static let ofPlan = Response(
    403,
    #"{"message":"Upgrade to GitHub Pro or make this repository public to enable this feature."}"#
  )
  static let forbidden = Response(
    403,
    #"{"message":"Resource not accessible by personal access token"}"#,
    headers: ["X-Accepted-GitHub-Permissions": "administration=read"]
  )

  /// The content of a fixture.
  static func fixture(_ name: String) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let file = folder.appending(path: "Fixtures/GitHub/\(name).json")
    return try String(contentsOf: file, encoding: .utf8)
  }

  /// An answer with the content of a fixture.
  static func answer(_ name: String, headers: [String: String] = [:]) throws -> [Response] {
    [Response(200, try fixture(name), headers: headers)]
  }

  /// What a healthy repository without any rules answers.
  private static var healthy: [String: [Response]] {
    get throws {
      let empty = [Response(200, "[]")]
      return [
        "GET /repos/octo/shop": try answer("repository"),
        "GET /repos/octo/shop/branches/main": try answer("branch-unprotected"),
        "GET /repos/octo/shop/branches/main/protection": [notProtected],
        "GET /repos/octo/shop/rules/branches/main": empty,
        "GET /repos/octo/shop/rulesets": empty,
        "GET /repos/octo/shop/environments": try answer("environments"),
        "GET /orgs/octo": try answer("organization"),
        "GET /orgs/octo/members": empty,
        "GET /repos/octo/shop/collaborators": try answer("collaborators"),
        "GET /repos/octo/shop/keys": empty,
        "GET /repos/octo/shop/actions/permissions": [
          Response(200, #"{"enabled":true,"allowed_actions":"all"}"#)
        ],
        "GET /repos/octo/shop/actions/permissions/workflow": [
          Response(
            200,
            #"{"default_workflow_permissions":"read","can_approve_pull_request_reviews":false}"#
          )
        ],
        "GET /repos/octo/shop/dependabot/alerts": empty,
        "GET /repos/octo/shop/code-scanning/alerts": empty,
        "GET /repos/octo/shop/secret-scanning/alerts": empty,
        "GET /repos/octo/shop/code-scanning/default-setup": [
          Response(200, #"{"state":"configured"}"#)
        ],
      ]
    }
  }
}
