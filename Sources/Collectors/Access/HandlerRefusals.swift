import ScriptLanguage

/// Finds the code by which handlers, and what they call, refuse callers themselves.
///
/// A handler does much besides. What counts of it are the tests that a refusal depends on; a small
/// function that refuses counts whole.
final class HandlerRefusals {
  /// A part of a program.
  struct Part: Hashable {
    var path: String
    var node: ScriptNodeID
  }

  /// A test that a refusal depends on, in the function that makes it.
  struct Test: Hashable {
    var test: Part
    var function: Part
  }

  /// What one handler rests on.
  struct Found {
    var whole: [Part] = []
    var tests: [Test] = []
  }

  /// What one function does by itself.
  private struct Own {
    var refuses = false
    var tests: [ScriptNodeID] = []
    var calls: [Part] = []
    var size = 0
    var decides = false
    /// Whether it answers a refusal whenever it is called, as if its caller did.
    var onlyRefuses: Bool { refuses && !decides && size <= nodesOfHelper }
  }

  private static let nodesOfHelper = 120
  private static let nodesAtMost = 20_000
  private static let functionsAtMost = 200
  private static let depthAtMost = 6

  private let source: any ScriptSource
  private var owns: [Part: Own] = [:]
  private var modules: [String: ModuleNames] = [:]
  /// The class that a method's function belongs to, by file.
  private var classes: [String: [ScriptNodeID: ScriptNodeID]] = [:]

  init(source: any ScriptSource) { self.source = source }

  /// Follows a handler to what it calls in the repository.
  func find(below handler: Part) -> Found {
    var found = Found()
    var seen: Set<Part> = [handler]
    var waiting = [(handler, 0)]
    var next = 0
    while next < waiting.count, next < Self.functionsAtMost {
      let (part, depth) = waiting[next]
      next += 1
      let own = own(part)
      if own.refuses, part != handler, own.size <= Self.nodesOfHelper {
        found.whole.append(part)
        // What it calls is followed with it.
        continue
      }
      found.tests += own.tests.map { Test(test: Part(path: part.path, node: $0), function: part) }
      guard depth < Self.depthAtMost else { continue }
      for call in own.calls where seen.insert(call).inserted { waiting.append((call, depth + 1)) }
    }
    return found
  }

  /// The functions of the repository that calls below a node mean.
  func callees(below node: ScriptNodeID, in function: Part) -> [Part] {
    guard let program = source.program(at: function.path) else { return [] }
    var found: [Part] = []
    var waiting = [node]
    var left = Self.nodesAtMost
    while let id = waiting.popLast(), left > 0 {
      guard id >= 0 else { continue }
      left -= 1
      if program[id].kind == .call, let callee = callee(program[id].first, function, program) {
        found.append(callee)
      }
      waiting += [program[id].first, program[id].second, program[id].third] + program.list(id)
    }
    return found
  }

  private static let deciding: Set<ScriptKind> = [
    .ifStatement, .conditional, .switchStatement, .tryStatement, .loop, .forEach,
  ]

  private func own(_ part: Part, depth: Int = 0) -> Own {
    if let known = owns[part] { return known }
    var own = Own()
    // What calls itself is known by nothing until it has been looked at.
    owns[part] = own
    defer { owns[part] = own }
    guard let program = source.program(at: part.path) else { return own }
    var waiting: [(ScriptNodeID, ScriptNodeID)] = [(part.node, -1)]
    while let (id, test) = waiting.popLast(), own.size < Self.nodesAtMost {
      guard id >= 0 else { continue }
      own.size += 1
      let node = program[id]
      var refuses = refuses(id, program)
      if node.kind == .call, let callee = callee(node.first, part, program), depth < 24 {
        let isRefusal = self.own(callee, depth: depth + 1).onlyRefuses
        refuses = refuses || isRefusal
        if !isRefusal, !own.calls.contains(callee) { own.calls.append(callee) }
      }
      if refuses {
        own.refuses = true
        if test >= 0, !own.tests.contains(test) { own.tests.append(test) }
      }
      own.decides = own.decides || Self.deciding.contains(node.kind)
      let isTest = node.kind == .ifStatement || node.kind == .conditional
      waiting.append((node.first, test))
      waiting.append((node.second, isTest ? node.first : test))
      waiting.append((node.third, isTest ? node.first : test))
      for child in program.list(id).reversed() { waiting.append((child, test)) }
    }
    own.tests.sort()
    return own
  }

  // MARK: - Refusals

  /// Whether a node answers 401 or 403, or throws what is answered so.
  private func refuses(_ id: ScriptNodeID, _ program: ScriptProgram) -> Bool {
    let node = program[id]
    switch node.kind {
    case .throwStatement:
      guard node.first >= 0, [.new, .call].contains(program[node.first].kind) else { return false }
      let thrown = program[node.first]
      let name = thrown.first < 0 ? "" : program.text(thrown.first)
      return AccessWords.refusal(name).map { $0 != 404 } == true
        || program.list(node.first).contains { isRefusal($0, program) }
    case .call:
      guard node.first >= 0, program[node.first].kind == .member else { return false }
      let method = program.text(node.first)
      if ["unauthorized", "forbidden"].contains(method.lowercased()) { return true }
      return ["status", "code", "sendStatus", "throw", "json", "text", "send"].contains(method)
        && program.list(id).contains { isStatus($0, program) }
    case .property:
      return program.text(id) == "status" && node.first >= 0 && isStatus(node.first, program)
    default: return false
    }
  }

  private func isStatus(_ id: ScriptNodeID, _ program: ScriptProgram) -> Bool {
    guard id >= 0 else { return false }
    switch program[id].kind {
    case .number: return ["401", "403"].contains(program.text(id))
    // `HttpStatus.FORBIDDEN`.
    case .member: return isRefusal(named: program.text(id))
    case .identifier:
      guard let part = meant(program.text(id), in: program.path),
        let other = source.program(at: part.path), part.node >= 0,
        other[part.node].kind == .declarator, other[part.node].second >= 0
      else { return false }
      let value = other[part.node].second
      return other[value].kind == .number && ["401", "403"].contains(other.text(value))
    default: return false
    }
  }

  private func isRefusal(named name: String) -> Bool {
    AccessWords.refusal(name.filter { $0.isLetter }).map { $0 != 404 } == true
  }

  private func isRefusal(_ id: ScriptNodeID, _ program: ScriptProgram) -> Bool {
    if isStatus(id, program) { return true }
    guard id >= 0, [.string, .member].contains(program[id].kind) else { return false }
    return isRefusal(named: program.text(id))
  }

  // MARK: - Calls

  private func names(of path: String) -> ModuleNames {
    if let names = modules[path] { return names }
    let names = source.program(at: path).map { ModuleNames($0) } ?? ModuleNames()
    modules[path] = names
    return names
  }

  private func callee(
    _ id: ScriptNodeID,
    _ function: Part,
    _ program: ScriptProgram
  ) -> Part? {
    guard id >= 0 else { return nil }
    switch program[id].kind {
    case .identifier: return meant(program.text(id), in: function.path).flatMap(self.function)
    case .member:
      let object = program[id].first
      guard object >= 0 else { return nil }
      if program[object].kind == .identifier {
        return member(program.text(id), of: program.text(object), in: function.path)
      }
      guard let type = enclosingClass(of: function, program) else { return nil }
      if program[object].kind == .this { return method(program.text(id), of: type) }
      let inner = program[object].first
      guard program[object].kind == .member, inner >= 0, program[inner].kind == .this,
        let injected = injected(program.text(object), into: type)
      else { return nil }
      return method(program.text(id), of: injected)
    default: return nil
    }
  }

  private func member(_ name: String, of object: String, in path: String) -> Part? {
    guard case .imported(let module, let export)? = names(of: path).meaning[object],
      let file = source.resolve(module, from: path)
    else { return nil }
    if export == "*" || export == "=" { return exported(name, from: file).flatMap(function) }
    return nil
  }

  private func meant(_ name: String, in path: String) -> Part? {
    switch names(of: path).meaning[name] {
    case .declaration(let node)?: return Part(path: path, node: node)
    case .imported(let module, let export)?:
      return source.resolve(module, from: path).flatMap { exported(export, from: $0) }
    case nil: return nil
    }
  }

  private func exported(_ name: String, from path: String, depth: Int = 0) -> Part? {
    guard depth < 8 else { return nil }
    switch names(of: path).exports[name] {
    case .declaration(let node)?: return Part(path: path, node: node)
    case .imported(let module, let inner)?:
      return source.resolve(module, from: path).flatMap {
        exported(inner, from: $0, depth: depth + 1)
      }
    case nil: break
    }
    for module in names(of: path).stars {
      guard let file = source.resolve(module, from: path) else { continue }
      if let part = exported(name, from: file, depth: depth + 1) { return part }
    }
    return nil
  }

  /// The function that a declaration makes, nil when it makes something else.
  private func function(_ part: Part) -> Part? {
    guard let program = source.program(at: part.path), part.node >= 0 else { return nil }
    let node = program[part.node]
    switch node.kind {
    case .function: return part
    case .declarator, .exportDeclaration, .exportDefault:
      let value = node.kind == .declarator ? node.second : node.first
      guard value >= 0, program[value].kind == .function else { return nil }
      return Part(path: part.path, node: value)
    default: return nil
    }
  }

  // MARK: - Classes

  private func enclosingClass(of function: Part, _ program: ScriptProgram) -> Part? {
    if classes[function.path] == nil {
      var found: [ScriptNodeID: ScriptNodeID] = [:]
      for (index, node) in program.nodes.enumerated() where node.kind == .classExpression {
        let id = ScriptNodeID(index)
        for member in program.list(id) where program[member].kind == .method {
          found[program[member].first] = id
        }
      }
      classes[function.path] = found
    }
    return classes[function.path]?[function.node].map { Part(path: function.path, node: $0) }
  }

  private func method(_ name: String, of type: Part) -> Part? {
    guard let program = source.program(at: type.path),
      let member = program.list(type.node).first(where: {
        program[$0].kind == .method && program.text($0) == name
      }), program[member].first >= 0
    else { return nil }
    return Part(path: type.path, node: program[member].first)
  }

  /// The class of what a constructor is handed and keeps under a name.
  private func injected(_ name: String, into type: Part) -> Part? {
    guard let program = source.program(at: type.path),
      let constructor = method("constructor", of: type)
    else { return nil }
    for parameter in program.list(constructor.node) {
      guard ModuleNames.names(in: parameter, program).first == name,
        let part = meant(program.text(parameter), in: type.path)
      else { continue }
      return classNode(part)
    }
    return nil
  }

  private func classNode(_ part: Part) -> Part? {
    guard let program = source.program(at: part.path), part.node >= 0 else { return nil }
    let node = program[part.node]
    if node.kind == .classExpression { return part }
    let value = node.kind == .declarator ? node.second : node.first
    guard value >= 0, program[value].kind == .classExpression else { return nil }
    return Part(path: part.path, node: value)
  }
}
