/// What a client noted while a function was followed, to be noted again when the call is repeated.
package protocol ScriptNotes: AnyObject {}

/// What one call came to, kept for calls that could come to nothing else.
///
/// Code calls the same helpers over and over, and recursive ones as often as their branches
/// multiply. A call is kept when it read nothing that may differ next time and changed nothing
/// that existed before it.
struct ScriptRecollection {
  /// What it returned, nil when it threw.
  let value: ScriptValue?
  /// What it threw on every path.
  let thrown: ScriptThrow?
  /// What it threw on some paths, with the tests inside the call only.
  let mayThrow: [ScriptThrow]
  /// What the client noted on the way.
  let notes: (any ScriptNotes)?
}

/// The calls kept, by everything their outcome depends on.
struct ScriptRecall {
  /// How many calls are kept before all are forgotten.
  private static let limit = 30_000
  /// Below how many steps a function is followed again rather than recalled.
  private static let worthwhile = 24

  private var kept: [ScriptRecallKey: ScriptRecollection] = [:]
  /// What keys know by identity stays alive as long as they do.
  private var alive: [AnyObject] = []
  /// The most steps a function ever took.
  private var costs: [ScriptRecallKey.Function: Int] = [:]

  subscript(_ key: ScriptRecallKey) -> ScriptRecollection? { kept[key] }

  /// Whether calls of a function are worth keeping.
  func isWorthwhile(_ function: ScriptRecallKey.Function) -> Bool {
    costs[function].map { $0 >= Self.worthwhile } ?? true
  }

  /// Notes how many steps a call took.
  mutating func note(_ steps: Int, for function: ScriptRecallKey.Function) {
    if steps > costs[function, default: -1] { costs[function] = steps }
  }

  mutating func keep(_ recollection: ScriptRecollection, as key: ScriptRecallKey) {
    if kept.count >= Self.limit {
      kept = [:]
      alive = []
    }
    kept[key] = recollection
    alive += key.alive
  }
}

/// What went on during a call that decides whether it may be recalled.
struct ScriptCallWatch {
  /// Where the outermost frame of a function stands that was not followed any deeper.
  struct Truncation: Equatable {
    let program: ObjectIdentifier
    let node: ScriptNodeID
    let frame: Int
  }

  /// The oldest thing that was changed, as counted when it was made.
  var oldestWrite = Int.max
  /// Functions that were not followed because they were being followed already.
  var truncations: [Truncation] = []
  /// Whether the evaluation was as deep as it may get.
  var reachedDepthLimit = false

  mutating func add(_ inner: ScriptCallWatch) {
    oldestWrite = min(oldestWrite, inner.oldestWrite)
    reachedDepthLimit = reachedDepthLimit || inner.reachedDepthLimit
    for truncation in inner.truncations { add(truncation) }
  }

  mutating func add(_ truncation: Truncation) {
    if !truncations.contains(truncation) { truncations.append(truncation) }
  }
}
