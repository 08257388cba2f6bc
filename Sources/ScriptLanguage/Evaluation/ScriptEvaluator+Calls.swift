extension ScriptEvaluator {
  func callExpression(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws -> ScriptValue {
    let node = program[id]
    let callee = program[node.first]
    let place = program.place(id)
    if callee.kind == .identifier, program.text(node.first) == "require",
      lookup("require", in: scope) == nil, let specifier = program.list(id).first
    {
      return require(try evaluate(specifier, program, scope), from: program.path)
    }
    if callee.kind == .superclass {
      let passed = try arguments(program.list(id), program, scope).values
      return try superCall(passed, at: place)
    }
    guard callee.kind == .member || callee.kind == .index else {
      let function = try evaluate(node.first, program, scope)
      let passed = try arguments(program.list(id), program, scope).values
      let name = callee.kind == .identifier ? program.text(node.first) : function.displayName
      return try call(
        ScriptCall(
          callee: function,
          method: name,
          arguments: passed,
          isConstruction: false,
          place: place
        )
      )
    }
    if program[callee.first].kind == .superclass {
      let passed = try arguments(program.list(id), program, scope).values
      return try superMethod(program.text(node.first), passed, at: place)
    }
    return try methodCall(id, program, scope)
  }

  private func methodCall(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws -> ScriptValue {
    let node = program[id]
    let callee = program[node.first]
    var name = callee.kind == .member ? program.text(node.first) : ""
    let receiver: ScriptValue
    do {
      receiver = try evaluate(callee.first, program, scope)
    } catch let thrown as ScriptThrow {
      // A rejected promise reaches the handler given to `catch` or as second of `then`.
      return try rejected(thrown, name, id, program, scope)
    }
    try refuseNothing(receiver, callee, at: program.place(id))
    if callee.kind == .index {
      name = try evaluate(callee.second, program, scope).knownString ?? ""
    }
    let passed = try arguments(program.list(id), program, scope).values
    return try callMethod(
      name,
      of: receiver,
      with: passed,
      at: program.place(id),
      node.first,
      program
    )
  }

  /// Calls a method of a value.
  package func callMethod(
    _ name: String,
    of receiver: ScriptValue,
    with arguments: [ScriptValue],
    at place: ScriptPlace,
    _ memberNode: ScriptNodeID = -1,
    _ program: ScriptProgram? = nil
  ) throws -> ScriptValue {
    if case .union(let values) = receiver {
      var result: ScriptValue?
      for value in values {
        let one = try undecidedValue(receiver, whenTrue: true, at: place) {
          try self.callMethod(name, of: value, with: arguments, at: place, memberNode, program)
        }
        if let one { result = result.map { .join($0, one) } ?? one }
      }
      return result ?? .undefined
    }
    if let value = try builtinMethod(name, of: receiver, with: arguments, at: place) {
      return value
    }
    // The member's own place is the better one for chains over many lines.
    var at = place
    if memberNode >= 0, let program, program[memberNode].kind == .member {
      let member = program.place(memberNode)
      at = ScriptPlace(
        file: member.file,
        line: member.line,
        column: member.column,
        endLine: max(place.endLine, member.line)
      )
    }
    let function = property(name, of: receiver, at: at)
    return try call(
      ScriptCall(
        callee: function,
        receiver: receiver,
        method: name,
        arguments: arguments,
        isConstruction: false,
        place: at
      )
    )
  }

  private func rejected(
    _ thrown: ScriptThrow,
    _ name: String,
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws -> ScriptValue {
    guard ["then", "catch", "finally"].contains(name) else { throw thrown }
    let passed = try arguments(program.list(id), program, scope).values
    let handler = name == "catch" ? passed.first : name == "then" ? passed.dropFirst().first : nil
    guard let handler else {
      if name == "finally", let last = passed.first {
        _ = try apply(last, [], at: program.place(id))
      }
      throw thrown
    }
    return try apply(handler, [thrown.value], at: program.place(id))
  }

  /// Calls a value with arguments.
  package func apply(
    _ function: ScriptValue,
    _ arguments: [ScriptValue],
    this: ScriptValue? = nil,
    at place: ScriptPlace
  ) throws -> ScriptValue {
    try call(
      ScriptCall(
        callee: function,
        receiver: this,
        method: function.displayName,
        arguments: arguments,
        isConstruction: false,
        place: place
      )
    )
  }

  /// Carries out a call.
  package func call(_ call: ScriptCall) throws -> ScriptValue {
    try step()
    switch call.callee {
    case .function(let function):
      if let value = try semantics.enter(function, call: call, in: self) { return value }
      return try invoke(function, call)
    case .union(let values):
      var result: ScriptValue?
      for value in values {
        var one = call
        one.callee = value
        let given = try undecidedValue(call.callee, whenTrue: true, at: call.place) {
          try self.call(one)
        }
        if let given { result = result.map { .join($0, given) } ?? given }
      }
      return result ?? .undefined
    case .classValue(let type) where call.isConstruction:
      return try construct(type, call.arguments, at: call.place)
    default:
      if let value = try semantics.call(call, in: self) { return value }
      if let value = try builtinCall(call) { return value }
      return try callUnknown(call)
    }
  }

  /// What holds for a call to anything: its callbacks run, and the result derives from all of it.
  package func callUnknown(_ call: ScriptCall) throws -> ScriptValue {
    var marks = call.callee.marks().union(call.receiver?.marks() ?? [])
    for argument in call.arguments { marks.formUnion(argument.marks()) }
    let isAbsent =
      call.callee.isAbsent || call.receiver?.isAbsent == true
      || call.arguments.contains { $0.holdsAbsence() }
    let absence = isAbsent ? kindOfAbsence(after: call) : ""
    var thrown: ScriptThrow?
    var wanted = ScriptWanted()
    for (position, argument) in call.arguments.enumerated() {
      guard case .function(let callback) = argument else { continue }
      let failure = semantics.failure(of: call, isGivenNothing: isAbsent)
      if call.method == "catch" || call.method == "then" && position == 1 {
        try afterFailure(failure, argument, callback, call)
        continue
      }
      let given = callback.parameterNames.enumerated().map { index, name in
        if index == 0, let failure, Self.isError(name) { return failure }
        return callbackParameter(name, index, marks: marks, isAbsent: isAbsent, absence)
      }
      let answer: ScriptValue
      do {
        answer = try apply(argument, given, at: call.place)
      } catch let error as ScriptThrow {
        // A callback that throws does not stop its caller.
        answer = .symbol(ScriptSymbol("rejected", marks: error.value.marks()))
        if call.method == "then" { thrown = error }
      }
      // What is looked for by a test derives from the test as well.
      if Self.tests.contains(call.method) {
        marks.formUnion(answer.marks())
        wanted = wanted.union(answer.wanted)
      }
    }
    if let thrown {
      let rejection = ScriptRejection()
      rejection.thrown = thrown
      return .host(rejection)
    }
    if isAbsent && !call.isConstruction {
      let name = "\(call.callee.displayName)()"
      return .symbol(ScriptSymbol(name, marks: marks, presence: .absent, typeName: absence))
    }
    return .result(ScriptResult(call: call, marks: marks, wanted: wanted))
  }

  /// What the absence that a call gives is called: a look-up of nothing found nothing.
  private func kindOfAbsence(after call: ScriptCall) -> String {
    if case .symbol(let symbol)? = call.receiver, symbol.typeName == ScriptSymbol.nothingFound {
      return symbol.typeName
    }
    if case .null? = semantics.failure(of: call, isGivenNothing: true) {
      return ScriptSymbol.nothingFound
    }
    return ""
  }

  private static let tests: Set<String> = [
    "some", "every", "find", "findIndex", "findLast", "filter",
  ]

  /// Runs what is called only where a promise fails.
  private func afterFailure(
    _ failure: ScriptValue?,
    _ function: ScriptValue,
    _ callback: ScriptFunction,
    _ call: ScriptCall
  ) throws {
    let marks = failure?.marks() ?? []
    let name = callback.parameterNames.first ?? "error"
    let error = ScriptValue.symbol(ScriptSymbol(name, marks: marks, presence: .present))
    let test = ScriptValue.symbol(ScriptSymbol(name, marks: marks))
    _ = try undecidedValue(test, whenTrue: true, at: call.place) {
      try self.applyDetached(function, [error], at: call.place)
    }
  }

  /// Whether a callback's first parameter is called as an error is.
  private static func isError(_ name: String) -> Bool {
    let plain = name.lowercased().filter { $0 != "_" && $0 != "$" }
    return plain.hasPrefix("err") || ["e", "er", "ex", "failure"].contains(plain)
  }

  /// The result of a call whose callbacks are kept for later.
  package func keptResult(of call: ScriptCall) -> ScriptValue {
    var marks = call.callee.marks().union(call.receiver?.marks() ?? [])
    for argument in call.arguments { marks.formUnion(argument.marks()) }
    return .result(ScriptResult(call: call, marks: marks))
  }

  /// A callback that throws does not stop its caller.
  func applyDetached(
    _ function: ScriptValue,
    _ arguments: [ScriptValue],
    at place: ScriptPlace
  ) throws -> ScriptValue {
    do {
      return try apply(function, arguments, at: place)
    } catch let thrown as ScriptThrow {
      return .symbol(ScriptSymbol("rejected", marks: thrown.value.marks()))
    }
  }

  private func callbackParameter(
    _ name: String,
    _ index: Int,
    marks: ScriptMarks,
    isAbsent: Bool,
    _ absence: String
  ) -> ScriptValue {
    let isError = index == 0 && Self.isError(name)
    var presence = ScriptSymbol.Presence.unknown
    if isAbsent { presence = isError ? .present : .absent }
    return .symbol(
      ScriptSymbol(
        name.isEmpty ? "value" : name,
        marks: marks,
        presence: presence,
        typeName: isError ? "" : absence
      )
    )
  }

  /// Interprets a function of the program.
  package func invoke(_ function: ScriptFunction, _ call: ScriptCall) throws -> ScriptValue {
    let active = frames.count {
      $0.function?.node == function.node && $0.function?.program === function.program
    }
    guard frames.count < depthLimit, active < 3 else {
      noteTruncation(of: function)
      var marks: ScriptMarks = []
      for argument in call.arguments { marks.formUnion(argument.marks()) }
      return .symbol(ScriptSymbol("\(function.name)()", marks: marks))
    }
    return try recalled(function, call, active: active)
  }

  /// Interprets a function of the program and tells what it returned and may have thrown.
  func follow(
    _ function: ScriptFunction,
    _ call: ScriptCall
  ) throws -> (value: ScriptValue, mayThrow: [ScriptThrow]) {
    let scope = scope(in: function.scope)
    let this = function.boundThis ?? call.receiver
    var frame = ScriptFrame(function: function, thisValue: this)
    frame.outerConditions = conditions.count
    frames.append(frame)
    defer { frames.removeLast() }
    let program = function.program
    let passed = function.boundArguments + call.arguments
    for (index, parameter) in program.list(function.node).enumerated() {
      let node = program[parameter]
      let value: ScriptValue
      if node.first >= 0, program[node.first].kind == .restPattern {
        value = list(Array(passed.dropFirst(index)))
      } else {
        value = index < passed.count ? passed[index] : .undefined
      }
      try bind(parameter, value, program, scope, declares: true)
    }
    declare("arguments", list(passed), in: scope)
    let body = program[function.node].first
    guard body >= 0 else { return (.undefined, []) }
    let flow = try flow(of: body, program, scope)
    frame = frames[frames.count - 1]
    if flow == .stop, frame.returned == nil, let thrown = frame.thrown.first { throw thrown }
    guard let returned = frame.returned else { return (.undefined, frame.thrown) }
    let value = flow == .next ? ScriptValue.join(returned, .undefined) : returned
    // A verdict says something about the tests that led to it.
    guard !frame.decidedBy.isEmpty, value.truth == nil, value.isVerdict else {
      return (value, frame.thrown)
    }
    let verdict = ScriptSymbol(
      "\(function.name)()",
      marks: frame.decidedBy,
      relation: frame.relations.count == 1 ? frame.relations.first : nil,
      wanted: frame.wanted
    )
    return (.symbol(verdict), frame.thrown)
  }

  /// Runs the body of a function.
  private func flow(
    of body: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws -> ScriptFlow {
    do {
      return program[body].kind == .block
        ? try block(program.list(body), program, scope) : try execute(body, program, scope)
    } catch let thrown as ScriptThrow {
      // On another path the function has returned before it came to throw.
      guard let frame = frames.last, frame.returned != nil else { throw thrown }
      var kept = thrown
      if kept.conditions.isEmpty {
        let relations = frame.returnedRelations
        let symbol = ScriptSymbol(
          "returned",
          marks: frame.decidedBy,
          relation: relations.count == 1 ? relations.first : nil,
          wanted: frame.wanted
        )
        let test = ScriptValue.symbol(symbol)
        let place = program.place(body)
        kept.conditions = conditions
        kept.conditions.append(ScriptCondition(test: test, whenTrue: false, place: place))
      }
      note(kept)
      if frame.outerConditions == 0, openTryBlocks == 0, let marks = frame.everyReturn {
        semantics.goesOn(under: marks, at: program.place(body), in: self)
      }
      return .stop
    }
  }

  // MARK: Classes

  func classValue(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope,
    name: String = ""
  ) throws -> ScriptValue {
    let node = program[id]
    let superclass = node.first >= 0 ? try evaluate(node.first, program, scope) : nil
    let written = program.text(id)
    let type = ScriptClass(
      program: program,
      node: id,
      scope: scope,
      name: written.isEmpty ? name : written,
      superclass: superclass
    )
    if !written.isEmpty, !node.flags.contains(.isDeclaration) {
      let inner = self.scope(in: scope)
      declare(written, .classValue(type), in: inner)
    }
    for member in program.list(id) where program[member].flags.contains(.isStatic) {
      guard program[member].kind == .field, program[member].first >= 0 else { continue }
      frames.append(ScriptFrame(function: nil, thisValue: .classValue(type)))
      defer { frames.removeLast() }
      let value = try evaluate(program[member].first, program, scope, name: program.text(member))
      type.statics[program.text(member)] = value
    }
    semantics.define(type, in: self)
    return .classValue(type)
  }

  func newExpression(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope
  ) throws -> ScriptValue {
    let node = program[id]
    let callee = try evaluate(node.first, program, scope)
    let passed = try arguments(program.list(id), program, scope).values
    let call = ScriptCall(
      callee: callee,
      method: callee.displayName,
      arguments: passed,
      isConstruction: true,
      place: program.place(id)
    )
    if case .function(let function) = callee {
      let object = object(place: program.place(id))
      var construction = call
      construction.receiver = .object(object)
      let returned = try invoke(function, construction)
      if case .object = returned { return returned }
      if case .host = returned { return returned }
      return .object(object)
    }
    return try self.call(call)
  }

  /// Makes an instance of a class of the program.
  package func construct(
    _ type: ScriptClass,
    _ arguments: [ScriptValue],
    at place: ScriptPlace
  ) throws -> ScriptValue {
    let object = object(place: place)
    object.instanceOf = type
    guard frames.count < depthLimit else { return .object(object) }
    try initialize(object, as: type, arguments, at: place, depth: 0)
    return .object(object)
  }

  private func initialize(
    _ object: ScriptObject,
    as type: ScriptClass,
    _ arguments: [ScriptValue],
    at place: ScriptPlace,
    depth: Int
  ) throws {
    guard depth < 32 else { return }
    let program = type.program
    frames.append(ScriptFrame(function: nil, thisValue: .object(object)))
    defer { frames.removeLast() }
    guard let constructor = type.ownMember("constructor") else {
      if let parent = type.parent {
        try initialize(object, as: parent, arguments, at: place, depth: depth + 1)
      } else if let superclass = type.superclass {
        inherit(from: superclass, arguments, object)
      }
      try fields(of: type, into: object)
      return
    }
    let function = ScriptFunction(
      program: program,
      node: program[constructor].first,
      scope: type.scope,
      name: "constructor",
      boundThis: .object(object),
      home: type
    )
    for (index, parameter) in program.list(function.node).enumerated()
    where program[parameter].flags.contains(.declaresField) {
      let names = boundNames(parameter, program)
      guard let name = names.first else { continue }
      object.set(name, index < arguments.count ? arguments[index] : .unknown("this.\(name)"))
    }
    // Fields may be made from what such parameters declare.
    if type.superclass == nil { try fields(of: type, into: object) }
    let call = ScriptCall(
      callee: .function(function),
      receiver: .object(object),
      method: "constructor",
      arguments: arguments,
      isConstruction: true,
      place: place
    )
    _ = try invoke(function, call)
  }

  private func inherit(
    from superclass: ScriptValue,
    _ arguments: [ScriptValue],
    _ object: ScriptObject
  ) {
    noteWrite(toThing: object.number)
    if object.rest == nil { object.rest = ScriptSymbol(superclass.displayName) }
    object.outsideArguments = arguments
  }

  private func fields(of type: ScriptClass, into object: ScriptObject) throws {
    let program = type.program
    for member in program.list(type.node) {
      let node = program[member]
      guard node.kind == .field, !node.flags.contains(.isStatic), node.first >= 0 else { continue }
      let name = program.text(member)
      let value = try evaluate(node.first, program, type.scope, name: name)
      noteWrite(toThing: object.number)
      object.set(name, value)
    }
  }

  private func superCall(_ arguments: [ScriptValue], at place: ScriptPlace) throws -> ScriptValue {
    guard let frame = frames.last, case .object(let object)? = frame.thisValue,
      let home = frame.function?.home
    else { return .undefined }
    if let parent = home.parent {
      try initialize(object, as: parent, arguments, at: place, depth: 1)
    } else if let superclass = home.superclass {
      inherit(from: superclass, arguments, object)
    }
    try fields(of: home, into: object)
    return .undefined
  }

  private func superMethod(
    _ name: String,
    _ arguments: [ScriptValue],
    at place: ScriptPlace
  ) throws -> ScriptValue {
    guard let frame = frames.last, let this = frame.thisValue, let home = frame.function?.home
    else { return .undefined }
    var type = home.parent
    while let current = type {
      if let member = current.ownMember(name) {
        let function = ScriptFunction(
          program: current.program,
          node: current.program[member].first,
          scope: current.scope,
          name: name,
          boundThis: this,
          home: current
        )
        return try apply(.function(function), arguments, this: this, at: place)
      }
      type = current.parent
    }
    let outside = home.superclass.map { property(name, of: $0, at: place) } ?? .unknown(name)
    return try call(
      ScriptCall(
        callee: outside,
        receiver: this,
        method: name,
        arguments: arguments,
        isConstruction: false,
        place: place
      )
    )
  }
}
