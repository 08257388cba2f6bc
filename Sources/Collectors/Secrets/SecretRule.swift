package import ReadinessModel

/// One kind of secret, and how it is recognised.
package struct SecretRule: Hashable, Sendable {
  /// What the single pass looks for; the rule's expression is tried only where it was found.
  package enum Anchor: Hashable, Sendable {
    /// These bytes.
    case literal(String)
    /// These letters, in either case.
    case word(String)
    /// A bounded expression of the matcher's dialect.
    case expression(String)
  }

  /// Where the value stands relative to the anchor.
  package enum Placement: Hashable, Sendable {
    /// The value starts with the anchor, or at most so many bytes before its end.
    case around(lead: Int)
    /// The anchor is part of a name to which the value is assigned on the same line; the name, or
    /// what stands between it and the value, has one of these words in it.
    case assigned(qualifiers: [String])
  }

  /// How the token proves that its provider made it.
  package enum Checksum: Hashable, Sendable {
    /// The last six characters are the base 62 CRC-32 of what follows the prefix.
    case trailingBase62CRC32(prefixLength: Int)
  }

  /// The rule's name in kebab case.
  package var id: String
  /// What it recognises.
  package var title: String
  /// What the single pass looks for.
  package var anchors: [Anchor]
  /// Where the value stands.
  package var placement: Placement
  /// The value; a capture marks the secret in it.
  package var expression: String
  /// How sure the rule is where nothing speaks against it.
  package var confidence: Confidence
  /// Fewest bits per character of a value that is taken for random.
  package var entropy: Double
  /// How the token proves itself, where it can.
  package var checksum: Checksum?

  /// Creates a rule for tokens that are recognised by their own form.
  static func token(
    _ id: String,
    _ title: String,
    _ anchor: String,
    _ expression: String,
    lead: Int = 0,
    confidence: Confidence = .high,
    entropy: Double = 2.5
  ) -> SecretRule {
    SecretRule(
      id: id,
      title: title,
      anchors: [.literal(anchor)],
      placement: .around(lead: lead),
      expression: expression,
      confidence: confidence,
      entropy: entropy
    )
  }

  /// Creates a rule for tokens whose beginning is too common to be looked for by itself.
  static func shaped(
    _ id: String,
    _ title: String,
    _ expression: String,
    anchor: String,
    lead: Int,
    confidence: Confidence = .high,
    entropy: Double = 2.5
  ) -> SecretRule {
    SecretRule(
      id: id,
      title: title,
      anchors: [.expression(anchor)],
      placement: .around(lead: lead),
      expression: expression,
      confidence: confidence,
      entropy: entropy
    )
  }

  /// Creates a rule for values that mean nothing without the name they are assigned to.
  static func named(
    _ id: String,
    _ title: String,
    _ names: [String],
    _ expression: String,
    qualifiers: [String] = SecretRule.usualQualifiers,
    entropy: Double = 3.0
  ) -> SecretRule {
    SecretRule(
      id: id,
      title: title,
      anchors: names.map(Anchor.word),
      placement: .assigned(qualifiers: qualifiers),
      expression: expression,
      confidence: .medium,
      entropy: entropy
    )
  }

  /// The rule with a checksum.
  func checked(_ checksum: Checksum) -> SecretRule {
    var rule = self
    rule.checksum = checksum
    return rule
  }

  /// Words that make a name the name of a secret.
  static let usualQualifiers = ["key", "token", "secret", "passw", "auth", "credential", "_pat"]
}
