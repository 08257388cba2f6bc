import Crypto

/// A SHA-256 hash of a leaf or a node of the tree, 32 bytes.
///
/// Leaves and nodes are told apart by their first byte, so that neither can pass for the other:
/// RFC 6962, section 2.1.
package struct TreeHash: Hashable, Sendable {
  /// The 32 bytes.
  package let bytes: [UInt8]

  /// Creates a hash from its bytes, nil unless they are 32.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// Creates the hash of a tree without leaves.
  package init() { bytes = Array(SHA256.hash(data: [UInt8]())) }

  /// Creates the hash of a leaf's content.
  package init(leaf content: some Sequence<UInt8>) {
    bytes = Array(SHA256.hash(data: [0] + content))
  }

  /// Creates the hash of a node from the hashes below it.
  package init(left: TreeHash, right: TreeHash) {
    bytes = Array(SHA256.hash(data: [1] + left.bytes + right.bytes))
  }
}
