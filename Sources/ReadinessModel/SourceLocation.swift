/// A place in a file of the assessed repository.
package struct SourceLocation: Codable, Hashable, Sendable {
  /// Path relative to the repository's root, with forward slashes.
  package var file: String
  /// 1-based line.
  package var line: Int
  /// 1-based column, in UTF-16 units.
  package var column: Int
  /// 1-based last line, nil when it is the first line.
  package var endLine: Int?

  /// Creates a value from its parts.
  package init(file: String, line: Int, column: Int = 1, endLine: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.endLine = endLine
  }
}

extension SourceLocation: Comparable {
  /// Orders places by file, then line, then column.
  package static func < (left: Self, right: Self) -> Bool {
    (left.file, left.line, left.column, left.endLine ?? left.line)
      < (right.file, right.line, right.column, right.endLine ?? right.line)
  }
}

extension SourceLocation: CustomStringConvertible {
  /// The place as `file:line`, which editors and terminals can open.
  package var description: String { "\(file):\(line)" }
}
