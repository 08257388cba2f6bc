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
  /// Why nobody knows where it is mounted and what stands before it, nil when that is known.
  var isStray = false
  /// The reason, where it is a stray.
  var strayReason = "nothing that could be followed calls the function that registers it"
  /// The path registered last, for calls that leave theirs out.
  var lastPath: String?
  /// The router this one is a view of, with a prefix of its own.
  private let base: RouterHost?

  init(framework: String, style: HandlerStyle, place: ScriptPlace, isApplication: Bool) {
    self.framework = framework
    self.style = style
    self.place = place
    self.isApplication = isApplication
    base = nil
  }

  /// Makes a view of a router: what is registered on it is registered there, under a prefix.
  init(viewing router: RouterHost, prefix: String) {
    framework = router.framework
    style = router.style
    place = router.place
    isApplication = router.isApplication
    base = router.base ?? router
    super.init()
    self.prefix = RoutePath.join(router.base == nil ? "" : router.prefix, prefix)
  }

  /// The router that holds what is registered.
  var holder: RouterHost { base ?? self }

  func add(
    _ kind: Entry.Kind,
    _ path: String,
    _ handlers: [ScriptValue],
    at place: ScriptPlace,
    in evaluator: ScriptEvaluator
  ) {
    if let base {
      base.add(kind, RoutePath.join(prefix, path), handlers, at: place, in: evaluator)
      return
    }
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
    case .host(let router as RouterHost): router.holder.isMounted = true
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
