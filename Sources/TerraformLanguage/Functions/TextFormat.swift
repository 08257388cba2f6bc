/// The `format` function and what it shares with `join`.
enum TextFormat {
  /// Joins pieces; text that is partly unknown keeps its pieces.
  static func join(_ pieces: [Value]) -> Value {
    var merged: [Value] = []
    var text = ""
    for piece in pieces {
      if let known = piece.text {
        text += known
      } else {
        if !text.isEmpty { merged.append(.string(text)) }
        text = ""
        merged.append(piece)
      }
    }
    guard var unknown = UnknownValue.merging(merged.compactMap(\.unknown)) else {
      return .string(text)
    }
    if !text.isEmpty { merged.append(.string(text)) }
    unknown.shape = .text(merged)
    return .unknown(unknown)
  }

  /// Fills a pattern such as `%s-%03d`.
  static func format(_ pattern: String, _ values: [Value]) throws(EvaluationFailure) -> Value {
    var pieces: [Value] = []
    var literal = ""
    var next = 0
    let characters = Array(pattern)
    var position = 0
    while position < characters.count {
      guard characters[position] == "%" else {
        literal.append(characters[position])
        position += 1
        continue
      }
      position += 1
      var verb = Verb()
      try verb.read(characters, at: &position)
      if verb.kind == "%" {
        literal.append("%")
        continue
      }
      let index = verb.argument ?? next
      guard values.indices.contains(index) else {
        throw EvaluationFailure("format has too few arguments")
      }
      next = index + 1
      if !literal.isEmpty { pieces.append(.string(literal)) }
      literal = ""
      pieces.append(try verb.apply(to: values[index]))
    }
    if !literal.isEmpty { pieces.append(.string(literal)) }
    return join(pieces)
  }
}

/// One `%…` of a pattern.
private struct Verb {
  var kind: Character = "s"
  var argument: Int?
  var width = 0
  var precision: Int?
  var padsWithZeros = false
  var alignsLeft = false
  var showsPlus = false

  mutating func read(
    _ characters: [Character],
    at position: inout Int
  ) throws(EvaluationFailure) {
    while position < characters.count {
      let character = characters[position]
      position += 1
      switch character {
      case "0" where width == 0: padsWithZeros = true
      case "-": alignsLeft = true
      case "+": showsPlus = true
      case " ", "#": continue
      case "[":
        argument = readNumber(characters, at: &position).map { $0 - 1 }
        if position < characters.count, characters[position] == "]" { position += 1 }
      case "1"..."9":
        position -= 1
        width = readNumber(characters, at: &position) ?? 0
      case ".": precision = readNumber(characters, at: &position) ?? 0
      default:
        kind = character
        guard width <= 1_000, precision ?? 0 <= 1_000 else {
          throw EvaluationFailure("a width in format is out of range")
        }
        return
      }
    }
    throw EvaluationFailure("a pattern of format is not finished")
  }

  private func readNumber(_ characters: [Character], at position: inout Int) -> Int? {
    var number: Int?
    while position < characters.count, let digit = characters[position].wholeNumberValue,
      characters[position].isASCII, (number ?? 0) < 1_000_000
    {
      number = (number ?? 0) * 10 + digit
      position += 1
    }
    return number
  }

  func apply(to value: Value) throws(EvaluationFailure) -> Value {
    if let unknown = value.unknownInside() {
      // Text that is put in as it stands keeps its pieces.
      let isPlain = kind == "s" || (kind == "v" && value.entries == nil && value.elements == nil)
      return isPlain && width == 0 && precision == nil
        ? value.asUnknown(unknown) : .unknown(unknown.forgettingShape)
    }
    return .string(pad(try text(of: value)))
  }

  private func text(of value: Value) throws(EvaluationFailure) -> String {
    let arguments = FunctionArguments(values: [value])
    switch kind {
    case "s":
      let text = try arguments.string(0)
      return precision.map { String(text.prefix($0)) } ?? text
    case "v":
      switch value {
      case .string(let text): return text
      case .null: return "null"
      case .number, .bool: return try arguments.string(0)
      default: return try JSONText.encode(value)
      }
    case "q": return try JSONText.encode(.string(try arguments.string(0)))
    case "d": return signed(String(try arguments.integer(0)))
    case "b": return signed(String(try arguments.integer(0), radix: 2))
    case "o": return signed(String(try arguments.integer(0), radix: 8))
    case "x": return signed(String(try arguments.integer(0), radix: 16))
    case "X": return signed(String(try arguments.integer(0), radix: 16, uppercase: true))
    case "t":
      guard case .bool(let bool) = try Conversion.bool(value) else {
        throw EvaluationFailure("format wants a bool")
      }
      return bool ? "true" : "false"
    case "f", "F": return signed(fixed(try arguments.number(0), places: precision ?? 6))
    case "g", "G":
      return signed(NumberText.describe(try arguments.number(0)))
    default: throw EvaluationFailure("format does not know %\(kind)")
    }
  }

  private func signed(_ text: String) -> String {
    showsPlus && !text.hasPrefix("-") ? "+" + text : text
  }

  private func fixed(_ number: Double, places: Int) -> String {
    let places = min(places, 15)
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (abs(number) * scale).rounded(.toNearestOrEven)
    guard scaled < 9e15 else { return NumberText.describe(number) }
    var digits = String(Int64(scaled))
    if digits.count <= places {
      digits = String(repeating: "0", count: places + 1 - digits.count) + digits
    }
    let whole = digits.dropLast(places)
    return (number < 0 ? "-" : "") + whole + (places > 0 ? "." + digits.suffix(places) : "")
  }

  private func pad(_ text: String) -> String {
    let missing = width - text.count
    guard missing > 0 else { return text }
    if alignsLeft { return text + String(repeating: " ", count: missing) }
    guard padsWithZeros else { return String(repeating: " ", count: missing) + text }
    let sign = text.hasPrefix("-") || text.hasPrefix("+") ? text.prefix(1) : ""
    return sign + String(repeating: "0", count: missing) + text.dropFirst(sign.count)
  }
}

extension Value {
  fileprivate func asUnknown(_ unknown: UnknownValue) -> Value {
    if case .unknown = self { return self }
    return .unknown(unknown.forgettingShape)
  }
}
