import ScriptLanguage

/// What an `INSERT` of SQL writes into the column of a company.
enum SQLInsert {
  /// Whether every row gets the caller's company, as a parameter that derives from the caller alone.
  static func givesCompany(_ columns: [String], _ text: String, _ call: ScriptCall) -> Bool {
    guard let column = columns.firstIndex(where: AccessWords.isCompany),
      columns.count(where: AccessWords.isCompany) == 1,
      let rows = text.lowercased().firstRange(of: "values"), call.arguments.count > 1,
      case .list(let list) = call.argument(1)
    else { return false }
    let values = text[rows.upperBound...]
    guard let open = values.firstIndex(of: "("),
      let items = items(values[values.index(after: open)...]), column < items.count,
      // Rows after the first may be given another.
      values.count(where: { $0 == "(" }) == items.joined().count(where: { $0 == "(" }) + 1
    else { return false }
    let item = items[column]
    let position =
      item == "?"
      ? items[..<column].joined().count { $0 == "?" }
      : item.hasPrefix("$") ? (Int(item.dropFirst()) ?? 0) - 1 : -1
    return list.elements.indices.contains(position) && isOfCaller(list.elements[position])
  }

  /// Whether a value derives from the caller's credentials, and from nothing that the caller may choose.
  static func isOfCaller(_ value: ScriptValue) -> Bool {
    let marks = value.marks(depth: 3)
    return marks.contains(.identity) && !marks.contains(.request)
  }

  /// The items of a list up to its closing bracket; nil when it has none.
  private static func items(_ text: Substring) -> [String]? {
    var items = [""]
    var depth = 0
    for character in text.prefix(20_000) {
      switch character {
      case ")" where depth == 0: return items
      case "," where depth == 0: items.append("")
      case " ", "\n", "\t", "\r": continue
      default:
        depth += character == "(" ? 1 : character == ")" ? -1 : 0
        items[items.count - 1].append(character)
      }
    }
    return nil
  }
}
