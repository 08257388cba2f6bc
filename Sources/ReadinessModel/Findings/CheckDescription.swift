/// What a check is, for readers.
package struct CheckDescription: Codable, Hashable, Sendable {
  /// Its identifier.
  package var id: CheckID
  /// The sentence an auditor answers true or false.
  package var statement: String
  /// Why it matters.
  package var whyItMatters: String
  /// What is inspected.
  package var inspected: String
  /// What it cannot show.
  package var cannotShow: String

  /// Creates a value from its parts.
  package init(
    id: CheckID,
    statement: String,
    whyItMatters: String,
    inspected: String,
    cannotShow: String
  ) {
    self.id = id
    self.statement = statement
    self.whyItMatters = whyItMatters
    self.inspected = inspected
    self.cannotShow = cannotShow
  }
}
