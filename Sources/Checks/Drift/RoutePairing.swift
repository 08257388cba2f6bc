import ReadinessModel

/// Which route of one side is which of the other.
///
/// Method and path say so first. A route whose path or package changed is the same when it is
/// registered at the same line, wherever that line is now.
struct RoutePairing {
  /// Routes of both sides that are the same.
  private(set) var pairs: [(old: Route, new: Route)] = []
  /// Routes that are new.
  private(set) var added: [Route] = []
  /// Routes that are gone.
  private(set) var removed: [Route] = []

  private static let most = 20_000

  init(_ old: [Route], _ new: [Route], _ map: ChangeMap) {
    removed = Array(old.prefix(Self.most))
    added = Array(new.prefix(Self.most))
    pair {
      "\($0.package)\u{1F}\($0.method) \($0.path)\u{1F}\(map.moved($0.location))"
    } _: {
      "\($0.package)\u{1F}\($0.method) \($0.path)\u{1F}\($0.location.file):\($0.location.line)"
    }
    pair(\.keyInPackage, \.keyInPackage)
    pair(\.keyByPath, \.keyByPath)
    pair {
      "\($0.method)\u{1F}\(map.moved($0.location))\u{1F}\($0.handlerName)"
    } _: {
      "\($0.method)\u{1F}\($0.location.file):\($0.location.line)\u{1F}\($0.handlerName)"
    }
  }

  /// Pairs routes of equal keys, in their order.
  private mutating func pair(_ oldKey: (Route) -> String, _ newKey: (Route) -> String) {
    guard !removed.isEmpty, !added.isEmpty else { return }
    var waiting: [String: [Route]] = [:]
    for route in removed.reversed() { waiting[oldKey(route), default: []].append(route) }
    var left: [Route] = []
    for route in added {
      if let old = waiting[newKey(route)]?.popLast() {
        pairs.append((old, route))
      } else {
        left.append(route)
      }
    }
    added = left
    removed = removed.filter { route in
      guard var same = waiting[oldKey(route)], let index = same.firstIndex(of: route) else {
        return false
      }
      same.remove(at: index)
      waiting[oldKey(route)] = same
      return true
    }
  }
}

extension ChangeMap {
  /// An old place as `file:line` of the side the change leads to, with what is gone marked.
  func moved(_ place: SourceLocation) -> String {
    nearest(ofOld: place).map { "\($0.file):\($0.line)" } ?? "gone \(place.file):\(place.line)"
  }
}

extension Route {
  fileprivate var keyInPackage: String { "\(package)\u{1F}\(method) \(path)" }
  fileprivate var keyByPath: String { "\(method) \(path)" }
  /// The handler without what a declaration may add to its name.
  fileprivate var handlerName: String { handler }
}
