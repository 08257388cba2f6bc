import EvidenceLedger
import Foundation
import GRDB
import MerkleLog
import ReadinessModel
import TestSupport
import Testing

@Suite("What happens to a ledger is found")
struct DamageTests {
  /// A ledger at rest, with everything that can be in one.
  private static func fixture() throws -> LedgerFixture {
    let fixture = try LedgerFixture()
    try fixture.addWithPayloads(12)
    try fixture.checkpoint(after: 20)
    try fixture.add(30, from: 30)
    try fixture.checkpoint(after: 40)
    try fixture.ledger.close()
    return fixture
  }

  private static func report(_ fixture: LedgerFixture) throws -> LedgerReport {
    let ledger = try Ledger.open(at: fixture.path, mode: .appending)
    let report = ledger.verify()
    try ledger.close()
    return report
  }

  /// Changes the tables as somebody would who knows them.
  private static func attack(_ fixture: LedgerFixture, _ statements: String...) throws {
    let queue = try DatabaseQueue(path: fixture.path + "/ledger.db")
    try queue.write { database in
      for trigger in ["record_stays", "record_remains"] {
        try database.execute(sql: "DROP TRIGGER \(trigger)")
      }
      for statement in statements { try database.execute(sql: statement) }
      for (trigger, event) in [("record_stays", "UPDATE"), ("record_remains", "DELETE")] {
        try database.execute(
          sql: "CREATE TRIGGER \(trigger) BEFORE \(event) ON record "
            + "BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"
        )
      }
    }
    try queue.close()
  }

  @Test("a single bit that fell over is found, wherever it is", arguments: 1...4)
  func flips(seed: UInt64) throws {
    let fixture = try Self.fixture()
    let files = try FileManager.default.subpathsOfDirectory(atPath: fixture.path)
      .map { "\(fixture.path)/\($0)" }.sorted()
      .filter { (try? FileHandle(forReadingFrom: URL(filePath: $0)).readToEnd()) != nil }
    var generator = SeededGenerator(seed: seed)
    let sizes = try files.map { try Data(contentsOf: URL(filePath: $0)).count }
    for _ in 0..<60 {
      var position = Int.random(in: 0..<sizes.reduce(0, +), using: &generator)
      let index = try #require(
        sizes.indices.first { index in
          defer { position -= sizes[index] }
          return position < sizes[index]
        }
      )
      position += sizes[index]
      let file = URL(filePath: files[index])
      let whole = try Data(contentsOf: file)
      var damaged = whole
      damaged[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      try damaged.write(to: file)
      let ledger = try? Ledger.open(at: fixture.path, mode: .reading)
      #expect(ledger?.verify().holds != true, "\(files[index]), byte \(position)")
      try? ledger?.close()
      try whole.write(to: file)
    }
  }

  @Test("so is one in what a killed process left beside the ledger", arguments: 1...2)
  func flipsBesideTheLedger(seed: UInt64) throws {
    // The ledger stays open, so its last commits are in the log beside it, as after a kill.
    let fixture = try LedgerFixture()
    try fixture.addWithPayloads(12)
    try fixture.checkpoint(after: 20)
    let folder = try TemporaryFolder()
    let copy = folder.path + ".auditwright"
    try FileManager.default.copyItem(atPath: fixture.path, toPath: copy)
    let log = URL(filePath: copy + "/ledger.db-wal")
    let ledger = URL(filePath: copy + "/ledger.db")
    let (whole, before) = (try Data(contentsOf: log), try Data(contentsOf: ledger))
    try #require(whole.count > 50_000)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      var damaged = whole
      let position = Int.random(in: 0..<whole.count, using: &generator)
      damaged[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      try damaged.write(to: log)
      let opened = try? Ledger.open(at: copy, mode: .appending)
      #expect(opened?.verify().holds != true, "byte \(position)")
      try opened?.close()
      try before.write(to: ledger)
      try? FileManager.default.removeItem(atPath: ledger.path + "-shm")
    }
    try whole.write(to: log)
    let opened = try Ledger.open(at: copy, mode: .appending)
    #expect(try opened.verify().holds && opened.size() == 12)
    try opened.close()
  }

  @Test("a changed, a missing and an exchanged record are named")
  func changedRecords() throws {
    for (statement, record) in [
      (
        "UPDATE record SET leaf = CAST(replace(leaf, 'Observation 5', 'Observation 6') AS BLOB) WHERE position = 5",
        5
      ),
      ("DELETE FROM record WHERE position = 7", 7),
      (
        "UPDATE record SET nodes = (SELECT nodes FROM record WHERE position = 8) WHERE position = 3",
        3
      ),
      (
        "UPDATE record SET leaf = (SELECT leaf FROM record WHERE position = 9) WHERE position = 10",
        10
      ),
    ] {
      let fixture = try Self.fixture()
      try Self.attack(fixture, statement)
      let report = try Self.report(fixture)
      #expect(!report.holds)
      #expect(report.firstMisfit == EvidenceID(index: record), "\(statement): \(report.problems)")
    }
  }

  @Test("records that were cut off, though every page and hash fits, are missed by a checkpoint")
  func cutOff() throws {
    let fixture = try Self.fixture()
    // Written with the seals of pages in place, as Auditwright itself would write it.
    try Self.attack(fixture, "DELETE FROM record WHERE position >= 40")
    let report = try Self.report(fixture)
    #expect(report.problems.map(\.part) == [.checkpoint])
    #expect(report.firstMisfit == EvidenceID(index: 40))
    #expect(report.covered == 12)
    let ledger = try Ledger.open(at: fixture.path, mode: .appending)
    #expect(throws: LedgerFailure.self) {
      try ledger.checkpoint(signedBy: fixture.key, at: LedgerFixture.start.adding(seconds: 90))
    }
  }

  @Test("a ledger that was put back from yesterday is not the one that was signed today")
  func rolledBack() throws {
    let fixture = try LedgerFixture()
    try fixture.add(5)
    try fixture.ledger.close()
    let old = try Data(contentsOf: URL(filePath: fixture.path + "/ledger.db"))
    let ledger = try LedgerFixture.open(fixture.folder)
    try ledger.append([LedgerFixture.draft(9)], clock: { LedgerFixture.start.adding(seconds: 9) })
    try ledger.checkpoint(signedBy: fixture.key, at: LedgerFixture.start.adding(seconds: 10))
    try ledger.close()
    try old.write(to: URL(filePath: fixture.path + "/ledger.db"))
    #expect(try Self.report(fixture).problems.map(\.part) == [.checkpoint])
  }

  @Test("content that was changed or lost is named with its record")
  func payloads() throws {
    let fixture = try Self.fixture()
    let folder = URL(filePath: fixture.path + "/payloads")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.contains("/") }.sorted()
    try Data("else".utf8).write(to: folder.appending(path: files[0]))
    try FileManager.default.removeItem(at: folder.appending(path: files[1]))
    let report = try Self.report(fixture)
    #expect(report.problems.map(\.part) == [.payload, .payload])
    #expect(report.problems.allSatisfy { $0.record != nil })
  }

  @Test("content that a crash left is harmless, and damage to it is told all the same")
  func unnamedPayloads() throws {
    let fixture = try Self.fixture()
    let ledger = try Ledger.open(at: fixture.path, mode: .appending)
    let left = try ledger.keep(Array("left".utf8), mediaType: "text/plain")
    let report = ledger.verify()
    #expect(report.holds && report.notes.contains { $0.hasPrefix("1 payload is named by no") })
    let file = "\(fixture.path)/payloads/\(left.sha256.prefix(2))/\(left.sha256.dropFirst(2))"
    try Data("lost".utf8).write(to: URL(filePath: file))
    #expect(ledger.verify().problems.map(\.part) == [.payload])
  }

  @Test("a checkpoint by a key that is not trusted does not count")
  func wrongKey() throws {
    let fixture = try Self.fixture()
    let other = try #require(
      NoteSigningKey(name: "acme/evidence", seed: Data(repeating: 8, count: 32))
    )
    let ledger = try Ledger.open(at: fixture.path, mode: .reading)
    let trusted = ledger.verify(trusting: [
      fixture.key.verifier(.ed25519), fixture.key.verifier(.cosignature),
    ])
    #expect(trusted.holds)
    let untrusted = ledger.verify(trusting: [other.verifier(.ed25519)])
    #expect(untrusted.problems.map(\.part) == [.checkpoint, .checkpoint])
    #expect(untrusted.covered == 0)
  }

  @Test("of a damaged ledger, what is intact can be read and exported")
  func salvage() throws {
    let fixture = try Self.fixture()
    let file = URL(filePath: fixture.path + "/ledger.db")
    var bytes = try Data(contentsOf: file)
    // The page of a leaf is overwritten, the way a bad sector would be.
    let page = bytes.count / 4096 - 1
    bytes.replaceSubrange((page * 4096)..<((page + 1) * 4096), with: Data(count: 4096))
    try bytes.write(to: file)
    let ledger = try Ledger.open(at: fixture.path, mode: .reading)
    #expect(!ledger.verify().holds)
    let evidence = try ledger.intactRecords()
    #expect(!evidence.lost.isEmpty && !evidence.records.isEmpty)
    #expect(evidence.records.count + evidence.lost.count == 42)
    let summary = try ledger.export(to: fixture.folder.path + "saved")
    #expect(summary.records == evidence.records.count && !summary.missing.isEmpty)
    #expect(try fixture.folder.read("saved/MISSING.txt").contains("EV-"))
  }
}
