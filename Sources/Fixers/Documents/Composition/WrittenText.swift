/// A text that a fixer wrote, and the lines it wrote it with.
///
/// The last line of such a text is a comment with a short digest of each line before it. By it a
/// later run tells what people changed since from what it wrote itself, without keeping a copy.
struct WrittenText {
  /// How the lines of a kind of file are commented out.
  enum Comment: Sendable {
    case markdown
    case yaml

    fileprivate var opening: String {
      switch self {
      case .markdown: "<!-- auditwright:lines "
      case .yaml: "# auditwright:lines "
      }
    }

    fileprivate var closing: String {
      switch self {
      case .markdown: " -->"
      case .yaml: ""
      }
    }
  }

  /// The lines as they are, the comment left out.
  var lines: [String]
  /// Digests of the lines as they were written.
  var written: [String]

  /// Reads a text; nil when no fixer wrote it.
  init?(_ text: String, comment: Comment) {
    // The line ending of Windows is one character of its own.
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
      .map(String.init)
    guard let index = lines.lastIndex(where: { $0.hasPrefix(comment.opening) }) else { return nil }
    let digests = lines[index].dropFirst(comment.opening.count).dropLast(comment.closing.count)
    written = digests.split(separator: " ").map(String.init)
    lines.remove(at: index)
    while lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines
  }

  /// The digest of a line; short, since it only has to tell a line from what became of it.
  static func digest(_ line: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in line.utf8 {
      hash ^= UInt64(byte)
      hash = hash &* 0x100_0000_01B3
    }
    let digits = Array("0123456789abcdefghijklmnopqrstuv")
    return String((0..<6).map { digits[Int((hash >> (UInt64($0) * 5 + 3)) & 31)] })
  }

  /// The text of lines, with the comment that tells them apart later.
  static func text(
    _ lines: [String],
    written: [String],
    comment: Comment,
    newline: String = "\n"
  ) -> String {
    let trailer = comment.opening + written.joined(separator: " ") + comment.closing
    return (lines + ["", trailer, ""]).joined(separator: newline)
  }
}
