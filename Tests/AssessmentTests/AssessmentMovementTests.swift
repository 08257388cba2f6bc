import Assessment
import ReadinessModel
import Testing

@Suite("What moved between two assessments")
struct AssessmentMovementTests {
  private func assessment(_ outcomes: [(ControlID, CheckID, Outcome, line: Int)])
    -> ReadinessAssessment
  {
    SmallProfile.assess(
      outcomes.map { SmallProfile.control($0.0, requires: [$0.1]) },
      outcomes.map { _, check, outcome, line in
        Finding(
          check: check,
          outcome: outcome,
          severity: .high,
          message: "\(check) is \(outcome.rawValue)",
          locations: [SourceLocation(file: "src/app.ts", line: line)]
        )
      }
    )
  }

  @Test("a control that passes now is told with the check that made it")
  func better() {
    let comparison = ReadinessComparison(
      from: assessment([("A-1", "a", .doesNotHold, 1), ("B-1", "b", .holds, 1)]),
      to: assessment([("A-1", "a", .holds, 1), ("B-1", "b", .holds, 1)])
    )
    #expect(comparison.moved.map(\.control) == ["A-1"])
    #expect(comparison.moved[0].direction == .better)
    #expect(comparison.moved[0].checks.map(\.check) == ["a"])
    #expect(comparison.moved[0].checks[0].gapsBefore == 1)
    #expect(comparison.moved[0].checks[0].gapsAfter == 0)
    #expect(comparison.remaining.isEmpty)
    #expect(comparison.categories.map(\.before?.passing) == [1])
    #expect(comparison.categories.map(\.after.passing) == [2])
    #expect(!comparison.hasWorsened)
  }

  @Test("what cannot be seen any more is worse than what failed")
  func worse() {
    let comparison = ReadinessComparison(
      from: assessment([("A-1", "a", .doesNotHold, 1)]),
      to: assessment([("A-1", "a", .notObservable, 1)])
    )
    #expect(comparison.moved.map(\.direction) == [.worse])
    #expect(comparison.hasWorsened)
    #expect(comparison.remaining.map(\.control) == ["A-1"])
  }

  @Test("a gap that only moved in its file is no new one")
  func movedLines() {
    let before = assessment([("A-1", "a", .doesNotHold, 1)])
    let after = assessment([("A-1", "a", .doesNotHold, 90)])
    #expect(ReadinessComparison(from: before, to: after).newGaps.isEmpty)
    let sound = assessment([("A-1", "a", .holds, 1)])
    #expect(ReadinessComparison(from: sound, to: after).newGaps.map(\.control) == ["A-1"])
  }

  @Test("two assessments that are the same have nothing to tell but what remains")
  func same() {
    let one = assessment([("A-1", "a", .unconfirmed, 1), ("B-1", "b", .holds, 1)])
    let comparison = ReadinessComparison(from: one, to: one)
    #expect(comparison.moved.isEmpty)
    #expect(comparison.newGaps.isEmpty)
    #expect(comparison.remaining.map(\.direction) == [.same])
  }
}
