import Foundation
import ReadinessModel

/// Takes personal data out of texts and values: e-mail addresses, addresses of machines, and names.
///
/// Every person keeps one mark in a whole package, so that a reader sees that author and approver are
/// different people without learning who. The mark is a number and no digest: names and addresses are
/// so few that anybody could try them all against a digest.
///
/// A name is known from the places where only a person can stand, and is then taken out wherever it
/// stands as a word. A name that is a word of the framework too, such as `security`, is taken out only
/// where a person stands.
final class PersonalData {
  /// What was taken out, told in the list of redactions.
  enum Part: String, CaseIterable {
    case name = "names of people"
    case email = "e-mail addresses"
    case address = "addresses of machines"
  }

  private static let onePerson: Set<String> = [
    "actor", "author", "approver", "approvedBy", "reviewer", "reviewedBy", "reviewed_by",
    "deployer",
    "login", "signed-by", "merged-by", "dismissed-by", "addedBy", "authorEmail", "committer",
    "owner", "acceptedBy", "performedBy", "decided_by",
  ]
  private static let people: Set<String> = ["approvers", "reviewers", "owners", "participants"]
  /// Accounts that are nobody in particular.
  private static let nobody: Set<String> = [
    "", "root", "runner", "ci", "admin", "system", "unknown", "none", "github-actions",
    "dependabot",
    "web-flow", "nobody", "team",
  ]

  /// Parts that were taken out since the last time somebody asked.
  private var taken: Set<Part> = []
  private var names: Set<String> = []
  /// Names of several words, by the first.
  private var longNames: [String: [String]] = [:]
  private var ambiguous: Set<String> = []
  private var marks: [String: String] = [:]
  private var counts: [Part: Int] = [:]
  private let words: Set<String>

  /// Creates a value; `words` are those that cannot be told from names.
  init(words: Set<String>) { self.words = words }

  /// Tells what was taken out since the last call.
  func takeParts() -> [Part] {
    defer { taken = [] }
    return Part.allCases.filter(taken.contains)
  }

  // MARK: - Learning

  /// Learns the names that stand in a value where only a person can.
  func learn(from json: CanonicalJSON, except others: Set<String> = []) {
    visit(json, key: nil, others: others)
  }

  /// Learns a name.
  func learn(_ name: String) {
    let name = Self.trimmed(name)
    let key = name.lowercased()
    guard !Self.nobody.contains(key), !key.hasSuffix("[bot]"), !Self.isEmail(key),
      name.utf8.count >= 2, name.utf8.count <= 200
    else { return }
    if words.contains(key) || name.utf8.count < 3 || key.allSatisfy(\.isNumber) {
      ambiguous.insert(key)
    } else if let space = key.firstIndex(of: " ") {
      let first = String(key[..<space])
      if longNames[first]?.contains(key) != true { longNames[first, default: []].append(key) }
    } else {
      names.insert(key)
    }
  }

  private func visit(_ json: CanonicalJSON, key: String?, others: Set<String>) {
    switch json {
    case .object(let members):
      for member in members { visit(member.value, key: member.name, others: others) }
    case .array(let values): for value in values { visit(value, key: key, others: others) }
    case .string(let text):
      guard let key, !others.contains(text.lowercased()) else { return }
      if Self.onePerson.contains(key) {
        learn(text)
      } else if Self.people.contains(key) {
        for part in text.split(whereSeparator: { " ,;".contains($0) }) { learn(String(part)) }
      }
    case .null, .bool, .number: return
    }
  }

  private static func trimmed(_ name: String) -> String {
    var text = name.trimmingCharacters(in: .whitespacesAndNewlines)
    if text.hasPrefix("@") { text.removeFirst() }
    return text
  }

  // MARK: - Taking out

  /// A value with every text in it redacted.
  func redacted(_ json: CanonicalJSON, key: String? = nil) -> CanonicalJSON {
    switch json {
    case .object(let members):
      .object(
        of: Dictionary(
          members.map { (text($0.name), redacted($0.value, key: $0.name)) },
          uniquingKeysWith: { first, _ in first }
        )
      )
    case .array(let values): .array(values.map { redacted($0, key: key) })
    case .string(let value): .string(person(value, key: key) ?? text(value))
    case .null, .bool, .number: json
    }
  }

  /// A value of any type, redacted; nil when it cannot be read any more.
  func redacted<Value: Codable>(_ value: Value) throws -> Value? {
    let encoder = JSONEncoder()
    let json = try CanonicalJSON(reading: encoder.encode(value))
    return try? JSONDecoder().decode(Value.self, from: Data(redacted(json).bytes))
  }

  /// The whole text of a field where only a person stands.
  private func person(_ value: String, key: String?) -> String? {
    guard let key else { return nil }
    if Self.onePerson.contains(key), ambiguous.contains(Self.trimmed(value).lowercased()) {
      return mark(.name, Self.trimmed(value).lowercased())
    }
    guard Self.people.contains(key) else { return nil }
    let parts = value.split(whereSeparator: { " ,;".contains($0) }).map(String.init)
    guard parts.contains(where: { ambiguous.contains(Self.trimmed($0).lowercased()) }) else {
      return nil
    }
    return parts.map { part in
      let name = Self.trimmed(part).lowercased()
      return ambiguous.contains(name) ? mark(.name, name) : text(part)
    }.joined(separator: " ")
  }

  private func mark(_ part: Part, _ value: String) -> String {
    taken.insert(part)
    let key = "\(part.rawValue)\u{0}\(value)"
    if let mark = marks[key] { return mark }
    let number = counts[part, default: 0] + 1
    counts[part] = number
    let word =
      switch part {
      case .name: "person"
      case .email: "e-mail"
      case .address: "address"
      }
    marks[key] = "[\(word) \(number)]"
    return "[\(word) \(number)]"
  }

  /// A text with marks in the place of personal data.
  func text(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    var isChanged = false
    while let start = rest.firstIndex(where: Self.isWord) {
      result += rest[..<start]
      let end = rest[start...].firstIndex { !Self.isWord($0) } ?? rest.endIndex
      let run = String(rest[start..<end])
      if let (whole, mark) = longName(at: start, in: rest, first: run) {
        result += mark
        rest = rest[whole...]
        isChanged = true
        continue
      }
      let shown = redactedRun(run)
      isChanged = isChanged || shown != run
      result += shown
      rest = rest[end...]
    }
    return isChanged ? result + rest : text
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "._%+@:-".contains(character)
  }

  private func longName(
    at start: String.Index,
    in text: Substring,
    first run: String
  ) -> (String.Index, String)? {
    guard let candidates = longNames[run.lowercased()] else { return nil }
    for name in candidates.sorted(by: { ($1.count, $0) < ($0.count, $1) }) {
      let part = text[start...].prefix(name.count)
      guard part.lowercased() == name else { continue }
      let next = text[part.endIndex...].first
      if next.map({ $0.isLetter || $0.isNumber }) == true { continue }
      return (part.endIndex, mark(.name, name))
    }
    return nil
  }

  /// A run of characters without spaces, redacted.
  private func redactedRun(_ run: String) -> String {
    let core = run.trimmingCharacters(in: CharacterSet(charactersIn: ".:-"))
    guard !core.isEmpty else { return run }
    if core != run {
      guard let range = run.range(of: core) else { return run }
      return run[..<range.lowerBound] + redactedRun(core) + run[range.upperBound...]
    }
    if Self.isSixthAddress(run) { return mark(.address, run.lowercased()) }
    if run.contains(":") {
      return run.split(separator: ":", omittingEmptySubsequences: false)
        .map { redactedRun(String($0)) }.joined(separator: ":")
    }
    if Self.isEmail(run) { return mark(.email, run.lowercased()) }
    if Self.isFourthAddress(run) { return mark(.address, run) }
    let name = Self.trimmed(run).lowercased()
    if names.contains(name) { return mark(.name, name) }
    return redactedParts(of: run)
  }

  /// Parts between dots, dashes and the like, each of which may be a name.
  private func redactedParts(of run: String) -> String {
    let separators = "._-@+%"
    guard run.contains(where: { separators.contains($0) }) else { return run }
    var result = ""
    var part = ""
    for character in run + "." {
      guard separators.contains(character) else {
        part.append(character)
        continue
      }
      let name = part.lowercased()
      result += names.contains(name) ? mark(.name, name) : part
      result.append(character)
      part = ""
    }
    return String(result.dropLast())
  }

  private static func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { return false }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last, last.count >= 2 else { return false }
    return labels.allSatisfy { !$0.isEmpty } && last.allSatisfy(\.isLetter)
  }

  private static func isFourthAddress(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, text != "0.0.0.0", parts.first != "127" else { return false }
    return parts.allSatisfy { part in
      part.count <= 3 && part.allSatisfy(\.isASCII)
        && Int(part).map { (0...255).contains($0) } == true
    }
  }

  private static func isSixthAddress(_ text: String) -> Bool {
    let colons = text.count { $0 == ":" }
    guard colons == 7 || colons >= 2 && text.contains("::"), text.utf8.count >= 5 else {
      return false
    }
    return text.allSatisfy { $0 == ":" || $0.isASCII && $0.isHexDigit }
  }
}
