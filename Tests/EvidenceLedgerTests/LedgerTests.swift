import EvidenceLedger
import Foundation
import MerkleLog
import ReadinessModel
import TestSupport
import Testing

@Suite("A ledger of evidence")
struct LedgerTests {
  @Test("records come back as they were added, in order, also from another opening")
  func roundTrip() throws {
    let fixture = try LedgerFixture()
    let added = try fixture.add(5)
    #expect(added.map(\.id.description) == ["EV-1", "EV-2", "EV-3", "EV-4", "EV-5"])
    #expect(try fixture.ledger.records() == added)
    #expect(try fixture.ledger.record(EvidenceID(index: 3)) == added[3])
    #expect(try fixture.ledger.record(EvidenceID(index: 5)) == nil)
    try fixture.ledger.close()
    let again = try Ledger.open(at: fixture.path, mode: .reading)
    #expect(again.origin == "acme/evidence")
    #expect(try again.records() == added && again.size() == 5)
  }

  @Test("records are found by control, kind and the time they speak of")
  func queries() throws {
    let fixture = try LedgerFixture()
    try fixture.add(6)
    func titles(_ query: EvidenceQuery) throws -> [String] {
      try fixture.ledger.records(matching: query).map(\.title)
    }
    #expect(
      try titles(EvidenceQuery(control: "SEC-3"))
        == ["Observation 1", "Observation 3", "Observation 5"]
    )
    #expect(try titles(EvidenceQuery(kinds: [.check])) == ["Observation 0", "Observation 3"])
    let interval = EffectiveInterval(
      from: LedgerFixture.start.adding(seconds: 2),
      to: LedgerFixture.start.adding(seconds: 3)
    )
    #expect(try titles(EvidenceQuery(effective: interval)) == ["Observation 2", "Observation 3"])
  }

  @Test("a ledger in which everything fits verifies, and says what its checkpoint covers")
  func verifies() throws {
    let fixture = try LedgerFixture()
    try fixture.addWithPayloads(20)
    try fixture.checkpoint(after: 30)
    try fixture.add(3, from: 40)
    let report = fixture.ledger.verify()
    #expect(report.holds, "\(report.problems)")
    #expect(report.records == 23 && report.covered == 20 && report.payloads == 20)
    #expect(report.coveredAt == LedgerFixture.start.adding(seconds: 30))
    #expect(report.notes.count == 1)
    let leaves = try fixture.ledger.records().map(\.canonicalBytes)
    var range = CompactRange()
    for leaf in leaves { range.append(TreeHash(leaf: leaf)) }
    #expect(report.root == range.root.base64)
  }

  @Test("an empty ledger can be signed, and so can one in which nothing happened")
  func silence() throws {
    let fixture = try LedgerFixture()
    try fixture.checkpoint(after: 0)
    try fixture.checkpoint(after: 7 * 86_400)
    let names = try FileManager.default.contentsOfDirectory(atPath: fixture.path + "/checkpoints")
    #expect(names.count == 2)
    #expect(fixture.ledger.verify().holds && fixture.ledger.verify().checkpoints == 2)
  }

  @Test("a proof shows to anybody with the public key that a record is in the ledger")
  func proofs() throws {
    let fixture = try LedgerFixture()
    let records = try fixture.add(11)
    #expect(throws: LedgerFailure.self) {
      try fixture.ledger.inclusionProof(of: EvidenceID(index: 4))
    }
    try fixture.checkpoint(after: 20)
    try fixture.add(2, from: 30)
    for record in records {
      let proof = try fixture.ledger.inclusionProof(of: record.id)
      let read = try TransparencyProof(reading: Array(proof.description.utf8))
      try read.verify(
        entry: record.canonicalBytes,
        origin: "acme/evidence",
        keys: [fixture.key.verifier(.ed25519)]
      )
    }
    #expect(throws: LedgerFailure.self) {
      try fixture.ledger.inclusionProof(of: EvidenceID(index: 12))
    }
  }

  @Test("content is kept once, by its digest, and has to be there before a record names it")
  func payloads() throws {
    let fixture = try LedgerFixture()
    let payload = try fixture.ledger.keep(Array("hello".utf8), mediaType: "text/plain")
    #expect(payload.sha256.hasPrefix("2cf24dba5fb0a30e"))
    #expect(try fixture.ledger.keep(Array("hello".utf8), mediaType: "text/plain") == payload)
    #expect(try fixture.ledger.content(of: payload) == Array("hello".utf8))
    var missing = payload
    missing.sha256 = String(repeating: "0", count: 64)
    #expect(throws: LedgerFailure.self) {
      try fixture.ledger.append(
        [LedgerFixture.draft(1, payload: missing)],
        clock: { LedgerFixture.start }
      )
    }
    missing.sha256 = "../../../../etc/passwd"
    #expect(throws: LedgerFailure.self) { try fixture.ledger.content(of: missing) }
    #expect(try fixture.ledger.size() == 0)
  }

  @Test("a record that no entry can hold is refused, and nothing of its batch stays")
  func tooLarge() throws {
    let fixture = try LedgerFixture()
    var large = LedgerFixture.draft(1)
    large.fields["log"] = String(repeating: "x", count: 70_000)
    #expect(throws: LedgerFailure.self) {
      try fixture.ledger.append([LedgerFixture.draft(0), large], clock: { LedgerFixture.start })
    }
    #expect(try fixture.ledger.size() == 0 && fixture.ledger.verify().holds)
  }
}
