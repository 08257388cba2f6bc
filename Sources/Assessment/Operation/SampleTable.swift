/// How many items are drawn from a population, by the number of items in it.
///
/// No standard gives sizes; firms differ, and the auditor draws in the end. What is drawn here shows
/// what an auditor would see.
package struct SampleTable: Hashable, Sendable {
  /// Its name, as written in settings.
  package let name: String
  /// What it does, in a sentence.
  package let summary: String
  private let sizes: @Sendable (Int) -> Int

  /// The tables there are; the first is used unless settings name another.
  package static let all = [tenth, stepped]

  /// The table of a name.
  package static func named(_ name: String) -> SampleTable? { all.first { $0.name == name } }

  /// How many of so many items are drawn.
  package func size(of population: Int) -> Int { min(population, sizes(population)) }

  /// All of fewer than 5, 5 of up to 50, a tenth of up to 250, 25 of more.
  private static let tenth = SampleTable(
    name: "tenth",
    summary: "all of fewer than 5, 5 of up to 50, a tenth of up to 250, 25 of more"
  ) { count in
    switch count {
    case ..<5: count
    case ...50: 5
    case ...250: (count + 9) / 10
    default: 25
    }
  }

  /// All of up to 10, 8 of up to 50, 15 of up to 250, 25 of more.
  private static let stepped = SampleTable(
    name: "stepped",
    summary: "all of up to 10, 8 of up to 50, 15 of up to 250, 25 of more"
  ) { count in
    switch count {
    case ...10: count
    case ...50: 8
    case ...250: 15
    default: 25
    }
  }

  private init(name: String, summary: String, sizes: @escaping @Sendable (Int) -> Int) {
    self.name = name
    self.summary = summary
    self.sizes = sizes
  }

  /// Whether two tables have the same name.
  package static func == (left: Self, right: Self) -> Bool { left.name == right.name }

  /// Feeds the name.
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
