import Assessment
import ReadinessModel
import TestSupport
import Testing

@Suite("A control passes only when every required check was assessed and none falls short")
struct VerdictTests {
  @Test(
    "the verdict follows from the worst that is certain",
    arguments: [
      ([.holds, .holds], DesignStatus.passing),
      ([.holds, .notApplicable], .passing),
      ([.holds, .doesNotHold], .failing),
      ([.doesNotHold, .notObservable, .unconfirmed], .failing),
      ([.holds, .unconfirmed], .warning),
      ([.unconfirmed, .notObservable], .warning),
      ([.holds, .notObservable], .notAssessed),
      ([.notObservable, .needsAttestation], .notAssessed),
      ([.holds, .needsAttestation], .needsAttestation),
      ([.notApplicable, .notApplicable], .notApplicable),
      ([], .notAssessed),
    ] as [([Outcome], DesignStatus)]
  )
  func verdict(outcomes: [Outcome], expected: DesignStatus) {
    #expect(Verdict.design(requiring: outcomes) == expected)
    #expect(Verdict.design(requiring: outcomes.reversed()) == expected)
  }

  @Test("a control that its history decides never passes by how it is built")
  func history() {
    for outcomes in [[Outcome.holds], [.holds, .notApplicable]] {
      #expect(Verdict.design(requiring: outcomes, isDecidedByHistory: true) == .collecting)
    }
    #expect(Verdict.design(requiring: [.doesNotHold], isDecidedByHistory: true) == .failing)
  }

  @Test("a check without findings was not seen")
  func noFindings() { #expect(CheckConclusion.outcome(over: []) == .notObservable) }

  @Test("what names alone suggest confirms nothing, either way", arguments: Outcome.allCases)
  func namesAlone(outcome: Outcome) {
    let finding = Finding(
      check: "a-check",
      outcome: outcome,
      severity: .high,
      confidence: .low,
      message: "Suggested"
    )
    let isClaim = outcome == .holds || outcome == .doesNotHold
    #expect(CheckConclusion.outcome(of: finding) == (isClaim ? .unconfirmed : outcome))
  }

  @Test("one subject that falls short decides for all")
  func worstSubject() {
    let findings = [Outcome.holds, .holds, .doesNotHold, .notApplicable].map {
      Finding(check: "a-check", outcome: $0, severity: .high, message: "Message")
    }
    #expect(CheckConclusion.outcome(over: findings) == .doesNotHold)
  }
}

@Suite("Effort is a fixed part and a part for each item")
struct EffortTests {
  private let model = EffortModel(
    fixedLow: 1,
    fixedHigh: 1.25,
    perItemLow: 0.1,
    perItemHigh: 0.2,
    itemsAtMost: 10
  )

  @Test("items past the most cost nothing more")
  func itemsAtMost() {
    #expect(model.days(items: 3) == EffortRange(low: 1.3, high: 1.85))
    #expect(model.days(items: 10) == model.days(items: 1_000))
  }

  @Test("a number of items that makes no sense is none")
  func negative() { #expect(model.days(items: -5) == EffortRange(low: 1, high: 1.25)) }
}
