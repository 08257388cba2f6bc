internal import ReadinessModel

/// One activity that a script turned out to run.
struct ScriptActivity: Hashable, Sendable {
  var kind: ActivityKind
  var tool: String
  /// 0-based line of the script.
  var line: Int
  /// Why its failure does not fail the script, nil when it does.
  var ignoredBecause: String?
}

/// Follows a script into what it calls: package scripts, make targets, scripts of the repository.
struct ScriptExpander: Sendable {
  private static let deepest = 6
  private static let mostActivities = 300

  let files: RepositoryFiles
  let manifests: PackageManifests

  /// Finds what a script does when it runs in a folder.
  func activities(
    of script: String,
    manners: ShellManners,
    folder: String,
    depth: Int = 0
  ) -> [ScriptActivity] {
    guard depth <= Self.deepest else { return [] }
    var found: [ScriptActivity] = []
    var folder = folder
    for command in ShellScript(script, manners: manners).commands {
      if command.words.first == "cd", let target = command.words.dropFirst().first {
        if !target.hasPrefix("-"), !target.contains("$") {
          folder = PathText.join(folder, target) ?? folder
        }
        continue
      }
      guard found.count < Self.mostActivities else { break }
      let inner = activities(of: command.words, folder: folder, depth: depth)
      found += inner.map { activity in
        var activity = activity
        activity.line = command.line
        activity.ignoredBecause = command.ignoredBecause ?? activity.ignoredBecause
        return activity
      }
    }
    return found
  }

  private func activities(of words: [String], folder: String, depth: Int) -> [ScriptActivity] {
    var found: [ScriptActivity] = []
    if let nested = nestedScript(words) {
      return activities(of: nested.text, manners: nested.manners, folder: folder, depth: depth + 1)
    }
    for command in CommandUnwrapper.unwrap(words) {
      if let nested = nestedScript(command) {
        found += activities(
          of: nested.text,
          manners: nested.manners,
          folder: folder,
          depth: depth + 1
        )
        continue
      }
      if let calls = PackageScriptCall.calls(command, folder: folder, manifests: manifests) {
        found += calls.flatMap { expand($0, depth: depth) }
        continue
      }
      if let target = MakeCall(command) {
        found += expand(target, folder: folder, depth: depth)
        continue
      }
      if let path = scriptFile(command, original: words, folder: folder) {
        found += expand(file: path, folder: folder, depth: depth)
        continue
      }
      found += CommandRecogniser.recognise(command).map {
        ScriptActivity(kind: $0.kind, tool: $0.tool, line: 0, ignoredBecause: $0.forgivenBecause)
      }
      found += securityLint(command, folder: folder)
    }
    return found
  }

  // MARK: - Package scripts

  private func expand(_ call: PackageScriptCall, depth: Int) -> [ScriptActivity] {
    guard let manifest = manifests.manifest(in: call.folder) else { return [] }
    var found: [ScriptActivity] = []
    for name in ["pre" + call.script, call.script, "post" + call.script] {
      guard let text = manifest.scripts[name] else { continue }
      let manners = ShellManners(stopsAtFailure: false, failsPipes: false)
      found += activities(of: text, manners: manners, folder: call.folder, depth: depth + 1)
    }
    if found.isEmpty, let text = manifest.scripts[call.script] {
      found = byName(call.script, content: text)
    }
    return found.map { activity in
      var activity = activity
      if !activity.tool.contains(" via ") { activity.tool += " via \(call.shown)" }
      return activity
    }
  }

  /// Judges a script whose commands are not known by what it is called.
  private func byName(_ name: String, content: String) -> [ScriptActivity] {
    let manners = ShellManners(stopsAtFailure: false, failsPipes: false)
    let commands = ShellScript(content, manners: manners).commands
    guard let real = commands.last(where: { !Self.idle.contains($0.words[0]) }),
      let kind = ScriptName.kind(of: name)
    else { return [] }
    let tool = CommandUnwrapper.program(real.words[0])
    return [ScriptActivity(kind: kind, tool: tool, line: 0, ignoredBecause: real.ignoredBecause)]
  }

  /// ESLint scans for vulnerabilities as well where the package has a plug-in that does.
  private func securityLint(_ command: [String], folder: String) -> [ScriptActivity] {
    guard
      command.first == "eslint" || command.first == "next" && command.dropFirst().first == "lint"
    else { return [] }
    let plugins = [
      "eslint-plugin-security", "eslint-plugin-no-unsanitized", "eslint-plugin-sonarjs",
      "eslint-plugin-security-node", "@microsoft/eslint-plugin-sdl", "eslint-plugin-no-secrets",
    ]
    let owners = [manifests.manifest(governing: folder + "/x"), manifests.manifest(in: "")]
    for plugin in plugins where owners.contains(where: { $0?.dependency(plugin) != nil }) {
      let kind: ActivityKind = plugin.contains("no-secrets") ? .secretScan : .staticAnalysis
      return [ScriptActivity(kind: kind, tool: plugin, line: 0)]
    }
    return []
  }

  // MARK: - Scripts of the repository

  /// `bash -c "…"` and its like.
  private func nestedScript(_ words: [String]) -> (text: String, manners: ShellManners)? {
    guard let program = words.first,
      ["bash", "sh", "zsh", "dash"].contains(PathText.name(of: program))
    else { return nil }
    let flags = words.dropFirst().prefix { $0.hasPrefix("-") }
    guard flags.contains(where: { !$0.hasPrefix("--") && $0.hasSuffix("c") }),
      let text = words.dropFirst(1 + flags.count).first
    else { return nil }
    let stops = flags.contains { !$0.hasPrefix("--") && $0.contains("e") }
    return (text, ShellManners(stopsAtFailure: stops, failsPipes: words.contains("pipefail")))
  }

  private func scriptFile(_ command: [String], original: [String], folder: String) -> String? {
    let shells = ["bash", "sh", "zsh", "source", "."]
    var candidate: String?
    if let first = command.first, shells.contains(first) {
      candidate = command.dropFirst().first { !$0.hasPrefix("-") }
    } else if let first = original.first(where: { $0.hasSuffix(".sh") || $0.hasPrefix("./") }) {
      candidate = first
    }
    guard let candidate else { return nil }
    for base in [folder, ""] {
      if let path = PathText.join(base, candidate), files.contains(path: path),
        ["sh", "bash", ""].contains(PathText.fileExtension(of: path))
      {
        return path
      }
    }
    return nil
  }

  private func expand(file path: String, folder: String, depth: Int) -> [ScriptActivity] {
    var found: [ScriptActivity] = []
    if let file = files[path], file.bytes.count < 200_000 {
      let first = String(decoding: file.lines.bytes(ofLine: 1), as: UTF8.self)
      let stops =
        first.hasPrefix("#!") && first.split(separator: " ").contains { $0.hasPrefix("-e") }
      let manners = ShellManners(stopsAtFailure: stops, failsPipes: false)
      found = activities(of: file.text, manners: manners, folder: folder, depth: depth + 1)
    }
    let name = PathText.name(of: path)
    let kind = ScriptName.kind(of: name)
    // A name is believed where the content shows nothing, and where it tells the purpose of what is done.
    if kind == .restoreTest, isIdle(files[path]) { return found }
    if let kind, kind == .restoreTest || found.isEmpty, ![.test, .lint, .build].contains(kind) {
      found.append(ScriptActivity(kind: kind, tool: name, line: 0))
    } else if let kind, found.isEmpty, files[path] != nil {
      found.append(ScriptActivity(kind: kind, tool: name, line: 0))
    }
    return found.map { activity in
      var activity = activity
      if activity.tool != name, !activity.tool.contains(" via ") { activity.tool += " via \(name)" }
      return activity
    }
  }

  /// Whether a script does nothing that anything could be believed of: it says something, and ends.
  private func isIdle(_ file: RepositoryFile?) -> Bool {
    guard let file, file.bytes.count < 200_000 else { return false }
    let manners = ShellManners(stopsAtFailure: false, failsPipes: false)
    return ShellScript(file.text, manners: manners).commands
      .allSatisfy { $0.words.first.map(Self.idle.contains) ?? true }
  }

  private static let idle: Set<String> = [
    "echo", "exit", "true", ":", "printf", "rm", "mkdir", "sleep", "cd", "false", "set", "export",
  ]

  // MARK: - Make

  private func expand(_ call: MakeCall, folder: String, depth: Int) -> [ScriptActivity] {
    let folder = call.folder.flatMap { PathText.join(folder, $0) } ?? folder
    let prefix = folder.isEmpty ? "" : folder + "/"
    let file = call.fileNames.lazy.compactMap { files[prefix + $0] }.first
    guard let file, file.bytes.count < 500_000 else { return [] }
    let makefile = Makefile(file.text)
    var found: [ScriptActivity] = []
    for target in call.targets.isEmpty ? makefile.defaultTargets : call.targets {
      for line in makefile.recipe(of: target) {
        let manners = ShellManners(stopsAtFailure: false, failsPipes: false)
        for var activity in activities(
          of: line.text,
          manners: manners,
          folder: folder,
          depth: depth + 1
        ) {
          if line.isForgiven, activity.ignoredBecause == nil {
            activity.ignoredBecause = "its line in \(file.name) begins with -"
          }
          if !activity.tool.contains(" via ") { activity.tool += " via \(call.program) \(target)" }
          found.append(activity)
        }
      }
    }
    return found
  }
}

/// What the name of a script says it is for.
enum ScriptName {
  static func kind(of name: String) -> ActivityKind? {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let isTrial = words.contains { ["test", "verify", "check", "drill", "validate"].contains($0) }
    let isRecovery = words.contains {
      ["restore", "backup", "backups", "recovery", "dr"].contains($0)
    }
    if isRecovery, isTrial { return .restoreTest }
    if words.contains("loadtest") || words.contains("load") && words.contains("test") {
      return .loadTest
    }
    if words.contains(where: { ["deploy", "deployment"].contains($0) }) { return .deploy }
    if words.contains(where: { ["migrate", "migration", "migrations"].contains($0) }) {
      return words.contains("create") || words.contains("generate") ? nil : .migration
    }
    switch words.first {
    case "test", "tests", "e2e": return words.contains("watch") ? nil : .test
    case "lint", "format": return .lint
    case "build", "typecheck", "compile": return .build
    default: return nil
    }
  }
}
