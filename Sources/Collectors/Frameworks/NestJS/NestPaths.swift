import ScriptLanguage

/// Paths, and maybe a method, that middleware or a prefix is told to heed or to leave out.
struct NestPathRule {
  enum Segment: Hashable {
    case literal(String)
    case parameter
    case rest
  }

  let segments: [Segment]
  /// Upper case; nil for all.
  let method: String?
  /// Whether paths below it count, too.
  let isPrefix: Bool

  init(_ path: String, method: String?, isPrefix: Bool) {
    self.method = method
    self.isPrefix = isPrefix
    segments = Self.withoutGroups(path).split(separator: "/").prefix(32).map { part in
      if part.contains("*") { return .rest }
      if part.hasPrefix(":") || part.contains("{") { return .parameter }
      return .literal(part.lowercased())
    }
  }

  /// Takes the braces off optional groups, as in `/docs{/*rest}`; those of parameters stay.
  private static func withoutGroups(_ path: String) -> String {
    guard path.contains("{/") else { return path }
    var result = ""
    var open = 0
    var parameters = 0
    for (index, character) in zip(path.indices, path) {
      let next = path.index(after: index)
      switch character {
      case "{" where next < path.endIndex && path[next] == "/": open += 1
      case "{":
        parameters += 1
        result.append(character)
      case "}" where parameters > 0:
        parameters -= 1
        result.append(character)
      case "}" where open > 0: open -= 1
      default: result.append(character)
      }
    }
    return result
  }

  private init(_ segments: [Segment], method: String?, isPrefix: Bool) {
    self.segments = segments
    self.method = method
    self.isPrefix = isPrefix
  }

  /// The same rule below a prefix.
  func below(_ prefix: String) -> NestPathRule {
    let outer = NestPathRule(prefix, method: nil, isPrefix: false)
    return NestPathRule(outer.segments + segments, method: method, isPrefix: isPrefix)
  }

  /// Whether the rule speaks of a route.
  func matches(_ path: String, method given: String) -> Bool {
    if let method, method != given { return false }
    let parts = path.split(separator: "/")
    for (index, segment) in segments.enumerated() {
      if segment == .rest { return true }
      guard index < parts.count else { return false }
      guard case .literal(let text) = segment else { continue }
      if parts[index].lowercased() != text { return false }
    }
    return isPrefix || parts.count == segments.count
  }

  /// Reads rules as the framework takes them: paths, `{path, method}`, or lists of these.
  static func rules(
    _ value: ScriptValue,
    isPrefix: Bool,
    in evaluator: ScriptEvaluator
  ) -> [NestPathRule] {
    switch value {
    case .string(let path): return [NestPathRule(path, method: nil, isPrefix: isPrefix)]
    case .pattern:
      let paths = RoutePath.paths(value) ?? []
      return paths.map { NestPathRule($0, method: nil, isPrefix: isPrefix) }
    case .list(let list):
      return list.elements.flatMap { rules($0, isPrefix: isPrefix, in: evaluator) }
    case .object(let object):
      guard let path = object["path"]?.knownString else { return [] }
      return [NestPathRule(path, method: method(object["method"]), isPrefix: false)]
    default: return []
    }
  }

  /// Reads a member of the framework's enumeration of methods; nil for all.
  static func method(_ value: ScriptValue?) -> String? {
    switch value {
    case .external(let external)?:
      guard let name = external.path.last?.uppercased(), name != "ALL" else { return nil }
      return name
    case .number(let number)?:
      let names = ["GET", "POST", "PUT", "DELETE", "PATCH", nil, "OPTIONS", "HEAD", "SEARCH"]
      let index = Int(number)
      return names.indices.contains(index) ? names[index] : nil
    case .string(let name)?: return name.uppercased()
    default: return nil
    }
  }
}

/// Joins what makes up the path of a route.
enum NestPaths {
  /// The paths a decorator was given; the root when it was given none.
  static func paths(_ value: ScriptValue) -> [String] {
    switch value {
    case .undefined, .null: return ["/"]
    case .list(let list):
      let all = list.elements.flatMap { paths($0) }
      return all.isEmpty ? ["/"] : all
    default:
      if let known = RoutePath.paths(value), !known.isEmpty { return known }
      let name = value.displayName
      return ["/{\(name.isEmpty ? "?" : name)}"]
    }
  }

  /// The version segments of a route; an empty one for a route without version.
  static func versions(_ value: ScriptValue?, _ versioning: NestVersioning) -> [String] {
    guard versioning.isInPath else { return [""] }
    var chosen = value ?? .undefined
    if case .undefined = chosen { chosen = versioning.fallback }
    let values: [ScriptValue]
    if case .list(let list) = chosen { values = list.elements } else { values = [chosen] }
    let segments = values.map { value -> String in
      if case .external = value { return "" }
      guard let text = value.knownString, text != "VERSION_NEUTRAL" else { return "" }
      return versioning.prefix + text
    }
    return segments.isEmpty ? [""] : segments
  }
}
