/// Tells values that could be secrets from those that cannot.
enum SecretJudgement {
  /// Bits per character of a text's own distribution of bytes.
  static func entropy(_ bytes: some Collection<UInt8>) -> Double {
    guard !bytes.isEmpty else { return 0 }
    var counts = [Int](repeating: 0, count: 256)
    for byte in bytes { counts[Int(byte)] += 1 }
    let total = Double(bytes.count)
    return counts.reduce(0) { sum, count in
      guard count > 0 else { return sum }
      let share = Double(count) / total
      return sum - share * logarithm(share)
    }
  }

  /// Whether a value says that it stands for another one.
  static func isPlaceholder(_ value: String) -> Bool {
    let lower = value.lowercased()
    return placeholderWords.contains { lower.holds($0) } || isMask(lower)
  }

  /// Whether a JSON value in base 64 says inside that it is an example.
  static func holdsPlaceholder(_ value: String) -> Bool {
    value.split(separator: ".").prefix(3).contains { part in
      guard part.hasPrefix("eyJ") else { return false }
      let text = String(decoding: decodedBase64(part.utf8.prefix(4_000)), as: UTF8.self)
      // The second is the subject in the token that every guide to the format shows.
      return isPlaceholder(text) || text.contains("John Doe")
    }
  }

  private static func decodedBase64(_ text: some Sequence<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text {
      let value: UInt8
      switch byte {
      case 65...90: value = byte - 65
      case 97...122: value = byte - 71
      case 48...57: value = byte + 4
      case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
      default: return bytes
      }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }

  /// Whether a value was made up at a keyboard: counted up, or one character over and over.
  static func isMadeUp(_ value: String) -> Bool {
    let bytes = Array(value.lowercased().utf8)
    var rising = 1
    var same = 1
    for (previous, byte) in zip(bytes, bytes.dropFirst()) {
      rising = byte == previous &+ 1 ? rising + 1 : 1
      same = byte == previous ? same + 1 : 1
      if rising >= 7 || same >= 8 { return true }
    }
    return false
  }

  /// Whether a value is read from elsewhere, or names another place.
  static func isReference(_ value: String) -> Bool {
    let lower = value.lowercased()
    return referenceParts.contains { lower.holds($0) }
      || referencePrefixes.contains { lower.hasPrefix($0) }
  }

  /// Whether a value is filled in when the text is used.
  static func isTemplate(_ value: String) -> Bool {
    templateParts.contains { value.contains($0) } || value.hasPrefix("$") || value.hasPrefix("<")
  }

  /// Passwords that protect nothing, as in the documentation of every database.
  static let commonPasswords: Set<String> = [
    "password", "passwd", "pass", "pwd", "secret", "postgres", "mysql", "root", "admin", "user",
    "test", "guest", "example", "redis", "mongo", "rabbitmq", "dev", "local", "default", "changeme",
    "prisma", "password123", "postgrespassword", "mypassword", "mysecretpassword", "username",
  ]

  /// Whether a value looks drawn at random: long, varied, and no words joined together.
  static func looksRandom(_ value: String) -> Bool {
    let bytes = Array(value.utf8)
    guard bytes.count >= 16, bytes.allSatisfy(isKeyByte), !isMadeUp(value) else { return false }
    let digits = bytes.count { (48...57).contains($0) }
    guard digits >= 2, bytes.count - digits >= 4 else { return false }
    let isHexadecimal = bytes.allSatisfy { isHexadecimalByte($0) || $0 == UInt8(ascii: "-") }
    guard entropy(bytes) >= (isHexadecimal ? 2.9 : 3.5) else { return false }
    return !isWords(bytes)
  }

  /// Whether a value looks like a password somebody chose, rather than a word or an identifier.
  static func looksChosen(_ value: String) -> Bool {
    let bytes = Array(value.utf8)
    guard (8...100).contains(bytes.count), bytes.allSatisfy({ $0 > 32 && $0 < 127 }) else {
      return false
    }
    let letters = bytes.count(where: isLetter)
    let digits = bytes.count { (48...57).contains($0) }
    let marks = bytes.count - letters - digits
    guard letters >= 2, digits >= 1, entropy(bytes) >= 2.75 else { return false }
    // A path, an address or a call is no password.
    guard !bytes.contains(UInt8(ascii: "/")), !bytes.contains(UInt8(ascii: "(")) else {
      return false
    }
    return marks <= bytes.count / 2 && !isWords(bytes)
  }

  /// Whether bytes are words joined by dots, dashes, underscores or capitals.
  private static func isWords(_ bytes: [UInt8]) -> Bool {
    let digits = bytes.count { (48...57).contains($0) }
    guard digits * 6 < bytes.count else { return false }
    var words = 0
    var run = 0
    var longest = 0
    for byte in bytes {
      let isLower = (97...122).contains(byte)
      if isLower {
        run += 1
        longest = max(longest, run)
      } else {
        if run >= 3 { words += 1 }
        run = 0
      }
    }
    if run >= 3 { words += 1 }
    return words >= 2 && longest >= 4
  }

  private static func isMask(_ lower: String) -> Bool {
    let body = lower.drop { $0 == "\"" || $0 == "'" }
    let masks: Set<Character> = ["x", "*", "•", ".", "-", "_", "0", "#", "?"]
    return !body.isEmpty && body.allSatisfy(masks.contains)
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || (48...57).contains(byte) || "+/=_-.~!@#$%^&*".utf8.contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }

  private static func isHexadecimalByte(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...102).contains(byte) || (65...70).contains(byte)
  }

  // The natural logarithm by its series, so that no platform library decides our bytes.
  private static func logarithm(_ value: Double) -> Double {
    var mantissa = value
    var exponent = 0.0
    while mantissa < 1 {
      mantissa *= 2
      exponent -= 1
    }
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var term = ratio
    var sum = 0.0
    for step in stride(from: 1.0, through: 31.0, by: 2.0) {
      sum += term / step
      term *= square
    }
    return exponent + 2 * sum / 0.693_147_180_559_945_3
  }

  private static let placeholderWords = [
    "example", "xxxxx", "your_", "your-", "yourapi", "yourkey", "yourtoken", "yoursecret",
    "yourpassword", "placeholder", "changeme", "change_me", "change-me", "replace_me", "replaceme",
    "redacted", "dummy", "insert_", "_here", "-here", "*****", ".....", "todo", "not-a-real",
    "notreal", "not_real", "invalid", "superdupersecret",
  ]
  private static let templateParts = ["${", "{{", "<%", "%(", "$(", "#{", "%s", "{0}"]
  private static let referenceParts = [
    "${", "{{", "<%", "%(", "$(", "#{", "process.env", "import.meta", "getenv", "env.", "secrets.",
    "<", "[[",
  ]
  private static let referencePrefixes = [
    "$", "@", "arn:", "http://", "https://", "file:", "vault:", "ssm:", "op://", "projects/",
    "secretsmanager", "./", "../", "/", "env:", "%", "{", "ref+", "enc[", "ref:", "var.", "local.",
    "data.", "!sub", "!ref", "bearer ",
  ]
}
