import ScriptLanguage

/// What a decorator of the framework says, waiting to be applied to something.
final class NestDecorator: ScriptHost {
  enum Meaning {
    case controller(ScriptValue)
    case module(ScriptValue)
    /// A method in upper case, and its path.
    case route(String, ScriptValue)
    case guards([ScriptValue])
    case interceptors([ScriptValue])
    case metadata(String, ScriptValue)
    case version(ScriptValue)
    case parameter(NestParameter)
    /// The token to inject, nil for the declared type.
    case inject(ScriptValue?)
    /// A place data is kept, under the name of what it keeps.
    case store(String)
    case several([ScriptValue])
  }

  let meaning: Meaning
  let place: ScriptPlace
  let isConditional: Bool

  init(_ meaning: Meaning, at place: ScriptPlace, isConditional: Bool) {
    self.meaning = meaning
    self.place = place
    self.isConditional = isConditional
  }
}

/// What a parameter of a handler is filled with.
enum NestParameter {
  case request
  case response(isPassedThrough: Bool)
  case next
  /// Something the caller sends.
  case input(String)
  case headers(String?)
  case session
  /// What a function of the program makes of the call.
  case made(ScriptValue, ScriptValue)
  case unknown
}

/// A decorator made by `Reflector.createDecorator`, or a parameter decorator made from a function.
final class NestDecoratorFactory: ScriptHost {
  enum Kind {
    case metadata(String)
    case parameter(ScriptValue)
  }

  let kind: Kind
  init(_ kind: Kind) { self.kind = kind }
}

/// A method of one of the framework's objects, waiting to be called.
final class NestMethod: ScriptHost {
  let owner: ScriptHost
  let name: String
  init(_ owner: ScriptHost, _ name: String) {
    self.owner = owner
    self.name = name
  }
}

/// One of the framework's objects that has no state of its own.
final class NestService: ScriptHost {
  enum Kind {
    case reflector
    case configuration
    case moduleReference
    case adapterHost
    /// The request itself, injected.
    case request
  }

  let kind: Kind
  override var isSteady: Bool { true }
  init(_ kind: Kind) { self.kind = kind }
}

/// What guards and interceptors are told of the call: its handler and class.
final class NestContext: ScriptHost {
  let type: ScriptClass
  let handler: ScriptFunction
  init(_ type: ScriptClass, _ handler: ScriptFunction) {
    self.type = type
    self.handler = handler
  }
}

/// What an interceptor hands the call on to.
final class NestCallHandler: ScriptHost {}

/// The prototype of a class, as decorators of members see it.
final class NestPrototype: ScriptHost {
  let type: ScriptClass
  init(_ type: ScriptClass) { self.type = type }
}

/// An instance that is still being made when something else needs it.
final class NestLateInstance: ScriptHost {
  let type: ScriptClass
  init(_ type: ScriptClass) { self.type = type }
}

/// A function given in place of a class that is not defined yet.
final class NestForwardReference: ScriptHost {
  let function: ScriptValue
  init(_ function: ScriptValue) { self.function = function }
}

/// Something to do when an imagined call comes along.
final class NestInvocation: ScriptHost {
  let body: (Scene, ScriptEvaluator) throws -> ScriptValue
  init(_ body: @escaping (Scene, ScriptEvaluator) throws -> ScriptValue) { self.body = body }
}

/// `RouterModule.register(…)`: modules with the path they are served under.
final class NestRouterTable: ScriptHost {
  let routes: ScriptValue
  init(_ routes: ScriptValue) { self.routes = routes }
}

/// An application, with what was configured on it.
final class NestApplication: ScriptHost {
  let root: ScriptValue
  /// Whether it answers HTTP at all.
  let answersHTTP: Bool
  var isStarted = false
  var isClosed = false
  let place: ScriptPlace
  var prefix = ""
  var excluded: [NestPathRule] = []
  var versioning: NestVersioning?
  /// Values with the place they were given at, in order.
  var guards: [(value: ScriptValue, place: ScriptPlace, conditions: [ScriptCondition])] = []
  var interceptors: [(value: ScriptValue, place: ScriptPlace)] = []
  /// Middleware under a path.
  var middleware:
    [(path: String, value: ScriptValue, place: ScriptPlace, conditions: [ScriptCondition])] = []
  /// The server beneath, when the program reaches for it.
  var server: RouterHost?

  /// Whether callers reach it; one that is only made and closed again reads its configuration.
  var isServed: Bool { answersHTTP && (isStarted || !isClosed) }

  init(root: ScriptValue, answersHTTP: Bool, place: ScriptPlace) {
    self.root = root
    self.answersHTTP = answersHTTP
    self.place = place
  }
}

/// How versions become part of paths.
struct NestVersioning {
  /// Whether they are in the path at all.
  var isInPath: Bool
  var prefix: String
  var fallback: ScriptValue
}
