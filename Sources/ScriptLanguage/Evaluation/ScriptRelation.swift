/// What an undecided comparison asks of two things.
package enum ScriptRelation {
  /// Whether they are the same, or one is among others, or something was found.
  case same
  /// Whether they are not.
  case different

  /// What the negation asks.
  var negated: ScriptRelation { self == .same ? .different : .same }
}

extension ScriptCondition {
  /// What holds where the guarded code runs, for one of the alternatives of the test.
  package func relation(of alternative: ScriptValue) -> ScriptRelation? {
    whenTrue ? alternative.relation : alternative.relation?.negated
  }
}

extension ScriptValue {
  /// What the truth of the value says of two things, nil when it says nothing of the kind.
  package var relation: ScriptRelation? {
    switch self {
    case .symbol(let symbol): symbol.relation
    case .result(let result): Self.searches.contains(result.method) ? .same : nil
    default: nil
    }
  }

  /// Methods that look for something: what they give is truthy when it is there.
  private static let searches: Set<String> = [
    "includes", "has", "some", "contains", "find", "findOne", "findFirst", "findUnique", "findById",
    "findByPk", "findOneBy", "exists", "exist",
  ]

  /// Methods that tell where something is, and -1 when it is nowhere.
  static let positions: Set<String> = ["indexOf", "findIndex", "lastIndexOf", "findLastIndex"]

  /// The value negated, where it is not known whether it is truthy.
  var negated: ScriptValue {
    if let truth { return .boolean(!truth) }
    if case .union(let values) = self {
      return values.dropFirst().reduce(values[0].negated) { .join($0, $1.negated) }
    }
    // Whether something is there says nothing of what is in it.
    return .symbol(
      ScriptSymbol(
        "!\(displayName)",
        marks: marks(depth: 0),
        relation: relation?.negated,
        wanted: wanted
      )
    )
  }

  /// What comparing two values for being the same asks.
  static func sameness(_ left: ScriptValue, _ right: ScriptValue) -> ScriptRelation? {
    if let answer = sameness(of: left, as: right) { return answer.relation }
    if let answer = sameness(of: right, as: left) { return answer.relation }
    return .same
  }

  /// What comparing a value with one that stands for an answer asks; nil for any other.
  private static func sameness(
    of value: ScriptValue,
    as answer: ScriptValue
  ) -> (relation: ScriptRelation?, Void)? {
    switch answer {
    case .boolean(true): (value.relation, ())
    case .boolean(false), .undefined, .null: (value.relation?.negated, ())
    case .number(-1):
      switch value {
      case .result(let result) where positions.contains(result.method): (.different, ())
      // The position in a list of the program's own.
      case .symbol(let symbol) where symbol.relation != nil: (symbol.relation?.negated, ())
      default: nil
      }
    default: nil
    }
  }
}
