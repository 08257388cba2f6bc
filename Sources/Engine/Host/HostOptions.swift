/// Which repository of the git host is asked, and as whom.
package struct HostOptions: Hashable, Sendable {
  /// Owner and name; nil to take them from the folder's own remote.
  package var repository: String?
  /// The folder of the repository.
  package var folder: String
  /// A file that holds a token; nil to take one from the environment.
  package var tokenFile: String?
  /// Variables of the environment.
  package var environment: [String: String]
  /// Seconds to wait in all when the host limits how much may be asked.
  package var waitAtMost: Int

  /// Creates a value from its parts.
  package init(
    repository: String? = nil,
    folder: String = ".",
    tokenFile: String? = nil,
    environment: [String: String],
    waitAtMost: Int = 120
  ) {
    self.repository = repository
    self.folder = folder
    self.tokenFile = tokenFile
    self.environment = environment
    self.waitAtMost = waitAtMost
  }
}
