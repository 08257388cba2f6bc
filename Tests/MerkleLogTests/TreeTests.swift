import MerkleLog
import TestSupport
import Testing

@Suite("A tree that only grows")
struct TreeTests {
  private static func leaves(_ count: Int, seed: UInt64) -> [[UInt8]] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
    }
  }

  @Test("roots, paths and proofs are those of the definitions, at every size up to 70")
  func smallTrees() throws {
    let leaves = Self.leaves(70, seed: 1)
    for size in 0...70 {
      let tree = KeptTree(Array(leaves[..<size]))
      #expect(tree.range.root == ReferenceTree.root(leaves[..<size]))
      for index in 0..<size {
        let proof = try InclusionProof(index: index, size: size, node: tree.node)
        #expect(proof.hashes == ReferenceTree.path(index, leaves[..<size]))
        try proof.verify(leaf: TreeHash(leaf: leaves[index]), root: tree.range.root)
      }
      guard size > 0 else { continue }
      for oldSize in 1...size {
        let proof = try ConsistencyProof(oldSize: oldSize, newSize: size, node: tree.node)
        #expect(proof.hashes == ReferenceTree.proof(oldSize, leaves[..<size]))
        let oldRoot = ReferenceTree.root(leaves[..<oldSize])
        try proof.verify(oldRoot: oldRoot, newRoot: tree.range.root)
      }
    }
  }

  @Test("random trees of up to 2,000 leaves agree with the definitions", arguments: 1...20)
  func randomTrees(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let size = Int.random(in: 1...2_000, using: &generator)
    let leaves = Self.leaves(size, seed: seed)
    let tree = KeptTree(leaves)
    let root = ReferenceTree.root(leaves[...])
    #expect(tree.range.root == root)
    for _ in 0..<20 {
      let index = Int.random(in: 0..<size, using: &generator)
      let inclusion = try InclusionProof(index: index, size: size, node: tree.node)
      #expect(inclusion.hashes == ReferenceTree.path(index, leaves[...]))
      try inclusion.verify(leaf: TreeHash(leaf: leaves[index]), root: root)
      let oldSize = Int.random(in: 1...size, using: &generator)
      let consistency = try ConsistencyProof(oldSize: oldSize, newSize: size, node: tree.node)
      #expect(consistency.hashes == ReferenceTree.proof(oldSize, leaves[...]))
      try consistency.verify(oldRoot: ReferenceTree.root(leaves[..<oldSize]), newRoot: root)
    }
  }

  @Test("a proof that was changed anywhere proves nothing")
  func changedProofs() throws {
    let leaves = Self.leaves(37, seed: 3)
    let tree = KeptTree(leaves)
    let root = tree.range.root
    for index in 0..<37 {
      let leaf = TreeHash(leaf: leaves[index])
      let proof = try InclusionProof(index: index, size: 37, node: tree.node)
      for changed in Self.changes(of: proof.hashes) {
        let other = InclusionProof(index: index, size: 37, hashes: changed)
        #expect(throws: ProofFailure.self) { try other.verify(leaf: leaf, root: root) }
      }
      for other in [index - 1, index + 1, 37, -1] {
        let proof = InclusionProof(index: other, size: 37, hashes: proof.hashes)
        #expect(throws: ProofFailure.self) { try proof.verify(leaf: leaf, root: root) }
      }
      guard index > 0 else { continue }
      let oldRoot = ReferenceTree.root(leaves[..<index])
      let consistency = try ConsistencyProof(oldSize: index, newSize: 37, node: tree.node)
      for changed in Self.changes(of: consistency.hashes) {
        let other = ConsistencyProof(oldSize: index, newSize: 37, hashes: changed)
        #expect(throws: ProofFailure.self) { try other.verify(oldRoot: oldRoot, newRoot: root) }
      }
    }
  }

  private static func changes(of hashes: [TreeHash]) -> [[TreeHash]] {
    var all = [hashes + [TreeHash()]]
    if !hashes.isEmpty { all += [Array(hashes.dropLast()), Array(hashes.dropFirst())] }
    for index in hashes.indices {
      var changed = hashes
      changed[index] = TreeHash(leaf: changed[index].bytes)
      all.append(changed)
    }
    return all
  }

  @Test("nothing is proven of an empty tree, nor of one that shrank")
  func impossible() {
    let empty = ConsistencyProof(oldSize: 0, newSize: 4, hashes: [])
    #expect(throws: ProofFailure.self) {
      try empty.verify(oldRoot: TreeHash(), newRoot: TreeHash(leaf: []))
    }
    #expect(throws: ProofFailure.self) {
      try ConsistencyProof(oldSize: 5, newSize: 4, node: { _ in TreeHash() })
    }
    #expect(throws: ProofFailure.self) {
      try InclusionProof(index: 0, size: 0, node: { _ in TreeHash() })
    }
  }

  @Test("a tree is continued from the roots of its complete subtrees alone")
  func continued() throws {
    let leaves = Self.leaves(300, seed: 9)
    for size in [0, 1, 2, 3, 7, 128, 255, 256, 299] {
      let tree = KeptTree(Array(leaves[..<size]))
      let nodes = CompactRange.addresses(size: size).map(tree.node)
      var range = try #require(CompactRange(size: size, nodes: nodes))
      for leaf in leaves[size...] { range.append(TreeHash(leaf: leaf)) }
      #expect(range.root == ReferenceTree.root(leaves[...]))
    }
    #expect(CompactRange(size: 3, nodes: [TreeHash()]) == nil)
  }

  @Test("tiles are those that C2SP's example of 70,000 leaves asks for")
  func tiles() {
    let tiles = Tile.all(size: 70_000)
    let hashes = tiles.filter { $0.content != .entries }
    #expect(hashes.filter { $0.content == .hashes(level: 0) && $0.width == 256 }.count == 273)
    let partial = hashes.filter { $0.width < 256 }.map(\.path)
    #expect(partial == ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"])
    #expect(tiles.last { $0.content == .entries }?.path == "tile/entries/273.p/112")
    let deep = Tile(content: .hashes(level: 0), index: 1_234_067)
    #expect(deep.path == "tile/0/x001/x234/067")
    #expect(
      Tile.all(size: 256).map(\.path) == ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]
    )
    #expect(Tile.all(size: 0).isEmpty)
  }

  @Test("a bundle gives its entries back, and damaged ones give nothing")
  func bundles() throws {
    let entries = Self.leaves(256, seed: 4)
    let bundle = try #require(Tile.bundle(entries))
    #expect(Tile.entries(bundle: bundle) == entries)
    #expect(Tile.entries(bundle: Array(bundle.dropLast())) == nil)
    #expect(Tile.bundle([[UInt8](repeating: 0, count: 65_536)]) == nil)
  }
}
