import ScriptLanguage

/// Reads the exceptions of `guard.unless(…)`, and decides them for one route.
///
/// Source: express-unless and koa-unless, "Usage".
enum GuardExemptions {
  /// Whether the imagined call is an exception; nil when it could be.
  static func exempts(
    _ options: ScriptValue,
    _ scene: Scene,
    path: ScriptValue,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) throws -> Bool? {
    if case .function = options {
      return try evaluator.apply(options, call.arguments, at: call.place).truth
    }
    guard case .object(let object) = options else { return nil }
    var answers: [Bool?] = []
    if let custom = object["custom"] {
      answers.append(try evaluator.apply(custom, call.arguments, at: call.place).truth)
    }
    if let methods = object["method"] ?? object["methods"] { answers.append(has(methods, scene)) }
    for value in RouterHost.flattened(object["path"] ?? object["url"] ?? .undefined) {
      answers.append(covers(value, scene, path))
    }
    for value in RouterHost.flattened(object["ext"] ?? .undefined) {
      guard let ending = value.knownString else { continue }
      answers.append(path.representatives?.allSatisfy { $0.hasSuffix(ending) } ?? false)
    }
    if answers.contains(true) { return true }
    return answers.contains(nil) || object.rest != nil ? nil : false
  }

  private static func covers(_ value: ScriptValue, _ scene: Scene, _ path: ScriptValue) -> Bool? {
    switch value {
    case .undefined: return false
    case .string(let text):
      return RoutePath.covers(RoutePath.normal(text), scene.path)
        && scene.path.contains("{") == RoutePath.normal(text).contains("{")
    case .object(let object):
      let inside = covers(object["url"] ?? object["path"] ?? .undefined, scene, path)
      guard inside == true, let methods = object["methods"] ?? object["method"] else {
        return inside
      }
      return has(methods, scene)
    default:
      guard let expression = value.expression, let texts = path.representatives else { return nil }
      let answers = Set(texts.map { expression.matches($0) })
      return answers.count == 1 ? answers.first ?? nil : nil
    }
  }

  private static func has(_ methods: ScriptValue, _ scene: Scene) -> Bool? {
    let known = RouterHost.flattened(methods).compactMap { $0.knownString?.uppercased() }
    if scene.method == "ANY" { return nil }
    return known.contains(scene.method)
  }
}
