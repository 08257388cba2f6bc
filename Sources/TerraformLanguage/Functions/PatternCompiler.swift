/// Compiles a regular expression to the program `Pattern` runs.
struct PatternCompiler {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0
  private(set) var groups: [String?] = []
  private var ignoresCase = false
  private var isMultiline = false
  private var dotMatchesNewline = false
  private var isUngreedy = false

  private indirect enum Node {
    case empty
    case scalar(ScalarSet)
    case assertion(Pattern.Assertion)
    case sequence([Node])
    case choice([Node])
    case repetition(Node, least: Int, most: Int?, isGreedy: Bool)
    case group(Int, Node)
  }

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func compile() throws(EvaluationFailure) -> [Pattern.Instruction] {
    let node = try parseChoice()
    guard position == scalars.count else { throw failure("an unmatched ')'") }
    var program: [Pattern.Instruction] = [.save(0)]
    try emit(node, into: &program)
    program += [.save(1), .match]
    return program
  }

  private func failure(_ message: String) -> EvaluationFailure {
    EvaluationFailure("a regular expression has \(message)")
  }

  // MARK: - Parsing

  private func peek() -> Unicode.Scalar? {
    position < scalars.count ? scalars[position] : nil
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == scalar else { return false }
    position += 1
    return true
  }

  private mutating func parseChoice() throws(EvaluationFailure) -> Node {
    guard depth < 60 else { throw failure("too many levels") }
    depth += 1
    defer { depth -= 1 }
    var choices = [try parseSequence()]
    while take("|") { choices.append(try parseSequence()) }
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  private mutating func parseSequence() throws(EvaluationFailure) -> Node {
    var nodes: [Node] = []
    while let next = peek(), next != "|", next != ")" {
      let atom = try parseAtom()
      nodes.append(try parseRepetition(of: atom))
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func parseRepetition(of atom: Node) throws(EvaluationFailure) -> Node {
    var node = atom
    var levels = 0
    while let next = peek() {
      let restart = position
      var bounds: (Int, Int?)?
      switch next {
      case "*": bounds = (0, nil)
      case "+": bounds = (1, nil)
      case "?": bounds = (0, 1)
      case "{": bounds = parseBounds()
      default: return node
      }
      guard let bounds else {
        position = restart
        return node
      }
      if next != "{" { position += 1 }
      levels += 1
      guard levels < 4 else { throw failure("too many repetitions") }
      let isLazy = take("?")
      node = .repetition(
        node,
        least: bounds.0,
        most: bounds.1,
        isGreedy: isLazy == isUngreedy
      )
    }
    return node
  }

  private mutating func parseBounds() -> (Int, Int?)? {
    let restart = position
    position += 1
    guard let least = parseNumber() else {
      position = restart
      return nil
    }
    var most: Int? = least
    if take(",") { most = parseNumber() }
    guard take("}"), least <= 1_000, most ?? 0 <= 1_000 else {
      position = restart
      return nil
    }
    return (least, most)
  }

  private mutating func parseNumber() -> Int? {
    var number: Int?
    while let next = peek(), ("0"..."9").contains(next), (number ?? 0) < 10_000 {
      number = (number ?? 0) * 10 + Int(next.value - 0x30)
      position += 1
    }
    return number
  }

  private mutating func parseAtom() throws(EvaluationFailure) -> Node {
    guard let next = peek() else { return .empty }
    position += 1
    switch next {
    case "(": return try parseGroup()
    case "[": return .scalar(try parseClass())
    case ".": return .scalar(dotMatchesNewline ? .any : .notNewline)
    case "^": return .assertion(isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(isMultiline ? .lineEnd : .textEnd)
    case "\\": return try parseEscape()
    case "*", "+", "?": throw failure("nothing to repeat")
    default: return literal(next)
    }
  }

  private func literal(_ scalar: Unicode.Scalar) -> Node {
    .scalar(ScalarSet(ranges: [scalar.value...scalar.value], ignoresCase: ignoresCase))
  }

  private mutating func parseGroup() throws(EvaluationFailure) -> Node {
    let flags = (ignoresCase, isMultiline, dotMatchesNewline, isUngreedy)
    defer { (ignoresCase, isMultiline, dotMatchesNewline, isUngreedy) = flags }
    var capture: Int?
    if take("?") {
      if take("P") || peek() == "<" {
        guard take("<") else { throw failure("a group that is not known") }
        var name = ""
        while let next = peek(), next != ">" {
          name.unicodeScalars.append(next)
          position += 1
        }
        guard take(">") else { throw failure("a group that is not closed") }
        groups.append(name)
        capture = groups.count
      } else if try parseFlags() {
        // Flags without a group hold to the end of the group around them.
        let rest = try parseChoice()
        return rest
      }
    } else {
      groups.append(nil)
      capture = groups.count
    }
    let inner = try parseChoice()
    guard take(")") else { throw failure("a group that is not closed") }
    return capture.map { .group($0, inner) } ?? inner
  }

  /// Reads flags; true when they stand alone, as in `(?i)`.
  private mutating func parseFlags() throws(EvaluationFailure) -> Bool {
    var value = true
    while let next = peek() {
      position += 1
      switch next {
      case "i": ignoresCase = value
      case "m": isMultiline = value
      case "s": dotMatchesNewline = value
      case "U": isUngreedy = value
      case "-": value = false
      case ":": return false
      case ")": return true
      default: throw failure("a group that is not known")
      }
    }
    throw failure("a group that is not closed")
  }

  private mutating func parseEscape() throws(EvaluationFailure) -> Node {
    guard let next = peek() else { throw failure("a '\\' at its end") }
    switch next {
    case "b": position += 1; return .assertion(.wordBoundary)
    case "B": position += 1; return .assertion(.noWordBoundary)
    case "A": position += 1; return .assertion(.textStart)
    case "z": position += 1; return .assertion(.textEnd)
    default: break
    }
    var set = ScalarSet(ranges: try parseEscapedRanges(), ignoresCase: ignoresCase)
    if set.ranges.isEmpty { set.ranges = [0...0] }
    return .scalar(set)
  }

  /// Reads what follows a backslash as a set of scalars.
  private mutating func parseEscapedRanges() throws(EvaluationFailure) -> [ClosedRange<UInt32>] {
    guard let next = peek() else { throw failure("a '\\' at its end") }
    position += 1
    switch next {
    case "d": return ScalarSet.digit.ranges
    case "D": return ScalarSet.digit.complement
    case "s": return ScalarSet.space.ranges
    case "S": return ScalarSet.space.complement
    case "w": return ScalarSet.word.ranges
    case "W": return ScalarSet.word.complement
    case "n": return [0x0A...0x0A]
    case "r": return [0x0D...0x0D]
    case "t": return [0x09...0x09]
    case "f": return [0x0C...0x0C]
    case "v": return [0x0B...0x0B]
    default:
      guard !(next.isASCII && next.properties.isAlphabetic), !("0"..."9").contains(next) else {
        throw failure("an escape that is not known")
      }
      return [next.value...next.value]
    }
  }

  private static let classes: [String: [ClosedRange<UInt32>]] = [
    "alpha": [0x41...0x5A, 0x61...0x7A], "digit": [0x30...0x39], "lower": [0x61...0x7A],
    "upper": [0x41...0x5A], "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A],
    "space": [0x09...0x0D, 0x20...0x20], "word": ScalarSet.word.ranges,
    "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E],
    "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66], "blank": [0x09...0x09, 0x20...0x20],
  ]

  private mutating func parseClass() throws(EvaluationFailure) -> ScalarSet {
    var set = ScalarSet(ranges: [], ignoresCase: ignoresCase)
    if take("^") { set.isNegated = true }
    var isFirst = true
    while let next = peek() {
      position += 1
      if next == "]", !isFirst { return set }
      isFirst = false
      if next == "[", take(":") {
        set.ranges += try parseNamedClass()
        continue
      }
      var ranges = [next.value...next.value]
      if next == "\\" { ranges = try parseEscapedRanges() }
      if ranges.count == 1, ranges[0].count == 1, peek() == "-", position + 1 < scalars.count,
        scalars[position + 1] != "]"
      {
        position += 1
        guard let last = peek() else { break }
        position += 1
        let end = last == "\\" ? try parseEscapedRanges().first?.lowerBound ?? 0 : last.value
        guard end >= ranges[0].lowerBound else { throw failure("a range that runs backwards") }
        ranges = [ranges[0].lowerBound...end]
      }
      set.ranges += ranges
    }
    throw failure("a class that is not closed")
  }

  private mutating func parseNamedClass() throws(EvaluationFailure) -> [ClosedRange<UInt32>] {
    var name = ""
    while let next = peek(), next != ":" {
      name.unicodeScalars.append(next)
      position += 1
    }
    guard take(":"), take("]"), let ranges = Self.classes[name] else {
      throw failure("a class that is not known")
    }
    return ranges
  }

  // MARK: - Code

  private func emit(
    _ node: Node,
    into program: inout [Pattern.Instruction]
  ) throws(EvaluationFailure) {
    guard program.count < 5_000 else { throw failure("too many parts") }
    switch node {
    case .empty: return
    case .scalar(let set): program.append(.scalar(set))
    case .assertion(let assertion): program.append(.assert(assertion))
    case .sequence(let nodes):
      for node in nodes { try emit(node, into: &program) }
    case .group(let number, let inner):
      program.append(.save(2 * number))
      try emit(inner, into: &program)
      program.append(.save(2 * number + 1))
    case .choice(let choices):
      var ends: [Int] = []
      for (index, choice) in choices.enumerated() {
        if index == choices.count - 1 {
          try emit(choice, into: &program)
        } else {
          let split = program.count
          program.append(.match)
          try emit(choice, into: &program)
          ends.append(program.count)
          program.append(.match)
          program[split] = .split(split + 1, program.count)
        }
      }
      for end in ends { program[end] = .jump(program.count) }
    case .repetition(let inner, let least, let most, let isGreedy):
      try emitRepetition(inner, least, most, isGreedy, into: &program)
    }
  }

  private func emitRepetition(
    _ inner: Node,
    _ least: Int,
    _ most: Int?,
    _ isGreedy: Bool,
    into program: inout [Pattern.Instruction]
  ) throws(EvaluationFailure) {
    let split = { (at: Int, taken: Int, left: Int) -> Pattern.Instruction in
      isGreedy ? .split(taken, left) : .split(left, taken)
    }
    for _ in 0..<least { try emit(inner, into: &program) }
    guard let most else {
      let start = program.count
      program.append(.match)
      try emit(inner, into: &program)
      program.append(.jump(start))
      program[start] = split(start, start + 1, program.count)
      return
    }
    var starts: [Int] = []
    for _ in least..<max(least, most) {
      starts.append(program.count)
      program.append(.match)
      try emit(inner, into: &program)
    }
    for start in starts { program[start] = split(start, start + 1, program.count) }
  }
}
