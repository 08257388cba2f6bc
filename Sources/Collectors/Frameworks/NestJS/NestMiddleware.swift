import ScriptLanguage

/// What a module's `configure` is handed, to say which middleware stands before which routes.
final class NestMiddlewareConsumer: ScriptHost {
  private(set) var entries: [NestMiddlewareEntry] = []

  func call(
    _ name: String,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    guard name == "apply" else { return .host(self) }
    let values = call.arguments.flatMap { RouterHost.flattened($0) }
    let entry = NestMiddlewareEntry(self, values, at: call.place, evaluator.conditions)
    entries.append(entry)
    return .host(entry)
  }
}

/// One `apply(…)` with the routes it is for.
final class NestMiddlewareEntry: ScriptHost {
  enum Target {
    case rule(NestPathRule)
    case controller(ScriptClass)
  }

  // The consumer keeps its entries.
  private weak var consumer: NestMiddlewareConsumer?
  let values: [ScriptValue]
  let place: ScriptPlace
  private(set) var conditions: [ScriptCondition]
  private(set) var excluded: [NestPathRule] = []
  private(set) var targets: [Target] = []
  /// What stands in the chains of the routes it is for.
  var elements: [ChainElement]?

  init(
    _ consumer: NestMiddlewareConsumer,
    _ values: [ScriptValue],
    at place: ScriptPlace,
    _ conditions: [ScriptCondition]
  ) {
    self.consumer = consumer
    self.values = values
    self.place = place
    self.conditions = conditions
  }

  func call(
    _ name: String,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    switch name {
    case "exclude":
      for argument in call.arguments {
        excluded += NestPathRule.rules(argument, isPrefix: false, in: evaluator)
      }
      return .host(self)
    case "forRoutes":
      conditions = evaluator.conditions
      for argument in call.arguments.flatMap({ RouterHost.flattened($0) }) {
        for alternative in argument.alternatives {
          if case .classValue(let type) = alternative {
            targets.append(.controller(type))
          } else {
            let rules = NestPathRule.rules(alternative, isPrefix: true, in: evaluator)
            targets += rules.map(Target.rule)
          }
        }
      }
      return consumer.map { .host($0) } ?? .undefined
    default: return .host(self)
    }
  }

  /// Whether it stands before a route.
  func applies(to route: NestRoute) -> Bool {
    let prefix = route.prefix
    let isExcluded = excluded.contains { rule in
      rule.below(prefix).matches(route.path, method: route.method)
        || rule.matches(route.path, method: route.method)
    }
    guard !isExcluded else { return false }
    return targets.contains { target in
      switch target {
      case .controller(let type):
        return route.type === type || route.type.lineage.contains { $0 === type }
      case .rule(let rule):
        return rule.below(prefix).matches(route.path, method: route.method)
      }
    }
  }
}
