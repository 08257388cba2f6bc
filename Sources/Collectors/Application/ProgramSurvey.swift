import ReadinessModel
import ScriptLanguage

/// One program, indexed by what it imports, names and calls.
///
/// A survey looks at one file alone: it answers what stands there, and leaves what would take
/// other files to the evaluator.
struct ProgramSurvey {
  /// Something imported: the module, and the members taken from it.
  struct Origin: Hashable {
    let module: String
    let path: [String]

    /// The last member, or the module when there is none.
    var name: String { path.last ?? module }
  }

  /// One call or construction.
  struct Call {
    let id: ScriptNodeID
    /// The callee as written, for example `bcrypt.hash`.
    let written: String
    /// Its last name.
    let name: String
    /// Where the callee, or what it is called on, was imported from.
    let origin: Origin?
    let arguments: [ScriptNodeID]
    let isConstruction: Bool
  }

  let program: ScriptProgram
  let calls: [Call]
  /// Local names and what they were imported as.
  let imports: [String: Origin]
  /// Constants of the file, by name, at any depth.
  let constants: [String: ScriptNodeID]
  private let parents: [ScriptNodeID]

  init(_ program: ScriptProgram) {
    self.program = program
    parents = Self.parents(of: program)
    var constants: [String: ScriptNodeID] = [:]
    var imports: [String: Origin] = [:]
    for (index, node) in program.nodes.enumerated() {
      let id = ScriptNodeID(index)
      switch node.kind {
      case .importDeclaration where !node.flags.contains(.isTypeOnly):
        for specifier in program.list(id) {
          let name = program.text(specifier)
          let isWhole = ["default", "*", "="].contains(name)
          imports[program.text(program[specifier].first)] = Origin(
            module: program.text(id),
            path: isWhole ? [] : [name]
          )
        }
      case .declarator where node.second >= 0 && node.first >= 0:
        Self.bind(id, program, &constants, &imports)
      default: continue
      }
    }
    self.constants = constants
    self.imports = imports
    calls = Self.calls(of: program, imports: imports, constants: constants)
  }

  /// Whether the program imports a module, or something below it.
  func uses(_ modules: String...) -> Bool {
    imports.values.contains { origin in
      modules.contains { origin.module == $0 || origin.module.hasPrefix($0 + "/") }
    }
  }

  func location(_ id: ScriptNodeID) -> SourceLocation {
    let place = program.place(id)
    return SourceLocation(
      file: place.file,
      line: place.line,
      column: place.column,
      endLine: place.endLine > place.line ? place.endLine : nil
    )
  }

  // MARK: Values

  /// Follows constants of the file to what they stand for.
  func resolved(_ id: ScriptNodeID, depth: Int = 6) -> ScriptNodeID {
    guard id >= 0, depth > 0 else { return id }
    let node = program[id]
    switch node.kind {
    case .identifier:
      guard let value = constants[program.text(id)], value != id else { return id }
      return resolved(value, depth: depth - 1)
    case .member:
      let object = resolved(node.first, depth: depth - 1)
      guard let value = property(program.text(id), of: object) else { return id }
      return resolved(value, depth: depth - 1)
    case .await: return resolved(node.first, depth: depth - 1)
    default: return id
    }
  }

  /// The value of a property of an object literal.
  func property(_ name: String, of id: ScriptNodeID) -> ScriptNodeID? {
    guard id >= 0, program[id].kind == .object else { return nil }
    return program.list(id).last { part in
      program[part].kind == .property && program.text(part) == name
    }.map { program[$0].first }
  }

  /// The value of an option of a call, through constants.
  func option(_ name: String, of id: ScriptNodeID) -> ScriptNodeID? {
    property(name, of: resolved(id))
  }

  func string(_ id: ScriptNodeID?) -> String? {
    guard let id, id >= 0 else { return nil }
    let value = resolved(id)
    guard value >= 0 else { return nil }
    switch program[value].kind {
    case .string: return program.text(value)
    case .template:
      let parts = program.list(value)
      guard parts.allSatisfy({ program[$0].kind == .string }) else { return nil }
      return parts.map { program.text($0) }.joined()
    default: return nil
    }
  }

  /// The texts of a string or template, what is computed left out.
  func looseString(_ id: ScriptNodeID) -> String? {
    if let known = string(id) { return known }
    let value = resolved(id)
    guard value >= 0, program[value].kind == .template else { return nil }
    return program.list(value).map { program[$0].kind == .string ? program.text($0) : "?" }.joined()
  }

  func number(_ id: ScriptNodeID?) -> Double? {
    guard let id, id >= 0 else { return nil }
    let value = resolved(id)
    guard value >= 0 else { return nil }
    let node = program[value]
    switch node.kind {
    case .number: return Double(program.text(value).filter { $0 != "_" })
    case .binary where ["||", "??"].contains(program.text(value)):
      // A configured number with a default: the default is what the code says.
      return number(node.second)
    case .binary:
      guard let left = number(node.first), let right = number(node.second) else { return nil }
      switch program.text(value) {
      case "*": return left * right
      case "+": return left + right
      case "-": return left - right
      case "/": return right == 0 ? nil : left / right
      case "**": return (0..<Int(max(0, min(right, 64)))).reduce(1.0) { total, _ in total * left }
      default: return nil
      }
    case .call where program.list(value).count >= 1:
      let callee = text(node.first)
      guard ["Number", "parseInt", "parseFloat"].contains(callee) else { return nil }
      return program.list(value).first.flatMap { number($0) }
    default: return nil
    }
  }

  func boolean(_ id: ScriptNodeID?) -> Bool? {
    guard let id, id >= 0 else { return nil }
    let value = resolved(id)
    guard value >= 0 else { return nil }
    let node = program[value]
    switch node.kind {
    case .boolean: return program.text(value) == "true"
    case .unary where program.text(value) == "!": return boolean(node.first).map { !$0 }
    case .binary: return productionTest(value)
    case .conditional:
      guard let test = productionTest(resolved(node.first)) else { return nil }
      return boolean(test ? node.second : node.third)
    default: return nil
    }
  }

  /// Whether a comparison of `NODE_ENV` is true in production.
  private func productionTest(_ id: ScriptNodeID) -> Bool? {
    guard id >= 0, program[id].kind == .binary else { return nil }
    let node = program[id]
    let sides = [node.first, node.second]
    guard sides.contains(where: { text($0).hasSuffix("NODE_ENV") }) else { return nil }
    guard let name = sides.lazy.compactMap({ string($0) }).first else { return nil }
    let isEqual = ["===", "=="].contains(program.text(id))
    guard isEqual || ["!==", "!="].contains(program.text(id)) else { return nil }
    return (name == "production") == isEqual
  }

  /// A setting read from an option: written, left out, or not to be told.
  func setting(_ id: ScriptNodeID?, default fallback: Bool?) -> Setting<Bool> {
    guard let id else { return .unset(providerDefault: fallback) }
    if let value = boolean(id) { return .set(value, at: location(id)) }
    return .unknown(because: "it is computed from \(text(id).isEmpty ? "other values" : text(id))")
  }

  // MARK: Text

  /// A name or chain of members as written, empty for anything else.
  func text(_ id: ScriptNodeID) -> String { Self.text(id, program, depth: Self.longestChain) }

  private static func text(_ id: ScriptNodeID, _ program: ScriptProgram, depth: Int) -> String {
    guard id >= 0, depth > 0 else { return "" }
    let node = program[id]
    switch node.kind {
    case .identifier: return program.text(id)
    case .this: return "this"
    case .member:
      let object = text(node.first, program, depth: depth - 1)
      return object.isEmpty ? program.text(id) : "\(object).\(program.text(id))"
    case .call, .new:
      let callee = text(node.first, program, depth: depth - 1)
      return callee.isEmpty ? "" : "\(callee)()"
    case .await: return text(node.first, program, depth: depth - 1)
    default: return ""
    }
  }

  /// Every name that stands inside a node, at any depth up to a bound.
  func names(in id: ScriptNodeID) -> Set<String> {
    var found: Set<String> = []
    var waiting = [id]
    var steps = 0
    while let next = waiting.popLast(), steps < 4_000 {
      steps += 1
      guard next >= 0 else { continue }
      let node = program[next]
      if [.identifier, .member].contains(node.kind) { found.insert(program.text(next)) }
      waiting += [node.first, node.second, node.third]
      waiting += program.list(next)
    }
    return found
  }

  /// The calls inside a node.
  func calls(in id: ScriptNodeID) -> [Call] {
    let node = program[id]
    let start = program.place(id)
    return calls.filter { call in
      let place = program.place(call.id)
      return place.line >= start.line && place.line <= Int(node.endLine) && isInside(call.id, id)
    }
  }

  func isInside(_ id: ScriptNodeID, _ outer: ScriptNodeID) -> Bool {
    var current = id
    var steps = 0
    while current >= 0, steps < 4_000 {
      if current == outer { return true }
      current = parents[Int(current)]
      steps += 1
    }
    return false
  }

  /// The node a node stands in, -1 at the top.
  func parent(_ id: ScriptNodeID) -> ScriptNodeID { parents[Int(id)] }

  /// The name of the innermost named function around a node, empty at the top.
  func functionName(around id: ScriptNodeID) -> String {
    var current = parents[Int(id)]
    while current >= 0 {
      let node = program[current]
      if node.kind == .function, !program.text(current).isEmpty { return program.text(current) }
      if node.kind == .method || node.kind == .property { return program.text(current) }
      if node.kind == .declarator, node.second >= 0, program[node.second].kind == .function {
        return text(node.first)
      }
      current = parents[Int(current)]
    }
    return ""
  }

  // MARK: Indexing

  private static func parents(of program: ScriptProgram) -> [ScriptNodeID] {
    var parents = [ScriptNodeID](repeating: -1, count: program.nodes.count)
    for (index, node) in program.nodes.enumerated() {
      let id = ScriptNodeID(index)
      for part in [node.first, node.second, node.third] where part >= 0 { parents[Int(part)] = id }
      for part in program.list(id) where part >= 0 { parents[Int(part)] = id }
      for part in program.decorators(id) where part >= 0 { parents[Int(part)] = id }
    }
    return parents
  }

  private static func bind(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ constants: inout [String: ScriptNodeID],
    _ imports: inout [String: Origin]
  ) {
    let node = program[id]
    let target = program[node.first]
    let module = required(node.second, program)
    switch target.kind {
    case .identifier:
      let name = program.text(node.first)
      if let module {
        imports[name] = module
      } else if constants[name] == nil {
        constants[name] = node.second
      }
    case .objectPattern:
      guard let module else { return }
      for part in program.list(node.first) where program[part].kind == .property {
        var local = program[part].first
        if local >= 0, program[local].kind == .defaultPattern { local = program[local].first }
        guard local >= 0, program[local].kind == .identifier else { continue }
        imports[program.text(local)] = Origin(
          module: module.module,
          path: module.path + [program.text(part)]
        )
      }
    default: return
    }
  }

  /// What `require('x').y` stands for.
  private static func required(_ id: ScriptNodeID, _ program: ScriptProgram) -> Origin? {
    let node = program[id]
    switch node.kind {
    case .call:
      guard node.first >= 0, program[node.first].kind == .identifier,
        program.text(node.first) == "require", let argument = program.list(id).first,
        program[argument].kind == .string
      else { return nil }
      return Origin(module: program.text(argument), path: [])
    case .member:
      guard let whole = required(node.first, program) else { return nil }
      let name = program.text(id)
      return Origin(
        module: whole.module,
        path: name == "default" ? whole.path : whole.path + [name]
      )
    case .await: return required(node.first, program)
    default: return nil
    }
  }

  /// Most links of a chain that are followed: a builder takes two for each of its calls.
  private static let longestChain = 40

  private static func calls(
    of program: ScriptProgram,
    imports: [String: Origin],
    constants: [String: ScriptNodeID]
  ) -> [Call] {
    var calls: [Call] = []
    for (index, node) in program.nodes.enumerated() where [.call, .new].contains(node.kind) {
      let id = ScriptNodeID(index)
      let written = text(node.first, program, depth: longestChain)
      let name = written.split(separator: ".").last.map(String.init) ?? ""
      calls.append(
        Call(
          id: id,
          written: written,
          name: name,
          origin: origin(node.first, program, imports, constants, depth: longestChain),
          arguments: Array(program.list(id)),
          isConstruction: node.kind == .new
        )
      )
    }
    return calls
  }

  /// Where a callee comes from, through members, calls and constants.
  private static func origin(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ imports: [String: Origin],
    _ constants: [String: ScriptNodeID],
    depth: Int
  ) -> Origin? {
    guard id >= 0, depth > 0 else { return nil }
    let node = program[id]
    switch node.kind {
    case .identifier:
      let name = program.text(id)
      if let known = imports[name] { return known }
      guard let value = constants[name] else { return nil }
      guard [.call, .new, .member, .await].contains(program[value].kind) else { return nil }
      return origin(value, program, imports, constants, depth: depth - 1)
    case .member:
      guard let base = origin(node.first, program, imports, constants, depth: depth - 1) else {
        return nil
      }
      return Origin(module: base.module, path: base.path + [program.text(id)])
    case .call, .new, .await:
      return origin(node.first, program, imports, constants, depth: depth - 1)
    default: return nil
    }
  }
}
