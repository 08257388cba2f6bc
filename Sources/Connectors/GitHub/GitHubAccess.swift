package import Foundation
package import ReadinessModel

/// Where the host is asked, as whom, and how patiently.
package struct GitHubAccess: Sendable {
  /// Address of the interface, for example `https://api.github.com`.
  package let base: URL
  /// As whom the host is asked.
  package let credential: GitHubCredential
  /// Folder in which answers are kept for the next run; nil to keep none.
  package var cacheFolder: String?
  /// Seconds to wait in all when the host limits how much may be asked.
  package var waitAtMost: Int
  /// Requests under way at the same time.
  package var parallelRequests: Int
  /// Tells the time.
  package var now: @Sendable () -> Moment
  /// Waits so many seconds.
  package var sleep: @Sendable (Int) -> Void
  /// Called with what is being read, from any thread.
  package var progress: @Sendable (String) -> Void

  /// Creates access from its parts; a token is sent over TLS only, or to this machine itself.
  package init(
    api: String = "https://api.github.com",
    credential: GitHubCredential,
    cacheFolder: String? = nil,
    waitAtMost: Int = 120,
    parallelRequests: Int = 4,
    now: @escaping @Sendable () -> Moment,
    sleep: @escaping @Sendable (Int) -> Void,
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(GitHubFailure) {
    let local: Set<String> = ["127.0.0.1", "localhost", "::1"]
    guard let base = URL(string: api), let host = base.host(), base.query() == nil,
      base.user() == nil, base.scheme == "https" || base.scheme == "http" && local.contains(host)
    else {
      throw GitHubFailure(
        "'\(api)' is no address that a token may be sent to",
        next: "GITHUB_API_URL takes an https address, such as https://github.example.com/api/v3."
      )
    }
    self.base = base
    self.credential = credential
    self.cacheFolder = cacheFolder
    self.waitAtMost = waitAtMost
    self.parallelRequests = min(max(1, parallelRequests), 16)
    self.now = now
    self.sleep = sleep
    self.progress = progress
  }
}

/// A repository's owner and name, as the host allows them.
package struct GitHubName: Hashable, Sendable, CustomStringConvertible {
  /// The owner.
  package let owner: String
  /// The name.
  package let name: String

  /// Creates a name from `owner/name`.
  package init(_ text: String) throws(GitHubFailure) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts[0].wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]{0,99}/) != nil,
      parts[1].wholeMatch(of: /[A-Za-z0-9._-]{1,100}/) != nil, parts[1] != ".", parts[1] != ".."
    else {
      throw GitHubFailure(
        "'\(text)' is no repository",
        next: "Name it as OWNER/NAME, for example octo/shop."
      )
    }
    (owner, name) = (parts[0], parts[1])
  }

  /// Owner and name with a slash between.
  package var description: String { "\(owner)/\(name)" }
}
