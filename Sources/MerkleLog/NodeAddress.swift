/// Where a complete subtree of a tree is.
///
/// The node at level `l` with index `i` spans the `2^l` leaves from `i · 2^l`.
package struct NodeAddress: Hashable, Sendable {
  /// Its height over the leaves.
  package let level: Int
  /// Its index among the nodes of its level.
  package let index: Int

  /// Creates an address.
  package init(level: Int, index: Int) {
    self.level = level
    self.index = index
  }

  /// The last leaf below it: the one that completes it.
  package var lastLeaf: Int { ((index + 1) << level) - 1 }

  /// The complete subtrees that make up some leaves, from left to right.
  ///
  /// The range has to be one that occurs in a tree: it begins at a multiple of the largest power of
  /// two in it.
  static func covering(_ range: Range<Int>) -> [NodeAddress] {
    var addresses: [NodeAddress] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let level = (range.upperBound - start).lastBit
      addresses.append(NodeAddress(level: level, index: start >> level))
      start += 1 << level
    }
    return addresses
  }
}

extension Int {
  /// The position of a positive number's highest bit that is set.
  var lastBit: Int { Int.bitWidth - 1 - leadingZeroBitCount }

  /// The largest power of two that is smaller than a number greater than one.
  ///
  /// It is where RFC 6962 divides a tree.
  var largestPowerBelow: Int { 1 << (self - 1).lastBit }
}
