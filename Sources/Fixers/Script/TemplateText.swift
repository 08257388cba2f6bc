/// Fills names in double braces in.
enum TemplateText {
  /// The text with values for its names; a line that holds nothing but an empty value goes.
  static func render(_ text: String, _ values: [String: String]) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      let name = rest[open.upperBound..<close.lowerBound]
      result += rest[..<open.lowerBound]
      let value = values[String(name)] ?? "{{\(name)}}"
      result += value
      rest = rest[close.upperBound...]
      let isAlone = result.isEmpty || result.hasSuffix("\n")
      if value.isEmpty, isAlone, rest.first == "\n" { rest.removeFirst() }
    }
    return result + rest
  }
}
