/// What each role may reach, as people say it.
package struct RoleMatrix: Hashable, Sendable {
  /// Whose data.
  package enum Reach: String, Hashable, Sendable, Comparable {
    /// One's own.
    case own
    /// That of everybody in one's team.
    case team
    /// Everybody's.
    case all

    private var rank: Int { self == .own ? 0 : self == .team ? 1 : 2 }

    /// Orders from the narrowest to the widest.
    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
  }

  /// One role.
  package struct Role: Hashable, Sendable {
    /// Its name, as written.
    package var name: String
    /// Whose data it may read, nil for nobody's.
    package var reads: Reach?
    /// Whose data it may change, nil for nobody's.
    package var changes: Reach?
    /// Whether it may change settings and who has which role.
    package var administers: Bool

    /// Whether it may do everything.
    package var hasFullAccess: Bool { reads == .all && changes == .all && administers }

    /// Creates a role from its parts.
    package init(name: String, reads: Reach?, changes: Reach?, administers: Bool) {
      self.name = name
      self.reads = reads
      self.changes = changes
      self.administers = administers
    }
  }

  /// The roles, in the order in which they were given.
  package var roles: [Role]

  /// Whether any role reaches what belongs to a team.
  package var usesTeams: Bool { roles.contains { $0.reads == .team || $0.changes == .team } }

  /// Creates a matrix from its roles.
  package init(roles: [Role]) { self.roles = roles }
}
