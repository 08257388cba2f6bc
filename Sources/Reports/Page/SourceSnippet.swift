import ReadinessModel

/// Lines of a file around a place.
struct SourceSnippet: Sendable {
  /// The line that is meant.
  var line: Int
  /// The lines, each with its number.
  var lines: [(number: Int, text: String)]
}

/// Reads lines around places, each file once.
struct SnippetReader {
  private static let linesAround = 3
  private static let charactersAtMost = 240
  private static let bytesAtMost = 4 << 20

  private let source: SourceText
  private var files: [String: [Range<Int>]] = [:]
  private var texts: [String: [UInt8]] = [:]

  init(source: SourceText) { self.source = source }

  /// The lines around a place; nil when the file cannot be read or is no text.
  mutating func read(_ place: SourceLocation) -> SourceSnippet? {
    if files[place.file] == nil { load(place.file) }
    guard let lines = files[place.file], let bytes = texts[place.file],
      lines.indices.contains(place.line - 1)
    else { return nil }
    let first = max(0, place.line - 1 - Self.linesAround)
    let last = min(lines.count - 1, place.line - 1 + Self.linesAround)
    return SourceSnippet(
      line: place.line,
      lines: (first...last).map { ($0 + 1, Self.text(bytes[lines[$0]])) }
    )
  }

  private mutating func load(_ path: String) {
    files[path] = []
    guard let bytes = source.bytes(path), bytes.count <= Self.bytesAtMost, !bytes.contains(0)
    else { return }
    var lines: [Range<Int>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x0A {
      lines.append(start..<index)
      start = index + 1
    }
    if start < bytes.count { lines.append(start..<bytes.count) }
    files[path] = lines
    texts[path] = bytes
  }

  /// A line as it can be shown: bounded, with its tabs, and with what does not print by its number.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let most = bytes.prefix(charactersAtMost * 4)
    var text = String(decoding: most, as: UTF8.self)
    while text.hasSuffix("\r") || text.hasSuffix("\r\n") { text.removeLast() }
    let isCut = text.count > charactersAtMost || most.count < bytes.count
    return text.prefix(charactersAtMost).split(separator: "\t", omittingEmptySubsequences: false)
      .map { SafeText.line(String($0)) }.joined(separator: "  ") + (isCut ? " …" : "")
  }
}
