extension ScriptEvaluator {
  /// Follows a call, or repeats what an equal one came to.
  func recalled(_ function: ScriptFunction, _ call: ScriptCall, active: Int) throws -> ScriptValue {
    let written = ScriptRecallKey.Function(
      program: ObjectIdentifier(function.program),
      node: function.node
    )
    guard generation > 0, !call.isConstruction, let viewpoint = semantics.viewpoint,
      recall.isWorthwhile(written),
      let key = ScriptRecallKey(
        function,
        function.boundThis ?? call.receiver,
        call.arguments,
        viewpoint: viewpoint << 2 | (openCatchClauses > 0 ? 1 : 0)
          | (openTryBlocks > 0 ? 2 : 0),
        depth: active,
        generation: generation
      )
    else {
      let before = budget
      defer { recall.note(before - budget, for: written) }
      return try followed(function, call).value
    }
    if let known = recall[key] { return try repeated(known) }

    let outerWatch = watch
    watch = ScriptCallWatch()
    // The next thing to be made is the first that belongs to the call.
    let start = (made: made + 1, budget: budget)
    let mark = semantics.beginNotes()
    var isKept = false
    defer {
      let inner = watch
      watch = outerWatch
      watch.add(inner)
      if !isKept { _ = semantics.endNotes(mark, below: conditions.count) }
      recall.note(start.budget - budget, for: written)
    }
    let ended: (value: ScriptValue, mayThrow: [ScriptThrow])?
    var thrown: ScriptThrow?
    do {
      ended = try followed(function, call)
    } catch let error as ScriptThrow {
      ended = nil
      thrown = error
    }
    isKept = true
    let notes = semantics.endNotes(mark, below: conditions.count)
    if let notes, isRepeatable(since: start.made, written),
      start.budget - budget >= 8,
      let value = ended.map({ copy($0.value, since: start.made) }) ?? ScriptValue.undefined
    {
      recall.keep(
        ScriptRecollection(
          value: ended == nil ? nil : value,
          thrown: thrown.map { inner($0) },
          mayThrow: ended?.mayThrow.map { inner($0) } ?? [],
          notes: notes
        ),
        as: key
      )
    }
    if let thrown { throw thrown }
    return ended?.value ?? .undefined
  }

  /// Follows a call, whose caller may then see thrown what it may throw.
  private func followed(
    _ function: ScriptFunction,
    _ call: ScriptCall
  ) throws -> (value: ScriptValue, mayThrow: [ScriptThrow]) {
    let ended = try follow(function, call)
    if let last = frames.indices.last { frames[last].thrown += ended.mayThrow }
    return ended
  }

  /// Whether what was just followed would be followed in the same way again.
  private func isRepeatable(since start: Int, _ function: ScriptRecallKey.Function) -> Bool {
    guard watch.oldestWrite >= start, !watch.reachedDepthLimit else { return false }
    // The key tells how many calls of the function itself were in progress.
    return watch.truncations.allSatisfy { truncation in
      truncation.frame >= frames.count
        || (truncation.program == function.program && truncation.node == function.node)
    }
  }

  private func repeated(_ known: ScriptRecollection) throws -> ScriptValue {
    try step()
    if let notes = known.notes { semantics.repeatNotes(notes, in: self) }
    if let last = frames.indices.last {
      frames[last].thrown += known.mayThrow.map { outer($0) }
    }
    if let thrown = known.thrown { throw outer(thrown) }
    return known.value.flatMap { copy($0, since: 0) } ?? .undefined
  }

  private func inner(_ thrown: ScriptThrow) -> ScriptThrow {
    var thrown = thrown
    thrown.conditions = Array(thrown.conditions.dropFirst(conditions.count))
    return thrown
  }

  private func outer(_ thrown: ScriptThrow) -> ScriptThrow {
    var thrown = thrown
    thrown.conditions = conditions + thrown.conditions
    return thrown
  }

  // MARK: Watching

  /// Notes that a function is not followed, because it is being followed already.
  func noteTruncation(of function: ScriptFunction) {
    guard frames.count < depthLimit else {
      watch.reachedDepthLimit = true
      return
    }
    let outermost = frames.firstIndex {
      $0.function?.node == function.node && $0.function?.program === function.program
    }
    watch.add(
      ScriptCallWatch.Truncation(
        program: ObjectIdentifier(function.program),
        node: function.node,
        frame: outermost ?? 0
      )
    )
  }

  /// Notes that something made earlier is changed.
  func noteWrite(toThing number: Int) { watch.oldestWrite = min(watch.oldestWrite, number) }

  /// A number for something that is made.
  func nextThing() -> Int {
    made += 1
    return made
  }

  // MARK: Copies

  /// A value that shares nothing with the original that could still change; nil when that cannot
  /// be had, or when the value was there before `start`.
  private func copy(_ value: ScriptValue, since start: Int) -> ScriptValue? {
    var left = 200
    return copy(value, since: start, depth: 0, left: &left)
  }

  private func copy(
    _ value: ScriptValue,
    since start: Int,
    depth: Int,
    left: inout Int
  ) -> ScriptValue? {
    left -= 1
    guard depth < 6, left > 0 else { return nil }
    switch value {
    case .list(let list):
      guard start == 0 || list.generation == generation else { return value }
      if start == 0, list.generation == 0 { return value }
      guard list.number >= start else { return nil }
      var elements: [ScriptValue] = []
      for element in list.elements {
        guard let one = copy(element, since: start, depth: depth + 1, left: &left) else {
          return nil
        }
        elements.append(one)
      }
      return self.list(elements, isOpen: list.isOpen)
    case .object(let object): return copy(object, since: start, depth: depth, left: &left)
    case .function(let function):
      if function.scope.generation > 0 { return nil }
      if case .object(let this)? = function.boundThis, this.generation > 0 { return nil }
      return value
    case .host(let host): return host.isSteady ? value : nil
    case .union(let values):
      var alternatives: [ScriptValue] = []
      for one in values {
        guard let one = copy(one, since: start, depth: depth + 1, left: &left) else { return nil }
        alternatives.append(one)
      }
      return .union(alternatives)
    default: return value
    }
  }

  private func copy(
    _ object: ScriptObject,
    since start: Int,
    depth: Int,
    left: inout Int
  ) -> ScriptValue? {
    let isNew = object.generation == generation
    guard start == 0 ? object.generation > 0 : isNew else { return .object(object) }
    guard object.number >= start else { return nil }
    let made = self.object(rest: object.rest, place: object.place)
    made.instanceOf = object.instanceOf
    made.outsideArguments = object.outsideArguments
    for name in object.names {
      let value = object[name] ?? .undefined
      guard let one = copy(value, since: start, depth: depth + 1, left: &left) else { return nil }
      made.set(name, one)
    }
    return .object(made)
  }
}
