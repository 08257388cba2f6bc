/// Reads a zip file that a stored archive's writer wrote, and refuses every other.
///
/// Each header is written again from what it says and compared, entries stand one behind the other
/// with nothing between them, and names are safe, sorted and different. So there are no links, no
/// folders, no hidden bytes, no comments, no second directory, and nothing to unpack.
package struct StoredArchiveReader {
  /// The entries, in the order of their names.
  package let entries: [ArchiveEntry]
  /// The day they bear; that of an archive without entries says nothing.
  package let day: ArchiveDay
  private let bytes: ArchiveBytes

  private static let partLength = 1 << 20

  /// Reads the directory, and compares every header.
  package init(_ bytes: ArchiveBytes) throws {
    self.bytes = bytes
    let endLength = ArchiveEntry.endLength
    guard bytes.count >= endLength, bytes.count <= ArchiveEntry.bytesAtMost else {
      throw ArchiveFailure.malformed("its size is none that it can have")
    }
    let end = try bytes.read(endLength, at: bytes.count - endLength)
    let count = LittleEndianBytes.number(end[...], at: 10, length: 2)
    let size = LittleEndianBytes.number(end[...], at: 12, length: 4)
    let start = LittleEndianBytes.number(end[...], at: 16, length: 4)
    guard end == ArchiveEntry.end(entries: count, directorySize: size, directoryOffset: start),
      start + size + endLength == bytes.count
    else { throw ArchiveFailure.malformed("it does not end as it should") }
    guard size <= count * (ArchiveEntry.centralLength + ArchiveName.bytesAtMost) else {
      throw ArchiveFailure.malformed("its directory is too large")
    }
    (entries, day) = try Self.entries(in: bytes.read(size, at: start), count: count, before: start)
    try compareHeaders()
  }

  private static func entries(
    in directory: [UInt8],
    count: Int,
    before start: Int
  ) throws -> ([ArchiveEntry], ArchiveDay) {
    var entries: [ArchiveEntry] = []
    var names: Set<String> = []
    var rest = directory[...]
    var offset = 0
    var day: ArchiveDay?
    for _ in 0..<count {
      let entry = try self.entry(rest, at: offset, &day)
      guard names.insert(entry.name.lowercased()).inserted else {
        throw ArchiveFailure.duplicateName(entry.name)
      }
      if let last = entries.last, !last.name.utf8.lexicographicallyPrecedes(entry.name.utf8) {
        throw ArchiveFailure.unsorted(entry.name)
      }
      entries.append(entry)
      rest = rest.dropFirst(ArchiveEntry.centralLength + entry.name.utf8.count)
      offset += entry.headerLength + entry.size
    }
    guard rest.isEmpty, offset == start else {
      throw ArchiveFailure.malformed("something stands between its entries")
    }
    return (entries, day ?? ArchiveDay(code: 0))
  }

  private static func entry(
    _ bytes: ArraySlice<UInt8>,
    at offset: Int,
    _ day: inout ArchiveDay?
  ) throws -> ArchiveEntry {
    let length = ArchiveEntry.centralLength
    guard bytes.count >= length else { throw ArchiveFailure.malformed("its directory is cut off") }
    let number = { (offset: Int, length: Int) in
      LittleEndianBytes.number(bytes, at: offset, length: length)
    }
    let nameLength = number(28, 2)
    guard bytes.count >= length + nameLength,
      let name = String(validating: bytes.dropFirst(length).prefix(nameLength), as: UTF8.self)
    else { throw ArchiveFailure.malformed("its directory is cut off") }
    guard ArchiveName.isSafe(name) else { throw ArchiveFailure.unsafeName(name) }
    let entry = ArchiveEntry(
      name: name,
      size: number(24, 4),
      check: UInt32(truncatingIfNeeded: number(16, 4)),
      offset: offset
    )
    let common = day ?? ArchiveDay(code: UInt16(truncatingIfNeeded: number(14, 2)))
    day = common
    guard bytes.prefix(length + nameLength).elementsEqual(entry.centralHeader(common)) else {
      throw ArchiveFailure.malformed("the entry '\(name)' is not written as it should be")
    }
    return entry
  }

  private func compareHeaders() throws {
    for entry in entries {
      guard try bytes.read(entry.headerLength, at: entry.offset) == entry.localHeader(day) else {
        throw ArchiveFailure.malformed("the entry '\(entry.name)' is not written as it should be")
      }
    }
  }

  /// The entry of a name; nil when there is none.
  package func entry(_ name: String) -> ArchiveEntry? { entries.first { $0.name == name } }

  /// Gives an entry's content in parts; throws at the end when it is not what its header says.
  package func read(_ entry: ArchiveEntry, part: ([UInt8]) throws -> Void) throws {
    var checksum = CyclicChecksum()
    var done = 0
    while done < entry.size {
      let length = min(Self.partLength, entry.size - done)
      let bytes = try bytes.read(length, at: entry.offset + entry.headerLength + done)
      checksum.update(bytes)
      try part(bytes)
      done += length
    }
    guard checksum.value == entry.check else { throw ArchiveFailure.wrongContent(entry.name) }
  }

  /// An entry's whole content, which may not be larger than allowed.
  package func content(of entry: ArchiveEntry, atMost limit: Int) throws -> [UInt8] {
    guard entry.size <= limit else {
      throw ArchiveFailure.malformed("the entry '\(entry.name)' is larger than it may be")
    }
    var content: [UInt8] = []
    content.reserveCapacity(entry.size)
    try read(entry) { content += $0 }
    return content
  }
}
