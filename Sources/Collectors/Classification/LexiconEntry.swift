/// One meaning a field's name may have.
package struct LexiconEntry: Hashable, Sendable {
  /// What the record that holds the field must be about for the name to mean this.
  package enum Subject: Hashable, Sendable {
    /// The name says enough by itself.
    case anything
    /// A person: `name` of a user is a name of a person, `name` of a product is not.
    case person
    /// A person, and never a company: an employee or patient, not a customer or client.
    case naturalPerson
    /// An address: its `state` is a part of a country, that of an order is not.
    case address
    /// A person, or an address.
    case personOrAddress
    /// A payment, an invoice, a person or an account.
    case personOrPayment
    /// Anything but an organization, a place or a thing on sale.
    case notBusiness
    /// Something that grants access: a token's `token`, a webhook's `secret`.
    case secretHolder
  }

  /// Fides key of the category, nil for data that is confidential without being personal.
  package var category: String?
  /// What the record must be about.
  package var subject: Subject
  /// Whether the value may be a yes or no.
  package var allowsBoolean: Bool
  /// The names, as words in lower case and the singular.
  package var names: [String]

  /// Creates an entry.
  static func means(
    _ category: String?,
    in subject: Subject = .anything,
    boolean: Bool = false,
    _ names: [String]
  ) -> LexiconEntry {
    LexiconEntry(category: category, subject: subject, allowsBoolean: boolean, names: names)
  }
}
