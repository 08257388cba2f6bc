import Crypto

/// The SHA-256 of some bytes (FIPS 180-4): equal digests stand for equal content.
///
/// A repository may be hostile, so a shorter or unkeyed hash would let it pass one file off as
/// another.
struct ContentDigest: Hashable, Sendable {
  /// The digest's 32 bytes.
  let bytes: [UInt8]

  static let length = SHA256.byteCount

  /// Digests content.
  init(of content: [UInt8]) { bytes = Array(SHA256.hash(data: content)) }

  /// Digests texts in their order; no two lists of texts share a digest by where they are divided.
  init(of texts: some Sequence<String>) {
    var hash = SHA256()
    for text in texts {
      withUnsafeBytes(of: UInt64(text.utf8.count).littleEndian) { hash.update(bufferPointer: $0) }
      hash.update(data: Array(text.utf8))
    }
    bytes = Array(hash.finalize())
  }

  /// Takes a digest that was stored; nil when it has another length.
  init?(stored bytes: some Collection<UInt8>) {
    guard bytes.count == Self.length else { return nil }
    self.bytes = Array(bytes)
  }

  /// The digest in hexadecimal.
  var text: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
