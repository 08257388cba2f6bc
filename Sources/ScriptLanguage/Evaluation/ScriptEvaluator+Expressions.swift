extension ScriptEvaluator {
  /// Evaluates an expression; `name` is the variable a function or class is being bound to.
  func evaluate(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope,
    name: String = ""
  ) throws -> ScriptValue {
    guard id >= 0 else { return .undefined }
    try step()
    let node = program[id]
    switch node.kind {
    case .identifier:
      if let value = lookup(self.name(id, program), in: scope) { return value }
      return global(program.text(id))
    case .this: return frames.last?.thisValue ?? .undefined
    case .string: return .string(program.text(id))
    case .number:
      return Double(program.text(id)).map(ScriptValue.number) ?? .unknown(program.text(id))
    case .boolean: return .boolean(program.text(id) == "true")
    case .null: return .null
    case .undefined: return .undefined
    case .regularExpression: return .unknown(program.text(id))
    case .template: return try template(id, program, scope)
    case .array:
      let values = try arguments(program.list(id), program, scope)
      return list(values.values, isOpen: values.isOpen)
    case .object: return try objectLiteral(id, program, scope)
    case .function: return function(id, program, scope, name: name)
    case .classExpression: return try classValue(id, program, scope, name: name)
    case .call: return try callExpression(id, program, scope)
    case .new: return try newExpression(id, program, scope)
    case .member:
      let object = try evaluate(node.first, program, scope)
      return property(program.text(id), of: object, at: program.place(id))
    case .index:
      let object = try evaluate(node.first, program, scope)
      let index = try evaluate(node.second, program, scope)
      return indexed(object, index, at: program.place(id))
    case .conditional: return try conditional(node, program, scope)
    case .binary: return try binary(id, program, scope)
    case .unary: return try unary(id, program, scope)
    case .assign: return try assignment(id, program, scope)
    case .await, .yield:
      let value = try evaluate(node.first, program, scope)
      if node.kind == .await { semantics.awaited(value, in: self) }
      return value
    case .spread: return try evaluate(node.first, program, scope)
    case .sequence:
      var last = ScriptValue.undefined
      for part in program.list(id) { last = try evaluate(part, program, scope) }
      return last
    case .dynamicImport:
      guard let specifier = program.list(id).first else { return .undefined }
      return require(try evaluate(specifier, program, scope), from: program.path)
    case .opaque:
      var marks: ScriptMarks = []
      for part in program.list(id) {
        marks.formUnion(try evaluate(part, program, scope).marks())
      }
      return .symbol(ScriptSymbol("", marks: marks))
    default: return .undefined
    }
  }

  private func global(_ name: String) -> ScriptValue {
    if let value = semantics.global(name, in: self) { return value }
    return .external(ScriptExternal(module: "#\(name)"))
  }

  func function(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope,
    name: String,
    home: ScriptClass? = nil
  ) -> ScriptValue {
    let isArrow = program[id].flags.contains(.isArrow)
    let written = program.text(id)
    return .function(
      ScriptFunction(
        program: program,
        node: id,
        scope: scope,
        name: written.isEmpty ? name : written,
        boundThis: isArrow ? frames.last?.thisValue : nil,
        home: home
      )
    )
  }

  private func template(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws -> ScriptValue {
    var pieces: [ScriptPiece] = []
    for part in program.list(id) {
      if program[part].kind == .string {
        pieces.append(.text(program.text(part)))
      } else {
        pieces += self.pieces(try evaluate(part, program, scope))
      }
    }
    return joined(pieces)
  }

  /// The pieces a value contributes to a string.
  func pieces(_ value: ScriptValue) -> [ScriptPiece] {
    if let text = value.knownString { return [.text(text)] }
    switch value {
    case .pattern(let pieces): return pieces
    case .boolean(let truth): return [.text(truth ? "true" : "false")]
    default:
      let name = value.displayName.split(separator: ".").last.map(String.init) ?? "value"
      return [.hole(name, value)]
    }
  }

  func joined(_ pieces: [ScriptPiece]) -> ScriptValue {
    // A string put together from many unknown pieces says as little as an unknown one.
    guard pieces.count <= 48 else {
      return .symbol(ScriptSymbol("text", marks: ScriptValue.pattern(pieces).marks()))
    }
    var text = ""
    for piece in pieces {
      guard case .text(let part) = piece else { return .pattern(pieces) }
      text += part
    }
    return .string(text)
  }

  private func objectLiteral(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws -> ScriptValue {
    let object = self.object(place: program.place(id))
    for part in program.list(id) {
      let node = program[part]
      if node.kind == .spread {
        spread(try evaluate(node.first, program, scope), into: object)
        continue
      }
      var name: String? = program.text(part)
      if node.second >= 0 { name = try evaluate(node.second, program, scope).knownString }
      let value = try evaluate(node.first, program, scope, name: name ?? "")
      if let name {
        object.set(name, value)
      } else {
        object.rest = ScriptSymbol("value", marks: value.marks())
      }
    }
    return .object(object)
  }

  func spread(_ value: ScriptValue, into object: ScriptObject) {
    switch value {
    case .object(let other):
      for name in other.names { object.set(name, other[name] ?? .undefined) }
      object.rest = object.rest ?? other.rest
    case .host(let namespace as ScriptNamespace):
      for (name, value) in exports(of: namespace.path) { object.set(name, value) }
    case .undefined, .null, .boolean: return
    default:
      object.rest = ScriptSymbol(value.displayName, marks: value.marks())
    }
  }

  func arguments(
    _ ids: ArraySlice<ScriptNodeID>,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws -> (values: [ScriptValue], isOpen: Bool) {
    var values: [ScriptValue] = []
    var isOpen = false
    for id in ids {
      let value = try evaluate(id, program, scope)
      guard program[id].kind == .spread else {
        values.append(value)
        continue
      }
      let inside = elements(of: value)
      values += inside.items
      if inside.isOpen {
        isOpen = true
        if inside.items.isEmpty { values.append(.symbol(ScriptSymbol("…", marks: value.marks()))) }
      }
    }
    return (values, isOpen)
  }

  // MARK: Operators

  private func conditional(
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

  private func binary(
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
        return sign != "&&" && left.isAbsent && right.truth == false ? left : right
      }
      let right = try undecidedValue(left, whenTrue: sign == "&&", at: program.place(id)) {
        try self.evaluate(node.second, program, scope)
      }
      return logical(sign, left, right)
    }
    let right = try evaluate(node.second, program, scope)
    return operate(sign, left, right)
  }

  /// Joins both sides of an undecided operator; the right one may decide by itself.
  private func logical(_ sign: String, _ left: ScriptValue, _ right: ScriptValue?) -> ScriptValue {
    if case .boolean(let truth)? = right, truth == (sign == "||"), sign != "??" {
      return .boolean(truth)
    }
    if sign == "&&", right?.truth == false, let right { return right }
    // Where the left side is what comes out of `||`, it was truthy.
    if sign == "||", case .symbol(let symbol) = left {
      let present = ScriptSymbol(
        symbol.name,
        marks: symbol.marks,
        presence: .present,
        typeName: symbol.typeName
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
    case "===", "==": return comparison(equality(left, right, strict: sign == "==="), left, right)
    case "!==", "!=":
      return comparison(equality(left, right, strict: sign == "!==").map { !$0 }, left, right)
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
      return comparison(nil, left, right)
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
      return comparison(nil, left, right)
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

  private func comparison(
    _ answer: Bool?,
    _ left: ScriptValue,
    _ right: ScriptValue
  ) -> ScriptValue {
    if let answer { return .boolean(answer) }
    let name = [left.displayName, right.displayName].filter { !$0.isEmpty }
    return .symbol(
      ScriptSymbol(name.joined(separator: " ~ "), marks: left.marks().union(right.marks()))
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

  private func unary(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws -> ScriptValue {
    let node = program[id]
    let value = try evaluate(node.first, program, scope)
    switch program.text(id) {
    case "!":
      if let truth = value.truth { return .boolean(!truth) }
      // Whether something is there says nothing of what is in it.
      return .symbol(ScriptSymbol("!\(value.displayName)", marks: value.marks(depth: 0)))
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

  private func assignment(
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
