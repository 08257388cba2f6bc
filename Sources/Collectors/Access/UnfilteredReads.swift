import ScriptLanguage

/// Knows the libraries that leave out a condition whose value is `undefined`.
///
/// A guard that looks for the session of a header nobody sent gets somebody's session: Prisma's
/// `findFirst({ where: { token: undefined } })` and TypeORM's `findOneBy({ token: undefined })` ask for
/// any row. Sources: Prisma, "Null and undefined"; TypeORM, "Find Options".
enum UnfilteredReads {
  /// The row that is found because the caller sent nothing to compare with; nil where the call asks
  /// otherwise.
  static func row(foundBy call: ScriptCall, _ scene: Scene) -> ScriptValue? {
    guard scene.caller == .anonymous, let condition = condition(of: call), condition.rest == nil,
      let receiver = call.receiver, DataKnowledge.isStore(receiver)
    else { return nil }
    let values = condition.names.compactMap { condition[$0] }
    guard values.contains(where: isUndefined),
      values.allSatisfy({ isUndefined($0) || isKnown($0) })
    else { return nil }
    var marks: ScriptMarks = []
    for value in values { marks.formUnion(value.marks()) }
    return .symbol(ScriptSymbol("\(call.callee.displayName)()", marks: marks, presence: .present))
  }

  private static func condition(of call: ScriptCall) -> ScriptObject? {
    guard case .object(let options) = call.argument(0) else { return nil }
    if ["findOneBy", "findOneByOrFail", "findBy", "existsBy"].contains(call.method) {
      return options
    }
    let isPrisma = ["findFirst", "findFirstOrThrow", "findMany"].contains(call.method)
    guard isPrisma || isOfTypeORM(call), case .object(let condition)? = options["where"] else {
      return nil
    }
    return condition
  }

  private static func isOfTypeORM(_ call: ScriptCall) -> Bool {
    guard ["findOne", "findOneOrFail", "find", "exists"].contains(call.method),
      case .symbol(let symbol)? = call.receiver
    else { return false }
    return symbol.typeName == "Repository"
  }

  /// Whether a value is a field of something that is always there, and was not sent.
  private static func isUndefined(_ value: ScriptValue) -> Bool {
    switch value {
    case .undefined: return true
    case .symbol(let symbol) where symbol.presence == .absent && symbol.typeName.isEmpty:
      // What is read from a field that is not there throws, or was replaced on the way.
      let parts = symbol.name.split(separator: ".")
      return parts.count == 2 && ["headers", "cookies", "session"].contains(parts[0])
        && !symbol.name.contains { "()[]".contains($0) }
    default: return false
    }
  }

  private static func isKnown(_ value: ScriptValue) -> Bool {
    switch value {
    case .string, .number, .boolean, .null: true
    default: false
    }
  }
}
