/// A regular expression of the language, matched in bounded work.
///
/// Back references and look-behind are not read: such an expression has no value.
package struct ScriptExpression: Sendable {
  indirect enum Node: Sendable {
    case scalar(Unicode.Scalar)
    case any
    case set(ScalarSet)
    case start
    case end
    case boundary(Bool)
    case sequence([Node])
    case choice([Node])
    case repetition(Node, Int, Int, isLazy: Bool)
    case ahead(Node, isNegated: Bool)
  }

  /// A class of characters.
  struct ScalarSet: Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    var isNegated = false

    func contains(_ scalar: Unicode.Scalar, ignoringCase: Bool) -> Bool {
      var found = ranges.contains { $0.contains(scalar.value) }
      if !found, ignoringCase {
        for form in scalar.properties.lowercaseMapping.unicodeScalars
        where ranges.contains(where: { $0.contains(form.value) }) {
          found = true
        }
        for form in scalar.properties.uppercaseMapping.unicodeScalars
        where ranges.contains(where: { $0.contains(form.value) }) {
          found = true
        }
      }
      return found != isNegated
    }
  }

  private let root: Node
  private let ignoresCase: Bool

  /// Reads an expression, nil when it is malformed or uses what is not read.
  package init?(_ pattern: String, flags: String = "") {
    var reader = ScriptExpressionReader(pattern)
    guard pattern.utf8.count <= 4_000, let root = reader.read() else { return nil }
    self.root = root
    ignoresCase = flags.contains("i")
  }

  /// Reads a literal as written, with its slashes and flags.
  package init?(literal: String) {
    guard literal.hasPrefix("/"), let end = literal.lastIndex(of: "/"), end > literal.startIndex
    else { return nil }
    let pattern = literal[literal.index(after: literal.startIndex)..<end]
    self.init(String(pattern), flags: String(literal[literal.index(after: end)...]))
  }

  /// Whether it matches somewhere in a text; nil when that takes too much work.
  package func matches(_ text: String) -> Bool? {
    let scalars = Array(text.unicodeScalars.prefix(2_000))
    var run = ScriptExpressionRun(text: scalars, ignoresCase: ignoresCase)
    for start in 0...scalars.count {
      if run.match(root, start, { _, _ in true }) { return run.isGivenUp ? nil : true }
      if run.isGivenUp { return nil }
    }
    return false
  }

  /// Whether it matches all of a text; nil when that takes too much work.
  package func matchesWhole(_ text: String) -> Bool? {
    let scalars = Array(text.unicodeScalars.prefix(2_000))
    var run = ScriptExpressionRun(text: scalars, ignoresCase: ignoresCase)
    let found = run.match(root, 0) { _, end in end == scalars.count }
    return run.isGivenUp ? nil : found
  }
}

/// One match in progress.
struct ScriptExpressionRun {
  typealias Continuation = (inout ScriptExpressionRun, Int) -> Bool

  let text: [Unicode.Scalar]
  let ignoresCase: Bool
  private var steps = 50_000
  private var depth = 0
  private(set) var isGivenUp = false

  init(text: [Unicode.Scalar], ignoresCase: Bool) {
    self.text = text
    self.ignoresCase = ignoresCase
  }

  mutating func match(
    _ node: ScriptExpression.Node,
    _ at: Int,
    _ rest: Continuation
  ) -> Bool {
    steps -= 1
    guard steps > 0, depth < 4_000, !isGivenUp else {
      isGivenUp = true
      return false
    }
    depth += 1
    defer { depth -= 1 }
    switch node {
    case .scalar(let wanted):
      guard at < text.count, equal(text[at], wanted) else { return false }
      return rest(&self, at + 1)
    case .any:
      guard at < text.count, text[at] != "\n" else { return false }
      return rest(&self, at + 1)
    case .set(let set):
      guard at < text.count, set.contains(text[at], ignoringCase: ignoresCase) else { return false }
      return rest(&self, at + 1)
    case .start: return at == 0 && rest(&self, at)
    case .end: return at == text.count && rest(&self, at)
    case .boundary(let wanted):
      let before = at > 0 && Self.isWord(text[at - 1])
      let after = at < text.count && Self.isWord(text[at])
      return ((before != after) == wanted) && rest(&self, at)
    case .sequence(let nodes): return sequence(nodes[...], at, rest)
    case .choice(let nodes):
      for node in nodes where match(node, at, rest) { return true }
      return false
    case .repetition(let inner, let least, let most, let isLazy):
      return repetition(inner, least, most, isLazy, at, rest)
    case .ahead(let inner, let isNegated):
      let found = match(inner, at) { _, _ in true }
      return found != isNegated && !isGivenUp && rest(&self, at)
    }
  }

  private mutating func sequence(
    _ nodes: ArraySlice<ScriptExpression.Node>,
    _ at: Int,
    _ rest: Continuation
  ) -> Bool {
    guard let first = nodes.first else { return rest(&self, at) }
    return match(first, at) { run, next in run.sequence(nodes.dropFirst(), next, rest) }
  }

  private mutating func repetition(
    _ inner: ScriptExpression.Node,
    _ least: Int,
    _ most: Int,
    _ isLazy: Bool,
    _ at: Int,
    _ rest: Continuation
  ) -> Bool {
    if least == 0, isLazy, rest(&self, at) { return true }
    if most > 0 {
      let found = match(inner, at) { run, next in
        // A turn that takes nothing would go on for ever.
        guard next > at || least > 0 else { return false }
        return run.repetition(inner, max(0, least - 1), most - 1, isLazy, next, rest)
      }
      if found { return true }
    }
    return least == 0 && !isLazy && rest(&self, at)
  }

  private func equal(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    if left == right { return true }
    return ignoresCase && left.properties.lowercaseMapping == right.properties.lowercaseMapping
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || (scalar.isASCII && scalar.properties.isAlphabetic)
      || ("0"..."9").contains(scalar)
  }
}
