/// Finds, in a request, the sentence that says which role may reach what.
///
/// What the roles mean is read by the fix itself; here only the sentence is found and brought into the form
/// that is shown. A sentence that is not understood is left out, and the fix asks.
enum RolePhrase {
  /// The roles of a request, as `admin (full access), member (own data only)`; nil when none are named.
  static func find(in text: String) -> String? {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return inParentheses(line) ?? inWords(line)
  }

  /// Roles that are written with parentheses, word for word.
  private static func inParentheses(_ line: String) -> String? {
    guard let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"), open < close
    else { return nil }
    var start = open
    while start > line.startIndex, line[line.index(before: start)] == " " {
      start = line.index(before: start)
    }
    while start > line.startIndex, isName(line[line.index(before: start)]) {
      start = line.index(before: start)
    }
    guard start < open else { return nil }
    return String(line[start...close])
  }

  /// Roles that are written as clauses: admins can do everything, members only their own data.
  private static func inWords(_ line: String) -> String? {
    guard let colon = line.lastIndex(where: { ":–—".contains($0) }) else { return nil }
    let clauses = line[line.index(after: colon)...].split { ",;.".contains($0) }
    var roles: [String] = []
    for clause in clauses {
      let words = Words(String(clause)).words.filter { $0 != "and" && $0 != "the" }
      guard let role = words.first, words.count > 1, let reach = reach(words.dropFirst()) else {
        return nil
      }
      roles.append("\(role.hasSuffix("s") ? String(role.dropLast()) : role) (\(reach))")
    }
    return roles.isEmpty ? nil : roles.joined(separator: ", ")
  }

  private static func reach(_ words: ArraySlice<String>) -> String? {
    let words = Set(words)
    if words.contains("own") || words.contains("themselves") { return "own data only" }
    if !words.isDisjoint(with: ["team", "team's", "teams"]) { return "team data" }
    if !words.isDisjoint(with: ["everything", "full", "anything"]) { return "full access" }
    return nil
  }

  private static func isName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "-_".contains(character)
  }
}
