/// A repository at the host.
package struct HostRepository: Codable, Hashable, Sendable {
  /// The account that owns it.
  package var owner: String
  /// Its name.
  package var name: String
  /// Its number at the host, which stays when it is renamed.
  package var id: Int?
  /// Name of the default branch.
  package var defaultBranch: String
  /// `public`, `private` or `internal`.
  package var visibility: String
  /// Whether an organization owns it, rather than a person.
  package var isOwnedByOrganization: Bool
  /// Whether it takes no more changes.
  package var isArchived: Bool
  /// Which of the host's scans are switched on.
  package var security: Observation<RepositorySecurity>
  /// Whether a pull request may be squashed; nil when not shown.
  package var mergesBySquash: Bool?
  /// Whether a pull request may be merged by a commit; nil when not shown.
  package var mergesByCommit: Bool?
  /// Whether a pull request may be rebased; nil when not shown.
  package var mergesByRebase: Bool?

  /// Creates a value from its parts.
  package init(
    owner: String,
    name: String,
    id: Int? = nil,
    defaultBranch: String,
    visibility: String = "private",
    isOwnedByOrganization: Bool = true,
    isArchived: Bool = false,
    security: Observation<RepositorySecurity> = .notObservable(reason: "was not asked for"),
    mergesBySquash: Bool? = nil,
    mergesByCommit: Bool? = nil,
    mergesByRebase: Bool? = nil
  ) {
    self.owner = owner
    self.name = name
    self.id = id
    self.defaultBranch = defaultBranch
    self.visibility = visibility
    self.isOwnedByOrganization = isOwnedByOrganization
    self.isArchived = isArchived
    self.security = security
    self.mergesBySquash = mergesBySquash
    self.mergesByCommit = mergesByCommit
    self.mergesByRebase = mergesByRebase
  }

  /// Owner and name with a slash between.
  package var fullName: String { "\(owner)/\(name)" }
}

/// Which scans of the host are switched on for a repository; nil where it does not tell.
package struct RepositorySecurity: Codable, Hashable, Sendable {
  /// Secrets in pushed commits are looked for.
  package var secretScanning: Bool?
  /// A push with a secret is refused.
  package var pushProtection: Bool?
  /// Updates against known vulnerabilities are proposed.
  package var dependencyUpdates: Bool?
  /// Known vulnerabilities of dependencies raise alerts.
  package var dependencyAlerts: Bool?
  /// The host's own set-up for scanning source is configured.
  package var codeScanning: Bool?

  /// Creates a value from its parts.
  package init(
    secretScanning: Bool? = nil,
    pushProtection: Bool? = nil,
    dependencyUpdates: Bool? = nil,
    dependencyAlerts: Bool? = nil,
    codeScanning: Bool? = nil
  ) {
    self.secretScanning = secretScanning
    self.pushProtection = pushProtection
    self.dependencyUpdates = dependencyUpdates
    self.dependencyAlerts = dependencyAlerts
    self.codeScanning = codeScanning
  }
}
