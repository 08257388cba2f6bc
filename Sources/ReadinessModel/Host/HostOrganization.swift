/// An organization at the host.
package struct HostOrganization: Codable, Hashable, Sendable {
  /// Its name.
  package var login: String
  /// Its number.
  package var id: Int?
  /// Whether it asks members for a second factor; nil when not shown.
  package var requiresTwoFactors: Bool?
  /// What a member may do in every repository; nil when not shown.
  package var defaultPermission: String?
  /// Its plan, where shown.
  package var plan: String?
  /// Whether members make repositories; nil when not shown.
  package var membersCanCreateRepositories: Bool?
  /// Whether commits by the web page are signed off; nil when not shown.
  package var asksSignOff: Bool?

  /// Creates a value from its parts.
  package init(
    login: String,
    id: Int? = nil,
    requiresTwoFactors: Bool? = nil,
    defaultPermission: String? = nil,
    plan: String? = nil,
    membersCanCreateRepositories: Bool? = nil,
    asksSignOff: Bool? = nil
  ) {
    self.login = login
    self.id = id
    self.requiresTwoFactors = requiresTwoFactors
    self.defaultPermission = defaultPermission
    self.plan = plan
    self.membersCanCreateRepositories = membersCanCreateRepositories
    self.asksSignOff = asksSignOff
  }
}

/// A member of the organization.
package struct HostMember: Codable, Hashable, Sendable {
  /// The name.
  package var login: String
  /// The number.
  package var id: Int?
  /// Whether the member owns the organization.
  package var isAdministrator: Bool
  /// Whether the member uses a second factor; nil when not shown.
  package var hasTwoFactors: Bool?

  /// Creates a value from its parts.
  package init(
    login: String,
    id: Int? = nil,
    isAdministrator: Bool = false,
    hasTwoFactors: Bool? = nil
  ) {
    self.login = login
    self.id = id
    self.isAdministrator = isAdministrator
    self.hasTwoFactors = hasTwoFactors
  }
}

/// Somebody with access to the repository.
package struct HostCollaborator: Codable, Hashable, Sendable {
  /// The name.
  package var login: String
  /// The number.
  package var id: Int?
  /// `read`, `triage`, `write`, `maintain`, `admin` or a role of the organization's own.
  package var role: String
  /// Whether the organization does not have them as a member.
  package var isOutside: Bool
  /// Whether it is a program.
  package var isBot: Bool

  /// Creates a value from its parts.
  package init(
    login: String,
    id: Int? = nil,
    role: String,
    isOutside: Bool = false,
    isBot: Bool = false
  ) {
    self.login = login
    self.id = id
    self.role = role
    self.isOutside = isOutside
    self.isBot = isBot
  }
}

/// A key that reaches the repository without an account.
package struct DeployKey: Codable, Hashable, Sendable {
  /// Its number.
  package var id: Int
  /// Its title.
  package var title: String
  /// Whether it only reads.
  package var isReadOnly: Bool
  /// When it was added.
  package var createdAt: Moment?
  /// When it was last used, where shown.
  package var lastUsedAt: Moment?
  /// Who added it, where shown.
  package var addedBy: String?

  /// Creates a value from its parts.
  package init(
    id: Int,
    title: String,
    isReadOnly: Bool = false,
    createdAt: Moment? = nil,
    lastUsedAt: Moment? = nil,
    addedBy: String? = nil
  ) {
    self.id = id
    self.title = title
    self.isReadOnly = isReadOnly
    self.createdAt = createdAt
    self.lastUsedAt = lastUsedAt
    self.addedBy = addedBy
  }
}

/// What workflows may do in the repository.
package struct ActionsSettings: Codable, Hashable, Sendable {
  /// Whether workflows run at all.
  package var isEnabled: Bool
  /// `all`, `local_only` or `selected`; nil when not shown.
  package var allowedActions: String?
  /// Whether actions must be given by hash; nil when not shown.
  package var asksPinnedActions: Bool?
  /// What the token of a workflow may do: `read` or `write`; nil when not shown.
  package var defaultPermissions: String?
  /// Whether a workflow may approve pull requests; nil when not shown.
  package var canApprovePullRequests: Bool?

  /// Creates a value from its parts.
  package init(
    isEnabled: Bool = true,
    allowedActions: String? = nil,
    asksPinnedActions: Bool? = nil,
    defaultPermissions: String? = nil,
    canApprovePullRequests: Bool? = nil
  ) {
    self.isEnabled = isEnabled
    self.allowedActions = allowedActions
    self.asksPinnedActions = asksPinnedActions
    self.defaultPermissions = defaultPermissions
    self.canApprovePullRequests = canApprovePullRequests
  }
}
