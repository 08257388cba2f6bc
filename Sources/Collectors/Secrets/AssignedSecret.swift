import ReadinessModel

/// A literal assigned to a name that sounds like a secret.
///
/// The rule is strict, because most such assignments are harmless: the value must look random (or,
/// for a password, chosen), must be no placeholder and no reference to somewhere else, and the
/// file must be neither test nor example nor documentation.
struct AssignedSecret {
  /// What the single pass looks for: such a name, a sign of assignment, the value's first byte.
  static let anchor =
    "(?:passw(?:or)?d|passphrase|secret|token|api[_\\-]?key|credential|private[_\\-]?key"
    + "|access[_\\-]?key|auth[_\\-]?key|encryption[_\\-]?key|signing[_\\-]?key|jwt[_\\-]?key)"
    + "[a-z0-9_\\-]{0,16}[\"'\\]]{0,2}[ \\t]{0,4}(?::=|=>|[:=])[ \\t]{0,4}[\"'`a-z0-9+/]"

  /// The name assigned to.
  let name: String
  /// The bytes of the value.
  let range: Range<Int>

  /// Reads the assignment whose value begins just before `end`; nil when there is none.
  init?(in bytes: [UInt8], endingAt end: Int, acceptsBareValues: Bool) {
    guard end >= 2, end <= bytes.count else { return nil }
    let quote = bytes[end - 1]
    let isQuoted =
      quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
      || quote == UInt8(ascii: "`")
    guard isQuoted || acceptsBareValues else { return nil }
    let start = isQuoted ? end : end - 1
    guard let last = Self.end(of: bytes, from: start, quote: isQuoted ? quote : nil) else {
      return nil
    }
    guard let name = Self.name(in: bytes, before: end - 1) else { return nil }
    self.name = name
    range = start..<last
  }

  /// Whether name and value together look like a secret.
  func isConvincing(value: String) -> Bool {
    let words = NameWords(name).words
    guard let last = words.last, !Self.harmlessEndings.contains(last) else { return false }
    guard words.allSatisfy({ !Self.harmlessWords.contains($0) }) else { return false }
    guard !SecretJudgement.isReference(value), !SecretJudgement.isPlaceholder(value) else {
      return false
    }
    let isPassword = words.contains { $0.hasPrefix("passw") || $0 == "passphrase" || $0 == "pwd" }
    return isPassword
      ? SecretJudgement.looksChosen(value) : SecretJudgement.looksRandom(value)
  }

  private static func end(of bytes: [UInt8], from start: Int, quote: UInt8?) -> Int? {
    let limit = min(bytes.count, start + 300)
    var position = start
    while position < limit {
      let byte = bytes[position]
      if let quote {
        if byte == quote { return position }
        if byte == 10 || byte == UInt8(ascii: "\\") { return nil }
      } else if byte <= 32 || byte == UInt8(ascii: "#") || byte == UInt8(ascii: ",") {
        return position
      }
      position += 1
    }
    return quote == nil && position == bytes.count ? position : nil
  }

  private static func name(in bytes: [UInt8], before end: Int) -> String? {
    let separators = Set(" \t:=>\"'[]?!".utf8)
    var last = end
    while last > 0, separators.contains(bytes[last - 1]) { last -= 1 }
    var first = last
    while first > 0, last - first < 80, isNameByte(bytes[first - 1]) { first -= 1 }
    guard first < last else { return nil }
    return String(decoding: bytes[first..<last], as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  // A name that ends so names something about the secret, not the secret.
  private static let harmlessEndings: Set<String> = [
    "address", "algorithm", "arn", "attribute", "class", "column", "cookie", "count", "description",
    "duration", "endpoint", "env", "error", "event", "expiration", "expiry", "field", "file",
    "format", "header", "hint", "icon", "id", "ids", "input", "issuer", "kind", "label", "length",
    "limit", "location", "message", "mode", "name", "names", "param", "parameter", "path",
    "pattern",
    "placeholder", "policy", "prefix", "ref", "regex", "role", "route", "rule", "schema", "scope",
    "selector", "size", "source", "status", "store", "strategy", "suffix", "table", "text", "title",
    "ttl", "type", "types", "uri", "url", "usage", "validity", "version",
  ]
  private static let harmlessWords: Set<String> = [
    "public", "publishable", "csrf", "xsrf", "mock", "fake", "dummy", "example", "sample", "cancel",
    "design", "syntax", "separator", "cache", "storage", "react", "swr", "query", "i18n",
    "translation", "address", "contract", "mint",
  ]
}
