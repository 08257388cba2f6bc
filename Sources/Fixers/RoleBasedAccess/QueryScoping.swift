import SyntaxTrees

/// Adds to queries whose rows they may reach.
struct QueryScoping {
  let model: OwnershipModel
  let site: AccessSite

  /// What came of one query.
  enum Outcome {
    case edits([SourceEdit], keepsRefusal: Bool)
    /// It says already whose rows it reaches, or needs not.
    case unchanged
    case impossible(String)
  }

  /// Limits a query to what its caller may reach.
  ///
  /// With `owner` nil only the tenant is asked for.
  func limit(
    _ query: StoredQuery,
    in code: HandlerCode,
    owner: Ownership?,
    byKey: Bool
  ) -> Outcome {
    switch query.form {
    case .sql(let call): sql(call, query, in: code, owner: owner, byKey: byKey)
    case .opened(let opening):
      condition(at: opening, nil, query, in: code, owner: owner)
    case .built(let opening, let alias):
      condition(at: opening, alias, query, in: code, owner: owner)
    }
  }

  // MARK: - Conditions of libraries

  private func condition(
    at opening: StoredQuery.Opening?,
    _ alias: String?,
    _ query: StoredQuery,
    in code: HandlerCode,
    owner: Ownership?
  ) -> Outcome {
    guard owner != nil || model.tenantColumn != nil && model.hasTenant(query.table) else {
      return .unchanged
    }
    if isLimited(query, in: code, owner) { return .unchanged }
    if let obstacle = query.obstacle { return .impossible(obstacle) }
    guard let opening else { return .impossible("nothing can be added to its condition") }
    // What is spread into a condition takes the place of what has the same name there.
    let names = model.limitedProperties(query.table)
    if site.access.library == .typeorm, alias == nil,
      query.comparisons.contains(where: { names.contains($0.column) })
    {
      return .impossible("it has a condition of its own for the owner")
    }
    if alias != nil, model.builderCondition(query.table) == nil {
      return .impossible("whose its rows are is told by other tables")
    }
    let name = StoreTexts.key(query.table)
    let given = alias.map { "\(code.reach), '\($0)'" } ?? code.reach
    let quote = ScriptStyle(code.source).quote
    let call = "\(alias == nil ? "within" : "withinQuery").\(name)(\(given))"
      .replacing("'", with: "\(quote)")
    let text = opening.before + call + opening.after
    return .edits(
      [.insert(path: code.source.path, at: opening.offset, text: text)],
      keepsRefusal: false
    )
  }

  /// Whether the query compares the column with the owner, and the tenant, with the caller already.
  private func isLimited(_ query: StoredQuery, in code: HandlerCode, _ owner: Ownership?) -> Bool {
    let own = query.comparisons.filter { code.origin(of: $0.value) == .caller }.map(\.column)
    if let owner {
      guard case .column(let name) = owner, own.contains(name), query.obstacle == nil else {
        return false
      }
    }
    guard let tenant = model.tenantColumn, model.hasTenant(query.table) else { return true }
    return own.contains(tenant)
  }

  /// A question that is asked before a query, and the function that asks it.
  struct Question {
    let edits: [SourceEdit]
    let code: HandlerCode
  }

  /// Asks, before a query by key, whether the row is within reach: as near to the request as the key
  /// is known there.
  ///
  /// Nil where there is no place to ask, or no way to wait for the answer.
  func question(
    _ table: String,
    _ value: SyntaxNode,
    before node: SyntaxNode,
    in code: HandlerCode
  ) -> Question? {
    if let link = code.links.last, let given = Self.argument(for: value, of: link),
      let asked = question(table, given, before: link.call, in: link.caller)
    {
      return asked
    }
    return edits(table, value, before: node, in: code).map { Question(edits: $0, code: code) }
  }

  /// What a call hands over for a parameter that a value is made of alone.
  private static func argument(for value: SyntaxNode, of link: HandlerCode.Link) -> SyntaxNode? {
    guard ["identifier", "shorthand_property_identifier"].contains(value.kind) else { return nil }
    let given = QueryReader.arguments(of: link.call)
    let parameters = HandlerCode.parameterNodes(of: link.callee)
    let index = parameters.firstIndex { ($0.child("pattern") ?? $0).text == value.text }
    guard let index, given.indices.contains(index), given[index].kind != "spread_element" else {
      return nil
    }
    return given[index]
  }

  private func edits(
    _ table: String,
    _ value: SyntaxNode,
    before node: SyntaxNode,
    in code: HandlerCode
  ) -> [SourceEdit]? {
    guard let own = code.ownStatement(of: node), code.isKnown(value, before: own) else {
      return nil
    }
    let source = code.source
    let style = ScriptStyle(source)
    let indent = source.indentation(at: own.range.lowerBound)
    let name = "\(style.quote)\(table)\(style.quote)"
    let row = table.prefix { $0 != "." }
    let text = [
      "if (!(await reaches(\(code.reach), \(name), \(value.text)))) {",
      "\(indent)\(style.indent)\(code.refusing("\(row) out of reach", style))",
      "\(indent)}", indent,
    ]
    .joined(separator: style.newline)
    var edits = [SourceEdit.insert(path: source.path, at: own.range.lowerBound, text: text)]
    if !code.isAsync {
      guard own.kind == "return_statement", Self.mayBeAsync(code.function) else { return nil }
      edits.append(.insert(path: source.path, at: Self.start(of: code.function), text: "async "))
    }
    return edits
  }

  /// Whether a function that hands on what it was promised may wait itself.
  private static func mayBeAsync(_ function: SyntaxNode) -> Bool {
    guard ["method_definition", "function_declaration"].contains(function.kind) else {
      return false
    }
    guard let type = function.child("return_type") else { return true }
    return type.text.drop { $0 == ":" || $0 == " " }.hasPrefix("Promise<")
  }

  /// Where `async` belongs.
  private static func start(of function: SyntaxNode) -> Int {
    function.kind == "method_definition"
      ? function.child("name")?.range.lowerBound ?? function.range.lowerBound
      : function.range.lowerBound
  }

  // MARK: - SQL

  private func sql(
    _ call: QueryCall,
    _ query: StoredQuery,
    in code: HandlerCode,
    owner: Ownership?,
    byKey: Bool
  ) -> Outcome {
    let statement = call.statement
    var number = call.elements.count
    var conditions: [String] = []
    var values: [String] = []
    let prefix = statement.qualifier.map { SQLName.write($0) + "." } ?? ""
    if let tenant = model.tenantColumn, model.hasTenant(statement.table),
      !statement.comparisons.contains(where: {
        $0.column == tenant && call.value($0.parameter).map { code.origin(of: $0) } == .caller
      })
    {
      number += 1
      conditions.append("\(prefix)\(SQLName.write(tenant)) = $\(number)")
      values.append("\(code.reach).tenant")
    }
    if let owner {
      number += 1
      let condition = owner.condition(statement.qualifier, parameter: number)
      conditions.append("(\(condition) OR $\(number) IS NULL)")
      values.append("\(code.reach).owners")
    }
    guard !conditions.isEmpty else { return .unchanged }
    if let obstacle = query.obstacle { return .impossible(obstacle) }
    let isClash = conditions.contains { $0.contains("\"") }
    guard call.literal.text.first != "\"" || !isClash else {
      return .impossible("names that need quotes stand in a text with the same quotes")
    }
    let rewriting = QueryRewriting(query: call, source: code.source)
    var edits = rewriting.edits(adding: conditions, values)
    guard byKey, owner != nil, code.links.isEmpty, !code.isNest else {
      return .edits(edits, keepsRefusal: !byKey || owner == nil)
    }
    guard let refusal = refusal(after: call, in: code) else {
      return .edits(edits, keepsRefusal: false)
    }
    edits.append(refusal)
    return .edits(edits, keepsRefusal: true)
  }

  /// Refuses, after a query by key that found nothing within reach.
  private func refusal(after query: QueryCall, in code: HandlerCode) -> SourceEdit? {
    var node = query.call
    if let waiting = node.parent, waiting.kind == "await_expression" { node = waiting }
    guard let declarator = node.parent, declarator.kind == "variable_declarator",
      let declaration = declarator.parent, let target = declarator.child("name"),
      let own = code.ownStatement(of: declaration), own.range == declaration.range
    else { return nil }
    let rows: String
    if target.kind == "identifier" {
      rows = "\(target.text).rows"
    } else {
      let names = target.namedChildren.compactMap { part -> String? in
        if part.kind == "shorthand_property_identifier_pattern", part.text == "rows" {
          return part.text
        }
        guard part.kind == "pair_pattern", part.child("key")?.text == "rows",
          let value = part.child("value"), value.kind == "identifier"
        else { return nil }
        return value.text
      }
      guard let name = names.first else { return nil }
      rows = name
    }
    let source = code.source
    let style = ScriptStyle(source)
    let indent = source.indentation(at: declaration.range.lowerBound)
    let lines = [
      "if (\(rows).length === 0 && \(code.reach).owners !== null) {",
      "\(style.indent)\(code.refusing("\(query.statement.table) out of reach", style))", "}",
    ]
    return .insert(
      path: source.path,
      at: declaration.range.upperBound,
      text: lines.map { style.newline + indent + $0 }.joined()
    )
  }

  // MARK: - References

  /// Asks, before a row is written, whether what it will refer to is within reach.
  func references(
    of query: StoredQuery,
    in code: HandlerCode
  ) -> (questions: [Question], tables: Set<String>, problem: String?) {
    var questions: [Question] = []
    var tables: Set<String> = []
    for (column, value) in query.written {
      guard let reference = model.schema.tables[query.table]?.column(column)?.reference,
        case .owned = model.answer(for: reference.table), let value,
        code.origin(of: value) == .request
      else { continue }
      guard let asking = question(reference.table, value, before: query.call, in: code) else {
        return ([], [], "whose \(reference.table) it refers to could not be asked before")
      }
      questions.append(asking)
      tables.insert(reference.table)
    }
    return (questions, tables, nil)
  }
}

/// Writes a query anew with one more condition and more values.
struct QueryRewriting {
  let query: QueryCall
  let source: ScriptSource

  private static let width = 110

  func edits(adding conditions: [String], _ values: [String]) -> [SourceEdit] {
    let arguments = query.call.child("arguments")
    let isOnOneLine = arguments.map { $0.line == $0.endLine } ?? false
    let hasComment = arguments?.namedChildren.contains { $0.kind == "comment" } == true
    let list = newList(values)
    let joint = joint(conditions)
    let line = line(of: query.literal.range.lowerBound)
    let grown = query.literal.line == query.literal.endLine ? joint.text.utf8.count : 0
    let more = isOnOneLine ? list.utf8.count - (query.values?.text.utf8.count ?? 0) : 0
    let isLong = line.utf8.count + grown + more > Self.width
    guard isLong, !hasComment, query.literal.line == query.literal.endLine else {
      return [.replace(path: source.path, range: joint.range, text: joint.text)]
        + wrap() + [listEdit(list)]
    }
    return [
      .replace(
        path: source.path,
        range: (arguments ?? query.call).range,
        text: folded(conditions, list)
      )
    ]
  }

  /// The conditions with the words that join them to what is there, and the blanks they replace.
  private func joint(_ conditions: [String]) -> (range: Range<Int>, text: String) {
    let end = query.statement.end
    let close = query.statement.hasAlternatives ? ")" : ""
    let first = query.statement.condition == nil ? "WHERE" : "AND"
    guard query.literal.endLine > query.literal.line else {
      return (end..<end, "\(close) \(first) " + conditions.joined(separator: " AND "))
    }
    let style = ScriptStyle(source)
    let indent = source.indentation(at: query.statement.condition?.lowerBound ?? end)
    let deeper = query.statement.condition == nil ? indent : indent + "  "
    let text = conditions.enumerated().map { index, condition in
      "\(style.newline)\(deeper)\(index == 0 ? first : "AND") \(condition)"
    }
    .joined()
    let blanks = source.bytes[end...].prefix { $0 == 0x20 }.count
    let next = source.bytes[(end + blanks)...].first
    let goesOn = blanks > 0 && next != 0x0A && next != 0x0D && next != 0x60
    return (
      end..<(goesOn ? end + blanks : end), close + text + (goesOn ? style.newline + indent : "")
    )
  }

  /// An opening parenthesis where alternatives stand.
  private func wrap() -> [SourceEdit] {
    guard query.statement.hasAlternatives, let condition = query.statement.condition else {
      return []
    }
    return [.insert(path: source.path, at: condition.lowerBound, text: "(")]
  }

  private func line(of offset: Int) -> String {
    let start = source.lineStart(of: offset)
    let end = source.bytes[start...].firstIndex { $0 == 0x0A } ?? source.bytes.count
    return String(decoding: source.bytes[start..<end], as: UTF8.self)
  }

  private func newList(_ values: [String]) -> String {
    let all = query.elements.map(\.text) + values
    let style = ScriptStyle(source)
    let flat = "[\(all.joined(separator: ", "))]"
    guard let old = query.values else { return flat }
    let indent = source.indentation(at: old.range.lowerBound)
    let isLong = indent.utf8.count + flat.utf8.count > Self.width
    guard old.line != old.endLine || isLong, old.line > query.literal.endLine || isLong else {
      return flat
    }
    let unit = style.indent
    let lines = all.map { "\(style.newline)\(indent)\(unit)\($0)" }.joined(separator: ",")
    return "[\(lines)\(style.usesTrailingCommas ? "," : "")\(style.newline)\(indent)]"
  }

  private func listEdit(_ list: String) -> SourceEdit {
    if let values = query.values {
      return .replace(path: source.path, range: values.range, text: list)
    }
    return .insert(path: source.path, at: query.literal.range.upperBound, text: ", \(list)")
  }

  /// The arguments on lines of their own, the statement as a template of two lines.
  private func folded(_ conditions: [String], _ list: String) -> String {
    let style = ScriptStyle(source)
    let indent = source.indentation(at: query.call.range.lowerBound)
    let unit = style.indent
    let statement = query.statement
    let literal = query.literal
    let inner = (literal.range.lowerBound + 1)..<(literal.range.upperBound - 1)
    let cut = { (range: Range<Int>) in String(decoding: source.bytes[range], as: UTF8.self) }
    var head = cut(inner.lowerBound..<statement.end)
    if statement.hasAlternatives, let at = statement.condition?.lowerBound {
      head = cut(inner.lowerBound..<at) + "(" + cut(at..<statement.end) + ")"
    }
    let tail = cut(statement.end..<inner.upperBound).trimmed
    let first = statement.condition == nil ? "WHERE" : "AND"
    let isPlain =
      literal.kind == "template_string"
      || !["`", "\\", "${"].contains { (head + tail).contains($0) }
    let text: String
    if isPlain {
      let margin = "\(style.newline)\(indent)\(unit) "
      let added = conditions.enumerated().map { index, condition in
        "\(margin)\(index == 0 ? first : "AND") \(condition)"
      }
      text = "`\(head)\(added.joined())\(tail.isEmpty ? "" : margin + tail)`"
    } else {
      let quote = literal.text.prefix(1)
      let added = "\(first) " + conditions.joined(separator: " AND ")
      text = "\(quote)\(head) \(added)\(tail.isEmpty ? "" : " " + tail)\(quote)"
    }
    let comma = style.usesTrailingCommas ? "," : ""
    return [
      "(", "\(indent)\(unit)\(text),", "\(indent)\(unit)\(list)\(comma)", "\(indent))",
    ]
    .joined(separator: style.newline)
  }
}
