import SyntaxTrees

/// A call that reaches rows of one table, whatever library it goes through.
struct StoredQuery {
  /// Where a condition can be put into a query.
  struct Opening {
    var offset: Int
    /// What is written before the condition, and after it.
    var before: String
    var after: String
  }

  /// How the query is written.
  enum Form {
    case sql(QueryCall)
    /// A call of a library that takes a condition at a place; nil where it has none to take.
    case opened(Opening?)
    /// A call that takes a condition and its parameters, for an alias.
    case built(Opening, alias: String)
  }

  /// The whole expression, from the connection to its last call.
  let call: SyntaxNode
  let table: String
  let verb: SQLStatement.Verb
  /// Columns that are compared with a value for equality.
  var comparisons: [(column: String, value: SyntaxNode)] = []
  /// Columns that are written, with what they are given where that can be told.
  var written: [(column: String, value: SyntaxNode?)] = []
  /// Whether columns may be written that are not named.
  var writesUnknown = false
  /// Whether it goes on with a row that another query of the function found.
  var goesOn = false
  /// Why it cannot be limited, nil when it can.
  var obstacle: String?
  let form: Form

  /// Whether a place in the file lies in the call.
  func holds(line: Int, column: Int) -> Bool {
    let isAfterStart = line > call.line || line == call.line && column >= call.column
    let end = call.range.upperBound
    let lastLineStart = call.text.lastIndex(of: "\n").map {
      call.text[call.text.index(after: $0)...].utf8.count
    }
    let endColumn = lastLineStart.map { $0 + 1 } ?? call.column + (end - call.range.lowerBound)
    let isBeforeEnd = line < call.endLine || line == call.endLine && column <= endColumn
    return isAfterStart && isBeforeEnd
  }
}

/// Recognises the calls of a library that reach stored rows.
struct QueryReader {
  let library: DatabaseAccess.Library
  let schema: SQLSchema
  /// The connection that files bring in, nil where a framework hands it out.
  let store: ExportedBinding?
  let functions: FunctionTable
  /// The first number of the library's version, nil when it is not known.
  let version: Int?

  /// Names by which a file knows the connection.
  func storeNames(in source: ScriptSource) -> Set<String> {
    guard let store else { return [] }
    if source.path == store.file { return [store.name] }
    var names: Set<String> = []
    for module in source.imports
    where functions.target(of: module.source, from: source)?.path == store.file {
      let exported =
        switch store.form {
        case .named(let name): [name]
        case .standard, .whole: ["default", "*"]
        }
      names.formUnion(exported.compactMap { module.names[$0] })
    }
    return names
  }

  /// Reads a call; nil when it reaches no rows by itself.
  func read(_ call: SyntaxNode, in code: HandlerCode) -> StoredQuery? {
    switch library {
    case .pg: sql(call, in: code.source)
    case .prisma: prisma(call, in: code.source) ?? sql(call, in: code.source)
    case .typeorm: typeorm(call, in: code) ?? sql(call, in: code.source)
    case .knex: knex(call, in: code.source) ?? sql(call, in: code.source)
    }
  }

  /// The queries in a function, in order; what lies in another one of them is part of it.
  func queries(in code: HandlerCode) -> [StoredQuery] {
    var found: [StoredQuery] = []
    for call in code.source.nodes(in: code.function, ["call_expression"]) {
      let isPart = found.contains {
        $0.call.range.lowerBound <= call.range.lowerBound
          && call.range.upperBound <= $0.call.range.upperBound
      }
      guard !isPart, let query = read(call, in: code) else { continue }
      found.append(query)
    }
    return found
  }

  /// A statement of SQL in the arguments.
  private func sql(_ call: SyntaxNode, in source: ScriptSource) -> StoredQuery? {
    guard let found = QueryCall(call, in: source) else { return nil }
    let statement = found.statement
    var query = StoredQuery(
      call: call,
      table: statement.table,
      verb: statement.verb,
      form: .sql(found)
    )
    query.comparisons = statement.comparisons.compactMap { comparison in
      found.value(comparison.parameter).map { (comparison.column, $0) }
    }
    query.written = (statement.inserted + statement.assigned).map { column, parameter in
      (column, parameter.flatMap { found.value($0) })
    }
    query.obstacle =
      library == .pg ? found.obstacle : "it is written in SQL beside \(library.title)"
    return query
  }

  // MARK: - Parts of calls

  static func arguments(of call: SyntaxNode) -> [SyntaxNode] {
    call.child("arguments")?.namedChildren.filter { $0.kind != "comment" } ?? []
  }

  /// The value of a property of an object that is written out.
  static func value(_ name: String, of object: SyntaxNode) -> SyntaxNode? {
    for part in object.namedChildren {
      if part.kind == "pair", key(of: part) == name { return part.child("value") }
      if part.kind == "shorthand_property_identifier", part.text == name { return part }
    }
    return nil
  }

  static func key(of pair: SyntaxNode) -> String {
    let text = pair.child("key")?.text ?? ""
    return text.filter { $0 != "'" && $0 != "\"" }
  }

  /// Whether all properties of an object are named in it.
  static func isPlain(_ object: SyntaxNode) -> Bool {
    object.namedChildren.allSatisfy { part in
      part.kind == "comment" || part.kind == "shorthand_property_identifier"
        || part.kind == "pair"
          && ["property_identifier", "string"].contains(part.child("key")?.kind ?? "")
    }
  }

  /// Properties with their values; a name alone stands for itself.
  static func pairs(of object: SyntaxNode) -> [(column: String, value: SyntaxNode)] {
    object.namedChildren.compactMap { part in
      if part.kind == "shorthand_property_identifier" { return (part.text, part) }
      guard part.kind == "pair", let value = part.child("value") else { return nil }
      return (key(of: part), value)
    }
  }

  /// The place for one more property at the end of an object.
  static func end(of object: SyntaxNode, in source: ScriptSource, _ before: String)
    -> StoredQuery.Opening
  {
    let parts = object.namedChildren.filter { $0.kind != "comment" }
    guard let last = parts.last else {
      return .init(offset: object.range.lowerBound + 1, before: " \(before)", after: " ")
    }
    let isOnOwnLine = last.endLine < object.endLine
    let comma = object.children.first {
      $0.kind == "," && $0.range.lowerBound >= last.range.upperBound
    }
    let gap =
      isOnOwnLine
      ? ScriptStyle(source).newline + source.indentation(at: last.range.lowerBound) : " "
    if let comma {
      return .init(
        offset: source.end(of: comma),
        before: gap + before,
        after: isOnOwnLine ? "," : ""
      )
    }
    return .init(offset: last.range.upperBound, before: "," + gap + before, after: "")
  }
}
