/// A call of a script of a `package.json`.
struct PackageScriptCall: Hashable, Sendable {
  /// Folder of the manifest.
  var folder: String
  /// Name of the script.
  var script: String
  /// The call, to be shown.
  var shown: String

  private static let mostCalls = 40

  /// Finds the scripts a command runs; nil when it runs none.
  static func calls(
    _ words: [String],
    folder: String,
    manifests: PackageManifests
  ) -> [PackageScriptCall]? {
    guard let program = words.first else { return nil }
    switch program {
    case "npm", "pnpm", "yarn", "bun":
      return packageManager(words, folder: folder, manifests: manifests)
    case "turbo", "turborepo", "nx", "lerna", "wsrun", "ultra":
      return taskRunner(words, folder: folder, manifests: manifests)
    case "run-s", "run-p", "npm-run-all", "npm-run-all2":
      let names = words.dropFirst().filter { !$0.hasPrefix("-") }
      return matching(names, folder: folder, manifests: manifests, shown: program)
    default: return nil
    }
  }

  private static func packageManager(
    _ words: [String],
    folder: String,
    manifests: PackageManifests
  ) -> [PackageScriptCall]? {
    let program = words[0]
    var options = Options(words.dropFirst(), program: program)
    guard let name = options.scriptName(program: program, manifests: manifests, folder: folder)
    else { return nil }
    let isShort = name == "test" && program != "bun"
    let shown = "\(program) \(isShort ? "" : "run ")\(name)"
    var folders: [String] = []
    let start = options.folder.flatMap { PathText.join(folder, $0) } ?? folder
    if options.isEverywhere || !options.packages.isEmpty {
      let members = manifests.all.filter { manifest in
        options.packages.isEmpty || options.packages.contains { filter($0, matches: manifest) }
      }
      folders = members.filter { $0.scripts[name] != nil }.map(\.folder)
      // A script of the root that runs itself everywhere would never end.
      folders.removeAll { $0.isEmpty && options.packages.isEmpty }
    } else if let near = manifests.manifest(governing: start.isEmpty ? "x" : start + "/x") {
      folders = [near.folder]
    }
    return folders.prefix(mostCalls).map {
      PackageScriptCall(folder: $0, script: name, shown: shown)
    }
  }

  private static func taskRunner(
    _ words: [String],
    folder: String,
    manifests: PackageManifests
  ) -> [PackageScriptCall]? {
    let program = words[0]
    let plain: [String] = words.dropFirst().prefix { $0 != "--" }.filter { !$0.hasPrefix("-") }
    var tasks: [String] = plain.filter { !["run", "run-many", "affected", "exec"].contains($0) }
    if program == "nx" {
      for option in ["-t", "--target", "--targets"] {
        for value in ToolRule.values(of: option, in: words) {
          tasks += value.split(separator: ",").map(String.init)
        }
      }
      tasks = tasks.map { task in task.split(separator: ":").last.map(String.init) ?? task }
    }
    let filters = ["--filter", "-F", "--scope"].flatMap { ToolRule.values(of: $0, in: words) }
    var calls: [PackageScriptCall] = []
    for task in Set(tasks).sorted() {
      for manifest in manifests.all where !manifest.folder.isEmpty && manifest.scripts[task] != nil
      {
        guard filters.isEmpty || filters.contains(where: { filter($0, matches: manifest) }) else {
          continue
        }
        let shown = "\(program) \(task)"
        calls.append(PackageScriptCall(folder: manifest.folder, script: task, shown: shown))
      }
    }
    return calls.isEmpty ? nil : Array(calls.prefix(mostCalls))
  }

  private static func matching(
    _ names: [String],
    folder: String,
    manifests: PackageManifests,
    shown: String
  ) -> [PackageScriptCall] {
    guard let manifest = manifests.manifest(governing: folder.isEmpty ? "x" : folder + "/x") else {
      return []
    }
    return names.flatMap { name -> [PackageScriptCall] in
      let pattern = PathPattern(name)
      return manifest.scripts.keys.sorted().filter { pattern.matches($0) }.prefix(mostCalls).map {
        PackageScriptCall(folder: manifest.folder, script: $0, shown: "\(shown) \($0)")
      }
    }
  }

  private static func filter(_ text: String, matches manifest: PackageManifest) -> Bool {
    var text = text
    while text.hasPrefix(".") && text.hasSuffix("...") || text.hasPrefix("...") {
      text = String(text.dropFirst(3))
    }
    if text.hasSuffix("...") { text = String(text.dropLast(3)) }
    if text.hasPrefix("./") { text = String(text.dropFirst(2)) }
    if text.hasPrefix("!") { return false }
    if text == manifest.name || text == manifest.folder { return true }
    return PathPattern(text).matches(manifest.name) || PathPattern(text).matches(manifest.folder)
  }

  /// The options of a package manager that say where a script runs.
  private struct Options {
    var folder: String?
    var packages: [String] = []
    var isEverywhere = false
    var rest: [String] = []

    init(_ words: ArraySlice<String>, program: String) {
      let words = Array(words)
      var index = 0
      func value() -> String? {
        if let equals = words[index].firstIndex(of: "="), words[index].hasPrefix("-") {
          return String(words[index][words[index].index(after: equals)...])
        }
        index += 1
        return index < words.count ? words[index] : nil
      }
      while index < words.count, words[index] != "--" {
        let word = words[index]
        let name = word.split(separator: "=").first.map(String.init) ?? word
        switch name {
        case "--prefix", "-C", "--dir", "--cwd": folder = value()
        case "--filter", "-F", "--workspace": if let value = value() { packages.append(value) }
        case "-w" where program == "npm": if let value = value() { packages.append(value) }
        case "-r", "--recursive", "--workspaces", "-ws": isEverywhere = true
        case let option where option.hasPrefix("-"): break
        default: rest.append(word)
        }
        index += 1
      }
    }

    mutating func scriptName(
      program: String,
      manifests: PackageManifests,
      folder: String
    ) -> String? {
      guard let verb = rest.first else { return nil }
      if program == "yarn", verb == "workspace", rest.count > 2 {
        packages.append(rest[1])
        return rest[2] == "run" ? rest[safely: 3] : rest[2]
      }
      if program == "yarn", verb == "workspaces" {
        isEverywhere = true
        guard let run = rest.firstIndex(of: "run") else { return nil }
        return rest[safely: run + 1]
      }
      if verb == "run" || verb == "run-script" { return rest[safely: 1] }
      switch program {
      case "npm", "pnpm":
        if ["test", "t", "tst"].contains(verb) { return "test" }
        if program == "npm" { return nil }
      case "bun": if verb == "test" { return nil }
      default: break
      }
      let builtIn = [
        "install", "i", "add", "remove", "audit", "publish", "npm", "dlx", "exec", "x", "pack",
        "outdated", "update", "up", "link", "create", "init", "why", "list", "ci", "config",
        "cache", "set", "store", "import", "dedupe", "build",
      ]
      if builtIn.contains(verb), program != "yarn" || verb != "build" { return nil }
      let start = self.folder.flatMap { PathText.join(folder, $0) } ?? folder
      let manifest = manifests.manifest(governing: start.isEmpty ? "x" : start + "/x")
      if !packages.isEmpty || isEverywhere { return verb }
      return manifest?.scripts[verb] == nil ? nil : verb
    }
  }
}

extension Array where Element == String {
  /// The element at a position, nil outside the array.
  fileprivate subscript(safely index: Int) -> String? {
    indices.contains(index) ? self[index] : nil
  }
}
