extension PureFunction {
  static let sets: [String: PureFunction] = [
    "contains": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      let elements = try a.list(0).elements
      let wanted = a.values[1]
      if elements.contains(where: { Operators.equal($0, wanted) == .bool(true) }) {
        return .bool(true)
      }
      // Text and numbers meet after conversion, as in a list of one type.
      if let text = try? Conversion.string(wanted), text.text != nil,
        elements.contains(where: { (try? Conversion.string($0)) == text })
      {
        return .bool(true)
      }
      if let unknown = a.unknown(0) ?? a.unknown(1) { return .unknown(unknown.forgettingShape) }
      return .bool(false)
    },
    "setunion": PureFunction(1...any.upperBound) { (a) throws(EvaluationFailure) in
      var all: [Value] = []
      for position in a.values.indices { all += try a.list(position).elements }
      return Conversion.set(all)
    },
    "setintersection": PureFunction(1...any.upperBound) { (a) throws(EvaluationFailure) in
      if let unknown = a.values.lazy.compactMap({ $0.unknownInside() }).first {
        return .unknown(unknown.forgettingShape)
      }
      var kept = try a.list(0).elements
      for position in a.values.indices.dropFirst() {
        let other = Set(try a.list(position).elements)
        kept = kept.filter(other.contains)
      }
      return Conversion.set(kept)
    },
    "setsubtract": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      if let unknown = a.unknown(0) ?? a.unknown(1) { return .unknown(unknown.forgettingShape) }
      let dropped = Set(try a.list(1).elements)
      return Conversion.set(try a.list(0).elements.filter { !dropped.contains($0) })
    },
    "setproduct": PureFunction(1...any.upperBound) { (a) throws(EvaluationFailure) in
      var rows: [[Value]] = [[]]
      var isSet = true
      for position in a.values.indices {
        let list = try a.list(position)
        isSet = isSet && list.kind == .set
        guard rows.count * list.elements.count <= 20_000 else {
          throw EvaluationFailure("setproduct grows too large")
        }
        rows = rows.flatMap { row in list.elements.map { row + [$0] } }
      }
      return .list(ListValue(isSet ? .set : .list, rows.map { .tuple($0) }))
    },
  ]
}
