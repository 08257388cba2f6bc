/// Finds, in what is written beside a field, that its value is kept encrypted, hashed or masked.
///
/// Leaving a field out of query results (`select: false`, `@Exclude`) protects nothing at rest
/// and is not counted.
enum FieldProtection {
  /// Finds the protection, nil when nothing speaks of one.
  static func find(in remarks: [String], type: String) -> String? {
    let texts = remarks.map { $0.lowercased() } + [type.lowercased()]
    for (protection, signs) in signs {
      for text in texts where signs.contains(where: { contains($0, in: text) }) {
        return protection
      }
    }
    return nil
  }

  /// Whether a sign is there and not taken back, as in `encrypt: false` or "not encrypted".
  private static func contains(_ sign: String, in text: String) -> Bool {
    guard let range = text.firstRange(of: sign) else { return false }
    let before = text[..<range.lowerBound].suffix(5)
    let after = text[range.upperBound...].prefix(14)
    if before.hasSuffix("not ") || before.hasSuffix("un") || before.hasSuffix("no ") {
      return false
    }
    let setting = after.drop { $0.isLetter }.drop { " :=".contains($0) }
    return !setting.hasPrefix("false")
  }

  private static let signs: [(protection: String, signs: [String])] = [
    (
      "encrypted",
      [
        "encrypt", "pgp_sym_", "pgp_pub_", "cipher", "cloak", "@vault", ".vault(", "kms",
        "aes-", "aes256", "fieldencryption",
      ]
    ),
    (
      "hashed",
      [
        "bcrypt", "argon2", "scrypt", "pbkdf2", "hashsync", "hashpassword", "passwordhash",
        "hash(", "sha256", "sha512", "@hash",
      ]
    ),
    ("tokenised", ["tokeniz", "tokenis"]),
    ("masked", ["@mask", "masked"]),
  ]
}
