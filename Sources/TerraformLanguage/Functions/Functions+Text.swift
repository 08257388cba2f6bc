extension PureFunction {
  static let text: [String: PureFunction] = [
    "chomp": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      var text = try a.string(0)[...]
      while text.hasSuffix("\n") || text.hasSuffix("\r\n") || text.hasSuffix("\r") {
        text.removeLast()
      }
      return .string(String(text))
    },
    "lower": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      .string(try a.string(0).lowercased())
    },
    "upper": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      .string(try a.string(0).uppercased())
    },
    "title": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      var result = ""
      var startsWord = true
      for character in try a.string(0) {
        result += startsWord ? character.uppercased() : String(character)
        startsWord =
          !(character.isLetter || character.isNumber || character == "_" || character == "'")
      }
      return .string(result)
    },
    "strrev": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      .string(String(try a.string(0).reversed()))
    },
    "substr": PureFunction(3...3) { (a) throws(EvaluationFailure) in try substring(a) },
    "split": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      let separator = try a.string(0)
      let text = try a.string(1)
      let parts =
        separator.isEmpty
        ? text.map { Value.string(String($0)) }
        : text.split(separator: separator, omittingEmptySubsequences: false)
          .map { Value.string(String($0)) }
      return .list(ListValue(.list, parts))
    },
    "join": PureFunction(1...any.upperBound, takesUnknown: true) { (a) throws(EvaluationFailure) in
      try joinTexts(a)
    },
    "startswith": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      .bool(try a.string(0).utf8.starts(with: try a.string(1).utf8))
    },
    "endswith": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      .bool(try a.string(0).utf8.reversed().starts(with: try a.string(1).utf8.reversed()))
    },
    "strcontains": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      let part = try a.string(1)
      return .bool(part.isEmpty ? true : try a.string(0).contains(part))
    },
    "trim": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      let dropped = Set(try a.string(1).unicodeScalars)
      return .string(try a.string(0).trimming { dropped.contains($0) })
    },
    "trimspace": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      .string(try a.string(0).trimming { $0.properties.isWhitespace })
    },
    "trimprefix": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      let (text, prefix) = (try a.string(0), try a.string(1))
      return .string(text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text)
    },
    "trimsuffix": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      let (text, suffix) = (try a.string(0), try a.string(1))
      return .string(text.hasSuffix(suffix) ? String(text.dropLast(suffix.count)) : text)
    },
    "indent": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      let width = try a.integer(0)
      guard (0...1_000).contains(width) else { throw EvaluationFailure("indent is out of range") }
      let blanks = String(repeating: " ", count: width)
      return .string(try a.string(1).replacing("\n", with: "\n" + blanks))
    },
    "format": PureFunction(1...any.upperBound, takesUnknown: true) {
      (a) throws(EvaluationFailure) in
      if let unknown = a.values[0].unknown { return .unknown(unknown.forgettingShape) }
      return try TextFormat.format(try a.string(0), Array(a.values.dropFirst()))
    },
    "formatlist": PureFunction(1...any.upperBound, takesUnknown: true) {
      (a) throws(EvaluationFailure) in try formatList(a)
    },
  ]

  private static func substring(_ a: FunctionArguments) throws(EvaluationFailure) -> Value {
    let characters = Array(try a.string(0))
    var start = try a.integer(1)
    let length = try a.integer(2)
    if start < 0 { start = max(0, start + characters.count) }
    guard start <= characters.count else { return .string("") }
    let end = length < 0 ? characters.count : min(characters.count, start + length)
    return .string(String(characters[start..<max(start, end)]))
  }

  private static func joinTexts(_ a: FunctionArguments) throws(EvaluationFailure) -> Value {
    if let unknown = a.values.lazy.compactMap(\.unknown).first {
      return .unknown(unknown.forgettingShape)
    }
    let separator = try a.string(0)
    var pieces: [Value] = []
    for position in 1..<max(1, a.count) {
      for element in try a.list(position).elements {
        if !pieces.isEmpty { pieces.append(.string(separator)) }
        let piece = try Conversion.string(element)
        if piece.isNull { throw EvaluationFailure("join meets null") }
        pieces.append(piece)
      }
    }
    return TextFormat.join(pieces)
  }

  private static func formatList(_ a: FunctionArguments) throws(EvaluationFailure) -> Value {
    if let unknown = a.values.lazy.compactMap(\.unknown).first {
      return .unknown(unknown.forgettingShape)
    }
    let pattern = try a.string(0)
    let lists = a.values.dropFirst().compactMap(\.elements)
    let count = lists.first?.count ?? 1
    guard lists.allSatisfy({ $0.count == count }) else {
      throw EvaluationFailure("the lists of formatlist differ in length")
    }
    var results: [Value] = []
    for row in 0..<count {
      let values = a.values.dropFirst().map { $0.elements.map { $0[row] } ?? $0 }
      results.append(try TextFormat.format(pattern, values))
    }
    return .list(ListValue(.list, results))
  }
}

extension String {
  fileprivate func trimming(_ isDropped: (Unicode.Scalar) -> Bool) -> String {
    var scalars = unicodeScalars[...]
    while let first = scalars.first, isDropped(first) { scalars.removeFirst() }
    while let last = scalars.last, isDropped(last) { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars))
  }
}
