import Foundation
import ReadinessModel
import Synchronization
import TestSupport
import Testing

@Suite("GitHub is asked when somebody says so, and changed only with --apply")
struct GitHubCommandTests {
  private typealias Response = LoopbackServer.Response

  /// A repository at a small GitHub that keeps the one ruleset it is given.
  private final class Host: Sendable {
    let server: LoopbackServer

    init(mayWrite: Bool = true) throws {
      let kept = Mutex<String?>(nil)
      server = try LoopbackServer { request in
        switch (request.method, request.path) {
        case ("GET", "/repos/octo/shop"):
          Response(
            200,
            #"{"id":41,"name":"shop","owner":{"login":"octo","type":"User"},"private":true,"#
              + #""default_branch":"main"}"#
          )
        case ("GET", "/repos/octo/shop/branches/main"):
          Response(200, #"{"name":"main","protected":false}"#)
        case ("GET", "/repos/octo/shop/branches/main/protection"):
          Response(404, #"{"message":"Branch not protected"}"#)
        case ("GET", "/repos/octo/shop/rules/branches/main"):
          Response(200, Self.inForce(kept.withLock { $0 }))
        case ("GET", "/repos/octo/shop/rulesets"):
          Response(200, kept.withLock { $0 }.map { "[\($0)]" } ?? "[]")
        case ("GET", "/repos/octo/shop/rulesets/7"):
          Response(200, kept.withLock { $0 } ?? "{}")
        case ("GET", "/repos/octo/shop/pulls"): Response(200, #"[{"head":{"sha":"h1"}}]"#)
        case ("GET", "/repos/octo/shop/commits/h1/check-runs"):
          Response(200, #"{"total_count":1,"check_runs":[{"id":1,"name":"test"}]}"#)
        case ("POST", "/repos/octo/shop/rulesets"), ("PUT", "/repos/octo/shop/rulesets/7"):
          mayWrite
            ? Self.keep(request.body, in: kept)
            : Response(403, #"{"message":"Resource not accessible by personal access token"}"#)
        default: Response(404, #"{"message":"Not Found"}"#)
        }
      }
    }

    private static func keep(_ body: Data, in kept: borrowing Mutex<String?>) -> Response {
      let text = String(decoding: body, as: UTF8.self)
        .replacing(
          "{\n  \"bypass",
          with: "{\n  \"id\": 7, \"source_type\": \"Repository\", \"bypass"
        )
      kept.withLock { $0 = text }
      return Response(201, text)
    }

    /// The rules of the ruleset as the host says that they are in force.
    private static func inForce(_ ruleset: String?) -> String {
      guard let ruleset,
        let value = try? JSONSerialization.jsonObject(with: Data(ruleset.utf8)) as? [String: Any],
        let rules = value["rules"] as? [[String: Any]]
      else { return "[]" }
      let effective = rules.map { rule in
        rule.merging(["ruleset_id": 7, "ruleset_source_type": "Repository"]) { $1 }
      }
      let data = try? JSONSerialization.data(withJSONObject: effective)
      return data.map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }

    var writes: [String] { server.requests.filter { $0.method != "GET" }.map(\.method) }

    func run(_ arguments: String..., folder: URL) throws -> Program.Result {
      try Program.run(
        ["github"] + arguments,
        in: folder,
        environment: [
          "GITHUB_API_URL": server.address, "GITHUB_TOKEN": "secret-token",
          "XDG_CACHE_HOME": folder.appending(path: "cache").path,
        ]
      )
    }
  }

  private static let workflow = """
    name: ci
    on: pull_request
    jobs:
      test:
        runs-on: ubuntu-latest
        steps:
          - run: npm test
      docs:
        runs-on: ubuntu-latest
        steps:
          - run: npm run build
    """

  private func folder() throws -> TemporaryFolder {
    try TemporaryFolder([
      ".github/workflows/ci.yml": Self.workflow,
      "package.json": #"{"name":"shop","scripts":{"test":"jest","build":"tsc"}}"#,
      ".git/HEAD": "ref: refs/heads/main\n",
      ".git/config": "[remote \"origin\"]\n\turl = git@github.com:octo/shop.git\n",
    ])
  }

  @Test("what could be read is told, with the reason for the rest; the token is not")
  func status() throws {
    let folder = try folder()
    let result = try Host().run("status", "octo/shop", folder: folder.url)
    #expect(result.code == 0)
    #expect(result.output.contains("octo/shop: private, of a person, default branch main"))
    #expect(result.output.contains("Not read, so not assessed:"))
    #expect(!(result.output + result.errors).contains("secret-token"))
    let json = try Host().run("status", "octo/shop", "--format", "json", folder: folder.url)
    #expect(json.output.contains("\"outcome\": \"ambiguous\""))
  }

  @Test("a ruleset is shown, set once when that is wanted, and then in force")
  func protect() throws {
    let (folder, host) = (try folder(), try Host())
    let shown = try host.run("protect", "octo/shop", folder: folder.url)
    #expect(shown.code == 0 && host.writes.isEmpty)
    #expect(shown.output.contains("to set    the check test has passed (now: is not asked for)"))
    #expect(shown.output.contains("docs: no recent pull request got a check of this name"))
    #expect(shown.output.contains("\"bypass_actors\": []"))

    let unasked = try host.run("protect", "octo/shop", "--apply", folder: folder.url)
    #expect(unasked.code == 2 && host.writes.isEmpty)

    let applied = try host.run("protect", "octo/shop", "--apply", "--yes", folder: folder.url)
    #expect(applied.code == 0 && applied.output.contains("Set, and seen in force."))
    let again = try host.run("protect", "octo/shop", "--apply", "--yes", folder: folder.url)
    #expect(again.output.contains("nothing needs to be set") && host.writes == ["POST"])

    let more = try host.run(
      "protect",
      "octo/shop",
      "--approvals",
      "2",
      "--signatures",
      "--apply",
      "--yes",
      folder: folder.url
    )
    #expect(more.code == 0 && host.writes == ["POST", "PUT"])
    // One approval is weaker than the two that are asked for, so it changes nothing.
    let less = try host.run("protect", "octo/shop", "--apply", "--yes", folder: folder.url)
    #expect(less.output.contains("nothing needs to be set") && host.writes == ["POST", "PUT"])
  }

  @Test("what a reviewed file asks for is wanted too, the stricter of each, and verified")
  func reviewed() throws {
    let (folder, host) = (try folder(), try Host())
    try folder.write(
      #"""
      {"name":"Ours","target":"branch","enforcement":"active","bypass_actors":[],
       "conditions":{"ref_name":{"include":["~DEFAULT_BRANCH"],"exclude":[]}},
       "rules":[{"type":"required_linear_history"},
         {"type":"pull_request","parameters":{"required_approving_review_count":2,
           "require_code_owner_review":true,"require_last_push_approval":false}}]}
      """#,
      to: ".github/rulesets/default-branch.json"
    )
    let weak = try host.run("protect", "octo/shop", "--verify", folder: folder.url)
    #expect(weak.code == 1 && host.writes.isEmpty)
    #expect(weak.output.contains("to set    owners of the code approve"))
    #expect(weak.output.contains("to set    changes come by pull request with 2 approvals"))
    let applied = try host.run("protect", "octo/shop", "--apply", "--yes", folder: folder.url)
    #expect(applied.code == 0, "\(applied.output)\(applied.errors)")
    let verified = try host.run("protect", "octo/shop", "--verify", folder: folder.url)
    #expect(verified.code == 0 && host.writes == ["POST"])

    try folder.write("[]", to: ".github/rulesets/default-branch.json")
    let broken = try host.run("protect", "octo/shop", "--verify", folder: folder.url)
    #expect(broken.code == 2 && broken.errors.contains("is no ruleset"))
  }

  @Test("a token that may only read sets nothing, and is told what it takes")
  func readOnly() throws {
    let (folder, host) = (try folder(), try Host(mayWrite: false))
    let result = try host.run("protect", "octo/shop", "--apply", "--yes", folder: folder.url)
    #expect(result.code == 2 && result.errors.contains("GitHub did not take the ruleset"))
  }

  @Test("a collection is written whole, with what is missing")
  func collect() throws {
    let folder = try folder()
    let result = try Host().run(
      "collect",
      "octo/shop",
      "--from",
      "2026-10-01",
      "--to",
      "2026-11-01",
      "--output",
      "h.json",
      folder: folder.url
    )
    #expect(result.code == 0 && result.errors.contains("Note: deployments:"))
    let data = Data(try folder.read("h.json").utf8)
    let record = try JSONDecoder().decode(HostRecord.self, from: data)
    #expect(record.history.from.description == "2026-10-01T00:00:00Z")
    #expect(!record.history.deployments.isComplete && record.facts.defaultBranch == "main")
    let wrong = try Host().run("collect", "octo/shop", "--from", "yesterday", folder: folder.url)
    #expect(wrong.code == 2)
  }

  @Test("a scan asks GitHub only when told to, and never where the folder's own remote points")
  func scan() throws {
    let (folder, host) = (try folder(), try Host())
    let environment = ["GITHUB_API_URL": host.server.address, "GITHUB_TOKEN": "secret-token"]
    let alone = try Program.run(["scan"], in: folder.url, environment: environment)
    #expect(host.server.requests.isEmpty && alone.output.contains("needs GitHub access"))
    let asked = try Program.run(
      ["scan", "--no-cache", "--github", "octo/shop", "--format", "json"],
      in: folder.url,
      environment: environment
    )
    #expect(asked.output.contains("'main' takes changes that nobody approved"))
    // The remote is at github.com, and the host that was named is another.
    let count = host.server.requests.count
    let elsewhere = try Program.run(["scan", "--github"], in: folder.url, environment: environment)
    #expect(elsewhere.code == 2 && elsewhere.errors.contains("is at github.com"))
    #expect(host.server.requests.count == count)
  }

  @Test("a folder after --github is not taken for a repository")
  func folderAfterOption() throws {
    let folder = try folder()
    let result = try Program.run(["scan", "--github", "./.github"], in: folder.url)
    #expect(result.code == 2)
  }

  @Test("without a token nothing is asked")
  func withoutToken() throws {
    let folder = try folder()
    let result = try Program.run(["github", "status", "octo/shop"], in: folder.url)
    #expect(result.code == 2 && result.errors.contains("there is no token for GitHub"))
  }
}
