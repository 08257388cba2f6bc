/// What a statement of SQL asks for, as far as it matters whose rows it reaches.
struct SQLStatement {
  enum Verb: String {
    case select
    case insert
    case update
    case delete

    /// The word facts use for it.
    var operation: String {
      switch self {
      case .select: "read"
      case .insert: "create"
      case .update: "update"
      case .delete: "delete"
      }
    }
  }

  /// `column = $1` in the condition.
  struct Comparison {
    var qualifier: String?
    var column: String
    var parameter: Int
  }

  let verb: Verb
  let table: String
  /// What columns of the table are written with before the dot, nil when they need nothing.
  let qualifier: String?
  /// Where the condition begins, after `WHERE`; nil when there is none.
  let condition: Range<Int>?
  /// Where a condition can be added.
  let end: Int
  /// Whether alternatives stand at the top of the condition.
  let hasAlternatives: Bool
  /// Why nothing can be added to it, nil when something can.
  let obstacle: String?
  let comparisons: [Comparison]
  /// Columns of an `INSERT`, with the number of the parameter that each is given.
  let inserted: [(column: String, parameter: Int?)]
  /// Columns that an `UPDATE` sets, with the number of the parameter that each is given.
  let assigned: [(column: String, parameter: Int?)]
  let highestParameter: Int

  private static let ends: Set<String> = [
    "group", "having", "order", "limit", "offset", "for", "fetch", "window", "returning",
  ]
  private static let notAnAlias: Set<String> = [
    "where", "set", "join", "left", "right", "inner", "outer", "cross", "full", "natural", "on",
    "using", "values", "default", "union", "except", "intersect",
  ]

  /// Reads a statement; nil when it is none that reaches one table's rows.
  init?(_ text: SQLText) {
    let tokens = text.tokens
    guard let first = tokens.first(where: { $0.kind != .comment })?.word,
      let verb = Verb(rawValue: first)
    else { return nil }
    self.verb = verb
    let top = tokens.enumerated().filter { $0.element.depth == 0 }
    let place: Int?
    switch verb {
    case .select, .delete: place = top.first { $0.element.word == "from" }?.offset
    case .insert: place = top.first { $0.element.word == "into" }?.offset
    case .update: place = top.first { $0.element.word == "update" }?.offset
    }
    guard let place, var at = Self.next(place + 1, in: tokens), var name = tokens[at].word else {
      return nil
    }
    if name == "only", let after = Self.next(at + 1, in: tokens), let word = tokens[after].word {
      (at, name) = (after, word)
    }
    while let dot = Self.next(at + 1, in: tokens), tokens[dot].kind == .mark(0x2E),
      let after = Self.next(dot + 1, in: tokens), let word = tokens[after].word
    {
      (at, name) = (after, word)
    }
    table = name
    var alias: String?
    if verb != .insert, var after = Self.next(at + 1, in: tokens) {
      if tokens[after].word == "as" { after = Self.next(after + 1, in: tokens) ?? after }
      if let word = tokens[after].word, !Self.ends.contains(word), !Self.notAnAlias.contains(word) {
        alias = word
      }
    }
    let hasJoin = top.contains { ["join", "using"].contains($0.element.word) }
    qualifier = alias ?? (hasJoin ? name : nil)
    let whereAt = top.first { $0.offset > place && $0.element.word == "where" }?.offset
    let tail = top.first {
      $0.offset > (whereAt ?? place) && $0.element.word.map { Self.ends.contains($0) } == true
    }?.offset
    let last = (tail ?? tokens.count) - 1
    end = tokens[last].range.upperBound
    condition = whereAt.flatMap { start in
      start + 1 <= last ? tokens[start + 1].range.lowerBound..<tokens[last].range.upperBound : nil
    }
    let inside = whereAt.map { tokens[min($0 + 1, tokens.count)...max($0, last)] } ?? []
    hasAlternatives = inside.contains { $0.depth == 0 && $0.word == "or" }
    comparisons = Self.comparisons(Array(inside))
    highestParameter = tokens.reduce(0) { highest, token in
      if case .parameter(let number) = token.kind { max(highest, number) } else { highest }
    }
    obstacle = Self.obstacle(tokens, top.map(\.element), last: tokens[last], whereAt, condition)
    inserted = verb == .insert ? Self.inserted(tokens, after: at) : []
    assigned = verb == .update ? Self.assigned(tokens, top) : []
  }

  private static func next(_ index: Int, in tokens: [SQLText.Token]) -> Int? {
    tokens.indices.contains(index) ? index : nil
  }

  private static func obstacle(
    _ tokens: [SQLText.Token],
    _ top: [SQLText.Token],
    last: SQLText.Token,
    _ whereAt: Int?,
    _ condition: Range<Int>?
  ) -> String? {
    let words = Set(top.compactMap(\.word))
    if !words.isDisjoint(with: ["union", "intersect", "except"]) {
      return "it joins several statements"
    }
    if words.contains("insert"), words.contains("select") { return "it copies rows" }
    if words.contains("conflict"), words.contains("update") {
      return "it may change a row that is there"
    }
    if tokens.contains(where: { $0.kind == .mark(0x3B) }) { return "it holds several statements" }
    if last.kind == .comment { return "a comment stands where a condition belongs" }
    if whereAt != nil, condition == nil { return "its condition is empty" }
    if let whereAt, tokens[whereAt...].contains(where: { $0.kind == .hole }) {
      return "the program writes part of its condition"
    }
    return nil
  }

  private static func comparisons(_ tokens: [SQLText.Token]) -> [Comparison] {
    var found: [Comparison] = []
    for index in tokens.indices.dropFirst(2) {
      guard case .parameter(let number) = tokens[index].kind,
        tokens[index - 1].kind == .mark(0x3D), let column = tokens[index - 2].word
      else { continue }
      var qualifier: String?
      if index >= 4, tokens[index - 3].kind == .mark(0x2E) { qualifier = tokens[index - 4].word }
      found.append(Comparison(qualifier: qualifier, column: column, parameter: number))
    }
    return found
  }

  private static func inserted(
    _ tokens: [SQLText.Token],
    after table: Int
  ) -> [(column: String, parameter: Int?)] {
    let rest = tokens.dropFirst(table + 1)
    guard let open = rest.first, open.kind == .mark(0x28) else { return [] }
    let columns = rest.dropFirst().prefix { $0.kind != .mark(0x29) }.compactMap(\.word)
    guard let values = rest.firstIndex(where: { $0.word == "values" && $0.depth == 0 }) else {
      return columns.map { ($0, nil) }
    }
    var given: [Int?] = []
    var current: [SQLText.Token] = []
    for token in tokens[(values + 1)...] {
      if token.depth == 0, token.kind == .mark(0x28) { continue }
      let closes = token.depth == 0 && token.kind == .mark(0x29)
      if closes || token.depth == 1 && token.kind == .mark(0x2C) {
        var number: Int?
        if case .parameter(let only)? = current.first?.kind { number = only }
        given.append(number)
        current = []
        if closes { break }
      } else {
        current.append(token)
      }
    }
    return columns.enumerated().map { ($1, $0 < given.count ? given[$0] : nil) }
  }

  private static func assigned(
    _ tokens: [SQLText.Token],
    _ top: [(offset: Int, element: SQLText.Token)]
  ) -> [(column: String, parameter: Int?)] {
    guard let start = top.firstIndex(where: { $0.element.word == "set" }) else { return [] }
    var columns: [(column: String, parameter: Int?)] = []
    for index in top.indices.dropFirst(start + 1) {
      let word = top[index].element.word
      if word == "where" || word == "from" || word == "returning" { break }
      let begins = index == start + 1 || top[index - 1].element.kind == .mark(0x2C)
      guard begins, let word else { continue }
      var parameter: Int?
      let after = top[index].offset
      if after + 2 < tokens.count, tokens[after + 1].kind == .mark(0x3D),
        case .parameter(let number) = tokens[after + 2].kind
      {
        parameter = number
      }
      columns.append((word, parameter))
    }
    return columns
  }
}
