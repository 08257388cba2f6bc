import ScriptLanguage

/// Reads paths from the folders and patterns of Next.js.
///
/// Source: Next.js 13 to 16, "Project structure", "Route groups", "Parallel routes",
/// "Intercepting routes", "Dynamic segments", "Proxy: matcher"; path-to-regexp 6.
enum NextPaths {
  static let endings = ["ts", "tsx", "js", "jsx", "mjs", "mts"]

  /// The path of a file in the app folder that answers requests, nil when it answers none.
  static func appRoute(_ relative: String) -> String? {
    var parts = relative.split(separator: "/").map(String.init)
    guard let file = parts.popLast(), isNamed(file, "route") else { return nil }
    var path: [String] = []
    for part in parts {
      if part.hasPrefix("_") { return nil }
      if part.hasPrefix("@") || (part.hasPrefix("(") && part.hasSuffix(")")) { continue }
      path.append(segment(part))
    }
    return RoutePath.tidy(path.joined(separator: "/"))
  }

  /// The path of a file in the pages folder that answers requests, nil when it answers none.
  static func pagesRoute(_ relative: String) -> String? {
    var parts = relative.split(separator: "/").map(String.init)
    guard parts.first == "api", let file = parts.popLast() else { return nil }
    guard let dot = file.lastIndex(of: "."),
      endings.contains(String(file[file.index(after: dot)...]))
    else { return nil }
    let stem = String(file[..<dot])
    guard !stem.hasSuffix(".d"), !stem.hasSuffix(".test"), !stem.hasSuffix(".spec") else {
      return nil
    }
    if stem != "index" { parts.append(stem) }
    return RoutePath.tidy(parts.map { segment($0) }.joined(separator: "/"))
  }

  static func isNamed(_ file: String, _ name: String) -> Bool {
    endings.contains { file == "\(name).\($0)" }
  }

  private static func segment(_ folder: String) -> String {
    var inner = Substring(folder)
    guard inner.hasPrefix("["), inner.hasSuffix("]") else {
      return folder.replacing("%5F", with: "_")
    }
    while inner.hasPrefix("["), inner.hasSuffix("]") { inner = inner.dropFirst().dropLast() }
    if inner.hasPrefix("...") { inner = inner.dropFirst(3) }
    return "{\(inner)}"
  }

  // MARK: Patterns

  /// Whether a pattern matches the paths of a route; nil when it depends on the open segments, or
  /// cannot be read.
  static func matches(_ pattern: String, _ path: ScriptValue) -> Bool? {
    guard let expression = expression(pattern), let texts = path.representatives else { return nil }
    let answers = Set(texts.map { expression.matchesWhole($0) })
    return answers.count == 1 ? answers.first ?? nil : nil
  }

  private static func expression(_ pattern: String) -> ScriptExpression? {
    var source = ""
    let characters = Array(pattern)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      switch character {
      case ":" where index + 1 < characters.count && isName(characters[index + 1]):
        index += 1
        while index < characters.count, isName(characters[index]) { index += 1 }
        var inner = "[^/]+?"
        if index < characters.count, characters[index] == "(" {
          inner = group(characters, &index)
        }
        append(inner, characters, &index, &source)
      case "(":
        let inner = group(characters, &index)
        append(inner, characters, &index, &source)
      case "{":
        source += "(?:"
        index += 1
      case "}":
        source += ")"
        index += 1
        if index < characters.count, "*+?".contains(characters[index]) {
          source.append(characters[index])
          index += 1
        }
      case "\\" where index + 1 < characters.count:
        source += "\\\(characters[index + 1])"
        index += 2
      default:
        if ".+*?^$|[]".contains(character) { source += "\\" }
        source.append(character)
        index += 1
      }
    }
    return ScriptExpression(source + "/?")
  }

  /// Adds a parameter; a repetition repeats the slash before it, too.
  private static func append(
    _ inner: String,
    _ characters: [Character],
    _ index: inout Int,
    _ source: inout String
  ) {
    guard index < characters.count, "*+?".contains(characters[index]) else {
      source += "(?:\(inner))"
      return
    }
    let mark = characters[index]
    index += 1
    let slash = source.hasSuffix("/") ? "/" : ""
    if !slash.isEmpty { source.removeLast() }
    switch mark {
    case "?": source += "(?:\(slash)(?:\(inner)))?"
    case "+": source += "(?:\(slash)(?:\(inner)))+"
    default: source += "(?:\(slash)(?:\(inner)))*"
    }
  }

  private static func group(_ characters: [Character], _ index: inout Int) -> String {
    var depth = 0
    var inner = ""
    while index < characters.count {
      let character = characters[index]
      if character == "\\", index + 1 < characters.count {
        inner += "\\\(characters[index + 1])"
        index += 2
        continue
      }
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      index += 1
      if depth == 0 { break }
      if !(depth == 1 && character == "(") { inner.append(character) }
    }
    return inner
  }

  private static func isName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }
}
