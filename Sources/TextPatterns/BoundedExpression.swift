/// A small regular expression that is matched at a given place, in bounded work.
///
/// It confirms what a literal of the single pass found. The dialect: literals, `.`, `\d`, `\w`,
/// `\s`, `\n`, classes such as `[A-Za-z0-9_-]` and `[^"]`, groups `(?:a|b)`, one capture `( )`,
/// `\b`, and the repetitions `?`, `{n}` and `{n,m}`. A leading `(?i)` ignores the case of ASCII
/// letters. `*` and `+` do not exist, so the work is bounded by the text of the expression, and
/// a step budget bounds it once more.
package struct BoundedExpression: Hashable, Sendable {
  /// What an expression matched.
  package struct Match: Hashable, Sendable {
    /// The bytes matched.
    package var range: Range<Int>
    /// The bytes of the capture; all of them where the expression has none.
    package var captured: Range<Int>
  }

  /// Why a text is no expression of the dialect.
  package struct Malformed: Error, Hashable, Sendable {
    /// What is wrong.
    package var reason: String
    /// Offset into the expression's UTF-8.
    package var offset: Int
  }

  /// The expression as written.
  package let text: String
  private let program: [Instruction]

  /// Steps one match may take before it is given up.
  private static let budget = 20_000

  /// Reads an expression.
  package init(_ text: String) throws(Malformed) {
    self.text = text
    var reader = ExpressionReader(text)
    var compiler = ExpressionCompiler()
    compiler.emit(try reader.read())
    program = compiler.program + [.accept]
  }

  /// Matches at exactly one place; the longest repetitions are tried first.
  package func match(in bytes: UnsafeRawBufferPointer, at start: Int) -> Match? {
    guard start >= 0, start <= bytes.count else { return nil }
    var run = ExpressionRun(program: program, bytes: bytes, steps: Self.budget)
    guard let end = run.advance(from: 0, at: start) else { return nil }
    let captured = run.captureStart.flatMap { first in
      run.captureEnd.map { first..<Swift.max(first, $0) }
    }
    return Match(range: start..<end, captured: captured ?? start..<end)
  }
}

/// A set of bytes.
struct ByteSet: Hashable, Sendable {
  private var low: (UInt64, UInt64) = (0, 0)
  private var high: (UInt64, UInt64) = (0, 0)

  static func == (left: Self, right: Self) -> Bool {
    left.low == right.low && left.high == right.high
  }

  func hash(into hasher: inout Hasher) {
    for word in [low.0, low.1, high.0, high.1] { hasher.combine(word) }
  }

  func contains(_ byte: UInt8) -> Bool {
    let bit = UInt64(1) << UInt64(byte & 63)
    return switch byte >> 6 {
    case 0: low.0 & bit != 0
    case 1: low.1 & bit != 0
    case 2: high.0 & bit != 0
    default: high.1 & bit != 0
    }
  }

  mutating func insert(_ byte: UInt8) {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: low.0 |= bit
    case 1: low.1 |= bit
    case 2: high.0 |= bit
    default: high.1 |= bit
    }
  }

  mutating func formUnion(_ other: ByteSet) {
    low = (low.0 | other.low.0, low.1 | other.low.1)
    high = (high.0 | other.high.0, high.1 | other.high.1)
  }

  mutating func ignoreCase() {
    for byte in UInt8(ascii: "a")...UInt8(ascii: "z") {
      if contains(byte) { insert(byte - 32) } else if contains(byte - 32) { insert(byte) }
    }
  }

  var inverted: ByteSet {
    var result = ByteSet()
    result.low = (~low.0, ~low.1)
    result.high = (~high.0, ~high.1)
    return result
  }

  static func of(_ ranges: ClosedRange<UInt8>...) -> ByteSet {
    ranges.reduce(into: ByteSet()) { set, range in range.forEach { set.insert($0) } }
  }

  static let digits = of(UInt8(ascii: "0")...UInt8(ascii: "9"))
  static let word = of(
    UInt8(ascii: "0")...UInt8(ascii: "9"),
    UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "_")...UInt8(ascii: "_"),
    UInt8(ascii: "a")...UInt8(ascii: "z")
  )
  static let space = of(9...13, 32...32)
}

/// One step of a compiled expression.
enum Instruction: Hashable, Sendable {
  /// Takes between `least` and `most` bytes of a set.
  case run(ByteSet, least: Int, most: Int)
  /// Goes on at the first of these places from which the rest matches.
  case branch([Int])
  case jump(Int)
  case openCapture
  case closeCapture
  case wordBoundary
  case accept
}

/// One attempt to match.
private struct ExpressionRun {
  let program: [Instruction]
  let bytes: UnsafeRawBufferPointer
  var steps: Int
  var captureStart: Int?
  var captureEnd: Int?

  /// Returns the end of the match; recursion is as deep as the expression has choices.
  mutating func advance(from first: Int, at start: Int) -> Int? {
    var place = first
    var position = start
    while true {
      steps -= 1
      guard steps > 0 else { return nil }
      switch program[place] {
      case .accept: return position
      case .jump(let target): place = target
      case .openCapture:
        captureStart = position
        place += 1
      case .closeCapture:
        captureEnd = position
        place += 1
      case .wordBoundary:
        guard isWord(position - 1) != isWord(position) else { return nil }
        place += 1
      case .branch(let targets):
        return firstMatch(of: targets, at: position)
      case .run(let set, let least, let most):
        let taken = count(of: set, at: position, most: most)
        guard taken >= least else { return nil }
        guard least == most || taken == least else {
          return shrinking(taken, to: least, from: position, then: place + 1)
        }
        position += taken
        place += 1
      }
    }
  }

  private mutating func firstMatch(of targets: [Int], at position: Int) -> Int? {
    for target in targets {
      if let end = advance(from: target, at: position) { return end }
    }
    return nil
  }

  private mutating func shrinking(
    _ most: Int,
    to least: Int,
    from position: Int,
    then place: Int
  ) -> Int? {
    for taken in stride(from: most, through: least, by: -1) {
      if let end = advance(from: place, at: position + taken) { return end }
    }
    return nil
  }

  private func count(of set: ByteSet, at position: Int, most: Int) -> Int {
    let limit = Swift.min(most, bytes.count - position)
    var taken = 0
    while taken < limit, set.contains(bytes[position + taken]) { taken += 1 }
    return taken
  }

  private func isWord(_ position: Int) -> Bool {
    bytes.indices.contains(position) && ByteSet.word.contains(bytes[position])
  }
}
