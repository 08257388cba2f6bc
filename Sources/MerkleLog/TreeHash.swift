import Crypto
import Foundation

/// A SHA-256 hash of a leaf or a node of the tree, 32 bytes.
///
/// Leaves and nodes are told apart by their first byte, so that neither can pass for the other:
/// RFC 6962, section 2.1.
package struct TreeHash: Hashable, Sendable {
  /// Bytes in a hash.
  package static let length = 32

  // Four words instead of an array: a tree of a million leaves has two million hashes.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// Creates a hash from its bytes, nil unless they are 32.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.length else { return nil }
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    self.words = words
  }

  /// Creates a hash from its base64 text, nil when it is none.
  package init?(base64 text: some StringProtocol) {
    guard let data = Data(base64Encoded: String(text)) else { return nil }
    self.init(bytes: data)
  }

  /// Creates the hash of a tree without leaves.
  package init() { self.init(SHA256().finalize()) }

  /// Creates the hash of a leaf's content.
  package init(leaf content: some Sequence<UInt8>) {
    var hash = SHA256()
    hash.update(data: [0] as [UInt8])
    if content.withContiguousStorageIfAvailable({
      hash.update(bufferPointer: UnsafeRawBufferPointer($0))
    }) == nil {
      hash.update(data: Array(content))
    }
    self.init(hash.finalize())
  }

  /// Creates the hash of a node from the hashes below it.
  package init(left: TreeHash, right: TreeHash) {
    var hash = SHA256()
    hash.update(data: [1] as [UInt8])
    withUnsafeBytes(of: left.words) { hash.update(bufferPointer: $0) }
    withUnsafeBytes(of: right.words) { hash.update(bufferPointer: $0) }
    self.init(hash.finalize())
  }

  private init(_ digest: SHA256Digest) {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    digest.withUnsafeBytes { bytes in
      withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: bytes) }
    }
    self.words = words
  }

  /// The 32 bytes.
  package var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

  /// The hash in base64, as C2SP's formats have it.
  package var base64: String { Data(bytes).base64EncodedString() }

  /// Compares two hashes.
  package static func == (left: Self, right: Self) -> Bool { left.words == right.words }

  /// Feeds the hash's first bytes, which are as good as random, into a hasher.
  package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
