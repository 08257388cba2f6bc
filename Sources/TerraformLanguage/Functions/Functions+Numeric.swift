import Foundation

extension PureFunction {
  static let numeric: [String: PureFunction] = [
    "abs": PureFunction(1...1) { (a) throws(EvaluationFailure) in .number(abs(try a.number(0))) },
    "ceil": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      .number(try a.number(0).rounded(.up))
    },
    "floor": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      .number(try a.number(0).rounded(.down))
    },
    "signum": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      let number = try a.number(0)
      return .number(number == 0 ? 0 : number < 0 ? -1 : 1)
    },
    "log": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      try finite(Foundation.log(try a.number(0)) / Foundation.log(try a.number(1)))
    },
    "pow": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      try finite(Foundation.pow(try a.number(0), try a.number(1)))
    },
    "max": PureFunction(1...any.upperBound) { (a) throws(EvaluationFailure) in
      try extreme(a, isBetter: >)
    },
    "min": PureFunction(1...any.upperBound) { (a) throws(EvaluationFailure) in
      try extreme(a, isBetter: <)
    },
    "sum": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      let list = try a.list(0)
      guard !list.elements.isEmpty else { throw EvaluationFailure("the sum of an empty list") }
      if let unknown = a.unknown(0) { return .unknown(unknown.forgettingShape) }
      let numbers = FunctionArguments(values: list.elements)
      var total = 0.0
      for position in list.elements.indices { total += try numbers.number(position) }
      return try finite(total)
    },
    "parseint": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      let base = try a.integer(1)
      guard (2...36).contains(base), let number = Int(try a.string(0), radix: base) else {
        throw EvaluationFailure("parseint has no number")
      }
      return .number(Double(number))
    },
    "range": PureFunction(1...3) { (a) throws(EvaluationFailure) in try range(a) },
  ]

  private static func finite(_ number: Double) throws(EvaluationFailure) -> Value {
    guard number.isFinite else { throw EvaluationFailure("the result is not a number") }
    return .number(number)
  }

  private static func extreme(
    _ arguments: FunctionArguments,
    isBetter: (Double, Double) -> Bool
  ) throws(EvaluationFailure) -> Value {
    var best = try arguments.number(0)
    for position in 1..<max(1, arguments.count) {
      let number = try arguments.number(position)
      if isBetter(number, best) { best = number }
    }
    return .number(best)
  }

  /// Terraform itself refuses more than 1,024 numbers.
  private static func range(_ a: FunctionArguments) throws(EvaluationFailure) -> Value {
    let start = a.count > 1 ? try a.number(0) : 0
    let limit = a.count > 1 ? try a.number(1) : try a.number(0)
    let step = a.count > 2 ? try a.number(2) : (limit < start ? -1 : 1)
    guard step != 0, limit == start || (limit > start) == (step > 0) else {
      throw EvaluationFailure("the step of range leads away from its limit")
    }
    var numbers: [Value] = []
    var next = start
    while step > 0 ? next < limit : next > limit {
      guard numbers.count < 1_024 else {
        throw EvaluationFailure("range gives more than 1024 numbers")
      }
      numbers.append(.number(next))
      next += step
    }
    return .list(ListValue(.list, numbers))
  }
}
