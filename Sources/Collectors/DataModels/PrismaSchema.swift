import ReadinessModel

/// Reads Prisma schema files.
///
/// The schema language is one declaration to a line, so it is read by its own small reader: the
/// published grammar knows neither `Unsupported("…")` nor views, composite types and mapped enum
/// values, and loses the fields that follow them.
struct PrismaSchema {
  private(set) var result: FileDataModels
  private let file: RepositoryFile
  private let bytes: [UInt8]
  private var position = 0
  private var comments: [String] = []

  /// Most bytes of one declaration, so that an unclosed parenthesis swallows no more.
  private static let longestDeclaration = 8_192

  /// Reads a file.
  static func read(_ file: RepositoryFile) -> FileDataModels {
    var schema = PrismaSchema(file)
    schema.readBlocks()
    return schema.result
  }

  private init(_ file: RepositoryFile) {
    self.file = file
    bytes = file.bytes
    result = FileDataModels(file: file.path)
  }

  private mutating func readBlocks() {
    while let line = nextDeclaration() {
      let words = line.text.split { " \t{".contains($0) }.map(String.init)
      guard words.count >= 2, line.text.contains("{") else {
        comments = []
        continue
      }
      switch words[0] {
      case "model", "view", "type": readModel(words[1], at: line.offset)
      case "enum":
        result.valueTypes.append(words[1])
        skipBlock()
      case "datasource", "generator": skipBlock()
      default: comments = []
      }
    }
  }

  private mutating func readModel(_ name: String, at offset: Int) {
    comments = []
    var record = StoredRecord(
      name: name,
      mapper: "prisma",
      fields: [],
      location: file.location(atByte: offset)
    )
    while let line = nextDeclaration() {
      if line.text.hasPrefix("}") { break }
      if line.text.hasPrefix("@@") {
        if line.text.hasPrefix("@@map") { record.table = Self.quoted(in: line.text) }
        comments = []
        continue
      }
      if let field = field(line) { record.fields.append(field) }
      comments = []
    }
    comments = []
    result.records.append(record)
  }

  private mutating func skipBlock() {
    while let line = nextDeclaration(), !line.text.hasPrefix("}") {}
    comments = []
  }

  private func field(_ line: Line) -> StoredRecord.Field? {
    let text = line.text
    let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    let rest = text[name.endIndex...].drop { $0 == " " || $0 == "\t" }
    guard !name.isEmpty, !rest.isEmpty else { return nil }
    let type = Self.type(at: rest)
    let attributes = String(rest[type.endIndex...].drop { $0 == " " || $0 == "\t" })
    var column: String?
    if let map = attributes.firstRange(of: "@map(") {
      column = Self.quoted(in: String(attributes[map.lowerBound...]))
    }
    let isRelation = attributes.contains("@relation")
    return StoredRecord.Field(
      name: String(name),
      column: column,
      type: isRelation ? "relation \(type)" : String(type),
      remarks: comments + line.comments + (attributes.isEmpty ? [] : [attributes]),
      location: file.location(atByte: line.offset)
    )
  }

  /// The type with its `?` or `[]`, and with the argument of `Unsupported("…")`.
  private static func type(at rest: Substring) -> Substring {
    var end = rest.startIndex
    var isInside = false
    while end < rest.endIndex {
      let character = rest[end]
      if character == "(" { isInside = true }
      if character == ")" { isInside = false }
      if !isInside, character == " " || character == "\t" || character == "@" { break }
      end = rest.index(after: end)
    }
    return rest[..<end]
  }

  private static func quoted(in text: String) -> String? {
    let parts = text.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count > 2 ? String(parts[1]) : nil
  }

  private struct Line {
    var text: String
    var offset: Int
    var comments: [String]
  }

  /// Reads up to the end of a line outside strings and parentheses; documentation comments that
  /// stand alone are kept for the declaration that follows.
  private mutating func nextDeclaration() -> Line? {
    while position < bytes.count {
      skipBlanks()
      guard position < bytes.count else { return nil }
      if startsComment(position) {
        let comment = readComment()
        if let comment { comments.append(comment) }
        continue
      }
      return readDeclaration()
    }
    return nil
  }

  private mutating func readDeclaration() -> Line {
    let start = position
    var end = start
    var depth = 0
    var quote = false
    var trailing: [String] = []
    scan: while position < bytes.count, position - start < Self.longestDeclaration {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\\") where quote: position += 1
      case UInt8(ascii: "\""): quote.toggle()
      case UInt8(ascii: "("), UInt8(ascii: "["): if !quote { depth += 1 }
      case UInt8(ascii: ")"), UInt8(ascii: "]"): if !quote { depth = max(0, depth - 1) }
      case UInt8(ascii: "/") where !quote && startsComment(position):
        if let comment = readComment() { trailing.append(comment) }
        break scan
      case 10:
        if depth == 0 || quote { break scan }
      case UInt8(ascii: "}") where !quote && depth == 0:
        // A closing brace is a declaration of its own.
        guard position == start else { break scan }
        position += 1
        end = position
        break scan
      case UInt8(ascii: "{") where !quote && depth == 0:
        // What follows the brace is the first line of the block.
        position += 1
        end = position
        break scan
      default: break
      }
      position = min(position + 1, bytes.count)
      end = position
    }
    let text = String(decoding: bytes[start..<min(end, bytes.count)], as: UTF8.self)
    return Line(text: Self.trimmed(text), offset: start, comments: trailing)
  }

  private func startsComment(_ place: Int) -> Bool {
    bytes[place] == UInt8(ascii: "/") && place + 1 < bytes.count
      && (bytes[place + 1] == UInt8(ascii: "/") || bytes[place + 1] == UInt8(ascii: "*"))
  }

  /// Reads a comment and returns its text.
  private mutating func readComment() -> String? {
    let start = position
    if bytes[position + 1] == UInt8(ascii: "*") {
      position += 2
      while position + 1 < bytes.count,
        !(bytes[position] == UInt8(ascii: "*") && bytes[position + 1] == UInt8(ascii: "/"))
      {
        position += 1
      }
      position = min(position + 2, bytes.count)
    } else {
      while position < bytes.count, bytes[position] != 10 { position += 1 }
    }
    let text = String(decoding: bytes[start..<position].prefix(2_000), as: UTF8.self)
    return Self.trimmed(String(text.drop { $0 == "/" || $0 == "*" || $0 == " " }))
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] <= 32 { position += 1 }
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
