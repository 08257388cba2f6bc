import ScriptLanguage

/// Gives meaning to what lies outside the program: frameworks, libraries, requests, stores.
final class AccessSemantics: ScriptSemantics {
  /// The imagined call being followed, nil while modules are evaluated.
  var scene: Scene?
  /// The frameworks in use, asked in turn.
  let frameworks: [any FrameworkModel]
  /// Names of the team's own guards and audit functions, from its configuration.
  let settings: AccessSettings
  let declared: DeclaredGuards

  /// Where applications were made while modules were evaluated.
  private(set) var madeApplications: Set<ScriptPlace> = []
  /// Classes of which some base is not in the repository, in order of their definition.
  private(set) var basedElsewhere: [ScriptClass] = []
  /// Functions that were called while modules were evaluated, by program and node.
  private var entered: [ObjectIdentifier: Set<ScriptNodeID>] = [:]

  init(frameworks: [any FrameworkModel], settings: AccessSettings) {
    self.frameworks = frameworks
    self.settings = settings
    declared = DeclaredGuards(settings)
  }

  // MARK: Calls

  func call(_ call: ScriptCall, in evaluator: ScriptEvaluator) throws -> ScriptValue? {
    if case .host(let host) = call.callee {
      if !host.isSteady { scene?.dependsOnMoment = true }
      if let method = host as? CallerMethod {
        return try callerMethod(method, call, in: evaluator)
      }
      if let table = host as? RouteTableMethod {
        table.register(call, in: evaluator)
        return .undefined
      }
      if let next = host as? NextHost { return proceed(next.scene, call, in: evaluator) }
    }
    if let value = Self.requestAddress(call, in: evaluator) { return value }
    if let scene, let value = try declared.outside(call, scene, in: evaluator) { return value }
    noteApplication(call)
    for framework in frameworks {
      if let value = try framework.call(call, in: evaluator) { return value }
    }
    if let value = try LibraryHelpers.call(call, scene: scene, in: evaluator) { return value }
    if let scene, let value = try LibraryKnowledge.call(call, scene: scene, in: evaluator) {
      return value
    }
    if let inner = wrapped(by: call.callee) {
      return try evaluator.apply(inner, call.arguments, this: call.receiver, at: call.place)
    }
    guard let scene else { return nil }
    Consultation.note(call, scene)
    DataKnowledge.note(call, scene: scene, in: evaluator)
    declared.noteOpaque(call, scene)
    if passesResponse(call) {
      note(.respond(nil), at: call.place, in: scene, evaluator)
    }
    return UnfilteredReads.row(foundBy: call, scene)
  }

  private func noteApplication(_ call: ScriptCall) {
    guard scene == nil, case .external(let external) = call.callee,
      frameworks.contains(where: { $0.makesApplication(external) })
    else { return }
    madeApplications.insert(call.place)
  }

  /// `new URL(…)` of a path is the address of the request, whose query the caller chooses.
  private static func requestAddress(
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    guard call.isConstruction, case .external(let maker) = call.callee, maker.module == "#URL",
      call.argument(1).knownString?.hasPrefix("file:") != true,
      let texts = call.argument(0).representatives, texts.allSatisfy({ $0.hasPrefix("/") })
    else { return nil }
    let query = ScriptSymbol("searchParams", marks: .request, presence: .present)
    let object = evaluator.object(
      [
        ("pathname", call.argument(0)), ("href", call.argument(0)),
        ("searchParams", .symbol(query)),
      ],
      rest: ScriptSymbol("url", marks: .request)
    )
    return .object(object)
  }

  func failure(of call: ScriptCall, isGivenNothing: Bool) -> ScriptValue? {
    guard let scene else { return nil }
    if LibraryKnowledge.judgesCaller(call) {
      guard isGivenNothing, scene.caller == .anonymous else { return nil }
      return refusal(401, call.method)
    }
    // To look for what nobody has finds nothing; it does not fail.
    if DataKnowledge.touch(of: call) != nil { return .null }
    if call.method != "catch", call.method != "then", case .result(let chain)? = call.receiver,
      !chain.isConstruction, DataKnowledge.isStore(.result(chain))
    {
      return .null
    }
    let isAboutCaller = call.arguments.contains { $0.marks().contains(.identity) }
    return .symbol(ScriptSymbol("error", marks: isAboutCaller ? [.failure, .identity] : .failure))
  }

  /// The function inside what a library made of one function, to be called as that would be:
  /// caches, wrappers of promises.
  private func wrapped(by callee: ScriptValue) -> ScriptValue? {
    guard case .result(let result) = callee, !result.isConstruction,
      !GuardNames.soundsLikeGuard(result.callee.displayName)
    else { return nil }
    let inner = result.arguments.filter { argument in
      switch argument {
      case .function: true
      case .result(let made): wrapped(by: argument) != nil && !made.isConstruction
      default: false
      }
    }
    return inner.count == 1 ? inner[0] : nil
  }

  /// A function outside the program that is given the response may well answer.
  private func passesResponse(_ call: ScriptCall) -> Bool {
    call.arguments.contains { argument in
      switch argument {
      case .host(let host): host is ResponseHost || host is ContextHost
      default: false
      }
    }
  }

  func enter(
    _ function: ScriptFunction,
    call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    guard let scene else {
      entered[ObjectIdentifier(function.program), default: []].insert(function.node)
      return nil
    }
    if settings.auditFunctions.contains(function.name) {
      note(.audit(function.name), at: call.place, in: scene, evaluator)
    }
    return try declared.inside(function, call, scene, in: evaluator)
  }

  func define(_ type: ScriptClass, in evaluator: ScriptEvaluator) {
    if scene == nil, basedElsewhere.count < 5_000, let base = type.lineage.last?.superclass {
      if case .external = base { basedElsewhere.append(type) }
    }
    for framework in frameworks { framework.define(type, in: evaluator) }
  }

  /// Whether a function was called while modules were evaluated.
  func hasEntered(_ function: ScriptFunction) -> Bool {
    entered[ObjectIdentifier(function.program)]?.contains(function.node) == true
  }

  func note(
    _ action: Effect.Action,
    at place: ScriptPlace,
    in scene: Scene,
    _ evaluator: ScriptEvaluator
  ) {
    Self.record(action, at: place, in: scene, evaluator)
  }

  /// Adds an effect to an imagined call.
  static func record(
    _ action: Effect.Action,
    at place: ScriptPlace,
    in scene: Scene,
    _ evaluator: ScriptEvaluator
  ) {
    guard !scene.isFull else { return }
    scene.effects.append(
      Effect(
        action: action,
        place: place,
        conditions: evaluator.conditions,
        function: evaluator.activeFunctions.last?.name ?? ""
      )
    )
  }

  private func proceed(
    _ scene: Scene,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue {
    let argument = call.argument(0)
    let hasError: Bool
    switch argument {
    case .undefined, .null: hasError = false
    case .string(let text): hasError = text != "route" && text != "router"
    default: hasError = argument.truth != false
    }
    if case .symbol(let symbol) = argument, symbol.presence == .unknown,
      !evaluator.conditions.contains(where: { $0.whenTrue && $0.test.isSame(as: argument) })
    {
      // An error that may not have happened.
      note(.proceed, at: call.place, in: scene, evaluator)
    }
    let action: Effect.Action =
      hasError ? .fail(Refusals.status(of: argument, in: evaluator)) : .proceed
    note(action, at: call.place, in: scene, evaluator)
    return .undefined
  }

  // MARK: Properties

  func property(
    _ name: String,
    of object: ScriptValue,
    at place: ScriptPlace,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    switch object {
    case .host(let host):
      if !host.isSteady { scene?.dependsOnMoment = true }
      if let value = host.properties[name] { return value }
      if let value = frameworks.lazy.compactMap({ $0.decoration(name, of: host) }).first {
        return value
      }
      if let value = callerProperty(name, of: host) { return value }
      for framework in frameworks {
        if let value = framework.property(name, of: host, in: evaluator) { return value }
      }
      return nil
    case .symbol(let symbol):
      if AccessWords.isForgeryProof(name), !symbol.marks.isDisjoint(with: [.request, .identity]) {
        scene?.noteForgeryProof()
      }
      if let credential = credential(name, of: symbol) { return credential }
      guard AccessWords.isRole(name), symbol.marks.contains(.identity) else { return nil }
      guard case .symbol(let child) = evaluator.child(name, of: symbol) else { return nil }
      return .symbol(
        ScriptSymbol(child.name, marks: child.marks.union(.role), presence: child.presence)
      )
    case .result(let result):
      var marks = result.marks
      if AccessWords.isRole(name), marks.contains(.identity) { marks.insert(.role) }
      // What a connection made with a password hands out is not the password.
      marks.remove(.secret)
      guard marks != result.marks else { return nil }
      return .symbol(ScriptSymbol("\(object.displayName).\(name)", marks: marks))
    case .external(let external) where StatusCodes.isTable(external):
      return StatusCodes.number(name).map { .number(Double($0)) }
    case .external(let external) where external.module == "#process" && external.path == ["env"]:
      // Readiness is about production.
      if name == "NODE_ENV" { return .string("production") }
      let marks: ScriptMarks =
        AccessWords.isSecret(name) ? [.configuration, .secret] : .configuration
      return .symbol(ScriptSymbol(name, marks: marks))
    default: return nil
    }
  }

  /// What stands before a handler and reads a token from the body or query reads a credential.
  private func credential(_ name: String, of symbol: ScriptSymbol) -> ScriptValue? {
    guard let scene, !scene.isAtHandler, symbol.marks.contains(.request),
      ["body", "query", "searchParams"].contains(symbol.name), AccessWords.isCredentialField(name)
    else { return nil }
    return scene.sent("\(symbol.name).\(name)")
  }

  func lookedUp(_ key: ScriptValue, in object: ScriptValue) {
    guard let scene else { return }
    Consultation.note(lookingUp: key, in: object, scene)
  }

  func assign(
    _ value: ScriptValue,
    to name: String,
    of object: ScriptValue,
    at place: ScriptPlace,
    in evaluator: ScriptEvaluator
  ) -> Bool {
    guard case .host(let host) = object else { return false }
    scene?.dependsOnMoment = true
    var value = value
    if let scene { value = asCaller(value, name, scene) }
    switch host {
    case let response as ResponseHost:
      if ["statusCode", "status"].contains(name), case .number(let number) = value {
        response.status = Int(number)
        return true
      }
    case let context as ContextHost:
      return assignContext(value, to: name, of: context, at: place, in: evaluator)
    case is RequestHost, is SessionHost, is HeadersHost: break
    default:
      for framework in frameworks where framework.assign(value, to: name, of: host, in: evaluator) {
        return true
      }
      return false
    }
    if evaluator.conditions.isEmpty {
      host.properties[name] = value
    } else {
      let old = host.properties[name] ?? callerProperty(name, of: host) ?? .undefined
      host.properties[name] = .join(old, value)
    }
    return true
  }

  // MARK: Names

  func equal(_ left: ScriptValue, _ right: ScriptValue) -> Bool? {
    guard let scene, scene.caller.isStranger else { return nil }
    // A stranger does not know the secret.
    if left.marks().contains(.request), isSecret(right) { return false }
    if right.marks().contains(.request), isSecret(left) { return false }
    Consultation.note(comparing: left, with: right, scene)
    return nil
  }

  /// Whether a value is a configured secret itself, and not something reached with the help of one.
  private func isSecret(_ value: ScriptValue) -> Bool {
    switch value {
    case .symbol(let symbol): symbol.marks.contains(.secret)
    case .union(let values): values.contains { isSecret($0) }
    default: false
    }
  }

  func goesOn(under marks: ScriptMarks, at place: ScriptPlace, in evaluator: ScriptEvaluator) {
    guard let scene, marks.contains(.configuration) else { return }
    note(.demandsConfiguration, at: place, in: scene, evaluator)
  }

  func global(_ name: String, in evaluator: ScriptEvaluator) -> ScriptValue? { nil }

  func awaited(_ value: ScriptValue, in evaluator: ScriptEvaluator) {
    guard scene == nil, case .host = value else { return }
    for framework in frameworks { framework.awaited(value, in: evaluator) }
  }

  func external(
    _ module: String,
    name: String,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    for framework in frameworks {
      if let value = framework.external(module, name: name, in: evaluator) { return value }
    }
    return nil
  }
}
