/// Names that entries of an archive may have.
///
/// They are portable: letters, digits and a few signs of ASCII, with slashes between parts. No part is
/// empty, is or ends in a dot, and so no name leads out of the folder an archive is unpacked to.
package enum ArchiveName {
  /// Bytes in a name, at most.
  package static let bytesAtMost = 240

  /// Whether an entry may be called so.
  package static func isSafe(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard (1...bytesAtMost).contains(bytes.count), bytes.allSatisfy(isAllowed) else { return false }
    return bytes.split(separator: slash, omittingEmptySubsequences: false)
      .allSatisfy { $0.last.map { $0 != dot } ?? false }
  }

  /// A name for any text: parts stay parts, and what a name cannot have is written as `%` and two
  /// hexadecimal digits.
  package static func escaped(_ text: String) -> String {
    let parts = text.utf8.split(separator: slash, omittingEmptySubsequences: true).map { part in
      let last = part.index(before: part.endIndex)
      return part.indices.map { index -> String in
        let byte = part[index]
        let isMeant = byte != percent && isAllowed(byte) && !(byte == dot && index == last)
        return isMeant ? String(UnicodeScalar(byte)) : escape(byte)
      }.joined()
    }
    return parts.joined(separator: "/")
  }

  private static let slash = UInt8(ascii: "/")
  private static let dot = UInt8(ascii: ".")
  private static let percent = UInt8(ascii: "%")
  private static let signs = Set("._-%@+=,~/".utf8)

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: signs.contains(byte)
    }
  }

  private static func escape(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
  }
}
