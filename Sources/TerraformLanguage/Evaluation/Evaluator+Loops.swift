extension Evaluator {
  /// Evaluates a `for` expression.
  func loop(_ loop: Expression.ForLoop, in scope: Scope) throws(EvaluationFailure) -> Value {
    let source = try evaluate(loop.source, in: scope)
    guard let items = try iterate(source) else {
      return source.unknownInside().map { .unknown($0.forgettingShape) }
        ?? .unknown(because: "what a for expression runs over is not known")
    }
    var elements: [Value] = []
    var entries: [String: Value] = [:]
    var groups: [String: [Value]] = [:]
    for (key, value) in items {
      var inner = scope.adding(loop.valueName, value)
      if let keyName = loop.keyName { inner.names[keyName] = key }
      if let condition = loop.condition {
        let test = try Conversion.bool(evaluate(condition, in: inner))
        if let unknown = test.unknown { return .unknown(unknown.forgettingShape) }
        guard test == .bool(true) else { continue }
      }
      let result = try evaluate(loop.value, in: inner)
      guard let keyExpression = loop.key else {
        elements.append(result)
        continue
      }
      let entryKey = try Conversion.string(evaluate(keyExpression, in: inner))
      if let unknown = entryKey.unknown { return .unknown(unknown.forgettingShape) }
      guard let name = entryKey.text else { throw EvaluationFailure("an object key is null") }
      if loop.groups {
        groups[name, default: []].append(result)
      } else if entries.updateValue(result, forKey: name) != nil {
        throw EvaluationFailure("a for expression makes the key \(name) twice")
      }
    }
    if loop.key == nil { return try checked(.tuple(elements)) }
    if loop.groups { return try checked(.object(groups.mapValues { .tuple($0) })) }
    return try checked(.object(entries))
  }

  /// Gives the pairs a loop visits; nil when they are not known.
  func iterate(_ value: Value) throws(EvaluationFailure) -> [(key: Value, value: Value)]? {
    switch value {
    case .list(let list):
      try spend(list.elements.count)
      if list.kind == .set { return list.elements.map { ($0, $0) } }
      return list.elements.enumerated().map { (.number(Double($0.offset)), $0.element) }
    case .object(let object):
      try spend(object.entries.count)
      return object.sorted.map { (.string($0.key), $0.value) }
    case .unknown, .resource: return nil
    default: throw EvaluationFailure("a for expression runs over a \(value.typeName)")
    }
  }

  // MARK: - Templates

  /// Evaluates a template; one that is a single interpolation keeps its value's type.
  func template(
    _ parts: [Expression.TemplatePart],
    in scope: Scope
  ) throws(EvaluationFailure) -> Value {
    if parts.isEmpty { return .string("") }
    if parts.count == 1 {
      if case .literal(let text) = parts[0] { return .string(text) }
      if case .interpolation(let expression) = parts[0] {
        return try evaluate(expression, in: scope)
      }
    }
    var pieces: [Value] = []
    try append(parts, to: &pieces, in: scope)
    return try joined(pieces)
  }

  /// Joins pieces of text; unknown text keeps its pieces.
  func joined(_ pieces: [Value]) throws(EvaluationFailure) -> Value {
    var merged: [Value] = []
    var text = ""
    for piece in pieces {
      if let known = piece.text {
        text += known
        continue
      }
      if !text.isEmpty { merged.append(.string(text)) }
      text = ""
      merged.append(piece)
    }
    try spend(text.utf8.count / 64)
    if merged.isEmpty { return try checked(.string(text)) }
    if !text.isEmpty { merged.append(.string(text)) }
    guard var unknown = UnknownValue.merging(merged.compactMap(\.unknown)) else {
      throw EvaluationFailure("a template holds something that is not text")
    }
    unknown.shape = .text(merged)
    return try checked(.unknown(unknown))
  }

  private func append(
    _ parts: [Expression.TemplatePart],
    to pieces: inout [Value],
    in scope: Scope
  ) throws(EvaluationFailure) {
    for part in parts {
      try spend(1)
      switch part {
      case .literal(let text): pieces.append(.string(text))
      case .interpolation(let expression):
        let value = try Conversion.string(evaluate(expression, in: scope))
        guard !value.isNull else { throw EvaluationFailure("a template interpolates null") }
        if case .unknown(let unknown) = value, case .text(let inner) = unknown.shape {
          pieces += inner
        } else {
          pieces.append(value)
        }
      case .conditional(let condition, let first, let second):
        let test = try Conversion.bool(evaluate(condition, in: scope))
        if let unknown = test.unknown {
          pieces.append(.unknown(unknown.forgettingShape))
        } else {
          try append(test == .bool(true) ? first : second, to: &pieces, in: scope)
        }
      case .loop(let key, let name, let source, let body):
        let items = try evaluate(source, in: scope)
        guard let pairs = try iterate(items) else {
          let unknown =
            items.unknownInside() ?? UnknownValue(reason: "a loop over something unknown")
          pieces.append(.unknown(unknown.forgettingShape))
          continue
        }
        for pair in pairs {
          var inner = scope.adding(name, pair.value)
          if let key { inner.names[key] = pair.key }
          try append(body, to: &pieces, in: inner)
        }
      }
      guard pieces.count <= limits.weight else { throw EvaluationFailure("a text grows too large") }
    }
  }
}
