/// The operators of the language.
enum Operators {
  static func apply(
    _ operation: Expression.UnaryOperator,
    _ operand: Value
  ) throws(EvaluationFailure) -> Value {
    switch operation {
    case .negate:
      switch try Conversion.number(operand) {
      case .number(let number): return .number(-number)
      case .unknown(let unknown): return .unknown(unknown.forgettingShape)
      default: throw EvaluationFailure("the operand of '-' is null")
      }
    case .not:
      switch try Conversion.bool(operand) {
      case .bool(let bool): return .bool(!bool)
      case .unknown(let unknown): return .unknown(unknown.forgettingShape)
      default: throw EvaluationFailure("the operand of '!' is null")
      }
    }
  }

  static func apply(
    _ operation: Expression.BinaryOperator,
    _ left: Value,
    _ right: Value
  ) throws(EvaluationFailure) -> Value {
    switch operation {
    case .equal: equal(left, right)
    case .notEqual: try apply(.not, equal(left, right))
    case .and, .or: try logic(operation, Conversion.bool(left), Conversion.bool(right))
    default: try arithmetic(operation, Conversion.number(left), Conversion.number(right))
    }
  }

  /// Compares two values; unknown when the answer hangs on something unknown.
  static func equal(_ left: Value, _ right: Value) -> Value {
    if left.isWhollyKnown, right.isWhollyKnown { return .bool(left == right) }
    switch (left, right) {
    case (.list(let first), .list(let second)):
      if first.elements.count != second.elements.count, first.kind != .set, second.kind != .set {
        return .bool(false)
      }
    case (.object(let first), .object(let second)):
      if first.entries.count != second.entries.count { return .bool(false) }
    case (.resource, .null), (.null, .resource): return .bool(false)
    case (.list, .null), (.null, .list), (.object, .null), (.null, .object): return .bool(false)
    default: break
    }
    let unknowns = [left, right].compactMap { $0.unknownInside() }
    return UnknownValue.merging(unknowns).map { .unknown($0) } ?? .bool(left == right)
  }

  private static func logic(
    _ operation: Expression.BinaryOperator,
    _ left: Value,
    _ right: Value
  ) throws(EvaluationFailure) -> Value {
    // One side can decide for both.
    let decisive = Value.bool(operation == .or)
    if left == decisive || right == decisive { return decisive }
    if let unknown = UnknownValue.merging([left, right].compactMap(\.unknown)) {
      return .unknown(unknown)
    }
    guard case .bool = left, case .bool = right else {
      throw EvaluationFailure("an operand of '&&' or '||' is null")
    }
    return .bool(operation == .and)
  }

  private static func arithmetic(
    _ operation: Expression.BinaryOperator,
    _ left: Value,
    _ right: Value
  ) throws(EvaluationFailure) -> Value {
    if let unknown = UnknownValue.merging([left, right].compactMap(\.unknown)) {
      return .unknown(unknown)
    }
    guard case .number(let first) = left, case .number(let second) = right else {
      throw EvaluationFailure("an operand is null")
    }
    // Terraform counts with 512 bits: what only the rounding here tells apart is equal there.
    let isSame = abs(first - second) <= 1e-13 * max(abs(first), abs(second))
    let number: Double
    switch operation {
    case .less: return .bool(first < second && !isSame)
    case .lessOrEqual: return .bool(first <= second || isSame)
    case .greater: return .bool(first > second && !isSame)
    case .greaterOrEqual: return .bool(first >= second || isSame)
    case .add: number = first + second
    case .subtract: number = first - second
    case .multiply: number = first * second
    case .divide: number = first / second
    default: number = first.truncatingRemainder(dividingBy: second)
    }
    guard number.isFinite else { throw EvaluationFailure("a division by zero") }
    return .number(number)
  }
}
