import Foundation

/// That an entry is in a log, with all that is needed to check it: C2SP tlog-proof.
package struct TransparencyProof: Hashable, Sendable {
  private static let opening = "c2sp.org/tlog-proof@v1"

  /// What the log's application wants to say with it; nobody has signed that.
  package let extra: [UInt8]?
  /// That the entry is in the tree of the checkpoint.
  package let inclusion: InclusionProof
  /// The signed checkpoint.
  package let note: SignedNote
  /// What the note says.
  package let checkpoint: Checkpoint

  /// Creates a proof from its parts; throws when the note is no checkpoint of the proof's tree.
  package init(inclusion: InclusionProof, note: SignedNote, extra: [UInt8]? = nil) throws {
    checkpoint = try Checkpoint(text: note.text)
    guard inclusion.size == checkpoint.size else {
      throw ProofFailure.impossible("proof and checkpoint are of different trees")
    }
    self.inclusion = inclusion
    self.note = note
    self.extra = extra
  }

  /// Reads a proof.
  package init(reading bytes: some Collection<UInt8>) throws {
    let all = Array(bytes)
    guard let end = (0..<max(0, all.count - 1)).first(where: { all[$0] == 10 && all[$0 + 1] == 10 })
    else { throw NoteFailure.malformed("no empty line comes before the checkpoint") }
    var lines = String(decoding: all[..<end], as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)[...]
    guard lines.popFirst().map(String.init) == Self.opening else {
      throw NoteFailure.malformed("a proof begins with \(Self.opening)")
    }
    var extra: [UInt8]?
    if let line = lines.first, line.hasPrefix("extra ") {
      guard let data = Data(base64Encoded: String(line.dropFirst(6))) else {
        throw NoteFailure.malformed("the extra data is no base64")
      }
      extra = Array(data)
      lines.removeFirst()
    }
    guard let line = lines.popFirst(), line.hasPrefix("index "),
      let index = Int(line.dropFirst(6)), index >= 0, line == "index \(index)"
    else { throw NoteFailure.malformed("the index is missing") }
    let hashes = try lines.map { line in
      guard let hash = TreeHash(base64: line) else {
        throw NoteFailure.malformed("a line is no hash")
      }
      return hash
    }
    let note = try SignedNote(reading: all[(end + 2)...])
    let size = try Checkpoint(text: note.text).size
    try self.init(
      inclusion: InclusionProof(index: index, size: size, hashes: hashes),
      note: note,
      extra: extra
    )
  }

  /// The proof as it is written down.
  package var description: String {
    let extra = extra.map { "extra \(Data($0).base64EncodedString())\n" } ?? ""
    return "\(Self.opening)\n\(extra)index \(inclusion.index)\n"
      + inclusion.hashes.map { $0.base64 + "\n" }.joined() + "\n" + note.description
  }

  /// Checks that a log which is trusted holds the entry.
  @discardableResult
  package func verify(
    entry: some Sequence<UInt8>,
    origin: String,
    keys: [NoteVerifierKey]
  ) throws -> [SignedNote.Verified] {
    guard checkpoint.origin == origin else {
      throw NoteFailure.malformed("the checkpoint is of another log, \(checkpoint.origin)")
    }
    let verified = try note.verify(with: keys)
    try inclusion.verify(leaf: TreeHash(leaf: entry), root: checkpoint.root)
    return verified
  }
}
