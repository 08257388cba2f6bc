/// The risks that the company keeps a list of.
package struct RiskRegister: Codable, Hashable, Sendable {
  /// The risks, as they are listed.
  package var entries: [RiskEntry]
  /// Where the list is.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(entries: [RiskEntry], location: SourceLocation) {
    self.entries = entries
    self.location = location
  }

  /// The risks that somebody accepted.
  package var accepted: [RiskEntry] { entries.filter { $0.acceptedBy != nil } }
}

/// One risk of a register; what is unfilled there is nil here.
package struct RiskEntry: Codable, Hashable, Sendable {
  /// What can go wrong.
  package var title: String
  /// Who answers for it.
  package var owner: String?
  /// What is done about it, in the register's words.
  package var treatment: String?
  /// Who accepted it; nil when nobody did.
  package var acceptedBy: String?
  /// The last day of the acceptance; nil when the register names none.
  package var acceptedUntil: CivilDay?
  /// Where it is listed.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    title: String,
    owner: String? = nil,
    treatment: String? = nil,
    acceptedBy: String? = nil,
    acceptedUntil: CivilDay? = nil,
    location: SourceLocation
  ) {
    self.title = title
    self.owner = owner
    self.treatment = treatment
    self.acceptedBy = acceptedBy
    self.acceptedUntil = acceptedUntil
    self.location = location
  }
}
