import Foundation
import GRDB
import MerkleLog
package import ReadinessModel

/// The ledger of a repository: records of evidence in an order that nobody can change unnoticed.
///
/// Records are the leaves of an RFC 6962 tree in one SQLite file, `ledger.db`; their content stands
/// beside it in `payloads/`, signed checkpoints in `checkpoints/`, the keys to check them with in
/// `keys/`. What one call acknowledges is on the disk before it returns. Any number of processes may
/// append at once.
package struct Ledger: Sendable {
  /// What a ledger is opened for.
  package enum Mode: Hashable, Sendable {
    /// Reading what is there.
    case reading
    /// Adding to one that is there.
    case appending
    /// Adding; when there is none, one is made that has this name.
    case creating(origin: String)
  }

  /// The ledger's name, which is the first line of its checkpoints.
  package let origin: String
  /// The ledger's folder.
  package var path: String { folder.path }

  let folder: LedgerFolder
  let store: LedgerStore
  let payloads: PayloadStore

  /// The largest step back of the clock that is put down to clocks being set, in seconds.
  static let toleratedStep = 60

  // MARK: - Opening

  /// Opens the ledger in a folder, usually `.auditwright` of a repository.
  package static func open(at path: String, mode: Mode) throws -> Ledger {
    let folder = try LedgerFolder(path: path)
    if case .creating(let origin) = mode, LedgerFolder.kind(of: folder.ledger) == nil {
      try create(in: folder, origin: origin)
    }
    guard let kind = LedgerFolder.kind(of: folder.ledger) else {
      throw LedgerFailure(
        "there is no ledger in \(path)",
        next: "Add the first record: auditwright evidence add --help"
      )
    }
    guard kind == S_IFREG else {
      throw LedgerFailure("\(folder.ledger) is no regular file", next: "Put the real ledger there.")
    }
    try WriteAheadLog.check(beside: folder.ledger)
    let store = try LedgerStore(path: folder.ledger, isReadOnly: mode == .reading)
    return Ledger(
      origin: store.origin,
      folder: folder,
      store: store,
      payloads: PayloadStore(folder: folder.payloads)
    )
  }

  private static func create(in folder: LedgerFolder, origin: String) throws {
    try LedgerFolder.makeFolder(folder.path)
    // An empty ledger in place of one that was lost would look as if nothing had ever been there.
    let signed = CheckpointStore(folder: folder.checkpoints).names
    guard signed.isEmpty, LedgerFolder.kind(of: folder.ledger + "-wal") == nil else {
      throw LedgerFailure(
        "\(folder.ledger) is gone, though \(signed.first ?? "ledger.db-wal") shows that there was a ledger",
        next: "Put the ledger back from a backup. To begin anew, move \(folder.path) away."
      )
    }
    guard Checkpoint(origin: origin, size: 0, root: TreeHash()) != nil else {
      throw LedgerFailure("'\(origin)' can be no name of a ledger", next: "Use one line of text.")
    }
    try LedgerStore.create(at: folder.ledger, origin: origin)
  }

  /// Ends the use of the ledger; whoever is the last to do so leaves one file behind.
  package func close() throws { try store.close() }

  // MARK: - Adding

  /// Keeps content beside the ledger, and gives what a draft has to say of it.
  ///
  /// When this returns, the disk has the content.
  package func keep(
    _ bytes: [UInt8],
    mediaType: String,
    rows: Int? = nil
  ) throws -> EvidencePayload {
    try LedgerFolder.makeFolder(folder.payloads)
    return try payloads.keep(bytes, mediaType: mediaType, rows: rows)
  }

  /// Adds records, all or none, and returns them with their identifiers once the disk has them.
  ///
  /// The clock is read when it is this process's turn to write, so that order and time agree. A
  /// clock that went back by up to a minute counts as standing still: clocks are set, and machines
  /// differ. One that went back further is refused, unless a reason is given; the first record then
  /// carries it.
  @discardableResult
  package func append(
    _ drafts: [EvidenceDraft],
    clock: () -> Moment,
    clockCorrection: String? = nil
  ) throws -> [EvidenceRecord] {
    for payload in drafts.compactMap(\.payload) where !payloads.holds(payload) {
      throw LedgerFailure(
        "the payload \(payload.sha256) is not there",
        next: "Content has to be kept before a record can name it."
      )
    }
    guard !drafts.isEmpty else { return [] }
    return try store.write { database in
      let size = try LedgerStore.size(database)
      var range = try store.range(size: size, database)
      let time = try receivingTime(
        clock(),
        size: size,
        isCorrected: clockCorrection != nil,
        database
      )
      var records: [EvidenceRecord] = []
      records.reserveCapacity(drafts.count)
      for draft in drafts {
        let record = EvidenceRecord(
          id: EvidenceID(index: range.size),
          receivedAt: time.moment,
          clockCorrection: records.isEmpty && time.isCorrected ? clockCorrection : nil,
          draft: draft
        )
        let leaf = try Self.leaf(of: record)
        let position = range.size
        let nodes = range.append(TreeHash(leaf: leaf))
        try LedgerStore.insert(leaf, nodes: nodes, at: position, database)
        records.append(record)
      }
      return records
    }
  }

  /// The bytes of a record, which have to be readable again and fit into a bundle of entries.
  private static func leaf(of record: EvidenceRecord) throws -> [UInt8] {
    let leaf = record.canonicalBytes
    guard leaf.count <= Tile.entryBytesAtMost else {
      throw LedgerFailure(
        "the record '\(record.title)' has \(leaf.count) bytes, more than a ledger's entry can have "
          + "(\(Tile.entryBytesAtMost))",
        next: "Put what is large into its payload."
      )
    }
    guard isReadable(record) else {
      throw LedgerFailure(
        "the record '\(record.title)' cannot be written so that it reads the same",
        next: "Its moments have to be in the years 0 to 9999, and its numbers from 0."
      )
    }
    return leaf
  }

  /// Whether a record will be read as it was written; all texts are.
  private static func isReadable(_ record: EvidenceRecord) -> Bool {
    let moments = [
      record.receivedAt, record.observedAt, record.effective.from, record.effective.to,
    ]
    let counts = [record.payload?.bytes, record.payload?.rows, record.supersedes?.index]
    return moments.allSatisfy { (0...9999).contains($0.day.year) }
      && counts.allSatisfy { (0..<(1 << 53)).contains($0 ?? 0) }
  }

  private func receivingTime(
    _ now: Moment,
    size: Int,
    isCorrected: Bool,
    _ database: Database
  ) throws -> (moment: Moment, isCorrected: Bool) {
    guard size > 0 else { return (now, false) }
    guard let leaf = try LedgerStore.leaf(at: size - 1, database),
      let last = try? EvidenceRecord(canonicalBytes: leaf)
    else { throw LedgerFailure(damaged: store.path, how: "its last record cannot be read") }
    if now >= last.receivedAt { return (now, false) }
    if now.adding(seconds: Self.toleratedStep) >= last.receivedAt {
      return (last.receivedAt, false)
    }
    guard isCorrected else {
      throw LedgerFailure(
        "the clock went back: it says \(now), and \(last.id) was received at \(last.receivedAt)",
        next: "Set the clock. If it is right now and was wrong then, add the record with "
          + "--clock-was-wrong and the reason, which the ledger will keep."
      )
    }
    return (now, true)
  }

  // MARK: - Reading

  /// The number of records.
  package func size() throws -> Int { try store.read(LedgerStore.size) }

  /// The record at an index; nil when there is none.
  package func record(_ id: EvidenceID) throws -> EvidenceRecord? {
    try store.read { try LedgerStore.leaf(at: id.index, $0) }.map { leaf in
      do {
        return try EvidenceRecord(canonicalBytes: leaf)
      } catch {
        throw LedgerFailure(damaged: store.path, how: "\(id) cannot be read: \(error)")
      }
    }
  }

  /// Records that match, in the ledger's order.
  package func records(matching query: EvidenceQuery = EvidenceQuery()) throws -> [EvidenceRecord] {
    var records: [EvidenceRecord] = []
    try forEachLeaf { position, leaf in
      guard query.mayMatch(leaf) else { return }
      do {
        let record = try EvidenceRecord(canonicalBytes: leaf)
        if query.matches(record) { records.append(record) }
      } catch {
        throw LedgerFailure(
          damaged: store.path,
          how: "\(EvidenceID(index: position)) cannot be read: \(error)"
        )
      }
    }
    return records
  }

  /// The content that a record names, checked against its digest.
  package func content(of payload: EvidencePayload) throws -> [UInt8] {
    try payloads.content(of: payload)
  }

  /// Every record's bytes, from one state of the ledger, in order.
  func forEachLeaf(_ body: (Int, [UInt8]) throws -> Void) throws {
    try store.read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: "SELECT position, leaf FROM record ORDER BY position"
      )
      while let row = try rows.next() {
        try body(row[0], try row.withUnsafeData(atIndex: 1) { $0.map { Array($0) } ?? [] })
      }
    }
  }
}
