package import ReadinessModel

/// What a plan is wanted for, apart from the gaps.
package struct PlanRequest: Hashable, Sendable {
  /// The day work may begin; moved to the next Monday when it falls on a weekend.
  package var startsOn: CivilDay
  /// People who work at the same time.
  package var engineers: Int
  /// Months that the audit window is to last.
  package var windowMonths: Int
  /// Names of the fixers that have something to do in the repository.
  package var fixers: Set<String>

  /// Creates a request.
  package init(
    startsOn: CivilDay,
    engineers: Int = 1,
    windowMonths: Int = 3,
    fixers: Set<String> = []
  ) {
    self.startsOn = startsOn
    self.engineers = min(max(engineers, 1), 1000)
    self.windowMonths = min(max(windowMonths, 1), 120)
    self.fixers = fixers
  }
}
