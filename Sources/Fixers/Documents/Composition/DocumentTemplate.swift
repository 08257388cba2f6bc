import ReadinessModel

/// The text of a document before the facts are put in, read as one sentence to a line.
///
/// A line says what it needs, and is left out when that is not known:
///
/// - `{name}` is the fact of that name, and `{name!what}` the same or a mark that asks for *what*;
/// - `{#list}` at the start repeats the line for every row, whose columns are `{.column}`;
/// - `{+name}` and `{-name}` at the start keep the line only when a name is, or is not, known;
/// - the places behind its facts follow as links, before the full stop or where `{@}` stands;
///   `{~}` at the start leaves them away.
///
/// A heading over nothing, and a table without rows, are left out too.
struct DocumentTemplate {
  /// The opening of every mark that a person has to replace.
  static let mark = "[[TO WRITE: "

  private let id: String
  /// What the document says of itself, by key; none for one that has no owner.
  private var header: [String: Substring] = [:]
  private var lines: ArraySlice<Substring>

  /// Creates a template from what its document calls itself, and its text.
  ///
  /// Lines such as `title: …` before a first line of dashes become the document's front matter.
  init(id: String, _ text: String) {
    self.id = id
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    guard lines.first?.hasPrefix("title: ") == true, let end = lines.firstIndex(of: "---") else {
      return
    }
    for line in lines[..<end] {
      guard let colon = line.firstRange(of: ": ") else { continue }
      header[String(line[..<colon.lowerBound])] = line[colon.upperBound...]
    }
    lines = lines[(end + 1)...]
  }

  /// The lines of the document in a folder, with what the book knows.
  func render(_ book: FactBook, folder: String) -> [String] {
    var made = header.isEmpty ? [] : frontMatter(book)
    var isCode = false
    for line in lines {
      let template = LineTemplate(line, isCode: isCode)
      if template.isFence { isCode.toggle() }
      made += template.render(book, folder: folder)
    }
    return Tidying.tidied(made)
  }

  /// What a document says of itself; what only people can say is a mark.
  private func frontMatter(_ book: FactBook) -> [String] {
    func value(_ text: Substring) -> String {
      let line = LineTemplate("{~}" + text, isCode: true).render(book, folder: "").first ?? ""
      return "\"" + line.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    return [
      "---",
      "id: \(id)",
      "title: \(value(header["title"] ?? ""))",
      "version: \"0.1\"",
      "status: draft",
      "owner: \(value("{owner!who answers for this document}"))",
      "approver: \(value("{approver!who approves it, not being its owner}"))",
      "approved_at: \(value("[[TO WRITE: day of approval, YYYY-MM-DD]]"))",
      "effective_date: \(value("[[TO WRITE: day from which it holds]]"))",
      "review_cadence: 12 months",
      "next_review: \(value("[[TO WRITE: day of the next review]]"))",
      "satisfies: [\(header["satisfies"] ?? "")]",
      "audience: \(value(header["audience"] ?? ""))",
      "---",
    ]
  }
}

/// One line of a template.
private struct LineTemplate {
  private enum Part {
    case text(Substring)
    case fact(String, mark: String?)
    case column(String)
    case places
  }

  private var needs: [String] = []
  private var needsNot: [String] = []
  private var list: String?
  private var showsPlaces: Bool
  private let isCode: Bool
  private var parts: [Part] = []
  /// Whether it opens or closes a block of code.
  private(set) var isFence = false

  init(_ line: Substring, isCode: Bool) {
    self.isCode = isCode
    showsPlaces = !isCode
    var rest = line
    while rest.first == "{", let close = rest.firstIndex(of: "}"), takeCondition(rest[..<close]) {
      rest = rest[rest.index(after: close)...]
    }
    isFence = rest.hasPrefix("```")
    // A cell is no place for links, unless the row says where.
    if rest.hasPrefix("|"), !rest.contains("{@}") { showsPlaces = false }
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = rest[rest.index(after: open)..<close]
      guard let part = Self.part(named: name) else {
        parts.append(.text(rest[...open]))
        rest = rest[rest.index(after: open)...]
        continue
      }
      parts += [.text(rest[..<open]), part]
      rest = rest[rest.index(after: close)...]
    }
    parts.append(.text(rest))
  }

  private mutating func takeCondition(_ text: Substring) -> Bool {
    let name = String(text.dropFirst(2))
    switch text.dropFirst().first {
    case "+": needs.append(name)
    case "-": needsNot.append(name)
    case "#": list = name
    case "~": showsPlaces = false
    default: return false
    }
    return true
  }

  private static func part(named name: Substring) -> Part? {
    if name == "@" { return .places }
    let isName = { (text: Substring) in
      !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-" || $0 == ".") }
    }
    if name.hasPrefix("."), isName(name.dropFirst()) { return .column(String(name.dropFirst())) }
    if let bang = name.firstIndex(of: "!"), isName(name[..<bang]) {
      return .fact(String(name[..<bang]), mark: String(name[name.index(after: bang)...]))
    }
    return isName(name) ? .fact(String(name), mark: nil) : nil
  }

  func render(_ book: FactBook, folder: String) -> [String] {
    guard needs.allSatisfy(book.knows), !needsNot.contains(where: book.knows) else { return [] }
    guard let list else { return filled(book, row: [:], folder: folder).map { [$0] } ?? [] }
    return book[list: list].compactMap { filled(book, row: $0, folder: folder) }
  }

  private func filled(_ book: FactBook, row: FactRow, folder: String) -> String? {
    var made = ""
    var places: [SourceLocation] = []
    var beforeSlot: String?
    for part in parts {
      switch part {
      case .text(let text): made += text
      case .places: (beforeSlot, made) = (made, "")
      case .column(let name):
        guard let fact = row[name] else { return nil }
        made += isCode ? fact.plain : fact.text
        places += fact.places
      case .fact(let name, let mark):
        if let fact = book[name] {
          made += isCode ? fact.plain : fact.text
          places += fact.places
        } else if let mark {
          made += DocumentTemplate.mark + mark + "]]"
        } else {
          return nil
        }
      }
    }
    if made.hasPrefix("the system") { made = "T" + made.dropFirst() }
    guard showsPlaces, let links = PlaceLinks.text(places, from: folder) else {
      return (beforeSlot ?? "") + made
    }
    if let beforeSlot { return beforeSlot + links + made }
    let endsSentence = made.last.map { ".:;".contains($0) } ?? false
    let body = endsSentence ? String(made.dropLast()) : made
    let end = endsSentence ? String(made.suffix(1)) : ""
    return "\(body) (\(links))\(end)"
  }
}

/// Writes places as links that hold wherever the repository is read.
enum PlaceLinks {
  private static let atMost = 3

  /// The places as relative links, nil when there are none.
  static func text(_ places: [SourceLocation], from folder: String) -> String? {
    var seen: Set<String> = []
    let all = places.filter { seen.insert($0.description).inserted }
    guard !all.isEmpty else { return nil }
    let links = all.prefix(atMost).map { place in
      let way = ProjectPath.relative(from: folder, to: place.file)
      let target = encoded(way.hasPrefix("./") ? String(way.dropFirst(2)) : way)
      return "[\(SafeWords.prose(place.description))](\(target)#L\(place.line))"
    }
    let rest = all.count - links.count
    return links.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  private static func encoded(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return path.utf8.reduce(into: "") { made, byte in
      let scalar = UnicodeScalar(byte)
      let isPlain =
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x30...0x39).contains(byte) || "/._-~@+".unicodeScalars.contains(scalar)
      if isPlain {
        made.unicodeScalars.append(scalar)
      } else {
        made += "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
      }
    }
  }
}

/// Takes away headings over nothing, tables without rows and blank lines too many.
private enum Tidying {
  static func tidied(_ lines: [String]) -> [String] {
    renumbered(collapsed(withoutEmptySections(withoutEmptyTables(withoutRepeats(lines)))))
  }

  /// What two checks say in the same words stands once.
  private static func withoutRepeats(_ lines: [String]) -> [String] {
    var seen: Set<String> = []
    return lines.filter { !$0.hasPrefix("- **") || seen.insert($0).inserted }
  }

  /// Steps are counted again, since some were left out.
  private static func renumbered(_ lines: [String]) -> [String] {
    var number = 0
    return lines.map { line in
      if line.hasPrefix("#") { number = 0 }
      let digits = line.prefix { $0.isNumber }
      guard !digits.isEmpty, digits.count < 3, line.dropFirst(digits.count).hasPrefix(". ") else {
        return line
      }
      number += 1
      return "\(number)" + line.dropFirst(digits.count)
    }
  }

  private static func withoutEmptyTables(_ lines: [String]) -> [String] {
    var kept: [String] = []
    for (index, line) in lines.enumerated() {
      let next = index + 1 < lines.count ? lines[index + 1] : ""
      if line.hasPrefix("|---"), !next.hasPrefix("|") {
        if kept.last?.hasPrefix("|") == true { kept.removeLast() }
        continue
      }
      kept.append(line)
    }
    return kept
  }

  private static func withoutEmptySections(_ lines: [String]) -> [String] {
    var kept: [String] = []
    // From the end, so that a section that held nothing but empty ones goes as well.
    var hasContent = [Bool](repeating: false, count: 8)
    var isCode = false
    for line in lines.reversed() {
      if line.hasPrefix("```") { isCode.toggle() }
      let level = isCode ? 0 : line.prefix { $0 == "#" }.count
      guard level > 0, level < hasContent.count, line.dropFirst(level).first == " " else {
        if !line.isEmpty { for index in hasContent.indices { hasContent[index] = true } }
        kept.append(line)
        continue
      }
      let isTitle = level == 1
      if isTitle || hasContent[level] { kept.append(line) }
      let isKept = isTitle || hasContent[level]
      for index in level..<hasContent.count { hasContent[index] = false }
      if isKept { for index in 0..<level { hasContent[index] = true } }
    }
    return kept.reversed()
  }

  private static func collapsed(_ lines: [String]) -> [String] {
    var kept: [String] = []
    for line in lines where !(line.isEmpty && (kept.last ?? "").isEmpty) { kept.append(line) }
    while kept.last?.isEmpty == true { kept.removeLast() }
    return kept
  }
}
