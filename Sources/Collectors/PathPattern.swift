/// A pattern over paths: `*` and `?` within a component, `**` across components, `[a-z]`,
/// `{a,b}`, and `\` to take the next character as it is.
///
/// Matching follows all readings of the pattern at once, so its time is bounded by the length of
/// the path times that of the pattern, whoever wrote either.
package struct PathPattern: Sendable, Hashable {
  private let alternatives: [PathPatternProgram]

  /// Compiles a pattern; one that is too long to be honest matches nothing.
  package init(_ pattern: String) {
    alternatives = Self.expandBraces(Array(pattern.utf8)).compactMap(PathPatternProgram.init)
  }

  /// Whether the pattern matches a whole path.
  package func matches(_ path: String) -> Bool {
    alternatives.contains { $0.matches(path) }
  }

  private static let mostAlternatives = 64

  /// Replaces `{a,b}` by its alternatives; with too many of them the braces stand for themselves.
  private static func expandBraces(_ pattern: [UInt8]) -> [[UInt8]] {
    var done: [[UInt8]] = []
    var open = [pattern]
    while let next = open.popLast() {
      guard let split = splitFirstBraces(next) else {
        done.append(next)
        continue
      }
      guard done.count + open.count + split.count <= mostAlternatives else { return [pattern] }
      open.append(contentsOf: split)
    }
    return done
  }

  private static func splitFirstBraces(_ pattern: [UInt8]) -> [[UInt8]]? {
    var start: Int?
    var depth = 0
    var cuts: [Int] = []
    var index = 0
    while index < pattern.count {
      switch pattern[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"):
        if depth == 0 { start = index }
        depth += 1
      case UInt8(ascii: ",") where depth == 1: cuts.append(index)
      case UInt8(ascii: "}") where depth > 0:
        depth -= 1
        guard depth == 0, let start else { break }
        if cuts.isEmpty { return nil }
        let edges = [start] + cuts + [index]
        return zip(edges, edges.dropFirst()).map { left, right -> [UInt8] in
          var alternative = Array(pattern[..<start])
          alternative.append(contentsOf: pattern[(left + 1)..<right])
          alternative.append(contentsOf: pattern[(index + 1)...])
          return alternative
        }
      default: break
      }
      index += 1
    }
    return nil
  }
}

/// One alternative of a path pattern, ready to run.
struct PathPatternProgram: Sendable, Hashable {
  private enum Token: Sendable, Hashable {
    case byte(UInt8)
    case anyByte
    case set([ClosedRange<UInt8>], negated: Bool)
    case star
    case folders
    case rest
  }

  private let prefix: [UInt8]
  private let tokens: [Token]

  init?(_ pattern: [UInt8]) {
    var parser = Parser(pattern: pattern)
    let all = parser.tokens()
    let literal = all.prefix { if case .byte = $0 { true } else { false } }
    prefix = literal.compactMap { if case .byte(let byte) = $0 { byte } else { nil } }
    tokens = Array(all.dropFirst(literal.count))
    guard tokens.count < 127 else { return nil }
  }

  func matches(_ path: String) -> Bool {
    var path = path
    return path.withUTF8 { matches(bytes: $0[...]) }
  }

  func matches<Bytes: RandomAccessCollection<UInt8>>(bytes: Bytes) -> Bool {
    guard bytes.count >= prefix.count, bytes.starts(with: prefix) else { return false }
    if tokens.isEmpty { return bytes.count == prefix.count }
    return run(bytes.dropFirst(prefix.count))
  }

  private func run(_ bytes: some Collection<UInt8>) -> Bool {
    var states = enter(0)
    for byte in bytes {
      guard states != 0 else { return false }
      states = step(states, byte)
    }
    return states & (1 << UInt128(tokens.count)) != 0
  }

  /// The state before a token, with those reachable from it without a byte.
  private func enter(_ start: Int) -> UInt128 {
    var states: UInt128 = 0
    var index = start
    while true {
      states |= 1 << UInt128(index)
      guard index < tokens.count else { return states }
      switch tokens[index] {
      case .star, .folders: index += 1
      default: return states
      }
    }
  }

  private func step(_ states: UInt128, _ byte: UInt8) -> UInt128 {
    let slash = UInt8(ascii: "/")
    var next: UInt128 = 0
    var remaining = states
    while remaining != 0 {
      let index = remaining.trailingZeroBitCount
      remaining &= remaining - 1
      // The further bytes of a character belong to the wildcard that took its first.
      if byte & 0xC0 == 0x80, index > 0, takesCharacter(tokens[index - 1]) {
        next |= 1 << UInt128(index)
      }
      guard index < tokens.count else { continue }
      switch tokens[index] {
      case .byte(let expected): if byte == expected { next |= enter(index + 1) }
      case .anyByte: if byte != slash { next |= enter(index + 1) }
      case .set(let ranges, let negated):
        let isMember = ranges.contains { $0.contains(byte) }
        if byte != slash, isMember != negated { next |= enter(index + 1) }
      case .star: if byte != slash { next |= enter(index) }
      case .folders:
        next |= 1 << UInt128(index)
        if byte == slash { next |= enter(index + 1) }
      case .rest: next |= (1 << UInt128(index)) | enter(index + 1)
      }
    }
    return next
  }

  private func takesCharacter(_ token: Token) -> Bool {
    switch token {
    case .anyByte, .set: true
    default: false
    }
  }

  private struct Parser {
    let pattern: [UInt8]
    var index = 0

    mutating func tokens() -> [Token] {
      var made: [Token] = []
      while index < pattern.count {
        let byte = pattern[index]
        switch byte {
        case UInt8(ascii: "\\") where index + 1 < pattern.count:
          made.append(.byte(pattern[index + 1]))
          index += 2
        case UInt8(ascii: "?"):
          made.append(.anyByte)
          index += 1
        case UInt8(ascii: "["): made.append(set())
        case UInt8(ascii: "*"): made.append(contentsOf: stars())
        default:
          made.append(.byte(byte))
          index += 1
        }
      }
      return made
    }

    private mutating func stars() -> [Token] {
      let start = index
      while index < pattern.count, pattern[index] == UInt8(ascii: "*") { index += 1 }
      let slash = UInt8(ascii: "/")
      let opensComponent = start == 0 || pattern[start - 1] == slash
      guard index - start >= 2, opensComponent else { return [.star] }
      if index == pattern.count { return [.rest] }
      guard pattern[index] == slash else { return [.star] }
      index += 1
      return [.folders]
    }

    private mutating func set() -> Token {
      var cursor = index + 1
      var ranges: [ClosedRange<UInt8>] = []
      var negated = false
      if cursor < pattern.count, pattern[cursor] == UInt8(ascii: "!") || pattern[cursor] == 0x5E {
        negated = true
        cursor += 1
      }
      let first = cursor
      while cursor < pattern.count, pattern[cursor] != UInt8(ascii: "]") || cursor == first {
        let low = pattern[cursor]
        if cursor + 2 < pattern.count, pattern[cursor + 1] == UInt8(ascii: "-"),
          pattern[cursor + 2] != UInt8(ascii: "]"), pattern[cursor + 2] >= low
        {
          ranges.append(low...pattern[cursor + 2])
          cursor += 3
        } else {
          ranges.append(low...low)
          cursor += 1
        }
      }
      guard cursor < pattern.count else {
        index += 1
        return .byte(UInt8(ascii: "["))
      }
      index = cursor + 1
      return .set(ranges, negated: negated)
    }
  }
}
