/// What an auditor was, or will be, asked to examine.
package struct Engagement: Codable, Hashable, Sendable {
  /// The type of the report.
  package enum ReportType: String, Codable, Hashable, Sendable, CaseIterable {
    /// Design at a date.
    case typeI = "I"
    /// Design and operation over a period.
    case typeII = "II"
  }

  /// Its name, which goes into the seed of every sample.
  package var name: String
  /// The type of the report.
  package var type: ReportType
  /// The period examined; a single day for Type I.
  package var period: DaySpan
  /// Name of the table that says how many items are drawn from a population.
  package var sampling: String

  /// Creates a value from its parts.
  package init(name: String, type: ReportType, period: DaySpan, sampling: String) {
    self.name = name
    self.type = type
    self.period = period
    self.sampling = sampling
  }
}
