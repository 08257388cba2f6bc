package import ReadinessModel
import TextPatterns

/// The secrets of one file.
package struct SecretScan: Hashable, Sendable {
  /// The secrets, in the order of the file.
  package var secrets: [HardCodedSecret]
  /// Whether the file had more places to look at than the limits allow.
  package var isTruncated: Bool
}

/// Confirms or dismisses what the single pass found.
package enum SecretScanner {
  /// Most places of one file that are looked at, and most secrets that are reported.
  private static let mostAttempts = 100_000
  static let mostSecrets = 500

  /// Finds the secrets of a file.
  package static func scan(_ file: RepositoryFile, reading: PrefilterReading) -> SecretScan {
    let (found, isTruncated) = search(file, reading)
    return SecretScan(secrets: found.prefix(mostSecrets).map(\.secret), isTruncated: isTruncated)
  }

  /// Where the secrets of a file stand in its bytes, so that they can be masked.
  package static func ranges(
    in file: RepositoryFile,
    reading: PrefilterReading
  ) -> (ranges: [Range<Int>], isTruncated: Bool) {
    let (found, isTruncated) = search(file, reading)
    return (found.map { whole($0.range, in: file.bytes) }, isTruncated)
  }

  /// All of a value that goes on over several lines, as the body of a key does.
  private static func whole(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    let limit = min(bytes.count, range.upperBound + 20_000)
    var end = range.upperBound
    while end < limit, isEncoded(bytes[end]) || isBreak(bytes, at: end) { end += 1 }
    while end > range.upperBound, !isEncoded(bytes[end - 1]) { end -= 1 }
    return range.lowerBound..<end
  }

  private static func isEncoded(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"),
      UInt8(ascii: "="):
      true
    default: false
    }
  }

  /// Whether a line ends here and a long line of encoded bytes follows.
  private static func isBreak(_ bytes: [UInt8], at place: Int) -> Bool {
    guard bytes[place] == 0x0A || bytes[place] == 0x0D || bytes[place] == 0x20 else { return false }
    let rest = bytes[place...].prefix(80).drop { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }
    return rest.prefix(24).count == 24 && rest.prefix(24).allSatisfy(isEncoded)
  }

  /// The secrets of a file, each with its place in the bytes, so that values can be compared.
  package static func located(
    in file: RepositoryFile,
    reading: PrefilterReading
  ) -> [(range: Range<Int>, secret: HardCodedSecret)] {
    Array(search(file, reading).found.prefix(mostSecrets))
  }

  private static func search(
    _ file: RepositoryFile,
    _ reading: PrefilterReading
  ) -> (found: [SecretSearch.Found], isTruncated: Bool) {
    guard !reading.secretAnchors.isEmpty else { return ([], reading.isTruncated) }
    var search = SecretSearch(file: file, attemptsLeft: mostAttempts)
    for anchor in reading.secretAnchors where anchor.id != SecretRules.assignmentPattern {
      search.examine(anchor)
    }
    // Provider rules say more, so they come first and assignments take what is left.
    for anchor in reading.secretAnchors where anchor.id == SecretRules.assignmentPattern {
      search.examineAssignment(endingAt: anchor.end)
    }
    let found = search.found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    let isTruncated =
      reading.isTruncated || search.attemptsLeft <= 0 || found.count > mostSecrets
    return (found, isTruncated)
  }
}

/// One file's search.
private struct SecretSearch {
  typealias Found = (range: Range<Int>, secret: HardCodedSecret)

  let file: RepositoryFile
  let context: SecretContext
  let isGenerated: Bool
  let hasBareValues: Bool
  var attemptsLeft: Int
  var found: [Found] = []
  private var identifierPrefixes: [[UInt8]: Bool] = [:]

  init(file: RepositoryFile, attemptsLeft: Int) {
    self.file = file
    self.attemptsLeft = attemptsLeft
    context = SecretContext(path: file.path)
    isGenerated = SecretContext.isGenerated(path: file.path)
    hasBareValues = SecretContext.hasBareValues(path: file.path)
  }

  mutating func examine(_ match: PatternMatch) {
    let index = Int(match.id) - Int(SecretRules.firstPattern)
    guard SecretRules.anchors.indices.contains(index) else { return }
    for ruleIndex in SecretRules.anchors[index].rules {
      let prepared = SecretRules.prepared[ruleIndex]
      switch prepared.rule.placement {
      case .around(let lead): examine(match, prepared, lead: lead)
      case .assigned(let qualifiers):
        if !isGenerated { examine(match, prepared, qualifiers: qualifiers) }
      }
    }
  }

  private mutating func examine(_ match: PatternMatch, _ prepared: SecretRules.Prepared, lead: Int)
  {
    let last = match.start ?? match.end - 1
    let first = max(0, (match.start ?? match.end) - lead)
    guard first <= last else { return }
    for start in first...last {
      attemptsLeft -= 1
      guard attemptsLeft > 0 else { return }
      guard isBoundary(start) else { continue }
      guard let value = self.match(prepared, at: start) else { continue }
      accept(prepared.rule, value.captured)
      return
    }
  }

  /// Whether a token may begin at a place, rather than go on.
  private func isBoundary(_ start: Int) -> Bool {
    start == 0 || start >= file.bytes.count || !Self.isAlphanumeric(file.bytes[start])
      || !Self.isAlphanumeric(file.bytes[start - 1])
  }

  private mutating func examine(
    _ match: PatternMatch,
    _ prepared: SecretRules.Prepared,
    qualifiers: [String]
  ) {
    let bytes = file.bytes
    let limit = min(bytes.count, match.end + 100)
    var isAssigned = false
    var position = match.end
    while position < limit, bytes[position] != 10 {
      let byte = bytes[position]
      let previous = bytes[position - 1]
      if isAssigned, !Self.isValueByte(previous), Self.isValueByte(byte) {
        attemptsLeft -= 1
        guard attemptsLeft > 0 else { return }
        if let value = self.match(prepared, at: position),
          qualifies(from: match, to: position, qualifiers)
        {
          accept(prepared.rule, value.captured)
          return
        }
      }
      if Self.assigns.contains(byte) { isAssigned = true }
      position += 1
    }
  }

  mutating func examineAssignment(endingAt end: Int) {
    guard context == .source || context == .configuration, !isGenerated else { return }
    attemptsLeft -= 1
    guard attemptsLeft > 0 else { return }
    guard
      let assigned = AssignedSecret(
        in: file.bytes,
        endingAt: end,
        acceptsBareValues: hasBareValues
      )
    else { return }
    let value = String(decoding: file.bytes[assigned.range], as: UTF8.self)
    guard assigned.isConvincing(value: value), !isOneOfManyIdentifiers(value) else { return }
    add("assigned-secret", "Secret assigned to \(assigned.name)", assigned.range, .medium)
  }

  /// Whether a value bears a short prefix that other values of the file bear too, as identifiers
  /// in a table do.
  private mutating func isOneOfManyIdentifiers(_ value: String) -> Bool {
    let letters = value.utf8.prefix { Self.isAlphanumeric($0) }
    guard (2...6).contains(letters.count), value.utf8.dropFirst(letters.count).first == 0x5F else {
      return false
    }
    let prefix = Array(value.utf8.prefix(letters.count + 1))
    if let known = identifierPrefixes[prefix] { return known }
    // Each new prefix costs a pass over the file, so their number is bounded.
    guard identifierPrefixes.count < 32 else { return false }
    var found = 0
    var rest = file.bytes[...]
    while found < 4, let range = rest.firstRange(of: prefix) {
      found += 1
      rest = rest[range.upperBound...]
    }
    identifierPrefixes[prefix] = found >= 4
    return found >= 4
  }

  private func match(_ prepared: SecretRules.Prepared, at start: Int) -> BoundedExpression.Match? {
    let match = file.bytes.withUnsafeBytes { prepared.expression.match(in: $0, at: start) }
    guard let match else { return nil }
    let end = match.range.upperBound
    // A token that goes on is another token, unless the expression ends past it on purpose.
    guard
      match.captured.upperBound != end || end == file.bytes.count
        || !Self.isAlphanumeric(file.bytes[end])
    else { return nil }
    return match
  }

  private func qualifies(from match: PatternMatch, to end: Int, _ qualifiers: [String]) -> Bool {
    guard !qualifiers.isEmpty else { return true }
    let start = max(0, (match.start ?? match.end) - 40)
    var line = file.bytes[start..<end]
    if let newline = line.lastIndex(of: 10) { line = line[(newline + 1)...] }
    let text = String(decoding: line, as: UTF8.self).lowercased()
    return qualifiers.contains { text.holds($0) }
  }

  private mutating func accept(_ rule: SecretRule, _ range: Range<Int>) {
    let bytes = file.bytes[range]
    let value = String(decoding: bytes, as: UTF8.self)
    guard SecretJudgement.entropy(bytes) >= rule.entropy else { return }
    guard !SecretJudgement.isPlaceholder(value), !SecretJudgement.isTemplate(value) else { return }
    guard !SecretJudgement.holdsPlaceholder(value) else { return }
    var confidence = rule.confidence
    if SecretJudgement.isMadeUp(value) || isCalledExample(range) { confidence = .low }
    if let checksum = rule.checksum, !TokenChecksum.holds(checksum, for: bytes) {
      confidence = .low
    }
    if case .around = rule.placement, rule.id.hasSuffix("-url"), isLocal(after: range) {
      confidence = .low
    }
    add(rule.id, rule.title, range, confidence)
  }

  /// Whether the text before a value, on its line or the one above, calls it an example, as
  /// descriptions of an API do.
  private func isCalledExample(_ range: Range<Int>) -> Bool {
    let before = file.bytes[max(0, range.lowerBound - 160)..<range.lowerBound]
    let lines = before.split(separator: 10, omittingEmptySubsequences: false).suffix(2)
    return lines.contains { line in
      LowerText(String(decoding: line, as: UTF8.self)).range(of: Self.exampleWord) != nil
    }
  }

  private static let exampleWord = Array("example".utf8)

  /// Whether a password in a URL leads to the developer's own machine, or is no password at all.
  private func isLocal(after range: Range<Int>) -> Bool {
    let password = String(decoding: file.bytes[range], as: UTF8.self).lowercased()
    if SecretJudgement.commonPasswords.contains(password) { return true }
    let host = file.bytes[min(range.upperBound + 1, file.bytes.count)...].prefix { byte in
      Self.isAlphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
    let name = String(decoding: host.prefix(253), as: UTF8.self).lowercased()
    // A host without a dot is a service of the same compose file.
    return !name.contains(".") || name.hasPrefix("127.") || name.hasSuffix(".internal")
      || name.hasSuffix(".local") || name.hasSuffix(".localhost") || name == "0.0.0.0"
  }

  private mutating func add(
    _ rule: String,
    _ title: String,
    _ range: Range<Int>,
    _ confidence: Confidence
  ) {
    guard found.count <= SecretScanner.mostSecrets,
      !found.contains(where: { $0.range.overlaps(range) })
    else { return }
    let secret = HardCodedSecret(
      rule: rule,
      title: title,
      redacted: Self.redacted(file.bytes[range]),
      context: context.rawValue,
      confidence: confidence,
      location: file.location(atByte: range.lowerBound)
    )
    found.append((range, secret))
  }

  /// The first characters of a long value and a mask; of a short one the mask alone.
  private static func redacted(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.count >= 20 else { return "****" }
    let shown = bytes.prefix(4).allSatisfy { $0 > 32 && $0 < 127 } ? bytes.prefix(4) : []
    return String(decoding: shown, as: UTF8.self) + "****"
  }

  private static let assigns = Set("=:,(\"'` >".utf8)

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  private static func isValueByte(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
  }
}
