import Crypto

/// Identifiers of OSCAL documents: the same for the same assessment, so that documents can be built
/// again byte for byte.
///
/// OSCAL takes UUIDs of version 4 and 5 only; these are of version 5 (RFC 9562, §5.5).
struct OSCALIdentifiers: Sendable {
  /// The namespace of Auditwright's documents.
  private static let namespace: [UInt8] = [
    0x5F, 0x0A, 0x2C, 0x8D, 0x6B, 0x1E, 0x4F, 0x7A, 0x9C, 0x31, 0xE4, 0x52, 0x0D, 0x96, 0xB8, 0x17,
  ]

  private let scope: String

  /// Creates identifiers of the documents about one assessment.
  init(of assessment: String) { scope = assessment }

  /// The identifier of what a name stands for.
  func uuid(_ name: String) -> String {
    var hash = Insecure.SHA1()
    hash.update(data: Self.namespace)
    hash.update(data: Array("\(scope)\u{0}\(name)".utf8))
    var bytes = Array(hash.finalize().prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    var result = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { result += "-" }
      result.append(digit)
    }
    return result
  }
}
