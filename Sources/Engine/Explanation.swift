/// What a name stands for, in parts that a front end lays out.
package struct Explanation: Hashable, Sendable {
  /// A heading and what stands under it.
  package struct Section: Hashable, Sendable {
    /// The heading; empty for none.
    package var heading: String
    /// Paragraphs, or the items of a list.
    package var lines: [String]
    /// Whether the lines are the items of a list.
    package var isList: Bool
  }

  /// The name and its title.
  package var title: String
  /// What there is to say, in order.
  package var sections: [Section]

  /// Creates an explanation without sections.
  init(title: String) {
    self.title = title
    sections = []
  }

  mutating func say(_ text: String, under heading: String = "") {
    guard !text.isEmpty else { return }
    sections.append(Section(heading: heading, lines: [text], isList: false))
  }

  mutating func list(_ lines: [String], under heading: String) {
    guard !lines.isEmpty else { return }
    sections.append(Section(heading: heading, lines: lines, isList: true))
  }
}
