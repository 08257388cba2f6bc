import ScriptLanguage

/// Finds the plugins that `@fastify/autoload` would load from a folder.
///
/// Source: @fastify/autoload 5 and 6, "Plugin options" and "Override triggers".
struct FastifyAutoload {
  /// One plugin, with the options it is given.
  struct Found {
    let plugin: ScriptValue
    let place: ScriptPlace
    let isOpen: Bool
    let prefix: String
    let shared: ScriptValue

    /// The options as the plugin receives them.
    func options(in evaluator: ScriptEvaluator) -> ScriptObject {
      let object = evaluator.object()
      if case .object(let given) = shared {
        for name in given.names where name != "prefix" {
          evaluator.store(given[name] ?? .undefined, to: name, of: .object(object), at: place)
        }
      }
      evaluator.store(.string(prefix), to: "prefix", of: .object(object), at: place)
      return object
    }
  }

  private let evaluator: ScriptEvaluator
  private let place: ScriptPlace
  private let options: ScriptValue
  private let folder: String?
  private let usesFolderNames: Bool
  private let readsParameters: Bool
  private let keepsContexts: Bool
  private let hooksFiles: Bool
  private let cascades: Bool
  private let depthLimit: Int

  init(_ options: ScriptValue, at place: ScriptPlace, _ evaluator: ScriptEvaluator) {
    self.evaluator = evaluator
    self.place = place
    self.options = options
    let read = { (name: String) in evaluator.property(name, of: options, at: place) }
    var folder = read("dir").knownString
    if let known = folder, known.hasPrefix("./") { folder = String(known.dropFirst(2)) }
    self.folder = folder.map { $0 == "." ? "" : $0 }
    usesFolderNames =
      read("dirNameRoutePrefix").truth != false || read("dirNameRoutePrefix").isUnset
    readsParameters = read("routeParams").truth == true
    keepsContexts = read("encapsulate").truth != false || read("encapsulate").isUnset
    hooksFiles = read("autoHooks").truth == true
    cascades = read("cascadeHooks").truth == true
    if case .number(let limit) = read("maxDepth") {
      depthLimit = min(16, max(0, Int(limit)))
    } else {
      depthLimit = 16
    }
  }

  /// Lists the plugins in the order in which they are loaded.
  func plugins() -> [Found] {
    guard let folder, !folder.hasPrefix("/") else { return [] }
    var found: [Found] = []
    visit(folder, prefix: "", depth: 0, into: &found)
    return found
  }

  private func visit(_ folder: String, prefix: String, depth: Int, into found: inout [Found]) {
    guard depth <= depthLimit, found.count < 2_000 else { return }
    let names = evaluator.source.files(in: folder)
    let scripts = names.filter { isScript($0) }
    let index = scripts.first { Self.stem($0) == "index" }
    for name in index.map({ [$0] }) ?? scripts where !isHooksFile(name) {
      add("\(folder)/\(name)", prefix: prefix, into: &found)
    }
    for name in names where ScriptCompiler.language(of: name) == nil && !name.contains(".") {
      guard name != "node_modules" else { continue }
      let inner = usesFolderNames ? "\(prefix)/\(parameter(name))" : prefix
      visit("\(folder)/\(name)", prefix: inner, depth: depth + 1, into: &found)
    }
  }

  private func add(_ path: String, prefix: String, into found: inout [Found]) {
    let file = path.hasPrefix("/") ? String(path.dropFirst()) : path
    guard let plugin = evaluator.exported("default", from: file) ?? wholeModule(file) else {
      return
    }
    let read = { (name: String) -> ScriptValue in
      let own = evaluator.property(name, of: plugin, at: place)
      if !own.isUnset { return own }
      return evaluator.exported(name, from: file) ?? .undefined
    }
    if case .boolean(false) = read("autoload") { return }
    var full = prefix
    if let replaced = read("prefixOverride").knownString {
      full = replaced
    } else if let own = read("autoPrefix").knownString {
      full = prefix + (own.hasPrefix("/") ? own : "/" + own)
    }
    let shared = evaluator.property("options", of: options, at: place)
    let outer = evaluator.property("prefix", of: shared, at: place)
    let base = RoutePath.paths(outer)?.first ?? ""
    found.append(
      Found(
        plugin: hooked(plugin, file),
        place: placeOf(plugin, file),
        isOpen: !keepsContexts,
        prefix: RoutePath.join(base, full),
        shared: shared
      )
    )
  }

  private func wholeModule(_ file: String) -> ScriptValue? {
    guard let value = evaluator.exported("=", from: file) else { return nil }
    if case .host = value { return nil }
    return value
  }

  private func placeOf(_ plugin: ScriptValue, _ file: String) -> ScriptPlace {
    RouteExaminer.place(of: plugin) ?? ScriptPlace(file: file, line: 1, column: 1, endLine: 1)
  }

  // MARK: Hooks by folder

  /// Joins a plugin with the hook files that stand before it.
  private func hooked(_ plugin: ScriptValue, _ file: String) -> ScriptValue {
    guard hooksFiles, let root = folder else { return plugin }
    var folders: [String] = []
    var current = PathText.folder(of: file)
    while current != root, current.hasPrefix(root), !current.isEmpty {
      folders.insert(current, at: 0)
      current = PathText.folder(of: current)
    }
    folders.insert(root, at: 0)
    if !cascades, let last = folders.last { folders = [last] }
    let before = folders.compactMap { folder -> ScriptValue? in
      let names = evaluator.source.files(in: folder)
      guard let name = names.first(where: { isHooksFile($0) }) else { return nil }
      return evaluator.exported("default", from: folder.isEmpty ? name : "\(folder)/\(name)")
    }
    return before.isEmpty ? plugin : .host(FastifyHookedPlugin(before, plugin))
  }

  private func isHooksFile(_ name: String) -> Bool {
    hooksFiles && ["autohooks", ".autohooks", "_hooks"].contains(Self.stem(name).lowercased())
  }

  // MARK: Names

  private func isScript(_ name: String) -> Bool {
    guard ScriptCompiler.language(of: name) != nil else { return false }
    let lower = name.lowercased()
    return !lower.hasSuffix(".d.ts") && !lower.hasSuffix("x") && !lower.contains(".test.")
      && !lower.contains(".spec.")
  }

  private static func stem(_ name: String) -> String {
    let dot = name.dropFirst().firstIndex(of: ".")
    return dot.map { String(name[..<$0]) } ?? name
  }

  /// Reads `_id` as a parameter, and `__a__b` as two, where the option asks for it.
  private func parameter(_ name: String) -> String {
    guard readsParameters, name.hasPrefix("_") else { return name }
    guard name.hasPrefix("__") else { return ":" + name.dropFirst() }
    let names = name.dropFirst(2).split(separator: "__", omittingEmptySubsequences: true)
    return names.map { ":\($0)" }.joined(separator: "-")
  }
}

/// A plugin with the hook files that stand before it.
final class FastifyHookedPlugin: ScriptHost {
  let before: [ScriptValue]
  let plugin: ScriptValue
  init(_ before: [ScriptValue], _ plugin: ScriptValue) {
    self.before = before
    self.plugin = plugin
  }
}

extension ScriptValue {
  /// Whether nothing was written.
  fileprivate var isUnset: Bool {
    if case .undefined = self { return true }
    return false
  }
}
