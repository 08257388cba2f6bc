extension PureFunction {
  static let patterns: [String: PureFunction] = [
    "regex": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      let matches = try find(try a.string(0), in: try a.string(1), all: false)
      guard let first = matches.first else { throw EvaluationFailure("regex finds no match") }
      return first
    },
    "regexall": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      .list(ListValue(.list, try find(try a.string(0), in: try a.string(1), all: true)))
    },
    "replace": PureFunction(3...3) { (a) throws(EvaluationFailure) in
      let (text, old, new) = (try a.string(0), try a.string(1), try a.string(2))
      if old.utf8.count > 1, old.hasPrefix("/"), old.hasSuffix("/") {
        return .string(
          try replaceMatches(of: String(old.dropFirst().dropLast()), in: text, with: new)
        )
      }
      guard !old.isEmpty else {
        return .string(new + text.map { String($0) + new }.joined())
      }
      guard text.utf8.count / old.utf8.count * (new.utf8.count + 1) < 4_000_000 else {
        throw EvaluationFailure("replace grows too large")
      }
      return .string(text.replacing(old, with: new))
    },
  ]

  /// Steps one call may take; texts and patterns people write need a small part of it.
  private static func meter() -> (Int) throws(EvaluationFailure) -> Void {
    var left = 400_000
    return { (cost) throws(EvaluationFailure) in
      left -= cost
      guard left > 0 else { throw EvaluationFailure("a regular expression takes too long") }
    }
  }

  private static func find(
    _ pattern: String,
    in text: String,
    all: Bool
  ) throws(EvaluationFailure) -> [Value] {
    let compiled = try Pattern(pattern)
    let scalars = Array(text.unicodeScalars)
    let spend = meter()
    var results: [Value] = []
    var position = 0
    while position <= scalars.count {
      guard let match = try compiled.match(in: scalars, from: position, spend: spend) else { break }
      results.append(value(of: match, compiled, scalars))
      if !all { break }
      position = match[1] > match[0] ? match[1] : match[1] + 1
    }
    return results
  }

  private static func value(
    of match: [Int],
    _ pattern: Pattern,
    _ scalars: [Unicode.Scalar]
  ) -> Value {
    let part = { (group: Int) -> Value in
      guard match[2 * group] >= 0, match[2 * group + 1] >= 0 else { return .null }
      return .string(String(scalars, match[2 * group]..<match[2 * group + 1]))
    }
    if pattern.groups.isEmpty { return part(0) }
    let names = pattern.groups.compactMap(\.self)
    if names.count == pattern.groups.count {
      return .object(
        Dictionary(zip(names, (1...names.count).map(part))) { first, _ in first }
      )
    }
    return .tuple((1...pattern.groups.count).map(part))
  }

  private static func replaceMatches(
    of pattern: String,
    in text: String,
    with replacement: String
  ) throws(EvaluationFailure) -> String {
    let compiled = try Pattern(pattern)
    let scalars = Array(text.unicodeScalars)
    let spend = meter()
    var result = ""
    var position = 0
    while position <= scalars.count {
      guard let match = try compiled.match(in: scalars, from: position, spend: spend) else { break }
      result += String(scalars, position..<match[0])
      result += expand(replacement, match, compiled, scalars)
      guard result.utf8.count < 4_000_000 else {
        throw EvaluationFailure("replace grows too large")
      }
      position = match[1]
      if match[1] == match[0] {
        if position < scalars.count { result.unicodeScalars.append(scalars[position]) }
        position += 1
      }
    }
    if position < scalars.count { result += String(scalars, position..<scalars.count) }
    return result
  }

  /// Writes a replacement, with `$1`, `${1}` and `${name}` filled in.
  private static func expand(
    _ replacement: String,
    _ match: [Int],
    _ pattern: Pattern,
    _ scalars: [Unicode.Scalar]
  ) -> String {
    var result = ""
    var rest = Array(replacement.unicodeScalars)[...]
    while let next = rest.popFirst() {
      guard next == "$", let following = rest.first else {
        result.unicodeScalars.append(next)
        continue
      }
      if following == "$" {
        rest.removeFirst()
        result += "$"
        continue
      }
      let isBraced = following == "{"
      if isBraced { rest.removeFirst() }
      let name = rest.prefix { ScalarSet.word.contains($0) }
      rest = rest.dropFirst(name.count)
      if isBraced, rest.first == "}" { rest.removeFirst() }
      let text = String(String.UnicodeScalarView(name))
      let group = Int(text) ?? pattern.groups.firstIndex(of: text).map { $0 + 1 }
      if let group, group <= pattern.groups.count, match[2 * group] >= 0 {
        result += String(scalars, match[2 * group]..<match[2 * group + 1])
      }
    }
    return result
  }
}

extension String {
  fileprivate init(_ scalars: [Unicode.Scalar], _ range: Range<Int>) {
    self = String(String.UnicodeScalarView(scalars[range]))
  }
}
