/// Finds, in what is written beside a field, that its value is kept encrypted, hashed or masked.
///
/// Leaving a field out of query results (`select: false`, `@Exclude`) protects nothing at rest
/// and is not counted.
enum FieldProtection {
  /// Finds the protection, nil when nothing speaks of one.
  static func find(in remarks: [LowerText], type: String) -> String? {
    let texts = remarks + [LowerText(type)]
    for (protection, signs) in signs {
      for text in texts
      where !speaksOfLater(text) && signs.contains(where: { contains($0, in: text) }) {
        return protection
      }
    }
    return nil
  }

  /// Whether a sign is there and not taken back, as in `encrypt: false` or "not encrypted".
  private static func contains(_ sign: [UInt8], in text: LowerText) -> Bool {
    guard let range = text.range(of: sign) else { return false }
    let before = text.bytes[..<range.lowerBound]
    for denial in denials where before.suffix(denial.count).elementsEqual(denial) { return false }
    let after = text.bytes[range.upperBound...].drop(while: LowerText.isLetter)
    let setting = after.drop { $0 == 32 || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") }
    return !setting.starts(with: "false".utf8)
  }

  /// Whether a text is about what is still to be done.
  private static func speaksOfLater(_ text: LowerText) -> Bool {
    later.contains { text.range(of: $0) != nil }
  }

  private static let later = [
    "todo", "fixme", "should be", "should we", "must be", "to be encr", "will be", "needs to",
    "need to", "not yet",
  ].map { Array($0.utf8) }
  private static let denials = ["not ", "un", "no "].map { Array($0.utf8) }
  private static let signs: [(protection: String, signs: [[UInt8]])] = words.map { entry in
    (entry.protection, entry.signs.map { Array($0.utf8) })
  }
  private static let words: [(protection: String, signs: [String])] = [
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
