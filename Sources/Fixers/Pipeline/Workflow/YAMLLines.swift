/// The lines of a file, as byte ranges without their line breaks.
struct YAMLLines: Sendable {
  let bytes: [UInt8]
  /// Bytes of each line; a carriage return at its end is left out.
  let ranges: [Range<Int>]
  /// The line break of most lines.
  let newline: String
  /// Whether the last line ends with a line break.
  let endsWithNewline: Bool

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var ranges: [Range<Int>] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var returns = 0
    for index in bytes.indices where bytes[index] == 0x0A {
      let hasReturn = index > start && bytes[index - 1] == 0x0D
      if hasReturn { returns += 1 }
      ranges.append(start..<(hasReturn ? index - 1 : index))
      start = index + 1
    }
    endsWithNewline = start >= bytes.count
    if !endsWithNewline { ranges.append(start..<bytes.count) }
    self.ranges = ranges
    newline = returns * 2 > ranges.count ? "\r\n" : "\n"
  }

  var count: Int { ranges.count }

  /// Blanks at the beginning of a line.
  func indent(_ line: Int) -> Int {
    var index = ranges[line].lowerBound
    while index < ranges[line].upperBound, bytes[index] == 0x20 { index += 1 }
    return index - ranges[line].lowerBound
  }

  /// Whether a line holds neither a value nor a key.
  func isIdle(_ line: Int) -> Bool {
    let rest = bytes[ranges[line]].drop { $0 == 0x20 || $0 == 0x09 }
    return rest.isEmpty || rest.first == 0x23
  }

  /// Whether a line is empty but for blanks.
  func isBlank(_ line: Int) -> Bool {
    bytes[ranges[line]].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// The text of a line.
  func text(_ line: Int) -> String { String(decoding: bytes[ranges[line]], as: UTF8.self) }

  /// The first byte of a line; the end of the file for the line after the last.
  func start(_ line: Int) -> Int { line < count ? ranges[line].lowerBound : bytes.count }

  /// The first line from one on that is not idle.
  func firstBusy(from line: Int) -> Int? {
    var line = line
    while line < count {
      if !isIdle(line) { return line }
      line += 1
    }
    return nil
  }
}
