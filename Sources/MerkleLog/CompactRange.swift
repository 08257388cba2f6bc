/// What has to be known of a tree to add leaves to it: the roots of its complete subtrees.
///
/// There is one for each bit that is set in the number of leaves, the largest first.
package struct CompactRange: Hashable, Sendable {
  /// Leaves in the tree.
  package private(set) var size: Int
  /// Roots of the complete subtrees, the largest first.
  package private(set) var nodes: [TreeHash]

  /// Creates an empty tree.
  package init() { (size, nodes) = (0, []) }

  /// Creates a tree from the roots of its complete subtrees; nil when there are not as many.
  package init?(size: Int, nodes: [TreeHash]) {
    guard size >= 0, nodes.count == size.nonzeroBitCount else { return nil }
    (self.size, self.nodes) = (size, nodes)
  }

  /// The complete subtrees of a tree, the largest first.
  package static func addresses(size: Int) -> [NodeAddress] { NodeAddress.covering(0..<size) }

  /// Adds a leaf, and returns the nodes that it completes: itself, then those above it.
  @discardableResult
  package mutating func append(_ leaf: TreeHash) -> [TreeHash] {
    var completed = [leaf]
    var node = leaf
    // Each complete subtree of the leaf's own size that stands to its left becomes one with it.
    for _ in 0..<(~size).trailingZeroBitCount {
      node = TreeHash(left: nodes.removeLast(), right: node)
      completed.append(node)
    }
    nodes.append(node)
    size += 1
    return completed
  }

  /// The root of the whole tree.
  package var root: TreeHash {
    guard var root = nodes.last else { return TreeHash() }
    for node in nodes.dropLast().reversed() { root = TreeHash(left: node, right: root) }
    return root
  }
}
