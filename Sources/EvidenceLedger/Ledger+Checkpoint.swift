import Foundation
import GRDB
package import MerkleLog
package import ReadinessModel

extension Ledger {
  /// Signs what the ledger holds now, and keeps the checkpoint beside it.
  ///
  /// Nothing has to have happened since the last one: that nothing did is worth a signature too. The
  /// note has two, one of the checkpoint, and one of the checkpoint and the time, as witnesses sign.
  /// The public keys are kept in `keys/`, so that a copy of the folder can be verified.
  ///
  /// A ledger that no longer holds what an earlier checkpoint says is not signed.
  @discardableResult
  package func checkpoint(signedBy key: NoteSigningKey, at moment: Moment) throws -> SignedNote {
    let checkpoint = try currentCheckpoint()
    var note = try Self.note(checkpoint.text)
    let seconds = UInt64(max(0, moment.secondsSince1970))
    do {
      try note.sign(with: key)
      try note.cosign(with: key, at: seconds)
    } catch {
      throw LedgerFailure("the key cannot sign: \(error)", next: "Make one: auditwright key init")
    }
    try Self.keepPublicKeys(of: key, at: path)
    try CheckpointStore(folder: folder.checkpoints).keep(
      note,
      of: checkpoint,
      time: moment.description,
      key: key.verifier(.ed25519).identifier
    )
    return note
  }

  /// The public keys beside the ledger in a folder.
  package static func publicKeys(at path: String) throws -> [NoteVerifierKey] {
    let (keys, problems) = KeyFolder(folder: try LedgerFolder(path: path).keys).read()
    if let problem = problems.first {
      throw LedgerFailure(problem, next: "Put it back from where the repository is kept.")
    }
    return keys
  }

  /// Keeps the public half of a key beside the ledger in a folder, which need not be there yet.
  package static func keepPublicKeys(of key: NoteSigningKey, at path: String) throws {
    let verifier = key.verifier(.ed25519)
    try KeyFolder(folder: try LedgerFolder(path: path).keys).keep(
      [verifier, key.verifier(.cosignature)],
      name: keyFileName(verifier)
    )
  }

  /// The name, without its ending, of the file with a public key.
  package static func keyFileName(_ key: NoteVerifierKey) -> String {
    let name = key.name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let identifier = String(key.identifier, radix: 16)
    return String(name.prefix(60)) + "-"
      + String(repeating: "0", count: 8 - identifier.count) + identifier
  }

  /// The last checkpoint that was signed; nil when none was.
  package func lastCheckpoint() throws -> SignedNote? {
    try lastEntry()?.note
  }

  private func lastEntry() throws -> CheckpointStore.Entry? {
    let checkpoints = CheckpointStore(folder: folder.checkpoints)
    guard let name = checkpoints.names.last else { return nil }
    do {
      return try checkpoints.read(name)
    } catch {
      throw LedgerFailure(
        "checkpoints/\(name) is damaged: \(error)",
        next: "Put it back from where the repository is kept."
      )
    }
  }

  private func currentCheckpoint() throws -> Checkpoint {
    let last = try lastEntry()?.checkpoint
    return try store.read { database in
      let size = try LedgerStore.size(database)
      if let last {
        guard last.size <= size, try store.range(size: last.size, database).root == last.root else {
          throw LedgerFailure(
            "the ledger does not hold the \(last.size) records that its last checkpoint speaks of",
            next: "Run auditwright evidence verify, and put the ledger back from a backup."
          )
        }
      }
      let root = try store.range(size: size, database).root
      guard let checkpoint = Checkpoint(origin: origin, size: size, root: root) else {
        throw LedgerFailure(damaged: store.path, how: "its name is no line of text")
      }
      return checkpoint
    }
  }

  private static func note(_ text: String) throws -> SignedNote {
    guard let note = SignedNote(text: text) else {
      throw LedgerFailure("the checkpoint is no text", next: "Please report this.")
    }
    return note
  }

  // MARK: - Proofs

  /// Proves that a record is in the ledger, for anybody who knows the ledger's public key.
  ///
  /// The proof leads to the last checkpoint, so there has to be one that covers the record.
  package func inclusionProof(of id: EvidenceID) throws -> TransparencyProof {
    guard let entry = try lastEntry(), id.index < entry.checkpoint.size, id.index >= 0 else {
      throw LedgerFailure(
        "no checkpoint covers \(id) yet",
        next: "Sign one: auditwright evidence checkpoint"
      )
    }
    return try inclusionProof(of: id, in: entry.note, size: entry.checkpoint.size)
  }

  func inclusionProof(
    of id: EvidenceID,
    in note: SignedNote,
    size: Int
  ) throws -> TransparencyProof {
    try store.read { database in
      let inclusion = try InclusionProof(index: id.index, size: size) {
        try store.node($0, database)
      }
      return try TransparencyProof(inclusion: inclusion, note: note)
    }
  }

  /// Proves that the ledger only grew since it had so many records.
  package func consistencyProof(from oldSize: Int, to newSize: Int) throws -> ConsistencyProof {
    try store.read { database in
      try ConsistencyProof(oldSize: oldSize, newSize: newSize) { try store.node($0, database) }
    }
  }
}
