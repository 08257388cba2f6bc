internal import Synchronization
package import ReadinessModel

/// Finds lines and columns for byte offsets of one file.
///
/// The table of line starts is made at the first question and kept, since most files are never
/// asked about.
package final class LineIndex: Sendable {
  private let path: String
  private let bytes: [UInt8]
  private let starts = Mutex<[Int]?>(nil)

  /// Creates an index over a file's bytes.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Number of lines; a final line break starts no further line.
  package var lineCount: Int {
    let count = lineStarts().count
    return bytes.last == 0x0A ? count - 1 : count
  }

  /// Converts a byte offset, or one of byte offsets' range, to a place.
  ///
  /// Offsets outside the file are moved to its nearest end.
  package func location(atByte offset: Int, through end: Int? = nil) -> SourceLocation {
    let starts = lineStarts()
    let (line, column) = position(of: offset, in: starts)
    var endLine: Int?
    if let end, end > offset {
      let last = position(of: end - 1, in: starts).line
      endLine = last == line ? nil : last
    }
    return SourceLocation(file: path, line: line, column: column, endLine: endLine)
  }

  /// Converts a 1-based line to a place at the line's first character that is not blank.
  package func location(ofLine line: Int) -> SourceLocation {
    let starts = lineStarts()
    guard line >= 1, line <= starts.count else { return SourceLocation(file: path, line: 1) }
    var offset = starts[line - 1]
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
    let isBlank = offset == bytes.count || bytes[offset] == 0x0A || bytes[offset] == 0x0D
    return location(atByte: isBlank ? starts[line - 1] : offset)
  }

  /// The bytes of a 1-based line without its line break.
  package func bytes(ofLine line: Int) -> ArraySlice<UInt8> {
    let starts = lineStarts()
    guard line >= 1, line <= starts.count else { return [] }
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == 0x0A { end -= 1 }
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return bytes[start..<end]
  }

  private func lineStarts() -> [Int] {
    starts.withLock { known in
      if let known { return known }
      var made = [0]
      for (offset, byte) in bytes.enumerated() where byte == 0x0A { made.append(offset + 1) }
      known = made
      return made
    }
  }

  private func position(of offset: Int, in starts: [Int]) -> (line: Int, column: Int) {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return (low + 1, 1 + utf16Length(of: starts[low]..<offset))
  }

  /// Counts UTF-16 units; a byte that begins no UTF-8 sequence counts as one replacement.
  private func utf16Length(of range: Range<Int>) -> Int {
    var length = 0
    for byte in bytes[range] where byte & 0xC0 != 0x80 {
      length += byte >= 0xF0 ? 2 : 1
    }
    return length
  }
}
