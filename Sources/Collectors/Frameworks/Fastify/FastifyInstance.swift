import ScriptLanguage

/// A Fastify application, or the context a plugin was given.
final class FastifyInstance: ScriptHost {
  /// A function that runs at one stage of every request of a context.
  struct Hook {
    let stage: FastifyStage
    let value: ScriptValue
    let place: ScriptPlace
    let conditions: [ScriptCondition]
    let style: HandlerStyle
    /// Path it runs under, for middleware.
    let path: String
  }

  /// One registered route.
  struct Registered {
    let methods: [String]
    let path: String
    let handler: ScriptValue
    /// Functions of the route's own, by stage.
    let hooks: [(stage: FastifyStage, value: ScriptValue)]
    let place: ScriptPlace
    let conditions: [ScriptCondition]
    let unresolved: String?
    /// What hooks may ask for.
    let options: FastifyRouteOptions
  }

  /// A plugin that waits for its turn.
  struct Pending {
    let plugin: ScriptValue
    let options: ScriptValue
    let place: ScriptPlace
    let conditions: [ScriptCondition]
  }

  let parent: FastifyInstance?
  let prefix: String
  let place: ScriptPlace
  /// Undecided tests under which the context exists.
  let conditions: [ScriptCondition]
  /// Whether nobody knows where its plugin is registered.
  let isStray: Bool
  /// A context begins with the hooks its parent has by then.
  var hooks: [Hook]
  var decorators: [String: ScriptValue] = [:]
  var registered: [Registered] = []
  var pending: [Pending] = []

  init(
    parent: FastifyInstance? = nil,
    prefix: String = "/",
    at place: ScriptPlace,
    conditions: [ScriptCondition] = [],
    isStray: Bool = false
  ) {
    self.parent = parent
    self.prefix = prefix
    self.place = place
    self.conditions = conditions
    self.isStray = isStray || parent?.isStray == true
    hooks = parent?.hooks ?? []
  }

  /// Finds the name under which a value was decorated, empty when it was not.
  func name(of value: ScriptValue) -> String {
    var instance: FastifyInstance? = self
    while let current = instance {
      let names = current.decorators.keys.sorted()
      if let name = names.first(where: { current.decorators[$0]?.isSame(as: value) == true }) {
        return name
      }
      instance = current.parent
    }
    return ""
  }

  /// Finds what was decorated here or in a surrounding context.
  func decorator(_ name: String) -> ScriptValue? {
    var instance: FastifyInstance? = self
    while let current = instance {
      if let value = current.decorators[name] { return value }
      instance = current.parent
    }
    return nil
  }
}

/// The stages of a request at which hooks run, in order.
enum FastifyStage: Int, CaseIterable, Comparable {
  case onRequest
  case preParsing
  case preValidation
  case preHandler

  /// The stage by its name; older versions had others.
  init?(_ name: String) {
    switch name {
    case "onRequest": self = .onRequest
    case "preParsing": self = .preParsing
    case "preValidation": self = .preValidation
    case "preHandler", "beforeHandler": self = .preHandler
    default: return nil
    }
  }

  /// The names under which a route's options give functions for the stage.
  var optionNames: [String] {
    switch self {
    case .onRequest: ["onRequest"]
    case .preParsing: ["preParsing"]
    case .preValidation: ["preValidation"]
    case .preHandler: ["preHandler", "beforeHandler"]
    }
  }

  static func < (left: FastifyStage, right: FastifyStage) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A method of an instance, waiting to be called.
final class FastifyMethod: ScriptHost {
  let instance: FastifyInstance
  let name: String
  init(_ instance: FastifyInstance, _ name: String) {
    self.instance = instance
    self.name = name
  }
}

/// A plugin that keeps the context it is registered in, as `fastify-plugin` makes it.
final class FastifyOpenPlugin: ScriptHost {
  let plugin: ScriptValue
  init(_ plugin: ScriptValue) { self.plugin = plugin }
}

/// Several guards of which all, or any, must let the caller pass.
final class FastifyChoice: ScriptHost {
  let guards: [ScriptValue]
  let needsAll: Bool
  init(_ guards: [ScriptValue], needsAll: Bool) {
    self.guards = guards
    self.needsAll = needsAll
  }
}
