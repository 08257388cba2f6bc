extension ScriptEvaluator {
  func conditional(
    _ node: ScriptNode,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws -> ScriptValue {
    let test = try evaluate(node.first, program, scope)
    if let truth = test.truth {
      return try evaluate(truth ? node.second : node.third, program, scope)
    }
    let place = program.place(node.first)
    let then = try undecidedValue(test, whenTrue: true, at: place) {
      try self.evaluate(node.second, program, scope)
    }
    let otherwise = try undecidedValue(test, whenTrue: false, at: place) {
      try self.evaluate(node.third, program, scope)
    }
    return either(then, otherwise)
  }

  private func either(_ left: ScriptValue?, _ right: ScriptValue?) -> ScriptValue {
    guard let left else { return right ?? .undefined }
    guard let right else { return left }
    return .join(left, right)
  }

  func binary(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws -> ScriptValue {
    let node = program[id]
    let sign = program.text(id)
    let left = try evaluate(node.first, program, scope)
    if ["&&", "||", "??"].contains(sign) {
      let decided: Bool?
      if sign == "??" {
        decided = isMissing(left).map { !$0 }
      } else {
        decided = left.truth.map { $0 == (sign == "||") }
      }
      if let keepsLeft = decided {
        if keepsLeft { return left }
        let right = try evaluate(node.second, program, scope)
        // An empty text or `null` in place of something absent says no more than the absence.
        return sign != "&&" && left.isAbsent && right.truth == false ? emptied(left, right) : right
      }
      let right = try undecidedValue(left, whenTrue: sign == "&&", at: program.place(id)) {
        try self.evaluate(node.second, program, scope)
      }
      return logical(sign, left, right)
    }
    let right = try evaluate(node.second, program, scope)
    return operate(sign, left, right)
  }

  private func emptied(_ absent: ScriptValue, _ instead: ScriptValue) -> ScriptValue {
    if case .undefined = instead { return absent }
    guard case .symbol(let symbol) = absent, symbol.typeName.isEmpty else { return absent }
    return .symbol(
      ScriptSymbol(
        symbol.name,
        marks: symbol.marks,
        presence: .absent,
        typeName: ScriptSymbol.emptied
      )
    )
  }

  /// Joins both sides of an undecided operator; the right one may decide by itself.
  private func logical(_ sign: String, _ left: ScriptValue, _ right: ScriptValue?) -> ScriptValue {
    if case .boolean(let truth)? = right, truth == (sign == "||"), sign != "??" {
      return .boolean(truth)
    }
    if sign == "&&", right?.truth == false, let right { return right }
    // Where the left side is what comes out of `||`, it was truthy.
    if sign == "||", case .symbol(let symbol) = left, symbol.relation == nil {
      let present = ScriptSymbol(
        symbol.name,
        marks: symbol.marks,
        presence: .present,
        typeName: symbol.typeName,
        wanted: symbol.wanted
      )
      return either(.symbol(present), right)
    }
    return either(left, right)
  }

  func isMissing(_ value: ScriptValue) -> Bool? {
    switch value {
    case .undefined, .null: return true
    case .symbol(let symbol):
      return symbol.presence == .unknown ? nil : symbol.presence == .absent
    case .result(let result): return result.isConstruction ? false : nil
    case .union(let values):
      let answers = Set(values.map { isMissing($0) })
      return answers.count == 1 ? answers.first ?? nil : nil
    default: return false
    }
  }

  func operate(_ sign: String, _ left: ScriptValue, _ right: ScriptValue) -> ScriptValue {
    switch sign {
    case "===", "==":
      let answer = equality(left, right, strict: sign == "===")
      return comparison(answer, left, right, ScriptValue.sameness(left, right))
    case "!==", "!=":
      let answer = equality(left, right, strict: sign == "!==").map { !$0 }
      return comparison(answer, left, right, ScriptValue.sameness(left, right)?.negated)
    case "+":
      if case .number(let first) = left, case .number(let second) = right {
        return .number(first + second)
      }
      return joined(pieces(left) + pieces(right))
    case "-", "*", "/", "%", "<", ">", "<=", ">=": return arithmetic(sign, left, right)
    case "in":
      if case .object(let object) = right, object.rest == nil, let name = left.knownString {
        return .boolean(object[name] != nil)
      }
      if case .symbol = right, let name = left.knownString,
        property(name, of: right, at: nil).isAbsent
      {
        return .boolean(false)
      }
      return comparison(nil, left, right, .same)
    case "instanceof":
      if case .object(let object) = left, let type = object.instanceOf,
        case .classValue(let other) = right
      {
        var current: ScriptClass? = type
        while let candidate = current {
          if candidate === other { return .boolean(true) }
          current = candidate.parent
        }
        return .boolean(false)
      }
      return comparison(nil, left, right)
    default: return comparison(nil, left, right)
    }
  }

  private func arithmetic(
    _ sign: String,
    _ left: ScriptValue,
    _ right: ScriptValue
  ) -> ScriptValue {
    guard case .number(let first) = left, case .number(let second) = right else {
      // A comparison with something absent is false, as it is with `undefined`.
      let isComparison = ["<", ">", "<=", ">="].contains(sign)
      if isComparison, left.isAbsent || right.isAbsent { return .boolean(false) }
      return comparison(nil, left, right, position(sign, left, right))
    }
    switch sign {
    case "-": return .number(first - second)
    case "*": return .number(first * second)
    case "/": return .number(first / second)
    case "%": return .number(first.truncatingRemainder(dividingBy: second))
    case "<": return .boolean(first < second)
    case ">": return .boolean(first > second)
    case "<=": return .boolean(first <= second)
    default: return .boolean(first >= second)
    }
  }

  /// What comparing the place of something among others with a number asks.
  private func position(
    _ sign: String,
    _ left: ScriptValue,
    _ right: ScriptValue
  ) -> ScriptRelation? {
    guard case .result(let result) = left, ScriptValue.positions.contains(result.method),
      case .number(let number) = right
    else { return nil }
    switch (sign, number) {
    case (">", -1), (">=", 0): return .same
    case ("<", 0), ("<=", -1): return .different
    default: return nil
    }
  }

  private func comparison(
    _ answer: Bool?,
    _ left: ScriptValue,
    _ right: ScriptValue,
    _ relation: ScriptRelation? = nil
  ) -> ScriptValue {
    if let answer { return .boolean(answer) }
    let name = [left.displayName, right.displayName].filter { !$0.isEmpty }
    return .symbol(
      ScriptSymbol(
        name.joined(separator: " ~ "),
        marks: left.marks().union(right.marks()),
        relation: relation,
        wanted: ScriptWanted(left.texts + right.texts).union(left.wanted).union(right.wanted)
      )
    )
  }

  /// Whether two values are equal; nil when that cannot be told.
  func equality(_ left: ScriptValue, _ right: ScriptValue, strict: Bool) -> Bool? {
    if case .union(let values) = left {
      let answers = Set(values.map { equality($0, right, strict: strict) })
      return answers.count == 1 ? answers.first ?? nil : nil
    }
    if case .union = right { return equality(right, left, strict: strict) }
    if left.isAbsent || right.isAbsent {
      let other = left.isAbsent ? right : left
      // Something absent equals nothing but what is missing, too.
      switch other {
      case .undefined: return true
      case .null: return strict ? nil : true
      case .symbol(let symbol) where symbol.presence == .absent: return nil
      default: return false
      }
    }
    switch (left, right) {
    case (.undefined, .undefined), (.null, .null): return true
    case (.undefined, .null), (.null, .undefined): return !strict
    case (.string(let first), .string(let second)): return first == second
    case (.number(let first), .number(let second)): return first == second
    case (.boolean(let first), .boolean(let second)): return first == second
    case (.symbol(let symbol), .undefined), (.symbol(let symbol), .null),
      (.undefined, .symbol(let symbol)), (.null, .symbol(let symbol)):
      return symbol.presence == .present ? false : nil
    case (.pattern, .string(let text)):
      if let answer = left.decided({ $0 == text }) { return answer }
      return semantics.equal(left, right)
    case (.string, .pattern): return equality(right, left, strict: strict)
    case (.symbol, _), (_, .symbol), (.result, _), (_, .result), (.pattern, _), (_, .pattern):
      return semantics.equal(left, right)
    case (.external, _), (_, .external): return semantics.equal(left, right)
    default: return left.isSame(as: right)
    }
  }

  /// The negation of `a || b` is that of both, with all that they derive from.
  private func negation(
    of id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws -> ScriptValue {
    let sign = id >= 0 && program[id].kind == .binary ? program.text(id) : ""
    guard ["&&", "||"].contains(sign) else {
      return try evaluate(id, program, scope).negated
    }
    let left = try evaluate(program[id].first, program, scope)
    if let truth = left.truth {
      guard truth == (sign == "&&") else { return .boolean(!truth) }
      return try evaluate(program[id].second, program, scope).negated
    }
    let right = try undecidedValue(left, whenTrue: sign == "&&", at: program.place(id)) {
      try self.evaluate(program[id].second, program, scope)
    }
    if let truth = right?.truth, truth == (sign == "||") { return .boolean(!truth) }
    return either(left.negated, right?.negated)
  }

  func unary(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws -> ScriptValue {
    let node = program[id]
    if program.text(id) == "!" { return try negation(of: node.first, program, scope) }
    let value = try evaluate(node.first, program, scope)
    switch program.text(id) {
    case "typeof":
      switch value {
      case .undefined: return .string("undefined")
      case .string, .pattern: return .string("string")
      case .number: return .string("number")
      case .boolean: return .string("boolean")
      case .function, .classValue: return .string("function")
      case .symbol(let symbol) where symbol.presence == .absent: return .string("undefined")
      default: return .symbol(ScriptSymbol("typeof", marks: value.marks()))
      }
    case "void": return .undefined
    case "-":
      if case .number(let number) = value { return .number(-number) }
      return value
    case "++", "--":
      if case .number(let number) = value {
        let changed = ScriptValue.number(program.text(id) == "++" ? number + 1 : number - 1)
        try bind(node.first, changed, program, scope, declares: false)
        return value
      }
      return value
    default: return value
    }
  }

  func assignment(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws -> ScriptValue {
    let node = program[id]
    let sign = program.text(id)
    let target = program[node.first]
    var name = target.kind == .identifier || target.kind == .member ? program.text(node.first) : ""
    if name == "exports" { name = "" }
    let value: ScriptValue
    switch sign {
    case "=": value = try evaluate(node.second, program, scope, name: name)
    case "||=", "&&=", "??=":
      let old = try evaluate(node.first, program, scope)
      value = .join(old, try evaluate(node.second, program, scope))
    default:
      let old = try evaluate(node.first, program, scope)
      let right = try evaluate(node.second, program, scope)
      value = operate(String(sign.dropLast()), old, right)
    }
    try bind(node.first, value, program, scope, declares: false)
    return value
  }
}
