import Assessment
import ReadinessModel
import Testing

@Suite("A control that only its history decides")
struct HistoryConclusionTests {
  private let control: Control = {
    var control = SmallProfile.control("D-1", requires: ["deletes"])
    control.operation = OperationModel(
      kind: "event",
      cadence: "per deletion",
      minimumDays: 30,
      decidedBy: "records of deletion"
    )
    return control
  }()

  private func judged(
    _ outcome: Outcome = .holds,
    by state: ObservationWindow.State? = nil
  ) -> ReadinessAssessment {
    let assessment = SmallProfile.assess([control], [SmallProfile.finding("deletes", outcome)])
    guard let state else { return assessment }
    let window = ObservationWindow(
      control: "D-1",
      title: "Control D-1",
      cadence: .perEvent,
      state: state,
      cleanDays: 12,
      requiredDays: 30,
      earliestCloseOn: Moment(secondsSince1970: 0).day,
      reason: "Day 12 of 30, since 2026-11-12"
    )
    let profile = ControlProfile(
      id: "p",
      title: "P",
      criteriaInScope: ["T1.1"],
      controls: [control]
    )
    return HistoryConclusion.apply([window], to: assessment, by: profile)
  }

  @Test("however well it is built, it is collecting while nothing was recorded")
  func nothingRecorded() {
    let assessment = judged()
    #expect(assessment.controls[0].design == .collecting)
    #expect(assessment.summary.passing == 0)
    #expect(assessment.summary.collecting == 1)
    #expect(assessment.summary.assessed == 1)
    #expect(
      assessment.controls[0].reason
        == "It is built to work; 30 days of records of deletion have to show that it does, and none"
        + " were kept yet"
    )
  }

  @Test(
    "only a window that is sufficient lets it pass",
    arguments: ObservationWindow.State.allCases
  )
  func windows(state: ObservationWindow.State) {
    let assessment = judged(by: state)
    let isEnough = state == .sufficient
    #expect(assessment.controls[0].design == (isEnough ? .passing : .collecting))
    #expect(assessment.summary.passing == (isEnough ? 1 : 0))
    #expect(assessment.criteria[0].passing == (isEnough ? 1 : 0))
  }

  @Test("it says on which day of how many it is")
  func progress() {
    #expect(judged(by: .collecting).controls[0].reason.contains("Day 12 of 30, since 2026-11-12"))
  }

  @Test("a history does not mend how it is built")
  func failing() {
    #expect(judged(.doesNotHold, by: .sufficient).controls[0].design == .failing)
    #expect(judged(.notObservable, by: .sufficient).controls[0].design == .notAssessed)
  }
}
