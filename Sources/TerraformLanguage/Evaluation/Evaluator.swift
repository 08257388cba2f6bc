/// Evaluates one root configuration.
///
/// Everything is evaluated on demand and once. What is under way is marked, so that a cycle ends in
/// a recorded reason; steps, instances, nesting and sizes are counted, so that nothing the files say
/// can make it run long.
final class Evaluator {
  let store: ConfigurationStore
  let limits: EvaluationLimits
  let root: String
  var steps = 0
  var depth = 0
  var instanceCount = 0
  var unresolved: [UnresolvedBlock] = []
  var instances: [String: InstanceRecord] = [:]
  var modules: [String: ModuleInstance] = [:]

  init(store: ConfigurationStore, limits: EvaluationLimits, root: String) {
    self.store = store
    self.limits = limits
    self.root = root
  }

  /// Records what could not be resolved.
  func record(_ address: String, _ reason: String, _ location: ConfigurationLocation) {
    guard unresolved.count < 2_000 else { return }
    unresolved.append(UnresolvedBlock(address: address, reason: reason, location: location))
  }

  // MARK: - Cost

  func spend(_ cost: Int) throws(EvaluationFailure) {
    steps += cost
    guard steps <= limits.steps else {
      throw EvaluationFailure("the configuration takes more than \(limits.steps) steps to evaluate")
    }
  }

  func checked(_ value: Value) throws(EvaluationFailure) -> Value {
    guard value.weight <= limits.weight, value.depth <= 100 else {
      throw EvaluationFailure("a value grows too large")
    }
    return value
  }

  // MARK: - Expressions

  /// Evaluates an expression; a failure becomes an unknown value with the reason.
  func value(of expression: Expression, in scope: Scope) -> Value {
    do throws(EvaluationFailure) {
      return try evaluate(expression, in: scope)
    } catch {
      return .unknown(because: error.reason)
    }
  }

  /// Evaluates an expression.
  func evaluate(_ expression: Expression, in scope: Scope) throws(EvaluationFailure) -> Value {
    guard depth < limits.depth else { throw EvaluationFailure("references nest too deeply") }
    depth += 1
    defer { depth -= 1 }
    try spend(1)
    switch expression {
    case .literal(let literal): return literal.value
    case .template(let parts): return try template(parts, in: scope)
    case .variable(let name): return try self.name(name, in: scope)
    case .attribute(let source, let name): return try attribute(source, name, in: scope)
    case .index(let source, let key):
      return try index(evaluate(source, in: scope), evaluate(key, in: scope))
    case .splat(let source, let item): return try splat(source, item, in: scope)
    case .splatItem: return scope.splatItem ?? .null
    case .call(let name, let arguments, let spreads):
      return try call(name, arguments, spreads: spreads, in: scope)
    case .conditional(let condition, let first, let second):
      return try conditional(condition, first, second, in: scope)
    case .unary(let operation, let operand):
      return try Operators.apply(operation, evaluate(operand, in: scope))
    case .binary(let operation, let left, let right):
      return try binary(operation, left, right, in: scope)
    case .tuple(let items): return try tuple(items, in: scope)
    case .object(let items): return try object(items, in: scope)
    case .loop(let loop): return try self.loop(loop, in: scope)
    }
  }

  private func tuple(
    _ items: [Expression],
    in scope: Scope
  ) throws(EvaluationFailure) -> Value {
    var values: [Value] = []
    for item in items { values.append(try evaluate(item, in: scope)) }
    return try checked(.tuple(values))
  }

  private func object(
    _ items: [Expression.ObjectItem],
    in scope: Scope
  ) throws(EvaluationFailure) -> Value {
    var entries: [String: Value] = [:]
    for item in items {
      let key = try Conversion.string(evaluate(item.key, in: scope))
      let value = try evaluate(item.value, in: scope)
      if let unknown = key.unknown { return .unknown(unknown.forgettingShape) }
      guard let name = key.text else { throw EvaluationFailure("an object key is null") }
      entries[name] = value
    }
    return try checked(.object(entries))
  }

  private func binary(
    _ operation: Expression.BinaryOperator,
    _ left: Expression,
    _ right: Expression,
    in scope: Scope
  ) throws(EvaluationFailure) -> Value {
    let first = try evaluate(left, in: scope)
    let second = try evaluate(right, in: scope)
    if operation == .equal || operation == .notEqual {
      try spend((first.weight + second.weight) / 16)
    }
    return try Operators.apply(operation, first, second)
  }

  private func conditional(
    _ condition: Expression,
    _ first: Expression,
    _ second: Expression,
    in scope: Scope
  ) throws(EvaluationFailure) -> Value {
    let test = try Conversion.bool(evaluate(condition, in: scope))
    switch test {
    case .bool(let holds):
      let chosen = try evaluate(holds ? first : second, in: scope)
      return unify(chosen, with: holds ? second : first, in: scope)
    case .unknown(let unknown):
      let choices = [value(of: first, in: scope), value(of: second, in: scope)]
      let all = [unknown] + choices.compactMap { $0.unknownInside() }
      var result = UnknownValue.merging(all) ?? unknown
      result.shape = .oneOf(choices)
      return try checked(.unknown(result))
    default: throw EvaluationFailure("a condition is null")
    }
  }

  /// Gives the value of the branch taken the type it shares with the branch that is not.
  private func unify(_ chosen: Value, with other: Expression, in scope: Scope) -> Value {
    switch chosen {
    case .number, .bool:
      guard case .string = value(of: other, in: scope) else { return chosen }
      return (try? Conversion.string(chosen)) ?? chosen
    case .list(let list) where list.kind == .tuple:
      guard case .list(let model) = value(of: other, in: scope) else { return chosen }
      switch model.kind {
      case .tuple: return chosen
      case .list: return Conversion.list(list.elements)
      case .set: return Conversion.set(list.elements)
      }
    default: return chosen
    }
  }

  private func splat(
    _ source: Expression,
    _ item: Expression,
    in scope: Scope
  ) throws(EvaluationFailure) -> Value {
    let items: [Value]
    switch try evaluate(source, in: scope) {
    case .null: items = []
    case .list(let list): items = list.elements
    case .unknown(let unknown):
      var inner = scope
      inner.splatItem = .unknown(unknown)
      return try evaluate(item, in: inner)
    case let single: items = [single]
    }
    var results: [Value] = []
    var inner = scope
    for value in items {
      inner.splatItem = value
      results.append(try evaluate(item, in: inner))
    }
    return try checked(.tuple(results))
  }
}

extension Expression.Literal {
  var value: Value {
    switch self {
    case .null: .null
    case .bool(let bool): .bool(bool)
    case .number(let number): .number(number)
    }
  }
}

extension UnknownValue {
  /// The same sources, without what is known of the inside.
  var forgettingShape: UnknownValue { UnknownValue(reason: reason, references: references) }
}
