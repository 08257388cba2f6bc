package import MerkleLog
package import ReadinessModel

/// The part of a ledger that a checkpoint covers.
package struct SealedLedger: Sendable {
  /// One checkpoint with the name of its file.
  package struct Seal: Sendable {
    /// The file's name.
    package let name: String
    /// The signed note.
    package let note: SignedNote
    /// What the note says.
    package let checkpoint: Checkpoint
  }

  /// All checkpoints, the earliest first.
  package let seals: [Seal]
  /// The last of them.
  package let last: Seal
  /// Records in the ledger, covered or not.
  package let size: Int
}

extension Ledger {
  /// The part that the last checkpoint covers; nil when nothing was signed.
  package func sealed() throws -> SealedLedger? {
    let store = CheckpointStore(folder: folder.checkpoints)
    let seals = try store.names.map { name in
      let entry = try store.read(name)
      return SealedLedger.Seal(name: name, note: entry.note, checkpoint: entry.checkpoint)
    }
    guard let last = seals.last else { return nil }
    return SealedLedger(seals: seals, last: last, size: try size())
  }

  /// Gives the bytes of the first records, in order.
  package func forEachRecord(
    before size: Int,
    _ body: (EvidenceID, [UInt8]) throws -> Void
  ) throws {
    try forEachLeaf { position, leaf in
      if position < size { try body(EvidenceID(index: position), leaf) }
    }
  }

  /// Proves that a record is in the tree of a checkpoint of this ledger.
  package func proof(of id: EvidenceID, in seal: SealedLedger.Seal) throws -> TransparencyProof {
    try inclusionProof(of: id, in: seal.note, size: seal.checkpoint.size)
  }

  /// The file with a record's content, whose digest whoever reads it has to check.
  package func contentFile(of payload: EvidencePayload) throws -> String {
    let path = try payloads.path(of: payload.sha256)
    guard payloads.holds(payload) else {
      throw LedgerFailure(
        "the payload \(payload.sha256) is missing",
        next: "Put \(path) back from a backup or from where the repository is kept."
      )
    }
    return path
  }
}
