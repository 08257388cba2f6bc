import Foundation
import MerkleLog
import Testing

/// Other programs' own test vectors, as they publish them.
///
/// They are not part of this repository. `Scripts/compare-ledger-vectors` says where they come from
/// and counts; without the folder that `LEDGER_VECTORS` names, nothing is compared.
private enum Peers {
  static let folder = ProcessInfo.processInfo.environment["LEDGER_VECTORS"]

  static let isThere: Comment =
    "set LEDGER_VECTORS to a folder with clones of merkle, tessera, C2SP and mod to compare"

  static func data(_ path: String) throws -> Data {
    try Data(contentsOf: URL(filePath: "\(folder ?? "")/\(path)"))
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try data(path), as: UTF8.self)
  }

  static func files(under path: String) throws -> [String] {
    let all = FileManager.default.enumerator(atPath: "\(folder ?? "")/\(path)")
    return (all?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".json") }
      .map { "\(path)/\($0)" }.sorted()
  }

  /// Says how much was compared, for the record.
  static func tell(_ what: String, _ count: Int) { print("compared \(what): \(count)") }
}

@Suite("Other programs' vectors", .enabled(if: Peers.folder != nil, Peers.isThere))
struct PeerVectorTests {
  private struct InclusionCase: Decodable {
    var leafIdx: UInt64
    var treeSize: UInt64
    var root: Data?
    var leafHash: Data?
    var proof: [Data]?
    var wantErr: Bool
  }

  private struct ConsistencyCase: Decodable {
    var size1: UInt64
    var size2: UInt64
    var root1: Data?
    var root2: Data?
    var proof: [Data]?
    var wantErr: Bool
  }

  @Test("inclusion proofs of transparency-dev/merkle are judged as it judges them")
  func inclusion() throws {
    let files = try Peers.files(under: "merkle/testdata/inclusion")
    try #require(files.count >= 90)
    for file in files {
      let vector = try JSONDecoder().decode(InclusionCase.self, from: Peers.data(file))
      let isRight = Self.succeeds {
        let proof = InclusionProof(
          index: try Self.number(vector.leafIdx),
          size: try Self.number(vector.treeSize),
          hashes: try (vector.proof ?? []).map(Self.hash)
        )
        try proof.verify(leaf: Self.hash(vector.leafHash), root: Self.hash(vector.root))
      }
      #expect(isRight == !vector.wantErr, "\(file)")
    }
    Peers.tell("transparency-dev/merkle inclusion", files.count)
  }

  @Test("consistency proofs of transparency-dev/merkle are judged as it judges them")
  func consistency() throws {
    let files = try Peers.files(under: "merkle/testdata/consistency")
    var notHashes = 0
    try #require(files.count >= 90)
    for file in files {
      let vector = try JSONDecoder().decode(ConsistencyCase.self, from: Peers.data(file))
      let isRight = Self.succeeds {
        let proof = ConsistencyProof(
          oldSize: try Self.number(vector.size1),
          newSize: try Self.number(vector.size2),
          hashes: try (vector.proof ?? []).map(Self.hash)
        )
        try proof.verify(oldRoot: Self.hash(vector.root1), newRoot: Self.hash(vector.root2))
      }
      // Some vectors have roots of other lengths, which that library does not look at; one of them
      // is meant to be right. Here a root is a SHA-256 hash or none.
      let areHashes = [vector.root1, vector.root2].allSatisfy { $0?.count == TreeHash.length }
      if !areHashes { notHashes += 1 }
      #expect(isRight == (areHashes && !vector.wantErr), "\(file)")
    }
    Peers.tell("transparency-dev/merkle consistency", files.count)
    Peers.tell("of these with roots that are no hashes, and refused", notHashes)
  }

  private static func succeeds(_ work: () throws -> Void) -> Bool {
    do {
      try work()
      return true
    } catch {
      return false
    }
  }

  private struct NotRepresentable: Error {}

  private static func number(_ value: UInt64) throws -> Int {
    guard let number = Int(exactly: value) else { throw NotRepresentable() }
    return number
  }

  private static func hash(_ data: Data?) throws -> TreeHash {
    guard let hash = TreeHash(bytes: data ?? Data()) else { throw NotRepresentable() }
    return hash
  }

  @Test("tessera's log: every checkpoint, tile and entry fits, and every size proves every other")
  func tessera() throws {
    let script = try Peers.text("tessera/testdata/build_log.sh")
    let match = try #require(script.firstMatch(of: /LOG_PUBLIC_KEY="([^"]+)"/))
    let key = try NoteVerifierKey(String(match.1))
    let log = "tessera/testdata/log"
    let entries = try #require(
      Tile.entries(bundle: Array(try Peers.data("\(log)/tile/entries/000.p/15")))
    )
    let tree = KeptTree(entries)
    var checkpoints: [Checkpoint] = []
    for size in 0...15 {
      let note = try SignedNote(reading: Peers.data("\(log)/checkpoint.\(size)"))
      #expect(try note.verify(with: [key]).count == 1)
      #expect(note.description == (try Peers.text("\(log)/checkpoint.\(size)")))
      let checkpoint = try Checkpoint(text: note.text)
      #expect(checkpoint.size == size)
      #expect(checkpoint.root == KeptTree(Array(entries[..<size])).range.root)
      checkpoints.append(checkpoint)
      for tile in Tile.all(size: size) {
        let published = Array(try Peers.data("\(log)/\(tile.path)"))
        let ours =
          tile.content == .entries
          ? Tile.bundle(entries[tile.positions]) : tile.nodes.flatMap { tree.node($0).bytes }
        #expect(published == ours, "\(tile.path)")
      }
    }
    for new in checkpoints where new.size > 0 {
      for old in checkpoints where old.size > 0 && old.size <= new.size {
        let proof = try ConsistencyProof(oldSize: old.size, newSize: new.size, node: tree.node)
        try proof.verify(oldRoot: old.root, newRoot: new.root)
      }
      for index in 0..<new.size {
        let proof = try InclusionProof(index: index, size: new.size, node: tree.node)
        try proof.verify(leaf: TreeHash(leaf: entries[index]), root: new.root)
      }
    }
    Peers.tell("transparency-dev/tessera checkpoints", checkpoints.count)
  }

  @Test("the examples of C2SP's specifications are read, and those with a key verified")
  func c2sp() throws {
    let page = try Peers.text("C2SP/signed-note.md")
    let key = try NoteVerifierKey(
      String(try #require(page.firstMatch(of: /\s(example\.com\/foo\+\S+)\s/)).1)
    )
    let text = try #require(page.firstMatch(of: /```\n(This(?s:.*?\n))```/)).1
    let note = try SignedNote(reading: Array(text.utf8))
    #expect(try note.verify(with: [key]).map(\.key) == [key])
    #expect(note.description == String(text))
    let opening = try #require(page.firstMatch(of: /```\n(Ognuno(?s:.*?\n))```/)).1
    #expect(try SignedNote(reading: Array(opening.utf8)).text.hasSuffix("ed è subito sera.\n"))
    var read = 0
    for file in ["tlog-checkpoint.md", "tlog-cosignature.md"] {
      let page = try Peers.text("C2SP/\(file)")
      let text = try #require(page.firstMatch(of: /```\n(example\.com(?s:.*?\n))```/)).1
      let checkpoint = try Checkpoint(text: SignedNote(reading: Array(text.utf8)).text)
      #expect(checkpoint.origin == "example.com/behind-the-sofa" && checkpoint.size == 20_852_163)
      read += 1
    }
    Peers.tell("C2SP examples", 2 + read)
  }

  @Test("golang/mod's keys and notes are accepted and refused as its own tests do")
  func golang() throws {
    let page = try Peers.text("mod/sumdb/note/note_test.go")
    func constant(_ pattern: Regex<(Substring, Substring)>) throws -> String {
      String(try #require(page.firstMatch(of: pattern)).1).replacing(#"\n"#, with: "\n")
    }
    let peter = try NoteVerifierKey(constant(/peterKey := "([^"]+)"/))
    let enoch = try NoteVerifierKey(constant(/enochKey := "([^"]+)"/))
    let peterLine = try constant(/peterSig := "([^"]+)"/)
    let enochLine = try constant(/enochSig := "([^"]+)"/)
    let text = try constant(/text := `([^`]+)`/)
    let signer = try NoteSigningKey(constant(/skey := "([^"]+)"/))
    #expect(signer.verifier(.ed25519) == peter)
    func verified(_ note: String, _ keys: [NoteVerifierKey]) -> [String]? {
      guard let note = try? SignedNote(reading: Array(note.utf8)) else { return nil }
      return (try? note.verify(with: keys))?.map(\.key.name)
    }
    var signed = try #require(SignedNote(text: text))
    try signed.sign(with: signer)
    #expect(verified(signed.description, [peter]) == ["PeterNeumann"])
    #if os(Linux)
      #expect(signed.description == text + "\n" + peterLine)
    #endif
    #expect(verified(text + "\n" + peterLine + enochLine, [peter]) == ["PeterNeumann"])
    #expect(verified(text + "\n" + peterLine + enochLine, [peter, enoch])?.count == 2)
    #expect(verified(text + "\n" + peterLine + enochLine, []) == nil)
    #expect(verified(text + "\n" + String(repeating: peterLine, count: 101), [peter]) == nil)
    let spoiled = String(peterLine.prefix(60)) + "ABCD" + String(peterLine.dropFirst(60))
    #expect(verified(text + "\n" + spoiled, [peter]) == nil)
    let bad = [
      text, text + "\n", text + "\n" + peterLine.dropLast(), "\u{1}" + text + "\n" + peterLine,
      text + "\n" + peterLine.replacing("PeterNeumann", with: "Bad Name"),
      text + "\n" + peterLine + "Unexpected line.\n",
      text + "\n" + peterLine.replacing("PeterNeumann", with: "CarmenSandiego"),
      text + "\n" + peterLine.replacing("x08g", with: "xxxx"),
    ]
    for note in bad { #expect(verified(note, [peter]) == nil, "\(note)") }
    #expect(throws: NoteFailure.self) {
      try SignedNote(reading: [0xFF] + Array((text + "\n" + peterLine).utf8))
    }
    var keys = 0
    for match in page.matches(of: /badKey\("([^"]+)"\)/) {
      #expect(throws: NoteKeyFailure.self) { try NoteVerifierKey(String(match.1)) }
      keys += 1
    }
    for (text, read) in [
      (peter.text, { try? NoteVerifierKey($0).text }),
      (signer.text, { try? NoteSigningKey($0).text }),
    ] as [(String, (String) -> String?)] {
      let bytes = Array(text.utf8)
      for start in 0...bytes.count {
        for end in start..<(bytes.count + 1) where end - start < bytes.count {
          #expect(read(String(decoding: bytes[start..<end], as: UTF8.self)) == nil)
          keys += 1
        }
      }
      for index in bytes.indices {
        var changed = bytes
        changed[index] += 1
        #expect(read(String(decoding: changed, as: UTF8.self)) == nil)
        keys += 1
      }
    }
    Peers.tell("golang/mod notes", 8 + bad.count)
    Peers.tell("golang/mod keys that are none", keys)
  }
}
