import ScriptLanguage

/// Functions of libraries that say something in fewer words: assertions, readers of settings.
enum LibraryHelpers {
  /// Gives the value of a call, nil for "not known".
  static func call(
    _ call: ScriptCall,
    scene: Scene?,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    guard case .external(let external) = call.callee, !call.isConstruction else { return nil }
    if let value = setting(external, call, in: evaluator) { return value }
    if let position = copies[external.path.last ?? external.module] {
      return call.argument(position)
    }
    guard scene != nil, asserts(external) else { return nil }
    return try assertion(call, in: evaluator)
  }

  /// Functions that make a like value, by the position of what they copy.
  ///
  /// Source: class-transformer, lodash, the web platform.
  private static let copies: [String: Int] = [
    "plainToInstance": 1, "plainToClass": 1, "instanceToPlain": 0, "classToPlain": 0,
    "cloneDeep": 0, "#structuredClone": 0,
  ]

  // MARK: Settings

  /// `getEnv('NAME')` and its like read what `process.env.NAME` does.
  private static func setting(
    _ external: ScriptExternal,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    let name = external.path.last?.lowercased() ?? ""
    guard ["getenv", "readenv", "requireenv", "env"].contains(name),
      let wanted = call.argument(0).knownString, !wanted.isEmpty,
      wanted.allSatisfy({ $0.isUppercase || $0.isNumber || $0 == "_" })
    else { return nil }
    let environment = ScriptValue.external(ScriptExternal(module: "#process", path: ["env"]))
    return evaluator.property(wanted, of: environment, at: call.place)
  }

  // MARK: Assertions

  private static func asserts(_ external: ScriptExternal) -> Bool {
    let name = external.path.last ?? external.module
    if ["assert", "invariant"].contains(name) { return true }
    return ["http-assert", "tiny-invariant", "ts-invariant", "node:assert", "assert/strict"]
      .contains(external.module) && ["default", "ok", external.module].contains(name)
  }

  /// What is not true throws what the assertion is given for it.
  private static func assertion(
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    let asserted = call.argument(0)
    guard asserted.truth != true else { return .undefined }
    var thrown = ScriptThrow(error(call), at: call.place)
    guard asserted.truth == nil else { throw thrown }
    thrown.conditions = evaluator.conditions
    thrown.conditions.append(ScriptCondition(test: asserted, whenTrue: false, place: call.place))
    evaluator.note(thrown)
    return .undefined
  }

  private static func error(_ call: ScriptCall) -> ScriptValue {
    switch call.argument(1) {
    case .number(let status):
      .symbol(ScriptSymbol("HttpError \(Int(status))", presence: .present))
    case .object, .result, .symbol, .union: call.argument(1)
    default: .symbol(ScriptSymbol("AssertionError 500", presence: .present))
    }
  }
}
