internal import Synchronization
package import ReadinessModel

/// Finds lines and columns for byte offsets of one file.
///
/// The table of line starts is made at the first question and kept, since most files are never
/// asked about.
package final class LineIndex: Sendable {
  private let path: String
  private let bytes: [UInt8]
  private let tables = Mutex<Tables?>(nil)

  /// What is counted once for the whole file.
  private struct Tables {
    /// Offsets at which lines begin.
    var starts: [Int]
    /// UTF-16 units before each block of bytes, so that a column in a line of megabytes costs no
    /// more than one in a short line.
    var units: [Int]
  }

  private static let block = 1_024

  /// Creates an index over a file's bytes.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Number of lines; a final line break starts no further line.
  package var lineCount: Int {
    let count = counted().starts.count
    return bytes.last == 0x0A ? count - 1 : count
  }

  /// Converts a byte offset, or one of byte offsets' range, to a place.
  ///
  /// Offsets outside the file are moved to its nearest end.
  package func location(atByte offset: Int, through end: Int? = nil) -> SourceLocation {
    let tables = counted()
    let (line, column) = position(of: offset, in: tables)
    var endLine: Int?
    if let end, end > offset {
      let last = position(of: end - 1, in: tables).line
      endLine = last == line ? nil : last
    }
    return SourceLocation(file: path, line: line, column: column, endLine: endLine)
  }

  /// Converts a 1-based line to a place at the line's first character that is not blank.
  package func location(ofLine line: Int) -> SourceLocation {
    let starts = counted().starts
    guard line >= 1, line <= starts.count else { return SourceLocation(file: path, line: 1) }
    var offset = starts[line - 1]
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
    let isBlank = offset == bytes.count || bytes[offset] == 0x0A || bytes[offset] == 0x0D
    return location(atByte: isBlank ? starts[line - 1] : offset)
  }

  /// The bytes of a 1-based line without its line break.
  package func bytes(ofLine line: Int) -> ArraySlice<UInt8> {
    let starts = counted().starts
    guard line >= 1, line <= starts.count else { return [] }
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == 0x0A { end -= 1 }
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return bytes[start..<end]
  }

  private func counted() -> Tables {
    tables.withLock { known in
      if let known { return known }
      var made = Tables(starts: [0], units: [])
      var units = 0
      for (offset, byte) in bytes.enumerated() {
        if offset % Self.block == 0 { made.units.append(units) }
        if byte & 0xC0 != 0x80 { units += byte >= 0xF0 ? 2 : 1 }
        if byte == 0x0A { made.starts.append(offset + 1) }
      }
      if bytes.count % Self.block == 0 { made.units.append(units) }
      known = made
      return made
    }
  }

  private func position(of offset: Int, in tables: Tables) -> (line: Int, column: Int) {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = tables.starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if tables.starts[middle] <= offset { low = middle } else { high = middle }
    }
    let start = tables.starts[low]
    return (low + 1, 1 + units(before: offset, in: tables) - units(before: start, in: tables))
  }

  /// Counts UTF-16 units; a byte that begins no UTF-8 sequence counts as one replacement.
  private func units(before offset: Int, in tables: Tables) -> Int {
    let block = offset / Self.block
    var units = tables.units[block]
    for byte in bytes[(block * Self.block)..<offset] where byte & 0xC0 != 0x80 {
      units += byte >= 0xF0 ? 2 : 1
    }
    return units
  }
}
