import ScriptLanguage

/// Walks routers from the applications down and gives every route its chain.
struct RouterWalk {
  /// A function that runs for some paths, as the walk has met it.
  private struct Standing {
    let path: String
    /// Methods it runs for, nil for all.
    let methods: [String]?
    /// Whether it runs below its path as well.
    let isPrefix: Bool
    let element: ChainElement
  }

  private(set) var candidates: [RouteCandidate] = []
  private let evaluator: ScriptEvaluator
  /// The path from the root to the router being visited.
  private var visiting: [ObjectIdentifier] = []

  /// Creates a walk that has met nothing yet.
  init(_ evaluator: ScriptEvaluator) { self.evaluator = evaluator }

  /// Walks one root.
  mutating func walk(_ router: RouterHost) {
    var chain: [Standing] = []
    visit(router, prefix: "", chain: &chain, conditions: [], root: router)
  }

  private mutating func visit(
    _ router: RouterHost,
    prefix outer: String,
    chain: inout [Standing],
    conditions: [ScriptCondition],
    root: RouterHost
  ) {
    let identifier = ObjectIdentifier(router)
    // A router mounted on itself would go on for ever.
    guard !visiting.contains(identifier), visiting.count < 24, candidates.count < 50_000,
      chain.count < 20_000
    else { return }
    visiting.append(identifier)
    defer { visiting.removeLast() }
    let prefix = RoutePath.join(outer, router.prefix)
    for entry in router.entries {
      let full = RoutePath.join(prefix, entry.path)
      let under = conditions + entry.conditions
      switch entry.kind {
      case .middleware:
        for handler in entry.handlers {
          let mounted = Self.routers(handler)
          for inner in mounted {
            // A request that no route of Koa's router answers passes it untouched; in the others
            // it has met the router's middleware by then.
            var own = chain
            visit(inner, prefix: full, chain: &own, conditions: under, root: root)
            if router.style != .koa, inner.style != .koa { chain = own }
          }
          guard mounted.isEmpty, !Self.takesErrors(handler, router.style) else { continue }
          let element = ChainElement(
            handler,
            at: entry.place,
            style: router.style,
            conditions: under
          )
          add(element, full, chain, router, root)
          chain.append(
            Standing(path: full, methods: nil, isPrefix: router.style != .hono, element: element)
          )
        }
      case .route(let methods):
        add(entry, methods, full, &chain, router, under, root)
      }
    }
  }

  /// Whether a function of four parameters waits for errors, which no request meets on its way.
  private static func takesErrors(_ value: ScriptValue, _ style: HandlerStyle) -> Bool {
    guard style == .connect, case .function(let function) = value else { return false }
    return function.parameterNames.count == 4
  }

  private static func routers(_ value: ScriptValue) -> [RouterHost] {
    value.alternatives.compactMap { alternative in
      if case .host(let router as RouterHost) = alternative { return router.holder }
      return nil
    }
  }

  /// Adds the files that are served at a path, if any are.
  private mutating func add(
    _ element: ChainElement,
    _ full: String,
    _ chain: [Standing],
    _ router: RouterHost,
    _ root: RouterHost
  ) {
    guard let files = StaticFiles.served(by: element.value, in: evaluator) else { return }
    // Hono names what is below a path with a wildcard.
    let base = full.hasSuffix("{*}") ? String(full.dropLast(3)) : full
    for name in files.paths(namedIn: element.place.file, evaluator.source) {
      let path = RoutePath.join(base, name)
      var candidate = RouteCandidate(
        method: "GET",
        path: path,
        framework: router.framework,
        place: element.place,
        chain: chain.filter { runs($0, path) }.map(\.element),
        handler: element,
        handlerName: files.server
      )
      if root.isStray { candidate.unresolved = root.strayReason }
      candidates.append(candidate)
    }
  }

  private func runs(_ standing: Standing, _ path: String, _ method: String = "GET") -> Bool {
    let covers =
      standing.isPrefix
      ? RoutePath.isPrefix(standing.path, of: path) : RoutePath.covers(standing.path, path)
    return covers && (standing.methods.map { $0.contains("ANY") || $0.contains(method) } ?? true)
  }

  private mutating func add(
    _ entry: RouterHost.Entry,
    _ methods: [String],
    _ full: String,
    _ chain: inout [Standing],
    _ router: RouterHost,
    _ conditions: [ScriptCondition],
    _ root: RouterHost
  ) {
    guard let last = entry.handlers.last else { return }
    let before = entry.handlers.dropLast().map { handler in
      ChainElement(handler, at: entry.place, style: router.style)
    }
    let handler = ChainElement(
      last,
      at: entry.place,
      style: router.style,
      conditions: conditions
    )
    let name = last.displayName
    for method in methods {
      let standing = chain.filter { runs($0, full, method) }
      var candidate = RouteCandidate(
        method: method,
        path: full,
        framework: router.framework,
        place: entry.place,
        chain: standing.map(\.element) + before,
        handler: handler,
        handlerName: name.isEmpty ? "(inline)" : name
      )
      if root.isStray {
        candidate.unresolved = root.strayReason
      }
      candidates.append(candidate)
    }
    guard Self.handsOn(last, router.style) else { return }
    for element in before + [handler] {
      chain.append(Standing(path: full, methods: methods, isPrefix: false, element: element))
    }
  }

  /// Whether a handler can pass the request on to routes registered after its own.
  private static func handsOn(_ value: ScriptValue, _ style: HandlerStyle) -> Bool {
    switch value {
    case .function(let function):
      function.parameterNames.count > (style == .connect ? 2 : 1)
    case .result, .external: LibraryKnowledge.role(of: value) == .guardsStrangers
    default: false
    }
  }
}
