/// Numbers as the language writes and reads them.
enum NumberText {
  /// Writes a number without an exponent.
  static func describe(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 9e15 { return String(Int64(number)) }
    let text = String(number)
    guard let mark = text.firstIndex(of: "e") else {
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    guard let exponent = Int(text[text.index(after: mark)...]), abs(exponent) < 400 else {
      return text
    }
    return expand(text[..<mark], exponent: exponent)
  }

  private static func expand(_ mantissa: Substring, exponent: Int) -> String {
    let isNegative = mantissa.hasPrefix("-")
    let parts = (isNegative ? mantissa.dropFirst() : mantissa).split(separator: ".")
    let whole = parts.first.map(String.init) ?? "0"
    var fraction = parts.count > 1 ? String(parts[1]) : ""
    if fraction == "0" { fraction = "" }
    var digits = whole + fraction
    let point = whole.count + exponent
    if point <= 0 {
      digits = "0." + String(repeating: "0", count: -point) + digits
    } else if point >= digits.count {
      digits += String(repeating: "0", count: point - digits.count)
    } else {
      digits.insert(".", at: digits.index(digits.startIndex, offsetBy: point))
    }
    return (isNegative ? "-" : "") + digits
  }

  /// Reads a number as the language converts text to one, nil when it is none.
  static func parse(_ text: String) -> Double? {
    guard let first = text.utf8.first, text.utf8.count < 400,
      first.isDigit || first == UInt8(ascii: "-") || first == UInt8(ascii: ".")
        || first == UInt8(ascii: "+"),
      text.utf8.allSatisfy({ $0.isDigit || "+-.eE".utf8.contains($0) }),
      let number = Double(text), number.isFinite
    else { return nil }
    return number
  }
}
