/// Why an expression has no value.
struct EvaluationFailure: Error, Hashable, Sendable {
  var reason: String

  init(_ reason: String) { self.reason = reason }
}

/// Conversions between types, as the language makes them.
enum Conversion {
  /// Converts a value to text; nil when it has none.
  static func string(_ value: Value) throws(EvaluationFailure) -> Value {
    switch value {
    case .number(let number): .string(NumberText.describe(number))
    case .bool(let bool): .string(bool ? "true" : "false")
    case .string, .null, .unknown: value
    case .resource, .list, .object:
      throw EvaluationFailure("a string is required, not a \(value.typeName)")
    }
  }

  /// Converts a value to a number.
  static func number(_ value: Value) throws(EvaluationFailure) -> Value {
    switch value {
    case .number, .null, .unknown: return value
    case .string(let text):
      guard let number = NumberText.parse(text) else {
        throw EvaluationFailure("a number is required")
      }
      return .number(number)
    default: throw EvaluationFailure("a number is required, not a \(value.typeName)")
    }
  }

  /// Converts a value to a truth value.
  static func bool(_ value: Value) throws(EvaluationFailure) -> Value {
    switch value {
    case .bool, .null, .unknown: return value
    case .string("true"), .string("1"): return .bool(true)
    case .string("false"), .string("0"): return .bool(false)
    default: throw EvaluationFailure("a bool is required, not a \(value.typeName)")
    }
  }

  /// Builds a list whose elements have one type where they can.
  static func list(_ elements: [Value]) -> Value { .list(ListValue(.list, unified(elements))) }

  /// Builds a set: unified, sorted, each element once.
  static func set(_ elements: [Value]) -> Value {
    var seen: Set<Value> = []
    let distinct = unified(elements).filter { seen.insert($0).inserted }
    return .list(ListValue(.set, distinct.sorted(by: isOrdered)))
  }

  /// Builds a map whose values have one type where they can.
  static func map(_ entries: [String: Value]) -> Value {
    let keys = entries.keys.sorted()
    let values = unified(keys.compactMap { entries[$0] })
    return .object(
      ObjectValue(Dictionary(uniqueKeysWithValues: zip(keys, values)), isMap: true)
    )
  }

  private static func isOrdered(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.string(let first), .string(let second)): first.isByteOrdered(before: second)
    case (.number(let first), .number(let second)): first < second
    case (.bool(let first), .bool(let second)): !first && second
    default: false
    }
  }

  /// Gives primitive values of mixed types the one they share: text.
  private static func unified(_ values: [Value]) -> [Value] {
    var types: Set<String> = []
    for value in values {
      switch value {
      case .string, .number, .bool: types.insert(value.typeName)
      case .null, .unknown: continue
      default: return values
      }
    }
    guard types.count > 1, types.contains("string") else { return values }
    return values.map { (try? string($0)) ?? $0 }
  }

  /// Converts a value to a type.
  ///
  /// `evaluate` gives the value of a default written in the type itself.
  static func convert(
    _ value: Value,
    to type: TypeConstraint,
    evaluate: (Expression) -> Value
  ) throws(EvaluationFailure) -> Value {
    switch value {
    case .null, .unknown, .resource: return value
    default: break
    }
    switch type {
    case .any: return value
    case .string: return try string(value)
    case .number: return try number(value)
    case .bool: return try bool(value)
    case .list(let element): return list(try each(value, to: element, evaluate))
    case .set(let element): return set(try each(value, to: element, evaluate))
    case .tuple(let types):
      guard let elements = value.elements, elements.count == types.count else {
        throw EvaluationFailure("a tuple of \(types.count) is required")
      }
      var result: [Value] = []
      for (element, type) in zip(elements, types) {
        result.append(try convert(element, to: type, evaluate: evaluate))
      }
      return .tuple(result)
    case .map(let element):
      guard let entries = value.entries else { throw EvaluationFailure("a map is required") }
      var result: [String: Value] = [:]
      for (key, entry) in entries {
        result[key] = try convert(entry, to: element, evaluate: evaluate)
      }
      return map(result)
    case .object(let members): return try object(value, members, evaluate)
    }
  }

  private static func each(
    _ value: Value,
    to type: TypeConstraint,
    _ evaluate: (Expression) -> Value
  ) throws(EvaluationFailure) -> [Value] {
    guard let elements = value.elements else { throw EvaluationFailure("a list is required") }
    var result: [Value] = []
    for element in elements {
      result.append(try convert(element, to: type, evaluate: evaluate))
    }
    return result
  }

  private static func object(
    _ value: Value,
    _ members: [String: TypeConstraint.Member],
    _ evaluate: (Expression) -> Value
  ) throws(EvaluationFailure) -> Value {
    guard let entries = value.entries else { throw EvaluationFailure("an object is required") }
    var result: [String: Value] = [:]
    for (name, member) in members {
      var entry = entries[name] ?? .null
      if entries[name] == nil, !member.isOptional {
        throw EvaluationFailure("the attribute \(name) is required")
      }
      if entry.isNull, let expression = member.defaultValue { entry = evaluate(expression) }
      result[name] = try convert(entry, to: member.type, evaluate: evaluate)
    }
    return .object(result)
  }
}
