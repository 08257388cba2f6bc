import Foundation

extension Payload {
  /// The value as JSON, with sorted keys, over several lines.
  var text: String {
    var result = ""
    write(to: &result, indent: "")
    return result + "\n"
  }

  private func write(to result: inout String, indent: String) {
    switch self {
    case .null: result += "null"
    case .bool(let value): result += value ? "true" : "false"
    case .number(let number): result += Int(exactly: number).map { "\($0)" } ?? "\(number)"
    case .string(let text): result += Self.quoted(text)
    case .list(let elements):
      let parts = elements.map { element in
        { (text: inout String, indent: String) in
          element.write(to: &text, indent: indent)
        }
      }
      Self.write(parts, "[", "]", to: &result, indent: indent)
    case .object(let members):
      let parts = members.sorted { $0.key < $1.key }.map { key, member in
        { (text: inout String, indent: String) in
          text += Self.quoted(key) + ": "
          member.write(to: &text, indent: indent)
        }
      }
      Self.write(parts, "{", "}", to: &result, indent: indent)
    }
  }

  private static func write(
    _ parts: [(inout String, String) -> Void],
    _ open: String,
    _ close: String,
    to result: inout String,
    indent: String
  ) {
    guard !parts.isEmpty else {
      result += open + close
      return
    }
    result += open
    for (index, part) in parts.enumerated() {
      result += (index == 0 ? "\n" : ",\n") + indent + "  "
      part(&result, indent + "  ")
    }
    result += "\n" + indent + close
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        result += "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
