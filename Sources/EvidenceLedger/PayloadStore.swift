import Crypto
import Foundation
import ReadinessModel

/// Content beside the ledger, found by its SHA-256: `payloads/ab/cdef…`.
///
/// Content is on the disk before a record names it. A crash in between leaves content that no record
/// names, which does no harm and is used when the same content comes again.
struct PayloadStore: Sendable {
  let folder: String

  /// The largest content that is taken, in bytes.
  static let bytesAtMost = 1 << 30

  /// Keeps content, and describes it.
  func keep(_ bytes: [UInt8], mediaType: String, rows: Int?) throws -> EvidencePayload {
    guard bytes.count <= Self.bytesAtMost else {
      throw LedgerFailure(
        "content of \(bytes.count) bytes is more than a payload may have (1 GiB)",
        next: "Divide it, and add each part as a record of its own."
      )
    }
    let digest = Self.hexadecimal(SHA256.hash(data: bytes))
    let payload = EvidencePayload(
      sha256: digest,
      bytes: bytes.count,
      mediaType: mediaType,
      rows: rows
    )
    // The same content is kept once; damaged content is not trusted, but written anew.
    if (try? content(of: payload)) == bytes { return payload }
    let path = try path(of: digest)
    try LedgerFolder.makeFolder(URL(filePath: path).deletingLastPathComponent().path)
    try LedgerFolder.write(bytes, to: path)
    return payload
  }

  /// Reads content, and says when it is not what the record says.
  func content(of payload: EvidencePayload) throws -> [UInt8] {
    let path = try path(of: payload.sha256)
    guard let bytes = LedgerFolder.read(path, atMost: Self.bytesAtMost) else {
      throw LedgerFailure(
        "the payload \(payload.sha256) is missing",
        next: "Put \(path) back from a backup or from where the repository is kept."
      )
    }
    guard bytes.count == payload.bytes,
      Self.hexadecimal(SHA256.hash(data: bytes)) == payload.sha256
    else {
      throw LedgerFailure(
        "the payload \(payload.sha256) has other content than was recorded",
        next: "Put \(path) back from a backup; the record says what its digest has to be."
      )
    }
    return bytes
  }

  /// Whether content of this size is there; says nothing of what it holds.
  func holds(_ payload: EvidencePayload) -> Bool {
    guard let path = try? path(of: payload.sha256) else { return false }
    return LedgerFolder.size(of: path) == payload.bytes
  }

  /// Whether content is what its name says.
  func isIntact(_ digest: String) -> Bool {
    guard let path = try? path(of: digest),
      let bytes = LedgerFolder.read(path, atMost: Self.bytesAtMost)
    else { return false }
    return Self.hexadecimal(SHA256.hash(data: bytes)) == digest
  }

  /// Digests of everything that is kept.
  func digests() -> [String] {
    LedgerFolder.names(in: folder).filter { $0.utf8.count == 2 }.flatMap { prefix in
      LedgerFolder.names(in: "\(folder)/\(prefix)").map { prefix + $0 }
        .filter { (try? path(of: $0)) != nil }
    }
  }

  /// The path of content; throws when the digest is none, so that no path can leave the folder.
  func path(of digest: String) throws -> String {
    guard digest.utf8.count == 64,
      digest.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else {
      throw LedgerFailure(
        "'\(digest)' is no SHA-256",
        next: "A digest has 64 characters, 0 to 9 and a to f."
      )
    }
    return "\(folder)/\(digest.prefix(2))/\(digest.dropFirst(2))"
  }

  static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let text = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
