/// Tables as migrations in SQL declare them.
struct SQLSchema {
  struct Column {
    var name: String
    var type: String
    var isRequired = false
    var hasDefault = false
    /// The table and column it refers to.
    var reference: (table: String, column: String?)?
    /// What happens to the row when the one it refers to is deleted: `cascade`, `set` or nil.
    var onDelete: String?
    /// Values that a rule of the table allows, empty when there is no such rule.
    var allowed: [String] = []
    /// Whether code gives it a type of its own, where that is no plain value.
    var hasOwnType = false
    /// Whether no two rows hold the same.
    var isUnique = false
    /// The property through which a library leads to what the column refers to.
    var relation: String?
    /// Whether the library knows the relation only, and no column by this name.
    var isRelationOnly = false
  }

  struct Table {
    var name: String
    var columns: [Column] = []
    var primaryKey: [String] = []
    /// The file that declares it, where it is a class.
    var file: String?
    /// What the database calls it, where code calls it something else.
    var stored: String?
    /// The schema it is in, where the declaration names one.
    var schema: String?

    func column(_ name: String) -> Column? { columns.first { $0.name == name } }
    var references: [Column] { columns.filter { $0.reference != nil } }
  }

  private(set) var tables: [String: Table] = [:]

  /// Takes tables as they were read elsewhere.
  init(tables: [Table]) {
    self.tables = Dictionary(tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The same with one more column.
  func adding(_ column: Column, to table: String) -> SQLSchema {
    var copy = self
    copy.tables[table]?.columns.append(column)
    return copy
  }

  /// Reads migrations in the order in which they are applied.
  init(_ files: [[UInt8]]) {
    for bytes in files {
      let tokens = SQLText(bytes, in: 0..<bytes.count).tokens.filter { $0.kind != .comment }
      for statement in tokens.split(separator: ";") { read(Array(statement)) }
    }
  }

  private mutating func read(_ tokens: [SQLText.Token]) {
    let words = tokens.prefix(8).map { $0.word ?? "" }
    if words.first == "create", let at = words.firstIndex(of: "table"), at <= 3 {
      create(tokens, at: at + 1)
    } else if words.starts(with: ["alter", "table"]) {
      alter(tokens)
    } else if words.starts(with: ["drop", "table"]), let name = Self.name(tokens, from: 2)?.name {
      tables[name] = nil
    }
  }

  /// A name, without its schema and `IF NOT EXISTS`.
  private static func name(
    _ tokens: [SQLText.Token],
    from start: Int
  ) -> (name: String, next: Int)? {
    var at = start
    while at < tokens.count, ["if", "not", "exists", "only"].contains(tokens[at].word) { at += 1 }
    guard at < tokens.count, var name = tokens[at].word else { return nil }
    while at + 2 < tokens.count, tokens[at + 1].kind == .mark(0x2E), let word = tokens[at + 2].word
    {
      (name, at) = (word, at + 2)
    }
    return (name, at + 1)
  }

  /// The schema in front of a name that ends before a place.
  private static func schema(_ tokens: [SQLText.Token], before next: Int) -> String? {
    guard next >= 3, tokens[next - 2].kind == .mark(0x2E) else { return nil }
    return tokens[next - 3].word
  }

  private mutating func create(_ tokens: [SQLText.Token], at start: Int) {
    guard let (name, next) = Self.name(tokens, from: start), next < tokens.count,
      tokens[next].kind == .mark(0x28), tables[name] == nil
    else { return }
    var table = Table(name: name)
    table.schema = Self.schema(tokens, before: next)
    let depth = tokens[next].depth
    let body = tokens[(next + 1)...].prefix { !($0.depth == depth && $0.kind == .mark(0x29)) }
    let items = body.split { $0.depth == depth + 1 && $0.kind == .mark(0x2C) }
    for item in items.prefix(2_000) { Self.add(Array(item), to: &table) }
    tables[name] = table
  }

  private static let constraints: Set<String> = [
    "constraint", "primary", "foreign", "unique", "check", "exclude", "like",
  ]

  private static func add(_ item: [SQLText.Token], to table: inout Table) {
    guard let first = item.first?.word else { return }
    guard constraints.contains(first) else {
      var column = Column(name: first, type: item.dropFirst().first?.word ?? "")
      describe(&column, item, in: &table)
      table.columns.append(column)
      return
    }
    let words = item.map { $0.word ?? "" }
    let columns = names(item, after: words.firstIndex { $0 == "key" || $0 == "check" } ?? 0)
    if words.contains("primary") { table.primaryKey = columns }
    if let at = words.firstIndex(of: "references"), columns.count == 1,
      let index = table.columns.firstIndex(where: { $0.name == columns[0] })
    {
      table.columns[index].reference = reference(item, at: at)
      table.columns[index].onDelete = onDelete(words)
    }
    if words.contains("check"), let name = columns.first,
      let index = table.columns.firstIndex(where: { $0.name == name })
    {
      table.columns[index].allowed = allowed(item)
    }
  }

  private static func describe(
    _ column: inout Column,
    _ item: [SQLText.Token],
    in table: inout Table
  ) {
    let words = item.map { $0.word ?? "" }
    if let key = words.firstIndex(of: "primary"), item[key].depth == item[0].depth {
      table.primaryKey = [column.name]
      column.isRequired = true
    }
    for index in words.indices.dropFirst() where words[index] == "null" && words[index - 1] == "not"
    {
      column.isRequired = true
    }
    column.hasDefault =
      words.contains("default") || words.contains("generated") || column.type.hasSuffix("serial")
    if let at = words.firstIndex(of: "references") {
      column.reference = reference(item, at: at)
      column.onDelete = onDelete(words)
    }
    if words.contains("check") { column.allowed = allowed(item) }
    if words.contains("unique") { column.isUnique = true }
  }

  /// The word after `ON DELETE`, where that takes care of the row.
  private static func onDelete(_ words: [String]) -> String? {
    for index in words.indices.dropLast(2)
    where words[index] == "on" && words[index + 1] == "delete" {
      return ["cascade", "set"].contains(words[index + 2]) ? words[index + 2] : nil
    }
    return nil
  }

  private static func reference(
    _ item: [SQLText.Token],
    at start: Int
  ) -> (table: String, column: String?)? {
    guard let (table, next) = name(item, from: start + 1) else { return nil }
    return (table, names(Array(item.dropFirst(next)), after: -1).first)
  }

  /// The names in the first parentheses after a place.
  private static func names(_ item: [SQLText.Token], after start: Int) -> [String] {
    let rest = item.dropFirst(start + 1)
    guard let first = rest.first, first.kind == .mark(0x28) else { return [] }
    return rest.dropFirst().prefix { $0.kind != .mark(0x29) }.compactMap(\.word)
      .filter { $0 != "in" }
  }

  /// The texts of `CHECK (x IN ('a', 'b'))`.
  private static func allowed(_ item: [SQLText.Token]) -> [String] {
    guard let check = item.firstIndex(where: { $0.word == "check" }) else { return [] }
    return item[check...].compactMap { if case .text(let value) = $0.kind { value } else { nil } }
  }

  private mutating func alter(_ tokens: [SQLText.Token]) {
    guard let (name, next) = Self.name(tokens, from: 2), var table = tables[name] else { return }
    let actions = tokens[min(next, tokens.count)...].split {
      $0.depth == 0 && $0.kind == .mark(0x2C)
    }
    for action in actions {
      var item = Array(action)
      let verb = item.first?.word
      guard verb == "add" || verb == "drop" else { continue }
      item.removeFirst()
      if item.first?.word == "column" { item.removeFirst() }
      while let word = item.first?.word, ["if", "not", "exists"].contains(word) {
        item.removeFirst()
      }
      if verb == "drop" {
        if let column = item.first?.word { table.columns.removeAll { $0.name == column } }
      } else {
        Self.add(item, to: &table)
      }
    }
    tables[name] = table
  }
}

extension [SQLText.Token] {
  /// Parts between semicolons.
  fileprivate func split(separator: String) -> [ArraySlice<SQLText.Token>] {
    split { $0.kind == .mark(0x3B) }
  }
}
