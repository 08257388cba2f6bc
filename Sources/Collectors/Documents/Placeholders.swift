internal import ReadinessModel

/// Finds marks that a person must still fill.
enum Placeholders {
  private static let mostMarks = 50
  private static let openings = [
    "company", "your", "insert", "organization", "organisation", "name", "date", "owner", "role",
    "title", "email", "phone", "tbd", "todo", "placeholder", "address", "number", "contact",
    "product", "team", "fill", "enter", "specify", "describe", "list", "link", "url",
  ]

  private static let endings: Set = [
    "name", "date", "title", "email", "address", "here", "placeholder",
  ]

  /// Whether a value stands for one that is still missing.
  static func isPlaceholder(_ value: String) -> Bool {
    let plain = value.lowercased().trimmingBlanks
    if ["tbd", "tbc", "todo", "n/a", "na", "none", "unknown", "-", "–", "?", "xxx", "..."].contains(
      plain
    ) {
      return true
    }
    return marks(in: value[...]) > 0 || plain.allSatisfy { "_-. ".contains($0) }
  }

  /// The places of all marks outside blocks of code.
  static func locations(in document: ProseDocument, from start: Int, to end: Int)
    -> [SourceLocation]
  {
    var found: [SourceLocation] = []
    for index in start..<min(end, document.lines.count) {
      guard found.count < mostMarks else { break }
      let line = document.lines[index]
      // In code, brackets and braces mean other things; a mark that says what to write does not.
      if document.isCode[index] ? holdsMark(line) : marks(in: line) > 0 {
        found.append(document.file.lines.location(ofLine: index + 1))
      }
    }
    return found
  }

  private static func marks(in line: Substring) -> Int {
    guard line.utf8.count < 4_000 else { return 0 }
    var count = 0
    let words = line.split { !$0.isLetter && !$0.isNumber }
    if words.contains(where: {
      ["TODO", "TBD", "TBC", "FIXME", "XXXX", "LOREM", "TKTK"].contains($0.uppercased())
        && $0.first?.isUppercase == true
    }) {
      count += 1
    }
    if line.contains("{{"), !line.contains("={{"), !line.contains("`{{") { count += 1 }
    if line.contains("____") { count += 1 }
    if holdsMark(line) { count += 1 }
    count += enclosed(in: line, open: "[", close: "]").filter(isBracketMark).count
    count += enclosed(in: line, open: "<", close: ">").filter { isAngleMark($0.text) }.count
    return count
  }

  /// Whether a line has a mark such as `[[TO WRITE: who is called]]`: a label in capital letters in
  /// double brackets, which neither links between pages nor tests of a shell have.
  private static func holdsMark(_ line: Substring) -> Bool {
    guard line.utf8.count < 4_000 else { return false }
    var rest = line
    while let open = rest.firstRange(of: "[[") {
      rest = rest[open.upperBound...]
      let label = rest.prefix { $0.isASCII && ($0.isUppercase || $0 == " ") }
      if label.count >= 4, rest[label.endIndex...].first == ":" { return true }
    }
    return false
  }

  private static func enclosed(
    in line: Substring,
    open: Character,
    close: Character
  ) -> [(text: String, next: Character?)] {
    var found: [(text: String, next: Character?)] = []
    var rest = line
    while let start = rest.firstIndex(of: open), found.count < 40 {
      rest = rest[rest.index(after: start)...]
      guard let end = rest.firstIndex(of: close) else { break }
      let inner = rest[..<end]
      let after = rest[rest.index(after: end)...]
      if inner.count <= 60 { found.append((String(inner), after.first)) }
      rest = after
    }
    return found
  }

  /// `[COMPANY]` and `[insert name]`, but neither links, nor notes, nor boxes to tick.
  private static func isBracketMark(_ mark: (text: String, next: Character?)) -> Bool {
    if let next = mark.next, "(:[".contains(next) { return false }
    let text = mark.text.trimmingBlanks
    guard text.contains(where: \.isLetter), text.count >= 3, !text.hasPrefix("^"),
      !text.hasPrefix("!")
    else {
      return false
    }
    let words = text.lowercased().split { !$0.isLetter }.map(String.init)
    guard let first = words.first else { return false }
    let isShouted = text.allSatisfy { !$0.isLetter || $0.isUppercase }
    let notices = [
      "note", "tip", "warning", "important", "caution", "wip", "rfc", "iso", "nist", "cc",
    ]
    // Lists of identifiers, such as `[A1.2, CC7.5]`, name things and ask for none.
    if isShouted {
      return words.count <= 6 && !notices.contains(first) && text.count >= 4
        && words.contains { $0.count > 2 }
    }
    let isTitled = words.count > 1 || text.first?.isUppercase == true
    if words.count > 1, words.count <= 4, let last = words.last, endings.contains(last) {
      return true
    }
    return openings.contains(first) && words.count <= 8 && isTitled
  }

  /// `<Company name>`, but no tag of a page and no address.
  private static func isAngleMark(_ text: String) -> Bool {
    let text = text.trimmingBlanks
    guard text.count >= 4, text.contains(where: \.isLetter),
      !text.contains(where: { "/=:@\"'.!".contains($0) })
    else { return false }
    let words = text.lowercased().split { !$0.isLetter }.map(String.init)
    guard let first = words.first else { return false }
    let isShouted = text.allSatisfy { !$0.isLetter || $0.isUppercase }
    return openings.contains(first) && words.count > 1 || isShouted && words.count >= 1
  }
}
