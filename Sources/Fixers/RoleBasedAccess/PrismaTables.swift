/// Tables as a schema of Prisma declares them, by the names its client gives them.
enum PrismaTables {
  /// Reads the schema's files.
  static func read(_ texts: [String]) -> SQLSchema {
    var models: [(name: String, lines: [[String]])] = []
    var enums: [String: [String]] = [:]
    for text in texts {
      var open: (kind: String, name: String, lines: [[String]])?
      for line in text.split(whereSeparator: \.isNewline).prefix(100_000) {
        let bare = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)
        let words = (bare.first ?? "").split(whereSeparator: { " \t\r".contains($0) })
          .map(String.init)
        guard let first = words.first else { continue }
        if open == nil, words.count > 1, ["model", "enum"].contains(first) {
          open = (first, words[1].filter { $0 != "{" }, [])
        } else if first == "}", let block = open {
          if block.kind == "enum" {
            enums[block.name] = block.lines.compactMap(\.first).filter { !$0.hasPrefix("@") }
          } else {
            models.append((block.name, block.lines))
          }
          open = nil
        } else {
          open?.lines.append(words)
        }
      }
    }
    let names = Set(models.map(\.name))
    return SQLSchema(tables: models.map { table($0.name, $0.lines, names, enums) })
  }

  /// The name of a model in the client: its first letter in lower case.
  static func accessor(_ model: String) -> String {
    model.prefix(1).lowercased() + model.dropFirst()
  }

  private static func table(
    _ name: String,
    _ lines: [[String]],
    _ models: Set<String>,
    _ enums: [String: [String]]
  ) -> SQLSchema.Table {
    var table = SQLSchema.Table(name: accessor(name))
    table.stored = name
    var relations: [(property: String, model: String, column: String, key: String?)] = []
    for words in lines {
      let line = words.joined(separator: " ")
      if words[0] == "@@id" || words[0].hasPrefix("@@id(") {
        table.primaryKey = list(in: line[...])
        continue
      }
      if words[0].hasPrefix("@@map(") {
        table.stored = line.split(separator: "\"").dropFirst().first.map(String.init)
      }
      guard words.count > 1, !words[0].hasPrefix("@") else { continue }
      let type = words[1].filter { $0.isLetter || $0.isNumber || $0 == "_" }
      guard !models.contains(type) else {
        guard let fields = part("fields", of: line), fields.count == 1 else { continue }
        relations.append((words[0], type, fields[0], part("references", of: line)?.first))
        continue
      }
      var column = SQLSchema.Column(name: words[0], type: scalar(type))
      column.isRequired = !words[1].hasSuffix("?") && !words[1].hasSuffix("[]")
      column.hasDefault = line.contains("@default") || line.contains("@updatedAt")
      column.isUnique = line.contains("@unique") || words.contains("@id")
      column.allowed = enums[type] ?? []
      if words.contains("@id") || line.contains("@id(") { table.primaryKey = [words[0]] }
      table.columns.append(column)
    }
    for relation in relations {
      guard let index = table.columns.firstIndex(where: { $0.name == relation.column }) else {
        continue
      }
      table.columns[index].reference = (accessor(relation.model), relation.key)
      table.columns[index].relation = relation.property
    }
    return table
  }

  private static func scalar(_ type: String) -> String {
    switch type {
    case "Int": "integer"
    case "BigInt": "bigint"
    case "Boolean": "boolean"
    case "DateTime": "timestamptz"
    case "Json": "jsonb"
    default: "text"
    }
  }

  /// The names after `fields:` and the like.
  private static func part(_ key: String, of line: String) -> [String]? {
    guard let start = line.firstRange(of: "\(key):") else { return nil }
    return list(in: line[start.upperBound...])
  }

  private static func list(in text: Substring) -> [String] {
    guard let open = text.firstIndex(of: "["), let close = text[open...].firstIndex(of: "]") else {
      return []
    }
    return text[text.index(after: open)..<close]
      .split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") }).map(String.init)
  }
}
