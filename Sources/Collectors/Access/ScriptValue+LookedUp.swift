import ScriptLanguage

extension ScriptValue {
  /// Whether the value, or something in it, came from outside the program.
  func isLookedUp(depth: Int) -> Bool {
    switch self {
    case .result(let result): !result.isConstruction
    case .symbol(let symbol): symbol.presence != .absent && !symbol.marks.contains(.configuration)
    case .union(let values): depth > 0 && values.contains { $0.isLookedUp(depth: depth - 1) }
    case .object(let object):
      depth > 0 && object.instanceOf == nil
        && object.names.contains { object[$0]?.isLookedUp(depth: depth - 1) == true }
    default: false
    }
  }
}
