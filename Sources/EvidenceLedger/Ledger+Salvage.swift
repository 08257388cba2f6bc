import GRDB
import MerkleLog
package import ReadinessModel

extension Ledger {
  /// The records that match, as far as they are intact, and what was lost.
  ///
  /// A record counts as intact when its bytes give the hash that was stored with them and can be
  /// read. In a ledger that is whole this is what `records(matching:)` gives.
  package func intactRecords(
    matching query: EvidenceQuery = EvidenceQuery()
  ) throws -> IntactEvidence {
    var evidence = IntactEvidence(records: [], lost: [])
    try forEachIntactLeaf { id, leaf in
      guard let leaf, let record = try? EvidenceRecord(canonicalBytes: leaf) else {
        evidence.lost.append(id)
        return
      }
      if query.matches(record) { evidence.records.append(record) }
    }
    return evidence
  }

  /// Gives the bytes of each record in order, nil for one that is lost.
  func forEachIntactLeaf(_ body: (EvidenceID, [UInt8]?) throws -> Void) throws {
    let signed = CheckpointStore(folder: folder.checkpoints)
    let signedSize = signed.names.compactMap { try? signed.read($0).checkpoint.size }.max() ?? 0
    try store.readLoosely { database in
      // A damaged page may hide the end; then the last checkpoint knows how far it was.
      let size = max((try? LedgerStore.size(database)) ?? 0, signedSize)
      for position in 0..<size {
        try body(EvidenceID(index: position), Self.intactLeaf(at: position, database))
      }
    }
  }

  private static func intactLeaf(at position: Int, _ database: Database) -> [UInt8]? {
    let row = try? Row.fetchOne(
      database.cachedStatement(sql: "SELECT leaf, nodes FROM record WHERE position = ?"),
      arguments: [position]
    )
    let bytes = { (column: Int) in try? row?.withUnsafeData(atIndex: column) { $0.map(Array.init) }
    }
    guard let leaf = bytes(0), let nodes = bytes(1),
      TreeHash(leaf: leaf).bytes == Array(nodes.prefix(TreeHash.length))
    else { return nil }
    return leaf
  }
}
