import Foundation
import GRDB
package import MerkleLog
package import ReadinessModel

extension Ledger {
  /// Re-derives everything from the bytes that are there, and names what does not fit.
  ///
  /// In this order: every page of the file against its seal; the tables, and SQLite's own check of
  /// them; every record against its form, its place, its time and its hashes; every payload against
  /// its digest; every checkpoint against its signatures and the tree. With `trusted`, only these
  /// keys count; without, those in `keys/`, which whoever can write the folder can replace.
  package func verify(trusting trusted: [NoteVerifierKey]? = nil) -> LedgerReport {
    store.settle()
    var report = LedgerReport(origin: origin)
    var verification = LedgerVerification(ledger: self)
    attempt(.file, &report) { report in
      report.problems += try verification.problemsOfFile().map { LedgerReport.Problem(.file, $0) }
    }
    let stored = KeyFolder(folder: folder.keys).read()
    report.problems += stored.problems.map { LedgerReport.Problem(.key, $0) }
    verification.readCheckpoints(keys: trusted ?? stored.keys, &report)
    attempt(.record, &report) { report in
      try verification.followRecords(&report)
      verification.examineUnnamedPayloads(&report)
    }
    verification.compareCheckpoints(&report)
    report.firstMisfit = report.problems.compactMap(\.record).min()
    return report
  }

  private func attempt(
    _ part: LedgerReport.Problem.Part,
    _ report: inout LedgerReport,
    _ work: (inout LedgerReport) throws -> Void
  ) {
    do {
      try work(&report)
    } catch {
      report.problems.append(LedgerReport.Problem(part, "\(error)"))
    }
  }
}

/// One run of verifying.
private struct LedgerVerification {
  private static let problemsAtMost = 100

  let ledger: Ledger
  private var checkpoints: [CheckpointStore.Entry] = []
  /// The roots that the records give, at the sizes of the checkpoints.
  private var roots: [Int: TreeHash] = [:]
  private var signedAt: [String: UInt64] = [:]
  private var range = CompactRange()
  private var payloads: Set<TreeHash> = []
  private var named: Set<TreeHash> = []
  private var last: Moment?

  init(ledger: Ledger) { self.ledger = ledger }

  // MARK: - The file

  func problemsOfFile() throws -> [String] {
    let audit = try PageAudit.audit(ledger.store.path)
    var problems = audit.damaged.prefix(10).map { "page \($0) is not as it was written" }
    if audit.damaged.count > 10 {
      problems.append(
        "at least \(audit.damaged.count - 10) more pages are not as they were written"
      )
    }
    if audit.trailing > 0 { problems.append("\(audit.trailing) bytes follow the last page") }
    return problems + (try ledger.store.problemsOfSchema())
  }

  // MARK: - Checkpoints

  mutating func readCheckpoints(keys: [NoteVerifierKey], _ report: inout LedgerReport) {
    let store = CheckpointStore(folder: ledger.folder.checkpoints)
    for name in store.names {
      do {
        let entry = try store.read(name)
        let verified = try entry.note.verify(with: keys)
        guard verified.count == entry.note.signatures.count else {
          throw NoteFailure.malformed("it has a signature by a key that is not known")
        }
        guard verified.contains(where: { $0.key.algorithm == .ed25519 }) else {
          throw NoteFailure.unsigned
        }
        guard entry.checkpoint.origin == ledger.origin else {
          throw NoteFailure.malformed("it is of another ledger, \(entry.checkpoint.origin)")
        }
        signedAt[name] = verified.compactMap(\.signedAt).max()
        checkpoints.append(entry)
        roots[entry.checkpoint.size] = TreeHash()
      } catch {
        report.problems.append(LedgerReport.Problem(.checkpoint, "checkpoints/\(name): \(error)"))
      }
      report.checkpoints += 1
    }
    roots[0] = nil
  }

  func compareCheckpoints(_ report: inout LedgerReport) {
    for entry in checkpoints {
      let checkpoint = entry.checkpoint
      guard checkpoint.size <= range.size else {
        report.problems.append(
          LedgerReport.Problem(
            .checkpoint,
            record: EvidenceID(index: range.size),
            "\(checkpoint.size) records were signed in checkpoints/\(entry.name), and only "
              + "\(range.size) are there"
          )
        )
        continue
      }
      guard (roots[checkpoint.size] ?? TreeHash()) == checkpoint.root else {
        report.problems.append(
          LedgerReport.Problem(
            .checkpoint,
            "the first \(checkpoint.size) records are not those that were signed in "
              + "checkpoints/\(entry.name)"
          )
        )
        continue
      }
      report.covered = max(report.covered, checkpoint.size)
      if checkpoint.size == report.covered,
        let time = signedAt[entry.name].flatMap(Int.init(exactly:))
      {
        report.coveredAt = Moment(secondsSince1970: time)
      }
    }
    if report.covered < range.size {
      report.notes.append(
        "\(range.size - report.covered) records are newer than the last checkpoint: nothing outside "
          + "the ledger's file vouches for them yet"
      )
    }
  }

  // MARK: - Records

  mutating func followRecords(_ report: inout LedgerReport) throws {
    defer {
      report.records = range.size
      report.root = range.root.base64
      report.payloads = payloads.count
    }
    try ledger.store.read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: "SELECT position, nodes, leaf FROM record ORDER BY position"
      )
      while let row = try rows.next() {
        let position: Int = row[0]
        guard position == range.size else {
          report.problems.append(
            LedgerReport.Problem(
              .record,
              record: EvidenceID(index: range.size),
              "\(EvidenceID(index: range.size)) is missing; the next one there is "
                + "\(EvidenceID(index: position))"
            )
          )
          return
        }
        let leaf = try row.withUnsafeData(atIndex: 2) { $0.map { Array($0) } ?? [] }
        let nodes = range.append(TreeHash(leaf: leaf))
        if roots[range.size] != nil { roots[range.size] = range.root }
        let isSame = try row.withUnsafeData(atIndex: 1) { stored in
          stored?.elementsEqual(nodes.lazy.flatMap(\.bytes)) == true
        }
        let id = EvidenceID(index: position)
        if !isSame { complain(.record, id, "\(id) has other hashes than its bytes give", &report) }
        examine(leaf, id, &report)
      }
    }
  }

  private func complain(
    _ part: LedgerReport.Problem.Part,
    _ id: EvidenceID,
    _ message: String,
    _ report: inout LedgerReport
  ) {
    guard report.problems.count < Self.problemsAtMost else { return }
    report.problems.append(LedgerReport.Problem(part, record: id, message))
  }

  private mutating func examine(_ leaf: [UInt8], _ id: EvidenceID, _ report: inout LedgerReport) {
    do {
      let record = try EvidenceRecord(canonicalBytes: leaf)
      if record.id != id { complain(.record, id, "\(id) calls itself \(record.id)", &report) }
      if let last, record.receivedAt < last {
        if let reason = record.clockCorrection {
          report.notes.append("before \(id) the clock had been wrong: \(reason)")
        } else {
          complain(.record, id, "\(id) was received before the record in front of it", &report)
        }
      }
      last = record.receivedAt
      if let payload = record.payload { examine(payload, id, &report) }
    } catch {
      complain(.record, id, "\(id) cannot be read: \(error)", &report)
    }
  }

  /// Looks at content that no record names, which a crash may have left.
  ///
  /// No evidence depends on it. But it got its name when it was whole, so it tells of the disk.
  func examineUnnamedPayloads(_ report: inout LedgerReport) {
    // Where records are missing, so are the names that they gave.
    guard !report.problems.contains(where: { $0.part == .record }) else { return }
    var count = 0
    for digest in ledger.payloads.digests()
    where !named.contains(TreeHash(leaf: Array(digest.utf8))) {
      count += 1
      guard !ledger.payloads.isIntact(digest) else { continue }
      report.problems.append(
        LedgerReport.Problem(
          .payload,
          "the payload \(digest), which no record names, is damaged; it can be deleted"
        )
      )
    }
    if count > 0 {
      report.notes.append(
        "\(count == 1 ? "1 payload is" : "\(count) payloads are") named by no record: a process ended "
          + "before it could add one"
      )
    }
  }

  private mutating func examine(
    _ payload: EvidencePayload,
    _ id: EvidenceID,
    _ report: inout LedgerReport
  ) {
    // The digest of a digest, so that any text will do as a key.
    let key = TreeHash(leaf: Array("\(payload.sha256) \(payload.bytes)".utf8))
    named.insert(TreeHash(leaf: Array(payload.sha256.utf8)))
    guard payloads.insert(key).inserted else { return }
    do {
      _ = try ledger.payloads.content(of: payload)
    } catch {
      complain(.payload, id, "\(id): \(error)", &report)
    }
  }
}
