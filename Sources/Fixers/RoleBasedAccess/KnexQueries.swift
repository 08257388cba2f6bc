import SyntaxTrees

extension QueryReader {
  /// Reads `db('books').where({ id }).first()`, from its first call to its last.
  func knex(_ call: SyntaxNode, in source: ScriptSource) -> StoredQuery? {
    guard let root = Self.root(of: call), let table = rootTable(root, in: source) else {
      return nil
    }
    let links = Self.links(from: root, to: call)
    // Only the whole chain is a query.
    guard call.parent?.kind != "member_expression" || call.parent?.parent?.kind != "call_expression"
    else { return nil }
    let methods = links.map(\.method)
    var verb = SQLStatement.Verb.select
    if methods.contains(where: { ["del", "delete", "truncate"].contains($0) }) { verb = .delete }
    if methods.contains(where: { ["update", "increment", "decrement"].contains($0) }) {
      verb = .update
    }
    if methods.contains("insert") { verb = .insert }
    let name = table.text.dropFirst().dropLast()
    let last = links.last { $0.method.lowercased().hasSuffix("where") || $0.method == "where" }
    var query = StoredQuery(
      call: call,
      table: String(name.split(separator: " ").first ?? ""),
      verb: verb,
      form: .opened(
        verb == .insert
          ? nil
          : .init(
            offset: (last?.call ?? links.first { $0.method == "from" }?.call ?? root).range
              .upperBound,
            before: ".where(",
            after: ")"
          )
      )
    )
    if name.contains(" ") { query.obstacle = "its table has another name in it" }
    if methods.contains(where: { $0.hasPrefix("or") && $0 != "orderBy" && $0 != "orderByRaw" }) {
      query.obstacle = "alternatives stand in its condition"
    }
    if methods.contains(where: {
      ["onConflict", "union", "unionAll", "modify", "with"].contains($0)
    }) {
      query.obstacle = "it is put together with others"
    }
    for link in links { read(link, into: &query) }
    // Beside alternatives, nothing that is compared holds for every row.
    if query.obstacle != nil { query.comparisons = [] }
    return query
  }

  private typealias Link = (method: String, call: SyntaxNode)

  /// The call a chain begins with.
  private static func root(of call: SyntaxNode) -> SyntaxNode? {
    var node = call
    while let function = node.child("function"), function.kind == "member_expression",
      let object = function.child("object"), object.kind == "call_expression"
    {
      node = object
    }
    return node
  }

  /// The table of `db('books')`, `db.from('books')` or `db.select().from('books')`.
  private func rootTable(_ root: SyntaxNode, in source: ScriptSource) -> SyntaxNode? {
    guard let function = root.child("function") else { return nil }
    let first = Self.arguments(of: root).first
    guard first == nil || first?.kind == "string", function.text.utf8.count < 80 else { return nil }
    let stores = storeNames(in: source)
    if stores.contains(function.text) { return first.flatMap { $0.kind == "string" ? $0 : nil } }
    guard function.kind == "member_expression", let object = function.child("object")?.text,
      stores.contains(object),
      let method = function.child("property")?.text
    else { return nil }
    if ["from", "table", "into"].contains(method) {
      return first.flatMap { $0.kind == "string" ? $0 : nil }
    }
    guard ["select", "first", "count", "distinct"].contains(method) else { return nil }
    var node = root
    while let member = node.parent, member.kind == "member_expression",
      let next = member.parent, next.kind == "call_expression"
    {
      if member.child("property")?.text == "from", let name = Self.arguments(of: next).first {
        return name.kind == "string" ? name : nil
      }
      node = next
    }
    return nil
  }

  private static func links(from root: SyntaxNode, to call: SyntaxNode) -> [Link] {
    var links: [Link] = []
    var node = root
    while node.range.upperBound < call.range.upperBound, links.count < 100,
      let member = node.parent, member.kind == "member_expression",
      let next = member.parent, next.kind == "call_expression"
    {
      links.append((member.child("property")?.text ?? "", next))
      node = next
    }
    return links
  }

  private func read(_ link: Link, into query: inout StoredQuery) {
    let given = Self.arguments(of: link.call)
    switch link.method {
    case "where", "andWhere":
      if given.count == 1, given[0].kind == "object" {
        query.comparisons += Self.pairs(of: given[0]).map { (Self.bare($0.column), $0.value) }
      } else if given.count >= 2, given[0].kind == "string", let value = given.last {
        let isEqual = given.count == 2 || given[1].text.dropFirst().dropLast() == "="
        let column = Self.bare(String(given[0].text.dropFirst().dropLast()))
        if isEqual { query.comparisons.append((column, value)) }
      }
    case "insert", "update":
      guard let data = given.first, data.kind == "object", Self.isPlain(data) else {
        query.writesUnknown = true
        return
      }
      query.written += Self.pairs(of: data).map { ($0.column, $0.value) }
    default: return
    }
  }

  private static func bare(_ column: String) -> String {
    column.split(separator: ".").last.map(String.init) ?? column
  }
}
