/// Which programs of the repository a shell script runs: directly, through package scripts and scripts
/// of the repository, or as a task of ECS with another command.
struct ProgramCalls {
  private static let deepest = 5
  private static let mostCommands = 500
  private static let runners: Set<String> = [
    "node", "tsx", "ts-node", "ts-node-esm", "bun", "deno",
  ]

  let files: RepositoryFiles
  let manifests: PackageManifests

  /// Source files of the programs, sorted.
  func programs(of script: String, folder: String, depth: Int = 0) -> [String] {
    guard depth <= Self.deepest else { return [] }
    var found: Set<String> = []
    let manners = ShellManners(stopsAtFailure: false, failsPipes: false)
    for command in ShellScript(script, manners: manners).commands.prefix(Self.mostCommands) {
      for words in CommandUnwrapper.unwrap(command.words) {
        found.formUnion(programs(running: words, folder: folder, depth: depth))
      }
    }
    if script.contains("run-task") {
      for words in Self.overrides(in: script) {
        let folders = [folder] + manifests.all.map(\.folder)
        found.formUnion(folders.flatMap { programs(running: words, folder: $0, depth: depth) })
      }
    }
    return found.sorted()
  }

  private func programs(running words: [String], folder: String, depth: Int) -> [String] {
    guard let first = words.first else { return [] }
    if let calls = PackageScriptCall.calls(words, folder: folder, manifests: manifests) {
      return calls.flatMap { call -> [String] in
        guard let text = manifests.manifest(in: call.folder)?.scripts[call.script] else {
          return []
        }
        return programs(of: text, folder: call.folder, depth: depth + 1)
      }
    }
    let name = PathText.name(of: first)
    if ["bash", "sh"].contains(name),
      let path = words.dropFirst().first(where: { !$0.hasPrefix("-") }),
      let file = [folder, ""].lazy.compactMap({ PathText.join($0, path) })
        .compactMap({ files[$0] }).first, file.bytes.count < 200_000
    {
      return programs(of: file.text, folder: folder, depth: depth + 1)
    }
    guard Self.runners.contains(name) else { return [] }
    let argument = words.dropFirst().first { !$0.hasPrefix("-") && $0 != "run" }
    return argument.flatMap { source(of: $0, folder: folder) }.map { [$0] } ?? []
  }

  private static let endings = ["ts", "mts", "cts", "tsx", "js", "mjs", "cjs"]

  /// The file that a program was built from, or the program itself.
  private func source(of path: String, folder: String) -> String? {
    guard let own = PathText.join(folder, path) else { return nil }
    if files.contains(path: own) { return own }
    let ending = PathText.fileExtension(of: path)
    let isNamed = ["js", "mjs", "cjs", "ts"].contains(ending)
    let bare = isNamed ? String(path.dropLast(ending.count + 1)) : path
    let parts = bare.split(separator: "/").filter { $0 != "." }.map(String.init)
    var candidates = [parts.joined(separator: "/")]
    // What is built lies in a folder of its own: dist/jobs/purge.js comes from src/jobs/purge.ts.
    for dropped in 1...2 where parts.count > dropped {
      let rest = parts.dropFirst(dropped).joined(separator: "/")
      candidates += ["src/" + rest, rest]
    }
    for candidate in candidates {
      for ending in Self.endings {
        guard let file = PathText.join(folder, "\(candidate).\(ending)") else { continue }
        if files.contains(path: file) { return file }
      }
    }
    return nil
  }

  /// The commands of container overrides: `"command": ["node", "dist/purge.js"]`.
  private static func overrides(in script: String) -> [[String]] {
    script.ranges(of: "command").prefix(50).compactMap { range -> [String]? in
      let rest = script[range.upperBound...].drop { "\"\\' ".contains($0) }
      guard rest.first == ":" else { return nil }
      let list = rest.dropFirst().drop { $0 == " " }
      guard list.first == "[", let end = list.firstIndex(of: "]") else { return nil }
      return list[..<end].dropFirst().split(separator: ",")
        .map { $0.filter { !"\"\\' ".contains($0) } }
    }
  }
}
