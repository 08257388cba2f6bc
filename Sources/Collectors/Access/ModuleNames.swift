import ScriptLanguage

/// What the names at the top of a module stand for, and what it exports, read off its text.
struct ModuleNames {
  enum Meaning {
    /// Something declared in the module.
    case declaration(ScriptNodeID)
    /// A name that another module exports; `*` and `=` for the module itself.
    case imported(module: String, name: String)
  }

  private(set) var meaning: [String: Meaning] = [:]
  private(set) var exports: [String: Meaning] = [:]
  /// Modules of which everything is handed on.
  private(set) var stars: [String] = []
  private var tops: [(lines: ClosedRange<Int>, node: ScriptNodeID)] = []

  init() {}

  init(_ program: ScriptProgram) {
    for statement in program.body {
      let place = program.place(statement)
      tops.append((place.line...max(place.line, place.endLine), statement))
      read(statement, program)
    }
  }

  /// The statement at the top of the module that a place is in.
  func top(around place: ScriptPlace) -> ScriptNodeID? {
    tops.first { $0.lines.contains(place.line) && $0.lines.contains(place.endLine) }?.node
  }

  /// How many nodes a part of a program has; counting ends where it is plainly large.
  static func size(of node: ScriptNodeID, _ program: ScriptProgram) -> Int {
    var count = 0
    var waiting = [node]
    while let next = waiting.popLast(), count < 10_000 {
      guard next >= 0 else { continue }
      count += 1
      waiting += [program[next].first, program[next].second, program[next].third]
      waiting += program.list(next)
    }
    return count
  }

  // MARK: - Statements

  private mutating func read(_ statement: ScriptNodeID, _ program: ScriptProgram) {
    let node = program[statement]
    switch node.kind {
    case .importDeclaration:
      for specifier in program.list(statement) where program[specifier].first >= 0 {
        meaning[program.text(program[specifier].first)] = .imported(
          module: program.text(statement),
          name: program.text(specifier)
        )
      }
    case .variable:
      for declarator in program.list(statement) { bind(declarator, program) }
    case .function, .classExpression:
      meaning[program.text(statement)] = .declaration(statement)
    case .exportDeclaration:
      read(node.first, program)
      for name in Self.declared(node.first, program) { exports[name] = meaning[name] }
    case .exportDefault:
      let value = node.first
      guard value >= 0 else { return }
      if program[value].kind == .identifier {
        exports["default"] = meaning[program.text(value)]
      } else {
        read(value, program)
        exports["default"] = .declaration(value)
      }
    case .exportNames: exportNames(statement, program)
    case .exportAll where node.first < 0: stars.append(program.text(statement))
    case .exportAssignment: assign(node.first, to: "=", program)
    case .assign: exportsOfCommonJS(statement, program)
    default: break
    }
  }

  private mutating func bind(_ declarator: ScriptNodeID, _ program: ScriptProgram) {
    let (target, value) = (program[declarator].first, program[declarator].second)
    guard target >= 0 else { return }
    if let module = Self.required(value, program) {
      if program[target].kind == .identifier {
        meaning[program.text(target)] = .imported(module: module, name: "=")
      } else if program[target].kind == .objectPattern {
        for property in program.list(target) where program[property].kind == .property {
          let inner = program[property].first
          guard inner >= 0, program[inner].kind == .identifier else { continue }
          meaning[program.text(inner)] = .imported(module: module, name: program.text(property))
        }
      }
      return
    }
    for name in Self.names(in: target, program) { meaning[name] = .declaration(declarator) }
  }

  private mutating func exportNames(_ statement: ScriptNodeID, _ program: ScriptProgram) {
    let module = program.text(statement)
    for specifier in program.list(statement) where program[specifier].first >= 0 {
      let local = program.text(program[specifier].first)
      exports[program.text(specifier)] =
        module.isEmpty ? meaning[local] : .imported(module: module, name: local)
    }
  }

  /// `exports.x = …`, `module.exports.x = …` and `module.exports = …`.
  private mutating func exportsOfCommonJS(_ statement: ScriptNodeID, _ program: ScriptProgram) {
    let (target, value) = (program[statement].first, program[statement].second)
    guard target >= 0, program[target].kind == .member else { return }
    let object = program[target].first
    if Self.isExports(target, program) {
      assign(value, to: "=", program)
    } else if object >= 0,
      Self.isExports(object, program)
        || program[object].kind == .identifier && program.text(object) == "exports"
    {
      assign(value, to: program.text(target), program)
    }
  }

  private mutating func assign(
    _ value: ScriptNodeID,
    to name: String,
    _ program: ScriptProgram
  ) {
    guard value >= 0 else { return }
    exports[name] =
      program[value].kind == .identifier ? meaning[program.text(value)] : .declaration(value)
    if name == "=" {
      exports["default"] = exports[name]
      if program[value].kind == .object {
        for property in program.list(value) where program[property].kind == .property {
          assign(program[property].first, to: program.text(property), program)
        }
      }
    }
  }

  // MARK: - Names

  private static func isExports(_ node: ScriptNodeID, _ program: ScriptProgram) -> Bool {
    guard program[node].kind == .member, program.text(node) == "exports" else { return false }
    let object = program[node].first
    return object >= 0 && program[object].kind == .identifier && program.text(object) == "module"
  }

  private static func required(_ value: ScriptNodeID, _ program: ScriptProgram) -> String? {
    guard value >= 0, program[value].kind == .call else { return nil }
    let callee = program[value].first
    guard callee >= 0, program[callee].kind == .identifier, program.text(callee) == "require",
      let argument = program.list(value).first, program[argument].kind == .string
    else { return nil }
    return program.text(argument)
  }

  private static func declared(_ node: ScriptNodeID, _ program: ScriptProgram) -> [String] {
    guard node >= 0 else { return [] }
    switch program[node].kind {
    case .function, .classExpression: return [program.text(node)]
    case .variable: return program.list(node).flatMap { names(in: program[$0].first, program) }
    default: return []
    }
  }

  /// The names that a pattern binds.
  static func names(in pattern: ScriptNodeID, _ program: ScriptProgram) -> [String] {
    guard pattern >= 0 else { return [] }
    let node = program[pattern]
    switch node.kind {
    case .identifier: return [program.text(pattern)]
    case .objectPattern, .arrayPattern:
      return program.list(pattern).flatMap { names(in: $0, program) }
    case .property, .defaultPattern, .restPattern, .parameter, .spread:
      return names(in: node.first, program)
    default: return []
    }
  }
}

/// The names that are bound within a part of a program, numbered as they occur.
struct LocalNames {
  private var bound: Set<String> = []
  private var numbers: [String: Int] = [:]
  /// Names of properties that are made in it.
  private var members: Set<String> = []
  private var values: [String: ScriptNodeID] = [:]

  init(_ program: ScriptProgram, below root: ScriptNodeID) {
    var waiting = [root]
    while let id = waiting.popLast() {
      guard id >= 0 else { continue }
      let node = program[id]
      switch node.kind {
      case .parameter, .declarator, .catchClause, .forEach:
        bound.formUnion(ModuleNames.names(in: node.first, program))
      case .function, .classExpression:
        // Its own name, by which it may call itself; others go by what they stand for.
        let name = program.text(id)
        if !name.isEmpty { bound.insert(name) }
      case .method, .field: members.insert(program.text(id))
      case .assign:
        let target = node.first
        if target >= 0, program[target].kind == .member, program[target].first >= 0,
          program[program[target].first].kind == .this
        {
          members.insert(program.text(target))
        }
      default: break
      }
      waiting += [node.first, node.second, node.third]
      waiting += program.list(id)
    }
  }

  func has(_ name: String) -> Bool { bound.contains(name) }

  /// Lets a name stand for a value wherever it is written from now on.
  mutating func stand(for name: String, _ value: ScriptNodeID) { values[name] = value }

  /// The value that a name stands for, nil when it goes by itself; within it the name is another one.
  mutating func taken(_ name: String) -> ScriptNodeID? { values.removeValue(forKey: name) }

  /// A word for a property that is made here, nil for every other.
  mutating func member(_ name: String) -> String? {
    guard members.contains(name), !name.isEmpty else { return nil }
    let key = ".\(name)"
    let number = numbers[key] ?? numbers.count
    numbers[key] = number
    return "#\(number)"
  }

  /// The number of a name, nil when it is bound elsewhere.
  mutating func number(of name: String) -> Int? {
    guard bound.contains(name) else { return nil }
    if let number = numbers[name] { return number }
    numbers[name] = numbers.count
    return numbers.count - 1
  }
}
