import Collectors
import Fixers
import SyntaxTrees

/// A file's lines as they may be sent to a model, and where something was taken out of them.
///
/// What is written in a file is redacted like any text. In scripts, a word that is code, rather than part of a
/// string or a comment, is kept after a name such as `password`: it names a value and is none.
struct RedactedSource: Sendable {
  /// The lines, without their breaks, one for each line of the file.
  let lines: [String]
  /// Where bytes of the file were taken out.
  let spans: [Range<Int>]

  /// How many lines there are; what follows the last line break is none when it is empty.
  var count: Int { lines.count - (lines.last == "" ? 1 : 0) }

  /// Lines that are longer are not sent.
  private static let bytesOfLine = 400

  /// Redacts a file; `secrets` are the numbers of lines that are known to hold a secret.
  init(_ file: RepositoryFile, secrets: Set<Int>) {
    let prose = Self.prose(in: file)
    var lines: [String] = []
    var spans: [Range<Int>] = []
    var isInKey = false
    var start = 0
    var next = 0
    for (index, raw) in file.bytes.split(
      separator: 0x0A,
      omittingEmptySubsequences: false
    ).enumerated() {
      let line = raw.last == 0x0D ? raw.dropLast() : raw
      let text = String(decoding: line, as: UTF8.self)
      if text.contains("-----BEGIN") { isInKey = true }
      while let prose, next < prose.count, prose[next].upperBound <= start { next += 1 }
      var sent: String
      if isInKey || secrets.contains(index + 1) {
        sent = "[a line with a secret]"
      } else if line.count > Self.bytesOfLine {
        sent = "[a long line]"
      } else {
        let ranges = prose.map { $0[next...].prefix { $0.lowerBound < start + line.count } }
        sent = Redactor.redact(line: text) { offset in
          ranges.map { $0.contains { $0.contains(start + offset) } } ?? true
        }
      }
      if text.contains("-----END") { isInKey = false }
      if let span = Self.difference(Array(line), Array(sent.utf8)) {
        spans.append(start + span.lowerBound..<start + span.upperBound)
      }
      // What is no text cannot be named in an edit.
      if sent.contains("\u{FFFD}") { sent = "[a line that is no text]" }
      lines.append(sent)
      start += raw.count + 1
    }
    self.lines = lines
    self.spans = spans
  }

  /// The part of a line that is another one in what is sent, nil when nothing is.
  private static func difference(_ line: [UInt8], _ sent: [UInt8]) -> Range<Int>? {
    guard line != sent else { return nil }
    let begin = zip(line, sent).prefix { $0 == $1 }.count
    let most = min(line.count, sent.count) - begin
    let end = zip(line.reversed(), sent.reversed()).prefix(most).prefix { $0 == $1 }.count
    return begin..<max(begin, line.count - end)
  }

  /// Strings and comments of a script, in order; nil where they cannot be told from code.
  private static func prose(in file: RepositoryFile) -> [Range<Int>]? {
    guard let source = ScriptSource(path: file.path, bytes: file.bytes), source.errorCount == 0
    else { return nil }
    let kinds: Set<String> = [
      "string", "template_string", "comment", "html_comment", "jsx_text", "regex",
    ]
    var end = 0
    return source.nodes(kinds).map(\.range).sorted { $0.lowerBound < $1.lowerBound }
      .filter { range in
        defer { end = max(end, range.upperBound) }
        return range.upperBound > end
      }
  }
}
