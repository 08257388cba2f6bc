/// Why a proof proves nothing.
package enum ProofFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The numbers it is for are impossible.
  case impossible(String)
  /// It has too few or too many hashes.
  case wrongLength
  /// It leads to another root.
  case wrongRoot(computed: TreeHash)

  /// What is wrong.
  package var description: String {
    switch self {
    case .impossible(let why): why
    case .wrongLength: "the proof has too few or too many hashes"
    case .wrongRoot(let computed): "the proof leads to the root \(computed.base64)"
    }
  }
}

/// A source of the nodes of complete subtrees.
package typealias NodeLookup = (NodeAddress) throws -> TreeHash

/// That a leaf is in a tree: RFC 6962, section 2.1.1.
package struct InclusionProof: Hashable, Sendable {
  /// The leaf's index, from 0.
  package let index: Int
  /// Leaves in the tree.
  package let size: Int
  /// The hashes, from the leaf's sibling to the root's child.
  package let hashes: [TreeHash]

  /// Creates a proof from its parts, which nobody has looked at yet.
  package init(index: Int, size: Int, hashes: [TreeHash]) {
    self.index = index
    self.size = size
    self.hashes = hashes
  }

  /// Makes the proof for a leaf; needs of the order of log² of the size in look-ups, at most.
  package init(index: Int, size: Int, node: NodeLookup) throws {
    guard size > 0, (0..<size).contains(index) else {
      throw ProofFailure.impossible("leaf \(index) is not in a tree of \(size)")
    }
    var range = 0..<size
    var hashes: [TreeHash] = []
    while range.count > 1 {
      let middle = range.lowerBound + range.count.largestPowerBelow
      let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
      let (inside, beside) = index < middle ? (left, right) : (right, left)
      hashes.append(try subtreeRoot(of: beside, node: node))
      range = inside
    }
    self.init(index: index, size: size, hashes: hashes.reversed())
  }

  /// Checks that the leaf is in the tree with this root.
  package func verify(leaf: TreeHash, root: TreeHash) throws {
    guard size > 0, (0..<size).contains(index) else {
      throw ProofFailure.impossible("leaf \(index) is not in a tree of \(size)")
    }
    // RFC 9162, section 2.1.3.2: `path` and `end` lose a bit for each level that is climbed.
    var (path, end) = (index, size - 1)
    var computed = leaf
    for hash in hashes {
      guard end > 0 else { throw ProofFailure.wrongLength }
      if path & 1 == 1 || path == end {
        computed = TreeHash(left: hash, right: computed)
        // On the right border, levels where the subtree has no sibling are skipped.
        let skipped = path == 0 ? 0 : path.trailingZeroBitCount
        (path, end) = (path >> skipped, end >> skipped)
      } else {
        computed = TreeHash(left: computed, right: hash)
      }
      (path, end) = (path >> 1, end >> 1)
    }
    guard end == 0 else { throw ProofFailure.wrongLength }
    guard computed == root else { throw ProofFailure.wrongRoot(computed: computed) }
  }
}

/// That a tree only grew out of an earlier one: RFC 6962, section 2.1.2.
package struct ConsistencyProof: Hashable, Sendable {
  /// Leaves in the earlier tree.
  package let oldSize: Int
  /// Leaves in the later one.
  package let newSize: Int
  /// The hashes.
  package let hashes: [TreeHash]

  /// Creates a proof from its parts, which nobody has looked at yet.
  package init(oldSize: Int, newSize: Int, hashes: [TreeHash]) {
    self.oldSize = oldSize
    self.newSize = newSize
    self.hashes = hashes
  }

  /// Makes the proof for two sizes.
  package init(oldSize: Int, newSize: Int, node: NodeLookup) throws {
    guard oldSize > 0, oldSize <= newSize else { throw Self.impossible(oldSize, newSize) }
    var range = 0..<newSize
    var hashes: [TreeHash] = []
    while range.upperBound > oldSize {
      let middle = range.lowerBound + range.count.largestPowerBelow
      let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
      let (inside, beside) = oldSize <= middle ? (left, right) : (right, left)
      hashes.append(try subtreeRoot(of: beside, node: node))
      range = inside
    }
    // What is left ends where the old tree ends. When it is the old tree, its root is known.
    if range.lowerBound > 0 { hashes.append(try subtreeRoot(of: range, node: node)) }
    self.init(oldSize: oldSize, newSize: newSize, hashes: hashes.reversed())
  }

  private static func impossible(_ oldSize: Int, _ newSize: Int) -> ProofFailure {
    .impossible("no proof can lead from a tree of \(oldSize) to one of \(newSize)")
  }

  /// Checks that the tree with the new root begins with the tree with the old one.
  ///
  /// Nothing can be proven of an empty tree: every tree begins with it.
  package func verify(oldRoot: TreeHash, newRoot: TreeHash) throws {
    guard oldSize > 0, oldSize <= newSize else { throw Self.impossible(oldSize, newSize) }
    if oldSize == newSize {
      guard hashes.isEmpty else { throw ProofFailure.wrongLength }
      guard oldRoot == newRoot else { throw ProofFailure.wrongRoot(computed: oldRoot) }
      return
    }
    // RFC 9162, section 2.1.4.2. The proof starts at the largest subtree that ends both trees'
    // common part; when that is the whole old tree, its root is not repeated in the proof.
    let isWhole = oldSize & (oldSize - 1) == 0
    guard let start = isWhole ? oldRoot : hashes.first else { throw ProofFailure.wrongLength }
    let skipped = (~(oldSize - 1)).trailingZeroBitCount
    var (path, end) = ((oldSize - 1) >> skipped, (newSize - 1) >> skipped)
    var (old, new) = (start, start)
    for hash in isWhole ? hashes[...] : hashes.dropFirst() {
      guard end > 0 else { throw ProofFailure.wrongLength }
      if path & 1 == 1 || path == end {
        old = TreeHash(left: hash, right: old)
        new = TreeHash(left: hash, right: new)
        let skipped = path == 0 ? 0 : path.trailingZeroBitCount
        (path, end) = (path >> skipped, end >> skipped)
      } else {
        new = TreeHash(left: new, right: hash)
      }
      (path, end) = (path >> 1, end >> 1)
    }
    guard end == 0 else { throw ProofFailure.wrongLength }
    guard old == oldRoot else { throw ProofFailure.wrongRoot(computed: old) }
    guard new == newRoot else { throw ProofFailure.wrongRoot(computed: new) }
  }
}

/// The root over some leaves of a tree, from the complete subtrees they are made of.
private func subtreeRoot(of range: Range<Int>, node: NodeLookup) throws -> TreeHash {
  var root: TreeHash?
  for address in NodeAddress.covering(range).reversed() {
    let hash = try node(address)
    root = root.map { TreeHash(left: hash, right: $0) } ?? hash
  }
  return root ?? TreeHash()
}
