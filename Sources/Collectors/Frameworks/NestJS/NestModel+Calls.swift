import ScriptLanguage

extension NestModel {
  /// A call to the framework, or to a library made for it.
  func library(
    _ external: ScriptExternal,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    if let core = NestLibraries.coreName(external) {
      return framework(core, call, in: evaluator)
    }
    if external.module == "#Reflect" { return reflection(external, call, in: evaluator) }
    if external.module.hasPrefix("rxjs") { return try stream(external, call, in: evaluator) }
    if let key = NestLibraries.declarations[external.name] {
      let value: ScriptValue =
        call.arguments.isEmpty ? .boolean(true) : evaluator.list(call.arguments)
      return decorator(.metadata(key, value), call, in: evaluator)
    }
    if let name = NestLibraries.guardingDecorators[external.name],
      let kind = NestLibraries.guards[name]
    {
      let short = name.split(separator: ".").last.map(String.init) ?? name
      return decorator(.guards([.host(NestLibraryGuard(short, kind))]), call, in: evaluator)
    }
    if let store = NestLibraries.stores[external.name] {
      return decorator(.store(Self.storeName(store, call.argument(0))), call, in: evaluator)
    }
    return package(external, call, in: evaluator)
  }

  private func package(
    _ external: ScriptExternal,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    switch external.name {
    case "@nestjs/passport.AuthGuard":
      let role = role(ofStrategy: call.arguments.first)
      let name = call.arguments.first?.displayName ?? ""
      return .host(NestLibraryGuard("AuthGuard(\(name))", .passport(role)))
    case "@nestjs/passport.PassportStrategy": return .host(strategy(call))
    case "@nestjs/graphql.GqlExecutionContext.create": return call.argument(0)
    case "@nestjs/config.ConfigService" where call.isConstruction:
      return .host(NestService(.configuration))
    default: return nil
    }
  }

  private func strategy(_ call: ScriptCall) -> NestStrategy {
    guard case .external(let base) = call.argument(0) else {
      return NestStrategy(call.argument(1).knownString ?? "", nil)
    }
    var name = call.argument(1).knownString ?? ""
    if name.isEmpty {
      let words = base.module.split(separator: "-").map(String.init)
      name = words.dropFirst().first ?? base.module
      if base.module == "passport-http-bearer" { name = "bearer" }
    }
    return NestStrategy(name, NestLibraries.role(ofStrategyFrom: base.module))
  }

  private static func storeName(_ store: String, _ entity: ScriptValue) -> String {
    switch entity {
    case .classValue(let type): return type.name + store
    case .string(let name): return name + store
    case .external(let external): return (external.path.last ?? "") + store
    case .object(let object):
      return (object["name"]?.knownString ?? "") + store
    default: return store
    }
  }

  // MARK: The framework itself

  private func framework(
    _ name: String,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    if let method = NestLibraries.methods[name] {
      return decorator(.route(method, call.argument(0)), call, in: evaluator)
    }
    if let parameter = Self.parameter(name, call) {
      return decorator(.parameter(parameter), call, in: evaluator)
    }
    switch name {
    case "Controller": return decorator(.controller(call.argument(0)), call, in: evaluator)
    case "Module": return decorator(.module(call.argument(0)), call, in: evaluator)
    case "UseGuards": return decorator(.guards(call.arguments), call, in: evaluator)
    case "UseInterceptors": return decorator(.interceptors(call.arguments), call, in: evaluator)
    case "SetMetadata", "ReflectMetadata":
      guard let key = NestDecorations.key(call.argument(0)) else { return nil }
      return decorator(.metadata(key, call.argument(1)), call, in: evaluator)
    case "Version": return decorator(.version(call.argument(0)), call, in: evaluator)
    case "RequestMapping":
      let options = call.argument(0)
      let method = evaluator.property("method", of: options, at: call.place)
      let path = evaluator.property("path", of: options, at: call.place)
      if case .undefined = method { return decorator(.route("GET", path), call, in: evaluator) }
      let wanted = NestPathRule.method(method) ?? "ANY"
      return decorator(.route(wanted, path), call, in: evaluator)
    case "Inject":
      let token = call.arguments.first
      return decorator(.inject(token), call, in: evaluator)
    case "applyDecorators": return decorator(.several(call.arguments), call, in: evaluator)
    case "createParamDecorator": return .host(NestDecoratorFactory(.parameter(call.argument(0))))
    case "mixin": return call.argument(0)
    case "forwardRef": return .host(NestForwardReference(call.argument(0)))
    case "Reflector.createDecorator", "Reflector":
      if call.isConstruction { return .host(NestService(.reflector)) }
      let key = evaluator.property("key", of: call.argument(0), at: call.place).knownString
      let own = "#\(call.place.file):\(call.place.line):\(call.place.column)"
      return .host(NestDecoratorFactory(.metadata(key ?? own)))
    case "NestFactory.create": return .host(application(call, answersHTTP: true, in: evaluator))
    case "NestFactory.createMicroservice", "NestFactory.createApplicationContext":
      return .host(application(call, answersHTTP: false, in: evaluator))
    case "RouterModule.register": return .host(NestRouterTable(call.argument(0)))
    default: return nil
    }
  }

  private static func parameter(_ name: String, _ call: ScriptCall) -> NestParameter? {
    switch name {
    case "Req", "Request": return .request
    case "Res", "Response":
      guard case .object(let options) = call.argument(0) else {
        return .response(isPassedThrough: false)
      }
      return .response(isPassedThrough: options["passthrough"]?.truth == true)
    case "Next": return .next
    case "Body", "Query", "Param", "UploadedFile", "UploadedFiles", "RawBody":
      let field = call.argument(0).knownString.map { ".\($0)" } ?? ""
      return .input(name.lowercased() + field)
    case "Headers": return .headers(call.argument(0).knownString)
    case "Session": return .session
    case "Ip", "HostParam": return .unknown
    default: return nil
    }
  }

  // MARK: Applications

  private func application(
    _ call: ScriptCall,
    answersHTTP: Bool,
    in evaluator: ScriptEvaluator
  ) -> NestApplication {
    let application = NestApplication(
      root: call.argument(0),
      answersHTTP: answersHTTP,
      place: call.place
    )
    // `new ExpressAdapter(server)`: what the server has goes for the application, too.
    if case .result(let adapter) = call.argument(1), adapter.isConstruction,
      case .host(let server as RouterHost)? = adapter.arguments.first
    {
      application.server = server
    }
    note(application)
    return application
  }

  func applicationMethod(
    _ name: String,
    _ application: NestApplication,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    let own = ScriptValue.host(application)
    switch name {
    case "setGlobalPrefix":
      application.prefix = RoutePath.paths(call.argument(0))?.first ?? ""
      if case .undefined = call.argument(1) { return own }
      let excluded = evaluator.property("exclude", of: call.argument(1), at: call.place)
      application.excluded = NestPathRule.rules(excluded, isPrefix: false, in: evaluator)
    case "enableVersioning":
      application.versioning = Self.versioning(call, in: evaluator)
    case "useGlobalGuards":
      for guardValue in call.arguments {
        application.guards.append((guardValue, call.place, evaluator.conditions))
      }
    case "useGlobalInterceptors":
      for value in call.arguments { application.interceptors.append((value, call.place)) }
    case "use":
      var values = call.arguments
      var paths = ["/"]
      if let first = values.first, values.count > 1, let known = RoutePath.paths(first),
        !known.isEmpty
      {
        paths = known
        values.removeFirst()
      }
      for value in values.flatMap({ RouterHost.flattened($0) }) {
        for path in paths {
          application.middleware.append((path, value, call.place, evaluator.conditions))
        }
      }
    case "get", "resolve":
      return injector?.value(of: call.argument(0))
        ?? deferred(call.argument(0), in: evaluator)
    case "select": return own
    case "getHttpAdapter", "getHttpServer": return own
    case "getInstance":
      let server =
        application.server ?? servers.make(isApplication: true, at: application.place)
      application.server = server
      return .host(server)
    case "listen", "init": application.isStarted = true
    case "close": application.isClosed = true
    case "enableCors", "useGlobalPipes", "useGlobalFilters": return own
    default: return .unknown(name)
    }
    return own
  }

  /// What an application is asked for before its modules are known.
  private func deferred(_ token: ScriptValue, in evaluator: ScriptEvaluator) -> ScriptValue {
    switch token {
    case .classValue(let type): return .host(NestLateInstance(type))
    case .external(let external):
      return NestInjector.service(external).map(ScriptValue.host) ?? .unknown(token.displayName)
    default: return .unknown(token.displayName)
    }
  }

  private static func versioning(
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> NestVersioning {
    guard case .object(let options) = call.argument(0) else {
      return NestVersioning(isInPath: true, prefix: "v", fallback: .undefined)
    }
    var isInPath = true
    if case .external(let type)? = options["type"] { isInPath = type.path.last == "URI" }
    if case .number(let number)? = options["type"] { isInPath = number == 0 }
    var prefix = "v"
    if let given = options["prefix"] {
      prefix = given.knownString ?? (given.truth == false ? "" : "v")
    }
    return NestVersioning(
      isInPath: isInPath,
      prefix: prefix,
      fallback: options["defaultVersion"] ?? .undefined
    )
  }

  // MARK: Reflection and streams

  private func reflection(
    _ external: ScriptExternal,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    guard let method = external.path.first, let key = NestDecorations.key(call.argument(0)) else {
      return nil
    }
    switch method {
    case "defineMetadata":
      let target = Array(call.arguments.dropFirst(2))
      guard let record = decorations.record(for: target, in: evaluator) else { return .undefined }
      record.metadata[key] = NestRecord.Metadata(
        value: call.argument(1),
        name: evaluator.activeFunctions.first?.name ?? "",
        place: call.place
      )
      return .undefined
    case "getMetadata", "getOwnMetadata", "hasMetadata":
      var target = call.argument(1)
      if let name = call.argument(2).knownString {
        guard
          let found = decorations.record(for: [target, .string(name)], in: evaluator)?
            .metadata[key]
        else { return .undefined }
        return found.value
      }
      if case .host(let prototype as NestPrototype) = target {
        target = .classValue(prototype.type)
      }
      let value = metadata(key, on: target, in: evaluator)
      guard method == "hasMetadata" else { return value }
      if case .undefined = value { return .boolean(false) }
      return .boolean(true)
    default: return nil
    }
  }

  /// Streams of one value stand for the value; their observers run.
  private func stream(
    _ external: ScriptExternal,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    switch external.path.last {
    case "of", "from", "firstValueFrom", "lastValueFrom": return call.argument(0)
    case "catchError": return .unknown("catchError")
    case "throwError":
      var value = call.argument(0)
      if case .function = value { value = try evaluator.apply(value, [], at: call.place) }
      throw ScriptThrow(value, at: call.place)
    case "tap", "finalize":
      if case .object(let observer) = call.argument(0) {
        for name in ["next", "complete", "finalize"] {
          guard let callback = observer[name] else { continue }
          let value = ScriptValue.symbol(ScriptSymbol("response", presence: .present))
          _ = try? evaluator.apply(callback, [value], at: call.place)
        }
        return .unknown("tap")
      }
      return nil
    default: return nil
    }
  }
}
