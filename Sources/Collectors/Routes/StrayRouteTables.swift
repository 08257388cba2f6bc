import ScriptLanguage

/// Reads routes that classes register on themselves where their base is not in the repository:
/// `this.route('GET', '/things', handler)`.
///
/// What the base does with them cannot be seen, so that nobody knows what stands before them.
struct StrayRouteTables {
  private let evaluator: ScriptEvaluator
  private let semantics: AccessSemantics

  init(evaluator: ScriptEvaluator, semantics: AccessSemantics) {
    self.evaluator = evaluator
    self.semantics = semantics
  }

  private static let methods: Set<String> = ["GET", "POST", "PUT", "DELETE", "PATCH"]

  /// Carries out the methods that register, on a stand-in for the object.
  ///
  /// - Parameter framework: The framework a file is for, nil when nothing tells.
  func call(framework: (String) -> (any FrameworkModel)?) {
    for type in semantics.basedElsewhere {
      let program = type.program
      for member in program.list(type.node) where program[member].kind == .method {
        let name = program.text(member)
        guard !program[member].flags.contains(.isStatic), name != "constructor",
          registers(program[member].first, program)
        else { continue }
        let fallback = semantics.frameworks.first { $0.name == "express" }
        guard let model = framework(program.path) ?? fallback,
          case .host(let host)? = model.stray(at: type.place, isRoot: false),
          let router = host as? RouterHost
        else { continue }
        router.strayReason = "the class that \(type.name) extends is not in the repository"
        let stand = evaluator.object(
          [("route", .host(RouteTableMethod(router)))],
          rest: ScriptSymbol("this")
        )
        evaluator.budget = 100_000
        _ = try? evaluator.call(name, of: type, on: .object(stand), at: type.place)
      }
    }
  }

  /// Whether a function registers a route on `this`, with method, path and handler.
  private func registers(_ function: ScriptNodeID, _ program: ScriptProgram) -> Bool {
    guard function >= 0 else { return false }
    var stack = [program[function].first]
    var visited = 0
    while let id = stack.popLast() {
      guard id >= 0 else { continue }
      visited += 1
      guard visited < 20_000 else { return false }
      let node = program[id]
      if node.kind == .call, isRegistration(id, program) { return true }
      stack += [node.first, node.second, node.third]
      stack += program.list(id)
    }
    return false
  }

  private func isRegistration(_ id: ScriptNodeID, _ program: ScriptProgram) -> Bool {
    let callee = program[program[id].first]
    let arguments = Array(program.list(id))
    guard callee.kind == .member, callee.first >= 0, program[callee.first].kind == .this,
      program.text(program[id].first) == "route", arguments.count > 2,
      program[arguments[0]].kind == .string, program[arguments[1]].kind == .string
    else { return false }
    return Self.methods.contains(program.text(arguments[0]))
      && program.text(arguments[1]).hasPrefix("/")
  }
}

/// `this.route(method, path, …handlers)` of a class whose base is elsewhere.
final class RouteTableMethod: ScriptHost {
  private let router: RouterHost
  init(_ router: RouterHost) { self.router = router }

  func register(_ call: ScriptCall, in evaluator: ScriptEvaluator) {
    guard let method = call.argument(0).knownString,
      let paths = RoutePath.paths(call.argument(1))
    else { return }
    for path in paths {
      router.add(
        .route([method.uppercased()]),
        path,
        Array(call.arguments.dropFirst(2)),
        at: call.place,
        in: evaluator
      )
    }
  }
}
