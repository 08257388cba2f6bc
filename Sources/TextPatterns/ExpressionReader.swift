/// The parts of an expression as they are written.
indirect enum ExpressionPart {
  case set(ByteSet)
  case sequence([ExpressionPart])
  case choice([ExpressionPart])
  case capture(ExpressionPart)
  case repetition(ExpressionPart, least: Int, most: Int)
  case wordBoundary
}

/// Reads the text of an expression.
struct ExpressionReader {
  private let text: [UInt8]
  private var position = 0
  private var ignoresCase = false

  init(_ text: String) {
    self.text = Array(text.utf8)
  }

  mutating func read() throws(BoundedExpression.Malformed) -> ExpressionPart {
    if text.starts(with: Array("(?i)".utf8)) {
      ignoresCase = true
      position = 4
    }
    let part = try choice(depth: 0)
    guard position == text.count else { throw malformed("a parenthesis closes nothing") }
    return part
  }

  private mutating func choice(depth: Int) throws(BoundedExpression.Malformed) -> ExpressionPart {
    guard depth < 16 else { throw malformed("groups nest too deep") }
    var alternatives = [try sequence(depth: depth)]
    while peek == UInt8(ascii: "|") {
      position += 1
      alternatives.append(try sequence(depth: depth))
    }
    return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
  }

  private mutating func sequence(depth: Int) throws(BoundedExpression.Malformed) -> ExpressionPart {
    var parts: [ExpressionPart] = []
    while let byte = peek, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      let part = try atom(depth: depth)
      parts.append(try repeated(part))
    }
    return .sequence(parts)
  }

  private mutating func atom(depth: Int) throws(BoundedExpression.Malformed) -> ExpressionPart {
    let byte = text[position]
    position += 1
    switch byte {
    case UInt8(ascii: "("):
      return try group(depth: depth)
    case UInt8(ascii: "["):
      return .set(try bracketed())
    case UInt8(ascii: "."):
      return .set(ByteSet.of(10...10).inverted)
    case UInt8(ascii: "\\"):
      if peek == UInt8(ascii: "b") {
        position += 1
        return .wordBoundary
      }
      return .set(try escaped())
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"):
      throw malformed("a repetition repeats nothing, or has no bound")
    default:
      return .set(folded(ByteSet.of(byte...byte)))
    }
  }

  private mutating func group(depth: Int) throws(BoundedExpression.Malformed) -> ExpressionPart {
    let captures = !text[position...].starts(with: Array("?:".utf8))
    if !captures { position += 2 }
    let inner = try choice(depth: depth + 1)
    guard peek == UInt8(ascii: ")") else { throw malformed("a group is not closed") }
    position += 1
    return captures ? .capture(inner) : inner
  }

  private mutating func repeated(
    _ part: ExpressionPart
  ) throws(BoundedExpression.Malformed) -> ExpressionPart {
    switch peek {
    case UInt8(ascii: "?"):
      position += 1
      return .repetition(part, least: 0, most: 1)
    case UInt8(ascii: "{"):
      position += 1
      let least = try number()
      var most = least
      if peek == UInt8(ascii: ",") {
        position += 1
        most = try number()
      }
      guard peek == UInt8(ascii: "}"), least <= most, most <= 20_000 else {
        throw malformed("a repetition needs two bounds in order")
      }
      position += 1
      return .repetition(part, least: least, most: most)
    case UInt8(ascii: "*"), UInt8(ascii: "+"):
      throw malformed("a repetition needs an upper bound")
    default:
      return part
    }
  }

  private mutating func bracketed() throws(BoundedExpression.Malformed) -> ByteSet {
    let inverts = peek == UInt8(ascii: "^")
    if inverts { position += 1 }
    var set = ByteSet()
    while let byte = peek, byte != UInt8(ascii: "]") {
      position += 1
      if byte == UInt8(ascii: "\\") {
        set.formUnion(try escaped())
      } else if peek == UInt8(ascii: "-"), let last = peek(1), last != UInt8(ascii: "]") {
        guard byte <= last else { throw malformed("a range runs backwards") }
        position += 2
        set.formUnion(ByteSet.of(byte...last))
      } else {
        set.insert(byte)
      }
    }
    guard peek != nil else { throw malformed("a class is not closed") }
    position += 1
    return inverts ? folded(set).inverted : folded(set)
  }

  private mutating func escaped() throws(BoundedExpression.Malformed) -> ByteSet {
    guard let byte = peek else { throw malformed("a backslash ends the text") }
    position += 1
    switch byte {
    case UInt8(ascii: "d"): return .digits
    case UInt8(ascii: "w"): return .word
    case UInt8(ascii: "s"): return .space
    case UInt8(ascii: "n"): return .of(10...10)
    case UInt8(ascii: "r"): return .of(13...13)
    case UInt8(ascii: "t"): return .of(9...9)
    default:
      guard !ByteSet.word.contains(byte) else { throw malformed("an escape is unknown") }
      return .of(byte...byte)
    }
  }

  private mutating func number() throws(BoundedExpression.Malformed) -> Int {
    var value: Int?
    while let byte = peek, ByteSet.digits.contains(byte), (value ?? 0) < 10_000 {
      value = (value ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
      position += 1
    }
    guard let value else { throw malformed("a repetition needs a number") }
    return value
  }

  private func folded(_ set: ByteSet) -> ByteSet {
    guard ignoresCase else { return set }
    var folded = set
    folded.ignoreCase()
    return folded
  }

  private var peek: UInt8? { peek(0) }

  private func peek(_ distance: Int) -> UInt8? {
    position + distance < text.count ? text[position + distance] : nil
  }

  private func malformed(_ reason: String) -> BoundedExpression.Malformed {
    BoundedExpression.Malformed(reason: reason, offset: position)
  }
}

/// Turns the parts of an expression into steps.
struct ExpressionCompiler {
  var program: [Instruction] = []

  mutating func emit(_ part: ExpressionPart) {
    switch part {
    case .set(let set): program.append(.run(set, least: 1, most: 1))
    case .sequence(let parts): for part in parts { emit(part) }
    case .wordBoundary: program.append(.wordBoundary)
    case .capture(let inner):
      program.append(.openCapture)
      emit(inner)
      program.append(.closeCapture)
    case .choice(let alternatives): emit(alternatives)
    case .repetition(.set(let set), let least, let most):
      program.append(.run(set, least: least, most: most))
    case .repetition(let inner, let least, let most):
      for _ in 0..<least { emit(inner) }
      for _ in least..<max(least, most) { emit([inner, .sequence([])]) }
    }
  }

  private mutating func emit(_ alternatives: [ExpressionPart]) {
    let branch = program.count
    program.append(.branch([]))
    var starts: [Int] = []
    var exits: [Int] = []
    for alternative in alternatives {
      starts.append(program.count)
      emit(alternative)
      exits.append(program.count)
      program.append(.jump(0))
    }
    program[branch] = .branch(starts)
    for exit in exits { program[exit] = .jump(program.count) }
  }
}
