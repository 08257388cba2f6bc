package import ReadinessModel

/// A function of the database as a migration defines it, as far as it bears on how long rows stay.
package struct StoredFunction: Codable, Hashable, Sendable {
  /// Its name without its schema, in lower case.
  package var name: String
  /// Functions that it calls, in the same form.
  package var calls: [String]
  /// Every other name and text in its body, in lower case.
  package var names: [String]
  /// The number it answers, where it does nothing else.
  package var constant: Int?
  /// Whether it drops a table, or empties one.
  package var dropsTable: Bool
  /// Whether it compares something with the present.
  package var comparesWithNow: Bool
  /// Days of an interval that it names.
  package var intervalDays: Int?
  /// Tables that it adds rows to.
  package var adds: [String]
  /// The definition.
  package var location: SourceLocation

  private static let mostNames = 2_000

  /// Reads what follows `CREATE FUNCTION`; nil when no body is there.
  init?(_ cursor: inout SQLCursor, at location: SourceLocation) {
    _ = cursor.accept("IF", "NOT", "EXISTS")
    guard let name = cursor.tableName()?.lowercased(), cursor.parenthesised() != nil else {
      return nil
    }
    guard cursor.advance(past: "AS"), let body = cursor.current, body.kind == .string,
      body.text.utf8.count < 200_000
    else { return nil }
    self.name = name
    self.location = location
    let tokens = SQLLexer.tokens(of: Array(body.text.utf8)[...])
    calls = []
    names = []
    adds = []
    for (index, token) in tokens.enumerated() where names.count < Self.mostNames {
      guard [.word, .quotedName, .string].contains(token.kind) else { continue }
      let isCall =
        token.kind != .string && index + 1 < tokens.count && tokens[index + 1].isSymbol("(")
      if isCall {
        calls.append(token.text.lowercased())
      } else {
        names.append(token.text.lowercased())
      }
      if token.keyword == "INTO", index > 0, tokens[index - 1].keyword == "INSERT" {
        var rest = SQLCursor(tokens[(index + 1)...])
        if let table = rest.tableName() { adds.append(table.lowercased()) }
      }
    }
    let answer = tokens.filter { !$0.isSymbol(";") }
    constant =
      answer.count == 2 && answer[0].keyword == "SELECT" && answer[1].kind == .number
      ? Int(answer[1].text) : nil
    let text = body.text.lowercased()
    let words = text.split { $0.isWhitespace || "'();".contains($0) }
    dropsTable = zip(words, words.dropFirst()).contains { first, second in
      (first == "drop" || first == "truncate") && second == "table"
    }
    let present: Set<String> = ["now", "clock_timestamp", "statement_timestamp"]
    comparesWithNow =
      tokens.contains { $0.isSymbol("<") || $0.isSymbol(">") }
      && (calls.contains { present.contains($0) }
        || names.contains { ["current_date", "current_timestamp"].contains($0) })
    intervalDays = PurgeJobs.interval(text)
  }
}

/// Functions of the database that drop what is past its time.
///
/// They delete nothing before something calls them.
package struct StoredExpiry: Hashable, Sendable {
  /// The function's name without its schema, in lower case.
  package var function: String
  /// The table whose parts it drops, nil when the caller names it.
  package var table: String?
  /// The age past which they go, nil when it is not a literal.
  package var ageDays: Int?
  /// Whether what was dropped is recorded.
  package var writesLog: Bool

  /// Finds them among the functions of a repository.
  ///
  /// A function counts when it drops a table, and it or a function that it calls compares something
  /// with the present. Its table is the one partitioned table that it names.
  package static func find(in files: [FileDataModels]) -> [StoredExpiry] {
    var functions: [String: StoredFunction] = [:]
    // The last definition is the one in force.
    for file in files.sorted(by: { NaturalOrder.precedes($0.file, $1.file) }) {
      for function in file.functions { functions[function.name] = function }
    }
    let partitioned = Set(
      files.flatMap(\.statements).filter { $0.kind == .partition }.map { $0.table.lowercased() }
    )
    return functions.values.filter(\.dropsTable).sorted { $0.location < $1.location }
      .prefix(500).compactMap { function -> StoredExpiry? in
        let reached = reached(from: function, functions)
        guard reached.contains(where: \.comparesWithNow) else { return nil }
        let own = tables(named: function.names, partitioned)
        let all = own.isEmpty ? tables(named: reached.flatMap(\.names), partitioned) : own
        return StoredExpiry(
          function: function.name,
          table: all.count == 1 ? all.first : nil,
          ageDays: age(of: function, functions),
          writesLog: function.adds.contains { table in
            ["deletion", "purge", "audit", "disposal"].contains { table.contains($0) }
          }
        )
      }
  }

  /// The function, and what it calls, a few calls deep.
  private static func reached(
    from function: StoredFunction,
    _ functions: [String: StoredFunction]
  ) -> [StoredFunction] {
    var result: [StoredFunction] = []
    var seen: Set<String> = []
    var open = [function]
    while let next = open.popLast(), result.count < 100 {
      guard seen.insert(next.name).inserted else { continue }
      result.append(next)
      open += next.calls.compactMap { functions[$0] }
    }
    return result
  }

  private static func tables(named names: [String], _ partitioned: Set<String>) -> Set<String> {
    partitioned.filter { table in
      names.contains { name in
        guard let at = name.firstRange(of: table) else { return false }
        let rest = name[at.upperBound...]
        let isStart = name[..<at.lowerBound].last.map { !$0.isLetter && $0 != "_" } ?? true
        return isStart && (rest.first.map { !$0.isLetter } ?? true)
      }
    }
  }

  /// The days that the function itself goes by: an interval, or what one function answers.
  private static func age(
    of function: StoredFunction,
    _ functions: [String: StoredFunction]
  ) -> Int? {
    let answered = Set(function.calls.compactMap { functions[$0]?.constant })
    if let days = function.intervalDays, answered.isEmpty, function.comparesWithNow { return days }
    return answered.count == 1 ? answered.first : nil
  }
}
