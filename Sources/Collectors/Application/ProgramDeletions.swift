import ReadinessModel
import ScriptLanguage

/// Finds statements of a program that delete or anonymise the records of one subject.
///
/// What they are worth depends on what runs the program; see `StartedPrograms`.
enum ProgramDeletions {
  static func paths(in survey: ProgramSurvey) -> [DeletionPath] {
    guard runsQueries(survey) else { return [] }
    var found: [DeletionPath] = []
    let program = survey.program
    for (index, node) in program.nodes.enumerated() where [.string, .template].contains(node.kind) {
      let id = ScriptNodeID(index)
      let outer = survey.parent(id)
      if outer >= 0, program[outer].kind == .template { continue }
      guard let text = survey.looseString(id), text.utf8.count < 100_000 else { continue }
      found += paths(in: text, at: survey.location(id))
    }
    return found
  }

  private static let queries: Set<String> = [
    "query", "run", "execute", "exec", "raw", "unsafe", "any", "none", "result",
    "$queryRaw", "$queryRawUnsafe", "$executeRaw", "$executeRawUnsafe",
  ]

  /// Whether the program hands something to a database: a text that nobody runs deletes nothing.
  private static func runsQueries(_ survey: ProgramSurvey) -> Bool {
    survey.calls.contains { queries.contains($0.name) && $0.written.contains(".") }
  }

  /// Reads the statements in a text; those that go by age, or by nothing, are about no subject.
  static func paths(in text: String, at location: SourceLocation) -> [DeletionPath] {
    let words = text.lowercased().split { $0.isWhitespace || "();,".contains($0) }.map(String.init)
    guard words.contains("where"), words.contains(where: isParameter),
      !words.contains("interval"), !words.contains("<")
    else { return [] }
    var found: [DeletionPath] = []
    for at in words.indices.prefix(20_000) {
      if words[at] == "delete", at + 2 < words.count, words[at + 1] == "from" {
        found.append(path(words[at + 2], [], location))
      } else if words[at] == "update", at + 2 < words.count,
        let set = words[at...].prefix(6).firstIndex(of: "set")
      {
        let erases = erased(text, from: words[at + 1], words[(set + 1)...])
        if !erases.isEmpty { found.append(path(words[at + 1], erases, location)) }
      }
    }
    return found
  }

  private static func path(
    _ table: String,
    _ erases: [String],
    _ location: SourceLocation
  ) -> DeletionPath {
    let name = table.split(separator: ".").last.map(String.init) ?? table
    return DeletionPath(
      subject: name.filter { $0 != "\"" && $0 != "`" },
      isSoft: false,
      caller: "",
      erases: erases,
      location: location
    )
  }

  private static func isParameter(_ word: String) -> Bool {
    guard let mark = word.firstIndex(where: { "$?:@".contains($0) }) else { return false }
    let rest = word[mark...]
    return rest.hasPrefix("?") || rest.hasPrefix("$") && rest.dropFirst().first?.isNumber == true
      || rest.hasPrefix(":") && !rest.hasPrefix("::") && rest.count > 1 || rest.hasPrefix("@")
  }

  /// Columns that a list of assignments empties: they become NULL or a constant.
  private static func erased(
    _ text: String,
    from table: String,
    _ words: ArraySlice<String>
  ) -> [String] {
    var erases: [String] = []
    var words = words
    while let column = words.popFirst(), column != "where", words.first == "=" {
      words = words.dropFirst()
      // A value ends where the next column, or the condition, begins.
      let next = words.indices.first { index in
        words[index] == "where" || words[index] == "returning"
          || words.index(after: index) < words.endIndex && words[words.index(after: index)] == "="
      }
      let value = words[..<(next ?? words.endIndex)]
      words = words[(next ?? words.endIndex)...]
      let isConstant =
        value.first.map { first in
          first == "null" || first.hasPrefix("'")
            || ["date", "timestamp", "default"].contains(first)
            || first.allSatisfy(\.isNumber)
        } ?? false
      guard isConstant, !value.contains(where: isParameter) else { continue }
      let name = column.split(separator: ".").last.map(String.init) ?? column
      erases.append(name.filter { $0 != "\"" && $0 != "`" })
    }
    return erases
  }
}
