import ScriptLanguage

/// Tells refusals from other endings.
enum Refusals {
  /// Whether a status refuses a caller; 404 hides what is there.
  static func refuses(_ status: Int?) -> Bool { status == 401 || status == 403 || status == 404 }

  /// The status an error will be answered with, nil when it cannot be told.
  static func status(of error: ScriptValue, in evaluator: ScriptEvaluator) -> Int? {
    switch error {
    case .symbol(let symbol):
      // What went wrong elsewhere and is handed on refuses nobody.
      if symbol.marks.contains(.failure) { return 500 }
      let words = symbol.name.split(separator: " ")
      if let number = words.compactMap({ Int($0) }).first(where: { (400..<600).contains($0) }) {
        return number
      }
      return AccessWords.refusal(symbol.name)
    case .result(let result):
      for argument in result.arguments {
        if case .number(let number) = argument, (400..<600).contains(number) { return Int(number) }
      }
      if let status = AccessWords.refusal(result.callee.displayName) { return status }
      // A web response that is thrown or returned carries its status in its options.
      for argument in result.arguments {
        if let status = statusProperty(of: argument, in: evaluator) { return status }
      }
      return nil
    case .object(let object):
      if let status = statusProperty(of: error, in: evaluator) { return status }
      for case .number(let number) in object.outsideArguments where (400..<600).contains(number) {
        return Int(number)
      }
      var type = object.instanceOf
      while let current = type {
        if let status = AccessWords.refusal(current.name) { return status }
        if let superclass = current.superclass, current.parent == nil {
          return AccessWords.refusal(superclass.displayName)
        }
        type = current.parent
      }
      return nil
    case .union(let values):
      let known = values.compactMap { status(of: $0, in: evaluator) }
      return known.first { refuses($0) } ?? known.first
    default: return nil
    }
  }

  private static func statusProperty(of value: ScriptValue, in evaluator: ScriptEvaluator) -> Int? {
    guard case .object(let object) = value else { return nil }
    let usual = ["statusCode", "status", "httpCode", "httpStatus", "code"]
    // An error of the project's own may call its status anything.
    let own = object.instanceOf == nil ? [] : object.names
    for name in usual + own {
      if case .number(let number)? = object[name], (400..<600).contains(number) {
        return Int(number)
      }
    }
    return nil
  }
}
