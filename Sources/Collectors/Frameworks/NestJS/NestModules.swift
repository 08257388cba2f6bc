import ScriptLanguage

/// The modules an application reaches from its root, in the order they are found.
struct NestModules {
  /// One module, with what dynamic calls added to it.
  struct Node {
    let type: ScriptClass
    var controllers: [ScriptClass] = []
    var providers: [ScriptValue] = []
  }

  private(set) var nodes: [Node] = []
  /// Paths modules are served under.
  private(set) var paths: [ObjectIdentifier: String] = [:]
  /// Guards that modules of libraries put on every route.
  private(set) var libraryGuards: [(value: ScriptValue, place: ScriptPlace)] = []
  /// Whether every module was found.
  private(set) var isComplete = true

  private var indices: [ObjectIdentifier: Int] = [:]
  private var seen: Set<ObjectIdentifier> = []
  private let evaluator: ScriptEvaluator
  private let decorations: NestDecorations
  private let injector: NestInjector

  init(_ evaluator: ScriptEvaluator, _ decorations: NestDecorations, _ injector: NestInjector) {
    self.evaluator = evaluator
    self.decorations = decorations
    self.injector = injector
  }

  func contains(_ type: ScriptClass) -> Bool { indices[ObjectIdentifier(type)] != nil }

  /// Visits a value given where a module is expected.
  mutating func visit(_ value: ScriptValue, depth: Int = 0) {
    guard depth < 200, nodes.count < 20_000 else { return }
    switch value {
    case .classValue(let type): visit(type, depth: depth)
    case .object(let object):
      guard let module = object["module"] else {
        isComplete = false
        return
      }
      guard seen.insert(ObjectIdentifier(object)).inserted else { return }
      visit(module, depth: depth + 1)
      if case .classValue(let type) = module {
        add(object, to: type, depth: depth)
      } else {
        for element in elements(object["imports"]) { visit(element, depth: depth + 1) }
      }
    case .host(let reference as NestForwardReference):
      visit(injector.resolved(reference), depth: depth + 1)
    case .host(let table as NestRouterTable): place(table.routes, under: "", depth: 0)
    case .list(let list):
      for element in list.elements { visit(element, depth: depth + 1) }
    case .union(let values):
      for alternative in values { visit(alternative, depth: depth + 1) }
    case .result(let result): visitCall(result, depth: depth)
    case .symbol: isComplete = false
    default: return
    }
  }

  /// A call to something outside: a dynamic module of a library, or inherited from one.
  private mutating func visitCall(_ result: ScriptResult, depth: Int) {
    if case .classValue(let type)? = result.receiver {
      visit(type, depth: depth)
      return
    }
    // `ConditionalModule.registerWhen(Module, …)` and the like are handed modules.
    for argument in result.arguments {
      if case .classValue(let type) = argument,
        decorations.record(of: type, in: evaluator).module != nil
      {
        visit(type, depth: depth)
      }
    }
    for (name, global) in NestLibraries.globalGuards {
      let words = name.split(separator: ".").map(String.init)
      guard case .external(let external)? = result.receiver, external.module == words[0],
        external.path.first == words[1], let kind = NestLibraries.guards[global.guardName]
      else { continue }
      let isOff = result.arguments.contains { argument in
        global.unless.contains { option in
          evaluator.property(option, of: argument, at: nil).truth == true
        }
      }
      let short = global.guardName.split(separator: ".").last.map(String.init) ?? ""
      if !isOff { libraryGuards.append((.host(NestLibraryGuard(short, kind)), result.place)) }
    }
  }

  private mutating func visit(_ type: ScriptClass, depth: Int) {
    guard seen.insert(ObjectIdentifier(type)).inserted else { return }
    let options = type.lineage.lazy.compactMap { [decorations, evaluator] in
      decorations.record(of: $0, in: evaluator).module?.options
    }.first
    guard let options else {
      // What is imported is a module all the same.
      index(of: type)
      return
    }
    index(of: type)
    for option in options.alternatives {
      if case .object(let object) = option { add(object, to: type, depth: depth) }
    }
  }

  @discardableResult
  private mutating func index(of type: ScriptClass) -> Int {
    if let known = indices[ObjectIdentifier(type)] { return known }
    indices[ObjectIdentifier(type)] = nodes.count
    nodes.append(Node(type: type))
    return nodes.count - 1
  }

  private mutating func add(_ options: ScriptObject, to type: ScriptClass, depth: Int) {
    let index = index(of: type)
    for element in elements(options["controllers"]) {
      for case .classValue(let controller) in element.alternatives
      where !nodes[index].controllers.contains(where: { $0 === controller }) {
        nodes[index].controllers.append(controller)
      }
    }
    for provider in elements(options["providers"]) {
      nodes[index].providers += provider.alternatives
      if case .object(let recipe) = provider { injector.register(recipe) }
    }
    for element in elements(options["imports"]) { visit(element, depth: depth + 1) }
  }

  private mutating func elements(_ value: ScriptValue?) -> [ScriptValue] {
    guard let value else { return [] }
    var found: [ScriptValue] = []
    for alternative in value.alternatives {
      let (items, isOpen) = evaluator.elements(of: alternative)
      found += items
      if isOpen { isComplete = false }
    }
    return found
  }

  private mutating func place(_ routes: ScriptValue, under outer: String, depth: Int) {
    guard depth < 32 else { return }
    for element in elements(routes) {
      switch element {
      case .classValue(let type): paths[ObjectIdentifier(type)] = outer
      case .object(let route):
        let own = route["path"].map { NestPaths.paths($0)[0] } ?? "/"
        let path = RoutePath.join(outer, own)
        if case .classValue(let type)? = route["module"] { paths[ObjectIdentifier(type)] = path }
        if let children = route["children"] { place(children, under: path, depth: depth + 1) }
      default: continue
      }
    }
  }
}
