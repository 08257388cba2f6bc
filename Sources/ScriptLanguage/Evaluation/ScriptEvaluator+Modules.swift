extension ScriptEvaluator {
  /// Evaluates a module once; nil when it cannot be compiled.
  @discardableResult
  package func load(_ path: String) -> Bool { module(at: path) != nil }

  /// The value a module exports under a name; `default` falls back on CommonJS.
  package func exported(_ name: String, from path: String) -> ScriptValue? {
    guard let module = module(at: path) else { return nil }
    return exported(name, from: module, visited: [])
  }

  /// The value of a name at the top of a module.
  package func topLevel(_ name: String, of path: String) -> ScriptValue? {
    guard let module = module(at: path) else { return nil }
    return lookup(name, in: module.scope)
  }

  /// The names bound at the top of a module, sorted.
  package func topLevelNames(of path: String) -> [String] {
    (module(at: path)?.scope.allNames ?? []).map { spellings[Int($0)] }.sorted()
  }

  /// Everything a module exports, by name, sorted by name; re-exports of everything left out.
  package func exports(of path: String) -> [(name: String, value: ScriptValue)] {
    guard let module = module(at: path) else { return [] }
    var names = Set(module.exports.keys).union(module.exportedLocals.keys)
    names.formUnion(module.reexports.keys)
    return names.sorted().compactMap { name in
      exported(name, from: module, visited: []).map { (name, $0) }
    }
  }

  /// Paths of the modules evaluated so far in which a name or text stands, sorted.
  package func paths(mentioning text: String) -> [String] {
    modules.keys.filter { path in
      source.program(at: path)?.strings.contains(text) == true
    }
    .sorted()
  }

  /// The names a module exports, through re-exports of everything within the repository; sorted.
  package func exportedNames(of path: String) -> [String] {
    var names: Set<String> = []
    var visited: Set<String> = []
    var waiting = [path]
    while let next = waiting.popLast() {
      guard visited.insert(next).inserted, visited.count < 500, let module = module(at: next) else {
        continue
      }
      names.formUnion(module.exports.keys)
      names.formUnion(module.exportedLocals.keys)
      names.formUnion(module.reexports.keys)
      if case .object(let object)? = module.commonExports { names.formUnion(object.names) }
      waiting += module.stars.compactMap { source.resolve($0.source, from: $0.path) }
    }
    return names.sorted()
  }

  func module(at path: String) -> ScriptModule? {
    if let known = modules[path] { return known }
    guard let program = source.program(at: path) else { return nil }
    // A module may be reached first from within a run; it belongs to no run all the same.
    let saved = (generation, frames, conditions)
    generation = 0
    frames = [ScriptFrame(function: nil, thisValue: .undefined)]
    conditions = []
    defer { (generation, frames, conditions) = saved }

    let scope = scope(in: nil)
    let exports = object()
    let cjs = object([("exports", .object(exports))])
    let module = ScriptModule(path: path, scope: scope, cjs: cjs, initialExports: exports)
    modules[path] = module
    declare("module", .object(cjs), in: scope)
    declare("exports", .object(exports), in: scope)
    declare("__filename", .string(path), in: scope)
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    declare("__dirname", .string(folder.isEmpty ? "." : folder), in: scope)
    let meta = object([
      ("filename", .string(path)), ("dirname", .string(folder.isEmpty ? "." : folder)),
      ("url", .string("file:\(path)")),
    ])
    declare("import.meta", .object(meta), in: scope)
    hoist(Array(program.body), program, scope, module: module)
    let savedBudget = budget
    budget = min(max(budget, 20_000), 400_000)
    semantics.loading { run(program, scope, module) }
    budget = savedBudget
    module.isComplete = true
    return module
  }

  private func run(_ program: ScriptProgram, _ scope: ScriptScope, _ module: ScriptModule) {
    for statement in program.body {
      do {
        _ = try execute(statement, program, scope, module: module)
      } catch is ScriptExhausted {
        cutShort.insert(module.path)
        break
      } catch {
        continue
      }
    }
  }

  func exported(_ name: String, from module: ScriptModule, visited: Set<String>) -> ScriptValue? {
    guard !visited.contains(module.path) else { return nil }
    if name == "*" { return .host(ScriptNamespace(path: module.path)) }
    if name == "=" {
      return module.commonExports ?? .host(ScriptNamespace(path: module.path))
    }
    if let value = module.exports[name] { return value }
    if let local = module.exportedLocals[name] { return lookup(local, in: module.scope) }
    if let reexport = module.reexports[name] { return value(of: reexport) }
    if let common = module.commonExports {
      if name == "default" {
        if case .object(let object) = common, let value = object["default"] { return value }
        return common
      }
      return property(name, of: common, at: nil)
    }
    guard name != "default" else { return nil }
    for star in module.stars {
      guard let path = source.resolve(star.source, from: star.path) else { continue }
      guard let next = self.module(at: path) else { continue }
      if let value = exported(name, from: next, visited: visited.union([module.path])) {
        return value
      }
    }
    // An export-everything of an outside module may be where the name comes from.
    for star in module.stars where source.resolve(star.source, from: star.path) == nil {
      return external(star.source, name: name)
    }
    return nil
  }

  func value(of imported: ScriptImport) -> ScriptValue {
    guard let path = source.resolve(imported.source, from: imported.path) else {
      return external(imported.source, name: imported.name)
    }
    guard let module = module(at: path) else {
      return .symbol(ScriptSymbol(imported.name == "*" ? imported.source : imported.name))
    }
    if let value = exported(imported.name, from: module, visited: []) { return value }
    return .symbol(ScriptSymbol(imported.name))
  }

  func external(_ module: String, name: String) -> ScriptValue {
    if let value = semantics.external(module, name: name, in: self) { return value }
    let isWhole = ["*", "default", "="].contains(name)
    return .external(ScriptExternal(module: module, path: isWhole ? [] : [name]))
  }

  /// The value of `require(…)` or `import(…)`.
  func require(_ specifier: ScriptValue, from path: String) -> ScriptValue {
    guard let name = specifier.knownString else { return .unknown("require()") }
    guard let target = source.resolve(name, from: path) else { return external(name, name: "*") }
    guard let module = module(at: target) else { return .unknown(name) }
    return module.commonExports ?? .host(ScriptNamespace(path: target))
  }

  // MARK: Imports and exports

  func executeModuleStatement(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope,
    module: ScriptModule?
  ) throws {
    let node = program[id]
    switch node.kind {
    case .importDeclaration:
      // Names are bound when they are hoisted; an import without names is for its effects.
      guard program.list(id).isEmpty, !node.flags.contains(.isTypeOnly) else { return }
      if let path = source.resolve(program.text(id), from: program.path) { load(path) }
    case .exportDeclaration:
      _ = try execute(node.first, program, scope, module: module)
      for name in declaredNames(node.first, program) { module?.exportedLocals[name] = name }
    case .exportDefault:
      try exportDefault(node, program, scope, module: module)
    case .exportAssignment:
      let value = try evaluate(node.first, program, scope)
      module?.cjs.set("exports", value)
    default: return
    }
  }

  private func exportDefault(
    _ node: ScriptNode,
    _ program: ScriptProgram,
    _ scope: ScriptScope,
    module: ScriptModule?
  ) throws {
    let inner = program[node.first]
    let isDeclaration = inner.flags.contains(.isDeclaration) && !program.text(node.first).isEmpty
    if isDeclaration {
      _ = try execute(node.first, program, scope, module: module)
      module?.exportedLocals["default"] = program.text(node.first)
    } else {
      module?.exports["default"] = try evaluate(node.first, program, scope, name: "default")
    }
  }

  /// Registers what can be bound before the module runs.
  func hoistModuleStatement(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ scope: ScriptScope,
    module: ScriptModule?
  ) {
    let node = program[id]
    switch node.kind {
    case .importDeclaration:
      for specifier in program.list(id) {
        let local = name(program[specifier].first, program)
        scope.imports[local] = ScriptImport(
          source: program.text(id),
          path: program.path,
          name: program.text(specifier)
        )
      }
    case .exportNames:
      let from = program.text(id)
      for specifier in program.list(id) {
        let local = program.text(program[specifier].first)
        if from.isEmpty {
          module?.exportedLocals[program.text(specifier)] = local
        } else {
          module?.reexports[program.text(specifier)] = ScriptImport(
            source: from,
            path: program.path,
            name: local
          )
        }
      }
    case .exportAll:
      let everything = ScriptImport(source: program.text(id), path: program.path, name: "*")
      if node.first >= 0 {
        module?.reexports[program.text(node.first)] = everything
      } else {
        module?.stars.append(everything)
      }
    case .exportDeclaration:
      hoist([node.first], program, scope, module: module)
      for name in declaredNames(node.first, program) { module?.exportedLocals[name] = name }
    case .exportDefault: hoist([node.first], program, scope, module: module)
    default: return
    }
  }

  private func declaredNames(_ id: ScriptNodeID, _ program: ScriptProgram) -> [String] {
    switch program[id].kind {
    case .function, .classExpression: return [program.text(id)]
    case .variable:
      return program.list(id).flatMap { boundNames(program[$0].first, program) }
    default: return []
    }
  }

  /// Finds the names a pattern binds.
  func boundNames(_ id: ScriptNodeID, _ program: ScriptProgram) -> [String] {
    guard id >= 0 else { return [] }
    let node = program[id]
    switch node.kind {
    case .identifier: return [program.text(id)]
    case .objectPattern, .arrayPattern:
      return program.list(id).flatMap { boundNames($0, program) }
    case .property, .defaultPattern, .restPattern, .parameter:
      return boundNames(node.first, program)
    default: return []
    }
  }
}
