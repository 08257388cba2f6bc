/// A function that depends on its arguments only.
struct PureFunction: Sendable {
  /// How many arguments it takes.
  var arity: ClosedRange<Int>
  /// Whether it deals with unknown arguments itself; others answer unknown to any.
  var takesUnknown: Bool
  var body: @Sendable (FunctionArguments) throws(EvaluationFailure) -> Value

  init(
    _ arity: ClosedRange<Int>,
    takesUnknown: Bool = false,
    _ body: @escaping @Sendable (FunctionArguments) throws(EvaluationFailure) -> Value
  ) {
    self.arity = arity
    self.takesUnknown = takesUnknown
    self.body = body
  }

  /// All of them by name.
  static let table: [String: PureFunction] = [
    numeric, text, patterns, encoding, digests, collections, sets, types, networks, times,
  ].reduce(into: [:]) { table, part in table.merge(part) { first, _ in first } }

  /// The arity of a function that takes any number of arguments.
  static let any = 0...1_000_000
}

/// The arguments of a call, read as the types a function wants.
struct FunctionArguments {
  var values: [Value]

  var count: Int { values.count }

  func string(_ position: Int) throws(EvaluationFailure) -> String {
    guard let text = try Conversion.string(values[position]).text else {
      throw EvaluationFailure("argument \(position + 1) is not text")
    }
    return text
  }

  func number(_ position: Int) throws(EvaluationFailure) -> Double {
    guard case .number(let number) = try Conversion.number(values[position]) else {
      throw EvaluationFailure("argument \(position + 1) is not a number")
    }
    return number
  }

  func integer(_ position: Int) throws(EvaluationFailure) -> Int {
    let number = try number(position)
    guard number == number.rounded(), abs(number) < 1e15 else {
      throw EvaluationFailure("argument \(position + 1) is not a whole number")
    }
    return Int(number)
  }

  func list(_ position: Int) throws(EvaluationFailure) -> ListValue {
    guard case .list(let list) = values[position] else {
      throw EvaluationFailure("argument \(position + 1) is not a list")
    }
    return list
  }

  func strings(_ position: Int) throws(EvaluationFailure) -> [String] {
    var result: [String] = []
    for element in try list(position).elements {
      guard let text = try Conversion.string(element).text else {
        throw EvaluationFailure("argument \(position + 1) holds something that is not text")
      }
      result.append(text)
    }
    return result
  }

  func object(_ position: Int) throws(EvaluationFailure) -> ObjectValue {
    guard case .object(let object) = values[position] else {
      throw EvaluationFailure("argument \(position + 1) is not a map")
    }
    return object
  }

  /// What is unknown in an argument, at any depth.
  func unknown(_ position: Int) -> UnknownValue? { values[position].unknownInside() }
}
