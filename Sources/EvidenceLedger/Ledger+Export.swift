import Foundation
import MerkleLog
package import ReadinessModel

extension Ledger {
  /// Proofs are written for each record up to this many; the tiles hold what is needed for all.
  private static let proofsAtMost = 10_000

  /// Writes everything that is needed to check the ledger without this program.
  ///
  /// Records one on each line, payloads, checkpoints, public keys, the tree as C2SP tlog-tiles, a
  /// proof for each record, and how to verify all that, in words and as a short script. The folder
  /// appears whole or not at all, and the same ledger gives the same bytes. Of a damaged ledger, what
  /// is intact is written, and `MISSING.txt` says what is not.
  @discardableResult
  package func export(to path: String) throws -> ExportSummary {
    guard LedgerFolder.kind(of: path) == nil else {
      throw LedgerFailure("\(path) is there already", next: "Name a folder that is not there yet.")
    }
    let temporary = path + ".new"
    try? FileManager.default.removeItem(atPath: temporary)
    try LedgerFolder.makeFolder(temporary)
    do {
      var export = LedgerExport(ledger: self, path: temporary)
      try export.write(proofsAtMost: Self.proofsAtMost)
      guard rename(temporary, path) == 0 else { throw LedgerFailure.system("made", path) }
      LedgerFolder.synchronizeFolder(URL(filePath: path).deletingLastPathComponent().path)
      return export.summary
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      throw error
    }
  }
}

/// One run of exporting.
private struct LedgerExport {
  let ledger: Ledger
  let path: String
  var summary = ExportSummary()
  private var payloads: Set<String> = []

  init(ledger: Ledger, path: String) {
    self.ledger = ledger
    self.path = path
  }

  mutating func write(proofsAtMost: Int) throws {
    try writeRecords()
    let note = try copySigned()
    let size = try note.map { try Checkpoint(text: $0.text).size } ?? 0
    summary.covered = size
    do {
      try writeTiles(size: size)
      if let note, size <= proofsAtMost { try writeProofs(note, size: size) }
    } catch {
      summary.missing.append("the tree could not be written: \(error)")
    }
    try write(ExportTexts.guide(origin: ledger.origin), to: "README.md")
    try write(ExportTexts.verifier, to: "verify.py", mode: 0o755)
    if !summary.missing.isEmpty {
      try write(summary.missing.map { $0 + "\n" }.joined(), to: "MISSING.txt")
    }
  }

  private func write(_ text: String, to name: String, mode: mode_t = 0o644) throws {
    try write(Array(text.utf8), to: name, mode: mode)
  }

  private func write(_ bytes: [UInt8], to name: String, mode: mode_t = 0o644) throws {
    let file = "\(path)/\(name)"
    try LedgerFolder.makeFolder(URL(filePath: file).deletingLastPathComponent().path)
    try LedgerFolder.write(bytes, to: file, mode: mode, isDurable: false)
  }

  private mutating func writeRecords() throws {
    let file = "\(path)/records.jsonl"
    try LedgerFolder.write([UInt8](), to: file)
    guard let handle = FileHandle(forWritingAtPath: file) else {
      throw LedgerFailure.system("written", file)
    }
    var pending = Data()
    try ledger.forEachIntactLeaf { id, leaf in
      guard let leaf, let record = try? EvidenceRecord(canonicalBytes: leaf) else {
        summary.missing.append("\(id) cannot be read")
        return
      }
      pending.append(contentsOf: leaf)
      pending.append(0x0A)
      if pending.count > 1 << 20 {
        try handle.write(contentsOf: pending)
        pending.removeAll(keepingCapacity: true)
      }
      summary.records += 1
      if let payload = record.payload { copy(payload, of: id) }
    }
    try handle.write(contentsOf: pending)
    try handle.synchronize()
    try handle.close()
  }

  private mutating func copy(_ payload: EvidencePayload, of id: EvidenceID) {
    guard payloads.insert(payload.sha256).inserted else { return }
    do {
      let content = try ledger.content(of: payload)
      try write(content, to: "payloads/\(payload.sha256.prefix(2))/\(payload.sha256.dropFirst(2))")
      summary.payloads += 1
    } catch {
      summary.missing.append("\(id): \(error)")
    }
  }

  /// Copies checkpoints and keys, and gives the last checkpoint.
  private mutating func copySigned() throws -> SignedNote? {
    let store = CheckpointStore(folder: ledger.folder.checkpoints)
    var last: SignedNote?
    for name in store.names {
      do {
        let entry = try store.read(name)
        try write(entry.note.description, to: "checkpoints/\(name)")
        last = entry.note
      } catch {
        summary.missing.append("checkpoints/\(name): \(error)")
      }
    }
    if let last { try write(last.description, to: "checkpoint") }
    for name in LedgerFolder.names(in: ledger.folder.keys) where name.hasSuffix(".vkey") {
      guard let bytes = LedgerFolder.read("\(ledger.folder.keys)/\(name)", atMost: 100_000) else {
        continue
      }
      try write(bytes, to: "keys/\(name)")
    }
    if last == nil { summary.missing.append("no checkpoint was signed: nothing can be proven") }
    return last
  }

  private func writeTiles(size: Int) throws {
    for tile in Tile.all(size: size) {
      let bytes = try ledger.store.read { database -> [UInt8]? in
        switch tile.content {
        case .hashes: try tile.nodes.flatMap { try ledger.store.node($0, database).bytes }
        case .entries:
          Tile.bundle(try tile.positions.map { try LedgerStore.leaf(at: $0, database) ?? [] })
        }
      }
      guard let bytes else {
        throw LedgerFailure(damaged: ledger.store.path, how: "an entry is too large")
      }
      try write(bytes, to: tile.path)
    }
  }

  private mutating func writeProofs(_ note: SignedNote, size: Int) throws {
    for position in 0..<size {
      let id = EvidenceID(index: position)
      let proof = try ledger.inclusionProof(of: id, in: note, size: size)
      try write(proof.description, to: "proofs/\(id).tlog-proof")
      summary.proofs += 1
    }
  }
}
