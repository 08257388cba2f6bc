import Foundation
import ReadinessModel
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Asks the host one thing at a time, patiently and within bounds.
///
/// What fails for a moment is asked again, limits of the host are waited for as long as was
/// allowed, and everything else becomes a refusal with its reason: never an empty answer.
final class GitHubClient: Sendable {
  private static let attemptsAtMost = 4
  private static let redirectionsAtMost = 3
  private static let version = "2022-11-28"

  let access: GitHubAccess
  let repository: GitHubName
  private let connection = GitHubConnection()
  private let cache: AnswerCache?
  private let state: Mutex<State>

  private struct State {
    var secondsLeft: Int
    var token: (text: String, until: Moment)?
    var scopes: String?
    var limit: GitHubRefusal?
  }

  init(_ access: GitHubAccess, repository: GitHubName) {
    self.access = access
    self.repository = repository
    state = Mutex(State(secondsLeft: access.waitAtMost))
    cache = access.cacheFolder.flatMap {
      AnswerCache(folder: $0, owner: access.credential.fingerprint, now: access.now())
    }
  }

  /// Scopes of the token, as the host told them; nil for tokens that have none.
  var scopes: String? { state.withLock { $0.scopes } }

  /// The path of something in the repository.
  func path(_ rest: String) -> String {
    "/repos/\(repository)" + (rest.isEmpty ? "" : "/\(rest)")
  }

  /// The address of a path with parameters.
  func url(_ path: String, _ query: [String: String] = [:]) throws(GitHubRefusal) -> URL {
    var text = access.base.absoluteString
    while text.hasSuffix("/") { text.removeLast() }
    text += path.split(separator: "/", omittingEmptySubsequences: false)
      .map { Self.escaped(String($0)) }.joined(separator: "/")
      // A slash within a name was written so by who made the path.
      .replacing("%252F", with: "%2F")
    let parameters = query.sorted { $0.key < $1.key }
      .map { "\(Self.escaped($0.key))=\(Self.escaped($0.value))" }
    if !parameters.isEmpty { text += "?" + parameters.joined(separator: "&") }
    guard let url = URL(string: text) else { throw .failed("no address can be made of \(path)") }
    return url
  }

  private static func escaped(_ text: String) -> String {
    let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    return text.utf8.map { byte in
      unreserved.contains(byte)
        ? String(UnicodeScalar(byte))
        : "%" + String(UInt16(byte) | 0x100, radix: 16, uppercase: true).dropFirst()
    }.joined()
  }

  // MARK: - Asking

  /// Gets what is at a path, or says why not.
  func get(_ path: String, _ query: [String: String] = [:]) throws(GitHubRefusal) -> GitHubAnswer {
    try get(try url(path, query))
  }

  /// Gets what is at an address of the host, or says why not.
  func get(_ start: URL) throws(GitHubRefusal) -> GitHubAnswer {
    var url = start
    for _ in 0...Self.redirectionsAtMost {
      let kept = cache?.recall(url.absoluteString)
      var answer = try exchange("GET", url, tag: kept?.tag)
      if answer.status == 304 {
        guard let kept else { throw .failed("GitHub says that nothing changed since never") }
        return kept.answer
      }
      if (300..<400).contains(answer.status) {
        url = try target(of: answer, from: url)
        continue
      }
      guard (200..<300).contains(answer.status) else { throw refusal(answer, asked: url) }
      // Nothing that is not JSON is worth keeping.
      if answer.status != 204, answer.payload == nil {
        throw .failed("GitHub's answer to GET \(url.path()) cannot be read")
      }
      cache?.keep(answer, of: url.absoluteString)
      answer.damage = nil
      return answer
    }
    throw .failed("GitHub sends the question on and on")
  }

  /// Sends something to be written, and gives the answer whatever its status is.
  func write(_ method: String, _ path: String, _ body: Data) throws(GitHubRefusal) -> GitHubAnswer {
    let url = try url(path)
    let answer = try exchange(method, url, body: body, attempts: 1)
    guard (200..<300).contains(answer.status) else { throw refusal(answer, asked: url) }
    return answer
  }

  /// Whether an address is on the host that the token is for.
  func isOwn(_ url: URL) -> Bool {
    url.scheme == access.base.scheme && url.host() == access.base.host()
      && url.port == access.base.port && url.user() == nil
      && url.path().hasPrefix(access.base.path())
      && !url.path().contains("/../")
  }

  private func target(of answer: GitHubAnswer, from url: URL) throws(GitHubRefusal) -> URL {
    guard let location = answer.header("location"),
      let target = URL(string: location, relativeTo: url)?.absoluteURL
    else { throw .failed("GitHub sends the question on to nowhere") }
    guard isOwn(target) else {
      throw .failed(
        "GitHub sends the question on to \(target.host() ?? "another host"), where no token is sent"
      )
    }
    return target
  }

  /// Sends a request, again where that may help, and waits for limits.
  private func exchange(
    _ method: String,
    _ url: URL,
    tag: String? = nil,
    body: Data? = nil,
    attempts: Int = attemptsAtMost
  ) throws(GitHubRefusal) -> GitHubAnswer {
    // Once the host has said to wait for longer than is allowed, asking on would make it worse.
    if let limit = state.withLock({ $0.limit }) { throw limit }
    var problem = ""
    var attempt = 0
    while attempt < attempts {
      if attempt > 0 { access.sleep(1 << (attempt - 1)) }
      let request = try request(method, url, tag: tag, body: body)
      let (answer, failure) = connection.send(request)
      guard let answer else {
        problem = "GitHub cannot be reached: \(failure ?? "no answer came")"
        attempt += 1
        continue
      }
      note(answer)
      if let damage = answer.damage {
        problem = "GitHub's answer to \(method) \(url.path()) is cut off: \(damage)"
        attempt += 1
      } else if let seconds = GitHubLimits.wait(after: answer, now: access.now()) {
        try wait(seconds)
      } else if (500...599).contains(answer.status) {
        problem = "GitHub answered \(answer.status) to \(method) \(url.path())"
        attempt += 1
      } else {
        return answer
      }
    }
    throw .failed(attempts > 1 ? "\(problem), \(attempts) times" : problem)
  }

  private func wait(_ seconds: Int) throws(GitHubRefusal) {
    let refusal = state.withLock { state -> GitHubRefusal? in
      guard seconds > state.secondsLeft else {
        state.secondsLeft -= max(1, seconds)
        return nil
      }
      let refusal = GitHubRefusal(
        outcome: .limited,
        reason: "GitHub limits requests, and asks to wait \(seconds) more seconds"
      )
      state.limit = refusal
      return refusal
    }
    if let refusal { throw refusal }
    access.progress("Waiting \(seconds) s, as GitHub asks")
    access.sleep(max(1, seconds))
  }

  private func note(_ answer: GitHubAnswer) {
    guard let scopes = answer.header("x-oauth-scopes") else { return }
    state.withLock { $0.scopes = scopes }
  }

  private func request(
    _ method: String,
    _ url: URL,
    tag: String?,
    body: Data?
  ) throws(GitHubRefusal) -> URLRequest {
    try request(method, url, token: try token(), tag: tag, body: body)
  }

  private func request(
    _ method: String,
    _ url: URL,
    token: String,
    tag: String? = nil,
    body: Data? = nil
  ) throws(GitHubRefusal) -> URLRequest {
    guard isOwn(url) else { throw .failed("no token is sent to \(url.host() ?? "another host")") }
    var request = URLRequest(url: url)
    request.httpMethod = method
    request.cachePolicy = .reloadIgnoringLocalCacheData
    request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
    request.setValue("application/vnd.github+json", forHTTPHeaderField: "Accept")
    request.setValue(Self.version, forHTTPHeaderField: "X-GitHub-Api-Version")
    request.setValue("auditwright", forHTTPHeaderField: "User-Agent")
    if let tag { request.setValue(tag, forHTTPHeaderField: "If-None-Match") }
    if let body {
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
      request.httpBody = body
    }
    return request
  }

  // MARK: - The token

  private func token() throws(GitHubRefusal) -> String {
    if case .token(let token) = access.credential.kind { return token }
    let now = access.now()
    if let known = state.withLock({ $0.token }), known.until > now.adding(seconds: 300) {
      return known.text
    }
    let fresh = try installationToken(at: now)
    state.withLock { $0.token = fresh }
    return fresh.text
  }

  /// Exchanges the App's proof of itself for a token of its installation on the repository.
  private func installationToken(
    at now: Moment
  ) throws(GitHubRefusal) -> (text: String, until: Moment) {
    let proof: String?
    do {
      proof = try access.credential.applicationToken(at: now)
    } catch {
      throw .failed(error.problem)
    }
    guard let proof else { throw .failed("the credential is of an unknown kind") }
    let found = connection.send(
      try request("GET", try url(path("installation")), token: proof)
    )
    guard let installation = found.answer, installation.status == 200,
      let number = installation.payload?["id"].int
    else { throw .application("is not installed on \(repository)", found.answer) }
    let path = "/app/installations/\(number)/access_tokens"
    let body = Data(#"{"repositories":["\#(repository.name)"]}"#.utf8)
    let made = connection.send(try request("POST", try url(path), token: proof, body: body))
    guard let answer = made.answer, answer.status == 201, let payload = answer.payload,
      let text = payload["token"].string, !text.isEmpty,
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { throw .application("is given no token", made.answer) }
    let until = payload["expires_at"].string.flatMap(Moment.init)
    return (text, until ?? now.adding(seconds: 600))
  }
}
