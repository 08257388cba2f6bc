import ScriptLanguage

/// Calls functions that register routes on a parameter, where nothing that could be followed does.
///
/// Programs that load their route modules by computed names leave such functions behind. Each is
/// given an application of the framework its package depends on; its routes are real, but where
/// they are mounted and what stands before them there is not known.
struct StrayRegistrations {
  private let evaluator: ScriptEvaluator
  private let semantics: AccessSemantics
  private let manifests: PackageManifests

  init(evaluator: ScriptEvaluator, semantics: AccessSemantics, manifests: PackageManifests) {
    self.evaluator = evaluator
    self.semantics = semantics
    self.manifests = manifests
  }

  private struct Stray {
    let function: ScriptFunction
    let receivers: Set<String>
    let mounts: Bool
    let path: String
    let isDefault: Bool
  }

  /// Calls the functions exported from files, those that mount others first.
  func call(in paths: [String]) {
    var strays: [Stray] = []
    for path in paths where framework(governing: path) != nil {
      strays += self.strays(in: path)
      if strays.count >= 2_000 { break }
    }
    strays.sort { left, right in
      if left.mounts != right.mounts { return left.mounts }
      let depths = (left.path.count { $0 == "/" }, right.path.count { $0 == "/" })
      return depths.0 == depths.1 ? left.path < right.path : depths.0 < depths.1
    }
    var stepsLeft = 10_000_000
    for stray in strays where !semantics.hasEntered(stray.function) && stepsLeft > 0 {
      guard let framework = framework(governing: stray.path) else { continue }
      let isRoot = stray.isDefault && isStartedByTool(stray.path)
      guard
        let host = framework.stray(at: stray.function.place, isRoot: isRoot)
      else { continue }
      let budget = min(400_000, stepsLeft)
      evaluator.budget = budget
      let arguments = arguments(of: stray, host: host)
      // What it throws ends it; what it registered before stands.
      _ = try? evaluator.apply(.function(stray.function), arguments, at: stray.function.place)
      stepsLeft -= budget - max(0, evaluator.budget)
      framework.settle(in: evaluator)
    }
  }

  /// Without a manifest a file's own imports say which framework it is for.
  private func imported(by path: String) -> (any FrameworkModel)? {
    guard let texts = evaluator.source.program(at: path)?.strings else { return nil }
    return semantics.frameworks.first { framework in
      framework.packages.contains { texts.contains($0) }
    }
  }

  func framework(governing path: String) -> (any FrameworkModel)? {
    guard let manifest = manifests.manifest(governing: path) else { return imported(by: path) }
    return semantics.frameworks.first { framework in
      framework.packages.contains { manifest.dependency($0) != nil }
    }
  }

  /// Whether a command of the framework starts the file's default export as the application.
  private func isStartedByTool(_ path: String) -> Bool {
    guard let manifest = manifests.manifest(governing: path) else { return false }
    let name = PathText.name(of: path).split(separator: ".").first ?? ""
    return manifest.scripts.values.contains { script in
      script.contains("fastify start")
        && script.split(separator: " ").contains { word in
          PathText.name(of: String(word)).split(separator: ".").first == name
        }
    }
  }

  // MARK: Finding

  private func strays(in path: String) -> [Stray] {
    var found: [Stray] = []
    for (name, value) in Self.exports(of: path, in: evaluator) {
      guard case .function(let function) = plain(value), function.program.path == path,
        !semantics.hasEntered(function), !found.contains(where: { $0.function === function })
      else { continue }
      let scan = RegistrationScan(function)
      guard !scan.receivers.isEmpty else { continue }
      found.append(
        Stray(
          function: function,
          receivers: scan.receivers,
          mounts: scan.mounts,
          path: path,
          isDefault: name == "default"
        )
      )
    }
    return found
  }

  /// What a file exports by name, the parts of a CommonJS export included.
  private static func exports(
    of path: String,
    in evaluator: ScriptEvaluator
  ) -> [(name: String, value: ScriptValue)] {
    var values = evaluator.exports(of: path)
    if let whole = evaluator.exported("=", from: path) {
      values.append(("default", whole))
      if case .object(let object) = whole {
        for name in object.names.prefix(200) {
          if let value = object[name] { values.append((name, value)) }
        }
      }
    }
    return values
  }

  /// What a file exports.
  static func exportedValues(of path: String, in evaluator: ScriptEvaluator) -> [ScriptValue] {
    exports(of: path, in: evaluator).map(\.value)
  }

  private func plain(_ value: ScriptValue) -> ScriptValue {
    if case .host(let open as FastifyOpenPlugin) = value { return open.plugin }
    return value
  }

  private func arguments(of stray: Stray, host: ScriptValue) -> [ScriptValue] {
    let program = stray.function.program
    return program.list(stray.function.node).map { parameter in
      var target = program[parameter].first
      if target >= 0, program[target].kind == .defaultPattern { target = program[target].first }
      guard target >= 0 else { return .unknown("argument") }
      if program[target].kind == .objectPattern {
        let properties = program.list(target).map(program.text).filter { !$0.isEmpty }
        return .object(
          evaluator.object(
            properties.map { ($0, stray.receivers.contains($0) ? host : .unknown($0)) },
            rest: ScriptSymbol("options")
          )
        )
      }
      let name = program.text(target)
      return stray.receivers.contains(name) ? host : .unknown(name)
    }
  }
}

/// Looks through a function for registrations on its parameters.
private struct RegistrationScan {
  private(set) var receivers: Set<String> = []
  private(set) var mounts = false
  private var parameters: Set<String> = []
  private let program: ScriptProgram

  init(_ function: ScriptFunction) {
    program = function.program
    var candidates: Set<String> = []
    for parameter in program.list(function.node) {
      let type = program.text(parameter)
      for name in names(program[parameter].first) {
        parameters.insert(name)
        if Self.isApplication(name, type) { candidates.insert(name) }
      }
    }
    guard !candidates.isEmpty else { return }
    scan(program[function.node].first, candidates)
  }

  private func names(_ pattern: ScriptNodeID) -> [String] {
    guard pattern >= 0 else { return [] }
    switch program[pattern].kind {
    case .identifier: return [program.text(pattern)]
    case .objectPattern:
      return program.list(pattern).flatMap { part in
        program[part].kind == .property ? names(program[part].first) : []
      }
    case .defaultPattern: return names(program[pattern].first)
    default: return []
    }
  }

  private static func isApplication(_ name: String, _ type: String) -> Bool {
    if !type.isEmpty, !["any", "unknown"].contains(type) {
      let lower = type.lowercased()
      return ["express", "application", "router", "fastify", "koa", "hono", "server", "app"]
        .contains { lower.holds($0) }
    }
    let lower = name.lowercased()
    return [
      "app", "router", "server", "fastify", "instance", "api", "route", "r", "express", "web",
    ]
    .contains { lower == $0 || $0.count > 2 && (lower.hasSuffix($0) || lower.hasPrefix($0)) }
  }

  private static let verbs: Set<String> = [
    "get", "post", "put", "delete", "del", "patch", "options", "head", "all", "query",
  ]

  private mutating func scan(_ root: ScriptNodeID, _ candidates: Set<String>) {
    var stack = [root]
    var visited = 0
    while let id = stack.popLast() {
      guard id >= 0 else { continue }
      visited += 1
      guard visited < 50_000 else { return }
      let node = program[id]
      if node.kind == .call { note(id, candidates) }
      stack += [node.first, node.second, node.third]
      stack += program.list(id)
    }
  }

  private mutating func note(_ id: ScriptNodeID, _ candidates: Set<String>) {
    let callee = program[program[id].first]
    guard callee.kind == .member, callee.first >= 0 else { return }
    let method = program.text(program[id].first).lowercased()
    let arguments = Array(program.list(id))
    var receiver = callee.first
    // `app.route(path).get(handler)` and chains of registrations.
    var depth = 0
    while program[receiver].kind == .call, depth < 64 {
      let inner = program[program[receiver].first]
      guard inner.kind == .member, inner.first >= 0 else { return }
      receiver = inner.first
      depth += 1
    }
    guard program[receiver].kind == .identifier else { return }
    let name = program.text(receiver)
    guard candidates.contains(name) else { return }
    switch method {
    case "use", "register":
      mounts = true
      receivers.insert(name)
    case "route": receivers.insert(name)
    default:
      guard Self.verbs.contains(method), isRegistration(arguments, isChain: depth > 0) else {
        return
      }
      receivers.insert(name)
    }
  }

  /// Tells a registration from a request that a client makes: it ends in a handler.
  private func isRegistration(_ arguments: [ScriptNodeID], isChain: Bool) -> Bool {
    guard let last = arguments.last, arguments.count > 1 || isChain else { return false }
    if !isChain {
      let first = arguments[0]
      guard [.string, .template, .identifier, .member, .binary].contains(program[first].kind) else {
        return false
      }
      if program[first].kind == .string {
        let path = program.text(first)
        guard path.isEmpty || path.hasPrefix("/") || path.hasPrefix("*") else { return false }
      }
    }
    switch program[last].kind {
    case .function, .member, .call, .array: return true
    case .identifier: return !parameters.contains(program.text(last))
    case .object:
      return program.list(last).contains { program.text($0) == "handler" }
    default: return false
    }
  }
}
