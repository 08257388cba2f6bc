/// JSON as `jsonencode` writes it: names sorted, no blanks, `<`, `>` and `&` escaped.
enum JSONText {
  static func encode(_ value: Value) throws(EvaluationFailure) -> String {
    var text = ""
    try write(value, to: &text)
    return text
  }

  private static func write(_ value: Value, to text: inout String) throws(EvaluationFailure) {
    switch value {
    case .null: text += "null"
    case .bool(let bool): text += bool ? "true" : "false"
    case .number(let number): text += NumberText.describe(number)
    case .string(let string): write(string, to: &text)
    case .list(let list):
      text += "["
      for (position, element) in list.elements.enumerated() {
        if position > 0 { text += "," }
        try write(element, to: &text)
      }
      text += "]"
    case .object(let object):
      text += "{"
      for (position, entry) in object.sorted.enumerated() {
        if position > 0 { text += "," }
        write(entry.key, to: &text)
        text += ":"
        try write(entry.value, to: &text)
      }
      text += "}"
    case .resource, .unknown: throw EvaluationFailure("a value to encode is not known")
    }
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "<", ">", "&", "\u{2028}", "\u{2029}", "\0"..<" ":
        let code = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
