extension PureFunction {
  static let collections: [String: PureFunction] = [
    "alltrue": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      try decide(a, stopAt: false)
    },
    "anytrue": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      try decide(a, stopAt: true)
    },
    "chunklist": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      let elements = try a.list(0).elements
      let size = try a.integer(1)
      guard size >= 0 else { throw EvaluationFailure("the size of chunklist is negative") }
      if elements.isEmpty || size == 0 { return .list(ListValue(.list, [.tuple(elements)])) }
      let chunks = stride(from: 0, to: elements.count, by: size).map { start in
        Value.list(ListValue(.list, Array(elements[start..<min(elements.count, start + size)])))
      }
      return .list(ListValue(.list, chunks))
    },
    "coalesce": PureFunction(1...any.upperBound, takesUnknown: true) {
      (a) throws(EvaluationFailure) in try coalesce(a)
    },
    "coalescelist": PureFunction(1...any.upperBound, takesUnknown: true) {
      (a) throws(EvaluationFailure) in
      for value in a.values {
        if let unknown = value.unknown { return .unknown(unknown.forgettingShape) }
        if let elements = value.elements, !elements.isEmpty { return value }
      }
      throw EvaluationFailure("every list of coalescelist is empty")
    },
    "compact": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      let kept = try a.list(0).elements.filter { !$0.isNull && $0 != .string("") }
      return Conversion.list(kept)
    },
    "concat": PureFunction(0...any.upperBound) { (a) throws(EvaluationFailure) in
      var elements: [Value] = []
      var isList = true
      for position in a.values.indices {
        let list = try a.list(position)
        isList = isList && list.kind == .list
        elements += list.elements
      }
      return .list(ListValue(isList ? .list : .tuple, elements))
    },
    "distinct": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      var seen: Set<Value> = []
      let list = try a.list(0)
      return .list(ListValue(.list, list.elements.filter { seen.insert($0).inserted }))
    },
    "element": PureFunction(2...2, takesUnknown: true) { (a) throws(EvaluationFailure) in
      if let unknown = a.values[1].unknown ?? a.values[0].unknown {
        var result = unknown.forgettingShape
        if let elements = a.values[0].elements, elements.count <= 64 {
          result.shape = .oneOf(elements)
        }
        return .unknown(result)
      }
      let elements = try a.list(0).elements
      guard !elements.isEmpty else { throw EvaluationFailure("element of an empty list") }
      let index = try a.integer(1)
      let position = index % elements.count
      return elements[position < 0 ? position + elements.count : position]
    },
    "flatten": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      var result: [Value] = []
      try flatten(.list(try a.list(0)), into: &result)
      return .tuple(result)
    },
    "index": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      guard let position = try a.list(0).elements.firstIndex(of: a.values[1]) else {
        throw EvaluationFailure("index finds no such element")
      }
      return .number(Double(position))
    },
    "keys": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      .list(ListValue(.list, try a.object(0).sorted.map { .string($0.key) }))
    },
    "values": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      .tuple(try a.object(0).sorted.map(\.value))
    },
    "length": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      switch a.values[0] {
      case .list(let list):
        // Two unknown elements of a set may turn out to be one.
        if list.kind == .set, list.elements.count > 1, let unknown = a.unknown(0) {
          return .unknown(unknown.forgettingShape)
        }
        return .number(Double(list.elements.count))
      case .object(let object): return .number(Double(object.entries.count))
      default: return .number(Double(try a.string(0).count))
      }
    },
    "lookup": PureFunction(2...3, takesUnknown: true) { (a) throws(EvaluationFailure) in
      if let unknown = a.values[0].unknown ?? a.values[1].unknown {
        return .unknown(unknown.forgettingShape)
      }
      if let value = try a.object(0).entries[try a.string(1)] { return value }
      guard a.count > 2 else { throw EvaluationFailure("lookup finds no such key") }
      return a.values[2]
    },
    "merge": PureFunction(0...any.upperBound) { (a) throws(EvaluationFailure) in
      var result: [String: Value] = [:]
      for position in a.values.indices where !a.values[position].isNull {
        result.merge(try a.object(position).entries) { $1 }
      }
      return .object(result)
    },
    "matchkeys": PureFunction(3...3) { (a) throws(EvaluationFailure) in
      let (values, keys) = (try a.list(0).elements, try a.list(1).elements)
      let wanted = Set(try a.list(2).elements)
      guard values.count == keys.count else {
        throw EvaluationFailure("the lists of matchkeys differ in length")
      }
      return .list(ListValue(.list, zip(values, keys).filter { wanted.contains($0.1) }.map(\.0)))
    },
    "one": PureFunction(1...1, takesUnknown: true) { (a) throws(EvaluationFailure) in
      if a.values[0].unknown != nil { return a.values[0] }
      let elements = try a.list(0).elements
      guard elements.count < 2 else { throw EvaluationFailure("one of several elements") }
      return elements.first ?? .null
    },
    "reverse": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      let list = try a.list(0)
      return .list(ListValue(list.kind == .tuple ? .tuple : .list, list.elements.reversed()))
    },
    "slice": PureFunction(3...3) { (a) throws(EvaluationFailure) in
      let list = try a.list(0)
      let (start, end) = (try a.integer(1), try a.integer(2))
      guard start >= 0, end >= start, end <= list.elements.count else {
        throw EvaluationFailure("slice is out of range")
      }
      return .list(ListValue(list.kind, Array(list.elements[start..<end])))
    },
    "sort": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      if let unknown = a.unknown(0) { return .unknown(unknown.forgettingShape) }
      let sorted = try a.strings(0).sorted { $0.isByteOrdered(before: $1) }
      return .list(ListValue(.list, sorted.map { .string($0) }))
    },
    "transpose": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      var result: [String: [String]] = [:]
      for (key, value) in try a.object(0).sorted {
        for name in try FunctionArguments(values: [value]).strings(0) {
          result[name, default: []].append(key)
        }
      }
      return .object(
        result.mapValues { names in .list(ListValue(.list, names.map { .string($0) })) }
      )
    },
    "zipmap": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      let (keys, values) = (try a.strings(0), try a.list(1).elements)
      guard keys.count == values.count else {
        throw EvaluationFailure("the lists of zipmap differ in length")
      }
      return .object(Dictionary(zip(keys, values)) { $1 })
    },
  ]

  private static func decide(
    _ a: FunctionArguments,
    stopAt decisive: Bool
  ) throws(EvaluationFailure) -> Value {
    var unknown: UnknownValue?
    for element in try a.list(0).elements {
      let test = element.isNull ? Value.bool(false) : try Conversion.bool(element)
      if test == .bool(decisive) { return test }
      unknown = unknown ?? test.unknown
    }
    return unknown.map { .unknown($0.forgettingShape) } ?? .bool(!decisive)
  }

  private static func coalesce(_ a: FunctionArguments) throws(EvaluationFailure) -> Value {
    // One text among the arguments makes all of them text.
    let hasText = a.values.contains { $0.text != nil }
    for value in a.values {
      if value.unknown != nil { return value }
      if value.isNull || value == .string("") { continue }
      return hasText && value.elements == nil && value.entries == nil
        ? try Conversion.string(value) : value
    }
    throw EvaluationFailure("every argument of coalesce is null or empty")
  }

  private static func flatten(
    _ value: Value,
    into result: inout [Value]
  ) throws(EvaluationFailure) {
    guard case .list(let list) = value else {
      result.append(value)
      return
    }
    for element in list.elements { try flatten(element, into: &result) }
  }
}
