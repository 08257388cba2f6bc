import Collectors
import Connectors
import Foundation
import ReadinessModel

/// A way to the git host, which exists only because somebody asked for it.
package struct HostConnection: Sendable {
  let host: GitHubHost

  /// Owner and name of the repository.
  package var repository: String { host.repository.description }

  /// How the repository stands, or why that cannot be read.
  func facts() -> Observation<HostFacts> { host.facts() }

  /// Opens a way to the host that the options name; nothing is asked yet.
  ///
  /// `cacheFolder` is where scans keep what they read; answers are kept beside it, and nowhere else.
  package static func open(
    _ options: HostOptions,
    cacheFolder: String?,
    progress: @escaping @Sendable (ProgressEvent) -> Void
  ) throws -> HostConnection {
    do {
      let api = text(options, "GITHUB_API_URL") ?? "https://api.github.com"
      let access = try GitHubAccess(
        api: api,
        credential: try credential(options),
        cacheFolder: cacheFolder.map {
          URL(filePath: $0).deletingLastPathComponent().appending(path: "github").path
        },
        waitAtMost: options.waitAtMost,
        now: { Moment(secondsSince1970: Int(Date().timeIntervalSince1970)) },
        sleep: { Thread.sleep(forTimeInterval: Double($0)) },
        progress: { progress(.stage($0)) }
      )
      let name = try GitHubName(try repository(options, api: api))
      return HostConnection(host: GitHubHost(access, repository: name))
    } catch let error as GitHubFailure {
      throw EngineFailure.gitHub(problem: error.problem, next: error.next)
    }
  }

  // MARK: - Credentials

  private static func text(_ options: HostOptions, _ name: String) -> String? {
    options.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func credential(_ options: HostOptions) throws -> GitHubCredential {
    if let file = options.tokenFile { return try GitHubCredential(token: try secret(in: file)) }
    if let identifier = text(options, "GITHUB_APP_ID") {
      let key =
        try text(options, "GITHUB_APP_PRIVATE_KEY_FILE").map(secret)
        ?? text(
          options,
          "GITHUB_APP_PRIVATE_KEY"
        )
      return try GitHubCredential(application: identifier, privateKey: key ?? "")
    }
    return try GitHubCredential(
      token: text(options, "GITHUB_TOKEN") ?? text(options, "GH_TOKEN") ?? ""
    )
  }

  private static func secret(in path: String) throws -> String {
    guard let file = FileHandle(forReadingAtPath: path), let data = try file.read(upToCount: 65_536)
    else {
      throw EngineFailure.gitHub(
        problem: "the file \(path) with the secret cannot be read",
        next: "See whether it is there, and whether you may read it."
      )
    }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  // MARK: - The repository

  /// The repository that is named, else the one the folder's remote is at.
  ///
  /// A repository's own configuration never decides to which host a token goes: a remote elsewhere
  /// than at the host that the user named is refused.
  private static func repository(_ options: HostOptions, api: String) throws -> String {
    if let name = options.repository { return name }
    let next = "Name it: --github OWNER/REPO, for example --github octo/shop."
    guard let remote = GitCheckout.origin(root: options.folder) else {
      if let name = text(options, "GITHUB_REPOSITORY") { return name }
      throw EngineFailure.gitHub(problem: "\(options.folder) has no remote 'origin'", next: next)
    }
    guard let found = RemoteAddress(remote) else {
      throw EngineFailure.gitHub(
        problem: "the remote 'origin' is no repository of a host",
        next: next
      )
    }
    let asked = URL(string: api)?.host() ?? ""
    guard asked == found.host || asked == "api.\(found.host)" else {
      throw EngineFailure.gitHub(
        problem: "the remote 'origin' is at \(found.host), and \(asked) would be asked",
        next: "Set GITHUB_API_URL, such as https://\(found.host)/api/v3, or name the repository."
      )
    }
    return found.path
  }
}

/// The host and the path in the address of a remote.
struct RemoteAddress: Hashable {
  var host: String
  var path: String

  /// Reads `https://host/owner/name.git`, `ssh://git@host/owner/name` or `git@host:owner/name`.
  init?(_ text: String) {
    let text = text.prefix(1000)
    if let match = text.wholeMatch(of: /[a-z+]+:\/\/(?:[^@\/]*@)?([^\/:]+)(?::\d+)?\/(.+)/) {
      (host, path) = (match.1.lowercased(), String(match.2))
    } else if let match = text.wholeMatch(of: /(?:[^@\/:]*@)?([^\/:@]+):(?!\/)(.+)/) {
      (host, path) = (match.1.lowercased(), String(match.2))
    } else {
      return nil
    }
    while path.hasSuffix("/") { path.removeLast() }
    if path.hasSuffix(".git") { path.removeLast(4) }
  }
}
