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
  /// Digests of what handlers refuse by themselves; nil where one refuses nobody.
  private var handlers: [Key: String?] = [:]
  private var digests: [Key: String] = [:]
  /// Every guard, in the order in which it was met first.
  private(set) var found: [RouteGuard] = []

  init(source: any ScriptSource) {
    self.source = source
    refusals = HandlerRefusals(source: source)
  }

  /// The digests of guards, in their order; nil where there are more than can be read.
  mutating func digests(of guards: [AppliedGuard], handler: ScriptFunction?) -> [String]? {
    guard left > 0 else { return nil }
    return digests(of: guards) + [handler.flatMap { digest(ofRefusalsOf: $0) }].compactMap { $0 }
  }

  private mutating func digest(ofRefusalsOf handler: ScriptFunction) -> String? {
    let place = handler.place
    let key = Key(
      path: handler.program.path,
      node: handler.node,
      file: place.file,
      line: place.line
    )
    if let digest = handlers[key] { return digest }
    let read = GuardCode.read(refusalsOf: handler, refusals, in: source)
    handlers[key] = .some(read?.guard.digest)
    guard let (code, nodes) = read else { return nil }
    left -= nodes
    if !found.contains(code) { found.append(code) }
    return code.digest
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
      let (read, nodes) =
        switch applied.code {
        case .function(let function):
          GuardCode.read(function, applied: applied.place, in: source)
        case .type(let type): GuardCode.read(type, in: source)
        }
      left -= nodes
      digests[key] = read.digest
      if !found.contains(read) { found.append(read) }
      return read.digest
    }
  }
}
