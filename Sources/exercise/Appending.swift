import EvidenceLedger
import Foundation
import ReadinessModel

/// Appends until it is killed, and says of each record that it was acknowledged.
enum Appending {
  static func run(folder: String, writer: String) throws {
    let ledger = try Ledger.open(at: folder, mode: .creating(origin: SampleEvidence.origin))
    let key = try SampleEvidence.key()
    var number = 0
    while true {
      // One at a time, in batches, with content beside it, and with a checkpoint: what is killed
      // may be any of these.
      let count = number % 5 == 0 ? 8 : 1
      let drafts = try (0..<count).map { index in
        let title = "\(writer) \(number + index)"
        let payload =
          number % 3 == 0
          ? try ledger.keep(Array("content of \(title)\n".utf8), mediaType: "text/plain") : nil
        return SampleEvidence.draft(
          title,
          number: number + index,
          at: SampleEvidence.now(),
          payload: payload
        )
      }
      let records = try ledger.append(drafts, clock: SampleEvidence.now)
      for record in records { Exercise.say("\(record.id)\t\(record.title)") }
      number += count
      if number % 40 == 0 { try ledger.checkpoint(signedBy: key, at: SampleEvidence.now()) }
    }
  }
}

/// Verifies a ledger and prints what is in it, as JSON lines: the report, then each record's title.
enum Checking {
  static func run(folder: String) throws {
    let ledger = try Ledger.open(at: folder, mode: .appending)
    let report = ledger.verify()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    Exercise.say(String(decoding: try encoder.encode(report), as: UTF8.self))
    var text = ""
    for record in try ledger.records() { text += "\(record.id)\t\(record.title)\n" }
    Exercise.say(text)
    try ledger.close()
    if !report.holds { exit(1) }
  }
}
