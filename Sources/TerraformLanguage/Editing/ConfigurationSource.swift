/// A configuration file as it is written, for edits that leave everything else as it is.
package struct ConfigurationSource: Sendable {
  /// Path relative to the repository's root.
  package let path: String
  /// The content.
  package let bytes: [UInt8]
  /// Where everything is.
  package let body: BodyLayout
  /// Mistakes in the syntax.
  package let problems: Int

  /// Reads a file; nil when it is not written in the native syntax, or is too large.
  package init?(path: String, bytes: [UInt8]) {
    guard Self.reads(path), bytes.count <= 4_000_000 else { return nil }
    self.path = path
    self.bytes = bytes
    (body, problems) = HCLParser.layout(bytes, file: path)
  }

  /// Whether a file is written in the native syntax, by its ending.
  package static func reads(_ path: String) -> Bool {
    [".tf", ".tofu", ".tfvars"].contains { path.hasSuffix($0) }
  }

  /// The line break the file uses.
  package var newline: String {
    guard let first = bytes.firstIndex(of: .newline), first > 0 else { return "\n" }
    return bytes[first - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
  }

  /// The text of some bytes.
  package func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The block that starts on a line, at any depth.
  package func block(atLine line: Int) -> BlockLayout? {
    var level = body.blocks
    while let found = level.last(where: { $0.line <= line && line <= $0.endLine }) {
      if found.line == line { return found }
      level = found.body.blocks
    }
    return nil
  }

  /// Puts text after a block, with a blank line between.
  ///
  /// - Parameter text: Whole lines with `\n` between them and none at the end.
  package func inserting(_ text: String, after block: BlockLayout) -> TextReplacement {
    let offset = endOfLine(from: block.range.upperBound)
    return TextReplacement(range: offset..<offset, text: native("\n\n" + text))
  }

  /// Puts text at the end, with a blank line before.
  ///
  /// - Parameter text: Whole lines with `\n` between them and none at the end.
  package func appending(_ text: String) -> TextReplacement {
    var gap = ""
    if let last = bytes.last {
      gap = last == .newline ? "\n" : "\n\n"
      if bytes.count <= 3, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { gap = "" }
    }
    return TextReplacement(range: bytes.count..<bytes.count, text: native(gap + text + "\n"))
  }

  /// Text with the file's own line breaks.
  func native(_ text: String) -> String {
    newline == "\n" ? text : text.replacing("\n", with: newline)
  }

  /// The byte where a line ends, before its break.
  func endOfLine(from offset: Int) -> Int {
    var stop = offset
    while stop < bytes.count, bytes[stop] != .newline { stop += 1 }
    if stop > offset, bytes[stop - 1] == UInt8(ascii: "\r") { stop -= 1 }
    return stop
  }

  /// The byte where the line of a byte starts.
  func startOfLine(of offset: Int) -> Int {
    var start = offset
    while start > 0, bytes[start - 1] != .newline { start -= 1 }
    return start
  }

  /// The blanks a line begins with.
  func indentation(of offset: Int) -> String {
    let start = startOfLine(of: offset)
    var stop = start
    while stop < bytes.count, bytes[stop] == UInt8(ascii: " ") || bytes[stop] == UInt8(ascii: "\t")
    {
      stop += 1
    }
    return text(start..<stop)
  }
}
