/// The items drawn from a population, with everything needed to draw them again.
package struct Sample: Codable, Hashable, Sendable {
  /// One item drawn.
  package struct Selection: Codable, Hashable, Sendable {
    /// Number of the run of items that it was drawn from, from 0.
    package var run: Int
    /// Position of the item in the population, from 0.
    package var position: Int
    /// The item.
    package var item: String

    /// Creates a value from its parts.
    package init(run: Int, position: Int, item: String) {
      self.run = run
      self.position = position
      self.item = item
    }
  }

  /// The population.
  package var population: String
  /// SHA-256 of the population's file, in hexadecimal.
  package var populationDigest: String
  /// Items in the population.
  package var populationSize: Int
  /// Name of the engagement.
  package var engagement: String
  /// The control it is drawn for.
  package var control: ControlID
  /// Name of the table that says how many items are drawn.
  package var table: String
  /// The seed, in hexadecimal.
  package var seed: String
  /// The items drawn, in the population's order.
  package var selections: [Selection]

  /// Creates a value from its parts.
  package init(
    population: String,
    populationDigest: String,
    populationSize: Int,
    engagement: String,
    control: ControlID,
    table: String,
    seed: String,
    selections: [Selection]
  ) {
    self.population = population
    self.populationDigest = populationDigest
    self.populationSize = populationSize
    self.engagement = engagement
    self.control = control
    self.table = table
    self.seed = seed
    self.selections = selections
  }
}
