import Synchronization

/// The scripts of a repository, each parsed once however many fixers look at it.
///
/// One library serves a whole run, in which fixers change a file here and there: a file is known by its
/// path as long as its bytes are the same.
package final class ScriptLibrary: Sendable {
  private let scripts = Mutex<[String: ScriptSource]>([:])
  private let shelf: TreeShelf

  /// Creates a library that keeps up to so many nodes of syntax trees, at 40 bytes each.
  package init(nodesAtMost: Int = 2_000_000) { shelf = TreeShelf(nodesAtMost: nodesAtMost) }

  /// The script at a path, not parsed yet; nil when its name is not that of one.
  func script(_ path: String, _ bytes: [UInt8]) -> ScriptSource? {
    if let known = scripts.withLock({ $0[path] }), known.bytes == bytes { return known }
    let script = ScriptSource(path: path, bytes: bytes, shelf: shelf)
    scripts.withLock { $0[path] = script }
    return script
  }
}

/// Keeps the syntax trees that were made last, up to a limit.
final class TreeShelf: Sendable {
  private struct State {
    var kept: [(script: ParsedScript, nodes: Int)] = []
    /// Where those begin that were not taken back yet.
    var start = 0
    var nodes = 0
  }

  private let limit: Int
  private let state = Mutex(State())

  init(nodesAtMost: Int) { limit = nodesAtMost }

  /// Keeps a tree that was made just now, and takes the oldest back where there are too many.
  func keep(_ script: ParsedScript, nodes: Int) {
    let old = state.withLock { state -> [ParsedScript] in
      state.kept.append((script, nodes))
      state.nodes += nodes
      var old: [ParsedScript] = []
      while state.nodes > limit, state.start < state.kept.count - 1 {
        old.append(state.kept[state.start].script)
        state.nodes -= state.kept[state.start].nodes
        state.start += 1
      }
      if state.start > 1_000 {
        state.kept.removeFirst(state.start)
        state.start = 0
      }
      return old
    }
    for script in old { script.forget() }
  }
}
