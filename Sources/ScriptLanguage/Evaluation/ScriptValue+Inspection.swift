extension ScriptValue {
  /// An unknown value that derives from nothing in particular.
  package static func unknown(_ name: String = "") -> ScriptValue { .symbol(ScriptSymbol(name)) }

  /// What the value derives from, looking into lists and objects to a small depth.
  package func marks(depth: Int = 3) -> ScriptMarks {
    switch self {
    case .symbol(let symbol): return symbol.marks
    case .result(let result): return result.marks
    case .pattern(let pieces) where depth > 0:
      return pieces.reduce(into: []) { marks, piece in
        if case .hole(_, let value) = piece { marks.formUnion(value.marks(depth: depth - 1)) }
      }
    case .union(let values) where depth > 0:
      return values.reduce(into: []) { $0.formUnion($1.marks(depth: depth - 1)) }
    case .list(let list) where depth > 0:
      return list.elements.prefix(200).reduce(into: []) { $0.formUnion($1.marks(depth: depth - 1)) }
    case .object(let object) where depth > 0 && object.instanceOf == nil:
      return object.properties.values.reduce(into: object.rest?.marks ?? []) {
        $0.formUnion($1.marks(depth: depth - 1))
      }
    default: return []
    }
  }

  /// Whether the value is absent, or holds something absent within a small depth.
  package func holdsAbsence(depth: Int = 3) -> Bool {
    switch self {
    case .symbol(let symbol): return symbol.presence == .absent
    case .pattern(let pieces) where depth > 0:
      return pieces.contains { piece in
        guard case .hole(_, let value) = piece else { return false }
        return value.holdsAbsence(depth: depth - 1)
      }
    case .list(let list) where depth > 0:
      return list.elements.prefix(200).contains { $0.holdsAbsence(depth: depth - 1) }
    case .object(let object) where depth > 0 && object.instanceOf == nil:
      return object.properties.values.contains { $0.holdsAbsence(depth: depth - 1) }
    case .union(let values) where depth > 0:
      return values.allSatisfy { $0.holdsAbsence(depth: depth - 1) }
    default: return false
    }
  }

  /// Whether the value is absent itself.
  package var isAbsent: Bool {
    switch self {
    case .symbol(let symbol): symbol.presence == .absent
    case .union(let values): values.allSatisfy(\.isAbsent)
    default: false
    }
  }

  /// Whether the value is truthy; nil when that cannot be told.
  package var truth: Bool? {
    switch self {
    case .undefined, .null: return false
    case .boolean(let value): return value
    case .number(let value): return value != 0 && !value.isNaN
    case .string(let value): return !value.isEmpty
    case .pattern(let pieces):
      let hasText = pieces.contains { piece in
        if case .text(let text) = piece { return !text.isEmpty }
        return false
      }
      return hasText ? true : nil
    case .list, .object, .function, .classValue, .host, .external: return true
    case .result(let result): return result.isConstruction ? true : nil
    case .symbol(let symbol):
      switch symbol.presence {
      case .absent: return false
      case .present: return true
      case .unknown: return nil
      }
    case .union(let values):
      let truths = Set(values.map(\.truth))
      return truths.count == 1 ? truths.first ?? nil : nil
    }
  }

  /// Whether the value is one of several of `true`, `false` and nothing.
  var isVerdict: Bool {
    guard case .union(let values) = self else { return false }
    return values.allSatisfy { value in
      switch value {
      case .boolean, .undefined, .null: true
      default: false
      }
    }
  }

  /// The string, when all of it is known; of several values, the only one that is a string.
  package var knownString: String? {
    switch self {
    case .string(let value): return value
    case .number(let value):
      return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    case .union(let values):
      let strings = values.compactMap { value -> String? in
        if case .string(let string) = value { return string }
        return nil
      }
      return strings.count == 1 ? strings.first : nil
    default: return nil
    }
  }

  /// Every alternative the value may be.
  package var alternatives: [ScriptValue] {
    if case .union(let values) = self { return values }
    return [self]
  }

  /// How the value reads in code, for messages; empty when it has no name.
  package var displayName: String {
    switch self {
    case .function(let function):
      return function.home.map { "\($0.name).\(function.name)" } ?? function.name
    case .classValue(let value): return value.name
    case .external(let external):
      return external.path.last ?? external.module
    case .result(let result):
      let name = result.callee.displayName
      return result.isConstruction ? "new \(name)" : "\(name)()"
    case .symbol(let symbol): return symbol.name
    case .string(let value): return "'\(value)'"
    case .union(let values): return values.map(\.displayName).first { !$0.isEmpty } ?? ""
    case .object(let object): return object.instanceOf?.name ?? ""
    default: return ""
    }
  }

  /// Joins two values into "one of them".
  package static func join(_ left: ScriptValue, _ right: ScriptValue) -> ScriptValue {
    if left.isSame(as: right) { return left }
    var values: [ScriptValue] = []
    for value in left.alternatives + right.alternatives
    where !values.contains(where: { $0.isSame(as: value) }) {
      values.append(value)
    }
    guard let first = values.first, values.count > 1 else { return left }
    // Many alternatives say as little as none, and cost more.
    guard values.count <= 8 else {
      let marks = values.reduce(into: ScriptMarks()) { $0.formUnion($1.marks()) }
      return .symbol(ScriptSymbol(first.displayName, marks: marks))
    }
    return .union(values)
  }

  /// Whether two values are known to be the same.
  package func isSame(as other: ScriptValue) -> Bool {
    switch (self, other) {
    case (.undefined, .undefined), (.null, .null): true
    case (.boolean(let left), .boolean(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left == right
    case (.list(let left), .list(let right)): left === right
    case (.object(let left), .object(let right)): left === right
    case (.function(let left), .function(let right)): left === right
    case (.classValue(let left), .classValue(let right)): left === right
    case (.external(let left), .external(let right)):
      left.module == right.module && left.path == right.path
    case (.result(let left), .result(let right)): left === right
    case (.host(let left), .host(let right)): left === right
    case (.symbol(let left), .symbol(let right)): left === right
    default: false
    }
  }
}
