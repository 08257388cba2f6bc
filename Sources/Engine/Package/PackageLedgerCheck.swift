import Foundation
import MerkleLog
import ReadinessModel
import StoredArchives

/// Checks the ledger of a package: records against their hashes, these against the signed root, every
/// proof, every checkpoint, and that the ledger only grew.
struct PackageLedgerCheck {
  typealias Read = (_ name: String, _ part: ([UInt8]) throws -> Void) throws -> Void

  private static let bytesAtMost = 64 << 20
  /// Records of a package that is larger than a zip file can be; their hashes are in memory.
  private static let recordsAtMost = 10_000_000

  let head: PackageManifest.LedgerHead
  /// Keys that are trusted to say whose package it is.
  let trusted: [NoteVerifierKey]
  /// Keys that checkpoints may be signed with: the manifest vouches for those in the package.
  let known: [NoteVerifierKey]
  let isRedacted: Bool

  func run(
    entries: [ArchiveEntry],
    _ report: inout PackageReport,
    read: Read
  ) throws {
    let whole = try bytes("ledger/checkpoint", read)
    let last = try note(whole, "ledger/checkpoint", Self.both(known))
    if (try? note(whole, "ledger/checkpoint", Self.both(trusted))) == nil {
      report.notes.append(
        "the last checkpoint is signed with another key than the package, which came with it: when"
          + " these records were signed rests on whoever holds that one"
      )
    }
    guard last.origin == head.origin, last.size == head.size, last.root.base64 == head.root else {
      throw PackageFault(.ledger, "ledger/checkpoint", "is not the one that the manifest names")
    }
    var seals: [String: Checkpoint] = [:]
    for entry in entries where entry.name.hasPrefix("ledger/checkpoints/") {
      seals[entry.name] = try note(bytes(entry.name, read), entry.name, Self.both(known))
    }
    let leaves = try self.leaves(read)
    let roots = self.roots(of: leaves, at: Set(seals.values.map(\.size)).union([last.size]))
    guard roots[last.size] == last.root else {
      throw PackageFault(.ledger, nil, "the records are not those that were signed")
    }
    for (name, seal) in seals.sorted(by: { $0.key < $1.key }) {
      guard seal.origin == last.origin, roots[seal.size] == seal.root else {
        throw PackageFault(.ledger, name, "is of other records")
      }
    }
    for entry in entries where entry.name.hasPrefix("ledger/proofs/") {
      try check(try bytes(entry.name, read), entry.name, leaves, last, whole)
      report.proofs += 1
    }
    try checkGrowth(roots, read)
    report.records = leaves.count
    report.checkpoints = seals.count
  }

  /// The same keys for both kinds of signature that a checkpoint has.
  private static func both(_ keys: [NoteVerifierKey]) -> [NoteVerifierKey] {
    keys.flatMap { key in
      [.ed25519, .cosignature].compactMap {
        NoteVerifierKey(name: key.name, algorithm: $0, publicKey: key.publicKey)
      }
    }
  }

  private func bytes(_ name: String, _ read: Read) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try read(name) { part in
      guard bytes.count + part.count <= Self.bytesAtMost else {
        throw PackageFault(.ledger, name, "is larger than it may be")
      }
      bytes += part
    }
    return bytes
  }

  private func note(
    _ bytes: [UInt8],
    _ name: String,
    _ keys: [NoteVerifierKey]
  ) throws -> Checkpoint {
    do {
      let note = try SignedNote(reading: bytes)
      // A key in PEM has no name of its own, and a note's signature is found by the key's name.
      let named = note.signatures.map(\.name).flatMap { name in
        keys.compactMap {
          NoteVerifierKey(name: name, algorithm: $0.algorithm, publicKey: $0.publicKey)
        }
      }
      _ = try note.verify(with: named)
      return try Checkpoint(text: note.text)
    } catch let failure as NoteFailure {
      throw PackageFault(.ledger, name, "cannot be relied on: \(failure)")
    }
  }

  // MARK: - Records

  /// The hashes, each compared with its record.
  private func leaves(_ read: Read) throws -> [TreeHash] {
    guard head.size <= Self.recordsAtMost else {
      throw PackageFault(.ledger, nil, "it names more records than a package can hold")
    }
    var leaves: [TreeHash] = []
    try lines(of: "ledger/leaves.txt", read) { line in
      guard let leaf = TreeHash(base64: String(decoding: line, as: UTF8.self)) else {
        throw PackageFault(.ledger, "ledger/leaves.txt", "has a line that is no hash")
      }
      leaves.append(leaf)
      guard leaves.count <= head.size else {
        throw PackageFault(.ledger, nil, "records and their hashes differ in number")
      }
    }
    var index = 0
    try lines(of: "ledger/records.jsonl", read) { line in
      guard leaves.indices.contains(index), try leaf(of: line) == leaves[index] else {
        throw PackageFault(.ledger, nil, "\(EvidenceID(index: index)) is not as it was signed")
      }
      index += 1
    }
    guard index == leaves.count, leaves.count == head.size else {
      throw PackageFault(.ledger, nil, "records and their hashes differ in number")
    }
    return leaves
  }

  private func leaf(of line: [UInt8]) throws -> TreeHash? {
    guard isRedacted else { return TreeHash(leaf: line) }
    return try? CanonicalJSON(reading: line)["leafHash"]?.text.flatMap { TreeHash(base64: $0) }
  }

  private func lines(
    of name: String,
    _ read: Read,
    _ body: @escaping ([UInt8]) throws -> Void
  ) throws {
    var rest: [UInt8] = []
    try read(name) { part in
      var start = part.startIndex
      while let end = part[start...].firstIndex(of: 0x0A) {
        try body(rest + part[start..<end])
        rest = []
        start = end + 1
      }
      rest += part[start...]
      guard rest.count <= 1 << 20 else {
        throw PackageFault(.ledger, name, "has a line that is longer than it may be")
      }
    }
    guard rest.isEmpty else { throw PackageFault(.ledger, name, "does not end with a line") }
  }

  private func roots(of leaves: [TreeHash], at sizes: Set<Int>) -> [Int: TreeHash] {
    var range = CompactRange()
    var roots = [0: TreeHash()]
    for leaf in leaves {
      range.append(leaf)
      if sizes.contains(range.size) { roots[range.size] = range.root }
    }
    return roots
  }

  // MARK: - Proofs

  private func check(
    _ bytes: [UInt8],
    _ name: String,
    _ leaves: [TreeHash],
    _ last: Checkpoint,
    _ whole: [UInt8]
  ) throws {
    do {
      let proof = try TransparencyProof(reading: bytes)
      let index = proof.inclusion.index
      guard Array(proof.note.description.utf8) == whole, leaves.indices.contains(index),
        name == "ledger/proofs/\(EvidenceID(index: index)).tlog-proof"
      else { throw PackageFault(.ledger, name, "is of something else") }
      try proof.inclusion.verify(leaf: leaves[index], root: last.root)
    } catch let failure as NoteFailure {
      throw PackageFault(.ledger, name, "cannot be read: \(failure)")
    } catch let failure as ProofFailure {
      throw PackageFault(.ledger, name, "proves nothing: \(failure)")
    }
  }

  private func checkGrowth(_ roots: [Int: TreeHash], _ read: Read) throws {
    let name = "ledger/consistency.json"
    guard
      let steps = try? JSONDecoder().decode(
        [PackageLedger.ConsistencyStep].self,
        from: Data(try bytes(name, read))
      )
    else { throw PackageFault(.ledger, name, "is no list of proofs") }
    let sizes = roots.keys.filter { $0 > 0 }.sorted()
    guard steps.map(\.from) == sizes.dropLast(), steps.map(\.to) == Array(sizes.dropFirst()) else {
      throw PackageFault(.ledger, name, "does not lead from each checkpoint to the next")
    }
    for step in steps {
      let hashes = step.hashes.compactMap { TreeHash(base64: $0) }
      guard hashes.count == step.hashes.count, let old = roots[step.from], let new = roots[step.to]
      else { throw PackageFault(.ledger, name, "holds what is no hash") }
      do {
        try ConsistencyProof(oldSize: step.from, newSize: step.to, hashes: hashes)
          .verify(oldRoot: old, newRoot: new)
      } catch {
        throw PackageFault(
          .ledger,
          name,
          "does not show that the ledger only grew from \(step.from) to \(step.to): \(error)"
        )
      }
    }
  }
}
