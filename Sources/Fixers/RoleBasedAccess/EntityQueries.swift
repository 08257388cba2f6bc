import SyntaxTrees

extension QueryReader {
  private static let byOptions: Set<String> = [
    "find", "findOne", "findOneOrFail", "findAndCount", "count", "exist", "exists",
  ]
  private static let byCondition: Set<String> = [
    "findBy", "findOneBy", "findOneByOrFail", "findAndCountBy", "countBy", "existsBy",
  ]
  private static let lasts: Set<String> = [
    "getMany", "getOne", "getOneOrFail", "getManyAndCount", "getCount", "getRawMany", "getRawOne",
  ]

  /// Reads a call of a repository of TypeORM.
  func typeorm(_ call: SyntaxNode, in code: HandlerCode) -> StoredQuery? {
    guard let function = call.child("function"), function.kind == "member_expression",
      let method = function.child("property")?.text, let receiver = function.child("object")
    else { return nil }
    if Self.lasts.contains(method) { return built(call, receiver, in: code) }
    guard let entity = entity(of: receiver, in: code) else { return nil }
    let source = code.source
    let given = Self.arguments(of: call)
    if Self.byOptions.contains(method) {
      return options(call, entity, given, in: source)
    }
    if Self.byCondition.contains(method) {
      return condition(call, entity, .select, given.first, in: source)
    }
    switch method {
    case "delete", "softDelete", "restore":
      return condition(call, entity, .delete, given.first, in: source)
    case "update":
      var query = condition(call, entity, .update, given.first, in: source)
      read(given.dropFirst().first, into: &query)
      return query
    case "create":
      // Makes an object only; what is in it is what will be saved.
      guard let data = given.first else { return nil }
      var query = StoredQuery(call: call, table: entity, verb: .insert, form: .opened(nil))
      read(data, into: &query)
      return query
    case "insert":
      var query = StoredQuery(call: call, table: entity, verb: .insert, form: .opened(nil))
      read(given.first, into: &query)
      return query
    case "save", "remove", "softRemove", "increment", "decrement", "upsert":
      return saved(call, entity, method, given, in: code)
    default: return nil
    }
  }

  /// `find({ where: … })`.
  private func options(
    _ call: SyntaxNode,
    _ entity: String,
    _ given: [SyntaxNode],
    in source: ScriptSource
  ) -> StoredQuery {
    var opening: StoredQuery.Opening?
    var obstacle: String?
    var comparisons: [(column: String, value: SyntaxNode)] = []
    if let options = given.first {
      let filter = options.kind == "object" ? Self.value("where", of: options) : nil
      if options.kind != "object" || !Self.isPlain(options) {
        obstacle = "what it asks for is put together elsewhere"
      } else if let filter {
        (opening, obstacle) = Self.opening(of: filter, in: source)
        if filter.kind == "object" { comparisons = Self.pairs(of: filter) }
      } else {
        opening = .init(
          offset: options.range.lowerBound + 1,
          before: Self.first(of: options, in: source) + "where: ",
          after: options.namedChildren.isEmpty ? " " : ","
        )
      }
    } else {
      opening = call.child("arguments").map {
        .init(offset: $0.range.lowerBound + 1, before: "{ where: ", after: " }")
      }
    }
    var query = StoredQuery(call: call, table: entity, verb: .select, form: .opened(opening))
    query.comparisons = comparisons
    query.obstacle = obstacle
    return query
  }

  /// `findBy({ … })`, and what else takes a condition alone.
  private func condition(
    _ call: SyntaxNode,
    _ entity: String,
    _ verb: SQLStatement.Verb,
    _ filter: SyntaxNode?,
    in source: ScriptSource
  ) -> StoredQuery {
    let key = schema.tables[entity]?.primaryKey.first ?? "id"
    guard let filter, filter.kind == "object" else {
      // `delete(id)` takes the key itself.
      let isValue = filter.map { !["array", "call_expression"].contains($0.kind) } ?? false
      let opening = filter.map {
        StoredQuery.Opening(offset: $0.range.upperBound, before: "", after: "")
      }
      var query = StoredQuery(call: call, table: entity, verb: verb, form: .opened(opening))
      query.obstacle = "its condition is put together elsewhere"
      if isValue, verb != .select, let filter { query.comparisons = [(key, filter)] }
      return query
    }
    let (opening, obstacle) = Self.opening(of: filter, in: source)
    var query = StoredQuery(call: call, table: entity, verb: verb, form: .opened(opening))
    query.comparisons = Self.pairs(of: filter)
    query.obstacle = obstacle
    if verb != .select, schema.tables[entity]?.columns.contains(where: \.isRelationOnly) == true {
      query.obstacle = obstacle ?? "\(verb.rawValue) takes columns only, and not relations"
    }
    return query
  }

  private static func opening(
    of filter: SyntaxNode,
    in source: ScriptSource
  ) -> (StoredQuery.Opening?, String?) {
    guard filter.kind == "object" else {
      return (
        nil,
        filter.kind == "array"
          ? "alternatives stand in its condition" : "its condition is put together elsewhere"
      )
    }
    return (end(of: filter, in: source, "..."), nil)
  }

  /// `save(note)`: what is saved was made here of named columns, or was read before.
  private func saved(
    _ call: SyntaxNode,
    _ entity: String,
    _ method: String,
    _ given: [SyntaxNode],
    in code: HandlerCode
  ) -> StoredQuery {
    let verb: SQLStatement.Verb = method.lowercased().contains("remove") ? .delete : .update
    var query = StoredQuery(call: call, table: entity, verb: verb, form: .opened(nil))
    guard method == "save" || verb == .delete, let value = given.first else {
      query.obstacle = "which rows \(method) reaches is not written out"
      return query
    }
    let made = value.kind == "identifier" ? code.initial(of: value.text, before: call) : value
    if let made, let data = Self.creation(made) {
      query = StoredQuery(call: call, table: entity, verb: .insert, form: .opened(nil))
      guard value.kind == "identifier" else {
        read(data, into: &query)
        return query
      }
      // What it was made of was asked about where it was made.
      query.goesOn = true
      readAssignments(to: value.text, call, into: &query, in: code)
      return query
    }
    if value.kind == "identifier", let made, goesOn(from: made, entity, in: code) {
      query.goesOn = true
      readAssignments(to: value.text, call, into: &query, in: code)
      return query
    }
    query.obstacle = "what it saves is not made here of named columns"
    return query
  }

  /// Whether a name holds the one row that a query of the same function found.
  private func goesOn(from value: SyntaxNode, _ entity: String, in code: HandlerCode) -> Bool {
    guard value.kind == "await_expression", let call = value.namedChildren.first,
      call.kind == "call_expression",
      let method = call.child("function")?.child("property")?.text,
      method.hasPrefix("findOne") || method.hasPrefix("getOne"),
      let found = typeorm(call, in: code)
    else { return false }
    return found.table == entity && found.obstacle == nil
  }

  /// What is set on a row before it is saved; a call that is handed the row may set anything.
  private func readAssignments(
    to name: String,
    _ save: SyntaxNode,
    into query: inout StoredQuery,
    in code: HandlerCode
  ) {
    for node in code.source.nodes(in: code.function, ["assignment_expression", "call_expression"]) {
      if node.kind == "call_expression" {
        let isHanded = Self.arguments(of: node).contains {
          $0.text == name || $0.text == "...\(name)"
        }
        if isHanded, node.range != save.range, node.range.upperBound <= save.range.lowerBound {
          query.writesUnknown = true
        }
        continue
      }
      guard let left = node.child("left"),
        left.text.hasPrefix("\(name).") || left.text.hasPrefix("\(name)[")
      else { continue }
      let property = String(left.text.dropFirst(name.utf8.count + 1))
      let column = schema.tables[query.table]?.columns.first {
        $0.name == property || $0.relation == property
      }
      if left.kind != "member_expression" { query.writesUnknown = true }
      query.written.append((column?.name ?? property, node.child("right")))
    }
  }

  /// The object in `create({ … })`, or one that is written out.
  private static func creation(_ node: SyntaxNode) -> SyntaxNode? {
    if node.kind == "object" { return node }
    guard node.kind == "call_expression",
      node.child("function")?.child("property")?.text == "create",
      let data = arguments(of: node).first, data.kind == "object"
    else { return nil }
    return data
  }

  private func read(_ data: SyntaxNode?, into query: inout StoredQuery) {
    guard let data, data.kind == "object", Self.isPlain(data) else {
      query.writesUnknown = true
      return
    }
    let table = schema.tables[query.table]
    for (name, value) in Self.pairs(of: data) {
      let column = table?.columns.first { $0.relation == name || $0.name == name }
      let isRelation = column?.relation == name
      let key = isRelation && value.kind == "object" ? Self.pairs(of: value).first?.value : value
      query.written.append((column?.name ?? name, isRelation && key?.kind == "object" ? nil : key))
      // A key that is given makes an insert change what is there.
      if query.verb == .insert, table?.primaryKey.contains(name) == true {
        query.writesUnknown = true
      }
    }
  }

  // MARK: - Query builders

  /// `createQueryBuilder('note')…getMany()`, in one chain or through a name.
  private func built(
    _ call: SyntaxNode,
    _ receiver: SyntaxNode,
    in code: HandlerCode
  ) -> StoredQuery? {
    var names: [String] = []
    var node = receiver
    var steps = 0
    while steps < 60 {
      steps += 1
      if node.kind == "identifier" {
        names.append(node.text)
        guard let initial = code.initial(of: node.text, before: call) else { return nil }
        node = initial
        continue
      }
      guard node.kind == "call_expression", let function = node.child("function"),
        let object = function.child("object")
      else { return nil }
      if function.child("property")?.text == "createQueryBuilder" {
        return built(call, start: node, object, names, in: code)
      }
      node = object
    }
    return nil
  }

  private func built(
    _ call: SyntaxNode,
    start: SyntaxNode,
    _ repository: SyntaxNode,
    _ names: [String],
    in code: HandlerCode
  ) -> StoredQuery? {
    guard let entity = entity(of: repository, in: code),
      let alias = Self.arguments(of: start).first, alias.kind == "string",
      let end = call.child("function")?.child("object")?.range.upperBound
    else { return nil }
    let name = String(alias.text.dropFirst().dropLast())
    let opening = StoredQuery.Opening(offset: end, before: ".andWhere(...", after: ")")
    var query = StoredQuery(
      call: call,
      table: entity,
      verb: .select,
      form: .built(opening, alias: name)
    )
    let around = names.isEmpty ? call : code.function
    for other in code.source.nodes(in: around, ["call_expression"]) {
      guard let method = other.child("function")?.child("property")?.text else { continue }
      if method == "orWhere" || method == "orHaving" {
        query.obstacle = "alternatives stand in its condition"
        query.comparisons = []
        return query
      }
      guard ["where", "andWhere"].contains(method) else { continue }
      query.comparisons += comparisons(Self.arguments(of: other), alias: name)
    }
    return query
  }

  /// `'note.id = :id', { id }`.
  private func comparisons(
    _ given: [SyntaxNode],
    alias: String
  ) -> [(column: String, value: SyntaxNode)] {
    guard given.count == 2, ["string", "template_string"].contains(given[0].kind),
      given[1].kind == "object"
    else { return [] }
    let words = given[0].text.dropFirst().dropLast().split(separator: " ").map(String.init)
    guard words.count == 3, words[1] == "=", words[0].hasPrefix("\(alias)."),
      words[2].hasPrefix(":"), let value = Self.value(String(words[2].dropFirst()), of: given[1])
    else { return [] }
    return [(String(words[0].dropFirst(alias.count + 1)), value)]
  }

  // MARK: - Repositories

  /// The entity whose repository an expression is.
  private func entity(of node: SyntaxNode, in code: HandlerCode) -> String? {
    switch node.kind {
    case "identifier":
      if schema.tables[node.text] != nil { return node.text }
      let initial =
        code.initial(of: node.text, before: node)
        ?? HandlerCode.declaration(of: node.text, in: code.source)
      return initial.flatMap { $0.kind == "identifier" ? nil : entity(of: $0, in: code) }
    case "call_expression":
      guard node.child("function")?.text.hasSuffix("getRepository") == true,
        let name = Self.arguments(of: node).first?.text
      else { return nil }
      return schema.tables[name] == nil ? nil : name
    case "await_expression", "parenthesized_expression":
      return node.namedChildren.first.flatMap { entity(of: $0, in: code) }
    case "member_expression":
      guard node.child("object")?.kind == "this", let name = node.child("property")?.text,
        let type = FunctionTable.type(around: node),
        let written = FunctionTable.typeNode(of: name, in: type), written.kind == "generic_type",
        written.namedChildren.first?.text.hasSuffix("Repository") == true,
        let entity = written.namedChildren.last?.namedChildren.first?.text
      else { return nil }
      return schema.tables[entity] == nil ? nil : entity
    default: return nil
    }
  }
}
