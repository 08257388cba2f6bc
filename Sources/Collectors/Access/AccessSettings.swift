/// What a guard of the team's own is for.
package struct GuardKinds: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Refuses callers who have not signed in.
  package static let authentication = GuardKinds(rawValue: 1)
  /// Refuses callers without a role or permission.
  package static let authorization = GuardKinds(rawValue: 2)
  /// Refuses objects of somebody else.
  package static let ownership = GuardKinds(rawValue: 4)
}

/// What the team says of its own code.
package struct AccessSettings: Sendable {
  /// Functions, decorators and classes that refuse callers, by name.
  package var guards: [String: GuardKinds]
  /// Functions that record who did what.
  package var auditFunctions: Set<String>
  /// The file that says so.
  package var file: String

  /// Creates settings.
  package init(
    guards: [String: GuardKinds] = [:],
    auditFunctions: Set<String> = [],
    file: String = "auditwright.yml"
  ) {
    self.guards = guards
    self.auditFunctions = auditFunctions
    self.file = file
  }
}
