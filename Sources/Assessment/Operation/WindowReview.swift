package import ReadinessModel

/// Tells of each control how far it has come in showing that it operates.
///
/// A break restarts the run of clean days and is never forgotten; a period that is over without
/// evidence is a break, because nobody can say what happened in it.
package struct WindowReview: Sendable {
  private let controls: [Control]
  private let today: CivilDay

  /// Creates a review of a profile's controls, as of a day.
  package init(of controls: [Control], on today: CivilDay) {
    self.controls = controls
    self.today = today
  }

  /// The windows, in the profile's order.
  package func windows(
    observations: [ControlObservation],
    deviations: [Deviation] = []
  ) -> [ObservationWindow] {
    clocks(observations, deviations).map(\.window)
  }

  /// How much of an engagement's period each control has evidence for, in the profile's order.
  package func coverage(
    of period: DaySpan,
    observations: [ControlObservation],
    deviations: [Deviation] = []
  ) -> [EngagementCoverage] {
    clocks(observations, deviations).map { $0.coverage(of: period) }
  }

  private func clocks(
    _ observations: [ControlObservation],
    _ deviations: [Deviation]
  ) -> [ControlClock] {
    let byControl = Dictionary(grouping: observations, by: \.control)
    return controls.map { control in
      ControlClock(
        control: control,
        observations: byControl[control.id] ?? [],
        deviations: deviations.filter { $0.controls.contains(control.id) && $0.interruptsControl },
        today: today
      )
    }
  }
}
