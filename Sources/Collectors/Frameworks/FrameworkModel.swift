import ScriptLanguage

/// What one web framework's objects and functions mean.
protocol FrameworkModel: AnyObject {
  /// The framework's name, in lower case.
  var name: String { get }
  /// Gives the value of a call to the framework, nil for "not mine".
  func call(_ call: ScriptCall, in evaluator: ScriptEvaluator) throws -> ScriptValue?
  /// Gives the value of a property of one of its objects, nil for "not mine".
  func property(_ name: String, of host: ScriptHost, in evaluator: ScriptEvaluator) -> ScriptValue?
  /// Gives what the program itself put on every request or response under a name, nil for nothing.
  func decoration(_ name: String, of host: ScriptHost) -> ScriptValue?
  /// Notes an assignment to a property of one of its objects; true when it was kept.
  func assign(
    _ value: ScriptValue,
    to name: String,
    of host: ScriptHost,
    in evaluator: ScriptEvaluator
  ) -> Bool
  /// Gives the value of an import from the framework, nil for "not mine".
  func external(_ module: String, name: String, in evaluator: ScriptEvaluator) -> ScriptValue?
  /// Notes a class of the program, when its definition has been evaluated.
  func define(_ type: ScriptClass, in evaluator: ScriptEvaluator)
  /// Notes that the program waits for a value.
  func awaited(_ value: ScriptValue, in evaluator: ScriptEvaluator)
  /// Does what the framework puts off until the program has set everything up.
  func settle(in evaluator: ScriptEvaluator)
  /// Packages whose presence says that a program uses the framework.
  var packages: [String] { get }
  /// Makes an application for a function that registers on one but is never called; nil when the
  /// framework has none.
  ///
  /// A root is started by a command of the framework, so that nothing stands before it.
  func stray(at place: ScriptPlace, isRoot: Bool) -> ScriptValue?
  /// Modules from which applications are made.
  var applicationModules: Set<String> { get }
  /// Whether calling something makes an application.
  func makesApplication(_ external: ScriptExternal) -> Bool
  /// The routes found once every module has been evaluated.
  func routes(in evaluator: ScriptEvaluator) -> [RouteCandidate]
}

extension FrameworkModel {
  func decoration(_ name: String, of host: ScriptHost) -> ScriptValue? { nil }

  func property(
    _ name: String,
    of host: ScriptHost,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? { nil }

  func assign(
    _ value: ScriptValue,
    to name: String,
    of host: ScriptHost,
    in evaluator: ScriptEvaluator
  ) -> Bool { false }

  func external(
    _ module: String,
    name: String,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? { nil }

  func define(_ type: ScriptClass, in evaluator: ScriptEvaluator) {}

  func awaited(_ value: ScriptValue, in evaluator: ScriptEvaluator) {}

  func settle(in evaluator: ScriptEvaluator) {}

  var packages: [String] { [] }

  var applicationModules: Set<String> { [] }

  func makesApplication(_ external: ScriptExternal) -> Bool { false }

  func stray(at place: ScriptPlace, isRoot: Bool) -> ScriptValue? { nil }
}

/// How a framework calls what handles a request.
enum HandlerStyle {
  /// `(request, response, next)`.
  case connect
  /// `(context, next)` of Koa.
  case koa
  /// `(context, next)` of Hono.
  case hono
  /// `(request, reply)`, a return value being the answer; hooks go on by returning.
  case fastify
  /// `(request, context)` of the web platform, the return value being the answer.
  case web
  /// A method of a class whose arguments the framework injects.
  case injected
}

/// A function that stands in the way of a request, or at its end.
struct ChainElement {
  /// The function, or what stands for it.
  let value: ScriptValue
  /// Where it is applied.
  let place: ScriptPlace
  let style: HandlerStyle
  /// Undecided tests under which it is applied.
  let conditions: [ScriptCondition]
  /// Arguments to call it with, when its style alone does not tell.
  var arguments: ((Scene, ScriptEvaluator) throws -> [ScriptValue])?
  /// What `this` is.
  var this: ScriptValue?
  /// The verdict of a guard that is a value rather than a function (true: go on).
  var decidesByReturning = false
  /// How the code names it, nil when its value tells.
  var name: String?
  /// Where its code is, nil when its value tells.
  var definition: ScriptPlace?
  /// The function it is, where its value does not tell.
  var code: ScriptFunction?
  /// The classes whose objects decide.
  var types: [ScriptClass] = []
  /// Whether it stands where a guard stands, and its code is not in the repository.
  var isOpaqueGuard = false

  init(
    _ value: ScriptValue,
    at place: ScriptPlace,
    style: HandlerStyle,
    conditions: [ScriptCondition] = []
  ) {
    self.value = value
    self.place = place
    self.style = style
    self.conditions = conditions
  }
}

/// A route as registered, before anybody asked what stands before it.
struct RouteCandidate {
  let method: String
  /// Full path with `{name}` parameters.
  let path: String
  let framework: String
  /// Where it is registered.
  let place: ScriptPlace
  /// What stands before it, in order.
  var chain: [ChainElement]
  /// What answers it; several in a row pass the request on.
  var handler: ChainElement
  /// How the code names the handler.
  let handlerName: String
  /// What its framework knows about it, for what stands before several routes.
  var context: ScriptHost?
  /// A declaration that the route is open, with its place.
  var declaredPublic: (by: String, at: ScriptPlace)?
  /// Why the registration could not be read whole, nil when it could.
  var unresolved: String?
}
