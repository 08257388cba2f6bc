import Foundation
import MerkleLog
import Testing

@Suite("Notes that keys have signed")
struct SignedNoteTests {
  private let key: NoteSigningKey
  private let other: NoteSigningKey

  init() throws {
    let seeds = [UInt8(1), 2].map { Data(repeating: $0, count: 32) }
    key = try #require(NoteSigningKey(name: "example.com/log", seed: seeds[0]))
    other = try #require(NoteSigningKey(name: "example.com/witness", seed: seeds[1]))
  }

  @Test("keys are read from their text, and from no other")
  func keys() throws {
    #expect(try NoteSigningKey(key.text).text == key.text)
    let verifier = key.verifier(.ed25519)
    #expect(try NoteVerifierKey(verifier.text) == verifier)
    let text = Array(verifier.text.utf8)
    for start in 0..<text.count {
      var changed = text
      changed[start] += 1
      let read = try? NoteVerifierKey(String(decoding: changed, as: UTF8.self))
      #expect(read == nil)
      let cut = try? NoteVerifierKey(String(decoding: text[..<start], as: UTF8.self))
      #expect(cut == nil)
    }
    for name in ["", "a b", "a+b", "a\u{A0}b", "a\nb"] {
      #expect(NoteSigningKey(name: name, seed: Data(repeating: 1, count: 32)) == nil)
    }
  }

  @Test("a note is verified by the keys that are trusted, and others say nothing")
  func verifying() throws {
    var note = try #require(SignedNote(text: "one\n\ntwo\n"))
    try note.sign(with: key)
    try note.cosign(with: other, at: 1_800_000_000)
    let read = try SignedNote(reading: Array(note.description.utf8))
    #expect(read == note)
    let keys = [key.verifier(.ed25519), other.verifier(.cosignature)]
    let verified = try read.verify(with: keys)
    #expect(verified.map(\.key) == keys && verified.map(\.signedAt) == [nil, 1_800_000_000])
    #expect(try read.verify(with: [keys[0]]).count == 1)
    #expect(throws: NoteFailure.unsigned) { try read.verify(with: []) }
    #expect(throws: NoteFailure.unsigned) { try read.verify(with: [other.verifier(.ed25519)]) }
  }

  @Test("a note that was changed is not believed")
  func changed() throws {
    var note = try #require(SignedNote(text: "example.com/log\n3\n\(TreeHash().base64)\n"))
    try note.sign(with: key)
    try note.cosign(with: key, at: 7)
    let keys = [key.verifier(.ed25519), key.verifier(.cosignature)]
    let bytes = Array(note.description.utf8)
    for index in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[index] ^= 1 << UInt8(bit)
        let isBelieved: Bool
        if let read = try? SignedNote(reading: changed), let signed = try? read.verify(with: keys) {
          // A changed name or number makes a signature somebody else's, which does not count.
          isBelieved = signed.count == 2 && Array(read.description.utf8) == changed
        } else {
          isBelieved = false
        }
        #expect(!isBelieved, "byte \(index), bit \(bit)")
      }
    }
  }

  @Test("what is no checkpoint is refused")
  func checkpoints() throws {
    let root = TreeHash().base64
    #expect(try Checkpoint(text: "a\n0\n\(root)\n").size == 0)
    #expect(try Checkpoint(text: "a\n10\n\(root)\nmore\n").extensions == ["more"])
    for text in [
      "a\n0\n\(root)", "a\n00\n\(root)\n", "a\n-1\n\(root)\n", "a\n+1\n\(root)\n", "\n1\n\(root)\n",
      "a\n1\n\(root)\n\n", "a\n1\n", "a\n1\nAAAA\n", "a\n99999999999999999999\n\(root)\n",
    ] {
      #expect(throws: NoteFailure.self) { try Checkpoint(text: text) }
    }
  }

  @Test("a proof as text holds all that is needed to check it")
  func transparencyProof() throws {
    let leaves = (0..<11).map { Array("entry \($0)".utf8) }
    let tree = KeptTree(leaves)
    let checkpoint = try #require(
      Checkpoint(origin: "example.com/log", size: 11, root: tree.range.root)
    )
    var note = try #require(SignedNote(text: checkpoint.text))
    try note.sign(with: key)
    let inclusion = try InclusionProof(index: 6, size: 11, node: tree.node)
    for extra in [nil, [1, 2, 3] as [UInt8]] {
      let proof = try TransparencyProof(inclusion: inclusion, note: note, extra: extra)
      let read = try TransparencyProof(reading: Array(proof.description.utf8))
      #expect(read == proof)
      let keys = [key.verifier(.ed25519)]
      try read.verify(entry: leaves[6], origin: "example.com/log", keys: keys)
      #expect(throws: ProofFailure.self) {
        try read.verify(entry: leaves[5], origin: "example.com/log", keys: keys)
      }
      #expect(throws: NoteFailure.self) {
        try read.verify(entry: leaves[6], origin: "example.com/other", keys: keys)
      }
    }
  }
}
