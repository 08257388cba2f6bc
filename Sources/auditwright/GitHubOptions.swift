import ArgumentParser
import Engine
import Foundation

/// Options of commands that may ask GitHub, and do so only when told to.
struct GitHubOptions: ParsableArguments {
  @Option(
    name: .customLong("github"),
    defaultAsFlag: .ofFolder,
    help: ArgumentHelp(
      "Ask GitHub about this repository as well; without a name, the one the folder's remote is at. "
        + "The token is in GITHUB_TOKEN or GH_TOKEN, or an App's in GITHUB_APP_ID and "
        + "GITHUB_APP_PRIVATE_KEY_FILE; GITHUB_API_URL names another host.",
      valueName: "owner/repo"
    )
  )
  var repository: GitHubRepositoryName?

  @Option(
    name: .customLong("github-token-file"),
    help: "Take the token for GitHub from FILE.",
    completion: .file()
  )
  var tokenFile: String?

  /// The way to GitHub that was asked for, nil when none was.
  func connection(
    folder: String,
    cacheFolder: String?,
    progress: @escaping @Sendable (ProgressEvent) -> Void
  ) throws -> HostConnection? {
    guard let repository else { return nil }
    let options = HostOptions(
      repository: repository.name,
      folder: folder,
      tokenFile: tokenFile,
      environment: ProcessInfo.processInfo.environment
    )
    return try HostConnection.open(options, cacheFolder: cacheFolder, progress: progress)
  }
}

/// A repository's name, or that of the folder's remote.
enum GitHubRepositoryName: ExpressibleByArgument {
  case ofFolder
  case named(String)

  /// Reads a name; a folder that is there is none, since it belongs before the option.
  init?(argument: String) {
    guard argument.contains("/"), !FileManager.default.fileExists(atPath: argument) else {
      return nil
    }
    self = .named(argument)
  }

  var name: String? {
    guard case .named(let name) = self else { return nil }
    return name
  }
}
