import ScriptLanguage

/// Several middleware functions joined by `every`, `some` or `except` of `hono/combine`.
final class HonoCombination: ScriptHost {
  enum Kind {
    case every
    case some
    /// All of them, but for the paths or tests given.
    case except(ScriptValue)
  }

  private let kind: Kind
  private let parts: [ScriptValue]

  init(_ kind: Kind, _ parts: [ScriptValue]) {
    self.kind = kind
    self.parts = parts
  }

  /// Runs the parts the way the combination says.
  func decide(_ call: ScriptCall, in evaluator: ScriptEvaluator) throws -> ScriptValue {
    guard case .host(let context as ContextHost) = call.argument(0) else { return .undefined }
    let scene = context.scene
    if case .except(let exceptions) = kind,
      try isExcepted(exceptions, scene, call, in: evaluator)
    {
      return try evaluator.apply(call.argument(1), [], at: call.place)
    }
    let start = scene.effects.count
    var last = ScriptValue.undefined
    var refusals: [Effect] = []
    for part in parts {
      let before = scene.effects.count
      let outcome = try evaluator.outcome(of: part, call.arguments, at: call.place)
      let onward = scene.effects[before...].contains {
        if case .proceed = $0.action { true } else { false }
      }
      if case .some = kind {
        // The first that lets the caller pass decides.
        if onward { return outcome.value ?? .undefined }
        refusals += scene.effects[before...]
        scene.effects.removeSubrange(before...)
        continue
      }
      guard onward else {
        // A part that passed before does not hand on what this one refuses.
        scene.effects.removeAll { effect in
          if case .proceed = effect.action { return true }
          return false
        }
        if let thrown = outcome.thrown { throw thrown }
        return outcome.value ?? .undefined
      }
      last = outcome.value ?? .undefined
    }
    if case .some = kind {
      scene.effects.removeSubrange(min(start, scene.effects.count)...)
      scene.effects += refusals
    }
    return last
  }

  private func isExcepted(
    _ exceptions: ScriptValue,
    _ scene: Scene,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) throws -> Bool {
    scene.dependsOnRoute = true
    for exception in RouterHost.flattened(exceptions) {
      if let pattern = exception.knownString {
        if RoutePath.covers(RoutePath.normal(pattern), scene.path) { return true }
      } else if case .function = exception {
        let answer = try evaluator.apply(exception, [call.argument(0)], at: call.place)
        if answer.truth != false { return true }
      }
    }
    return false
  }
}
