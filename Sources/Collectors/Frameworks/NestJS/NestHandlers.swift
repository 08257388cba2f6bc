import ScriptLanguage

/// Calls handlers the way the framework does: their parameters say what they are filled with.
enum NestHandlers {
  private enum Source {
    case parameter(NestParameter)
    case request
    case response
    case next
    case nothing
  }

  static func element(
    _ route: NestRoute,
    _ instance: ScriptValue,
    _ context: NestContext,
    in evaluator: ScriptEvaluator
  ) -> ChainElement {
    let sources = sources(route.member, in: evaluator)
    let function = route.record.replacement ?? .function(evaluator.unbound(route.member))
    let place = route.member.place
    let answersItself = sources.contains { source in
      switch source {
      case .response, .parameter(.response(isPassedThrough: false)), .parameter(.next): true
      default: false
      }
    }
    var element = ChainElement(
      .host(
        NestInvocation { scene, evaluator in
          let arguments = try sources.map { try value($0, context, scene, place, in: evaluator) }
          return try evaluator.apply(function, arguments, this: instance, at: place)
        }
      ),
      at: route.place,
      style: answersItself ? .connect : .injected
    )
    element.name = "\(route.type.name).\(route.member.name)"
    element.definition = place
    if case .function(let code) = function { element.code = code }
    return element
  }

  private static func sources(
    _ member: ScriptMember,
    in evaluator: ScriptEvaluator
  ) -> [Source] {
    let parameters = member.parameters
    // A method without any decorated parameter is called like a plain handler.
    if parameters.allSatisfy(\.decorators.isEmpty) {
      return Array([.request, .response, .next].prefix(parameters.count))
    }
    return parameters.map { parameter in
      for decoration in evaluator.decorations(parameter.decorators, of: member.home) {
        switch decoration.value {
        case .host(let decorator as NestDecorator):
          if case .parameter(let meaning) = decorator.meaning { return .parameter(meaning) }
        case .union(let values):
          for case .host(let decorator as NestDecorator) in values {
            if case .parameter(let meaning) = decorator.meaning { return .parameter(meaning) }
          }
        case .result, .external, .symbol:
          // A decorator of a library: its name may say that it tells who is calling.
          let name = decoration.value.displayName
          if AccessWords.isIdentity(name) || name == "Session" { return .parameter(.session) }
          return .parameter(.unknown)
        default: continue
        }
      }
      return .nothing
    }
  }

  private static func value(
    _ source: Source,
    _ context: NestContext,
    _ scene: Scene,
    _ place: ScriptPlace,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue {
    switch source {
    case .request, .parameter(.request): return scene.request.map { .host($0) } ?? .undefined
    case .response, .parameter(.response): return scene.response.map { .host($0) } ?? .undefined
    case .next, .parameter(.next): return scene.next.map { .host($0) } ?? .undefined
    case .nothing: return .undefined
    case .parameter(.input(let name)):
      return .symbol(ScriptSymbol(name, marks: .request))
    case .parameter(.headers(let name)):
      let headers = ScriptValue.host(HeadersHost(scene))
      return name.map { evaluator.property($0, of: headers, at: place) } ?? headers
    case .parameter(.session): return .host(SessionHost(scene))
    case .parameter(.made(let factory, let data)):
      return try evaluator.apply(factory, [data, .host(context)], at: place)
    case .parameter(.unknown): return .unknown("parameter")
    }
  }
}
