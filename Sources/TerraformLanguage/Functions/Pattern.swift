/// A regular expression in RE2's syntax, matched in time linear in the text.
///
/// The patterns come from scanned files, so nothing that backtracks may run them: the pattern
/// becomes a small program whose threads all advance together over the text.
struct Pattern {
  /// One instruction of the program.
  enum Instruction {
    case scalar(ScalarSet)
    case split(Int, Int)
    case jump(Int)
    case save(Int)
    case assert(Assertion)
    case match
  }

  enum Assertion {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
  }

  let program: [Instruction]
  /// Names of the groups, nil for unnamed ones.
  let groups: [String?]

  init(_ text: String) throws(EvaluationFailure) {
    var compiler = PatternCompiler(text)
    program = try compiler.compile()
    groups = compiler.groups
  }

  /// Finds the first match at or after a position: the bounds of the whole and of each group.
  func match(
    in text: [Unicode.Scalar],
    from start: Int,
    spend: (Int) throws(EvaluationFailure) -> Void
  ) throws(EvaluationFailure) -> [Int]? {
    let slots = 2 * (groups.count + 1)
    var best: [Int]?
    var current = ThreadList(program.count)
    var position = start
    while position <= text.count {
      if best == nil {
        add(0, Array(repeating: -1, count: slots), position, text, to: &current)
      }
      if current.threads.isEmpty, best != nil { break }
      try spend(1 + current.threads.count / 8)
      var next = ThreadList(program.count)
      threads: for (counter, saved) in current.threads {
        switch program[counter] {
        case .scalar(let set):
          if position < text.count, set.contains(text[position]) {
            add(counter + 1, saved, position + 1, text, to: &next)
          }
        case .match:
          best = saved
          break threads
        default: continue
        }
      }
      current = next
      position += 1
    }
    return best
  }

  private struct ThreadList {
    var threads: [(Int, [Int])] = []
    var seen: [Bool]

    init(_ count: Int) { seen = Array(repeating: false, count: count) }
  }

  /// Follows instructions that read nothing, in order of preference.
  private func add(
    _ counter: Int,
    _ saved: [Int],
    _ position: Int,
    _ text: [Unicode.Scalar],
    to list: inout ThreadList
  ) {
    var stack = [(counter, saved)]
    while let (counter, saved) = stack.popLast() {
      guard !list.seen[counter] else { continue }
      list.seen[counter] = true
      switch program[counter] {
      case .jump(let target): stack.append((target, saved))
      case .split(let first, let second):
        stack.append((second, saved))
        stack.append((first, saved))
      case .save(let slot):
        var saved = saved
        saved[slot] = position
        stack.append((counter + 1, saved))
      case .assert(let assertion):
        if holds(assertion, position, text) { stack.append((counter + 1, saved)) }
      case .scalar, .match: list.threads.append((counter, saved))
      }
    }
  }

  private func holds(_ assertion: Assertion, _ position: Int, _ text: [Unicode.Scalar]) -> Bool {
    switch assertion {
    case .textStart: return position == 0
    case .textEnd: return position == text.count
    case .lineStart: return position == 0 || text[position - 1] == "\n"
    case .lineEnd: return position == text.count || text[position] == "\n"
    case .wordBoundary, .noWordBoundary:
      let before = position > 0 && ScalarSet.word.contains(text[position - 1])
      let after = position < text.count && ScalarSet.word.contains(text[position])
      return (before != after) == (assertion == .wordBoundary)
    }
  }
}

/// A set of Unicode scalars.
struct ScalarSet {
  var ranges: [ClosedRange<UInt32>]
  var isNegated = false
  var ignoresCase = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    var found = ranges.contains { $0.contains(scalar.value) }
    if !found, ignoresCase, scalar.isASCII, scalar.properties.isAlphabetic {
      found = ranges.contains { $0.contains(scalar.value ^ 0x20) }
    }
    return found != isNegated
  }

  static let digit = ScalarSet(ranges: [0x30...0x39])
  static let space = ScalarSet(ranges: [0x09...0x0A, 0x0C...0x0D, 0x20...0x20])
  static let word = ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let any = ScalarSet(ranges: [0...0x10FFFF])
  static let notNewline = ScalarSet(ranges: [0x0A...0x0A], isNegated: true)

  var complement: [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { result.append(next...0x10FFFF) }
    return result
  }
}
