extension ScriptSymbol {
  /// The type name of a part of a path that a route leaves open: any text without a slash.
  package static let pathSegment = "path segment"
  /// The type name of what is `undefined` for certain, so that nothing can be read from it.
  package static let nothing = "nothing"
  /// The type name of something absent for which an empty text or `null` was put in.
  package static let emptied = "emptied"
  /// The type name of what a look-up gave that found nothing: no value, or a list without elements.
  package static let nothingFound = "nothing found"
}

extension ScriptValue {
  /// Texts the value may well be, nil when it could be anything.
  ///
  /// Where a string leaves only segments of a path open, two unlike examples stand for them: what
  /// holds for both holds for the route.
  package var representatives: [String]? {
    switch self {
    case .string(let text): return [text]
    case .pattern(let pieces):
      var texts = ["", ""]
      for piece in pieces {
        switch piece {
        case .text(let part): texts = texts.map { $0 + part }
        case .hole(_, let value):
          guard case .symbol(let symbol) = value, symbol.typeName == ScriptSymbol.pathSegment
          else { return nil }
          texts[0] += "7"
          texts[1] += "q9-Zx"
        }
      }
      return texts
    default: return nil
    }
  }

  /// Whether a test holds for the text, nil when it depends on what is not known.
  func decided(_ test: (String) -> Bool?) -> Bool? {
    guard let texts = representatives else { return nil }
    let answers = Set(texts.map(test))
    return answers.count == 1 ? answers.first ?? nil : nil
  }

  /// The regular expression a value is, nil when it is none.
  package var expression: ScriptExpression? {
    guard case .symbol(let symbol) = self, symbol.name.hasPrefix("/") else { return nil }
    return ScriptExpression(literal: symbol.name)
  }
}

extension ScriptEvaluator {
  /// Methods of regular expressions, and of strings whose open parts are segments of a path.
  func textMethod(
    _ name: String,
    _ receiver: ScriptValue,
    _ arguments: [ScriptValue]
  ) -> ScriptValue? {
    let first = arguments.first ?? .undefined
    if case .symbol = receiver {
      guard ["test", "exec"].contains(name), let expression = receiver.expression else {
        return nil
      }
      return matched(name, first, expression)
    }
    if ["match", "search"].contains(name), let expression = first.expression {
      return matched(name, receiver, expression)
    }
    guard case .pattern(let pieces) = receiver else { return nil }
    guard let wanted = first.knownString else { return nil }
    let answer: Bool?
    switch name {
    case "startsWith":
      if case .text(let head)? = pieces.first, head.hasPrefix(wanted) { return .boolean(true) }
      answer = receiver.decided { $0.hasPrefix(wanted) }
    case "endsWith":
      if case .text(let tail)? = pieces.last, tail.hasSuffix(wanted) { return .boolean(true) }
      answer = receiver.decided { $0.hasSuffix(wanted) }
    case "includes":
      answer = receiver.decided { $0.contains(wanted) }
    default: return nil
    }
    return answer.map(ScriptValue.boolean)
      ?? .symbol(ScriptSymbol(name, marks: receiver.marks()))
  }

  private func matched(
    _ name: String,
    _ subject: ScriptValue,
    _ expression: ScriptExpression
  ) -> ScriptValue {
    let answer = subject.decided { expression.matches($0) }
    let marks = subject.marks()
    switch (name, answer) {
    case ("test", let answer?): return .boolean(answer)
    case ("search", false?): return .number(-1)
    case ("match", false?), ("exec", false?): return .null
    case ("match", true?), ("exec", true?):
      return .symbol(ScriptSymbol("match", marks: marks, presence: .present))
    default: return .symbol(ScriptSymbol(name, marks: marks))
    }
  }
}
