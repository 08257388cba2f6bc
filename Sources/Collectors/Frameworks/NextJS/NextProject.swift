import ScriptLanguage

/// One Next.js application of the repository.
struct NextProject {
  /// A file that answers requests.
  struct RouteFile {
    let path: String
    /// Path of the route, without the base path.
    let route: String
    let isPages: Bool
  }

  /// The function that runs before routes are reached.
  struct Gate {
    let value: ScriptValue
    let place: ScriptPlace
    /// Patterns of the paths it runs for, nil for all.
    let matchers: [Matcher]?
  }

  /// One pattern of a gate.
  struct Matcher {
    /// The pattern, nil when it could not be read.
    let source: String?
    /// Whether it asks for more than the path.
    let hasConditions: Bool
  }

  let folder: String
  let files: [RouteFile]
  let basePath: String
  let gate: Gate?

  /// Finds the applications of a repository.
  static func all(
    _ files: RepositoryFiles,
    _ manifests: PackageManifests,
    in evaluator: ScriptEvaluator
  ) -> [NextProject] {
    var folders: Set<String> = []
    for manifest in manifests.all where manifest.dependency("next") != nil {
      folders.insert(manifest.folder)
    }
    for path in files.paths where PathText.name(of: path).hasPrefix("next.config.") {
      guard !path.contains("node_modules/") else { continue }
      folders.insert(PathText.folder(of: path))
    }
    guard !folders.isEmpty else { return [] }
    var byFolder: [String: [RouteFile]] = [:]
    for path in files.paths where ScriptCompiler.language(of: path) != nil {
      guard let (folder, file) = routeFile(path, folders) else { continue }
      byFolder[folder, default: []].append(file)
    }
    return byFolder.keys.sorted().map { folder in
      NextProject(
        folder: folder,
        files: byFolder[folder] ?? [],
        basePath: basePath(folder, files, evaluator),
        gate: gate(folder, files, evaluator)
      )
    }
  }

  private static func routeFile(_ path: String, _ folders: Set<String>) -> (String, RouteFile)? {
    guard !path.contains("node_modules/"), !path.contains("/.next/") else { return nil }
    var folder = PathText.folder(of: path)
    while !folders.contains(folder) {
      guard !folder.isEmpty else { return nil }
      folder = PathText.folder(of: folder)
    }
    let inside = folder.isEmpty ? path : String(path.dropFirst(folder.count + 1))
    for base in ["", "src/"] {
      if inside.hasPrefix("\(base)app/"),
        let route = NextPaths.appRoute(String(inside.dropFirst(base.count + 4)))
      {
        return (folder, RouteFile(path: path, route: route, isPages: false))
      }
      if inside.hasPrefix("\(base)pages/"),
        let route = NextPaths.pagesRoute(String(inside.dropFirst(base.count + 6)))
      {
        return (folder, RouteFile(path: path, route: route, isPages: true))
      }
    }
    return nil
  }

  private static func file(
    _ names: [String],
    in folder: String,
    _ files: RepositoryFiles
  ) -> String? {
    let prefix = folder.isEmpty ? "" : folder + "/"
    for name in names {
      for ending in NextPaths.endings + ["cjs"] {
        let path = "\(prefix)\(name).\(ending)"
        if files.contains(path: path) { return path }
      }
    }
    return nil
  }

  // MARK: Configuration

  private static func basePath(
    _ folder: String,
    _ files: RepositoryFiles,
    _ evaluator: ScriptEvaluator
  ) -> String {
    guard let path = file(["next.config"], in: folder, files),
      let value = evaluator.exported("default", from: path)
    else { return "" }
    let place = ScriptPlace(file: path, line: 1, column: 1, endLine: 1)
    guard let options = options(value, place, evaluator, depth: 0) else { return "" }
    return evaluator.property("basePath", of: .object(options), at: place).knownString ?? ""
  }

  /// The options a configuration comes to, through the helpers that wrap it.
  private static func options(
    _ value: ScriptValue,
    _ place: ScriptPlace,
    _ evaluator: ScriptEvaluator,
    depth: Int
  ) -> ScriptObject? {
    guard depth < 6 else { return nil }
    switch value {
    case .object(let object): return object
    case .function:
      evaluator.budget = 20_000
      let given = try? evaluator.apply(value, [.unknown("phase")], at: place)
      return given.flatMap { options($0, place, evaluator, depth: depth + 1) }
    case .result(let result):
      return (result.arguments + [result.callee]).lazy.compactMap {
        options($0, place, evaluator, depth: depth + 1)
      }.first
    case .union(let values):
      return values.lazy.compactMap { options($0, place, evaluator, depth: depth + 1) }.first
    default: return nil
    }
  }

  // MARK: Gates

  private static func gate(
    _ folder: String,
    _ files: RepositoryFiles,
    _ evaluator: ScriptEvaluator
  ) -> Gate? {
    let names = ["middleware", "src/middleware", "proxy", "src/proxy"]
    guard let path = file(names, in: folder, files) else { return nil }
    let exported = ["default", "middleware", "proxy"].lazy.compactMap { name in
      evaluator.exported(name, from: path).map { (name, $0) }
    }.first
    guard let (name, value) = exported else { return nil }
    let place = NextExports.place(of: name, in: path, evaluator)
    let config = evaluator.exported("config", from: path) ?? .undefined
    let written = evaluator.property("matcher", of: config, at: place)
    if case .undefined = written { return Gate(value: value, place: place, matchers: nil) }
    let matchers = RouterHost.flattened(written).map { matcher($0, place, evaluator) }
    return Gate(value: value, place: place, matchers: matchers)
  }

  private static func matcher(
    _ value: ScriptValue,
    _ place: ScriptPlace,
    _ evaluator: ScriptEvaluator
  ) -> Matcher {
    guard case .object(let object) = value else {
      return Matcher(source: value.knownString, hasConditions: false)
    }
    return Matcher(
      source: object["source"]?.knownString,
      hasConditions: object["has"] != nil || object["missing"] != nil
    )
  }
}

/// Finds where a module exports a name.
enum NextExports {
  static func place(of name: String, in path: String, _ evaluator: ScriptEvaluator) -> ScriptPlace {
    let start = ScriptPlace(file: path, line: 1, column: 1, endLine: 1)
    guard let program = evaluator.source.program(at: path) else { return start }
    var everything: ScriptPlace?
    for id in program.body where id >= 0 {
      let node = program[id]
      switch node.kind {
      case .exportDefault where name == "default": return program.place(id)
      case .exportAssignment where name == "default": return program.place(id)
      case .exportNames:
        if let specifier = program.list(id).first(where: { program.text($0) == name }) {
          return program.place(specifier)
        }
      case .exportAll: everything = everything ?? program.place(id)
      case .exportDeclaration:
        if declares(name, node.first, program) { return program.place(id) }
      default: continue
      }
    }
    return everything ?? start
  }

  private static func declares(_ name: String, _ id: ScriptNodeID, _ program: ScriptProgram) -> Bool
  {
    guard id >= 0 else { return false }
    switch program[id].kind {
    case .function, .classExpression: return program.text(id) == name
    case .variable: return program.list(id).contains { binds(name, program[$0].first, program) }
    default: return false
    }
  }

  private static func binds(_ name: String, _ id: ScriptNodeID, _ program: ScriptProgram) -> Bool {
    guard id >= 0 else { return false }
    switch program[id].kind {
    case .identifier: return program.text(id) == name
    case .objectPattern, .arrayPattern:
      return program.list(id).contains { binds(name, $0, program) }
    case .property, .defaultPattern, .restPattern: return binds(name, program[id].first, program)
    default: return false
    }
  }
}
