import ReadinessModel
import SyntaxTrees

/// Places where a query depends on what a field holds, so that it would find nothing any more.
struct FieldUses {
  /// One such place.
  private struct Use {
    var reason: String
    var location: SourceLocation
  }

  private let byName: [String: [(use: Use, isOf: @Sendable (WantedField) -> Bool)]]
  private let texts: [(text: [String], location: SourceLocation)]

  init(_ project: FixProject, _ site: JobSite, _ wanted: [WantedField]) {
    let names = Set(wanted.map(\.field.name))
    let models = Set(wanted.map(\.model.name))
    var found: [String: [(use: Use, isOf: @Sendable (WantedField) -> Bool)]] = [:]
    var texts: [(text: [String], location: SourceLocation)] = []
    for source in site.sources where !source.path.lowercased().contains("migration") {
      let reader = UseReader(
        source,
        names: names,
        accessors: Set(models.map(PrismaTables.accessor))
      )
      for use in reader.uses {
        let delegate = use.delegate
        found[use.name, default: []].append(
          (
            Use(reason: use.reason, location: use.location),
            { field in
              // A query of another model is about this field only through a relation.
              guard let delegate, field.model.mapper == "prisma" else { return true }
              return PrismaTables.accessor(field.model.name) == delegate || use.isNested
                || use.name == "*"
            }
          )
        )
      }
      texts += reader.texts
    }
    byName = found
    self.texts = texts
  }

  /// Refuses a field that queries depend on.
  func requireNone(
    of field: WantedField,
    stored column: String,
    in table: String
  ) throws(FixObstacle) {
    let advice =
      "Keep a keyed hash (HMAC-SHA-256 with a key of its own) of the value in a column beside it, query"
      + " that, and run this again."
    let uses =
      (byName[field.field.name] ?? []) + (byName["*\(field.model.name)"] ?? [])
      + (field.model.mapper == "prisma" ? byName["*"] ?? [] : [])
    if let found = uses.first(where: { $0.isOf(field) }) {
      let place = "\(found.use.location.file):\(found.use.location.line)"
      throw FixObstacle(
        field.name,
        "\(place) \(found.use.reason)",
        at: found.use.location,
        next: advice
      )
    }
    let words: Set<String> = [field.field.name, column, "*\(table)", "*\(field.model.name)"]
    if let found = texts.first(where: { !words.isDisjoint(with: $0.text) }) {
      throw FixObstacle(
        field.name,
        "\(found.location.file):\(found.location.line) names it in SQL, which goes past the mapper",
        at: found.location,
        next: "Go through the mapper there, or leave the field as it is."
      )
    }
  }
}

/// Reads the queries of one file.
private struct UseReader {
  struct Found {
    var name: String
    var reason: String
    var location: SourceLocation
    /// The model whose client is asked, as Prisma names it.
    var delegate: String?
    /// Whether a relation lies between the condition and the field.
    var isNested = false
  }

  private(set) var uses: [Found] = []
  private(set) var texts: [(text: [String], location: SourceLocation)] = []
  private let source: ScriptSource
  private let names: Set<String>

  private static let conditions: Set<String> = [
    "where", "having", "cursor", "filter", "AND", "OR", "NOT",
  ]
  private static let orders: Set<String> = [
    "orderBy", "order", "sort", "by", "groupBy", "distinct", "distinctOn", "_min", "_max", "unique",
    "conflictPaths",
  ]
  private static let values: Set<String> = [
    "data", "create", "update", "select", "include", "values", "set", "omit", "createMany",
  ]
  private static let connectives: Set<String> = [
    "AND", "OR", "NOT", "some", "every", "none", "is", "isNot", "where",
  ]
  private static let finders: Set<String> = [
    "findBy", "findOneBy", "findOneByOrFail", "findAndCountBy", "countBy", "existsBy", "exists",
    "exist", "delete", "softDelete", "restore", "update", "increment", "decrement", "upsert",
    "sumBy", "minimum", "maximum",
  ]
  private static let builders: Set<String> = [
    "where", "andWhere", "orWhere", "having", "andHaving", "orHaving", "orderBy", "addOrderBy",
    "groupBy", "addGroupBy", "distinctOn", "orUpdate", "onConflict", "minimum", "maximum",
  ]

  init(_ source: ScriptSource, names: Set<String>, accessors: Set<String>) {
    self.source = source
    self.names = names
    for node in source.nodes([
      "pair", "shorthand_property_identifier", "string", "template_string", "member_expression",
      "call_expression",
    ]) {
      switch node.kind {
      case "pair":
        if let key = node.child("key") { read(Self.plain(key.text), at: node) }
        open(node, accessors)
      case "shorthand_property_identifier": read(node.text, at: node)
      case "string", "template_string": readText(node)
      case "call_expression": readChain(node)
      default: readMember(node)
      }
    }
  }

  private static func plain(_ text: String) -> String {
    text.hasPrefix("'") || text.hasPrefix("\"") ? String(text.dropFirst().dropLast()) : text
  }

  private func location(_ node: SyntaxNode) -> SourceLocation {
    SourceLocation(file: source.path, line: node.line)
  }

  /// Reads a field that is the key of an object: the object may be a condition.
  private mutating func read(_ name: String, at node: SyntaxNode) {
    guard names.contains(name) else { return }
    var place = node
    var between: [String] = []
    for _ in 0..<40 {
      guard let parent = place.parent else { return }
      switch parent.kind {
      case "pair":
        guard parent.child("key")?.index != place.index, let key = parent.child("key") else {
          break
        }
        let word = Self.plain(key.text)
        if Self.values.contains(word) { return }
        if Self.conditions.contains(word) || Self.orders.contains(word) {
          if Self.connectives.contains(word), word != "where" { break }
          add(
            name,
            node,
            Self.orders.contains(word)
              ? "has a query that sorts or groups by it" : "has a query that looks for it",
            between
          )
          return
        }
        between.append(word)
      case "arguments":
        guard let call = parent.parent, let function = call.child("function") else { return }
        let method = function.child("property")?.text ?? function.text
        let isFirst = parent.namedChildren.first { $0.kind != "comment" }?.index == place.index
        if Self.finders.contains(method), isFirst, method != "upsert" {
          add(name, node, "has a query that looks for it", between)
        } else if Self.builders.contains(method) {
          add(name, node, "has a query that looks for it", between)
        }
        return
      case "variable_declarator":
        let variable = (parent.child("name")?.text ?? "").lowercased()
        let type = parent.child("type")?.text ?? ""
        if Self.isCondition(variable) || type.contains("Where") || type.contains("OrderBy") {
          add(name, node, "has a query that looks for it", between)
        }
        return
      case "function_declaration", "arrow_function", "method_definition", "statement_block": return
      default: break
      }
      place = parent
    }
  }

  private static func isCondition(_ name: String) -> Bool {
    ["where", "filter", "criteria", "condition", "orderby"].contains(where: name.contains)
  }

  private mutating func add(
    _ name: String,
    _ node: SyntaxNode,
    _ reason: String,
    _ between: [String]
  ) {
    uses.append(
      Found(
        name: name,
        reason: reason,
        location: location(node),
        delegate: delegate(of: node),
        isNested: between.contains { !Self.connectives.contains($0) && $0 != name }
      )
    )
  }

  /// The model in `prisma.customer.findMany(…)` around a node.
  private func delegate(of node: SyntaxNode) -> String? {
    var place = node
    for _ in 0..<60 {
      guard let parent = place.parent else { return nil }
      if parent.kind == "call_expression", parent.child("arguments")?.index == place.index,
        let object = parent.child("function")?.child("object"), object.kind == "member_expression"
      {
        return object.child("property")?.text
      }
      place = parent
    }
    return nil
  }

  /// A condition that is made elsewhere, which may be about any field of the model.
  private mutating func open(_ pair: SyntaxNode, _ accessors: Set<String>) {
    guard pair.child("key")?.text == "where", let value = pair.child("value"),
      let delegate = delegate(of: pair), accessors.contains(delegate)
    else { return }
    let isOpen =
      ["member_expression", "call_expression", "subscript_expression"].contains(value.kind)
      || value.kind == "object"
        && value.namedChildren.contains { $0.kind == "spread_element" && $0.text.contains("req") }
    guard isOpen else { return }
    let model = delegate.prefix(1).uppercased() + delegate.dropFirst()
    uses.append(
      Found(
        name: "*\(model)",
        reason: "has a query whose conditions come from elsewhere, and may be about it",
        location: location(pair),
        delegate: delegate
      )
    )
  }

  /// Texts: names of columns for a query builder, and SQL.
  private mutating func readText(_ node: SyntaxNode) {
    let text = String(node.text.dropFirst().dropLast().prefix(20_000))
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    guard node.parent?.kind != "import_statement", !words.isEmpty else { return }
    if words.count <= 2, let name = words.last, names.contains(name) {
      if let reason = builderUse(of: node) { add(name, node, reason, []) }
      return
    }
    let lower = " " + text.lowercased() + " "
    let isSQL = [
      "select ", "insert ", "update ", " where ", "order by", "group by", " = ", " like ",
      " ilike ",
      " in (", "=:", "= :", " is null", " is not null",
    ].contains(where: lower.contains)
    guard isSQL else { return }
    // `SELECT *` brings every column, as it is stored.
    let takesAll = lower.contains("select *") || lower.contains(".*")
    texts.append((takesAll ? words + words.map { "*" + $0 } : words, location(node)))
  }

  private func builderUse(of node: SyntaxNode) -> String? {
    var place = node
    for _ in 0..<8 {
      guard let parent = place.parent else { return nil }
      if parent.kind == "pair", let key = parent.child("key")?.text, Self.orders.contains(key) {
        return "has a query that sorts or groups by it"
      }
      if parent.kind == "arguments", let function = parent.parent?.child("function") {
        let method = function.child("property")?.text ?? function.text
        return Self.builders.contains(method)
          ? "has a query that looks for it, or sorts by it" : nil
      }
      place = parent
    }
    return nil
  }

  /// `prisma.visit.findUnique(…).patient()`: rows come back under another model's name.
  private mutating func readChain(_ call: SyntaxNode) {
    guard let function = call.child("function"), function.kind == "member_expression",
      let inner = function.child("object"), inner.kind == "call_expression",
      let method = inner.child("function")?.child("property")?.text,
      ["findUnique", "findUniqueOrThrow", "findFirst", "findFirstOrThrow"].contains(method),
      let property = function.child("property")?.text,
      !["then", "catch", "finally"].contains(property), source.contains("prisma")
    else { return }
    uses.append(
      Found(
        name: "*",
        reason:
          "follows a relation with a call (\(property)), past which rows cannot be told apart",
        location: location(call)
      )
    )
  }

  /// `where.taxId = …`.
  private mutating func readMember(_ node: SyntaxNode) {
    guard node.kind == "member_expression", let name = node.child("property")?.text,
      names.contains(name), let parent = node.parent, parent.kind == "assignment_expression",
      parent.child("left")?.index == node.index,
      let object = node.child("object")?.text.lowercased(),
      Self.isCondition(object)
    else { return }
    add(name, node, "has a query that looks for it", [])
  }
}
