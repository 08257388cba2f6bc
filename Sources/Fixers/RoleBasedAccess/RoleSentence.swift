/// Reads a sentence such as `admin (full access), manager (team data), member (own data only)`.
///
/// Every word has to be understood; a guess about who may do what would be worse than a question.
package enum RoleSentence {
  /// What could not be understood.
  package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, and how to say it.
    package let description: String

    init(_ text: String) {
      description =
        text + "; write each role as in admin (full access), manager (team data, no settings),"
        + " auditor (read all data), member (own data only)"
    }
  }

  /// Reads the sentence.
  package static func read(_ text: String) throws(Problem) -> RoleMatrix {
    guard text.utf8.count <= 2_000 else { throw Problem("the sentence is too long") }
    var roles: [RoleMatrix.Role] = []
    for (name, grant) in try clauses(of: text) {
      guard !roles.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
        throw Problem("the role '\(name)' is there twice")
      }
      roles.append(try role(name, grant))
    }
    guard !roles.isEmpty else { throw Problem("no role was named") }
    guard roles.contains(where: \.hasFullAccess) else {
      throw Problem("no role has full access, so nobody could give roles or change settings")
    }
    return RoleMatrix(roles: roles)
  }

  // MARK: - Clauses

  /// Splits the sentence into roles and what is said of each.
  private static func clauses(of text: String) throws(Problem) -> [(name: String, grant: String)] {
    var clauses: [(name: String, grant: String)] = []
    for piece in pieces(of: text) {
      let words = piece.trimmed
      guard !words.isEmpty else { continue }
      if let (name, grant) = start(of: words) {
        clauses.append((name, grant))
      } else if let last = clauses.indices.last {
        clauses[last].grant += ", " + words
      } else {
        throw Problem("'\(words)' names no role")
      }
    }
    return clauses
  }

  /// Parts between commas, semicolons, full stops and line breaks outside parentheses.
  private static func pieces(of text: String) -> [String] {
    var pieces = [""]
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" {
        depth = max(0, depth - 1)
        pieces[pieces.count - 1].append(character)
        if depth == 0 { pieces.append("") }
        continue
      }
      if depth == 0, ",;.\n\r".contains(character) {
        pieces.append("")
      } else {
        pieces[pieces.count - 1].append(character)
      }
    }
    return pieces
  }

  private static let verbs: Set<String> = ["can", "has", "have", "may", "gets", "get", "sees"]

  /// The role a part begins with, nil when it goes on about the one before.
  private static func start(of piece: String) -> (name: String, grant: String)? {
    var rest = piece[...]
    while let word = rest.split(separator: " ").first,
      ["and", "the", "a", "an", "-", "*", "•"].contains(word.lowercased())
    {
      rest = rest[word.endIndex...].drop { $0 == " " }
    }
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    guard !name.isEmpty, name.first?.isLetter == true else { return nil }
    let after = rest[name.endIndex...].drop { $0 == " " }
    if after.first == "(" {
      let inner = after.dropFirst()
      return (String(name), String(inner.last == ")" ? inner.dropLast() : inner))
    }
    for mark in [":", "=", "->", "→", "– ", "— "] where after.hasPrefix(mark) {
      return (String(name), String(after.dropFirst(mark.count)))
    }
    let next = after.prefix { $0.isLetter }
    guard verbs.contains(next.lowercased()) else { return nil }
    let grant = after[next.endIndex...]
    return grant.first == "'" ? nil : (String(name), String(next.lowercased() + grant))
  }

  // MARK: - Grants

  private static func role(_ name: String, _ grant: String) throws(Problem) -> RoleMatrix.Role {
    var reads: RoleMatrix.Reach?
    var changes: RoleMatrix.Reach?
    var isChangeSaid = false
    var administers: Bool?
    var saysSomething = false
    for part in parts(of: grant) {
      let words = try GrantWords(part, of: name)
      if words.isEmpty { continue }
      saysSomething = true
      if words.isNegated {
        if words.settings { administers = false }
        if words.writes, !words.settings {
          changes = nil
          isChangeSaid = true
        }
        guard words.settings || words.writes || words.isNothing else {
          throw Problem("'\(part.trimmed)' says what \(name) may not do, but not what")
        }
        continue
      }
      if words.settings, words.reach == nil { administers = administers ?? true }
      guard let reach = words.reach else {
        if words.isReadOnly {
          changes = nil
          isChangeSaid = true
        }
        continue
      }
      let both = !words.reads && !words.writes && !words.isReadOnly
      if both || words.reads || words.isReadOnly { reads = max(reads ?? reach, reach) }
      if words.writes {
        changes = max(changes ?? reach, reach)
        isChangeSaid = true
      } else if words.isReadOnly || words.reads {
        isChangeSaid = true
      } else if both, !isChangeSaid {
        // To reach a team's data is to read it: what others own is theirs to change.
        changes = reach == .team && !words.isFull ? .own : reach
      }
      if words.isFull, reach == .all { administers = administers ?? true }
    }
    guard saysSomething else { throw Problem("nothing is said of what \(name) may reach") }
    return .init(
      name: name,
      reads: reads ?? changes,
      changes: changes,
      administers: administers ?? false
    )
  }

  /// Parts of a grant that each say one thing.
  private static func parts(of grant: String) -> [String] {
    var text = grant
    for mark in [" but ", " except ", " without ", " plus ", ";", "/"] {
      let kept = mark.contains("e") && mark != " plus " ? "," + mark : ","
      text = text.replacing(mark, with: kept)
    }
    return text.split(separator: ",").flatMap { part -> [String] in
      // `read team data and change own data` says two things; `read and write team data` says one.
      let sides = String(part).split(separator: " and ").map(String.init)
      return sides.count > 1 && sides.allSatisfy(GrantWords.namesReach) ? sides : [String(part)]
    }
  }
}

/// The words of one part of a grant.
private struct GrantWords {
  var reach: RoleMatrix.Reach?
  var reads = false
  var writes = false
  var isReadOnly = false
  var settings = false
  var isFull = false
  var isNothing = false
  var isNegated = false
  var isEmpty = true

  init(_ text: String, of role: String) throws(RoleSentence.Problem) {
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "'" || $0 == "’") }
    var speaksOfData = false
    for word in words {
      let plain = Self.plain(word)
      isEmpty = isEmpty && Self.filler.contains(plain)
      switch plain {
      case _ where Self.all.contains(plain):
        if reach == nil { reach = .all }
        isFull = isFull || plain != "all"
      case _ where Self.team.contains(plain): try narrow(to: .team, text, role)
      case _ where Self.own.contains(plain): try narrow(to: .own, text, role)
      case _ where Self.reading.contains(plain): reads = true
      case _ where Self.writing.contains(plain): writes = true
      case _ where Self.settings.contains(plain): settings = true
      case _ where Self.negations.contains(plain): isNegated = true
      case _ where Self.data.contains(plain): speaksOfData = true
      case "read-only", "readonly", "view-only": isReadOnly = true
      case "none", "nothing":
        isNegated = true
        isNothing = true
      case _ where Self.filler.contains(plain): continue
      default:
        throw RoleSentence.Problem("'\(word)' in '\(role) (\(text.trimmed))' was not understood")
      }
    }
    if reads, !writes, words.contains(where: { $0.lowercased() == "only" }), reach == nil {
      isReadOnly = true
    }
    if reach == .all, !speaksOfData, !reads, !writes { isFull = true }
    if isFull, reach != .all, !reads, !isReadOnly {
      reads = true
      writes = true
    }
    if isNegated, words.contains(where: { Self.plain($0) == "access" }), reach == nil, !settings {
      isNothing = true
    }
  }

  private mutating func narrow(
    to new: RoleMatrix.Reach,
    _ text: String,
    _ role: String
  ) throws(RoleSentence.Problem) {
    if let reach, reach != .all, reach != new {
      throw RoleSentence.Problem(
        "'\(role) (\(text.trimmed))' speaks of the team's and of one's own data at once"
      )
    }
    reach = new
  }

  /// Whether a text says whose data.
  static func namesReach(_ text: String) -> Bool {
    text.split { !($0.isLetter || $0 == "-" || $0 == "'" || $0 == "’") }.map(plain)
      .contains { all.contains($0) || team.contains($0) || own.contains($0) }
  }

  private static func plain(_ word: Substring) -> String {
    let lower = word.lowercased().replacing("’", with: "'")
    if ["can't", "don't"].contains(lower) { return "not" }
    return lower.hasSuffix("'s") ? String(lower.dropLast(2)) : lower
  }

  private static let all: Set<String> = [
    "all", "full", "everything", "every", "any", "anything", "complete", "unrestricted", "everyone",
    "everybody", "whole", "entire",
  ]
  private static let team: Set<String> = [
    "team", "teams", "team-level", "team-wide", "teammates", "group", "department",
  ]
  private static let own: Set<String> = [
    "own", "self", "mine", "personal", "themselves", "themself", "owned",
  ]
  private static let reading: Set<String> = [
    "read", "reads", "view", "views", "see", "sees", "list", "lists", "look",
  ]
  private static let writing: Set<String> = [
    "write", "writes", "edit", "edits", "change", "changes", "modify", "modifies", "update",
    "updates", "create", "creates", "delete", "deletes", "manage", "manages", "add", "adds",
    "read-write", "writing", "changing",
  ]
  private static let settings: Set<String> = [
    "settings", "setting", "users", "roles", "configuration", "administration",
  ]
  private static let negations: Set<String> = [
    "no", "not", "cannot", "without", "except", "never", "nor",
  ]
  private static let data: Set<String> = [
    "data", "records", "record", "rows", "resources", "objects", "information",
  ]
  private static let filler: Set<String> = [
    "access", "the", "to", "of", "and", "or", "can", "may", "has", "have", "get", "gets", "only",
    "their", "its", "his", "her", "they", "rights", "right", "level", "but", "a", "an", "are", "is",
    "that", "what", "belongs", "belong", "in", "on", "for", "also", "just", "plus", "with",
    "system",
    "company", "account", "organisation", "organization", "within",
  ]
}

extension String {
  /// The text without white space at either end.
  var trimmed: String {
    String(
      drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
    )
  }
}
