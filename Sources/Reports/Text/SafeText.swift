/// Makes text from a repository safe to show.
///
/// Names and messages come from files that anybody may have written. A control character could
/// move a terminal's cursor or start a command, and a bidirectional mark could make a line read as
/// something else, so both are shown by their number instead.
package enum SafeText {
  /// Gives the text on one line, with everything that does not print shown by its number.
  package static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\t" || scalar == "\r" {
        result += " "
      } else if isUnsafe(scalar) {
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a character could do something other than print.
  package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value >= 0x20 && scalar.value < 0x7F { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator:
      return true
    default:
      return false
    }
  }

  /// Escapes what could do something to a terminal in text that is JSON already.
  package static func json(_ text: String) -> String {
    let isMeant = { (scalar: Unicode.Scalar) in scalar == "\n" || !isUnsafe(scalar) }
    guard !text.unicodeScalars.allSatisfy(isMeant) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isMeant(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        for unit in String(scalar).utf16 { result += escaped(unit) }
      }
    }
    return result
  }

  /// Writes a UTF-16 unit as JSON escapes it.
  static func escaped(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// Gives text that Markdown and HTML show as it is.
  package static func markdown(_ text: String) -> String {
    var result = ""
    for character in line(text) {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "!", "|", "~":
        result += "\\" + String(character)
      case "@":
        // A zero-width joiner would be neutralised again, so the mention is broken by an entity.
        result += "&#64;"
      default: result.append(character)
      }
    }
    return autolinkFree(result)
  }

  /// Keeps a bare address in repository text from becoming a link.
  private static func autolinkFree(_ text: String) -> String {
    text.split(separator: "://", omittingEmptySubsequences: false).joined(separator: "&#58;//")
      .split(separator: "www.", omittingEmptySubsequences: false).joined(separator: "www&#46;")
  }
}
