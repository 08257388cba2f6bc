/// A text in lower case ASCII, searched by bytes: remarks are long and searched for many signs.
struct LowerText {
  let bytes: [UInt8]

  init(_ text: some StringProtocol) {
    bytes = text.utf8.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
  }

  /// Finds the first place of a sign.
  func range(of sign: [UInt8], from start: Int = 0) -> Range<Int>? {
    guard let first = sign.first, bytes.count >= sign.count else { return nil }
    let last = bytes.count - sign.count
    var place = start
    while place <= last {
      if bytes[place] == first, bytes[place..<(place + sign.count)].elementsEqual(sign) {
        return place..<(place + sign.count)
      }
      place += 1
    }
    return nil
  }

  /// The longest run of bytes at a place that satisfy a condition, as text.
  func word(at start: Int, where isPart: (UInt8) -> Bool) -> String {
    String(decoding: bytes[min(start, bytes.count)...].prefix(while: isPart), as: UTF8.self)
  }

  /// Whether a byte is a small letter.
  static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
}
