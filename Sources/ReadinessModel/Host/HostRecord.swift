/// What the git host told in one collection: how things stand, and what happened in a period.
package struct HostRecord: Codable, Hashable, Sendable {
  /// Version of this value's shape.
  package var schemaVersion: Int
  /// Version of the program that collected it.
  package var collectorVersion: String
  /// How things stood when the host was asked.
  package var facts: HostFacts
  /// What happened in the period.
  package var history: HostHistory

  /// Creates a value from its parts.
  package init(
    schemaVersion: Int = 1,
    collectorVersion: String,
    facts: HostFacts,
    history: HostHistory
  ) {
    self.schemaVersion = schemaVersion
    self.collectorVersion = collectorVersion
    self.facts = facts
    self.history = history
  }
}
