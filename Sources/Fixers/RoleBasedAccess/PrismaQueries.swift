import SyntaxTrees

extension QueryReader {
  private static let verbs: [String: SQLStatement.Verb] = [
    "findUnique": .select, "findUniqueOrThrow": .select, "findFirst": .select,
    "findFirstOrThrow": .select, "findMany": .select, "count": .select, "aggregate": .select,
    "groupBy": .select, "create": .insert, "createMany": .insert, "createManyAndReturn": .insert,
    "update": .update, "updateMany": .update, "upsert": .update, "delete": .delete,
    "deleteMany": .delete,
  ]
  private static let takesUniqueKey: Set<String> = [
    "findUnique", "findUniqueOrThrow", "update", "delete", "upsert",
  ]

  /// Reads `prisma.article.findMany({ where: … })`.
  func prisma(_ call: SyntaxNode, in source: ScriptSource) -> StoredQuery? {
    guard let function = call.child("function"), function.kind == "member_expression",
      let method = function.child("property")?.text, let verb = Self.verbs[method],
      let object = function.child("object"), object.kind == "member_expression",
      let model = object.child("property")?.text, schema.tables[model] != nil
    else { return nil }
    let argument = Self.arguments(of: call).first
    var query = StoredQuery(
      call: call,
      table: model,
      verb: verb,
      form: .opened(verb == .insert ? nil : Self.opening(of: call, argument, in: source))
    )
    guard argument == nil || argument?.kind == "object" else {
      query.obstacle = "what it asks for is put together elsewhere"
      query.writesUnknown = verb != .select
      return query
    }
    if method == "upsert" { query.obstacle = "it may change a row that is there" }
    if let argument, !Self.isPlain(argument) {
      query.obstacle = "what it asks for is put together elsewhere"
    }
    if let filter = argument.flatMap({ Self.value("where", of: $0) }) {
      if filter.kind == "object" {
        query.comparisons = Self.pairs(of: filter).filter { $0.value.kind != "object" }
        if Self.value("AND", of: filter) != nil { query.obstacle = "its condition has an AND" }
      } else {
        query.obstacle = "its condition is put together elsewhere"
      }
    }
    if Self.takesUniqueKey.contains(method), (version ?? 5) < 5, query.obstacle == nil {
      query.obstacle = "before Prisma 5, \(method) takes nothing but a key"
    }
    read(argument, into: &query)
    return query
  }

  /// Reads what is written.
  private func read(_ argument: SyntaxNode?, into query: inout StoredQuery) {
    guard query.verb == .insert || query.verb == .update, let argument, argument.kind == "object"
    else { return }
    guard let data = Self.value("data", of: argument), data.kind == "object", Self.isPlain(data)
    else {
      query.writesUnknown = true
      return
    }
    let columns = schema.tables[query.table]?.columns ?? []
    for (name, value) in Self.pairs(of: data) {
      guard let column = columns.first(where: { $0.relation == name }) else {
        query.written.append((name, value))
        // Rows that are written along with it are rows of other tables.
        if value.kind == "object", columns.first(where: { $0.name == name }) == nil {
          query.writesUnknown = query.writesUnknown || !Self.isCreation(value)
        }
        continue
      }
      let connected = value.kind == "object" ? Self.value("connect", of: value) : nil
      let key = connected.flatMap { $0.kind == "object" ? Self.pairs(of: $0).first?.value : nil }
      query.written.append((column.name, key))
      if key == nil { query.writesUnknown = true }
    }
  }

  /// `{ create: … }` makes rows and touches none that are there.
  private static func isCreation(_ value: SyntaxNode) -> Bool {
    pairs(of: value).allSatisfy { ["create", "createMany", "set", "push"].contains($0.column) }
  }

  private static func opening(
    of call: SyntaxNode,
    _ argument: SyntaxNode?,
    in source: ScriptSource
  ) -> StoredQuery.Opening? {
    guard let argument else {
      return call.child("arguments").map {
        .init(offset: $0.range.lowerBound + 1, before: "{ where: ", after: " }")
      }
    }
    guard argument.kind == "object" else { return nil }
    guard let filter = value("where", of: argument) else {
      return .init(
        offset: argument.range.lowerBound + 1,
        before: first(of: argument, in: source) + "where: ",
        after: argument.namedChildren.isEmpty ? " " : ","
      )
    }
    return filter.kind == "object" ? end(of: filter, in: source, "AND: ") : nil
  }

  /// What stands before a new first property.
  static func first(of object: SyntaxNode, in source: ScriptSource) -> String {
    guard let first = object.namedChildren.first, first.line > object.line else { return " " }
    return ScriptStyle(source).newline + source.indentation(at: first.range.lowerBound)
  }
}
