/// Writes comma-separated values as RFC 4180 has them.
enum CSVText {
  /// Characters with which a spreadsheet lets a formula begin, full-width ones among them.
  private static let formulaStarts: Set<Character> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]

  /// Writes rows of cells, each with the line break the format asks for.
  static func lines(_ rows: [[String]]) -> String {
    rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }

  /// Quotes a cell, and keeps a spreadsheet from taking it for a formula.
  static func cell(_ text: String) -> String {
    var text = SafeText.line(text)
    if let first = text.first(where: { !$0.isWhitespace }), formulaStarts.contains(first) {
      text = "'" + text
    }
    guard text.contains(where: { "\",\n".contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
