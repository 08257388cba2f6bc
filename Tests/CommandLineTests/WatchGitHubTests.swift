import Foundation
import ReadinessModel
import Synchronization
import TestSupport
import Testing

@Suite("The weekly check asks GitHub")
struct WatchGitHubTests {
  private typealias Response = LoopbackServer.Response

  /// A repository whose branch is protected, until somebody switches that off and pushes.
  private final class Host: Sendable {
    let server: LoopbackServer
    private let state: Shared

    init() throws {
      let state = Shared()
      self.state = state
      server = try LoopbackServer { request in
        Self.answer(request.path, pushedAt: state.value.withLock { $0 })
      }
    }

    /// Something that several threads read.
    private final class Shared: Sendable {
      let value = Mutex<String?>(nil)
    }

    func goWrong(at moment: Moment) { state.value.withLock { $0 = moment.description } }

    private static func answer(_ path: String, pushedAt: String?) -> Response {
      switch path.replacing("/repos/octo/shop", with: "") {
      case "":
        Response(
          200,
          #"{"id":41,"name":"shop","owner":{"login":"octo","type":"User"},"private":true,"#
            + #""default_branch":"main"}"#
        )
      case "/branches/main": Response(200, #"{"name":"main","protected":\#(pushedAt == nil)}"#)
      case "/branches/main/protection": Response(404, #"{"message":"Branch not protected"}"#)
      case "/rules/branches/main": Response(200, pushedAt == nil ? "[\(rule)]" : "[]")
      case "/rulesets": Response(200, "[\(ruleset(pushedAt == nil))]")
      case "/rulesets/7": Response(200, ruleset(pushedAt == nil))
      case "/activity": Response(200, pushedAt.map { "[\(activity($0))]" } ?? "[]")
      case "/commits": Response(200, pushedAt.map { "[\(commit($0)), \(old)]" } ?? "[\(old)]")
      case "/commits/d1/pulls", "/pulls": Response(200, "[]")
      default: Response(404, #"{"message":"Not Found"}"#)
      }
    }

    private static let rule =
      #"{"type":"pull_request","ruleset_id":7,"ruleset_source_type":"Repository","#
      + #""ruleset_source":"octo/shop","parameters":{"required_approving_review_count":1}}"#

    private static func ruleset(_ isOn: Bool) -> String {
      #"{"id":7,"name":"main","target":"branch","source_type":"Repository","source":"octo/shop","#
        + #""enforcement":"\#(isOn ? "active" : "disabled")","bypass_actors":[],"#
        + #""conditions":{"ref_name":{"include":["~DEFAULT_BRANCH"],"exclude":[]}},"#
        + #""rules":[{"type":"pull_request","parameters":{"required_approving_review_count":1}}]}"#
    }

    private static func activity(_ at: String) -> String {
      #"{"id":1,"before":"d0","after":"d1","ref":"refs/heads/main","timestamp":"\#(at)","#
        + #""activity_type":"push","actor":{"login":"carlos","id":3}}"#
    }

    private static func commit(_ at: String) -> String {
      #"{"sha":"d1","parents":[{"sha":"d0"}],"author":{"login":"carlos","id":3},"#
        + #""commit":{"message":"Quick fix","committer":{"date":"\#(at)"}}}"#
    }

    private static let old =
      #"{"sha":"d0","parents":[],"commit":{"message":"Begin","#
      + #""committer":{"date":"2020-01-01T00:00:00Z"}}}"#
  }

  @Test("protection that was switched off, and a push, are told by the next check and recorded")
  func findsBoth() throws {
    let host = try Host()
    let folder = try TemporaryFolder(["shop/package.json": #"{"name": "shop"}"#])
    let shop = folder.url.appending(path: "shop")
    let environment = [
      "GITHUB_API_URL": host.server.address, "GITHUB_TOKEN": "secret-token",
      "XDG_CACHE_HOME": folder.path + "cache", "XDG_CONFIG_HOME": folder.path + "config",
    ]
    func run(_ arguments: String...) throws -> Program.Result {
      try Program.run(arguments, in: shop, environment: environment)
    }
    let first = try run("watch", "--github", "octo/shop")
    #expect(first.code == 0, "\(first.output)\(first.errors)")
    // What happens has to lie between the two checks, and moments are whole seconds.
    Thread.sleep(forTimeInterval: 1.1)
    host.goWrong(at: Moment(secondsSince1970: Int(Date().timeIntervalSince1970)))
    Thread.sleep(forTimeInterval: 1.1)
    let second = try run("watch", "--github", "octo/shop", "--format", "json")
    #expect(second.code == 1, "\(second.output)\(second.errors)")
    let findings = try JSONTree(parsing: second.output)["findings"]?.items ?? []
    #expect(
      findings.compactMap { $0["kind"]?.text }.sorted() == ["direct-push", "protection-weakened"]
    )
    #expect(findings.compactMap { $0["actor"]?.text } == ["carlos"])
    let deviations = try run("evidence", "deviations").output
    #expect(deviations.contains("d1 reached main without a pull request, from carlos"))
    #expect(deviations.contains("it no longer asks for a pull request"))
    #expect(try run("evidence", "verify").code == 0)
    // The token goes to the host and nowhere else.
    let kept = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    for path in kept {
      let data = FileManager.default.contents(atPath: folder.path + path) ?? Data()
      #expect(data.range(of: Data("secret-token".utf8)) == nil, "\(path)")
    }
  }
}
