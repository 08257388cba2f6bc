/// Reads the text of a regular expression.
struct ScriptExpressionReader {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var depth = 0
  private var isMalformed = false

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func read() -> ScriptExpression.Node? {
    let node = choice()
    return isMalformed || index < scalars.count ? nil : node
  }

  private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private func peek(_ offset: Int) -> Unicode.Scalar? {
    index + offset < scalars.count ? scalars[index + offset] : nil
  }

  private mutating func choice() -> ScriptExpression.Node {
    depth += 1
    defer { depth -= 1 }
    guard depth < 64 else {
      isMalformed = true
      return .any
    }
    var branches = [sequence()]
    while current == "|" {
      index += 1
      branches.append(sequence())
    }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() -> ScriptExpression.Node {
    var nodes: [ScriptExpression.Node] = []
    while let scalar = current, scalar != "|", scalar != ")", !isMalformed {
      nodes.append(repeated(atom(scalar)))
    }
    return .sequence(nodes)
  }

  private mutating func repeated(_ node: ScriptExpression.Node) -> ScriptExpression.Node {
    var bounds: (Int, Int)?
    switch current {
    case "*": bounds = (0, .max)
    case "+": bounds = (1, .max)
    case "?": bounds = (0, 1)
    case "{": return counted(node)
    default: break
    }
    guard let bounds else { return node }
    index += 1
    return .repetition(node, bounds.0, bounds.1, isLazy: takesLazyMark())
  }

  private mutating func takesLazyMark() -> Bool {
    guard current == "?" else { return false }
    index += 1
    return true
  }

  private mutating func counted(_ node: ScriptExpression.Node) -> ScriptExpression.Node {
    var end = index + 1
    var text = ""
    while end < scalars.count, scalars[end] != "}", text.count < 12 {
      text.unicodeScalars.append(scalars[end])
      end += 1
    }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard end < scalars.count, scalars[end] == "}", let least = parts.first ?? nil, least <= 1_000
    else {
      // Braces that count nothing stand for themselves; the next turn reads them.
      return node
    }
    index = end + 1
    let most = parts.count == 1 ? least : (parts[1] ?? .max)
    return .repetition(node, least, most, isLazy: takesLazyMark())
  }

  private mutating func atom(_ scalar: Unicode.Scalar) -> ScriptExpression.Node {
    index += 1
    switch scalar {
    case "^": return .start
    case "$": return .end
    case ".": return .any
    case "[": return set()
    case "(": return group()
    case "\\": return escape()
    case "*", "+", "?":
      isMalformed = true
      return .any
    default: return .scalar(scalar)
    }
  }

  private mutating func group() -> ScriptExpression.Node {
    var kind: Unicode.Scalar?
    if current == "?" {
      kind = peek(1)
      switch kind {
      case ":", "=", "!": index += 2
      case "<" where peek(2) != "=" && peek(2) != "!":
        while let scalar = current, scalar != ">" {
          _ = scalar
          index += 1
        }
        index += 1
        kind = nil
      default: isMalformed = true
      }
    }
    let inner = choice()
    guard current == ")" else {
      isMalformed = true
      return .any
    }
    index += 1
    if kind == "=" { return .ahead(inner, isNegated: false) }
    if kind == "!" { return .ahead(inner, isNegated: true) }
    return inner
  }

  private mutating func escape() -> ScriptExpression.Node {
    guard let scalar = current else {
      isMalformed = true
      return .any
    }
    if scalar == "b" || scalar == "B" {
      index += 1
      return .boundary(scalar == "b")
    }
    if ("1"..."9").contains(scalar) || scalar == "k" {
      isMalformed = true
      return .any
    }
    if let named = Self.named(scalar) {
      index += 1
      return .set(named)
    }
    return .scalar(escapedScalar())
  }

  /// Reads what follows a backslash as one character.
  private mutating func escapedScalar() -> Unicode.Scalar {
    guard let scalar = current else { return "\\" }
    index += 1
    switch scalar {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "f": return "\u{C}"
    case "v": return "\u{B}"
    case "0": return "\0"
    case "x", "u":
      let length = scalar == "x" ? 2 : 4
      let digits = scalars[index...].prefix(length).map(String.init).joined()
      guard digits.count == length, let code = UInt32(digits, radix: 16),
        let value = Unicode.Scalar(code)
      else { return scalar }
      index += length
      return value
    default: return scalar
    }
  }

  private static func named(_ scalar: Unicode.Scalar) -> ScriptExpression.ScalarSet? {
    let ranges: [ClosedRange<UInt32>]
    switch scalar {
    case "d", "D": ranges = [48...57]
    case "w", "W": ranges = [48...57, 65...90, 95...95, 97...122]
    case "s", "S": ranges = [9...13, 32...32, 160...160, 0x2028...0x2029]
    default: return nil
    }
    let isNegated = scalar.properties.isUppercase
    return ScriptExpression.ScalarSet(ranges: ranges, isNegated: isNegated)
  }

  private mutating func set() -> ScriptExpression.Node {
    var set = ScriptExpression.ScalarSet()
    if current == "^" {
      set.isNegated = true
      index += 1
    }
    while let scalar = current, scalar != "]" {
      index += 1
      if scalar == "\\", let next = current, let named = Self.named(next) {
        index += 1
        set.ranges += named.isNegated ? Self.complement(named.ranges) : named.ranges
        continue
      }
      let low = scalar == "\\" ? escapedScalar() : scalar
      if current == "-", let after = peek(1), after != "]" {
        index += 1
        let written = scalars[index]
        index += 1
        let high = written == "\\" ? escapedScalar() : written
        guard low.value <= high.value else {
          isMalformed = true
          return .any
        }
        set.ranges.append(low.value...high.value)
      } else {
        set.ranges.append(low.value...low.value)
      }
    }
    guard current == "]" else {
      isMalformed = true
      return .any
    }
    index += 1
    return .set(set)
  }

  private static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    result.append(next...0x10_FFFF)
    return result
  }
}
