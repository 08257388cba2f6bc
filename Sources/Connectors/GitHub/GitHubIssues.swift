import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// An issue as it should stand on GitHub.
package struct IssueDraft: Hashable, Sendable {
  /// The mark in its text by which it is found again.
  package var mark: String
  /// Its title.
  package var title: String
  /// Its text, which holds the mark.
  package var body: String

  /// Creates a value from its parts.
  package init(mark: String, title: String, body: String) {
    self.mark = mark
    self.title = title
    self.body = body
  }
}

/// What became of issues that were to be written.
package struct IssueOutcome: Hashable, Sendable {
  /// Numbers of issues that were created.
  package var created: [Int] = []
  /// Numbers of issues that were changed.
  package var updated: [Int] = []
  /// Numbers of issues that were as they should be.
  package var unchanged: [Int] = []
  /// Numbers of issues that somebody closed, which are left alone.
  package var closed: [Int] = []
}

/// Writes issues through GitHub's interface, each once.
///
/// An issue is known by its mark and by the label, which only people who may manage issues can set;
/// a mark that a stranger wrote into an issue of their own is therefore not taken for ours.
package struct GitHubIssues: Sendable {
  private static let perPage = 100
  private static let pagesAtMost = 50

  private let base: URL
  private let repository: String
  private let token: String
  private let label: String
  private let transport = GitHubTransport()

  /// Creates a client for a repository such as `octo/shop`.
  ///
  /// A token is sent over TLS only, or to this machine itself.
  package init(
    repository: String,
    token: String,
    label: String,
    api: String = "https://api.github.com"
  ) throws(GitHubFailure) {
    guard repository.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+/) != nil,
      !repository.hasSuffix("/."), !repository.hasSuffix("/..")
    else {
      throw GitHubFailure(
        "'\(repository)' is no repository",
        next: "Name it as OWNER/NAME, for example octo/shop."
      )
    }
    guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw GitHubFailure(
        "there is no token",
        next: "Put a token that may write issues into the variable GITHUB_TOKEN."
      )
    }
    let local: Set<String> = ["127.0.0.1", "localhost", "::1"]
    guard let base = URL(string: api), let host = base.host(),
      base.scheme == "https" || base.scheme == "http" && local.contains(host)
    else {
      throw GitHubFailure(
        "'\(api)' is no address that a token may be sent to",
        next: "GITHUB_API_URL takes an https address."
      )
    }
    self.base = base
    self.repository = repository
    self.token = token
    self.label = label
  }

  /// Creates what is missing and changes what differs; what somebody closed stays closed.
  package func write(_ drafts: [IssueDraft]) throws(GitHubFailure) -> IssueOutcome {
    let present = try all()
    var outcome = IssueOutcome()
    for draft in drafts {
      let own = present.filter { $0.body?.contains(draft.mark) == true }
      guard let issue = own.first(where: { $0.state == "open" }) ?? own.first else {
        outcome.created.append(try create(draft).number)
        continue
      }
      if issue.state != "open" {
        outcome.closed.append(issue.number)
      } else if issue.title == draft.title, issue.body.map(plain) == plain(draft.body) {
        outcome.unchanged.append(issue.number)
      } else {
        try update(issue.number, draft)
        outcome.updated.append(issue.number)
      }
    }
    return outcome
  }

  // MARK: - Requests

  private struct Issue: Decodable {
    struct Nothing: Decodable {}

    var number: Int
    var title: String
    var body: String?
    var state: String
    var pull_request: Nothing?
  }

  private struct Content: Encodable {
    var title: String
    var body: String
    var labels: [String]?
  }

  /// All issues with the label, open or closed, the oldest first.
  private func all() throws(GitHubFailure) -> [Issue] {
    var result: [Issue] = []
    for page in 1...Self.pagesAtMost {
      let query = [
        URLQueryItem(name: "state", value: "all"), URLQueryItem(name: "labels", value: label),
        URLQueryItem(name: "sort", value: "created"), URLQueryItem(name: "direction", value: "asc"),
        URLQueryItem(name: "per_page", value: "\(Self.perPage)"),
        URLQueryItem(name: "page", value: "\(page)"),
      ]
      let issues: [Issue] = try decode(try ask("GET", "issues", query: query, expecting: 200))
      result += issues.filter { $0.pull_request == nil }
      if issues.count < Self.perPage { return result }
    }
    throw GitHubFailure(
      "the repository has too many issues with the label \(label)",
      next: "Remove the label from issues that are not of a plan."
    )
  }

  private func create(_ draft: IssueDraft) throws(GitHubFailure) -> Issue {
    let content = Content(title: draft.title, body: draft.body, labels: [label])
    return try decode(try ask("POST", "issues", content, expecting: 201))
  }

  private func update(_ number: Int, _ draft: IssueDraft) throws(GitHubFailure) {
    let content = Content(title: draft.title, body: draft.body, labels: nil)
    _ = try ask("PATCH", "issues/\(number)", content, expecting: 200)
  }

  private func ask(
    _ method: String,
    _ path: String,
    _ content: Content? = nil,
    query: [URLQueryItem] = [],
    expecting expected: Int
  ) throws(GitHubFailure) -> Data {
    var url = base.appending(path: "repos/\(repository)/\(path)")
    if !query.isEmpty { url.append(queryItems: query) }
    var request = URLRequest(url: url)
    request.httpMethod = method
    request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
    request.setValue("application/vnd.github+json", forHTTPHeaderField: "Accept")
    request.setValue("2022-11-28", forHTTPHeaderField: "X-GitHub-Api-Version")
    request.setValue("auditwright", forHTTPHeaderField: "User-Agent")
    if let content {
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
      request.httpBody = try? JSONEncoder().encode(content)
    }
    let answer = try transport.send(request)
    guard answer.status == expected else {
      throw .answered(answer.status, to: "\(method) /repos/\(repository)/\(path)")
    }
    return answer.body
  }

  private func decode<Value: Decodable>(_ data: Data) throws(GitHubFailure) -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: data)
    } catch {
      throw GitHubFailure(
        "GitHub's answer cannot be read",
        next: "See whether GITHUB_API_URL is the address of GitHub's interface."
      )
    }
  }

  /// A text with the line breaks that GitHub may have changed made equal.
  private func plain(_ text: String) -> String {
    text.replacing("\r\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
