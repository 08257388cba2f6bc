import Crypto
import Foundation

/// What a file of a package holds: its size and digest, and a way to have it in parts.
struct PackageContent {
  typealias Parts = (_ write: ([UInt8]) throws -> Void) throws -> Void

  let size: Int
  let sha256: String
  let parts: Parts

  /// Content in memory.
  init(_ bytes: [UInt8]) {
    size = bytes.count
    sha256 = Self.hexadecimal(SHA256.hash(data: bytes))
    parts = { try $0(bytes) }
  }

  init(_ text: String) { self.init(Array(text.utf8)) }

  /// Content whose size and digest are known before anybody reads it.
  init(size: Int, sha256: String, parts: @escaping Parts) {
    (self.size, self.sha256, self.parts) = (size, sha256, parts)
  }

  /// Content that is made anew each time, so that it need not be in memory.
  init(streaming parts: @escaping Parts) throws {
    var hash = SHA256()
    var size = 0
    try parts { part in
      hash.update(data: part)
      size += part.count
    }
    self.init(size: size, sha256: Self.hexadecimal(hash.finalize()), parts: parts)
  }

  /// The content of a file that was described before.
  init(file path: String, size: Int, sha256: String) {
    self.init(size: size, sha256: sha256) { write in
      guard let handle = FileHandle(forReadingAtPath: path) else {
        throw EngineFailure.unreadableRepository(path: path, reason: "the file cannot be opened")
      }
      defer { try? handle.close() }
      while let data = try handle.read(upToCount: 1 << 20), !data.isEmpty { try write(Array(data)) }
    }
  }

  /// All of it, when it is no larger than allowed.
  func bytes(atMost limit: Int) throws -> [UInt8]? {
    guard size <= limit else { return nil }
    var bytes: [UInt8] = []
    try parts { bytes += $0 }
    return bytes
  }

  static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
    digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
