import ScriptLanguage

/// Calls functions that make an application, where nothing that could be followed does.
///
/// A server is often made by a function that a command, a worker or the users of a package call.
/// What such a function makes is an application like any other: everything that stands before its
/// routes is in sight. Files that import others go first, so that what one of them mounts is not
/// taken for an application of its own.
struct StrayApplications {
  private let evaluator: ScriptEvaluator
  private let semantics: AccessSemantics

  init(evaluator: ScriptEvaluator, semantics: AccessSemantics) {
    self.evaluator = evaluator
    self.semantics = semantics
  }

  /// A function or member of a class that makes an application.
  private struct Maker {
    enum Kind {
      case function(ScriptFunction)
      case constructor(ScriptClass)
      case method(ScriptClass, String, isStatic: Bool)
    }

    let kind: Kind
    let path: String
    let parameters: [ScriptNodeID]
    let program: ScriptProgram
    /// Where it makes applications.
    let places: [ScriptPlace]
  }

  /// Calls the makers that files export.
  func call(in paths: [String]) {
    var makers: [Maker] = []
    for path in paths where mentionsFramework(path) {
      makers += self.makers(in: path)
      if makers.count >= 500 { break }
    }
    guard !makers.isEmpty else { return }
    let files = Set(makers.map(\.path))
    let reach = Dictionary(
      uniqueKeysWithValues: files.map { ($0, reached(from: $0, among: files)) }
    )
    makers.sort { left, right in
      let counts = (reach[left.path] ?? 0, reach[right.path] ?? 0)
      return counts.0 == counts.1 ? left.path < right.path : counts.0 > counts.1
    }
    var stepsLeft = 10_000_000
    for maker in makers where stepsLeft > 0 {
      guard maker.places.contains(where: { !semantics.madeApplications.contains($0) }) else {
        continue
      }
      let budget = min(1_000_000, stepsLeft)
      evaluator.budget = budget
      // What it throws ends it; what it registered before stands.
      try? call(maker)
      stepsLeft -= budget - max(0, evaluator.budget)
      for framework in semantics.frameworks { framework.settle(in: evaluator) }
    }
  }

  private func call(_ maker: Maker) throws {
    let arguments = maker.parameters.map { parameter -> ScriptValue in
      let target = maker.program[parameter].first
      guard target >= 0 else { return .unknown("argument") }
      // What it takes by default is what it makes.
      if maker.program[target].kind == .defaultPattern { return .undefined }
      return .unknown(maker.program[target].kind == .identifier ? maker.program.text(target) : "")
    }
    switch maker.kind {
    case .function(let function):
      _ = try evaluator.apply(.function(function), arguments, at: function.place)
    case .constructor(let type):
      _ = try evaluator.construct(type, arguments, at: type.place)
    case .method(let type, let name, let isStatic):
      let owner =
        isStatic ? .classValue(type) : try evaluator.construct(type, [], at: type.place)
      _ = try evaluator.callMethod(name, of: owner, with: arguments, at: type.place)
    }
  }

  // MARK: Finding

  private func mentionsFramework(_ path: String) -> Bool {
    guard let texts = evaluator.source.program(at: path)?.strings else { return false }
    return texts.contains { text in
      semantics.frameworks.contains { $0.applicationModules.contains(text) }
    }
  }

  private func makers(in path: String) -> [Maker] {
    var makers: [Maker] = []
    var seen: Set<ObjectIdentifier> = []
    for value in StrayRegistrations.exportedValues(of: path, in: evaluator) {
      switch value {
      case .function(let function) where function.program.path == path:
        guard seen.insert(ObjectIdentifier(function)).inserted else { continue }
        add(.function(function), function.node, function.program, to: &makers)
      case .classValue(let type) where type.program.path == path:
        guard seen.insert(ObjectIdentifier(type)).inserted else { continue }
        members(of: type, to: &makers)
      default: continue
      }
    }
    return makers
  }

  private func members(of type: ScriptClass, to makers: inout [Maker]) {
    let program = type.program
    for member in program.list(type.node) where program[member].kind == .method {
      let name = program.text(member)
      let isStatic = program[member].flags.contains(.isStatic)
      let kind: Maker.Kind =
        name == "constructor" ? .constructor(type) : .method(type, name, isStatic: isStatic)
      add(kind, program[member].first, program, to: &makers)
    }
  }

  private func add(
    _ kind: Maker.Kind,
    _ node: ScriptNodeID,
    _ program: ScriptProgram,
    to makers: inout [Maker]
  ) {
    let places = creations(in: node, program)
    guard !places.isEmpty else { return }
    makers.append(
      Maker(
        kind: kind,
        path: program.path,
        parameters: Array(program.list(node)),
        program: program,
        places: places
      )
    )
  }

  /// Where the code of a function makes applications, functions inside it left out.
  private func creations(in function: ScriptNodeID, _ program: ScriptProgram) -> [ScriptPlace] {
    guard function >= 0 else { return [] }
    var places: [ScriptPlace] = []
    var stack = [program[function].first] + program.list(function)
    var visited = 0
    while let id = stack.popLast() {
      guard id >= 0, program[id].kind != .function else { continue }
      visited += 1
      guard visited < 50_000 else { break }
      let node = program[id]
      if node.kind == .call || node.kind == .new, makesApplication(node.first, program) {
        places.append(program.place(id))
      }
      stack += [node.first, node.second, node.third]
      stack += program.list(id)
    }
    return places
  }

  private func makesApplication(_ callee: ScriptNodeID, _ program: ScriptProgram) -> Bool {
    guard callee >= 0, program[callee].kind == .identifier,
      case .external(let external)? = evaluator.topLevel(program.text(callee), of: program.path)
    else { return false }
    return semantics.frameworks.contains { $0.makesApplication(external) }
  }

  // MARK: Order

  /// How many of the files one of them imports, at any distance.
  private func reached(from path: String, among files: Set<String>) -> Int {
    var visited: Set<String> = [path]
    var waiting = [path]
    var count = 0
    while let next = waiting.popLast(), visited.count < 1_500 {
      guard let program = evaluator.source.program(at: next) else { continue }
      for text in program.strings where text.first.map({ ".@#~".contains($0) }) == true {
        guard text.utf8.count < 200, let target = evaluator.source.resolve(text, from: next),
          visited.insert(target).inserted
        else { continue }
        if files.contains(target) { count += 1 }
        waiting.append(target)
      }
    }
    return count
  }
}
