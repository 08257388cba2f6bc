#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A text in lower case that is searched for many words, byte by byte.
struct SearchableText: Sendable {
  private let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  /// Whether a word, given in lower case, occurs.
  func contains(_ word: String) -> Bool { first(word, from: 0) != nil }

  /// How often a word occurs, up to a limit.
  func count(of word: String, limit: Int = 50) -> Int {
    var count = 0
    var start = 0
    while count < limit, let found = first(word, from: start) {
      count += 1
      start = found + max(1, word.utf8.count)
    }
    return count
  }

  private func first(_ word: String, from start: Int) -> Int? {
    var word = word
    return word.withUTF8 { sought -> Int? in
      guard let head = sought.first, let wanted = sought.baseAddress else { return nil }
      return bytes.withUnsafeBytes { text -> Int? in
        guard let base = text.baseAddress else { return nil }
        var cursor = start
        while cursor + sought.count <= text.count {
          let rest = text.count - cursor - sought.count + 1
          guard let found = memchr(base + cursor, Int32(head), rest) else { return nil }
          let offset = UnsafeRawPointer(found) - base
          if memcmp(base + offset, wanted, sought.count) == 0 { return offset }
          cursor = offset + 1
        }
        return nil
      }
    }
  }
}
