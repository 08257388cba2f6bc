import Foundation
import MerkleLog

/// The signed checkpoints beside a ledger, one file each, and the keys to check them with.
struct CheckpointStore: Sendable {
  /// One checkpoint, as it was read.
  struct Entry {
    let name: String
    let note: SignedNote
    let checkpoint: Checkpoint
  }

  let folder: String

  private static let suffix = ".checkpoint"
  private static let bytesAtMost = 1_000_000

  /// Names of the files, the earliest first.
  var names: [String] {
    // Two processes may write at once; what has no full name yet is not there yet.
    LedgerFolder.names(in: folder).filter { $0.hasSuffix(Self.suffix) }
  }

  /// Reads a checkpoint, which has to be exactly as it was written.
  func read(_ name: String) throws -> Entry {
    guard let bytes = LedgerFolder.read("\(folder)/\(name)", atMost: Self.bytesAtMost) else {
      throw NoteFailure.malformed("it cannot be read")
    }
    let note = try SignedNote(reading: bytes)
    guard Array(note.description.utf8) == bytes else {
      throw NoteFailure.malformed("it is not written as a program would write it")
    }
    return Entry(name: name, note: note, checkpoint: try Checkpoint(text: note.text))
  }

  /// Keeps a checkpoint; the name sorts by size and then by time.
  func keep(_ note: SignedNote, of checkpoint: Checkpoint, time: String, key: UInt32) throws {
    try LedgerFolder.makeFolder(folder)
    let size = "\(checkpoint.size)"
    let padded = String(repeating: "0", count: max(0, 10 - size.count)) + size
    let stamp = time.filter { $0 != "-" && $0 != ":" }
    let identifier = String(key, radix: 16)
    let name =
      "\(padded)-\(stamp)-\(String(repeating: "0", count: 8 - identifier.count))\(identifier)"
    try LedgerFolder.write(Array(note.description.utf8), to: "\(folder)/\(name)\(Self.suffix)")
  }
}

/// The public keys beside a ledger, `keys/*.vkey`, one key on each line.
struct KeyFolder: Sendable {
  let folder: String

  private static let suffix = ".vkey"

  /// The keys, and what is wrong with files that hold none.
  func read() -> (keys: [NoteVerifierKey], problems: [String]) {
    var keys: [NoteVerifierKey] = []
    var problems: [String] = []
    for name in LedgerFolder.names(in: folder) where name.hasSuffix(Self.suffix) {
      guard let bytes = LedgerFolder.read("\(folder)/\(name)", atMost: 100_000) else {
        problems.append("keys/\(name) cannot be read")
        continue
      }
      do {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let found = try lines.map { try NoteVerifierKey(String($0)) }
        guard Array(Self.text(of: found).utf8) == bytes else {
          throw NoteFailure.malformed("it is not written as a program would write it")
        }
        keys += found
      } catch {
        problems.append("keys/\(name) is no key: \(error)")
      }
    }
    return (keys, problems)
  }

  /// Keeps the public keys of a signer.
  func keep(_ keys: [NoteVerifierKey], name: String) throws {
    try LedgerFolder.makeFolder(folder)
    try LedgerFolder.write(Array(Self.text(of: keys).utf8), to: "\(folder)/\(name)\(Self.suffix)")
  }

  private static func text(of keys: [NoteVerifierKey]) -> String {
    keys.map { $0.text + "\n" }.joined()
  }
}
