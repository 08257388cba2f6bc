/// A place in a configuration file.
package struct ConfigurationLocation: Hashable, Sendable {
  /// Path relative to the repository's root.
  package var file: String
  /// 1-based line.
  package var line: Int
  /// 1-based column, in UTF-16 units.
  package var column: Int
  /// 1-based last line.
  package var endLine: Int

  /// Creates a value from its parts.
  package init(file: String, line: Int, column: Int = 1, endLine: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.endLine = endLine ?? line
  }
}

/// Turns byte offsets of one text into lines and columns.
struct LineIndex: Sendable {
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    self.starts = starts
  }

  /// Finds the 1-based line of a byte.
  func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// Finds the 1-based column of a byte, in UTF-16 units.
  ///
  /// A column past the limit counts bytes: nobody reads it, and a line of a hundred megabytes must
  /// not be decoded for it.
  func column(of offset: Int, in bytes: [UInt8]) -> Int {
    let start = starts[line(of: offset) - 1]
    guard offset - start < 4_096, offset <= bytes.count else { return offset - start + 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self).utf16.count + 1
  }
}
