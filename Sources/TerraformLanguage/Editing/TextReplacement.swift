/// New text for part of a file; an empty range inserts.
package struct TextReplacement: Hashable, Sendable {
  /// The bytes that are replaced.
  package var range: Range<Int>
  /// What stands there afterwards.
  package var text: String

  /// Creates a replacement from its parts.
  package init(range: Range<Int>, text: String) {
    self.range = range
    self.text = text
  }
}
