import ReadinessModel

/// A JSON value whose members keep their order, so that output is stable and pleasant to read.
enum JSONValue {
  case text(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  case list([JSONValue])
  case object([(String, JSONValue?)])
  case null

  /// Writes the value over several lines, with a line break at the end.
  func rendered() -> String {
    var result = ""
    write(to: &result, indent: "")
    return result + "\n"
  }

  private func write(to result: inout String, indent: String) {
    switch self {
    case .text(let text): Self.write(text, to: &result)
    case .integer(let integer): result += "\(integer)"
    case .number(let number): result += Self.decimal(number)
    case .boolean(let boolean): result += boolean ? "true" : "false"
    case .null: result += "null"
    case .list(let items):
      Self.write(items.map { (nil, $0) }, "[", "]", to: &result, indent: indent)
    case .object(let members):
      let present = members.compactMap { name, value in value.map { (Optional(name), $0) } }
      Self.write(present, "{", "}", to: &result, indent: indent)
    }
  }

  private static func write(
    _ items: [(String?, JSONValue)],
    _ open: String,
    _ close: String,
    to result: inout String,
    indent: String
  ) {
    guard !items.isEmpty else {
      result += open + close
      return
    }
    let inner = indent + "  "
    result += open
    for (index, item) in items.enumerated() {
      result += index == 0 ? "\n" : ",\n"
      result += inner
      if let name = item.0 {
        write(name, to: &result)
        result += ": "
      }
      item.1.write(to: &result, indent: inner)
    }
    result += "\n" + indent + close
  }

  /// Writes a string; what could do something to a terminal is escaped like a control character.
  private static func write(_ text: String, to result: inout String) {
    result += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if SafeText.isUnsafe(scalar) {
          for unit in String(scalar).utf16 { result += SafeText.escaped(unit) }
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    result += "\""
  }

  /// Writes a number with at most two decimals.
  static func decimal(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    let (whole, rest) = (hundredths / 100, abs(hundredths % 100))
    if rest == 0 { return "\(whole)" }
    return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}

extension JSONValue {
  /// A list of texts.
  static func texts(_ texts: [String]) -> Self { .list(texts.map(Self.text)) }

  /// A place in a file.
  static func location(_ location: SourceLocation) -> Self {
    .object([
      ("file", .text(location.file)),
      ("line", .integer(location.line)),
      ("column", .integer(location.column)),
      ("endLine", .integer(location.endLine ?? location.line)),
    ])
  }

  /// A range of days.
  static func days(_ range: EffortRange) -> Self {
    .object([("low", .number(range.low)), ("high", .number(range.high))])
  }
}
