/// The identifier of a check, in kebab case, for example `routes-require-authentication`.
package struct CheckID: RawRepresentable, Hashable, Sendable, Comparable {
  /// The identifier's text.
  package let rawValue: String

  /// Creates an identifier from its text.
  package init(rawValue: String) { self.rawValue = rawValue }

  /// Orders identifiers by text.
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The identifier of a control, for example `SEC-3`.
package struct ControlID: RawRepresentable, Hashable, Sendable, Comparable {
  /// The identifier's text.
  package let rawValue: String

  /// Creates an identifier from its text.
  package init(rawValue: String) { self.rawValue = rawValue }

  /// Orders identifiers by text.
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The identifier of a criterion, for example `CC6.3`.
package struct CriterionID: RawRepresentable, Hashable, Sendable, Comparable {
  /// The identifier's text.
  package let rawValue: String

  /// Creates an identifier from its text.
  package init(rawValue: String) { self.rawValue = rawValue }

  /// Orders identifiers by text.
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension CheckID: Codable, CodingKeyRepresentable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  /// The identifier's text.
  package var description: String { rawValue }

  /// Creates an identifier from a literal.
  package init(stringLiteral value: String) { self.init(rawValue: value) }
}

extension ControlID: Codable, CodingKeyRepresentable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  /// The identifier's text.
  package var description: String { rawValue }

  /// Creates an identifier from a literal.
  package init(stringLiteral value: String) { self.init(rawValue: value) }
}

extension CriterionID: Codable, CodingKeyRepresentable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  /// The identifier's text.
  package var description: String { rawValue }

  /// Creates an identifier from a literal.
  package init(stringLiteral value: String) { self.init(rawValue: value) }
}
