import Crypto
import ReadinessModel
import ScriptLanguage

/// Reads the code that a guard's answers rest on, as a text that layout, comments, types and the names
/// a team gives do not change.
///
/// Two versions of a guard with one text refuse the same callers. It follows names to what they stand
/// for, also in other files, as far as the code is in the repository: the function, the helpers it
/// calls, and the tables it looks things up in.
struct GuardCode {
  /// A part of a program that is read whole: a declaration, or a function within one.
  struct Unit: Hashable {
    var path: String
    var node: ScriptNodeID
  }

  private static let unitsAtMost = 300
  static let nodesAtMost = 100_000
  private static let nodesOfRow = 1_000
  /// A declaration around a guard that is larger is about other things too.
  private static let nodesAroundGuard = 800
  /// Declarations beyond this are read only where the guard itself stands in them.
  static let nodesOfDeclaration = 20_000

  let source: any ScriptSource
  private var modules: [String: ModuleNames] = [:]
  private var order: [Unit] = []
  private var known: [Unit: Int] = [:]
  var tokens: [String] = []
  private var byRoute: [String: String] = [:]
  private var ofRows: [Unit] = []
  var left = nodesAtMost
  /// Texts of which others tell that they are asked for, while such tests are read.
  var asked: Set<String> = []

  init(_ source: any ScriptSource) { self.source = source }

  /// Reads the code of a guard.
  ///
  /// - Parameter applied: Where the guard is applied. A guard written inside of the declaration that
  ///   applies it is read by itself, since the rest of that declaration is about other things.
  static func read(
    _ function: ScriptFunction,
    applied: ScriptPlace,
    in source: any ScriptSource
  ) -> (guard: RouteGuard, nodes: Int) {
    var reader = GuardCode(source)
    let path = function.program.path
    let top = reader.names(of: path).top(around: function.place)
    let whole = top.flatMap { isAbout(function, $0, applied) ? $0 : nil }
    reader.take(Unit(path: path, node: whole ?? function.node))
    reader.followAll()
    let found = RouteGuard(
      name: function.name,
      digest: Self.digest(of: reader.tokens),
      places: reader.places,
      byRoute: reader.byRoute.isEmpty ? nil : reader.byRoute
    )
    return (found, nodesAtMost - reader.left)
  }

  mutating func followAll() {
    var next = 0
    while next < order.count, left > 0 {
      emit(order[next])
      next += 1
    }
  }

  /// The first half of a SHA-256, in hexadecimal: nobody can write another guard of the same digest.
  static func digest(of tokens: some Sequence<String>) -> String {
    var hash = SHA256()
    for token in tokens { hash.update(data: Array(token.utf8) + [0]) }
    let digits = Array("0123456789abcdef")
    return String(
      hash.finalize().prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    )
  }

  /// Whether a declaration is about the guard, and not about much besides.
  private static func isAbout(
    _ function: ScriptFunction,
    _ top: ScriptNodeID,
    _ applied: ScriptPlace
  ) -> Bool {
    let program = function.program
    let place = program.place(top)
    let isAppliedInside =
      applied.file == program.path && (place.line...place.endLine).contains(applied.line)
    return !isAppliedInside && ModuleNames.size(of: top, program) <= nodesAroundGuard
  }

  var places: [SourceLocation] {
    var seen: Set<Unit> = []
    return (order + ofRows).filter { seen.insert($0).inserted }.compactMap(place)
  }

  func place(_ unit: Unit) -> SourceLocation? {
    guard let program = source.program(at: unit.path) else { return nil }
    let place = program.place(unit.node)
    return SourceLocation(
      file: place.file,
      line: place.line,
      endLine: place.endLine > place.line ? place.endLine : nil
    )
  }

  @discardableResult
  mutating func take(_ unit: Unit) -> Int? {
    var unit = unit
    if let program = source.program(at: unit.path) { unit.node = Self.core(unit.node, program) }
    if let number = known[unit] { return number }
    guard order.count < Self.unitsAtMost else { return nil }
    known[unit] = order.count
    order.append(unit)
    return order.count - 1
  }

  mutating func names(of path: String) -> ModuleNames {
    if let names = modules[path] { return names }
    let names = source.program(at: path).map { ModuleNames($0) } ?? ModuleNames()
    modules[path] = names
    return names
  }

  // MARK: - Words

  private mutating func emit(_ unit: Unit) {
    guard let program = source.program(at: unit.path) else { return }
    tokens.append("unit")
    let node = Self.core(unit.node, program)
    var locals = LocalNames(program, below: node)
    emit(node, program, &locals)
  }

  mutating func emit(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ locals: inout LocalNames
  ) {
    guard id >= 0, left > 0 else { return tokens.append("-") }
    left -= 1
    let node = program[id]
    if node.kind == .identifier {
      let name = program.text(id)
      if let value = locals.taken(name) {
        emit(value, program, &locals)
        return locals.stand(for: name, value)
      }
      append(word(program.text(id), program.path, &locals))
      return
    }
    if node.kind == .member, let word = memberOfModule(id, program, locals) {
      append(word)
      return
    }
    // How something is named, declared or exported changes no answer.
    let flags = node.flags.subtracting([.isDeclaration, .isPrivate, .isTypeOnly, .isArrow])
    tokens.append("\(node.kind.rawValue)/\(flags.rawValue)/\(text(of: id, program, &locals))")
    for decorator in program.decorators(id) { emit(decorator, program, &locals) }
    var list = program.list(id)
    if node.kind == .array, !asked.isEmpty, !list.isEmpty,
      list.allSatisfy({ program[$0].kind == .string && asked.contains(program.text($0)) })
    {
      return tokens.append("asked")
    }
    if node.kind == .block { list = Self.inlined(list, program, &locals) }
    if node.kind == .object, let routes = routes(of: list, program) {
      return emitTable(zip(routes, list), program, &locals)
    }
    tokens.append("\(list.count)")
    for part in list { emit(part, program, &locals) }
    for part in [node.first, node.second] { emit(part, program, &locals) }
    if node.kind == .field {
      tokens.append(node.third < 0 ? "" : type(program.text(node.third), program.path))
    } else {
      emit(node.third, program, &locals)
    }
  }

  /// The routes that a table's keys name, nil where a key is something else.
  private func routes(of list: ArraySlice<ScriptNodeID>, _ program: ScriptProgram) -> [String]? {
    guard !list.isEmpty else { return nil }
    let routes = list.compactMap { id -> String? in
      let parts = program.text(id).split(separator: " ", omittingEmptySubsequences: false)
      guard program[id].kind == .property, program[id].second < 0, parts.count == 2,
        parts[1].hasPrefix("/"), parts[0].allSatisfy({ $0.isASCII && $0.isUppercase })
      else { return nil }
      let path = parts[1].split(separator: "/").map {
        $0.hasPrefix(":") ? "{\($0.dropFirst())}" : $0
      }
      return "\(parts[0]) /\(path.joined(separator: "/"))"
    }
    return routes.count == list.count ? routes : nil
  }

  /// Reads what a table says of each route apart from the rest, for it bears on that route alone.
  private mutating func emitTable(
    _ rows: some Sequence<(String, ScriptNodeID)>,
    _ program: ScriptProgram,
    _ locals: inout LocalNames
  ) {
    tokens.append("routes")
    for (route, row) in rows {
      // Read by itself, so that a row more or less changes nothing for the others.
      var reader = GuardCode(source)
      reader.modules = modules
      reader.left = min(left, Self.nodesOfRow)
      reader.tokens = [byRoute[route] ?? ""]
      reader.emit(row, program, &locals)
      reader.followAll()
      left -= min(left, Self.nodesOfRow) - reader.left
      modules = reader.modules
      byRoute[route] = Self.digest(of: reader.tokens)
      ofRows.append(Unit(path: program.path, node: row))
      ofRows += reader.order + reader.ofRows
    }
  }

  private mutating func text(
    of id: ScriptNodeID,
    _ program: ScriptProgram,
    _ locals: inout LocalNames
  ) -> String {
    switch program[id].kind {
    case .function, .classExpression, .variable: return ""
    case .method, .field, .member: return locals.member(program.text(id)) ?? program.text(id)
    // A type is of interest where it is a class, which frameworks make and hand in.
    case .parameter, .declarator: return type(program.text(id), program.path)
    default: return program.text(id)
    }
  }

  /// What a type stands for where it is a class of another file, and nothing else.
  private mutating func type(_ name: String, _ path: String) -> String {
    guard case .imported(let module, let export)? = names(of: path).meaning[name],
      let file = source.resolve(module, from: path),
      let unit = exported(export, from: file, depth: 0)
    else { return "" }
    return reference(unit, or: "")
  }

  /// What a name stands for, in words that do not change with it.
  private mutating func word(
    _ name: String,
    _ path: String,
    _ locals: inout LocalNames
  ) -> String {
    if let number = locals.number(of: name) { return "$\(number)" }
    switch names(of: path).meaning[name] {
    case .declaration(let node)?: return reference(Unit(path: path, node: node), or: name)
    case .imported(let module, let export)?: return imported(export, from: module, path)
    case nil: return "free \(name)"
    }
  }

  private mutating func memberOfModule(
    _ id: ScriptNodeID,
    _ program: ScriptProgram,
    _ locals: LocalNames
  ) -> String? {
    let object = program[id].first
    guard object >= 0, program[object].kind == .identifier, !locals.has(program.text(object)),
      case .imported(let module, let export)? =
        names(of: program.path).meaning[program.text(object)],
      export == "*" || export == "=",
      source.resolve(module, from: program.path) != nil
    else { return nil }
    return imported(program.text(id), from: module, program.path)
  }

  private mutating func imported(
    _ name: String,
    from module: String,
    _ path: String
  ) -> String {
    guard let file = source.resolve(module, from: path) else { return "package \(module) \(name)" }
    guard let unit = exported(name, from: file, depth: 0) else { return "export \(name)" }
    return reference(unit, or: name)
  }

  private mutating func reference(_ unit: Unit, or name: String) -> String {
    guard let program = source.program(at: unit.path) else { return "lost \(name)" }
    if let literal = literal(unit) {
      return literal
    }
    // What is that large is no helper of a guard, and says too much besides.
    let isLarge = ModuleNames.size(of: unit.node, program) > Self.nodesOfDeclaration
    guard !isLarge || known[unit] != nil else { return "large \(name)" }
    return take(unit).map { "@\($0)" } ?? "more \(name)"
  }

  /// The declaration behind an exported name, through files that hand it on.
  private mutating func exported(_ name: String, from path: String, depth: Int) -> Unit? {
    guard depth < 8 else { return nil }
    let names = names(of: path)
    switch names.exports[name] {
    case .declaration(let node)?: return Unit(path: path, node: node)
    case .imported(let module, let inner)?:
      return source.resolve(module, from: path).flatMap {
        exported(inner, from: $0, depth: depth + 1)
      }
    case nil: break
    }
    for module in names.stars {
      guard let file = source.resolve(module, from: path) else { continue }
      if let unit = exported(name, from: file, depth: depth + 1) { return unit }
    }
    return nil
  }
}
