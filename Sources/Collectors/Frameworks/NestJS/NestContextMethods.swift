import ScriptLanguage

/// What a guard may ask of the call it stands before.
enum NestContextMethods {
  static let names: Set<String> = [
    "switchToHttp", "switchToRpc", "switchToWs", "getRequest", "getResponse", "getNext", "getArgs",
    "getArgByIndex", "getType", "getHandler", "getClass", "getContext", "getInfo", "getRoot",
  ]

  static func call(
    _ name: String,
    _ context: NestContext,
    _ call: ScriptCall,
    _ scene: Scene?,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    if ["getHandler", "getClass"].contains(name) { scene?.dependsOnRoute = true }
    switch name {
    case "switchToHttp": return .host(context)
    case "getType": return .string("http")
    case "getHandler": return .function(context.handler)
    case "getClass": return .classValue(context.type)
    case "getRequest", "getContext":
      return scene?.request.map { .host($0) } ?? .unknown("request")
    case "getResponse": return scene?.response.map { .host($0) } ?? .unknown("response")
    case "getNext": return scene?.next.map { .host($0) } ?? .unknown("next")
    case "getArgs": return evaluator.list(arguments(scene))
    case "getArgByIndex":
      guard case .number(let index) = call.argument(0) else { return .unknown("argument") }
      let all = arguments(scene)
      return all.indices.contains(Int(index)) ? all[Int(index)] : .undefined
    default: return .unknown(name)
    }
  }

  /// The three objects every call is made with.
  static func arguments(_ scene: Scene?) -> [ScriptValue] {
    [scene?.request, scene?.response, scene?.next].map { host in
      host.map { .host($0) } ?? .undefined
    }
  }
}
