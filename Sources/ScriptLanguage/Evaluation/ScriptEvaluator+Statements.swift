extension ScriptEvaluator {
  /// Binds functions and imports before anything runs, as the language does.
  func hoist(
    _ statements: [ScriptNodeID],
    _ program: ScriptProgram,
    _ scope: ScriptScope,
    module: ScriptModule? = nil
  ) {
    for id in statements where id >= 0 {
      let node = program[id]
      switch node.kind {
      case .function where node.flags.contains(.isDeclaration):
        let name = program.text(id)
        declare(name, function(id, program, scope, name: name), in: scope)
      case .importDeclaration, .exportNames, .exportAll, .exportDeclaration, .exportDefault:
        hoistModuleStatement(id, program, scope, module: module)
      default: continue
      }
    }
  }

  func execute(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope,
    module: ScriptModule? = nil
  ) throws -> ScriptFlow {
    guard id >= 0 else { return .next }
    try step()
    let node = program[id]
    switch node.kind {
    case .block:
      return try block(program.list(id), program, self.scope(in: scope))
    case .variable:
      for declarator in program.list(id) { try declareVariable(declarator, program, scope) }
      return .next
    case .function where node.flags.contains(.isDeclaration):
      return .next
    case .classExpression where node.flags.contains(.isDeclaration):
      let type = try classValue(id, program, scope)
      declare(program.text(id), type, in: scope)
      return .next
    case .returnStatement:
      // A function that is returned goes by the name of the one that made it.
      let maker = frames.last?.function?.name ?? ""
      let name = maker.isEmpty ? "" : "\(maker)()"
      let value =
        node.first >= 0 ? try evaluate(node.first, program, scope, name: name) : .undefined
      if let last = frames.indices.last {
        frames[last].returned = frames[last].returned.map { .join($0, value) } ?? value
        var marks: ScriptMarks = []
        for condition in conditions.dropFirst(frames[last].outerConditions) {
          marks.formUnion(condition.test.marks())
          frames[last].wanted = frames[last].wanted.union(condition.test.wanted)
          let asked = condition.test.alternatives.compactMap { condition.relation(of: $0) }
          frames[last].returnedRelations.formUnion(asked)
          guard let truth = value.truth else { continue }
          frames[last].relations.formUnion(truth ? asked : asked.map(\.negated))
        }
        frames[last].decidedBy.formUnion(marks)
        frames[last].everyReturn = frames[last].everyReturn?.intersection(marks) ?? marks
      }
      return .stop
    case .throwStatement:
      let value = node.first >= 0 ? try evaluate(node.first, program, scope) : .undefined
      throw ScriptThrow(value, at: program.place(id))
    case .ifStatement: return try ifStatement(id, program, scope)
    case .loop: return try loop(id, program, scope)
    case .forEach: return try forEach(id, program, scope)
    case .tryStatement: return try tryStatement(node, program, scope)
    case .switchStatement: return try switchStatement(id, program, scope)
    case .breakStatement, .continueStatement: return .leaveLoop
    case .importDeclaration, .exportDeclaration, .exportDefault, .exportAssignment, .exportNames,
      .exportAll:
      try executeModuleStatement(id, program, scope, module: module)
      return .next
    default:
      _ = try evaluate(id, program, scope)
      return .next
    }
  }

  func block(
    _ statements: ArraySlice<ScriptNodeID>,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws -> ScriptFlow {
    hoist(Array(statements), program, scope)
    for statement in statements {
      let flow = try execute(statement, program, scope)
      if flow != .next { return flow }
    }
    return .next
  }

  private func declareVariable(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws {
    let node = program[id]
    var value = ScriptValue.undefined
    if node.second >= 0 {
      let target = program[node.first]
      let name = target.kind == .identifier ? program.text(node.first) : ""
      value = try evaluate(node.second, program, scope, name: name)
    }
    try bind(node.first, value, program, scope, declares: true)
  }

  /// Binds a pattern to a value.
  func bind(
    _ id: ScriptNodeID,
    _ value: ScriptValue,
    _ program: ScriptProgram,
    _ scope: ScriptScope,
    declares: Bool
  ) throws {
    guard id >= 0 else { return }
    let node = program[id]
    switch node.kind {
    case .identifier:
      let name = name(id, program)
      if declares { scope[name] = value } else { assign(name, value, in: scope) }
    case .parameter, .restPattern:
      try bind(node.first, value, program, scope, declares: declares)
    case .defaultPattern:
      var bound = value
      if case .undefined = value {
        bound = try evaluate(node.second, program, scope)
      } else if value.truth == nil, case .symbol(let symbol) = value, symbol.marks.isEmpty {
        bound = .join(value, try evaluate(node.second, program, scope))
      }
      try bind(node.first, bound, program, scope, declares: declares)
    case .objectPattern:
      for part in program.list(id) {
        let property = program[part]
        if property.kind == .restPattern {
          try bind(property.first, value, program, scope, declares: declares)
          continue
        }
        var name = program.text(part)
        if property.second >= 0 {
          name = try evaluate(property.second, program, scope).knownString ?? ""
        }
        let inner = self.property(name, of: value, at: program.place(part))
        try bind(property.first, inner, program, scope, declares: declares)
      }
    case .arrayPattern:
      for (index, part) in program.list(id).enumerated() {
        let inner: ScriptValue
        if program[part].kind == .restPattern, case .list(let list) = value {
          inner = self.list(Array(list.elements.dropFirst(index)), isOpen: list.isOpen)
        } else {
          inner = element(index, of: value)
        }
        try bind(part, inner, program, scope, declares: declares)
      }
    case .member:
      let target = try evaluate(node.first, program, scope)
      store(value, to: program.text(id), of: target, at: program.place(id))
    case .index:
      let target = try evaluate(node.first, program, scope)
      let key = try evaluate(node.second, program, scope)
      if let name = key.knownString {
        store(value, to: name, of: target, at: program.place(id))
      } else if case .object(let object) = target, object.generation == generation {
        noteWrite(toThing: object.number)
        object.rest = object.rest ?? ScriptSymbol(program.text(node.first))
      }
    default: return
    }
  }

  // MARK: Control flow

  private func ifStatement(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws -> ScriptFlow {
    let node = program[id]
    let test = try evaluate(node.first, program, scope)
    if let truth = test.truth {
      return try execute(truth ? node.second : node.third, program, scope)
    }
    let place = program.place(node.first)
    let then = try undecided(test, whenTrue: true, at: place) {
      try self.execute(node.second, program, scope)
    }
    let otherwise = try undecided(test, whenTrue: false, at: place) {
      try self.execute(node.third, program, scope)
    }
    return then == .next || otherwise == .next ? .next : then == otherwise ? then : .stop
  }

  private func loop(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ outer: ScriptScope
  ) throws -> ScriptFlow {
    let node = program[id]
    let scope = self.scope(in: outer)
    for start in program.list(id) { _ = try execute(start, program, scope) }
    for _ in 0..<256 {
      let test = node.first >= 0 ? try evaluate(node.first, program, scope) : .boolean(true)
      guard let truth = test.truth else {
        let flow = try undecided(test, whenTrue: true, at: program.place(id)) {
          try self.execute(node.second, program, scope)
        }
        _ = flow
        return .next
      }
      guard truth else { return .next }
      let flow = try execute(node.second, program, scope)
      if flow == .stop { return .stop }
      if flow == .leaveLoop { return .next }
      if node.third >= 0 { _ = try evaluate(node.third, program, scope) }
    }
    return .next
  }

  private func forEach(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ outer: ScriptScope
  ) throws -> ScriptFlow {
    let node = program[id]
    let collection = try evaluate(node.second, program, outer)
    let isKeys = program.text(id) == "in"
    var (items, isOpen) = isKeys ? keys(of: collection) : elements(of: collection)
    if items.isEmpty && isOpen {
      items = [.symbol(ScriptSymbol("element", marks: collection.marks()))]
    }
    for item in items.prefix(2_000) {
      let scope = self.scope(in: outer)
      // `const x of …` is a declaration; so is the bare pattern the grammar gives for it.
      try bind(node.first, item, program, scope, declares: true)
      let flow = try execute(node.third, program, scope)
      if flow == .stop && !isOpen { return .stop }
    }
    return .next
  }

  private func tryStatement(
    _ node: ScriptNode,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws -> ScriptFlow {
    let top = frames.count - 1
    let before = top >= 0 ? frames[top].thrown : []
    if top >= 0 { frames[top].thrown = [] }
    var flow = ScriptFlow.next
    var definite: ScriptThrow?
    if node.second >= 0 { openTryBlocks += 1 }
    do {
      defer { if node.second >= 0 { openTryBlocks -= 1 } }
      flow = try execute(node.first, program, scope)
    } catch let thrown as ScriptThrow {
      definite = thrown
      flow = .stop
    }
    var caught = top >= 0 ? frames[top].thrown : []
    if top >= 0 { frames[top].thrown = before }
    if let definite { caught.append(definite) }
    var rethrown: ScriptThrow?
    if let first = caught.first {
      if node.second >= 0 {
        let handler = try catchClause(node.second, caught, flow, program, scope)
        if case .failure(let thrown) = handler {
          if flow == .next { note(thrown) } else { rethrown = thrown }
        } else if case .success(let after) = handler, after == .next || flow != .next {
          flow = after
        }
      } else if definite != nil {
        rethrown = first
      } else {
        for thrown in caught { note(thrown) }
      }
    }
    if node.third >= 0 {
      let final = try execute(node.third, program, scope)
      if final != .next { return final }
    }
    if let rethrown { throw rethrown }
    return flow
  }

  private func catchClause(
    _ id: ScriptNodeID,
    _ caught: [ScriptThrow],
    _ flow: ScriptFlow,
    _ program: ScriptProgram,
    _ outer: ScriptScope
  ) throws -> Result<ScriptFlow, ScriptThrow> {
    openCatchClauses += 1
    defer { openCatchClauses -= 1 }
    // Each throw comes with what it depended on; many say no more than a few.
    var handled = Array(caught.prefix(3))
    if caught.count > 3 {
      let rest = caught.dropFirst(3)
      let joined = rest.dropFirst().reduce(rest[3].value) { .join($0, $1.value) }
      handled.append(ScriptThrow(joined, at: rest[3].place))
    }
    var after = ScriptFlow.stop
    var rethrown: ScriptThrow?
    for thrown in handled {
      do {
        if try handle(id, thrown, isCertain: flow != .next, program, outer) == .next {
          after = .next
        }
      } catch let error as ScriptThrow {
        rethrown = error
        if handled.count > 1 { note(error) }
      }
    }
    if let rethrown, after == .stop, handled.count == 1 { return .failure(rethrown) }
    if let rethrown, after == .stop { return .failure(rethrown) }
    return .success(after)
  }

  private func handle(
    _ id: ScriptNodeID,
    _ thrown: ScriptThrow,
    isCertain: Bool,
    _ program: ScriptProgram,
    _ outer: ScriptScope
  ) throws -> ScriptFlow {
    let node = program[id]
    let depth = conditions.count
    defer { conditions.removeSubrange(depth...) }
    if !isCertain {
      let place = program.place(id)
      conditions.append(ScriptCondition(test: thrown.value, whenTrue: true, place: place))
    }
    conditions += thrown.conditions.dropFirst(depth)
    let scope = self.scope(in: outer)
    try bind(node.first, thrown.value, program, scope, declares: true)
    return try execute(node.second, program, scope)
  }

  private func switchStatement(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ outer: ScriptScope
  ) throws -> ScriptFlow {
    let node = program[id]
    let value = try evaluate(node.first, program, outer)
    let scope = self.scope(in: outer)
    let cases = Array(program.list(id))
    var entry: Int?
    var isDecided = true
    for (index, candidate) in cases.enumerated() where program[candidate].first >= 0 {
      let test = try evaluate(program[candidate].first, program, scope)
      switch equality(value, test, strict: true) {
      case true?: entry = entry ?? index
      case nil: if entry == nil { isDecided = false }
      case false?: continue
      }
      if entry != nil { break }
    }
    if isDecided {
      guard let start = entry ?? cases.firstIndex(where: { program[$0].first < 0 }) else {
        return .next
      }
      for candidate in cases[start...] {
        let flow = try block(program.list(candidate), program, scope)
        if flow == .leaveLoop { return .next }
        if flow == .stop { return .stop }
      }
      return .next
    }
    var allStop = cases.contains { program[$0].first < 0 }
    for (index, candidate) in cases.enumerated() {
      let flow = try undecided(value, whenTrue: true, at: program.place(candidate)) {
        // An empty case falls through to the next one with statements.
        let target = cases[index...].first { !program.list($0).isEmpty } ?? candidate
        return try self.block(program.list(target), program, self.scope(in: scope))
      }
      if flow != .stop { allStop = false }
    }
    return allStop ? .stop : .next
  }
}
