/// How much of an engagement's period a control has evidence for, as of a day.
package struct EngagementCoverage: Codable, Hashable, Sendable {
  /// The control.
  package var control: ControlID
  /// What is counted: `days` for controls that act on events, otherwise periods of the cadence.
  package var unit: String
  /// How many the whole period has.
  package var total: Int
  /// How many are over.
  package var expected: Int
  /// How many of those hold good evidence.
  package var held: Int
  /// Those that are over and hold none, or evidence that the control did not hold.
  package var lacking: [DaySpan]

  /// Creates a value from its parts.
  package init(
    control: ControlID,
    unit: String,
    total: Int,
    expected: Int,
    held: Int,
    lacking: [DaySpan] = []
  ) {
    self.control = control
    self.unit = unit
    self.total = total
    self.expected = expected
    self.held = held
    self.lacking = lacking
  }
}
