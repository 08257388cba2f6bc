import ScriptLanguage

/// Makes instances the way the framework does: constructors are handed what their types name.
final class NestInjector {
  /// What a module says stands for a token.
  struct Provider {
    let recipe: ScriptObject
    let place: ScriptPlace
  }

  private let evaluator: ScriptEvaluator
  private var instances: [ObjectIdentifier: ScriptValue] = [:]
  private var beingMade: Set<ObjectIdentifier> = []
  private var kept: [ScriptClass] = []
  private var providers: [String: [Provider]] = [:]
  private var provided: [ObjectIdentifier: ScriptValue] = [:]
  /// Constructors that may still be run.
  private var left = 4_000

  init(_ evaluator: ScriptEvaluator) { self.evaluator = evaluator }

  /// Notes an element of a module's providers.
  func register(_ provider: ScriptObject) {
    guard let token = provider["provide"], let key = key(token) else { return }
    let place = provider.place ?? ScriptPlace(file: "", line: 1, column: 1, endLine: 1)
    providers[key, default: []].append(Provider(recipe: provider, place: place))
  }

  private func key(_ token: ScriptValue) -> String? {
    switch token {
    case .classValue(let type): return "class \(ObjectIdentifier(type))"
    case .host(let reference as NestForwardReference): return key(resolved(reference))
    default: return NestDecorations.key(token)
    }
  }

  /// What a function given in place of a class stands for.
  func resolved(_ reference: NestForwardReference) -> ScriptValue {
    evaluator.settle(budget: 5_000) {
      try self.evaluator.apply(
        reference.function,
        [],
        at: ScriptPlace(file: "", line: 1, column: 1, endLine: 1)
      )
    } ?? .unknown("forwardRef")
  }

  // MARK: Tokens

  /// What stands for a token; nil when nothing in the repository does.
  func value(of token: ScriptValue) -> ScriptValue? {
    if case .host(let reference as NestForwardReference) = token {
      return value(of: resolved(reference))
    }
    if let key = key(token), let known = providers[key] {
      var result: ScriptValue?
      for provider in known.prefix(4) {
        guard let one = value(of: provider, token: token) else { continue }
        result = result.map { .join($0, one) } ?? one
      }
      if let result { return result }
    }
    switch token {
    case .classValue(let type): return instance(of: type)
    case .external(let external): return Self.service(external).map(ScriptValue.host)
    case .union(let values):
      return values.lazy.compactMap { self.value(of: $0) }.first
    default: return nil
    }
  }

  /// What a recipe makes.
  func value(of provider: Provider, token: ScriptValue?) -> ScriptValue? {
    let recipe = provider.recipe
    let identifier = ObjectIdentifier(recipe)
    if let known = provided[identifier] { return known }
    guard beingMade.insert(identifier).inserted else { return nil }
    defer { beingMade.remove(identifier) }
    let made = make(recipe, provider.place)
    if let made { provided[identifier] = made }
    return made
  }

  private func make(_ recipe: ScriptObject, _ place: ScriptPlace) -> ScriptValue? {
    if let type = recipe["useClass"] { return enhancer(type) }
    if let other = recipe["useExisting"] { return value(of: other) ?? other }
    if let factory = recipe["useFactory"] {
      let tokens = evaluator.elements(of: recipe["inject"] ?? .undefined).items
      let arguments = tokens.map { token -> ScriptValue in
        var wanted = token
        if case .object(let optional) = token, let inner = optional["token"] { wanted = inner }
        return value(of: wanted) ?? unknown(wanted.displayName, wanted)
      }
      return evaluator.settle(budget: 20_000) {
        try self.evaluator.apply(factory, arguments, at: place)
      }
    }
    return recipe["useValue"]
  }

  /// An instance for something that is given as a class or as an instance.
  func enhancer(_ value: ScriptValue) -> ScriptValue {
    switch value {
    case .classValue(let type): return self.value(of: value) ?? instance(of: type)
    case .host(let reference as NestForwardReference): return enhancer(resolved(reference))
    case .union(let values):
      return values.dropFirst().reduce(enhancer(values[0])) { .join($0, enhancer($1)) }
    default: return value
    }
  }

  static func service(_ external: ScriptExternal) -> ScriptHost? {
    switch (external.module, external.path.last) {
    case ("@nestjs/core", "Reflector"?): NestService(.reflector)
    case ("@nestjs/core", "ModuleRef"?): NestService(.moduleReference)
    case ("@nestjs/core", "HttpAdapterHost"?): NestService(.adapterHost)
    case ("@nestjs/core", "REQUEST"?): NestService(.request)
    case ("@nestjs/config", "ConfigService"?): NestService(.configuration)
    default: nil
    }
  }

  // MARK: Instances

  /// The one instance of a class.
  func instance(of type: ScriptClass) -> ScriptValue {
    let identifier = ObjectIdentifier(type)
    if let known = instances[identifier] { return known }
    // A circle of services: whoever asks meanwhile gets it when it is there.
    guard !beingMade.contains(identifier) else { return .host(NestLateInstance(type)) }
    guard left > 0, beingMade.count < 40 else {
      return .symbol(ScriptSymbol(type.name, presence: .present, typeName: type.name))
    }
    left -= 1
    kept.append(type)
    beingMade.insert(identifier)
    defer { beingMade.remove(identifier) }
    let arguments = constructorArguments(of: type)
    let made = evaluator.settle(budget: 20_000) {
      try self.evaluator.construct(type, arguments, at: type.place)
    }
    let instance = made ?? bare(type, arguments)
    instances[identifier] = instance
    fillFields(of: instance, type)
    return instance
  }

  /// An instance whose constructor could not be followed to its end.
  private func bare(_ type: ScriptClass, _ arguments: [ScriptValue]) -> ScriptValue {
    evaluator.settle(budget: 1_000) {
      let object = self.evaluator.object()
      object.instanceOf = type
      let names = self.constructor(of: type)?.parameters.map(\.name) ?? []
      for (name, value) in zip(names, arguments) where !name.isEmpty {
        self.evaluator.store(value, to: name, of: .object(object), at: type.place)
      }
      return .object(object)
    } ?? .unknown(type.name)
  }

  private func constructor(of type: ScriptClass) -> ScriptMember? {
    for owner in type.lineage {
      if let found = owner.members.first(where: { $0.name == "constructor" && $0.isMethod }) {
        return found
      }
    }
    return nil
  }

  private func constructorArguments(of type: ScriptClass) -> [ScriptValue] {
    guard let constructor = constructor(of: type) else { return [] }
    return constructor.parameters.map { parameter in
      injected(
        parameter.name,
        parameter.typeName,
        evaluator.decorations(parameter.decorators, of: constructor.home),
        near: constructor.home
      )
    }
  }

  private func fillFields(of instance: ScriptValue, _ type: ScriptClass) {
    guard case .object(let object) = instance else { return }
    for owner in type.lineage {
      for member in owner.members
      where !member.isMethod && !member.decorators.isEmpty && object[member.name] == nil {
        let decorations = evaluator.decorations(member.decorators, of: owner)
        let isInjected = decorations.contains { decoration in
          guard case .host(let decorator as NestDecorator) = decoration.value else { return false }
          switch decorator.meaning {
          case .inject, .store: return true
          default: return false
          }
        }
        guard isInjected else { continue }
        let value = injected(member.name, member.typeName, decorations, near: owner)
        _ = evaluator.settle(budget: 1_000) {
          self.evaluator.store(value, to: member.name, of: instance, at: member.place)
        }
      }
    }
  }

  private func injected(
    _ name: String,
    _ typeName: String,
    _ decorations: [ScriptDecoration],
    near type: ScriptClass
  ) -> ScriptValue {
    for decoration in decorations {
      guard case .host(let decorator as NestDecorator) = decoration.value else { continue }
      switch decorator.meaning {
      case .store(let store):
        return .symbol(ScriptSymbol(store, presence: .present, typeName: typeName))
      case .inject(let token?):
        return value(of: token) ?? unknown(name, token, typeName)
      default: continue
      }
    }
    guard !typeName.isEmpty, let declared = evaluator.value(named: typeName, near: type) else {
      return .symbol(ScriptSymbol(name, presence: .present, typeName: typeName))
    }
    return value(of: declared) ?? unknown(name, declared, typeName)
  }

  /// Something to inject that is not in the repository: named after its type where it has one.
  private func unknown(
    _ name: String,
    _ token: ScriptValue,
    _ typeName: String = ""
  ) -> ScriptValue {
    if case .external(let external) = token, let last = external.path.last {
      return .symbol(ScriptSymbol(last, presence: .present, typeName: last))
    }
    return .symbol(ScriptSymbol(name, presence: .present, typeName: typeName))
  }
}
