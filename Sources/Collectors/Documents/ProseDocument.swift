internal import ReadinessModel

/// A text written for people: its title, headings, what it says of itself, and its body.
struct ProseDocument {
  /// One heading.
  struct Heading: Hashable {
    var text: String
    var level: Int
    var line: Int
  }

  private static let mostBytes = 1_000_000
  private static let extensions: Set = ["md", "mdx", "markdown", "rst", "txt", "adoc", "asciidoc"]

  let file: RepositoryFile
  let lines: [Substring]
  /// First line of the body, counted from 0.
  let bodyStart: Int
  let frontMatter: ConfigurationNode?
  private(set) var headings: [Heading] = []
  /// Which lines are in blocks of code.
  private(set) var isCode: [Bool] = []

  /// Reads a file; nil when it is no prose or too large to be any.
  init?(_ file: RepositoryFile) {
    guard Self.isProse(file.path), file.bytes.count < Self.mostBytes else { return nil }
    self.file = file
    let text = file.text
    lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    var start = 0
    var matter: ConfigurationNode?
    if let first = lines.first, first.trimmingBlanks == "---",
      let end = lines.dropFirst().prefix(200).firstIndex(where: {
        ["---", "..."].contains($0.trimmingBlanks)
      })
    {
      // Line numbers stay right when the opening dashes stay.
      let yaml = lines[0..<end].joined(separator: "\n")
      matter = try? YAMLReader.read(yaml, lines: file.lines, path: file.path)
      start = end + 1
    }
    frontMatter = matter
    bodyStart = start
    readStructure()
  }

  static func isProse(_ path: String) -> Bool {
    extensions.contains(PathText.fileExtension(of: path))
  }

  /// The title: of the front matter, else the first heading, else the name.
  var title: String {
    for key in ["title", "name"] {
      if let title = frontMatter?[key]?.string, !title.isEmpty { return title }
    }
    if let heading = headings.first(where: { $0.level == 1 }) ?? headings.first {
      return heading.text
    }
    return stem.replacing("-", with: " ").replacing("_", with: " ")
  }

  /// The name without its extension.
  var stem: String {
    let name = file.name
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// Number of words of the body.
  func words(from start: Int, to end: Int) -> Int {
    var count = 0
    for line in lines[min(start, lines.count)..<min(end, lines.count)] {
      var isInWord = false
      for byte in line.utf8 {
        let isLetter =
          byte >= 0x80 || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
          || byte >= 0x30 && byte <= 0x39
        if isLetter, !isInWord { count += 1 }
        isInWord = isLetter || isInWord && (byte == 0x27 || byte == 0x2D)
      }
    }
    return count
  }

  /// The text of some lines in lower case, blocks of code left out.
  func plainText(from start: Int, to end: Int, limit: Int = 60_000) -> SearchableText {
    var made = ""
    for index in min(start, lines.count)..<min(end, lines.count) where !isCode[index] {
      made += lines[index] + "\n"
      if made.utf8.count > limit { break }
    }
    return SearchableText(made.lowercased())
  }

  private mutating func readStructure() {
    isCode = Array(repeating: false, count: lines.count)
    let isMarkdown = ["md", "mdx", "markdown"].contains(file.fileExtension)
    let isAscii = ["adoc", "asciidoc"].contains(file.fileExtension)
    var fence: Substring?
    for index in bodyStart..<max(bodyStart, lines.count) {
      let line = lines[index].drop { $0 == " " }
      if let open = fence {
        isCode[index] = true
        if line.hasPrefix(open) { fence = nil }
        continue
      }
      if line.hasPrefix("```") || line.hasPrefix("~~~") || isAscii && line.hasPrefix("----") {
        isCode[index] = true
        fence = line.hasPrefix("----") ? "----" : line.prefix(3)
        continue
      }
      if let heading = heading(line, at: index, isMarkdown: isMarkdown, isAscii: isAscii) {
        headings.append(heading)
      }
    }
  }

  private func heading(
    _ line: Substring,
    at index: Int,
    isMarkdown: Bool,
    isAscii: Bool
  ) -> Heading? {
    let mark: Character = isAscii ? "=" : "#"
    if isMarkdown || isAscii, line.first == mark {
      let level = line.prefix { $0 == mark }.count
      let text = Self.plain(line.dropFirst(level).trimmingBlanks)
      guard level <= 6, !text.isEmpty, line.dropFirst(level).first == " " else { return nil }
      return Heading(text: text, level: level, line: index)
    }
    // Underlined headings.
    guard index + 1 < lines.count, !line.isEmpty, line.count < 120 else { return nil }
    let under = lines[index + 1].trimmingBlanks
    guard under.count >= 3, let first = under.first, "=-~^".contains(first),
      under.allSatisfy({ $0 == first }), line.contains(where: \.isLetter), !line.contains("|")
    else { return nil }
    if isMarkdown, !"=-".contains(first) { return nil }
    return Heading(text: Self.plain(line.trimmingBlanks), level: first == "=" ? 1 : 2, line: index)
  }

  /// Takes the marks of emphasis, links and trailing `#` out of a text.
  static func plain(_ text: String) -> String {
    var made = ""
    var rest = text[...]
    while let character = rest.first {
      rest = rest.dropFirst()
      switch character {
      case "*", "`", "#": continue
      case "]":
        if rest.first == "(", let close = rest.firstIndex(of: ")") {
          rest = rest[rest.index(after: close)...]
        }
      case "[": continue
      default: made.append(character)
      }
    }
    return made.trimmingBlanks
  }
}
