import ScriptLanguage

/// One value that picks rows in a statement of SQL.
struct SQLFilter {
  /// The column it is compared with, empty when it could not be told.
  let column: String
  let marks: ScriptMarks

  /// The values that stand after `WHERE`, as holes of a template or as parameters.
  static func values(of call: ScriptCall, _ text: String) -> [SQLFilter] {
    let lower = text.lowercased()
    guard let clause = lower.firstRange(of: "where") else { return [] }
    if case .pattern(let pieces) = call.argument(0) {
      let holes = holes(in: pieces)
      if !holes.isEmpty { return holes }
    }
    guard call.arguments.count > 1 else { return [] }
    guard case .list(let list) = call.argument(1) else {
      return [SQLFilter(column: "", marks: call.argument(1).marks(depth: 3))]
    }
    return parameters(
      list.elements,
      before: String(lower[..<clause.lowerBound]),
      condition: String(lower[clause.upperBound...])
    )
  }

  private static func holes(in pieces: [ScriptPiece]) -> [SQLFilter] {
    var seen = ""
    var values: [SQLFilter] = []
    for piece in pieces {
      switch piece {
      case .text(let part): seen += part.lowercased()
      case .hole(_, let value):
        guard seen.contains("where") else { continue }
        values.append(SQLFilter(column: lastColumn(of: seen), marks: value.marks()))
      }
    }
    return values
  }

  private static func parameters(
    _ elements: [ScriptValue],
    before: String,
    condition: String
  ) -> [SQLFilter] {
    let first = before.count { $0 == "?" }
    let segments = condition.split(separator: "?", omittingEmptySubsequences: false)
    var values: [SQLFilter] = []
    for (index, element) in elements.enumerated() {
      let marks = element.marks()
      if let before = text(before: index + 1, in: condition) {
        values.append(SQLFilter(column: lastColumn(of: before), marks: marks))
      } else if index >= first, index - first < segments.count - 1 {
        let before = String(segments[index - first])
        values.append(SQLFilter(column: lastColumn(of: before), marks: marks))
      }
    }
    return values
  }

  /// The text before a numbered parameter, nil when it does not occur.
  private static func text(before number: Int, in condition: String) -> String? {
    let name = "$\(number)"
    var rest = condition[...]
    while let range = rest.firstRange(of: name) {
      let isWhole = range.upperBound == rest.endIndex || !rest[range.upperBound].isNumber
      if isWhole { return String(condition[..<range.lowerBound]) }
      rest = rest[range.upperBound...]
    }
    return nil
  }

  /// The name before the comparison that a text ends with, without its table.
  private static func lastColumn(of text: String) -> String {
    let words = text.suffix(120).split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }
    let operators: Set<Substring> = ["in", "any", "is", "like", "ilike", "not", "eq"]
    let name = words.last { !operators.contains($0) } ?? ""
    return name.split(separator: ".").last.map(String.init) ?? ""
  }
}
