import ScriptLanguage

/// NestJS: classes whose decorators say what they answer, and what stands before it.
///
/// Source: NestJS documentation, "Overview" and "Fundamentals"; source of `@nestjs/core` 10 and 11.
final class NestModel: FrameworkModel {
  let name = "nestjs"
  let decorations: NestDecorations
  /// Where routes go that the program puts on the server beneath.
  let servers: ExpressModel
  private(set) var applications: [NestApplication] = []
  /// Classes with decorators, in the order they were defined.
  private(set) var decorated: [ScriptClass] = []
  /// Classes that others extend.
  private(set) var extended: Set<ObjectIdentifier> = []
  /// Names of passport strategies the program defines, with what they are for.
  private(set) var strategies: [String: LibraryKnowledge.Role] = [:]
  var injector: NestInjector?
  /// Interceptors by instance and place, for the routes that share them.
  var interceptors: [String: ChainElement] = [:]

  /// What the team declares of its guards, nil for nothing.
  let declared: DeclaredGuards?

  init(servers: ExpressModel, declared: DeclaredGuards? = nil) {
    self.servers = servers
    self.declared = declared
    decorations = NestDecorations(declared: declared)
  }

  func define(_ type: ScriptClass, in evaluator: ScriptEvaluator) {
    if let parent = type.parent { extended.insert(ObjectIdentifier(parent)) }
    if case .host(let strategy as NestStrategy)? = type.superclass, let role = strategy.role {
      strategies[strategy.name] = role
    }
    if !type.decorators.isEmpty { decorated.append(type) }
  }

  func scene(_ evaluator: ScriptEvaluator) -> Scene? {
    (evaluator.semantics as? AccessSemantics)?.scene
  }

  // MARK: Imports

  func external(
    _ module: String,
    name: String,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    if let kind = NestLibraries.guards["\(module).\(name)"] {
      return .host(NestLibraryGuard(name, kind))
    }
    guard module.hasPrefix("@nestjs/common") else { return nil }
    if name == "HttpStatus" {
      let properties = NestLibraries.statuses.map { ($0.0, ScriptValue.number(Double($0.1))) }
      return .object(evaluator.object(properties))
    }
    return nil
  }

  // MARK: Properties

  func property(
    _ name: String,
    of host: ScriptHost,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    switch host {
    case let application as NestApplication: return .host(NestMethod(application, name))
    case let context as NestContext:
      if NestContextMethods.names.contains(name) { return .host(NestMethod(context, name)) }
      // Before version 7, what makes a parameter was handed the request itself.
      guard let request = scene(evaluator)?.request else { return nil }
      return evaluator.property(name, of: .host(request), at: nil)
    case let late as NestLateInstance:
      guard let injector else { return nil }
      let instance = injector.instance(of: late.type)
      if case .host = instance { return .unknown("\(late.type.name).\(name)") }
      return evaluator.property(name, of: instance, at: nil)
    case let prototype as NestPrototype:
      return name == "constructor" ? .classValue(prototype.type) : nil
    case let service as NestService:
      if service.kind == .adapterHost, name == "httpAdapter" { return .host(service) }
      if service.kind == .request {
        guard let request = scene(evaluator)?.request else { return .unknown(name) }
        return evaluator.property(name, of: .host(request), at: nil)
      }
      return .host(NestMethod(service, name))
    case is NestCallHandler, is NestMiddlewareConsumer, is NestMiddlewareEntry:
      return .host(NestMethod(host, name))
    case is NestLibraryGuard:
      guard ["canActivate", "handleRequest"].contains(name) else { return nil }
      return .host(NestMethod(host, name))
    case let factory as NestDecoratorFactory:
      if name == "KEY", case .metadata(let key) = factory.kind { return .string(key) }
      return nil
    default: return nil
    }
  }

  // MARK: Calls

  func call(_ call: ScriptCall, in evaluator: ScriptEvaluator) throws -> ScriptValue? {
    switch call.callee {
    case .external(let external): return try library(external, call, in: evaluator)
    case .host(let decorator as NestDecorator):
      decorations.call(decorator, call.arguments, at: call.place, in: evaluator)
      return .undefined
    case .host(let factory as NestDecoratorFactory):
      switch factory.kind {
      case .metadata(let key):
        return decorator(.metadata(key, call.argument(0)), call, in: evaluator)
      case .parameter(let function):
        return decorator(.parameter(.made(function, call.argument(0))), call, in: evaluator)
      }
    case .host(let invocation as NestInvocation):
      guard let scene = scene(evaluator) else { return .undefined }
      return try invocation.body(scene, evaluator)
    case .host(let method as NestMethod): return try self.method(method, call, in: evaluator)
    case .host(let type as NestLibraryGuard) where call.isConstruction: return .host(type)
    default: return nil
    }
  }

  private func method(
    _ method: NestMethod,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    switch method.owner {
    case let application as NestApplication:
      return applicationMethod(method.name, application, call, in: evaluator)
    case let context as NestContext:
      return NestContextMethods.call(method.name, context, call, scene(evaluator), in: evaluator)
    case let service as NestService:
      return serviceMethod(method.name, service, call, in: evaluator)
    case let consumer as NestMiddlewareConsumer:
      return consumer.call(method.name, call, in: evaluator)
    case let entry as NestMiddlewareEntry: return entry.call(method.name, call, in: evaluator)
    case let handler as NestCallHandler:
      _ = handler
      return .symbol(ScriptSymbol("response", presence: .present))
    case let type as NestLibraryGuard:
      return try NestGuards(model: self).method(method.name, type, call, in: evaluator)
    default: return nil
    }
  }

  func decorator(
    _ meaning: NestDecorator.Meaning,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue {
    .host(NestDecorator(meaning, at: call.place, isConditional: !evaluator.conditions.isEmpty))
  }

  func note(_ application: NestApplication) { applications.append(application) }

  /// What a passport strategy is for: by the library it comes from, or by its name.
  func role(ofStrategy value: ScriptValue?) -> LibraryKnowledge.Role {
    var names: [String] = []
    switch value {
    case .string(let name)?: names = [name]
    case .list(let list)?: names = list.elements.compactMap(\.knownString)
    default: break
    }
    let known = names.compactMap { strategies[$0] }
    if known.count == names.count, let first = known.first {
      if known.contains(.lets) { return .lets }
      return known.contains(.startsSignIn) ? .startsSignIn : first
    }
    return LibraryKnowledge.strategy(value)
  }

  // MARK: Services

  private func serviceMethod(
    _ name: String,
    _ service: NestService,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    switch service.kind {
    case .reflector: return reflect(name, call, in: evaluator)
    case .configuration:
      guard ["get", "getOrThrow"].contains(name), let key = call.argument(0).knownString else {
        return .unknown(name)
      }
      if key == "NODE_ENV" { return .string("production") }
      let marks: ScriptMarks =
        AccessWords.isSecret(key) ? [.configuration, .secret] : .configuration
      return .symbol(ScriptSymbol(key, marks: marks))
    case .moduleReference:
      guard ["get", "resolve", "create"].contains(name) else { return .unknown(name) }
      return injector?.value(of: call.argument(0)) ?? .unknown(call.argument(0).displayName)
    case .adapterHost, .request: return .unknown(name)
    }
  }

  /// Reads metadata the way `Reflector` does.
  private func reflect(
    _ name: String,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue {
    guard let key = NestDecorations.key(call.argument(0)) else { return .unknown("metadata") }
    let targets: [ScriptValue]
    if case .list(let list) = call.argument(1) {
      targets = list.elements
    } else {
      targets = [call.argument(1)]
    }
    let found = targets.map { metadata(key, on: $0, in: evaluator) }
    switch name {
    case "get", "getAllAndOverride":
      return found.first { if case .undefined = $0 { false } else { true } } ?? .undefined
    case "getAll": return evaluator.list(found)
    case "getAllAndMerge":
      let present = found.filter { if case .undefined = $0 { false } else { true } }
      return evaluator.list(
        present.flatMap { value -> [ScriptValue] in
          if case .list(let list) = value { return list.elements }
          return [value]
        }
      )
    default: return .unknown(name)
    }
  }

  /// Reads metadata and notes that the call depends on it.
  func metadata(
    _ key: String,
    on target: ScriptValue,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue {
    scene(evaluator)?.dependsOnRoute = true
    guard let found = decorations.metadata(key, on: target, in: evaluator) else {
      return .undefined
    }
    if let scene = scene(evaluator) {
      if scene.ignoresDeclarations { return .undefined }
      scene.declarations.append(
        RouteDeclaration(name: found.name, place: found.place)
      )
    }
    return found.value
  }
}

/// What `PassportStrategy(Strategy, name)` gives, to be extended.
final class NestStrategy: ScriptHost {
  let name: String
  let role: LibraryKnowledge.Role?
  init(_ name: String, _ role: LibraryKnowledge.Role?) {
    self.name = name
    self.role = role
  }
}
