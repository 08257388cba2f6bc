import ScriptLanguage

/// The options a route was registered with, which hooks before it may ask for.
final class FastifyRouteOptions: ScriptHost {
  let options: ScriptValue
  init(_ options: ScriptValue) { self.options = options }

  /// What a request tells of the options its route was registered with.
  static func property(_ name: String, in evaluator: ScriptEvaluator) -> ScriptValue? {
    guard let scene = (evaluator.semantics as? AccessSemantics)?.scene,
      let route = scene.route as? FastifyRouteOptions
    else { return nil }
    scene.dependsOnRoute = true
    let read = { (name: String) in evaluator.property(name, of: route.options, at: nil) }
    switch name {
    case "routeConfig": return read("config").orEmpty(in: evaluator)
    case "routeSchema": return read("schema").orEmpty(in: evaluator)
    default:
      let options = evaluator.object([
        ("config", read("config").orEmpty(in: evaluator)),
        ("schema", read("schema").orEmpty(in: evaluator)),
        ("method", .string(scene.method)), ("url", AccessSemantics.path(of: scene)),
      ])
      return .object(options)
    }
  }
}

extension ScriptValue {
  /// The value, or an empty object where there is none: the framework hands that on.
  func orEmpty(in evaluator: ScriptEvaluator) -> ScriptValue {
    if case .undefined = self { return .object(evaluator.object()) }
    return self
  }
}
