import EvidenceLedger
import Foundation
import GRDB
import MerkleLog
import ReadinessModel

/// Measures the ledger beside SQLite itself, with the same bytes and the same durability.
enum Measuring {
  /// Seconds that measuring one at a time may take.
  private static let secondsOneAtATime = 10.0

  static func run(folder: String, records count: Int) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let leaves = try oneAtATime(folder)
    tell("bytes of a record", Double(leaves[0].count), "bytes")
    try bareOneAtATime(folder, leaves)
    for batch in [100, 10_000] {
      let path = "\(folder)/batch-\(batch)"
      try batches(path, of: batch, count: count)
      if batch == 10_000 { try reading(path, count: count) }
    }
    let large = try Ledger.open(at: "\(folder)/batch-10000", mode: .reading)
    try bareBatches(folder, of: 100, large, count: count)
    try bareBatches(folder, of: 10_000, large, count: count)
    try large.close()
    tell("peak memory", Double(peakMemory()) / 1_048_576, "MiB")
  }

  // MARK: - Appending

  private static func oneAtATime(_ folder: String) throws -> [[UInt8]] {
    let ledger = try create("\(folder)/one")
    let moment = SampleEvidence.now()
    var leaves: [[UInt8]] = []
    let seconds = try repeating { number in
      let draft = SampleEvidence.draft("Observation \(number)", number: number, at: moment)
      let records = try ledger.append([draft], clock: { moment })
      leaves += records.map(\.canonicalBytes)
    }
    try ledger.close()
    tell("ledger, one at a time", Double(leaves.count) / seconds, "records/s")
    return leaves
  }

  private static func bareOneAtATime(_ folder: String, _ leaves: [[UInt8]]) throws {
    let queue = try bareDatabase("\(folder)/bare-one.db")
    var count = 0
    let seconds = try repeating { number in
      try insert(number, leaves[number % leaves.count], into: queue)
      count += 1
    }
    try queue.close()
    tell("bare SQLite, one at a time", Double(count) / seconds, "rows/s")
  }

  private static func insert(_ number: Int, _ leaf: [UInt8], into queue: DatabaseQueue) throws {
    try queue.writeWithoutTransaction { database in
      try database.inTransaction(.immediate) {
        try database.cachedStatement(sql: "INSERT INTO record (position, leaf) VALUES (?, ?)")
          .execute(arguments: [number, Data(leaf)])
        return .commit
      }
    }
  }

  private static func repeating(_ work: (Int) throws -> Void) throws -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    var number = 0
    while seconds(start.duration(to: clock.now)) < secondsOneAtATime {
      try work(number)
      number += 1
    }
    return seconds(start.duration(to: clock.now))
  }

  private static func batches(_ path: String, of batch: Int, count: Int) throws {
    let ledger = try create(path)
    let moment = SampleEvidence.now()
    let time = try measure {
      for start in stride(from: 0, to: count, by: batch) {
        let drafts = (start..<min(count, start + batch)).map {
          SampleEvidence.draft("Observation \($0)", number: $0, at: moment)
        }
        try ledger.append(drafts, clock: { moment })
      }
    }
    try ledger.close()
    tell("ledger, batches of \(batch)", Double(count) / time, "records/s")
  }

  private static func bareBatches(
    _ folder: String,
    of batch: Int,
    _ ledger: Ledger,
    count: Int
  ) throws {
    let path = "\(folder)/bare-\(batch).db"
    let queue = try bareDatabase(path)
    var time = 0.0
    for start in stride(from: 0, to: count, by: batch * 10) {
      let leaves = try (start..<min(count, start + batch * 10)).map { position in
        Data(try ledger.record(EvidenceID(index: position))?.canonicalBytes ?? [])
      }
      time += try measure {
        for first in stride(from: 0, to: leaves.count, by: batch) {
          try queue.writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
              let statement = try database.cachedStatement(
                sql: "INSERT INTO record (position, leaf) VALUES (?, ?)"
              )
              for offset in first..<min(leaves.count, first + batch) {
                try statement.execute(arguments: [start + offset, leaves[offset]])
              }
              return .commit
            }
          }
        }
      }
    }
    try queue.close()
    tell("bare SQLite, batches of \(batch)", Double(count) / time, "rows/s")
    tell("bare SQLite, file", size(path), "MB")
  }

  private static func bareDatabase(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { database in
      _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
      try database.execute(
        sql: "CREATE TABLE record (position INTEGER PRIMARY KEY, leaf BLOB NOT NULL) STRICT"
      )
    }
    return queue
  }

  // MARK: - Reading

  private static func reading(_ path: String, count: Int) throws {
    let ledger = try Ledger.open(at: path, mode: .appending)
    tell("ledger, file", size("\(path)/ledger.db"), "MB")
    tell(
      "signing a checkpoint",
      try measure {
        try ledger.checkpoint(signedBy: SampleEvidence.key(), at: SampleEvidence.now())
      } * 1_000,
      "ms"
    )
    var bytes = 0
    let step = max(1, count / 1_000)
    let proofs = stride(from: 0, to: count, by: step)
    let time = try measure {
      for index in proofs {
        bytes += try ledger.inclusionProof(of: EvidenceID(index: index)).description.utf8.count
      }
    }
    let number = Double(Array(proofs).count)
    tell("a proof", Double(bytes) / number, "bytes")
    tell("making a proof", time / number * 1_000, "ms")
    tell("memory before verifying", Double(peakMemory()) / 1_048_576, "MiB")
    var holds = false
    tell("verifying", try measure { holds = ledger.verify().holds }, "s")
    guard holds else { throw LedgerFailure("the ledger does not verify", next: "") }
    try ledger.close()
  }

  // MARK: - Measuring

  private static func create(_ path: String) throws -> Ledger {
    try Ledger.open(at: path, mode: .creating(origin: SampleEvidence.origin))
  }

  private static func measure(_ work: () throws -> Void) throws -> Double {
    let clock = ContinuousClock()
    return seconds(try clock.measure(work))
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  private static func size(_ path: String) -> Double {
    var status = stat()
    return stat(path, &status) == 0 ? Double(status.st_size) / 1e6 : 0
  }

  private static func peakMemory() -> Int {
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss * 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }

  private static func tell(_ what: String, _ value: Double, _ unit: String) {
    Exercise.say("\(what)\t\(String(format: "%.3f", value))\t\(unit)")
  }
}
