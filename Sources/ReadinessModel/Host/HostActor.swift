/// An account at the host.
package struct HostActor: Codable, Hashable, Sendable {
  /// Its name at the host, which its owner can change.
  package var login: String
  /// Its number at the host, which stays.
  package var id: Int?
  /// Whether it is a program.
  package var isBot: Bool

  /// Creates a value from its parts.
  package init(
    login: String,
    id: Int? = nil,
    isBot: Bool = false
  ) {
    self.login = login
    self.id = id
    self.isBot = isBot
  }
}
