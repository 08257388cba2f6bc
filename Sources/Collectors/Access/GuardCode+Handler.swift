import ReadinessModel
import ScriptLanguage

extension GuardCode {
  /// Reads the code of a class whose objects decide, or of a function that a handler calls.
  static func read(
    _ node: ScriptNodeID,
    of program: ScriptProgram,
    named name: String,
    in source: any ScriptSource
  ) -> (guard: RouteGuard, nodes: Int) {
    var reader = GuardCode(source)
    reader.take(Unit(path: program.path, node: node))
    reader.followAll()
    let code = RouteGuard(
      name: name,
      digest: digest(of: reader.tokens),
      places: reader.places
    )
    return (code, nodesAtMost - reader.left)
  }

  /// Reads everything that a module exports, which a framework asks before pages that no route shows.
  static func read(
    module path: String,
    in source: any ScriptSource
  ) -> (guard: RouteGuard, nodes: Int) {
    var reader = GuardCode(source)
    for (_, meaning) in reader.names(of: path).exports.sorted(by: { $0.key < $1.key }) {
      if case .declaration(let node) = meaning { reader.take(Unit(path: path, node: node)) }
    }
    reader.followAll()
    let code = RouteGuard(
      name: path,
      digest: digest(of: reader.tokens + ["module"]),
      places: reader.places
    )
    return (code, nodesAtMost - reader.left)
  }

  /// Reads the tests that refusals in a handler depend on.
  ///
  /// - Parameter asked: What the handler is known to ask for, which is compared by itself.
  static func read(
    _ tests: [HandlerRefusals.Test],
    named name: String,
    _ refusals: HandlerRefusals,
    asked: Set<String>,
    in source: any ScriptSource
  ) -> (guard: RouteGuard, nodes: Int) {
    var reader = GuardCode(source)
    reader.asked = asked
    for test in tests { reader.emit(test, refusals) }
    reader.asked = []
    reader.followAll()
    let code = RouteGuard(
      name: name,
      digest: digest(of: reader.tokens),
      places: tests.compactMap { reader.place(Unit(path: $0.test.path, node: $0.test.node)) }
        + reader.places
    )
    return (code, nodesAtMost - reader.left)
  }

  /// Reads a test, with what the names in it stand for.
  private mutating func emit(_ test: HandlerRefusals.Test, _ refusals: HandlerRefusals) {
    guard let program = source.program(at: test.test.path) else { return }
    var locals = LocalNames(program, below: test.function.node)
    var parts = [test.test.node]
    var shown = [test.test.node]
    var seen: Set<String> = []
    var next = 0
    while next < parts.count, parts.count < 32 {
      let part = parts[next]
      next += 1
      for call in refusals.callees(below: part, in: test.function) {
        take(Unit(path: call.path, node: call.node))
      }
      for name in Self.identifiers(below: part, program) where seen.insert(name).inserted {
        guard let found = Self.initialiser(of: name, below: test.function.node, program) else {
          continue
        }
        parts.append(found.value)
        // A name for a whole value is read as if the value stood there.
        if found.isWhole {
          locals.stand(for: name, found.value)
        } else {
          shown.append(found.value)
        }
      }
    }
    tokens.append("test")
    for part in shown { emit(part, program, &locals) }
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
  ) -> (value: ScriptNodeID, isWhole: Bool)? {
    var waiting = [root]
    var left = nodesOfDeclaration
    while let id = waiting.popLast(), left > 0 {
      guard id >= 0 else { continue }
      left -= 1
      let node = program[id]
      if node.kind == .declarator, node.second >= 0,
        ModuleNames.names(in: node.first, program).contains(name)
      {
        return (node.second, program[node.first].kind == .identifier)
      }
      waiting += [node.third, node.second, node.first] + program.list(id).reversed()
    }
    return nil
  }
}
