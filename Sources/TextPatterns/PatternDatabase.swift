internal import CVectorscan

/// A compiled set of patterns; immutable, shared by all threads.
///
/// Compiling takes a moment, so a caller may store `serialized()` and come back with
/// `init(restoring:patterns:)`; the bytes name the matcher, the processor family and the patterns
/// they were made of, and are refused for any other.
///
/// The class is `@unchecked Sendable` because the compiler cannot see that the database behind the
/// pointer is never written after it was built, which the matcher's documentation promises.
package final class PatternDatabase: @unchecked Sendable {
  /// The patterns, in the order they were given.
  package let patterns: [TextPattern]
  let database: OpaquePointer

  /// Compiles patterns.
  package init(compiling patterns: [TextPattern]) throws(PatternFailure) {
    try Self.validate(patterns)
    self.patterns = patterns
    database = try Self.compile(patterns)
  }

  /// Restores a database from bytes that `serialized()` gave for the same patterns.
  ///
  /// The bytes are trusted beyond a checksum: restore only what this program stored itself.
  package init(restoring bytes: [UInt8], patterns: [TextPattern]) throws(PatternFailure) {
    try Self.validate(patterns)
    guard bytes.count > Self.headerLength else { throw .staleCache }
    let header = Self.header(for: patterns, body: bytes[Self.headerLength...])
    guard bytes.starts(with: header) else { throw .staleCache }
    var restored: OpaquePointer?
    let code = bytes.withUnsafeBytes { buffer in
      let body = buffer.dropFirst(Self.headerLength)
      return UnsafeRawBufferPointer(rebasing: body).withMemoryRebound(to: CChar.self) {
        characters in
        hs_deserialize_database(characters.baseAddress, characters.count, &restored)
      }
    }
    guard code == HS_SUCCESS, let restored else { throw .staleCache }
    self.patterns = patterns
    database = restored
  }

  deinit { _ = hs_free_database(database) }

  /// The bytes to store so that the set need not be compiled again.
  package func serialized() throws(PatternFailure) -> [UInt8] {
    var bytes: UnsafeMutablePointer<CChar>?
    var count = 0
    let code = hs_serialize_database(database, &bytes, &count)
    guard code == HS_SUCCESS, let bytes else { throw .matcher(code: code) }
    defer { free(bytes) }
    let body = Array(UnsafeRawBufferPointer(start: bytes, count: count))
    return Self.header(for: patterns, body: body[...]) + body
  }

  /// A name for the stored bytes: it changes with the matcher and with the patterns.
  package static func cacheKey(for patterns: [TextPattern]) -> String {
    let version = hs_version().map { String(cString: $0) } ?? "unknown"
    let release = version.prefix { $0 != " " }
    return "\(release)-\(patterns.count)-\(String(digest(patterns), radix: 16))"
  }

  private static func validate(_ patterns: [TextPattern]) throws(PatternFailure) {
    guard !patterns.isEmpty else { throw .emptyPattern }
    var seen: Set<UInt32> = []
    for pattern in patterns {
      guard !pattern.matcherText.isEmpty else { throw .emptyPattern }
      guard seen.insert(pattern.id).inserted else { throw .duplicateIdentifier(pattern.id) }
    }
  }

  private static func compile(_ patterns: [TextPattern]) throws(PatternFailure) -> OpaquePointer {
    let texts = patterns.map { Array($0.matcherText.utf8CString) }
    let flags = patterns.map(flags)
    // A match names its pattern by place, so that the scanner can count matches in an array.
    let places = patterns.indices.map(UInt32.init)
    var compiled: OpaquePointer?
    var failure: UnsafeMutablePointer<hs_compile_error_t>?
    // All texts in one block: the matcher wants an array of pointers, which must stay valid.
    let block = texts.flatMap { $0 }
    let code = block.withUnsafeBufferPointer { characters -> Int32 in
      var pointers: [UnsafePointer<CChar>?] = []
      var offset = 0
      for text in texts {
        pointers.append(characters.baseAddress.map { $0 + offset })
        offset += text.count
      }
      return hs_compile_multi(
        &pointers,
        flags,
        places,
        UInt32(patterns.count),
        UInt32(HS_MODE_BLOCK),
        nil,
        &compiled,
        &failure
      )
    }
    guard code == HS_SUCCESS, let compiled else {
      defer { _ = hs_free_compile_error(failure) }
      guard let failure = failure?.pointee else { throw .matcher(code: code) }
      let reason = failure.message.map { String(cString: $0) } ?? "no reason given"
      let place = Int(failure.expression)
      throw .rejected(
        pattern: patterns.indices.contains(place) ? patterns[place].id : nil,
        reason: reason
      )
    }
    return compiled
  }

  private static func flags(of pattern: TextPattern) -> UInt32 {
    var flags: UInt32 = 0
    if pattern.ignoresCase { flags |= UInt32(HS_FLAG_CASELESS) }
    if pattern.onlyFirst { flags |= UInt32(HS_FLAG_SINGLEMATCH) }
    if pattern.reportsStart, pattern.fixedLength == nil { flags |= UInt32(HS_FLAG_SOM_LEFTMOST) }
    return flags
  }

  // A multiple of the matcher's words, which it reads from the body.
  private static let headerLength = 128

  private static func header(for patterns: [TextPattern], body: ArraySlice<UInt8>) -> [UInt8] {
    let text = "patterns 1 \(cacheKey(for: patterns)) \(String(checksum(body), radix: 16))\n"
    let header = Array(text.utf8.prefix(headerLength))
    return header + Array(repeating: UInt8(ascii: " "), count: headerLength - header.count)
  }

  /// Tells damage: the matcher itself trusts what it restores.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { buffer in
      var sum: UInt64 = 0xcbf2_9ce4_8422_2325
      let words = buffer.count / 8
      for word in 0..<words {
        let value = buffer.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
        sum = (sum ^ UInt64(littleEndian: value)) &* 0x9e37_79b9_7f4a_7c15
        sum ^= sum >> 29
      }
      for byte in buffer[(words * 8)...] { sum = (sum ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
      return sum
    }
  }

  private static func digest(_ patterns: [TextPattern]) -> UInt64 {
    // FNV-1a: tells one version of our own table from another; nothing depends on its strength.
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for pattern in patterns {
      let text = "\(pattern.id) \(flags(of: pattern)) \(pattern.matcherText)\n"
      for byte in text.utf8 {
        digest = (digest ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
      }
    }
    return digest
  }
}
