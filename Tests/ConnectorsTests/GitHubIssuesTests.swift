import Connectors
import Synchronization
import Testing

@Suite("Issues are written to GitHub once, and only there", .serialized)
struct GitHubIssuesTests {
  private let server: FakeGitHub
  private let drafts = ["a", "b"].map { id in
    IssueDraft(
      mark: "<!-- mark:\(id) -->",
      title: "Do \(id)",
      body: "<!-- mark:\(id) -->\n\nWell.\n"
    )
  }

  init() throws { server = try FakeGitHub() }

  private func client(_ repository: String = "octo/shop") throws -> GitHubIssues {
    try GitHubIssues(
      repository: repository,
      token: "secret-token",
      label: "auditwright",
      api: server.address
    )
  }

  @Test("the first time issues are created, with the label and the token")
  func created() throws {
    let outcome = try client().write(drafts)
    #expect(outcome.created == [1, 2])
    let state = server.state.withLock { $0 }
    #expect(state.issues.map(\.title) == ["Do a", "Do b"])
    #expect(state.issues.allSatisfy { $0.labels == ["auditwright"] })
    #expect(state.authorizations == ["Bearer secret-token"])
    #expect(state.requests.dropFirst().allSatisfy { $0 == "POST /repos/octo/shop/issues" })
  }

  @Test("the second time nothing is written, whatever the line breaks")
  func idempotent() throws {
    _ = try client().write(drafts)
    server.state.withLock {
      $0.requests = []
      $0.issues[0].body = $0.issues[0].body?.replacing("\n", with: "\r\n")
    }
    let outcome = try client().write(drafts)
    #expect(outcome.unchanged == [1, 2])
    #expect(server.state.withLock { $0.requests }.allSatisfy { $0.hasPrefix("GET ") })
  }

  @Test("an issue that says something else is brought up to date; a closed one is left alone")
  func updated() throws {
    _ = try client().write(drafts)
    server.state.withLock {
      $0.issues[0].title = "Do a soon"
      $0.issues[1].state = "closed"
    }
    let outcome = try client().write(drafts)
    #expect(outcome.updated == [1])
    #expect(outcome.closed == [2])
    #expect(server.state.withLock { $0.issues.map(\.title) } == ["Do a", "Do b"])
  }

  @Test("a mark in a stranger's issue or in a pull request is not taken for ours")
  func foreign() throws {
    server.state.withLock {
      $0.issues = [
        FakeGitHub.Issue(number: 1, title: "Mine", body: drafts[0].body),
        FakeGitHub.Issue(
          number: 2,
          title: "Request",
          body: drafts[0].body,
          labels: ["auditwright"],
          pull_request: ["url": "x"]
        ),
      ]
    }
    #expect(try client().write([drafts[0]]).created == [3])
    #expect(server.state.withLock { $0.issues[0].title } == "Mine")
  }

  @Test("issues are found past the first page")
  func pages() throws {
    server.state.withLock { state in
      state.issues = (1...150).map {
        FakeGitHub.Issue(number: $0, title: "T", body: "x", labels: ["auditwright"])
      }
      state.issues[140].title = drafts[0].title
      state.issues[140].body = drafts[0].body
    }
    #expect(try client().write([drafts[0]]).unchanged == [141])
  }

  @Test(
    "a refusal says what to do, and never holds the token",
    arguments: [401, 403, 404, 410, 500]
  )
  func refusals(status: Int) {
    server.state.withLock { $0.status = status }
    do {
      _ = try client().write(drafts)
      Issue.record("nothing was thrown")
    } catch let failure as GitHubFailure {
      #expect(failure.problem.contains("\(status)"))
      #expect(!failure.next.isEmpty)
      #expect(!"\(failure)".contains("secret-token"))
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test("a redirection is not followed, so that the token stays with its host")
  func redirection() throws {
    let other = try FakeGitHub()
    server.state.withLock {
      $0.status = 302
      $0.location = other.address + "/steal"
    }
    #expect(throws: GitHubFailure.self) { try client().write(drafts) }
    #expect(other.state.withLock { $0.requests.isEmpty })
  }

  @Test(
    "a token goes over TLS or to this machine, and to a repository that is one",
    arguments: [
      ("octo/shop", "http://github.example", "t"), ("octo/shop", "ftp://127.0.0.1", "t"),
      ("octo", "https://api.github.com", "t"), ("octo/../x", "https://api.github.com", "t"),
      ("octo/..", "https://api.github.com", "t"), ("octo/shop", "https://api.github.com", ""),
      ("octo/shop", "https://api.github.com", "a\r\nX: y"),
    ]
  )
  func refused(repository: String, api: String, token: String) {
    #expect(throws: GitHubFailure.self) {
      try GitHubIssues(repository: repository, token: token, label: "l", api: api)
    }
  }
}
