import EvidenceLedger
import Foundation
import MerkleLog
import ReadinessModel
import TestSupport
import Testing

/// A ledger in a folder that is there for one test.
struct LedgerFixture {
  static let start = Moment(secondsSince1970: 1_790_000_000)

  let folder: TemporaryFolder
  let ledger: Ledger
  let key: NoteSigningKey

  init() throws {
    folder = try TemporaryFolder()
    ledger = try Self.open(folder)
    key = try #require(
      NoteSigningKey(name: "acme/evidence", seed: Data(repeating: 7, count: 32))
    )
  }

  var path: String { folder.path + ".auditwright" }

  static func open(_ folder: TemporaryFolder) throws -> Ledger {
    try Ledger.open(
      at: folder.path + ".auditwright",
      mode: .creating(origin: "acme/evidence")
    )
  }

  static func draft(_ number: Int, payload: EvidencePayload? = nil) -> EvidenceDraft {
    EvidenceDraft(
      kind: number % 3 == 0 ? .check : .configuration,
      controls: number % 2 == 0 ? ["CHG-1"] : ["SEC-3", "CHG-1"],
      title: "Observation \(number)",
      source: EvidenceSource(system: "github.com", location: "acme/shop"),
      collector: EvidenceCollector(name: "auditwright", version: "0.1.0"),
      query: "GET /repos/acme/shop/branches/main/protection",
      observedAt: start.adding(seconds: number),
      payload: payload,
      outcome: .holds
    )
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/ledger.db")
  }

  @discardableResult
  func add(_ count: Int, from first: Int = 0) throws -> [EvidenceRecord] {
    try ledger.append(
      (first..<(first + count)).map { Self.draft($0) },
      clock: { Self.start.adding(seconds: first) }
    )
  }

  func addWithPayloads(_ count: Int) throws {
    for number in 0..<count {
      let payload = try ledger.keep(
        Array("id,title\n\(number),\"Change \(number)\"\n".utf8),
        mediaType: "text/csv",
        rows: 1
      )
      try ledger.append(
        [Self.draft(number, payload: payload)],
        clock: { Self.start.adding(seconds: number) }
      )
    }
  }

  func checkpoint(after seconds: Int) throws {
    try ledger.checkpoint(signedBy: key, at: Self.start.adding(seconds: seconds))
  }
}
