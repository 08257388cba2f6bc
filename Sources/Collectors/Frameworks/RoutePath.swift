import ScriptLanguage

/// Paths as frameworks write them, in one notation: `/a/{b}`, no slash at the end.
enum RoutePath {
  /// Reads the paths a value stands for; nil when it cannot be told.
  static func paths(_ value: ScriptValue) -> [String]? {
    switch value {
    case .string(let text): return [normal(text)]
    case .pattern(let pieces): return [normal(text(of: pieces))]
    case .list(let list):
      var all: [String] = []
      for element in list.elements {
        guard let some = paths(element) else { return nil }
        all += some
      }
      return all
    case .union(let values):
      // A configured value with a default in the code: the default is what the code says.
      let known = values.compactMap { value -> String? in
        if case .string(let text) = value { return text }
        if case .pattern(let pieces) = value { return self.text(of: pieces) }
        return nil
      }
      return known.isEmpty ? nil : known.map(normal)
    case .symbol(let symbol) where symbol.name.hasPrefix("/") && symbol.name.count > 1:
      return regularExpression(symbol.name).map { [$0] }
    default: return nil
    }
  }

  private static func text(of pieces: [ScriptPiece]) -> String {
    pieces.reduce(into: "") { text, piece in
      switch piece {
      case .text(let part): text += part
      case .hole(let name, let value):
        if let known = paths(value)?.first {
          text += known == "/" ? "" : known
        } else {
          text += "{\(name)}"
        }
      }
    }
  }

  /// Reads a regular expression as far as it is a plain path.
  private static func regularExpression(_ source: String) -> String? {
    var body = source
    if let end = body.lastIndex(of: "/"), end > body.startIndex { body = String(body[..<end]) }
    body = String(body.dropFirst())
    body = body.replacing("\\/", with: "/")
    if body.hasPrefix("^") { body.removeFirst() }
    if body.hasSuffix("$") { body.removeLast() }
    let plain = body.prefix { !"[(.*+?|\\".contains($0) }
    if plain.count == body.count { return normal(String(plain)) }
    return normal(plain + "{*}")
  }

  /// Puts a path into the one notation.
  static func normal(_ path: String) -> String {
    var result = ""
    let characters = Array(path)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if character == ":", index + 1 < characters.count, isNameStart(characters[index + 1]) {
        var name = ""
        index += 1
        while index < characters.count, isName(characters[index]) {
          name.append(characters[index])
          index += 1
        }
        index = skipConstraint(characters, index)
        result += "{\(name)}"
        continue
      }
      if character == "*" {
        var name = ""
        index += 1
        while index < characters.count, isName(characters[index]) {
          name.append(characters[index])
          index += 1
        }
        result += name.isEmpty ? "{*}" : "{\(name)}"
        continue
      }
      if character == "?" {
        index += 1
        continue
      }
      result.append(character)
      index += 1
    }
    return tidy(result)
  }

  private static func skipConstraint(_ characters: [Character], _ start: Int) -> Int {
    var index = start
    if index < characters.count, characters[index] == "(" {
      var depth = 0
      while index < characters.count {
        if characters[index] == "(" { depth += 1 }
        if characters[index] == ")" { depth -= 1 }
        index += 1
        if depth == 0 { break }
      }
    }
    // Hono writes its constraints in braces.
    if index < characters.count, characters[index] == "{" {
      while index < characters.count, characters[index] != "}" { index += 1 }
      index += 1
    }
    if index < characters.count, "?+*".contains(characters[index]) { index += 1 }
    return index
  }

  private static func isNameStart(_ character: Character) -> Bool {
    character.isLetter || character == "_"
  }

  private static func isName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  /// Joins a prefix and a path.
  static func join(_ prefix: String, _ path: String) -> String { tidy(prefix + "/" + path) }

  /// Gives a path one slash at its start, none at its end, and none twice.
  static func tidy(_ path: String) -> String {
    "/" + path.split(separator: "/", omittingEmptySubsequences: true).joined(separator: "/")
  }

  /// Whether middleware applied at a prefix runs for a path.
  static func isPrefix(_ prefix: String, of path: String) -> Bool {
    let wanted = prefix.split(separator: "/")
    let given = path.split(separator: "/")
    for (index, part) in wanted.enumerated() {
      if part == "{*}" || part.hasPrefix("{*") { return true }
      guard index < given.count else { return false }
      let isParameter = part.contains("{")
      if !isParameter, part.lowercased() != given[index].lowercased() { return false }
    }
    return true
  }

  /// Whether a pattern matches a whole path; a wildcard at its end takes what is left, or nothing.
  static func covers(_ pattern: String, _ path: String) -> Bool {
    let wanted = pattern.split(separator: "/")
    let given = path.split(separator: "/")
    if let last = wanted.last, last.hasPrefix("{*") || last == "*" {
      return given.count >= wanted.count - 1 && isPrefix(pattern, of: path)
    }
    return wanted.count == given.count && isPrefix(pattern, of: path)
  }
}
