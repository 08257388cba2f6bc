import EvidenceLedger
import Foundation
import GRDB
import ReadinessModel
import TestSupport
import Testing

@Suite("What a ledger refuses, it refuses with what to do next")
struct RefusalTests {
  private func failure(_ work: () throws -> Void) -> LedgerFailure? {
    do {
      try work()
      return nil
    } catch {
      return error as? LedgerFailure
    }
  }

  @Test("a clock that went back is told; a reason lets the record in, and stays with it")
  func clock() throws {
    let fixture = try LedgerFixture()
    try fixture.add(1, from: 7_200)
    let early = { LedgerFixture.start.adding(seconds: 3_600) }
    let refusal = failure {
      try fixture.ledger.append([LedgerFixture.draft(1)], clock: early)
    }
    #expect(refusal?.message.hasPrefix("the clock went back") == true)
    #expect(refusal?.next.contains("--clock-was-wrong") == true)
    let records = try fixture.ledger.append(
      [LedgerFixture.draft(1), LedgerFixture.draft(2)],
      clock: early,
      clockCorrection: "the clock was an hour ahead until noon"
    )
    #expect(records.map(\.receivedAt) == [early(), early()])
    #expect(records.map(\.clockCorrection) == ["the clock was an hour ahead until noon", nil])
    let report = fixture.ledger.verify()
    #expect(report.holds && report.notes.contains { $0.contains("an hour ahead") })
  }

  @Test("a clock that went back by less than a minute stands still")
  func smallStep() throws {
    let fixture = try LedgerFixture()
    try fixture.add(1, from: 100)
    let records = try fixture.ledger.append(
      [LedgerFixture.draft(1)],
      clock: { LedgerFixture.start.adding(seconds: 60) },
      clockCorrection: "not needed"
    )
    #expect(records[0].receivedAt == LedgerFixture.start.adding(seconds: 100))
    #expect(records[0].clockCorrection == nil && fixture.ledger.verify().holds)
  }

  @Test("a ledger that was opened for reading takes nothing")
  func readOnly() throws {
    let fixture = try LedgerFixture()
    try fixture.add(2)
    try fixture.ledger.close()
    let ledger = try Ledger.open(at: fixture.path, mode: .reading)
    let refusal = failure {
      try ledger.append([LedgerFixture.draft(1)], clock: { LedgerFixture.start })
    }
    #expect(refusal?.message.contains("read-only") == true)
    #expect(try ledger.size() == 2)
  }

  @Test("a ledger of a newer program, and a database that is none, are left alone")
  func foreign() throws {
    let fixture = try LedgerFixture()
    try fixture.ledger.close()
    let path = fixture.path + "/ledger.db"
    for (change, words) in [
      ("PRAGMA user_version = 9", "newer"), ("PRAGMA application_id = 1", "no ledger"),
    ] {
      let queue = try DatabaseQueue(path: path)
      try queue.write { try $0.execute(sql: change) }
      try queue.close()
      let refusal = failure { _ = try LedgerFixture.open(fixture.folder) }
      #expect(refusal?.message.contains(words) == true, "\(String(describing: refusal))")
    }
    try Data("no database at all, though long enough to be looked at\n".utf8)
      .write(to: URL(filePath: path))
    #expect(
      failure { _ = try LedgerFixture.open(fixture.folder) }?.message.contains("damaged") == true
    )
  }

  @Test("a ledger that is gone is not made anew while its checkpoints say that it was there")
  func gone() throws {
    let fixture = try LedgerFixture()
    try fixture.add(1)
    try fixture.checkpoint(after: 1)
    try fixture.ledger.close()
    try FileManager.default.removeItem(atPath: fixture.path + "/ledger.db")
    #expect(
      failure { _ = try LedgerFixture.open(fixture.folder) }?.message.contains("is gone") == true
    )
    #expect(failure { _ = try Ledger.open(at: fixture.path, mode: .reading) } != nil)
  }

  @Test("links lead nowhere: neither the folder nor the file may be one")
  func links() throws {
    let fixture = try LedgerFixture()
    try fixture.add(1)
    try fixture.ledger.close()
    let other = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: other.path + ".auditwright",
      withDestinationPath: fixture.path
    )
    #expect(failure { _ = try LedgerFixture.open(other) } != nil)
    let third = try TemporaryFolder([".auditwright/x": ""])
    try FileManager.default.createSymbolicLink(
      atPath: third.path + ".auditwright/ledger.db",
      withDestinationPath: fixture.path + "/ledger.db"
    )
    #expect(failure { _ = try LedgerFixture.open(third) } != nil)
  }

  @Test("no way of writing past the ledger's own gets through by mistake")
  func triggers() throws {
    let fixture = try LedgerFixture()
    try fixture.add(3)
    let queue = try DatabaseQueue(path: fixture.path + "/ledger.db")
    for statement in ["DELETE FROM record", "UPDATE record SET leaf = x'00'"] {
      #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: statement) } }
    }
    try queue.close()
    #expect(fixture.ledger.verify().holds)
  }
}
