import ReadinessModel
import ScriptLanguage

/// A function that refuses callers, where it is applied.
struct AppliedGuard {
  let function: ScriptFunction
  let place: ScriptPlace
}

/// The guards before routes, each read once.
struct RouteGuards {
  private struct Key: Hashable {
    var path: String
    var node: ScriptNodeID
    var file: String
    var line: Int
  }

  /// Nodes of programs that are read in all, so that a repository of countless guards ends.
  private var left = 5_000_000
  private let source: any ScriptSource
  private var digests: [Key: String] = [:]
  /// Every guard, in the order in which it was met first.
  private(set) var found: [RouteGuard] = []

  init(source: any ScriptSource) { self.source = source }

  /// The digests of guards, in their order; nil where there are more than can be read.
  mutating func digests(of guards: [AppliedGuard]) -> [String]? {
    guard left > 0 else { return nil }
    return guards.map { applied in
      let key = Key(
        path: applied.function.program.path,
        node: applied.function.node,
        file: applied.place.file,
        line: applied.place.line
      )
      if let digest = digests[key] { return digest }
      let (read, nodes) = GuardCode.read(applied.function, applied: applied.place, in: source)
      left -= nodes
      digests[key] = read.digest
      if !found.contains(read) { found.append(read) }
      return read.digest
    }
  }
}
