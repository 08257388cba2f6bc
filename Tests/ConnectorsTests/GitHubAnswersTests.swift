import Connectors
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("Answers that are late, cut, limited or sent elsewhere end in facts or in a reason")
struct GitHubAnswersTests {
  private typealias Fake = ScriptedGitHub
  private typealias Response = LoopbackServer.Response

  private static let keys = "GET /repos/octo/shop/keys"
  private static let key = #"{"id":1,"title":"ci","read_only":true}"#
  private static let trouble = Response(502, "<html>Bad gateway</html>")

  private func deployKeys(_ answers: [Response]) throws -> HostCollection<DeployKey> {
    try #require(try Fake([Self.keys: answers]).host().facts().value).deployKeys
  }

  @Test("an answer is asked for again when the host is in trouble for a moment")
  func serverError() throws {
    let fake = try Fake([Self.keys: [Self.trouble, Self.trouble, Response(200, "[\(Self.key)]")]])
    let keys = try #require(try fake.host().facts().value).deployKeys
    #expect(keys.isComplete && keys.rows.map(\.title) == ["ci"])
    #expect(fake.waited == [1, 2])
  }

  @Test("trouble that lasts is a reason, not an empty list")
  func lastingServerError() throws {
    let keys = try deployKeys([Self.trouble])
    #expect(!keys.isComplete && keys.rows.isEmpty && keys.refusal == .failed)
    #expect(keys.reason?.contains("502") == true)
  }

  @Test(
    "an answer that is cut in the middle is asked for again, and is no answer when it stays cut"
  )
  func truncation() throws {
    let whole = "[\(Self.key)]"
    let cut = Response(200, whole, cutAfter: 10)
    let again = try deployKeys([cut, Response(200, whole)])
    #expect(again.isComplete && again.rows.count == 1)
    let never = try deployKeys([cut])
    #expect(!never.isComplete && never.rows.isEmpty && never.refusal == .failed)
  }

  @Test(
    "an answer that is no JSON, too deep, or of another shape is no answer",
    arguments: [
      "{", "[1,2", "<html></html>", "{}", "null", "[{\"id\":1}] x", "[\"a\"]",
      String(repeating: "[", count: 100_000),
    ]
  )
  func malformed(body: String) throws {
    let keys = try deployKeys([Response(200, body)])
    #expect(!keys.isComplete && keys.refusal == .failed)
  }

  @Test("a rate limit is waited for as long as is allowed, and no longer")
  func rateLimit() throws {
    let soon = Response(
      403,
      #"{"message":"API rate limit exceeded for user ID 1."}"#,
      headers: ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1795392030"]
    )
    let fake = try Fake([Self.keys: [soon, Response(200, "[\(Self.key)]")]])
    #expect(try #require(try fake.host().facts().value).deployKeys.isComplete)
    #expect(fake.waited == [31])

    let late = Response(
      403,
      "{}",
      headers: ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1795395600"]
    )
    let keys = try deployKeys([late])
    #expect(keys.refusal == .limited)
    #expect(keys.reason?.contains("3601") == true)
  }

  @Test("too many requests and the secondary limit are waited for, by Retry-After or a minute")
  func retryAfter() throws {
    let tooMany = Response(429, "{}", headers: ["Retry-After": "7"])
    let secondary = Response(
      403,
      #"{"message":"You have exceeded a secondary rate limit. Please wait a few minutes."}"#
    )
    let fake = try Fake([Self.keys: [tooMany, secondary, Response(200, "[\(Self.key)]")]])
    #expect(try #require(try fake.host().facts().value).deployKeys.isComplete)
    #expect(fake.waited == [7, 60])
  }

  @Test("three pages are one list, each row once, though rows move between pages")
  func pages() throws {
    let fake = try Fake()
    let base = try fake.server.address + "/repositories/41/keys?per_page=100&page="
    let last = "<\(base)3>; rel=\"last\""
    func page(_ ids: [Int], next: Int?) -> Response {
      let rows = ids.map { #"{"id":\#($0),"title":"k\#($0)"}"# }.joined(separator: ",")
      let link = next.map { "<\(base)\($0)>; rel=\"next\", \(last)" } ?? "<\(base)1>; rel=\"first\""
      return Response(200, "[\(rows)]", headers: ["Link": link])
    }
    fake.put([
      Self.keys: [page([1, 2], next: 2)],
      "GET /repositories/41/keys?page=2": [page([2, 3], next: 3)],
      "GET /repositories/41/keys?page=3": [page([4], next: nil)],
    ])
    let keys = try #require(try fake.host().facts().value).deployKeys
    #expect(keys.isComplete && keys.pages == 3 && keys.rows.map(\.id) == [1, 2, 3, 4])

    fake.put(["GET /repositories/41/keys?page=3": [Self.trouble]])
    let partial = try #require(try fake.host().facts().value).deployKeys
    #expect(!partial.isComplete && partial.pages == 2 && partial.rows.map(\.id) == [1, 2, 3])

    // The second page is the last by its links, and the first one named three.
    fake.put(["GET /repositories/41/keys?page=2": [page([2, 3], next: nil)]])
    let short = try #require(try fake.host().facts().value).deployKeys
    #expect(!short.isComplete && short.reason?.contains("3 pages and gave 2") == true)
  }

  @Test(
    "pages that go in a circle, to another list or to another host are not followed",
    arguments: [
      "/repos/octo/shop/keys?per_page=100", "/repos/octo/shop/collaborators?page=2",
      "http://127.0.0.2:1/repos/octo/shop/keys?page=2", "/repos/octo/shop/../../user/keys?page=2",
    ]
  )
  func strayPages(target: String) throws {
    let fake = try Fake()
    let url = target.hasPrefix("/") ? try fake.server.address + target : target
    fake.put([
      Self.keys: [Response(200, "[\(Self.key)]", headers: ["Link": "<\(url)>; rel=\"next\""])]
    ])
    let keys = try #require(try fake.host().facts().value).deployKeys
    #expect(!keys.isComplete && keys.refusal == .failed)
  }

  @Test("a host of one's own is asked under its path, and so are its next pages")
  func enterprise() throws {
    let fake = try Fake()
    let base = try fake.server.address + "/api/v3"
    let next = ["Link": "<\(base)/repositories/41/keys?page=2>; rel=\"next\""]
    fake.put([
      "GET /api/v3/repos/octo/shop": try Fake.answer("repository"),
      "GET /api/v3/repos/octo/shop/keys": [Response(200, "[\(Self.key)]", headers: next)],
      "GET /api/v3/repositories/41/keys?page=2": [Response(200, #"[{"id":2,"title":"b"}]"#)],
    ])
    let access = try GitHubAccess(
      api: base + "/",
      credential: GitHubCredential(token: "t"),
      now: { Moment(secondsSince1970: 0) },
      sleep: { _ in }
    )
    let host = GitHubHost(access, repository: try GitHubName("octo/shop"))
    #expect(host.facts().value?.deployKeys.rows.map(\.id) == [1, 2])
    #expect(try fake.server.requests.allSatisfy { $0.path.hasPrefix("/api/v3/") })
  }

  @Test("fewer rows than the host counts are not all")
  func counted() throws {
    let facts = try #require(
      try Fake([
        "GET /repos/octo/shop/environments": [
          Response(200, #"{"total_count":2,"environments":[{"name":"production"}]}"#)
        ]
      ]).host().facts().value
    )
    #expect(!facts.environments.isComplete && facts.environments.hostTotal == 2)
  }

  @Test("a redirection within the host is followed, and one to another host is not")
  func redirection() throws {
    let fake = try Fake()
    fake.put([
      Self.keys: [Response(301, "{}", headers: ["Location": try fake.server.address + "/moved"])],
      "GET /moved": [Response(200, "[\(Self.key)]")],
    ])
    #expect(try #require(try fake.host().facts().value).deployKeys.rows.count == 1)

    let thief = try LoopbackServer { _ in Response(200, "[]") }
    let away = ["Location": thief.address + "/repos/octo/shop/keys"]
    fake.put([Self.keys: [Response(302, "{}", headers: away)]])
    let keys = try #require(try fake.host().facts().value).deployKeys
    #expect(keys.refusal == .failed && thief.requests.isEmpty)
  }

  @Test("what did not change is taken from a folder that only its owner can read")
  func tags() throws {
    let folder = try TemporaryFolder()
    let cache = folder.url.appending(path: "answers").path
    let tag = "W/\"abc\""
    let fake = try Fake([
      Self.keys: [Response(200, "[\(Self.key)]", headers: ["ETag": tag]), Response(304)]
    ])
    let first = try #require(try fake.host(cacheFolder: cache).facts().value)
    let second = try #require(try fake.host(cacheFolder: cache).facts().value)
    #expect(first.deployKeys == second.deployKeys && second.deployKeys.isComplete)
    let asked = try fake.server.requests.filter { $0.path.hasSuffix("/keys") }
    #expect(asked.map { $0.headers["if-none-match"] } == [nil, tag])
    let attributes = try FileManager.default.attributesOfItem(atPath: cache)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o700)
    for file in try FileManager.default.contentsOfDirectory(atPath: cache) {
      let text = try Data(contentsOf: URL(filePath: cache + "/" + file))
      #expect(text.range(of: Data("secret-token".utf8)) == nil)
    }
  }

  @Test("nothing changed since never is no answer")
  func stray304() throws {
    #expect(try deployKeys([Response(304)]).refusal == .failed)
  }

  @Test("every request names the version it was written for, and carries the token")
  func headers() throws {
    let fake = try Fake()
    _ = try fake.host().facts()
    for request in try fake.server.requests {
      #expect(request.headers["x-github-api-version"] == "2022-11-28")
      #expect(request.headers["authorization"] == "Bearer secret-token")
      #expect(request.method == "GET")
    }
  }

  @Test(
    "addresses that a token may not be sent to, and names that are none, are refused",
    arguments: [
      "http://api.example.com", "ftp://127.0.0.1", "https://user@example.com", "nonsense",
    ]
  )
  func addresses(api: String) throws {
    let credential = try GitHubCredential(token: "t")
    #expect(throws: GitHubFailure.self) {
      try GitHubAccess(
        api: api,
        credential: credential,
        now: { Moment(secondsSince1970: 0) },
        sleep: { _ in }
      )
    }
    for name in ["octo", "octo/..", "octo/shop/x", "/shop", "octo/a b", "octo/a%2e"] {
      #expect(throws: GitHubFailure.self) { try GitHubName(name) }
    }
    #expect(throws: GitHubFailure.self) { try GitHubCredential(token: "a\nb") }
  }
}
