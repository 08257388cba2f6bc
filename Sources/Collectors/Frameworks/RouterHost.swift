import ScriptLanguage

/// An application or router: what was registered on it, in order.
final class RouterHost: ScriptHost {
  /// One registration.
  struct Entry {
    enum Kind {
      /// Runs for every path under its own.
      case middleware
      /// Answers one path with these methods.
      case route([String])
    }

    let kind: Kind
    let path: String
    let handlers: [ScriptValue]
    let place: ScriptPlace
    let conditions: [ScriptCondition]
  }

  let framework: String
  let style: HandlerStyle
  let place: ScriptPlace
  /// Whether it is an application rather than a part of one.
  let isApplication: Bool
  var prefix = ""
  private(set) var entries: [Entry] = []
  /// Routers that registered this one.
  var isMounted = false

  init(framework: String, style: HandlerStyle, place: ScriptPlace, isApplication: Bool) {
    self.framework = framework
    self.style = style
    self.place = place
    self.isApplication = isApplication
  }

  func add(
    _ kind: Entry.Kind,
    _ path: String,
    _ handlers: [ScriptValue],
    at place: ScriptPlace,
    in evaluator: ScriptEvaluator
  ) {
    guard entries.count < 20_000 else { return }
    entries.append(
      Entry(
        kind: kind,
        path: path,
        handlers: handlers.flatMap { Self.flattened($0) },
        place: place,
        conditions: evaluator.conditions
      )
    )
    for handler in handlers { markMounted(handler) }
  }

  private func markMounted(_ value: ScriptValue) {
    switch value {
    case .host(let router as RouterHost): router.isMounted = true
    case .list(let list): for element in list.elements { markMounted(element) }
    case .union(let values): for element in values { markMounted(element) }
    default: return
    }
  }

  /// Lists of middleware are middleware in a row.
  static func flattened(_ value: ScriptValue) -> [ScriptValue] {
    guard case .list(let list) = value else { return [value] }
    return list.elements.flatMap { flattened($0) }
  }
}

/// Walks routers from the applications down and gives every route its chain.
struct RouterWalk {
  private(set) var candidates: [RouteCandidate] = []
  private var depth = 0

  /// Walks one root.
  mutating func walk(_ router: RouterHost) {
    visit(router, prefix: "", chain: [], path: [])
  }

  private mutating func visit(
    _ router: RouterHost,
    prefix outer: String,
    chain outerChain: [(prefix: String, element: ChainElement)],
    path: [ObjectIdentifier]
  ) {
    let identifier = ObjectIdentifier(router)
    // A router mounted on itself would go on for ever.
    guard !path.contains(identifier), path.count < 24, candidates.count < 50_000 else { return }
    let prefix = RoutePath.join(outer, router.prefix)
    var chain = outerChain
    for entry in router.entries {
      let full = RoutePath.join(prefix, entry.path)
      switch entry.kind {
      case .middleware:
        for handler in entry.handlers {
          if let mounted = Self.routers(handler), !mounted.isEmpty {
            for inner in mounted {
              visit(inner, prefix: full, chain: chain, path: path + [identifier])
            }
          } else {
            let element = ChainElement(
              handler,
              at: entry.place,
              style: router.style,
              conditions: entry.conditions
            )
            chain.append((full, element))
          }
        }
      case .route(let methods):
        add(entry, methods, full, chain, router)
      }
    }
  }

  private static func routers(_ value: ScriptValue) -> [RouterHost]? {
    value.alternatives.compactMap { alternative in
      if case .host(let router as RouterHost) = alternative { return router }
      return nil
    }
  }

  private mutating func add(
    _ entry: RouterHost.Entry,
    _ methods: [String],
    _ full: String,
    _ chain: [(prefix: String, element: ChainElement)],
    _ router: RouterHost
  ) {
    guard let last = entry.handlers.last else { return }
    var standing = chain.filter { RoutePath.isPrefix($0.prefix, of: full) }.map(\.element)
    for handler in entry.handlers.dropLast() {
      standing.append(ChainElement(handler, at: entry.place, style: router.style))
    }
    let handler = ChainElement(
      last,
      at: entry.place,
      style: router.style,
      conditions: entry.conditions
    )
    let name = last.displayName
    for method in methods {
      candidates.append(
        RouteCandidate(
          method: method,
          path: full,
          framework: router.framework,
          place: entry.place,
          chain: standing,
          handler: handler,
          handlerName: name.isEmpty ? "(inline)" : name
        )
      )
    }
  }
}
