import ScriptLanguage

extension NestModel {
  /// What an application puts before its routes.
  private struct Surroundings {
    let application: NestApplication?
    var modules: NestModules
    var middleware: [NestMiddlewareEntry] = []
    var guards: [(slot: NestRecord.GuardSlot, conditions: [ScriptCondition])] = []
    var interceptors: [(value: ScriptValue, place: ScriptPlace)] = []
  }

  func routes(in evaluator: ScriptEvaluator) -> [RouteCandidate] {
    guard !decorated.isEmpty else { return [] }
    let injector = NestInjector(evaluator)
    self.injector = injector
    startUncalled(in: evaluator)

    let controllers = decorated.filter {
      decorations.record(of: $0, in: evaluator).controller != nil
    }
    guard !controllers.isEmpty else { return [] }
    let allModules = decorated.filter { decorations.record(of: $0, in: evaluator).module != nil }
    var found: [RouteCandidate] = []
    var placed: Set<ObjectIdentifier> = []
    var surroundings: [Surroundings] = []
    for application in applications {
      var modules = NestModules(evaluator, decorations, injector)
      modules.visit(application.root)
      surroundings.append(Surroundings(application: application, modules: modules))
    }
    var rest = NestModules(evaluator, decorations, injector)
    let isReached: (ScriptClass) -> Bool = { type in
      surroundings.contains { $0.modules.contains(type) }
    }
    for module in allModules where !isReached(module) { rest.visit(.classValue(module)) }

    for index in surroundings.indices {
      let isServed = surroundings[index].application?.isServed == true
      if isServed { prepare(&surroundings[index], injector, in: evaluator) }
      for node in surroundings[index].modules.nodes {
        for controller in node.controllers {
          placed.insert(ObjectIdentifier(controller))
          guard isServed else { continue }
          found += candidates(
            of: controller,
            node.type,
            surroundings[index],
            injector,
            in: evaluator
          )
        }
      }
    }
    found += stray(
      controllers.filter { !placed.contains(ObjectIdentifier($0)) },
      rest,
      surroundings.filter { $0.application?.isServed == true },
      injector,
      in: evaluator
    )
    return found
  }

  /// Controllers that no application was seen to reach.
  private func stray(
    _ controllers: [ScriptClass],
    _ rest: NestModules,
    _ surroundings: [Surroundings],
    _ injector: NestInjector,
    in evaluator: ScriptEvaluator
  ) -> [RouteCandidate] {
    var owners: [ObjectIdentifier: ScriptClass] = [:]
    for node in rest.nodes {
      for controller in node.controllers { owners[ObjectIdentifier(controller)] = node.type }
    }
    var found: [RouteCandidate] = []
    var alone = Surroundings(application: nil, modules: rest)
    if surroundings.isEmpty { prepare(&alone, injector, in: evaluator) }
    for controller in controllers {
      let owner = owners[ObjectIdentifier(controller)]
      // What others extend is there to be extended.
      if owner == nil, extended.contains(ObjectIdentifier(controller)) { continue }
      guard let near = nearest(to: controller, surroundings) else {
        found += candidates(of: controller, owner, alone, injector, in: evaluator)
        continue
      }
      // A module that nothing imports is not part of an application known in full.
      if owner != nil, near.modules.isComplete, !near.modules.nodes.isEmpty { continue }
      found += candidates(of: controller, owner, near, injector, in: evaluator)
    }
    return found
  }

  private func nearest(to type: ScriptClass, _ surroundings: [Surroundings]) -> Surroundings? {
    let folders = type.place.file.split(separator: "/").dropLast()
    func shared(_ other: Surroundings) -> Int {
      guard let file = other.application?.place.file else { return 0 }
      return zip(folders, file.split(separator: "/").dropLast()).prefix { $0 == $1 }.count
    }
    return surroundings.max { shared($0) < shared($1) }
  }

  /// Applications may be made in functions that only a platform calls.
  private func startUncalled(in evaluator: ScriptEvaluator) {
    var started: Set<String> = []
    for path in evaluator.paths(mentioning: "NestFactory") {
      guard !applications.contains(where: { $0.place.file == path }), started.insert(path).inserted
      else { continue }
      for name in evaluator.topLevelNames(of: path) {
        guard case .function(let function)? = evaluator.topLevel(name, of: path) else { continue }
        let arguments = function.parameterNames.map { ScriptValue.unknown($0) }
        _ = evaluator.settle(budget: 20_000) {
          try evaluator.apply(.function(function), arguments, at: function.place)
        }
        if applications.contains(where: { $0.place.file == path }) { break }
      }
    }
  }

  // MARK: What stands before all routes

  private func prepare(
    _ surroundings: inout Surroundings,
    _ injector: NestInjector,
    in evaluator: ScriptEvaluator
  ) {
    if let application = surroundings.application {
      for entry in application.guards {
        surroundings.guards.append((slot(entry.value, entry.place), entry.conditions))
      }
      surroundings.interceptors += application.interceptors
    }
    for entry in surroundings.modules.libraryGuards {
      surroundings.guards.append((slot(entry.value, entry.place), []))
    }
    for node in surroundings.modules.nodes {
      for case .object(let provider) in node.providers {
        guard case .external(let token)? = provider["provide"],
          let place = provider.place
        else { continue }
        switch NestLibraries.coreName(token) {
        case "APP_GUARD"?:
          let recipe = NestInjector.Provider(recipe: provider, place: place)
          let made = injector.value(of: recipe, token: nil) ?? .unknown("APP_GUARD")
          let slot = NestRecord.GuardSlot(
            alternatives: [[made]],
            place: place,
            isConditional: provider.branches > 0
          )
          surroundings.guards.append((slot, []))
        case "APP_INTERCEPTOR"?:
          let recipe = NestInjector.Provider(recipe: provider, place: place)
          if let made = injector.value(of: recipe, token: nil) {
            surroundings.interceptors.append((made, place))
          }
        default: continue
        }
      }
      // The framework makes each module, whose constructor may connect one part with another.
      if node.type.lineage.contains(where: { $0.ownMember("constructor") != nil }) {
        _ = injector.instance(of: node.type)
      }
      surroundings.middleware += middleware(of: node.type, injector, in: evaluator)
    }
  }

  private func slot(_ value: ScriptValue, _ place: ScriptPlace) -> NestRecord.GuardSlot {
    NestRecord.GuardSlot(alternatives: [[value]], place: place, isConditional: false)
  }

  private func middleware(
    of module: ScriptClass,
    _ injector: NestInjector,
    in evaluator: ScriptEvaluator
  ) -> [NestMiddlewareEntry] {
    guard module.lineage.contains(where: { $0.ownMember("configure") != nil }) else { return [] }
    let consumer = NestMiddlewareConsumer()
    let instance = injector.instance(of: module)
    _ = evaluator.settle(budget: 20_000) {
      try evaluator.callMethod("configure", of: instance, with: [.host(consumer)], at: module.place)
    }
    return consumer.entries
  }

  // MARK: One controller

  private func candidates(
    of type: ScriptClass,
    _ module: ScriptClass?,
    _ surroundings: Surroundings,
    _ injector: NestInjector,
    in evaluator: ScriptEvaluator
  ) -> [RouteCandidate] {
    let modulePath = module.flatMap { surroundings.modules.paths[ObjectIdentifier($0)] } ?? ""
    let isRootMissing: Bool
    switch surroundings.application?.root {
    case .classValue?, .object?: isRootMissing = false
    default: isRootMissing = true
    }
    let routes = routes(
      of: type,
      below: modulePath,
      surroundings.application,
      assumesVersions: isRootMissing,
      in: evaluator
    )
    guard !routes.isEmpty else { return [] }
    let instance = injector.instance(of: type)
    return routes.map { candidate($0, instance, surroundings, injector, in: evaluator) }
  }

  private func candidate(
    _ route: NestRoute,
    _ instance: ScriptValue,
    _ surroundings: Surroundings,
    _ injector: NestInjector,
    in evaluator: ScriptEvaluator
  ) -> RouteCandidate {
    let context = NestContext(route.type, evaluator.unbound(route.member))
    var chain = before(route, surroundings, injector, in: evaluator)
    let guards = NestGuards(model: self)
    var unresolved: String?
    let typeRecords = route.type.lineage.reversed().map {
      decorations.record(of: $0, in: evaluator)
    }
    let own = (typeRecords + [route.record]).flatMap(\.guards)
    for (slot, conditions) in surroundings.guards + own.map({ ($0, []) }) {
      chain.append(guards.element(slot, conditions: doubts(slot, conditions), injector))
    }
    if let opaque = (typeRecords + [route.record]).flatMap(\.opaque).first {
      unresolved = "the code of the decorator \(opaque.name) is not in the repository"
    }
    let interceptors =
      surroundings.interceptors + (typeRecords + [route.record]).flatMap(\.interceptors)
    for entry in interceptors {
      if let element = interceptor(entry.value, entry.place, injector) {
        chain.append(element)
      }
    }
    return RouteCandidate(
      method: route.method,
      path: route.path,
      framework: name,
      place: route.place,
      chain: chain,
      handler: NestHandlers.element(route, instance, context, in: evaluator),
      handlerName: "\(route.type.name).\(route.member.name)",
      context: context,
      unresolved: unresolved
    )
  }

  /// A guard that is put on only under a condition has that condition.
  private func doubts(
    _ slot: NestRecord.GuardSlot,
    _ conditions: [ScriptCondition]
  ) -> [ScriptCondition] {
    guard slot.isConditional, conditions.isEmpty else { return conditions }
    return [ScriptCondition(test: .unknown("condition"), whenTrue: true, place: slot.place)]
  }

  /// The middleware before a route, the server's first.
  private func before(
    _ route: NestRoute,
    _ surroundings: Surroundings,
    _ injector: NestInjector,
    in evaluator: ScriptEvaluator
  ) -> [ChainElement] {
    var chain: [ChainElement] = []
    for entry in surroundings.application?.server?.entries ?? [] {
      guard case .middleware = entry.kind, RoutePath.isPrefix(entry.path, of: route.path) else {
        continue
      }
      for handler in entry.handlers {
        if case .host(_ as RouterHost) = handler { continue }
        chain.append(
          ChainElement(handler, at: entry.place, style: .connect, conditions: entry.conditions)
        )
      }
    }
    for entry in surroundings.application?.middleware ?? []
    where RoutePath.isPrefix(entry.path, of: route.path) {
      if case .host(_ as RouterHost) = entry.value { continue }
      chain.append(
        ChainElement(entry.value, at: entry.place, style: .connect, conditions: entry.conditions)
      )
    }
    for entry in surroundings.middleware where entry.applies(to: route) {
      let elements =
        entry.elements ?? entry.values.map { middleware($0, entry, injector, in: evaluator) }
      entry.elements = elements
      chain += elements
    }
    return chain
  }

  private func middleware(
    _ value: ScriptValue,
    _ entry: NestMiddlewareEntry,
    _ injector: NestInjector,
    in evaluator: ScriptEvaluator
  ) -> ChainElement {
    guard case .classValue(let type) = value else {
      return ChainElement(value, at: entry.place, style: .connect, conditions: entry.conditions)
    }
    let use = evaluator.property("use", of: injector.instance(of: type), at: entry.place)
    var element = ChainElement(use, at: entry.place, style: .connect, conditions: entry.conditions)
    element.name = type.name
    return element
  }

  /// An interceptor of the program; those of libraries do not decide who may call.
  private func interceptor(
    _ value: ScriptValue,
    _ place: ScriptPlace,
    _ injector: NestInjector
  ) -> ChainElement? {
    guard case .object(let object) = injector.enhancer(value), let type = object.instanceOf else {
      return nil
    }
    let key = "\(ObjectIdentifier(object)) \(place.file):\(place.line):\(place.column)"
    if let known = interceptors[key] { return known }
    var element = ChainElement(
      .host(
        NestInvocation { scene, evaluator in
          guard let context = scene.route else { return .undefined }
          return try evaluator.callMethod(
            "intercept",
            of: .object(object),
            with: [.host(context), .host(NestCallHandler())],
            at: place
          )
        }
      ),
      at: place,
      style: .injected
    )
    element.name = type.name
    interceptors[key] = element
    return element
  }
}
