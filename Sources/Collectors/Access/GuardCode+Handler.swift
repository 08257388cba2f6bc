import ReadinessModel
import ScriptLanguage

extension GuardCode {
  /// Reads the code of a class whose objects decide.
  static func read(
    _ type: ScriptClass,
    in source: any ScriptSource
  ) -> (guard: RouteGuard, nodes: Int) {
    var reader = GuardCode(source)
    reader.take(Unit(path: type.program.path, node: type.node))
    reader.followAll()
    let code = RouteGuard(
      name: type.name,
      digest: digest(of: reader.tokens),
      places: reader.places
    )
    return (code, nodesAtMost - reader.left)
  }

  /// Reads the code by which a handler refuses callers itself, nil when it refuses nobody.
  static func read(
    refusalsOf handler: ScriptFunction,
    _ refusals: HandlerRefusals,
    in source: any ScriptSource
  ) -> (guard: RouteGuard, nodes: Int)? {
    let root = HandlerRefusals.Part(path: handler.program.path, node: handler.node)
    let found = refusals.find(below: root)
    guard !found.whole.isEmpty || !found.tests.isEmpty else { return nil }
    var reader = GuardCode(source)
    for part in found.whole { reader.take(Unit(path: part.path, node: part.node)) }
    for test in found.tests { reader.emit(test, refusals) }
    reader.followAll()
    let name = found.whole.lazy.compactMap { part in
      source.program(at: part.path)?.text(part.node)
    }.first { !$0.isEmpty }
    let code = RouteGuard(
      name: name ?? handler.name,
      digest: digest(of: reader.tokens),
      places: found.tests.compactMap { reader.place(Unit(path: $0.test.path, node: $0.test.node)) }
        + reader.places
    )
    return (code, nodesAtMost - reader.left)
  }

  /// Reads a test, with what the names in it stand for.
  private mutating func emit(_ test: HandlerRefusals.Test, _ refusals: HandlerRefusals) {
    guard let program = source.program(at: test.test.path) else { return }
    var locals = LocalNames(program, below: test.function.node)
    var parts = [test.test.node]
    var seen: Set<String> = []
    var next = 0
    tokens.append("test")
    while next < parts.count, parts.count < 32 {
      let part = parts[next]
      next += 1
      emit(part, program, &locals)
      for call in refusals.callees(below: part, in: test.function) {
        take(Unit(path: call.path, node: call.node))
      }
      for name in Self.identifiers(below: part, program) where seen.insert(name).inserted {
        if let value = Self.initialiser(of: name, below: test.function.node, program) {
          parts.append(value)
        }
      }
    }
  }

  private static func identifiers(below node: ScriptNodeID, _ program: ScriptProgram) -> [String] {
    var found: [String] = []
    var waiting = [node]
    while let id = waiting.popLast(), found.count < 64 {
      guard id >= 0 else { continue }
      if program[id].kind == .identifier { found.append(program.text(id)) }
      waiting += [program[id].third, program[id].second, program[id].first]
      waiting += program.list(id).reversed()
    }
    return found
  }

  /// The value that a name is declared with in a function.
  private static func initialiser(
    of name: String,
    below root: ScriptNodeID,
    _ program: ScriptProgram
  ) -> ScriptNodeID? {
    var waiting = [root]
    var left = nodesOfDeclaration
    while let id = waiting.popLast(), left > 0 {
      guard id >= 0 else { continue }
      left -= 1
      let node = program[id]
      if node.kind == .declarator, node.second >= 0,
        ModuleNames.names(in: node.first, program).contains(name)
      {
        return node.second
      }
      waiting += [node.third, node.second, node.first] + program.list(id).reversed()
    }
    return nil
  }
}
