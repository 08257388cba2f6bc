/// One file of an archive.
package struct ArchiveEntry: Hashable, Sendable {
  /// Its name.
  package let name: String
  /// Its size in bytes.
  package let size: Int
  let check: UInt32
  /// Where its header stands.
  let offset: Int

  /// Bytes of the header before its content.
  var headerLength: Int { Self.localLength + name.utf8.count }

  static let localLength = 30
  static let centralLength = 46
  static let endLength = 22
  static let entriesAtMost = 65_534
  static let bytesAtMost = 4_294_967_294

  /// The header in front of the content.
  ///
  /// Nothing in it can be chosen but the name, the size, the checksum and the day. So there is one way
  /// to write an archive, and a reader that writes it again finds every byte that was changed.
  func localHeader(_ day: ArchiveDay) -> [UInt8] {
    var bytes = LittleEndianBytes()
    bytes.add(0x0403_4b50 as UInt32)
    addCommon(day, to: &bytes)
    return bytes.bytes + Array(name.utf8)
  }

  /// The entry in the directory at the end.
  func centralHeader(_ day: ArchiveDay) -> [UInt8] {
    var bytes = LittleEndianBytes()
    bytes.add(0x0201_4b50 as UInt32)
    // Made by version 3.0 on a Unix, so that the permissions below count.
    bytes.add(0x031e as UInt16)
    addCommon(day, to: &bytes)
    for _ in 0..<3 { bytes.add(0 as UInt16) }
    // A regular file that its owner may write and everybody may read; never a link.
    bytes.add(UInt32(0o100644) << 16)
    bytes.add(UInt32(truncatingIfNeeded: offset))
    return bytes.bytes + Array(name.utf8)
  }

  private func addCommon(_ day: ArchiveDay, to bytes: inout LittleEndianBytes) {
    // Version 1.0 reads it; no flags; stored; midnight.
    for number in [10, 0, 0, 0] as [UInt16] { bytes.add(number) }
    bytes.add(day.code)
    bytes.add(check)
    bytes.add(UInt32(truncatingIfNeeded: size))
    bytes.add(UInt32(truncatingIfNeeded: size))
    bytes.add(UInt16(truncatingIfNeeded: name.utf8.count))
    bytes.add(0 as UInt16)
  }

  /// What stands at the very end of an archive.
  static func end(entries: Int, directorySize: Int, directoryOffset: Int) -> [UInt8] {
    var bytes = LittleEndianBytes()
    bytes.add(0x0605_4b50 as UInt32)
    for number in [0, 0, entries, entries] { bytes.add(UInt16(truncatingIfNeeded: number)) }
    bytes.add(UInt32(truncatingIfNeeded: directorySize))
    bytes.add(UInt32(truncatingIfNeeded: directoryOffset))
    bytes.add(0 as UInt16)
    return bytes.bytes
  }
}

/// Numbers as zip files write them.
struct LittleEndianBytes {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Reads a number of so many bytes.
  static func number(_ bytes: ArraySlice<UInt8>, at offset: Int, length: Int) -> Int {
    (0..<length).reversed().reduce(0) { $0 << 8 | Int(bytes[bytes.startIndex + offset + $1]) }
  }
}
