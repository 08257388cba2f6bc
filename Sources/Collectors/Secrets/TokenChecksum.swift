/// Checks the proof that some providers put into their tokens.
package enum TokenChecksum {
  /// Whether a token carries the checksum its provider would have given it.
  static func holds(_ checksum: SecretRule.Checksum, for token: some Collection<UInt8>) -> Bool {
    switch checksum {
    case .trailingBase62CRC32(let prefixLength):
      let body = Array(token.dropFirst(prefixLength))
      guard body.count > 6 else { return false }
      return Array(body.suffix(6)) == base62(crc32(body.dropLast(6)), length: 6)
    }
  }

  /// The CRC-32 of bytes, as in gzip and PNG.
  package static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var register: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      register ^= UInt32(byte)
      for _ in 0..<8 {
        register = register & 1 == 1 ? (register >> 1) ^ 0xEDB8_8320 : register >> 1
      }
    }
    return ~register
  }

  /// A number in base 62, digits before capitals before small letters, padded with zeros.
  package static func base62(_ number: UInt32, length: Int) -> [UInt8] {
    let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    var text = [UInt8](repeating: digits[0], count: length)
    var rest = number
    var place = length
    while rest > 0, place > 0 {
      place -= 1
      text[place] = digits[Int(rest % 62)]
      rest /= 62
    }
    return text
  }
}
