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
      try refuseNothing(object, node, at: program.place(id))
      return property(program.text(id), of: object, at: program.place(id))
    case .index:
      let object = try evaluate(node.first, program, scope)
      let index = try evaluate(node.second, program, scope)
      semantics.lookedUp(index, in: object)
      return indexed(object, index, at: program.place(id))
    case .conditional: return try conditional(node, program, scope)
    case .binary: return try binary(id, program, scope)
    case .unary: return try unary(id, program, scope)
    case .assign: return try assignment(id, program, scope)
    case .await, .yield:
      let value = try evaluate(node.first, program, scope)
      guard node.kind == .await else { return value }
      let settled = try settled(value)
      semantics.awaited(settled, in: self)
      return settled
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

  /// Reading from what is `undefined` throws, which matters where somebody catches it.
  func refuseNothing(
    _ object: ScriptValue,
    _ node: ScriptNode,
    at place: ScriptPlace
  ) throws {
    guard openTryBlocks > 0, !node.flags.contains(.isOptional), case .symbol(let symbol) = object,
      symbol.typeName == ScriptSymbol.nothing
    else { return }
    let error = ScriptSymbol("TypeError 500", marks: symbol.marks, presence: .present)
    throw ScriptThrow(.symbol(error), at: place)
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
}
