/// Takes out of a text what nobody else should read: secrets, and what names a person.
///
/// It takes rather too much: what is left out can be asked for again, what was sent cannot be taken back.
package enum Redactor {
  /// Characters that a text may have.
  private static let charactersAtMost = 20_000
  /// Words before a value that is secret, whatever it looks like.
  private static let secretNames = [
    "password", "passwd", "secret", "token", "apikey", "api_key", "api-key", "authorization",
    "bearer", "credential", "private_key", "pwd", "passphrase",
  ]

  /// What stands in the place of something that was taken out.
  static let marks = [
    "[secret]", "[e-mail]", "[address with credentials]", "[network address]", "[number]",
    "[person]",
    "[a line with a secret]", "[a long line]", "[a line that is no text]",
  ]

  /// The text with marks in the place of what was taken out.
  package static func redact(_ text: String) -> String {
    var isInKey = false
    return String(text.prefix(charactersAtMost))
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        if line.contains("-----BEGIN") { isInKey = true }
        defer { if line.contains("-----END") { isInKey = false } }
        return isInKey ? "[secret]" : redact(line: String(line)) { _ in true }
      }
      .joined(separator: "\n")
  }

  /// One line with marks; `isProse` says of an offset in bytes whether text stands there, and not code.
  static func redact(line: String, isProse: (Int) -> Bool) -> String {
    var result = ""
    var word = ""
    var offset = 0
    var isSecretNext = false
    var quote: Character?
    func end() {
      guard !word.isEmpty else { return }
      let mayBeName = !isProse(offset - word.utf8.count) && word.first?.isNumber != true
      let (kept, isNamed) = redact(word: word, isSecret: isSecretNext, mayBeName: mayBeName)
      result += kept
      // A secret in quotes ends where they do.
      let goesOn = isSecretNext && (isJoint(word) || quote != nil && kept == "[secret]")
      isSecretNext = isNamed || goesOn
      word = ""
    }
    for character in line {
      if character.isWhitespace || "\"'`<>,;()[]{}".contains(character) {
        end()
        if character == quote {
          (quote, isSecretNext) = (nil, false)
        } else if quote == nil, "\"'`".contains(character) {
          quote = character
        }
        result.append(character)
      } else {
        word.append(character)
      }
      offset += character.utf8.count
    }
    end()
    return result
  }

  /// A word as it may be told, and whether the next one is a secret.
  private static func redact(
    word: String,
    isSecret: Bool,
    mayBeName: Bool
  ) -> (String, Bool) {
    let lower = word.lowercased()
    let isNamed = secretNames.contains {
      lower.hasSuffix($0) || lower.hasSuffix($0 + ":") || lower.hasSuffix($0 + "=")
    }
    if isNamed { return (word, true) }
    if isSecret, !mayBeName, !isJoint(word) { return ("[secret]", false) }
    if !mayBeName, let place = word.firstIndex(where: { $0 == "=" || $0 == ":" }),
      secretNames.contains(where: { word[..<place].lowercased().hasSuffix($0) })
    {
      return (word[...place] + "[secret]", false)
    }
    if isAddress(word) { return ("[e-mail]", false) }
    if let scheme = word.firstRange(of: "://"), word[scheme.upperBound...].contains("@") {
      return ("[address with credentials]", false)
    }
    if isNetworkAddress(word) { return ("[network address]", false) }
    if isNumberOfPerson(word) { return ("[number]", false) }
    if isRandom(word) { return ("[secret]", false) }
    return (homeless(word), false)
  }

  private static func isJoint(_ word: String) -> Bool {
    word.allSatisfy { "=:-–>".contains($0) }
      || ["is", "was", "are", "basic", "bearer"].contains(word.lowercased())
  }

  private static func isAddress(_ word: String) -> Bool {
    let parts = word.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
      && !word.contains("/")
  }

  private static func isNetworkAddress(_ word: String) -> Bool {
    var host = word.prefix { $0 != "/" }
    while let last = host.last, ".:!?".contains(last) { host.removeLast() }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count == 4, parts.allSatisfy({ UInt8($0.prefix { $0 != ":" }) != nil }) { return true }
    let groups = host.split(separator: ":", omittingEmptySubsequences: false)
    return groups.count >= 4 && groups.allSatisfy { $0.count <= 4 && $0.allSatisfy(\.isHexDigit) }
  }

  /// Numbers of telephones, cards and accounts: many digits, however they are divided.
  private static func isNumberOfPerson(_ word: String) -> Bool {
    let digits = word.filter(\.isNumber).count
    let isDay = word.count == 10 && digits == 8 && word.filter { $0 == "-" }.count == 2
    return digits >= 8 && !isDay && word.allSatisfy { $0.isNumber || "+-./".contains($0) }
  }

  /// Whether a word looks as if a machine had drawn it.
  private static func isRandom(_ word: String) -> Bool {
    let isPlain = { (character: Character) in
      character.isASCII && (character.isLetter || character.isNumber)
    }
    for part in word.split(whereSeparator: { !isPlain($0) && !"_-+=".contains($0) }) {
      let run = part.filter(isPlain)
      guard run.count >= 16 else { continue }
      let digits = run.filter(\.isNumber).count
      if digits >= 1, run.allSatisfy({ $0.isNumber || $0.isUppercase }) { return true }
      let changes = zip(run, run.dropFirst()).filter {
        $0.isNumber != $1.isNumber || $0.isUppercase != $1.isUppercase
      }
      if digits >= 3 && changes.count >= 4 || run.count >= 32 && digits >= 3 { return true }
    }
    return false
  }

  /// A path without the name of the person whose folder it is in.
  private static func homeless(_ word: String) -> String {
    var parts = word.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    for index in parts.indices.dropFirst() where ["home", "Users"].contains(parts[index - 1]) {
      parts[index] = "[person]"
    }
    return parts.joined(separator: "/")
  }
}
