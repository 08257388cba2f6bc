import Foundation

/// Looks for text in bytes, without making a text of them.
enum ByteSearch {
  /// Whether a text occurs; an empty one does not.
  static func contains(_ text: String, in bytes: [UInt8]) -> Bool {
    var text = text
    return text.withUTF8 { wanted in
      guard let wantedStart = wanted.baseAddress, let first = wanted.first else { return false }
      return bytes.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return false }
        // Where the text may begin ends before its own length.
        var rest = buffer.count - wanted.count + 1
        var place = start
        while rest > 0, let hit = memchr(place, Int32(first), rest) {
          if memcmp(hit, wantedStart, wanted.count) == 0 { return true }
          let next = UnsafeRawPointer(hit).assumingMemoryBound(to: UInt8.self) + 1
          rest -= next - place
          place = next
        }
        return false
      }
    }
  }
}
