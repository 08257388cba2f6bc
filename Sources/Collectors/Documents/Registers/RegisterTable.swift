internal import ReadinessModel

/// One row of a register, its columns by name in lower case letters.
struct RegisterRow: Hashable, Sendable {
  var cells: [String: String]
  /// The key of the row in a mapping, nil elsewhere.
  var key: String?
  var location: SourceLocation

  /// The value of the first of several columns that has one.
  func value(_ names: String...) -> String? { value(names) }

  /// The value of the first of several columns that has one.
  func value(_ names: [String]) -> String? {
    for name in names {
      if let value = cells[name], !value.isEmpty, !Placeholders.isPlaceholder(value) {
        return value
      }
    }
    return nil
  }
}

/// Rows read from YAML, JSON, CSV or the tables of a text.
struct RegisterTable {
  private static let mostRows = 5_000

  var rows: [RegisterRow] = []
  var metadata: DocumentMetadata?

  /// Reads a file; nil when it holds no rows.
  init?(_ file: RepositoryFile, listKeys: [String]) throws(ConfigurationFailure) {
    switch file.fileExtension {
    case "yml", "yaml":
      guard let root = try YAMLReader.read(file) else { return nil }
      take(root, listKeys: listKeys)
    case "json", "jsonc":
      guard let root = try JSONReader.read(file) else { return nil }
      take(root, listKeys: listKeys)
    case "csv", "tsv": takeDelimited(file)
    default:
      guard let document = ProseDocument(file) else { return nil }
      metadata = DocumentMetadata(document)
      takeTables(document)
    }
    if rows.isEmpty { return nil }
  }

  static func column(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  private mutating func take(_ root: ConfigurationNode, listKeys: [String]) {
    metadata = DocumentMetadata(root)
    var list = root
    if let inner = root.value(ofAnyOf: listKeys), inner.string == nil { list = inner }
    if !list.items.isEmpty {
      for item in list.items.prefix(Self.mostRows) { add(item, key: nil, at: item.location) }
    } else {
      for entry in list.entries.prefix(Self.mostRows)
      where !entry.value.entries.isEmpty || !entry.value.items.isEmpty {
        add(entry.value, key: entry.key, at: entry.keyLocation)
      }
    }
  }

  private mutating func add(_ node: ConfigurationNode, key: String?, at location: SourceLocation) {
    var cells: [String: String] = [:]
    flatten(node, prefix: "", into: &cells, depth: 0)
    if cells.isEmpty, let text = node.string { cells["name"] = text }
    if cells.isEmpty, !node.items.isEmpty { cells["items"] = node.strings.joined(separator: ", ") }
    guard !cells.isEmpty else { return }
    rows.append(RegisterRow(cells: cells, key: key, location: location))
  }

  private func flatten(
    _ node: ConfigurationNode,
    prefix: String,
    into cells: inout [String: String],
    depth: Int
  ) {
    guard depth < 4 else { return }
    for entry in node.entries {
      let name = prefix + Self.column(entry.key)
      if let text = entry.value.string {
        cells[name] = text
      } else if !entry.value.items.isEmpty {
        cells[name] = entry.value.strings.joined(separator: ", ")
        if let last = entry.value.items.last, !last.entries.isEmpty {
          flatten(last, prefix: name, into: &cells, depth: depth + 1)
        }
      } else {
        flatten(entry.value, prefix: name, into: &cells, depth: depth + 1)
      }
    }
  }

  private mutating func takeDelimited(_ file: RepositoryFile) {
    guard file.bytes.count < 2_000_000 else { return }
    let separator: Character = file.fileExtension == "tsv" ? "\t" : ","
    let records = DelimitedText.records(of: file.text, separator: separator, limit: Self.mostRows)
    guard let header = records.first?.cells.map(Self.column) else { return }
    for record in records.dropFirst() {
      let pairs = zip(header, record.cells).map { ($0, $1.trimmingBlanks) }
      let cells = Dictionary(pairs) { first, _ in first }
      let location = SourceLocation(file: file.path, line: record.line)
      rows.append(RegisterRow(cells: cells, key: nil, location: location))
    }
  }

  private mutating func takeTables(_ document: ProseDocument) {
    var header: [String]?
    for index in document.bodyStart..<max(document.bodyStart, document.lines.count) {
      let line = document.lines[index].trimmingBlanks
      guard line.hasPrefix("|"), !document.isCode[index] else {
        header = nil
        continue
      }
      let cells = MarkdownTable.cells(of: line)
      if MarkdownTable.isRule(cells) { continue }
      guard let names = header else {
        header = cells.map { Self.column(ProseDocument.plain($0)) }
        continue
      }
      guard rows.count < Self.mostRows else { return }
      let pairs = zip(names, cells.map(ProseDocument.plain))
      let location = document.file.lines.location(ofLine: index + 1)
      rows.append(
        RegisterRow(cells: Dictionary(pairs) { first, _ in first }, key: nil, location: location)
      )
    }
  }
}

/// The cells of a table's line.
enum MarkdownTable {
  static func cells(of line: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for character in line.trimmingBlanks.dropFirst() {
      if isEscaped {
        cell.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "|" {
        cells.append(cell.trimmingBlanks)
        cell = ""
      } else {
        cell.append(character)
      }
    }
    if !cell.trimmingBlanks.isEmpty { cells.append(cell.trimmingBlanks) }
    return cells
  }

  static func isRule(_ cells: [String]) -> Bool {
    !cells.isEmpty && cells.allSatisfy { !$0.isEmpty && $0.allSatisfy { "-: ".contains($0) } }
  }
}

/// Records of a text whose cells a character separates.
enum DelimitedText {
  struct Record {
    var cells: [String]
    var line: Int
  }

  static func records(of text: String, separator: Character, limit: Int) -> [Record] {
    var records: [Record] = []
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    var line = 1
    var start = 1
    var previousQuote = false
    for character in text {
      if isQuoted {
        if previousQuote {
          previousQuote = false
          if character == "\"" {
            cell.append(character)
            continue
          }
          isQuoted = false
        } else if character == "\"" {
          previousQuote = true
          continue
        } else {
          if character.isNewline { line += 1 }
          cell.append(character)
          continue
        }
      }
      if character == "\"", cell.isEmpty {
        isQuoted = true
      } else if character == separator {
        cells.append(cell)
        cell = ""
      } else if character.isNewline {
        cells.append(cell)
        if cells.contains(where: { !$0.isEmpty }) {
          records.append(Record(cells: cells, line: start))
        }
        guard records.count <= limit else { return records }
        cells = []
        cell = ""
        line += 1
        start = line
      } else {
        cell.append(character)
      }
    }
    cells.append(cell)
    if cells.contains(where: { !$0.isEmpty }) { records.append(Record(cells: cells, line: start)) }
    return records
  }
}
