/// What is known of how controls operated, as of a day.
package struct OperationReport: Codable, Hashable, Sendable {
  /// Version of this value's shape.
  package var schemaVersion: Int
  /// The day.
  package var asOf: CivilDay
  /// Name of the repository's folder.
  package var repository: String
  /// What the auditor is to examine, nil when it is not agreed yet.
  package var engagement: Engagement?
  /// Records in the ledger; nil when there is none.
  package var records: Int?
  /// How far each control has come.
  package var windows: [ObservationWindow]
  /// How much of the engagement's period has evidence; empty when no period is agreed.
  package var coverage: [EngagementCoverage]
  /// Where controls did not do their work.
  package var deviations: [Deviation]
  /// What an auditor is likely to write, for the engagement's period or else for everything so far.
  package var forecasts: [ExceptionForecast]
  /// Everything that controls should have acted on.
  package var populations: [Population]
  /// What could not be read, with the reason.
  package var notSeen: [String]

  /// Creates a value from its parts.
  package init(
    schemaVersion: Int = 1,
    asOf: CivilDay,
    repository: String,
    engagement: Engagement? = nil,
    records: Int? = nil,
    windows: [ObservationWindow] = [],
    coverage: [EngagementCoverage] = [],
    deviations: [Deviation] = [],
    forecasts: [ExceptionForecast] = [],
    populations: [Population] = [],
    notSeen: [String] = []
  ) {
    self.schemaVersion = schemaVersion
    self.asOf = asOf
    self.repository = repository
    self.engagement = engagement
    self.records = records
    self.windows = windows
    self.coverage = coverage
    self.deviations = deviations
    self.forecasts = forecasts
    self.populations = populations
    self.notSeen = notSeen
  }
}
