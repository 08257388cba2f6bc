import ReadinessModel
import ScriptLanguage

/// Code that refuses callers, where it is applied.
struct AppliedGuard {
  /// What the code is.
  enum Code {
    case function(ScriptFunction)
    /// A class whose objects are asked.
    case type(ScriptClass)
  }

  let code: Code
  let place: ScriptPlace

  init(_ code: Code, place: ScriptPlace) {
    self.code = code
    self.place = place
  }

  /// The program and the node in it.
  var part: (program: ScriptProgram, node: ScriptNodeID) {
    switch code {
    case .function(let function): (function.program, function.node)
    case .type(let type): (type.program, type.node)
    }
  }
}

/// The guards before routes, each read once.
struct RouteGuards {
  private struct Key: Hashable {
    var path: String
    var node: ScriptNodeID
    var file: String
    var line: Int
  }

  /// Nodes of programs that are read in all, so that a repository of countless guards ends.
  private var left = 5_000_000
  private let source: any ScriptSource
  private let refusals: HandlerRefusals
  /// Digests of what handlers refuse by themselves, and of what refuses for them.
  private var handlers: [Key: [String]] = [:]
  private var helpers: [HandlerRefusals.Part: String] = [:]
  private var digests: [Key: String] = [:]
  /// Every guard, in the order in which it was met first.
  private(set) var found: [RouteGuard] = []

  init(source: any ScriptSource) {
    self.source = source
    refusals = HandlerRefusals(source: source)
  }

  /// The digests of guards, in their order; nil where there are more than can be read.
  ///
  /// - Parameter asked: What is known to be asked for before the handler or in it.
  mutating func digests(
    of guards: [AppliedGuard],
    handler: ScriptFunction?,
    asked: [String]
  ) -> [String]? {
    guard left > 0 else { return nil }
    let own = handler.map { digests(ofRefusalsOf: $0, asked) } ?? []
    return digests(of: guards) + own
  }

  private mutating func digests(
    ofRefusalsOf handler: ScriptFunction,
    _ asked: [String]
  ) -> [String] {
    let place = handler.place
    let path = handler.program.path
    let key = Key(path: path, node: handler.node, file: place.file, line: place.line)
    if let digests = handlers[key] { return digests }
    let code = refusals.find(below: HandlerRefusals.Part(path: path, node: handler.node))
    var digests = code.whole.compactMap { digest(of: $0) }
    if !code.tests.isEmpty {
      let read = GuardCode.read(
        code.tests,
        named: handler.name,
        refusals,
        asked: Set(asked),
        in: source
      )
      digests.append(keep(read))
    }
    handlers[key] = digests
    return digests
  }

  private mutating func digest(of helper: HandlerRefusals.Part) -> String? {
    if let digest = helpers[helper] { return digest }
    guard left > 0, let program = source.program(at: helper.path) else { return nil }
    let name = program.text(helper.node)
    let digest = keep(GuardCode.read(helper.node, of: program, named: name, in: source))
    helpers[helper] = digest
    return digest
  }

  private mutating func keep(_ read: (guard: RouteGuard, nodes: Int)) -> String {
    left -= read.nodes
    if !found.contains(read.guard) { found.append(read.guard) }
    return read.guard.digest
  }

  private mutating func digests(of guards: [AppliedGuard]) -> [String] {
    guards.map { applied in
      let key = Key(
        path: applied.part.program.path,
        node: applied.part.node,
        file: applied.place.file,
        line: applied.place.line
      )
      if let digest = digests[key] { return digest }
      let read =
        switch applied.code {
        case .function(let function):
          GuardCode.read(function, applied: applied.place, in: source)
        case .type(let type):
          GuardCode.read(type.node, of: type.program, named: type.name, in: source)
        }
      let digest = keep(read)
      digests[key] = digest
      return digest
    }
  }
}
