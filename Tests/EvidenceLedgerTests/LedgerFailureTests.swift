import EvidenceLedger
import Testing

@Suite("Failures of the ledger")
struct LedgerFailureTests {
  @Test("a failure says what happened and what to do next")
  func saysBoth() {
    let failure = LedgerFailure("the disk is full", next: "Free some space.")
    #expect(failure.message == "the disk is full" && failure.next == "Free some space.")
  }
}
